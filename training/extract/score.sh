#!/bin/sh
# The table of the page reader: score.sh EVALDIR [WORK]
#
# EVALDIR holds sets/, unpack.py and score_extract.py (its README). Pages are judged by folds of sites: each by weights
# that were trained without its site. WORK keeps what is made on the way (a folder of its own where none is given);
# with TRAIN=1 everything is trained anew, and WORK/all.*.bin are the weights to ship. GEAR=quick scores the quick gear.
# Needs cargo, and python3 (PYTHON names it) with what requirements.txt pins.
set -eu
eval=$1
work=${2:-$(mktemp -d)}
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-python3}
target=${CARGO_TARGET_DIR:-$here/../../target}
export OMP_NUM_THREADS=1

(cd "$here/../.." && cargo build --release --locked --quiet --example extract --example extract_evidence)
bin=$target/release/examples
"$python" "$eval/unpack.py" "$eval/sets" "$work" > /dev/null
if [ "${TRAIN:-}" = 1 ] || [ ! -e "$work/fold.4.date.bin" ] || [ ! -e "$work/fold.4.quick.bin" ]; then
    for set in aeb fundus wcxb traf hdate; do "$bin/extract_evidence" "$work/$set" "$work/$set/evidence"; done
    "$python" "$here/train.py" train "$work"
fi
for set in aeb fundus wcxb traf hdate; do
    for fold in 0 1 2 3 4; do
        "$python" "$here/train.py" paths "$work" $set $fold | "$bin/extract" "$work/fold.$fold" ${GEAR:-}
    done > "$work/$set.answers.ndjson"
    "$python" "$eval/score_extract.py" --gold "$work/$set/gold.ndjson" --pred "$work/$set.answers.ndjson"
done
