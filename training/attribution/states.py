"""What all-MiniLM-L6-v2 makes of every word of the dumps in its context: states of three layers, reduced to 128 numbers a token.

python states.py OUT.npy DUMP...        half-precision rows in the order of the dumps' tokens
"""

from __future__ import annotations

import json
import sys

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

import minilm

LAYERS = (1, 3, 5)
WIDTH = 128
PIECES = 200
BATCH = 6_000
SAMPLE = 40
UNKNOWN, BEGIN, END = 100, 101, 102


class Segment:
    """Some words of a paragraph: row of the first, word pieces, first piece of each word."""

    def __init__(self, row: int, pieces: list[int], first: list[int]) -> None:
        self.row, self.pieces, self.first = row, pieces, first


def segments(dumps: list[str], tokenizer: Tokenizer) -> tuple[list[Segment], int]:
    """All words of the dumps in segments of at most about `PIECES`, by length."""
    known: dict[str, list[int]] = {}
    found, row = [], 0
    for dump in dumps:
        with open(dump, encoding="utf-8") as lines:
            for line in lines:
                for paragraph in json.loads(line)["paragraphs"]:
                    words = [t["w"] for t in paragraph["tokens"]]
                    new = sorted(set(words) - known.keys())
                    for word, coded in zip(new, tokenizer.encode_batch(new, add_special_tokens=False), strict=True):
                        known[word] = coded.ids[:PIECES] or [UNKNOWN]
                    pieces: list[int] = []
                    first: list[int] = []
                    for word in words:
                        if pieces and len(pieces) + len(known[word]) > PIECES:
                            found.append(Segment(row, pieces, first))
                            row += len(first)
                            pieces, first = [], []
                        first.append(len(pieces))
                        pieces.extend(known[word])
                    if first:
                        found.append(Segment(row, pieces, first))
                        row += len(first)
    return sorted(found, key=lambda s: len(s.pieces)), row


def batches(found: list[Segment]) -> list[list[Segment]]:
    out, batch = [], []
    for s in found:
        batch.append(s)
        if len(batch) * len(s.pieces) >= BATCH:
            out.append(batch)
            batch = []
    return [*out, batch] if batch else out


def states(model: minilm.MiniLM, batch: list[Segment]) -> tuple[Tensor, np.ndarray]:
    """One row a word, the mean over its pieces, and the rows' numbers."""
    width = max(len(s.pieces) for s in batch) + 2
    ids = torch.zeros(len(batch), width, dtype=torch.long)
    for k, s in enumerate(batch):
        ids[k, : len(s.pieces) + 2] = torch.tensor([BEGIN, *s.pieces, END])
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        hidden = model(ids)
    x = torch.cat([hidden[i].float() for i in LAYERS], 2)
    out, rows = [], []
    for k, s in enumerate(batch):
        sums = torch.cat([torch.zeros(1, x.shape[2]), x[k, 1 : len(s.pieces) + 1].cumsum(0)])
        edges = torch.tensor([*s.first, len(s.pieces)])
        out.append((sums[edges[1:]] - sums[edges[:-1]]) / (edges[1:] - edges[:-1])[:, None])
        rows.append(np.arange(s.row, s.row + len(s.first)))
    return torch.cat(out), np.concatenate(rows)


def main() -> None:
    torch.manual_seed(0)
    torch.set_num_threads(1)
    path, *dumps = sys.argv[1:]
    model, tokenizer = minilm.load()
    found, tokens = segments(dumps, tokenizer)
    work = batches(found)
    picked = np.random.default_rng(0).choice(len(work), min(SAMPLE, len(work)), replace=False)
    sample = torch.cat([states(model, work[i])[0] for i in picked])
    mean, deviation = sample.mean(0), sample.std(0)
    part = ((sample - mean) / deviation)[torch.randperm(len(sample))[:20_000]]
    axes = torch.linalg.svd(part, full_matrices=False)[2][:WIDTH].T
    out = np.zeros((tokens, WIDTH), np.float16)
    for batch in work:
        x, rows = states(model, batch)
        out[rows] = (((x - mean) / deviation) @ axes).numpy()
    np.save(path, out)


if __name__ == "__main__":
    main()
