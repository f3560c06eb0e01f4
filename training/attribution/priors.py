"""How often each word of the vocabulary is part of a cue in the training articles, in nine steps."""

from __future__ import annotations

from collections import Counter

import torch
from torch import Tensor

from corpus import Paragraph

LEAST = 5
STEPS = (0.01, 0.03, 0.08, 0.2, 0.4, 0.6, 0.8)


def priors(pars: list[Paragraph], words: list[str]) -> Tensor:
    """A step for each row of the word table: 0 for words seen too seldom, else 1 and the number of steps that the share exceeds."""
    seen: Counter[str] = Counter()
    cues: Counter[str] = Counter()
    for p in pars:
        seen.update(p.forms)
        cues.update(p.forms[t] for c in p.claims for t in c.cue)
    out = torch.zeros(len(words) + 2, dtype=torch.uint8)
    for row, word in enumerate(words, 2):
        if seen[word] >= LEAST:
            share = (cues[word] + 0.1) / (seen[word] + 1.0)
            out[row] = 1 + sum(share > step for step in STEPS)
    return out
