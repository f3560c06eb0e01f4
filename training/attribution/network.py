"""The small network: one bidirectional LSTM over a paragraph, a head that labels tokens and a head that labels the window of one cue.

Both heads end in a conditional random field (`crf.py`). `NETWORK.md` beside this file defines every layer for the reader of the weights.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import pad, relu
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence

from corpus import LABELS_A, LABELS_B, NGRAMS, Paragraph, window
from crf import Crf

NGRAM_ROWS = 1 << 13
SHAPES, QUOTES, PLACES = 9, 6, 8
DISTANCES, SENTENCES, COUNTS = 11, 3, 4


@dataclass(frozen=True)
class Size:
    """Widths of the layers and the rates of what training leaves out."""

    words: int
    vector: int = 64
    ngram: int = 32
    hidden: int = 96
    pair: int = 48
    drop: float = 0.4
    word_drop: float = 0.15
    states: int = 0

    @property
    def inputs(self) -> int:
        return self.vector + self.ngram + 8 + 8 + 6


@dataclass(frozen=True)
class Item:
    """One cue to label a window for: row of the batch, its paragraph, first token and the one past the last."""

    row: int
    paragraph: Paragraph
    start: int
    end: int


class Network(nn.Module):
    """Scores of both heads before their random fields."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.size = size
        self.word = nn.Embedding(size.words + 2, size.vector, padding_idx=0)
        self.ngram = nn.EmbeddingBag(NGRAM_ROWS, size.ngram, mode="mean", padding_idx=0)
        self.shape = nn.Embedding(SHAPES, 8)
        self.quote = nn.Embedding(QUOTES, 8)
        self.place = nn.Embedding(PLACES, 6)
        self.lstm = nn.LSTM(size.inputs, size.hidden, batch_first=True, bidirectional=True)
        self.token = nn.Linear(2 * size.hidden + size.inputs, LABELS_A)
        self.token_crf = Crf(LABELS_A)
        self.here = nn.Linear(2 * size.hidden, size.pair)
        self.cue = nn.Linear(4 * size.hidden, size.pair, bias=False)
        self.near = nn.Embedding(3 * SENTENCES * DISTANCES, size.pair)
        self.between = nn.Embedding(2 * COUNTS * COUNTS * 3, size.pair)
        self.narrow = nn.Conv1d(size.pair, size.pair, 3, padding=1)
        self.wide = nn.Conv1d(size.pair, size.pair, 3, padding=2, dilation=2)
        self.span = nn.Linear(size.pair, LABELS_B)
        self.span_crf = Crf(LABELS_B)
        self.state = nn.Linear(2 * size.hidden, size.states) if size.states else None
        self.drop = nn.Dropout(size.drop)

    def encode(self, pars: list[Paragraph]) -> tuple[Tensor, Tensor]:
        """Hidden states [B, T, 2H] and head A's scores [B, T, 7]."""
        lengths = torch.tensor([len(p) for p in pars])
        word = pad_sequence([p.word for p in pars], batch_first=True)
        if self.training and self.size.word_drop:
            lost = (torch.rand(word.shape) < self.size.word_drop) & (word > 0)
            word = torch.where(lost, torch.ones_like(word), word)
        rows, steps = word.shape
        ngram = pad_sequence([p.ngrams for p in pars], batch_first=True).view(rows * steps, NGRAMS)
        x = torch.cat(
            [
                self.word(word),
                self.ngram(ngram).view(rows, steps, -1),
                self.shape(pad_sequence([p.shape for p in pars], batch_first=True)),
                self.quote(pad_sequence([p.quote for p in pars], batch_first=True)),
                self.place(pad_sequence([p.place for p in pars], batch_first=True)),
            ],
            2,
        )
        x = self.drop(x)
        packed = pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
        h, _ = pad_packed_sequence(self.lstm(packed)[0], batch_first=True)
        h = self.drop(h)
        return h, self.token(torch.cat([h, x], 2))

    def spans(self, h: Tensor, items: list[Item]) -> tuple[Tensor, list[tuple[int, int]]]:
        """Head B's scores [items, window, 5] and the windows."""
        windows = [window(i.paragraph, i.start, i.end) for i in items]
        width = max(b - a for a, b in windows)
        near = torch.zeros(len(items), width, dtype=torch.long)
        between = torch.zeros(len(items), width, dtype=torch.long)
        mask = torch.zeros(len(items), 1, width)
        here = self.here(h)
        tokens, cues = [], []
        for k, (item, (lo, hi)) in enumerate(zip(items, windows, strict=True)):
            n, b = pair_features(item.paragraph, item.start, item.end)
            near[k, : hi - lo], between[k, : hi - lo], mask[k, 0, : hi - lo] = n, b, 1
            tokens.append(pad(here[item.row, lo:hi], (0, 0, 0, width - (hi - lo))))
            cue = h[item.row, item.start : item.end]
            cues.append(torch.cat([cue.mean(0), cue[-1]]))
        x = torch.stack(tokens) + self.cue(torch.stack(cues))[:, None] + self.near(near) + self.between(between)
        x = relu(x).transpose(1, 2) * mask
        x = x + relu(self.narrow(self.drop(x))) * mask
        x = x + relu(self.wide(self.drop(x))) * mask
        return self.span(x.transpose(1, 2)), windows

    def save(self, path: str, words: list[str], prior: Tensor | None = None) -> None:
        """Weights, sizes, vocabulary and the words' cue priors in one file for the later steps of training."""
        kept = {"size": asdict(self.size), "words": words, "prior": prior, "state": self.state_dict()}
        torch.save(kept, path)


DISTANCE = np.array([0, 1, 2, 3, 4, 5, 5, 6, 6, 6] + [7] * 5 + [8] * 10 + [9] * 25 + [10])


def pair_features(p: Paragraph, start: int, end: int) -> tuple[Tensor, Tensor]:
    """For each token of a cue's window the rows of the two tables of head B.

    `near`: (side * 3 + sentences between) * 11 + distance bucket; side 0 before, 1 in, 2 after the cue.
    `between`: ((before * 4 + commas) * 4 + quotation marks) * 3 + token quoted + cue quoted; counts stop at 3.
    """
    lo, hi = window(p, start, end)
    i = np.arange(lo, hi)
    before, after = i < start, i >= end
    side = np.where(before, 0, np.where(after, 2, 1))
    distance = np.where(before, start - i, np.where(after, i + 1 - end, 0))
    sentence = np.array(p.sentence)
    apart = np.minimum(SENTENCES - 1, np.abs(sentence[lo:hi] - sentence[start]))
    near = (side * SENTENCES + apart) * DISTANCES + DISTANCE[np.minimum(distance, len(DISTANCE) - 1)]
    first, last = np.where(before, i, end), np.where(before, start, np.maximum(i, end))
    between = before.astype(int)
    for count in (p.commas, p.marks):
        c = np.array(count)
        between = between * COUNTS + np.minimum(COUNTS - 1, c[last] - c[first])
    quoted = np.array(p.quoted)
    between = between * 3 + quoted[lo:hi] + quoted[start]
    return torch.from_numpy(near), torch.from_numpy(between)
