#!/usr/bin/env python3
"""Every export format, read by a program that others wrote.

    python3 -m venv VENV && VENV/bin/pip install -r tests/formats/requirements.txt
    VENV/bin/python tests/formats/check.py [BINARY]

The sample briefs are imported into a library in a temporary folder, marks of every kind are put on
them by way of the library's own JSON, and each format is written twice: the bytes must be equal, the
reader must take them without an error, and what it reads must be what the library holds. Nothing
here uses the network. BINARY is target/debug/attache unless told otherwise.
"""
from __future__ import annotations

import copy
import csv
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import uuid
from pathlib import Path

import bibtexparser
import html5lib
import orgparse
import rispy
import stix2
import yaml
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from pyld import jsonld
from pymisp import MISPEvent
from stix2validator import ValidationOptions, validate_string

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted((ROOT / "assets/samples").glob("*.md"))

# The terms that our annotations use, as the W3C's Web Annotation Vocabulary maps them
# (https://www.w3.org/TR/annotation-vocab/): a key that is not here is lost on expansion, and found.
OA = "http://www.w3.org/ns/oa#"
AS = "http://www.w3.org/ns/activitystreams#"
DCTERMS = "http://purl.org/dc/terms/"
_NODES = {
    "body": OA + "hasBody", "target": OA + "hasTarget", "source": OA + "hasSource",
    "selector": OA + "hasSelector", "state": OA + "hasState", "cached": OA + "cachedSource",
    "creator": DCTERMS + "creator", "generator": AS + "generator", "partOf": AS + "partOf",
    "first": AS + "first", "last": AS + "last", "next": AS + "next", "prev": AS + "prev",
}
_WORDS = {
    "exact": OA + "exact", "prefix": OA + "prefix", "suffix": OA + "suffix", "start": OA + "start",
    "end": OA + "end", "sourceDate": OA + "sourceDate",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "name": "http://xmlns.com/foaf/0.1/name", "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "format": "http://purl.org/dc/elements/1.1/format",
    "language": "http://purl.org/dc/elements/1.1/language",
    "created": DCTERMS + "created", "modified": DCTERMS + "modified", "generated": DCTERMS + "issued",
    "total": AS + "totalItems", "startIndex": AS + "startIndex",
}
_CLASSES = ["Annotation", "TextualBody", "SpecificResource", "TextQuoteSelector",
            "TextPositionSelector", "TimeState"]
_MOTIVES = ["bookmarking", "classifying", "commenting", "describing", "editing", "highlighting",
            "identifying", "linking", "moderating", "questioning", "replying", "reviewing", "tagging"]
CONTEXT = {
    "id": "@id", "type": "@type",
    **{name: {"@id": iri, "@type": "@id"} for name, iri in _NODES.items()},
    **_WORDS,
    **{name: OA + name for name in _CLASSES + _MOTIVES},
    "Software": AS + "Application", "AnnotationCollection": AS + "OrderedCollection",
    "AnnotationPage": AS + "OrderedCollectionPage",
    "items": {"@id": AS + "items", "@type": "@id", "@container": "@list"},
    "motivation": {"@id": OA + "motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": OA + "hasPurpose", "@type": "@vocab"},
}

# A style of our own: the CSL processor needs one, and the published ones are not ours to copy.
STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Check</title><id>check</id><updated>2024-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout>
    <group delimiter=". "><text variable="title"/><text variable="container-title"/>
      <date variable="issued"><date-part name="year"/><date-part name="month" form="numeric" prefix="-"/></date>
      <text variable="URL"/></group>
  </layout></bibliography>
</style>"""


class Library:
    """A library in a folder of its own, spoken to through the program."""

    def __init__(self, binary: Path, home: Path) -> None:
        self.binary, self.home = binary, home
        self.home.mkdir()
        # Out of the folder of the program's user, whatever is set there.
        self.env = {"PATH": os.environ.get("PATH", ""), "HOME": str(home), "TZ": "UTC", "LANG": "C.UTF-8",
                    "XDG_DATA_HOME": str(home / "data"), "XDG_CONFIG_HOME": str(home / "config"),
                    "XDG_STATE_HOME": str(home / "state")}

    def run(self, *words: object) -> str:
        asked = [str(self.binary), *map(str, words)]
        done = subprocess.run(asked, env=self.env, cwd=ROOT, capture_output=True, timeout=300, check=False)
        assert done.returncode == 0, f"{asked}: {done.stderr.decode()}"
        return done.stdout.decode("utf-8")

    def export(self, kind: str, *words: object) -> str:
        """What is written to a file, twice, byte for byte the same."""
        asked = ["export", "--all", "--format", kind, *words] if kind != "json" else ["export", "--format", kind]
        path = self.home / "out"
        bytes_ = []
        for _ in range(2):
            path.unlink(missing_ok=True)
            self.run(*asked, "--output", path)
            bytes_.append(path.read_bytes())
        assert bytes_[0] == bytes_[1], f"{kind}: a second export differs"
        if kind == "md":  # and over the first
            self.run(*asked, "--output", path)
            assert path.read_bytes() == bytes_[0], "md: an export over itself differs"
        return bytes_[0].decode("utf-8")


def marked(whole: dict) -> dict:
    """The library's JSON with a highlight, two notes, tags and a verdict on each brief."""
    for number, brief in enumerate(whole["briefs"]):
        revision = brief["revisions"][-1]
        text = revision["text"]
        start = text.index(". ") + 2
        end = text.index(".", start) + 1
        anchor = {"revision": revision["sha256"], "start": start, "end": end, "quote": text[start:end],
                  "prefix": text[max(0, start - 32):start], "suffix": text[end:end + 32]}
        colours = ["yellow", "green", "red", "blue", "magenta"]
        brief["tags"] = ["arms trade", f"day-{number}"]
        brief["shortlist"] = number == 0
        brief["marks"] = [
            {"on": {"kind": "text"}, "anchor": anchor, "colour": colours[number % 5],
             "note": "=HYPERLINK(\"x\") with, commas; \"quotes\"\nand a *second* line {braces} & <b>tags</b>",
             "tags": ["shells", "to check"], "created": "2024-03-06T08:00:00Z"},
            {"on": {"kind": "brief"}, "anchor": None, "colour": None,
             "note": "# Heading\n\n* star\n[link](https://example.org) über 평양", "tags": [],
             "created": "2024-03-06T08:01:00Z"},
        ]
    return whole


def walk(value):
    """Every object of a JSON document."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for it in value:
            yield from walk(it)


def own_json(library: Library, other: Library) -> None:
    written = library.export("json")
    path = other.home / "library.json"
    path.write_text(written, encoding="utf-8")
    other.run("import", path)
    assert other.export("json") == written, "json: an import loses or changes something"


def web_annotations(library: Library, texts: dict) -> None:
    document = json.loads(library.export("jsonld"))

    def load(url, _options):
        assert url == "http://www.w3.org/ns/anno.jsonld", f"jsonld: another context, {url}"
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url,
                "document": {"@context": CONTEXT}}

    collections = document if isinstance(document, list) else [document]
    seen = 0
    for collection in collections:
        expanded = jsonld.expand(collection, {"documentLoader": load})
        (node,) = expanded
        page = node[AS + "first"][0]
        (items,) = page[AS + "items"]
        assert len(items["@list"]) == collection["total"], "jsonld: the total is not that of the items"
        for plain, full in zip(collection["first"]["items"], items["@list"], strict=True):
            uuid.UUID(full["@id"].removeprefix("urn:uuid:"))
            assert OA + "Annotation" in full["@type"]
            # A note on the brief, or on one who speaks in it, stands on its page as a whole.
            whole = plain["motivation"] == "commenting" and "selector" not in plain["target"]
            for target in [] if whole else full[OA + "hasTarget"]:
                kinds = {it["@type"][0] for it in target[OA + "hasSelector"]}
                assert kinds == {OA + "TextQuoteSelector", OA + "TextPositionSelector"}, kinds
            targets = plain["target"] if isinstance(plain["target"], list) else [plain["target"]]
            for target in [] if whole else targets:
                quote, place = target["selector"]
                revision = target["state"]["cached"].removeprefix("urn:sha256:")
                assert texts[revision][place["start"]:place["end"]] == quote["exact"], quote
            # What the context does not know is dropped on expansion: nothing may be.
            for found in walk(plain):
                lost = set(found) - set(CONTEXT) - {"@context"}
                assert not lost, f"jsonld: no term of the vocabulary: {lost}"
                for key in ("type", "motivation", "purpose"):
                    for word in [found[key]] if isinstance(found.get(key), str) else found.get(key, []):
                        assert word in CONTEXT, f"jsonld: no {key} of the vocabulary: {word}"
            seen += 1
    assert seen > 12, f"jsonld: {seen} annotations"


def references(library: Library, briefs: list) -> None:
    titles = sorted(it["revisions"][-1]["title"] for it in briefs)

    bib = bibtexparser.parse_string(library.export("bibtex"))
    assert not bib.failed_blocks, f"bibtex: {bib.failed_blocks}"
    strip = lambda it: re.sub(r"[{}\\]", "", it)
    assert sorted(strip(it["title"]) for it in bib.entries) == titles, "bibtex: titles"
    assert len({it.key for it in bib.entries}) == len(titles), "bibtex: keys"

    raw = library.export("ris")
    assert raw.endswith("\r\n") and "\n" not in raw.replace("\r\n", ""), "ris: lines do not end in CRLF"
    ris = rispy.loads(raw)
    assert sorted(it["title"] for it in ris) == titles, "ris: titles"
    for it in ris:
        assert it["type_of_reference"] == "NEWS" and it.get("date"), it
        assert not it.get("unknown_tag"), f"ris: unknown tags {it['unknown_tag']}"

    csl = json.loads(library.export("csl"))
    source = CiteProcJSON(csl)
    style = CitationStylesStyle(io.BytesIO(STYLE.encode()), validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    for it in csl:
        bibliography.register(Citation([CitationItem(it["id"])]))
    rows = sorted(str(it) for it in bibliography.bibliography())
    for title in titles:
        assert any(title in row for row in rows), f"csl: {title} is not in {rows}"


def rows(library: Library, briefs: list) -> None:
    raw = library.export("csv")
    assert "\n" not in re.sub(r'"(?:[^"]|"")*"', "", raw).replace("\r\n", ""), "csv: RFC 4180 wants CRLF"
    table = list(csv.reader(io.StringIO(raw, newline=""), strict=True))
    assert len({len(it) for it in table}) == 1, "csv: rows of different lengths"
    head, *body = table
    assert len(set(head)) == len(head) and len(body) >= 2 * len(briefs)
    for row in body:
        for cell in row:
            assert not cell or cell[0] not in "=+-@\t\r", f"csv: a formula, {cell}"
    read = list(csv.DictReader(io.StringIO(library.export("readwise"), newline=""), strict=True))
    # https://readwise.io/import_bulk names these columns; the first must not be empty.
    assert list(read[0]) == ["Highlight", "Title", "Author", "URL", "Note", "Location", "Date"], list(read[0])
    for row in read:
        assert row["Highlight"] and row["Title"] and int(row["Location"]) >= 0
        assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", row["Date"]), row["Date"]


def notes(library: Library, briefs: list) -> None:
    for number in range(1, len(briefs) + 1):
        text = library.export("md", number)
        front = re.match(r"---\n(.*?)\n---\n", text, re.DOTALL)
        fields = yaml.safe_load(front.group(1))
        titles = [it["revisions"][-1]["title"] for it in briefs]
        assert fields["title"] in titles and isinstance(fields["tags"], list), fields
        assert text.count("\n---\n") == 1, "md: front matter twice"
        markdown = MarkdownIt("commonmark").use(front_matter_plugin).enable("table")
        tokens = markdown.parse(text)
        assert tokens[0].type == "front_matter"
        assert any(it.type == "blockquote_open" for it in tokens)
        # Obsidian's blocks: an identifier a line of its own, once.
        blocks = re.findall(r"^\^([A-Za-z0-9-]+)$", text, re.MULTILINE)
        assert blocks and len(blocks) == len(set(blocks)), "md: block identifiers"
        callouts = re.findall(r"^> \[!(\w+)\]", text, re.MULTILINE)
        assert len(callouts) == len(blocks), f"md: {len(callouts)} callouts, {len(blocks)} identifiers"

        brief = library.export("brief", number)
        tokens = MarkdownIt("commonmark").use(footnote_plugin).parse(brief)
        used = set(re.findall(r"\[\^(\d+)\](?!:)", brief))
        told = set(re.findall(r"^\[\^(\d+)\]:", brief, re.MULTILINE))
        assert used == told, f"brief: footnotes {used ^ told}"
        assert used == set() or any(it.type == "footnote_block_open" for it in tokens)

    tree = orgparse.loads(library.export("org"))
    tops = tree.children
    assert len(tops) == len(briefs), f"org: {[it.heading for it in tops]}"
    for top in tops:
        assert top.get_property("CUSTOM_ID") and top.get_property("TEXT_SHA256"), top.heading
        assert top.children, f"org: {top.heading} has no items"
        for item in top.children:
            assert item.get_property("KIND") in {"claim", "highlight", "note"}, item.properties
            assert not item.children, f"org: {item.heading} was cut by what it quotes"


def page(library: Library) -> None:
    text = library.export("html", "--tlp", "amber")
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(text)
    assert not parser.errors, f"html: {parser.errors[:3]}"
    assert "<script" not in text.lower() and " onload" not in text.lower()
    names = [it.get("id") for it in tree.iter() if it.get("id")]
    assert len(names) == len(set(names)), "html: an id twice"
    for it in tree.iter("a"):
        href = it.get("href")
        assert href and (href.startswith(("https://", "http://")) or href[1:] in names), f"html: {href}"
    assert tree.find(".//{http://www.w3.org/2000/svg}svg") is not None, "html: no timeline"


def chronology(library: Library) -> None:
    document = json.loads(library.export("timelinejs"))
    # https://timeline.knightlab.com/docs/json-format.html
    assert set(document) <= {"title", "events", "eras", "scale"}, set(document)
    known = {"start_date", "end_date", "text", "media", "group", "display_date", "background",
             "autolink", "unique_id"}
    identifiers = []
    for slide in document["events"]:
        assert set(slide) <= known and set(slide["text"]) <= {"headline", "text"}, slide
        for date in filter(None, (slide.get("start_date"), slide.get("end_date"))):
            assert set(date) <= {"year", "month", "day", "hour", "minute", "second", "display_date", "format"}
            assert isinstance(date["year"], int) and 1 <= date.get("month", 1) <= 12, date
            assert 1 <= date.get("day", 1) <= 31 and ("day" not in date or "month" in date), date
        assert "start_date" in slide, slide
        identifiers.append(slide["unique_id"])
    assert identifiers and len(identifiers) == len(set(identifiers)), "timelinejs: unique_id"


def intelligence(library: Library, briefs: list) -> None:
    text = library.export("stix", "--tlp", "green")
    options = ValidationOptions(version="2.1", strict=False, enforce_refs=True)
    result = validate_string(text, options)
    assert result.is_valid, f"stix: {[str(it) for it in result.errors]}"
    bundle = stix2.parse(text, allow_custom=False)
    kinds = [it["type"] for it in bundle.objects]
    assert kinds.count("report") == len(briefs) and {"note", "opinion", "identity"} <= set(kinds), kinds
    told = {it["id"] for it in bundle.objects}
    for it in bundle.objects:
        missing = set(it.get("object_refs", [])) - told
        assert not missing, f"stix: {it['id']} refers to {missing}"

    document = json.loads(library.export("misp", "--tlp", "green"))
    events = document["response"] if "response" in document else [document]
    assert len(events) == len(briefs)
    identifiers = set()
    for it in events:
        event = MISPEvent()
        event.load(copy.deepcopy(it))
        assert event.info and event.attributes and event.uuid, it
        assert {"tlp:green"} <= {tag.name for tag in event.tags}
        identifiers |= {attribute.uuid for attribute in event.attributes} | {event.uuid}
        again = MISPEvent()
        again.load(json.loads(event.to_json()))
        assert len(again.attributes) == len(it["Event"]["Attribute"]), "misp: attributes"
    count = sum(1 + len(it["Event"]["Attribute"]) for it in events)
    assert len(identifiers) == count, "misp: a uuid twice"


def main() -> None:
    binary = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "target/debug/attache").resolve()
    with tempfile.TemporaryDirectory() as folder:
        bare = Library(binary, Path(folder) / "bare")
        bare.run("import", *SAMPLES)
        path = bare.home / "marked.json"
        path.write_text(json.dumps(marked(json.loads(bare.export("json")))), encoding="utf-8")
        library = Library(binary, Path(folder) / "library")
        library.run("import", path)
        briefs = json.loads(library.export("json"))["briefs"]
        assert len(briefs) == len(SAMPLES) and all(len(it["marks"]) == 2 for it in briefs)
        texts = {it["sha256"]: it["text"] for brief in briefs for it in brief["revisions"]}
        for name, check in {
            "json": lambda: own_json(library, Library(binary, Path(folder) / "other")),
            "jsonld": lambda: web_annotations(library, texts),
            "bibtex, ris, csl": lambda: references(library, briefs),
            "csv, readwise": lambda: rows(library, briefs),
            "md, brief, org": lambda: notes(library, briefs),
            "html": lambda: page(library),
            "timelinejs": lambda: chronology(library),
            "stix, misp": lambda: intelligence(library, briefs),
        }.items():
            check()
            print(f"{name}: read")


if __name__ == "__main__":
    main()
