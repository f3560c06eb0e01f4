"""Trains the network.

python fit_network.py --dump train.ndjson --gold POLNEAR/train --vectors vectors.pt --out net.pt [--hold FOLD] [options]
"""

from __future__ import annotations

import argparse
import copy
import math
import random
import time

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy
from torch.nn.utils.rnn import pad_sequence

import corpus
from corpus import Paragraph
from network import Item, Network, Size
from priors import priors


def arguments() -> argparse.Namespace:
    """The recipe; its defaults are those of the delivered weights."""
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--dump", required=True, help="token dump of the split")
    a.add_argument("--gold", required=True, help="the split's folder (text/, attributions/)")
    a.add_argument("--vectors", required=True, help="what vectors.py wrote")
    a.add_argument("--out", required=True)
    a.add_argument("--hold", type=int, help="leave this fifth of the articles out")
    a.add_argument("--epochs", type=int, default=8)
    a.add_argument("--hidden", type=int, default=96)
    a.add_argument("--pair", type=int, default=48)
    a.add_argument("--rate", type=float, default=2e-3)
    a.add_argument("--drop", type=float, default=0.4)
    a.add_argument("--word-drop", type=float, default=0.15)
    a.add_argument("--batch", type=int, default=1500, help="tokens a batch")
    a.add_argument("--ema", type=float, default=0.0, help="decay of averaged weights, 0 = last weights")
    a.add_argument("--loss", choices=("crf", "softmax"), default="crf")
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--start", help="weights to begin with: pretrain.py's, or those of an earlier training")
    return a.parse_args()


def batches(pars: list[Paragraph], tokens: int) -> list[list[Paragraph]]:
    """Paragraphs of like length, about `tokens` padded tokens a batch, in random order."""
    order = sorted(pars, key=lambda p: len(p) + random.random() * (2 + len(p) // 16))
    out, batch = [], []
    for p in order:
        batch.append(p)
        if len(batch) * len(p) >= tokens:
            out.append(batch)
            batch = []
    if batch:
        out.append(batch)
    random.shuffle(out)
    return out


def targets(pars: list[Paragraph]) -> tuple[Tensor, list[Item], list[list[int]]]:
    """Head A's labels of a batch, the cues of its claims and head B's labels for each."""
    gold = pad_sequence([torch.tensor(corpus.token_labels(p)) for p in pars], batch_first=True, padding_value=-1)
    items, labels = [], []
    for row, p in enumerate(pars):
        for claim in p.claims:
            item = Item(row, p, claim.cue[0], claim.cue[-1] + 1)
            items.append(item)
            labels.append(corpus.pair_labels(p, claim, *corpus.window(p, item.start, item.end)))
    return gold, items, labels


def loss_of(network: Network, pars: list[Paragraph], kind: str) -> tuple[Tensor, Tensor]:
    """Losses a token of both heads."""
    gold, items, labels = targets(pars)
    h, a = network.encode(pars)

    def one(scores: Tensor, y: Tensor, crf: nn.Module) -> Tensor:
        if kind == "crf":
            return crf.loss(scores, y)
        return cross_entropy(scores.flatten(0, 1), y.flatten(), ignore_index=-1)

    loss_a = one(a, gold, network.token_crf)
    if not items:
        return loss_a, torch.zeros(())
    b, _ = network.spans(h, items)
    y = pad_sequence([torch.tensor(x) for x in labels], batch_first=True, padding_value=-1)
    return loss_a, one(b, y, network.span_crf)


def prepare(articles: dict[str, list[Paragraph]], names: list[str], ids: dict[str, int]) -> list[Paragraph]:
    """All paragraphs of the named articles with their word rows."""
    pars = [corpus.cut(p) for n in names for p in articles[n]]
    for p in pars:
        p.word = torch.tensor([ids.get(x, 1) for x in p.forms])
    return pars


def seed_all(seed: int) -> None:
    torch.manual_seed(seed)
    random.seed(seed)
    torch.set_num_threads(1)


def begin(network: Network, path: str) -> None:
    """Takes the weights that pretrain.py or an earlier training left."""
    state = torch.load(path)["state"]
    network.load_state_dict({k: v for k, v in state.items() if not k.startswith("state.")})


def main() -> None:
    o = arguments()
    seed_all(o.seed)
    known = torch.load(o.vectors)
    ids = {w: i + 2 for i, w in enumerate(known["words"])}
    articles = corpus.gold_articles(corpus.Path(o.dump), corpus.Path(o.gold))
    names, _ = corpus.folds(list(articles), o.hold)
    pars = prepare(articles, names, ids)
    size = Size(len(ids), known["vectors"].shape[1], hidden=o.hidden, pair=o.pair, drop=o.drop, word_drop=o.word_drop)
    network = Network(size)
    network.word.weight.data[2:] = known["vectors"]
    network.word.weight.data[1] = 0
    if o.start:
        begin(network, o.start)
    print(f"paragraphs {len(pars)} weights {sum(w.numel() for w in network.parameters())}", flush=True)
    train(network, pars, o)
    network.save(o.out, known["words"], priors(pars, known["words"]))


def train(network: Network, pars: list[Paragraph], o: argparse.Namespace) -> None:
    """Adam with warm-up and cosine decay; at the end the network holds the averaged weights if `--ema` asks for them."""
    optimizer = torch.optim.Adam(network.parameters(), lr=o.rate, betas=(0.9, 0.98))
    mean = copy.deepcopy(network) if o.ema else None
    total = o.epochs * len(batches(pars, o.batch))
    step, begun = 0, time.time()
    for epoch in range(o.epochs):
        network.train()
        sums = [0.0, 0.0]
        order = batches(pars, o.batch)
        for batch in order:
            rate = o.rate * min(1, step / 200) * 0.5 * (1 + math.cos(math.pi * min(1, step / total)))
            for group in optimizer.param_groups:
                group["lr"] = rate
            step += 1
            losses = loss_of(network, batch, o.loss)
            optimizer.zero_grad()
            sum(losses).backward()
            nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimizer.step()
            sums = [s + x.item() for s, x in zip(sums, losses, strict=True)]
            if mean is not None:
                for old, new in zip(mean.parameters(), network.parameters(), strict=True):
                    old.data.lerp_(new.data, 1 - min(o.ema, step / (step + 10)))
        a, b = (s / len(order) for s in sums)
        print(f"epoch {epoch} A {a:.4f} B {b:.4f} {time.time() - begun:.0f}s", flush=True)
    if mean is not None:
        network.load_state_dict(mean.state_dict())
    network.eval()


if __name__ == "__main__":
    main()
