"""Word vectors and the vocabulary: positive pointwise mutual information of neighbouring words, reduced by a singular value decomposition.

python vectors.py OUT DUMP...      token dumps of the texts to learn from (examples/attribution_tokens.rs)
"""

from __future__ import annotations

import json
import sys
from collections import Counter

import numpy as np
import torch
from torch import Tensor

LEAST = 4
MOST_WORDS = 30_000
LONGEST = 24
CONTEXTS = 4_000
OFFSETS = (-2, -1, 1, 2)
WIDTH = 64
SCALE = 3.0


def texts(dumps: list[str]) -> list[list[str]]:
    """The word forms of all paragraphs."""
    found = []
    for dump in dumps:
        with open(dump, encoding="utf-8") as lines:
            for line in lines:
                found.extend([t["x"] for t in p["tokens"]] for p in json.loads(line)["paragraphs"])
    return found


def vocabulary(paragraphs: list[list[str]]) -> list[str]:
    """Forms that occur often enough, commonest first, ties in the order of the alphabet; without addresses and words run together."""
    counts = Counter(x for p in paragraphs for x in p)
    kept = sorted((x for x, n in counts.items() if n >= LEAST and len(x) <= LONGEST), key=lambda x: (-counts[x], x))
    return kept[:MOST_WORDS]


def cooccurrence(paragraphs: list[list[str]], words: list[str]) -> Tensor:
    """Sparse matrix of words against (place, word there), weighted by positive pointwise mutual information.

    Paragraph edges count as a context word of their own; contexts are smoothed by the power 0.75.
    """
    row_of = {w: i for i, w in enumerate(words)}
    edge = CONTEXTS
    columns = len(OFFSETS) * (CONTEXTS + 1)
    cells = []
    for p in paragraphs:
        ids = np.array([row_of.get(x, -1) for x in p], dtype=np.int64)
        padded = np.concatenate([[edge, edge], np.where((ids >= 0) & (ids < CONTEXTS), ids, -1), [edge, edge]])
        here = np.flatnonzero(ids >= 0)
        for k, offset in enumerate(OFFSETS):
            near = padded[here + 2 + offset]
            cells.append((ids[here] * columns + k * (CONTEXTS + 1) + near)[near >= 0])
    cell, count = np.unique(np.concatenate(cells), return_counts=True)
    row, column, n = cell // columns, cell % columns, count.astype(np.float64)
    row_sum = np.bincount(row, n, len(words))
    column_sum = np.bincount(column, n, columns) ** 0.75
    column_sum *= n.sum() / column_sum.sum()
    value = np.log(n * n.sum() / (row_sum[row] * column_sum[column])).clip(0)
    index = torch.from_numpy(np.stack([row, column]))
    return torch.sparse_coo_tensor(index, torch.from_numpy(value).float(), (len(words), columns)).coalesce()


def reduce(matrix: Tensor, width: int) -> Tensor:
    """The first `width` principal directions of the rows' unit vectors."""
    u, s, _ = torch.svd_lowrank(matrix, q=120, niter=4)
    x = u[:, :100] * s[:100].sqrt()
    x = x / x.norm(dim=1, keepdim=True).clamp(min=1e-6)
    _, _, v = torch.linalg.svd(x, full_matrices=False)
    return x @ v[:width].T


def main() -> None:
    torch.manual_seed(1)
    torch.set_num_threads(1)
    out, *dumps = sys.argv[1:]
    paragraphs = texts(dumps)
    words = vocabulary(paragraphs)
    vectors = reduce(cooccurrence(paragraphs, words), WIDTH) * SCALE
    torch.save({"words": words, "vectors": vectors}, out)
    print(f"tokens {sum(map(len, paragraphs))} words {len(words)}")


if __name__ == "__main__":
    main()
