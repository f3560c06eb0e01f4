"""Articles as the program tokenises them, with PolNeAR's claims laid over their tokens.

The token dump is written by `examples/attribution_tokens.rs`, so training never prepares text by itself. Gold spans are code-point offsets of
the same text and are joined to tokens here: a token belongs to a span that covers at least half of its characters.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

import torch
from torch import Tensor

# Labels of head A and of head B. Odd labels begin a span, the even one after each goes on with it.
OUTSIDE, SOURCE, CUE, CONTENT = 0, 1, 3, 5
PAIR_SOURCE, PAIR_CONTENT = 1, 3
LABELS_A, LABELS_B = 7, 5

# Head B sees this many tokens before and after a cue.
BEFORE, AFTER = 80, 100
NGRAMS = 9
LONGEST = 512


@dataclass
class Claim:
    """One annotated attribution inside one paragraph: token indexes there."""

    source: list[int]
    cue: list[int]
    content: list[int]


@dataclass
class Paragraph:
    """Tokens of one paragraph, and what the network reads of them.

    `words` are as written, `forms` as the vocabulary has them; `commas` and `marks` count those before each token.
    """

    article: str
    number: int
    words: list[str]
    forms: list[str]
    spans: list[tuple[int, int]]
    sentence: list[int]
    quoted: list[int]
    ngrams: Tensor
    shape: Tensor
    quote: Tensor
    place: Tensor
    commas: list[int]
    marks: list[int]
    claims: list[Claim] = field(default_factory=list)
    word: Tensor | None = None

    def __len__(self) -> int:
        return len(self.words)


def read_dump(path: Path) -> Iterator[tuple[str, list[Paragraph]]]:
    """The articles of a token dump: name (file stem) and paragraphs."""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            name = Path(record["path"]).name.removesuffix(".txt")
            yield name, [paragraph(name, i, p["tokens"]) for i, p in enumerate(record["paragraphs"]) if p["tokens"]]


def paragraph(article: str, number: int, tokens: list[dict]) -> Paragraph:
    """One paragraph of the dump."""
    return Paragraph(
        article,
        number,
        [t["w"] for t in tokens],
        [t["x"] for t in tokens],
        [(t["s"], t["e"]) for t in tokens],
        [t["n"] for t in tokens],
        [t["q"] for t in tokens],
        torch.tensor([t["c"] for t in tokens]),
        torch.tensor([t["h"] for t in tokens]),
        torch.tensor([3 * t["q"] + t["o"] for t in tokens]),
        torch.tensor([t["p"] for t in tokens]),
        [0, *accumulate(int(t["w"] == ",") for t in tokens)],
        [0, *accumulate(int(t["o"] > 0) for t in tokens)],
    )


def gold_articles(dump: Path, split: Path) -> dict[str, list[Paragraph]]:
    """The annotated articles of a split, sorted by name, with the first annotator's claims."""
    score = scorer(split.parent)
    files = score.annotator_files(str(split))
    articles = {name: pars for name, pars in read_dump(dump) if name in files}
    for name, pars in articles.items():
        lay_claims(pars, *score.parse_ann(files[name][0]))
    return dict(sorted(articles.items()))


def scorer(folder: Path):
    """The scoring module that lies beside the splits."""
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
    import score_attribution

    return score_attribution


def lay_claims(pars: list[Paragraph], spans: dict, events: list) -> None:
    """Adds to each paragraph the claims whose cue begins in it."""
    at = {c: (i, t) for i, p in enumerate(pars) for t, (s, e) in enumerate(p.spans) for c in range(s, e)}
    for event in events:
        found: dict[str, set[tuple[int, int]]] = {"source": set(), "cue": set(), "content": set()}
        for role, span in event:
            role = role.rstrip("0123456789").lower()
            if role not in found or span not in spans:
                continue
            for start, end in spans[span][1]:
                hits = Counter(at[c] for c in range(start, end) if c in at)
                for (i, t), n in hits.items():
                    s, e = pars[i].spans[t]
                    if 2 * n >= e - s:
                        found[role].add((i, t))
        if found["cue"] and found["content"]:
            home = min(found["cue"])[0]
            local = {role: sorted(t for i, t in found[role] if i == home) for role in found}
            pars[home].claims.append(Claim(local["source"], local["cue"], local["content"]))


def mark(labels: list[int], tokens: list[int], begin: int) -> None:
    """Writes a span's BIO labels over `labels`; a gap in the tokens begins the span anew."""
    last = None
    for t in tokens:
        goes_on = last is not None and t == last + 1 and labels[last] in (begin, begin + 1)
        labels[t] = begin + 1 if goes_on else begin
        last = t


def repair(labels: list[int]) -> list[int]:
    """Makes a continuation whose beginning was overwritten a beginning."""
    for i, y in enumerate(labels):
        if y and y % 2 == 0 and (i == 0 or labels[i - 1] not in (y, y - 1)):
            labels[i] = y - 1
    return labels


def token_labels(p: Paragraph) -> list[int]:
    """Head A's labels: content first, so that sources and cues inside it win."""
    y = [OUTSIDE] * len(p)
    for c in p.claims:
        mark(y, c.content, CONTENT)
        mark(y, c.source, SOURCE)
        mark(y, c.cue, CUE)
    return repair(y)


def pair_labels(p: Paragraph, claim: Claim, start: int, end: int) -> list[int]:
    """Head B's labels for a claim in the window `start..end`; the cue itself is outside."""
    y = [OUTSIDE] * len(p)
    mark(y, claim.content, PAIR_CONTENT)
    mark(y, claim.source, PAIR_SOURCE)
    for t in claim.cue:
        y[t] = OUTSIDE
    return repair(y[start:end])


def window(p: Paragraph, start: int, end: int) -> tuple[int, int]:
    """The tokens that head B sees for the cue `start..end`."""
    return max(0, start - BEFORE), min(len(p), end + AFTER)


def cut(p: Paragraph) -> Paragraph:
    """The paragraph without what lies past the longest that one pass of the encoder reads (training only; the program overlaps)."""
    if len(p) <= LONGEST:
        return p
    n = LONGEST
    claims = [
        Claim([t for t in c.source if t < n], c.cue, [t for t in c.content if t < n]) for c in p.claims if c.cue[-1] < n
    ]
    return Paragraph(
        p.article, p.number, p.words[:n], p.forms[:n], p.spans[:n], p.sentence[:n], p.quoted[:n], p.ngrams[:n], p.shape[:n],
        p.quote[:n], p.place[:n], p.commas[: n + 1], p.marks[: n + 1], claims,
    )


def folds(names: list[str], held: int | None, count: int = 5) -> tuple[list[str], list[str]]:
    """Names to train on and names held out: every `count`-th in sorted order; none held out for `None`."""
    out = [n for i, n in enumerate(sorted(names)) if held is not None and i % count == held]
    return [n for n in sorted(names) if n not in set(out)], out
