#!/usr/bin/env python3
"""The page reader beside other extractors, on the same pages, on the same machine, in one run.

    npm install --prefix PEERS @mozilla/readability@0.6.0 jsdom@29.1.1      # https://www.npmjs.com
    python3 -m venv PEERS/venv && PEERS/venv/bin/pip install trafilatura==2.3.1 lxml_html_clean
    training/extract/score.sh EVALDIR WORK          # unpacks the pages; the weights of the folds
    benches/peers/extract.py EVALDIR WORK PEERS

Every page is judged by weights that have not seen its site. Text: F1 of 4-word shingles, of snippets for `traf`;
headline and byline exact, date right; after each F1 of a text how much attache is better, by a paired bootstrap over the pages
with its standard deviation. Seconds are of the processor, start included, one thread each. What is missing is told
and left out.
"""
import json
import os
import re
import resource
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SETS = ('aeb', 'fundus', 'wcxb', 'traf')
FOLDS = range(5)

PYTHON = """
import json, sys
import trafilatura
for path in sys.stdin.read().split():
    page = open(path, 'rb').read()
    found = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False, favor_precision=%s)
    d = found.as_dict() if found else {}
    print(json.dumps({'path': path, 'text': d.get('text') or '', 'title': d.get('title'), 'byline': d.get('author'),
                      'published': d.get('date')}))
"""

NODE = """
const fs = require('fs');
const load = it => require(require.resolve(it, { paths: [process.argv[1]] }));
const { Readability } = load('@mozilla/readability'), { JSDOM, VirtualConsole } = load('jsdom');
for (const path of fs.readFileSync(0, 'utf8').split('\\n').filter(Boolean)) {
    let found = null;
    try {
        // Left to itself it takes bytes that say nothing of their charset for windows-1252.
        let bytes = fs.readFileSync(path);
        try { bytes = new TextDecoder('utf-8', { fatal: true }).decode(bytes); } catch (error) { /* as it is */ }
        const page = new JSDOM(bytes, { virtualConsole: new VirtualConsole() });
        // Text with its lines: what the element says by itself has none between its blocks.
        found = new Readability(page.window.document, { serializer: it => {
            for (const block of it.querySelectorAll('p, div, li, h1, h2, h3, h4, h5, h6, br, tr, blockquote, pre'))
                block.append('\\n');
            return it.textContent;
        } }).parse();
    } catch (error) { found = null; }
    console.log(JSON.stringify({ path, text: found?.content ?? '', title: found?.title, byline: found?.byline,
        published: found?.publishedTime?.slice(0, 10) }));
}
"""


def run(command, pages):
    """What a command says of the pages, and the seconds that it took of the processor."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, input='\n'.join(pages), capture_output=True, text=True, check=True,
                          env=os.environ | {'RAYON_NUM_THREADS': '1'})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done.stdout, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main(evaldir, work, peers):
    example = ROOT / 'target/release/examples'
    subprocess.run(['cargo', 'build', '--release', '--locked', '--quiet', '--example', 'extract', '--example',
                    'extract_peers'], cwd=ROOT, check=True)
    train = [sys.executable, ROOT / 'training/extract/train.py', 'paths', work]
    engines = {'attache': None}
    python, node = f'{peers}/venv/bin/python', f'{peers}/node_modules'
    if Path(python).exists():
        engines['trafilatura 2.3.1 (Python)'] = [python, '-c', PYTHON % False]
        engines['the same, precision'] = [python, '-c', PYTHON % True]
    else:
        print('left out: trafilatura (Python)')
    if Path(node).is_dir():
        engines['@mozilla/readability 0.6.0, jsdom'] = ['node', '-e', NODE, node]
    else:
        print('left out: @mozilla/readability')
    for name, word in (('trafilatura 0.6 (crate)', 'trafilatura'), ('the same crate, precision', 'precise'),
                       ('dom_smoothie 0.19 (crate)', 'dom_smoothie')):
        engines[name] = [str(example / 'extract_peers'), word]

    print('| | ' + ' | '.join(SETS) + ' | headline f / w / t | byline f / w / t | invented | date f / w / t | pages/s |')
    print('| --- ' * (len(SETS) + 6) + '|')
    for name, command in engines.items():
        cells, facts, seconds, count = [], {}, 0, 0
        for which in SETS:
            out = []
            pages = {fold: subprocess.run([*map(str, train), which, str(fold)], capture_output=True, text=True,
                                          check=True).stdout.split() for fold in FOLDS}
            if command:
                runs = [(command, sum(pages.values(), []))]
            else:
                runs = [([str(example / 'extract'), f'{work}/fold.{fold}'], pages[fold]) for fold in FOLDS]
            for command_of, pages in runs:
                said, took = run(command_of, pages)
                out.append(said)
                seconds, count = seconds + took, count + len(pages)
            answers = Path(work) / f'{which}.{re.sub("[^a-z]+", "-", name.lower())}.ndjson'
            answers.write_text(''.join(out))
            score = [sys.executable, f'{evaldir}/score_extract.py', '--gold', f'{work}/{which}/gold.ndjson', '--pred',
                     f'{work}/{which}.attache.ndjson']
            versus = '' if not command else subprocess.run([*score, '--vs', str(answers)], capture_output=True,
                                                           text=True, check=True).stdout
            said = subprocess.run([*score[:-1], str(answers)], capture_output=True, text=True, check=True).stdout
            line = re.search(r'snips +F1 ([.\d]+)' if which == 'traf' else r'text +F1 ([.\d]+)', said)
            better = re.search(r'vs +F1 ([-+][.\d]+) ± ([.\d]+)', versus)
            cells.append(line[1].lstrip('0') + (f' ({better[1]} ± {better[2]})' if better and which != 'traf' else ''))
            for fact, pattern in (('headline', r'title +exact ([.\d]+)'), ('byline', r'byline +exact ([.\d]+)'),
                                  ('date', r'date +right ([.\d]+)'), ('invented', r'byline .*spurious ([.\d]+)')):
                found = re.search(pattern, said)
                if found:
                    facts.setdefault(fact, []).append(found[1].lstrip('0'))
        facts = [' / '.join(facts.get(it, ['-'])) for it in ('headline', 'byline', 'invented', 'date')]
        print(f'| {name} | ' + ' | '.join(cells + facts) + f' | {count / seconds:.0f} |', flush=True)


if __name__ == '__main__':
    main(*sys.argv[1:]) if len(sys.argv) == 4 else sys.exit(__doc__)
