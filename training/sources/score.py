#!/usr/bin/env python3
"""Score the sources of `attache analyze --json` against the gold beside this file.

    score.py DATA --emit                     the texts as NDJSON, for: attache analyze --json --from ndjson -
    score.py DATA PRED [--each] [--show N]   score that NDJSON ('-' reads standard input)

DATA is the folder that holds wikinews.jsonl and state-releases.jsonl; the gold has addresses and
offsets only. A figure a line, for each split (see README.md):

coref B3     over the gold's mentions; one that no source of ours touches counts against recall
found        gold mentions that some mention of ours touches (by half of the shorter)
class        of the gold sources with a mention that is found, those whose class is right
country      likewise
via          gold carriers met, and carriers given that the gold does not have

Offsets are code points; the two texts are joined by their non-space characters, line by line.
"""
import json
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent


def texts(data):
    """Each gold with the stretch of text that it annotates, and where that stretch begins."""
    records = {}
    for name, key in (("wikinews.jsonl", "url"), ("state-releases.jsonl", "link")):
        for line in open(data / name, encoding="utf-8"):
            record = json.loads(line)
            records[record[key]] = record["text"]
    for path in sorted((HERE / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        start, end = gold["excerpt"] or (0, None)
        yield path.stem, gold, records[gold["url"]][start:end], start


def squeeze(text):
    kept, index = [], []
    for character in text:
        index.append(len(kept))
        if not character.isspace():
            kept.append(character)
    return "".join(kept), index + [len(kept)]


def to_gold(ours, gold):
    """For each non-space character of our text its place in the gold's."""
    flat = squeeze(gold)[0]
    places, at = [], 0
    for line in ours.split("\n"):
        words = squeeze(line)[0]
        found = flat.find(words, at) if words else -1
        places += [found + i if found >= 0 else -1 for i in range(len(words))]
        at = found + len(words) if found >= 0 else at
    return places


def score(gold, text, start, line, tally, show):
    index = squeeze(text)[1]
    places, ours = to_gold(line["text"], text), squeeze(line["text"])[1]

    def mine(span):
        return {places[i] for i in range(ours[span["start"]], ours[span["end"]]) if places[i] >= 0}

    marks = {(s["id"], i): set(range(index[a - start], index[b - start]))
             for s in gold["sources"] for i, (a, b) in enumerate(s["mentions"])}
    given = [(mine(m), s["id"]) for s in line["sources"] for m in s["mentions"]]
    cluster = {}
    for mark, place in marks.items():
        hits = [(len(c & place) / max(len(c), len(place)), who) for c, who in given
                if c & place and len(c & place) >= 0.5 * min(len(c), len(place))]
        if hits:
            cluster[mark] = max(hits)[1]
    tally["mentions"] += len(marks)
    tally["found"] += len(cluster)
    for (who, _), ours_id in cluster.items():
        together = [k for k, other in cluster.items() if other == ours_id]
        both = sum(k[0] == who for k in together)
        tally["b3 p"] += both / len(together)
        tally["b3 r"] += both / sum(k[0] == who for k in marks)
    known = {s["id"]: s for s in line["sources"]}
    stands = {}
    for source in gold["sources"]:
        votes = Counter(cluster[k] for k in cluster if k[0] == source["id"])
        if votes:
            stands[source["id"]] = votes.most_common(1)[0][0]
    met = set()
    for source in gold["sources"]:
        ours_one = known.get(stands.get(source["id"]))
        if ours_one is None:
            continue
        tally["met"] += 1
        tally["class"] += ours_one["class"] == source["class"]
        tally["country"] += ours_one["country"] == source["country"]
        if source["via"]:
            right = ours_one["via"] is not None and ours_one["via"] == stands.get(source["via"])
            tally["via right"] += right
            met |= {ours_one["id"]} if right else set()
        if show and ours_one["class"] != source["class"]:
            print(f"   class {source['name']}: {ours_one['class']}, gold {source['class']}")
        if show and ours_one["country"] != source["country"]:
            print(f"   country {source['name']}: {ours_one['country']}, gold {source['country']}")
    tally["via"] += sum(bool(s["via"]) for s in gold["sources"])
    tally["via wrong"] += sum(s["via"] is not None and s["id"] not in met for s in line["sources"])
    if show:
        for source in gold["sources"]:
            words = [text[a - start:b - start].replace("\n", " ")[:45] + ":" + str(cluster.get((source["id"], i)))
                     for i, (a, b) in enumerate(source["mentions"])]
            print(f"   {source['name']}: {words}")
        for s in line["sources"]:
            print(f"   ours {s['id']} {s['name']} | {s['class']} | {s['country']} | {s['via']} | "
                  f"{[m['text'][:40] for m in s['mentions']]}")


def report(name, t):
    p, r = t["b3 p"] / max(t["found"], 1), t["b3 r"] / max(t["mentions"], 1)
    f = 2 * p * r / (p + r) if p + r else 0
    met = max(t["met"], 1)
    print(f"{name:5} coref B3 P R F1 {100 * p:.1f} {100 * r:.1f} {100 * f:.1f}   found {t['found']}/{t['mentions']}   "
          f"class {t['class']}/{t['met']} {100 * t['class'] / met:.1f}   country {100 * t['country'] / met:.1f}   "
          f"via {t['via right']}/{t['via']} wrong {t['via wrong']}")


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    data, what, rest = Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
    if what == "--emit":
        for name, gold, text, _ in texts(data):
            print(json.dumps({"path": name, "text": text, "title": gold["title"], "published": gold["date"],
                              "url": gold["url"]}, ensure_ascii=False))
        return
    shown = rest[rest.index("--show") + 1] if "--show" in rest else None
    stream = sys.stdin if what == "-" else open(what, encoding="utf-8")
    lines = {Path(line["path"]).name: line for line in map(json.loads, stream)}
    splits = {"tune": Counter(), "held": Counter()}
    for name, gold, text, start in texts(data):
        if shown is not None and shown != name:
            continue
        one = Counter()
        if "--each" in rest:
            print(f"-- {name} {gold['title'][:70]}")
        score(gold, text, start, lines[name], one, shown is not None)
        if "--each" in rest:
            report(gold["split"], one)
        splits[gold["split"]].update(one)
    for name, tally in splits.items():
        report(name, tally)


main()
