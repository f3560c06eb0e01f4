"""Linear-chain conditional random field with hard BIO constraints: likelihood for training, marginals and best labellings for use.

The recursions run in numpy with scaling (each step's vector sums to one), gradients are the marginals themselves, so nothing is kept for
automatic differentiation.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn

FORBIDDEN = -1e4


def allowed(labels: int) -> tuple[np.ndarray, np.ndarray]:
    """Which label may follow which ([before, after]) and which may stand first."""
    after = np.ones((labels, labels), bool)
    first = np.ones(labels, bool)
    for inside in range(2, labels, 2):
        after[:, inside] = False
        after[[inside - 1, inside], inside] = True
        first[inside] = False
    return after, first


def forward_backward(e: np.ndarray, mask: np.ndarray, trans: np.ndarray, first: np.ndarray):
    """Log partition [B], marginals [B, T, L] and expected transitions [B, L, L] of scores `e` [B, T, L]."""
    rows, steps, labels = e.shape
    top = e.max(2, keepdims=True)
    weight = np.exp(e - top)
    step = np.exp(trans)
    alpha = np.empty_like(e)
    scale = np.ones((rows, steps), e.dtype)
    a = weight[:, 0] * np.exp(first)
    scale[:, 0] = a.sum(1)
    alpha[:, 0] = a / scale[:, :1]
    for t in range(1, steps):
        a = (alpha[:, t - 1] @ step) * weight[:, t]
        c = np.where(mask[:, t], a.sum(1), 1.0)
        scale[:, t] = c
        alpha[:, t] = np.where(mask[:, t, None], a / c[:, None], alpha[:, t - 1])
    beta = np.ones_like(e)
    for t in range(steps - 2, -1, -1):
        b = (weight[:, t + 1] * beta[:, t + 1] / scale[:, t + 1, None]) @ step.T
        beta[:, t] = np.where(mask[:, t + 1, None], b, beta[:, t + 1])
    log_z = (np.log(scale) + np.where(mask, top[:, :, 0], 0.0)).sum(1)
    marginal = alpha * beta * mask[:, :, None]
    ahead = weight * beta / scale[:, :, None] * mask[:, :, None]
    pairs = np.einsum("bti,btj->bij", alpha[:, :-1], ahead[:, 1:]) * step
    return log_z, marginal, pairs


def viterbi(e: np.ndarray, trans: np.ndarray, first: np.ndarray, lengths: list[int]) -> list[list[int]]:
    """The best labelling of each row of `e` [B, T, L]; the lower label wins a tie."""
    rows, steps, _ = e.shape
    score = e[:, 0] + first
    back = np.zeros(e.shape, np.int8)
    scores = [score]
    for t in range(1, steps):
        through = score[:, :, None] + trans[None]
        back[:, t] = through.argmax(1)
        score = through.max(1) + e[:, t]
        scores.append(score)
    out = []
    for r, n in enumerate(lengths):
        y = [int(scores[n - 1][r].argmax())]
        for t in range(n - 1, 0, -1):
            y.append(int(back[r, t, y[-1]]))
        out.append(y[::-1])
    return out


class _NegativeLogLikelihood(torch.autograd.Function):
    """Sum over rows of log Z less the gold path's score."""

    @staticmethod
    def forward(ctx, e: Tensor, trans: Tensor, first: Tensor, gold: Tensor) -> Tensor:
        mask = (gold >= 0).numpy()
        x = e.detach().double().numpy()
        log_z, marginal, pairs = forward_backward(x, mask, trans.detach().double().numpy(), first.detach().double().numpy())
        labels = x.shape[2]
        y = np.where(mask, gold.numpy(), 0)
        hot = np.eye(labels)[y] * mask[:, :, None]
        gold_pairs = np.einsum("bti,btj->ij", hot[:, :-1], hot[:, 1:])
        path = (x * hot).sum() + (trans.detach().numpy() * gold_pairs).sum() + first.detach().numpy()[y[:, 0]].sum()
        ctx.grads = (
            torch.from_numpy(marginal - hot).float(),
            torch.from_numpy(pairs.sum(0) - gold_pairs).float(),
            torch.from_numpy((marginal[:, 0] - hot[:, 0]).sum(0)).float(),
        )
        return torch.tensor(float(log_z.sum() - path))

    @staticmethod
    def backward(ctx, out: Tensor):
        return *(out * g for g in ctx.grads), None


class Crf(nn.Module):
    """Learnt transitions over hard BIO constraints."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        after, first = allowed(labels)
        self.transitions = nn.Parameter(torch.zeros(labels, labels))
        self.starts = nn.Parameter(torch.zeros(labels))
        self.register_buffer("after", torch.from_numpy(~after) * FORBIDDEN, persistent=False)
        self.register_buffer("first", torch.from_numpy(~first) * FORBIDDEN, persistent=False)

    def scores(self) -> tuple[Tensor, Tensor]:
        """Transition and start scores with the forbidden ones far down."""
        return self.transitions + self.after, self.starts + self.first

    def loss(self, e: Tensor, gold: Tensor) -> Tensor:
        """Negative log-likelihood a token; `gold` is -1 past the end."""
        trans, first = self.scores()
        return _NegativeLogLikelihood.apply(e, trans, first, gold) / (gold >= 0).sum()
