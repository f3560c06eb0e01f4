#!/usr/bin/env python3
"""Fit the weights of assets/models/factuality.tsv: a ridge regression over the program's own features.

  train.py FOLDER PROGRAM                       cross-validate
  train.py FOLDER PROGRAM --write MODEL.tsv     and write the weights, fitted on all

FOLDER has uw-train.jsonl, uw-dev.jsonl, uds-train.jsonl, uds-dev.jsonl (UW: Lee et al. 2015; UDS-IH2: Rudinger et al.
2018), lines {"text", "targets": [{"span1": [i, j], "label"}]}; PROGRAM is the built example `factuality`.

Both sets are fitted together. UDS asks whether a thing happened, so that what is to come counts as not so and its mean
lies far lower than that of UW, which asks how certain it is; where the rules see no negation its labels enter as
SHIFT + SCALE * label.  Its lines count less.  Folds are runs of lines, so that neighbouring sentences stay together.
Needs numpy.
"""
import argparse
import collections
import json
import subprocess
from pathlib import Path

import numpy as np

SHIFT, SCALE = 1.65, 0.55
UDS_WEIGHT = 0.4
RIDGE = 6.0
MIN_COUNT = 15
LEAST = 0.03


def read(folder, program, name):
    lines = (folder / f"{name}.jsonl").read_bytes()
    done = subprocess.run([program, "--features"], input=lines, stdout=subprocess.PIPE, check=True)
    rows = []
    for number, (gold, given) in enumerate(zip(lines.splitlines(), done.stdout.splitlines())):
        targets = json.loads(gold)["targets"]
        for target, features in zip(targets, json.loads(given)["features"]):
            rows.append((number, sorted(set(features)), float(target["label"])))
    return rows


class Design:
    """Rows of named features as a sparse matrix of ones."""

    def __init__(self, rows, names):
        self.n, self.m = len(rows), len(names)
        at = [(i, names[f]) for i, row in enumerate(rows) for f in row if f in names]
        self.row = np.array([x[0] for x in at], dtype=np.int64)
        self.col = np.array([x[1] for x in at], dtype=np.int64)

    def times(self, w):
        return np.bincount(self.row, weights=w[self.col], minlength=self.n)

    def transposed(self, r):
        return np.bincount(self.col, weights=r[self.row], minlength=self.m)


def fit(rows, y, weight, names, ridge=RIDGE, steps=60):
    """Conjugate gradients on the normal equations; the constant is not punished."""
    x = Design(rows, names)
    punish = np.full(x.m, ridge)
    punish[names["any"]] = 1e-3
    w = np.zeros(x.m)
    w[names["any"]] = np.average(y, weights=weight)
    r = x.transposed(weight * (y - x.times(w))) - punish * w
    p, rr = r.copy(), r @ r
    for _ in range(steps):
        q = x.transposed(weight * x.times(p)) + punish * p
        a = rr / (p @ q)
        w += a * p
        r -= a * q
        new = r @ r
        if new < 1e-6:
            break
        p, rr = r + new / rr * p, new
    return w


def vocabulary(rows):
    count = collections.Counter(f for row in rows for f in row)
    return {f: i for i, f in enumerate(sorted(f for f, c in count.items() if c >= MIN_COUNT))}


def figures(given, gold):
    sign = lambda v: np.where(v >= 0.5, 1, np.where(v <= -0.5, -1, 0))
    a, b = sign(given), sign(gold)
    f1 = [2 * np.sum((a == c) & (b == c)) / max(1, np.sum(a == c) + np.sum(b == c)) for c in (1, 0, -1)]
    return f"MAE {np.mean(abs(given - gold)):.3f}  r {np.corrcoef(given, gold)[0, 1]:.3f}  F1 +/0/- {f1[0]:.3f} {f1[1]:.3f} {f1[2]:.3f}"


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder", type=Path)
    ap.add_argument("program")
    ap.add_argument("--folds", type=int, default=5)
    ap.add_argument("--write", type=Path)
    a = ap.parse_args()
    sets = {}
    for corpus in ("uw", "uds"):
        train, dev = (read(a.folder, a.program, f"{corpus}-{part}") for part in ("train", "dev"))
        last = train[-1][0] + 1
        sets[corpus] = train + [(n + last, f, y) for n, f, y in dev]
    rows = [f for c in sets for _, f, _ in sets[c]]
    y = np.array([v for c in sets for _, _, v in sets[c]])
    uds = np.array([c == "uds" for c in sets for _ in sets[c]])
    negated = np.array(["negated" in f for f in rows])
    target = np.where(uds & ~negated, SHIFT + SCALE * y, y)
    weight = np.where(uds, UDS_WEIGHT, 1.0)
    fold = np.concatenate([[min(a.folds - 1, n * a.folds // (sets[c][-1][0] + 1)) for n, _, _ in sets[c]] for c in sets])
    out = np.zeros(len(y))
    for k in range(a.folds):
        train = np.flatnonzero(fold != k)
        test = np.flatnonzero(fold == k)
        names = vocabulary([rows[i] for i in train])
        w = fit([rows[i] for i in train], target[train], weight[train], names)
        w[abs(w) < LEAST] = 0.0
        out[test] = np.clip(Design([rows[i] for i in test], names).times(w), -3, 3)
    for name, mask in (("UW", ~uds), ("UDS", uds)):
        print(f"{name}  {mask.sum()} targets, {a.folds} folds: {figures(out[mask], y[mask])}")
        if name == "UW":
            print("    always 3.0:", figures(np.full(mask.sum(), 3.0) - 1e-9 * np.arange(mask.sum()), y[mask]))
    if a.write:
        names = vocabulary(rows)
        w = fit(rows, target, weight, names)
        kept = [(f, round(1000 * w[i])) for f, i in names.items() if abs(w[i]) >= LEAST]
        a.write.write_text("".join(f"{f}\t{v}\n" for f, v in kept), encoding="utf-8")
        print(f"{len(kept)} weights")


main()
