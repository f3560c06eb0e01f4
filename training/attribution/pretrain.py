"""Teaches the encoder to tell what all-MiniLM-L6-v2 makes of each word in its context, before it sees a label.

python pretrain.py --states states.npy --vectors vectors.pt --out start.pt [--epochs 3] [--skip NAMES] DUMP...

The rows of `states.npy` (states.py) go with the tokens of the same dumps in the same order.
"""

from __future__ import annotations

import argparse
import math
import time

import numpy as np
import torch
from torch import nn
from torch.nn.utils.rnn import pad_sequence

import corpus
from corpus import Paragraph
from fit_network import batches, seed_all
from network import Network, Size


def arguments() -> argparse.Namespace:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("dumps", nargs="+")
    a.add_argument("--states", required=True)
    a.add_argument("--vectors", required=True)
    a.add_argument("--out", required=True)
    a.add_argument("--hold", type=int, help="leave this fifth of the articles of the first dump out")
    a.add_argument("--epochs", type=int, default=3)
    a.add_argument("--hidden", type=int, default=96)
    a.add_argument("--rate", type=float, default=2e-3)
    a.add_argument("--drop", type=float, default=0.2)
    a.add_argument("--batch", type=int, default=2500)
    a.add_argument("--seed", type=int, default=1)
    return a.parse_args()


def read(o: argparse.Namespace, ids: dict[str, int], states: np.ndarray) -> list[tuple[Paragraph, np.ndarray]]:
    """Paragraphs with their states, without the articles held out."""
    found, at = [], 0
    for k, dump in enumerate(o.dumps):
        articles = list(corpus.read_dump(corpus.Path(dump)))
        held = corpus.folds([n for n, _ in articles], o.hold if k == 0 else None)[1]
        for name, pars in articles:
            for p in pars:
                rows = states[at : at + len(p)]
                at += len(p)
                if name in held or len(p) < 2:
                    continue
                p = corpus.cut(p)
                p.word = torch.tensor([ids.get(x, 1) for x in p.forms])
                found.append((p, rows[: len(p)]))
    if at != len(states):
        raise SystemExit(f"{len(states)} states for {at} tokens")
    return found


def main() -> None:
    o = arguments()
    seed_all(o.seed)
    known = torch.load(o.vectors)
    ids = {w: i + 2 for i, w in enumerate(known["words"])}
    states = np.load(o.states, mmap_mode="r")
    data = read(o, ids, states)
    goal = {id(p): rows for p, rows in data}
    scale = np.std(np.asarray(states[::50], dtype=np.float32))
    size = Size(len(ids), known["vectors"].shape[1], hidden=o.hidden, drop=o.drop, states=states.shape[1])
    network = Network(size)
    network.word.weight.data[2:] = known["vectors"]
    network.word.weight.data[1] = 0
    pars = [p for p, _ in data]
    optimizer = torch.optim.Adam(network.parameters(), lr=o.rate, betas=(0.9, 0.98))
    total, step, begun = o.epochs * len(batches(pars, o.batch)), 0, time.time()
    network.train()
    for epoch in range(o.epochs):
        order = batches(pars, o.batch)
        summed = 0.0
        for batch in order:
            rate = o.rate * min(1, step / 200) * 0.5 * (1 + math.cos(math.pi * min(1, step / total)))
            for group in optimizer.param_groups:
                group["lr"] = rate
            step += 1
            y = pad_sequence([torch.from_numpy(np.asarray(goal[id(p)], dtype=np.float32)) for p in batch], batch_first=True) / scale
            h, _ = network.encode(batch)
            mask = pad_sequence([torch.ones(len(p)) for p in batch], batch_first=True)[:, :, None]
            loss = ((network.state(h) - y).square() * mask).sum() / (mask.sum() * y.shape[2])
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimizer.step()
            summed += loss.item()
        print(f"epoch {epoch} loss {summed / len(order):.4f} {time.time() - begun:.0f}s", flush=True)
    network.eval().save(o.out, known["words"])


if __name__ == "__main__":
    main()
