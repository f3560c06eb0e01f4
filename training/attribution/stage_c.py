"""Stage C: which readings of the cues are kept.

python stage_c.py cv GOLD READINGS            five folds by article inside READINGS, scored
python stage_c.py fit GOLD READINGS OUT.pt    the same, then the classifier for the program with the threshold that was best

READINGS is what examples/attribution_readings.rs wrote. A reading is right if some gold claim agrees by half or more in all three spans.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits

import corpus

HIDDEN, SEEDS, EPOCHS, BATCH = 24, 8, 10, 256
RATE, DECAY, DROP = 3e-3, 0.05, 0.2
THRESHOLDS = (0.24, 0.28, 0.32, 0.36, 0.40)
SHOWN = ("segstr.source", "segstr.cue", "segstr.content", "pair", "triple", "xtriple", "speech.triple")


def read(path: str) -> list[dict]:
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def stem(record: dict) -> str:
    return Path(record["path"]).name.removesuffix(".txt")


def labels(score, docs: dict, records: list[dict]) -> Tensor:
    """1 for each right reading, in order."""
    out = []
    for record in records:
        doc = docs[stem(record)]
        gold = [{r: doc.words(c[r]) if c[r] else None for r in score.ROLES} for c in doc.claims]
        for claim in record["claims"]:
            spans = {
                r: doc.tokens_of(x for part in claim[r] or [] for x in range(part["start"], part["end"])) or None
                for r in score.ROLES
            }
            content = (spans["content"] or frozenset()) - (spans["cue"] or frozenset()) - (spans["source"] or frozenset())
            spans["content"] = content or None
            words = {r: doc.words(x) if x else None for r, x in spans.items()}
            right = content and any(all(score.half(g[r], words[r]) for r in score.ROLES) for g in gold)
            out.append(float(bool(right)))
    return torch.tensor(out)


def features(records: list[dict]) -> Tensor:
    return torch.tensor([c["f"] for r in records for c in r["claims"]])


class Decision(nn.Module):
    """Standardised features, one hidden layer, a log-odds; several seeds side by side, their mean probability decides."""

    def __init__(self, x: Tensor, seeds: int) -> None:
        super().__init__()
        self.register_buffer("mean", x.mean(0))
        self.register_buffer("scale", 1 / x.std(0).clamp(min=0.05))
        bound = x.shape[1] ** -0.5
        self.hidden = nn.Parameter(torch.empty(seeds, x.shape[1], HIDDEN).uniform_(-bound, bound))
        self.hidden_bias = nn.Parameter(torch.zeros(seeds, 1, HIDDEN))
        self.out = nn.Parameter(torch.empty(seeds, HIDDEN, 1).uniform_(-(HIDDEN**-0.5), HIDDEN**-0.5))
        self.out_bias = nn.Parameter(torch.zeros(seeds, 1, 1))
        self.drop = nn.Dropout(DROP)

    def forward(self, x: Tensor) -> Tensor:
        """Log-odds [seeds, readings]; the readings may differ by seed."""
        x = ((x - self.mean) * self.scale).clamp(-6, 6)
        h = self.drop(torch.tanh(x @ self.hidden + self.hidden_bias))
        return (h @ self.out + self.out_bias)[:, :, 0]


def fit(x: Tensor, y: Tensor, seeds: int = SEEDS) -> Decision:
    """Each seed sees the readings in an order of its own."""
    torch.manual_seed(1)
    model = Decision(x, seeds)
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=DECAY)
    steps, step = EPOCHS * (len(x) // BATCH + 1), 0
    for _ in range(EPOCHS):
        order = torch.stack([torch.randperm(len(x)) for _ in range(seeds)])
        for rows in order.split(BATCH, 1):
            optimizer.param_groups[0]["lr"] = RATE * (1 - step / steps)
            step += 1
            loss = binary_cross_entropy_with_logits(model(x[rows]), y[rows]) * seeds
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return model.eval()


def probability(model: Decision, x: Tensor) -> Tensor:
    with torch.no_grad():
        return torch.sigmoid(model(x)).mean(0)


def decide(records: list[dict], p: Tensor, threshold: float) -> list[list[dict]]:
    """Claims kept: by falling probability, those that share no cue character with one kept before."""
    out, at = [], 0
    for record in records:
        claims = record["claims"]
        own = p[at : at + len(claims)].tolist()
        at += len(claims)
        kept, used = [], set()
        for i in sorted(range(len(claims)), key=lambda i: (-own[i], i)):
            cue = {x for s in claims[i]["cue"] for x in range(s["start"], s["end"])}
            if own[i] >= threshold and not cue & used:
                used |= cue
                kept.append({r: claims[i][r] or None for r in ("source", "cue", "content")})
        out.append(kept)
    return out


def score_all(score, docs: dict, records: list[dict], kept: list[list[dict]]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of the measures shown."""
    total: Counter = Counter()
    for record, claims in zip(records, kept, strict=True):
        doc = docs[stem(record)]
        found, _ = score.read_claims(doc, {"claims": claims}, "ignore", Counter())
        total.update(score.score_doc(doc, found))
    return {k: score.prf(total, k) for k in SHOWN}


def show(score, docs: dict, records: list[dict], p: Tensor, thresholds=THRESHOLDS) -> None:
    for t in thresholds:
        m = score_all(score, docs, records, decide(records, p, t))
        seg = " / ".join(f"{100 * m['segstr.' + r][2]:.1f}" for r in score.ROLES)
        rest = "  ".join(f"{k} {100 * m[k][2]:.1f}" for k in SHOWN[3:])
        print(f"{t:.2f}  segstr {seg}  {rest}  P {100 * m['triple'][0]:.1f} R {100 * m['triple'][1]:.1f}", flush=True)


def cross_validated(records: list[dict], x: Tensor, y: Tensor, seeds: int = SEEDS) -> Tensor:
    fold = torch.tensor([i % 5 for i, r in enumerate(records) for _ in r["claims"]])
    p = torch.zeros(len(y))
    for k in range(5):
        p[fold == k] = probability(fit(x[fold != k], y[fold != k], seeds), x[fold == k])
    return p


def best_threshold(score, docs: dict, records: list[dict], p: Tensor) -> float:
    """The threshold with the best triple, its neighbours averaged in so that a chance peak does not win."""
    steps = [0.22 + 0.02 * k for k in range(12)]
    found = [score_all(score, docs, records, decide(records, p, t))["triple"][2] for t in steps]
    return max(range(1, len(steps) - 1), key=lambda k: sum(found[k - 1 : k + 2])) * 0.02 + 0.22


def tensors(model: Decision, threshold: float) -> dict[str, Tensor]:
    """The classifier under the names that the program reads."""
    out = {"decision.mean": model.mean, "decision.scale": model.scale, "decision.threshold": torch.tensor([threshold])}
    for k in range(len(model.hidden)):
        out[f"decision.{k}.hidden.weight"] = model.hidden[k].T.contiguous()
        out[f"decision.{k}.hidden.bias"] = model.hidden_bias[k, 0].clone()
        out[f"decision.{k}.out.weight"] = model.out[k].T.contiguous()
        out[f"decision.{k}.out.bias"] = model.out_bias[k, 0].clone()
    return {name: t.detach() for name, t in out.items()}


def main() -> None:
    torch.set_num_threads(1)
    command, gold, path, *rest = sys.argv[1:]
    score = corpus.scorer(Path(gold).parent)
    docs, records = score.load_gold(gold), read(path)
    x = features(records)
    y = labels(score, docs, records)
    print(f"readings {len(y)} right {int(y.sum())}")
    p = cross_validated(records, x, y)
    show(score, docs, records, p)
    if command == "fit":
        threshold = best_threshold(score, docs, records, p)
        torch.save(tensors(fit(x, y), threshold), rest[0])
        print(f"threshold {threshold:.2f}")


if __name__ == "__main__":
    main()
