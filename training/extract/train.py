#!/usr/bin/env python3
"""Train the judge of pages (src/ingest/html/judge.rs) on pages with gold text.

    train.py train WORK           folds by site: WORK/fold.N.QUESTION.bin; all pages: WORK/all.QUESTION.bin
    train.py paths WORK SET N     the pages of SET that fold N is judged on

WORK/SET holds the unpacked set (gold.ndjson, html/) and, in evidence/, what `extract_evidence` wrote. `score.sh` runs
it all. Needs numpy and lightgbm; every seed is fixed.
"""
import json
import os
import re
import struct
import sys
import unicodedata
import zlib
from collections import Counter
from urllib.parse import urlsplit

import numpy as np

SETS = ('aeb', 'fundus', 'wcxb', 'traf', 'hdate')
FOLDS = 5
PARAMS = dict(objective='binary', max_bin=63, bagging_freq=1, lambda_l2=8.0, verbose=-1, num_threads=1,
              deterministic=True, force_col_wise=True)
# Forests of so many seeds are one: with a single seed, a change to three pages moved a set's F1 by .005.
SEEDS = {'text': 3, 'quick': 3, 'title': 1, 'byline': 1, 'date': 1}
QUESTIONS = ('text', 'quick', 'title', 'byline', 'date')
# Rounds, and what else differs: each the best of some ten by folds, where all sets had to agree.
ROUNDS = {'text': 240, 'quick': 240, 'title': 300, 'byline': 300, 'date': 150}
BLOCKS = dict(num_leaves=20, min_data_in_leaf=40, learning_rate=.06, feature_fraction=.15, bagging_fraction=.6)
OF = {
    'text': BLOCKS,
    'quick': BLOCKS,
    'title': dict(num_leaves=8, min_data_in_leaf=15, learning_rate=.03, feature_fraction=.15, bagging_fraction=.7),
    'byline': dict(num_leaves=6, min_data_in_leaf=15, learning_rate=.03, feature_fraction=.5, bagging_fraction=.7),
    'date': dict(num_leaves=12, min_data_in_leaf=15, learning_rate=.05, feature_fraction=.3, bagging_fraction=.7),
}
WORD = re.compile(r'\w+')


def site(record):
    """The registrable domain, roughly: two labels, three where the second is short (co.uk, com.br)."""
    labels = (urlsplit(record.get('url') or '').hostname or record['path'].split('_')[0]).split('.')
    return '.'.join(labels[-3:] if len(labels) > 2 and len(labels[-2]) <= 3 else labels[-2:])


def fold(record):
    return zlib.crc32(site(record).encode()) % FOLDS


def labels(blocks, gold):
    """How much of each block stands in the gold text, from 0 to 1, and how many words it has.

    Long blocks by their 4-grams, short ones as a whole line, or as words of the gold between two blocks that are in
    it. Of blocks that stand there twice and in the gold once, the one among others of the gold counts."""
    low = [w.lower() for w in WORD.findall(gold)]
    grams = {n: {tuple(low[i:i + n]) for i in range(len(low) - n + 1)} for n in (1, 2, 3, 4)}
    lines = {' '.join(WORD.findall(x.lower())) for x in gold.splitlines()}
    words = [[w.lower() for w in WORD.findall(b)] for b in blocks]
    y = np.zeros(len(blocks))
    for i, w in enumerate(words):
        if len(w) >= 8:
            hits = [tuple(w[j:j + 4]) in grams[4] for j in range(len(w) - 3)]
            y[i] = sum(hits) / len(hits)
        elif ' '.join(w) in lines:
            y[i] = 1
        elif sum(map(len, w)) >= 40:
            y[i] = sum((x,) in grams[1] for x in w) / len(w)
    for i, w in enumerate(words):
        if 0 < len(w) < 8 and not y[i] and 0 < i < len(words) - 1 and y[i - 1] > .5 and y[i + 1] > .5:
            n = min(4, len(w))
            y[i] = float(all(tuple(w[j:j + n]) in grams[n] for j in range(len(w) - n + 1)))
    joined = ' ' + ' '.join(low) + ' '
    places = {}
    for i, w in enumerate(words):
        if y[i] > .5 and w:
            places.setdefault(' '.join(w), []).append(i)
    near = y.copy()
    for text, at in places.items():
        times = max(1, joined.count(f' {text} '))
        if len(at) > times:
            among = lambda i: -sum(near[max(0, i - 4):i + 5])  # noqa: E731
            for i in sorted(at, key=among)[times:]:
                y[i] = 0
    return y, np.array([len(w) for w in words], float)


def snippets(blocks, record):
    """Labels of a page that has only snippets: 1 and 0 where one lies in a block, no weight elsewhere."""
    y, known = np.zeros(len(blocks)), np.zeros(len(blocks))
    for i, b in enumerate(blocks):
        has = [s in b or (len(b) > 20 and b in s) for s in record.get('with') or []]
        not_ = [s in b or (len(b) > 20 and b in s) for s in record.get('without') or []]
        if any(has) != any(not_):
            y[i], known[i] = float(any(has)), 1
    return y, known


class Page:
    def __init__(self, name, record, blocks, rows):
        self.set, self.record, self.blocks, self.rows = name, record, blocks, rows
        self.fold = fold(record)
        if record.get('text'):
            self.y, words = labels(blocks, record['text'])
            self.weight = (words + 3) / max(1, words.sum() + 3 * len(words)) * (.3 + .7 * np.abs(2 * self.y - 1))
        else:
            self.y, known = snippets(blocks, record)
            self.weight = known / 24


class Facts:
    """The candidates of one page for its headline, byline or date; right where they are the gold."""

    def __init__(self, name, record, items, rows, question):
        self.set, self.record, self.items, self.rows, self.fold = name, record, items, rows, fold(record)
        gold = record.get(FIELDS[question])
        right = {'title': lambda g, p: fold_text(g) == fold_text(p), 'byline': same_names, 'date': lambda g, p: g[:10] == p}
        self.y = np.array([float(bool(gold) and right[question](gold, p)) for p in items])
        right = self.y.sum()
        self.weight = np.where(self.y > .5, .5 / max(1, right), (.5 if right else 1) / max(1, len(items) - right))
        if FIELDS[question] not in record or gold and not self.y.any() and question == 'title':
            self.weight[:] = 0


FIELDS = {'title': 'title', 'byline': 'byline', 'date': 'published'}


def fold_text(s):
    return ' '.join(WORD.findall(unicodedata.normalize('NFKC', s or '').casefold()))


def same_names(gold, given):
    """The same name tokens; "and" and its like are none."""
    between = re.compile(r'\s*(?:;|,|\||/|&|\band\b|\bund\b|\bet\b|\by\b|\bwith\b|\bmit\b)\s*', re.I)
    tokens = lambda s: {w for part in between.split(s) for w in fold_text(part).split()}  # noqa: E731
    return tokens(gold) == tokens(given)


def load(work, question):
    pages, names = [], []
    for name in SETS:
        folder = f'{work}/{name}/evidence/{question}'
        names = json.load(open(f'{folder}.names.json'))
        rows = np.fromfile(f'{folder}.f32', '<f4').reshape(-1, len(names))
        gold = {r['path']: r for r in map(json.loads, open(f'{work}/{name}/gold.ndjson', encoding='utf8'))}
        at = 0
        for r in map(json.loads, open(f'{folder}.ndjson', encoding='utf8')):
            n = len(r['items'])
            record = gold[r['path']]
            args = (name, record, r['items'], rows[at:at + n])
            if question in FIELDS:
                pages.append(Facts(*args, question))
            else:
                pages.append(Page(*args))
            at += n
        assert at == len(rows), folder
    return pages, names


def train(pages, question):
    import lightgbm as lgb
    x = np.concatenate([p.rows for p in pages])
    y = np.concatenate([(p.y > .5).astype(int) for p in pages])
    w = np.concatenate([p.weight for p in pages])
    use = w > 0
    data = lambda: lgb.Dataset(x[use], y[use], weight=w[use] / w[use].mean())  # noqa: E731
    settings = PARAMS | OF[question]
    return [lgb.train(settings | {'seed': 1 + n}, data(), ROUNDS[question]) for n in range(SEEDS[question])]


def flat(tree, out, share):
    if 'leaf_value' in tree:
        out.append((0xffff, tree['leaf_value'] * share, 0))
        return
    assert tree['decision_type'] == '<='
    at = len(out)
    out.append(None)
    flat(tree['left_child'], out, share)
    out[at] = (tree['split_feature'], tree['threshold'], len(out))
    flat(tree['right_child'], out, share)


def save(models, width, path):
    """The file that src/ingest/html/forest.rs reads: the trees of all, each by its share."""
    trees = [tree for model in models for tree in model.dump_model()['tree_info']]
    with open(path, 'wb') as f:
        f.write(b'ATF1' + struct.pack('<HH', width, len(trees)))
        for tree in trees:
            nodes = []
            flat(tree['tree_structure'], nodes, 1 / len(models))
            f.write(struct.pack('<H', len(nodes)))
            for node in nodes:
                f.write(struct.pack('<HfH', *node))


def judged(work, question):
    """Trains by folds and on all."""
    pages, names = load(work, question)
    for k in range(FOLDS):
        save(train([p for p in pages if p.fold != k], question), len(names), f'{work}/fold.{k}.{question}.bin')
    models = train(pages, question)
    save(models, len(names), f'{work}/all.{question}.bin')
    gain = Counter(dict(zip(names, sum(it.feature_importance('gain') for it in models))))
    total = sum(gain.values())
    print(f'{question}: gain', ', '.join(f'{n} {v / total:.3f}' for n, v in gain.most_common(24)), flush=True)


def main(a):
    if a[0] == 'train':
        for question in QUESTIONS:
            judged(a[1], question)
    elif a[0] == 'paths':
        for r in map(json.loads, open(f'{a[1]}/{a[2]}/gold.ndjson', encoding='utf8')):
            if fold(r) == int(a[3]):
                print(f'{a[1]}/{a[2]}/html/{r["path"]}')


if __name__ == '__main__':
    main(sys.argv[1:]) if len(sys.argv) > 1 else print(__doc__)
