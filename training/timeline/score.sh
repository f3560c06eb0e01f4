#!/bin/sh
# The scores of the timeline on development gold, whole and by halves:
#
#     training/timeline/score.sh EVALDIR [BINARY]
#
# EVALDIR holds gold/timebank, gold/aquaint and gold/wikiwars-dev (TimeML), tml_to_text.py and
# score_timex.py; BINARY is target/release/attache unless told otherwise. What only one half gains is
# overfitted: odd and even documents, and TimeBank and AQUAINT, stand apart for that.
set -eu
eval_dir=${1:?usage: score.sh EVALDIR [BINARY]}
binary=${2:-$(dirname "$0")/../../target/release/attache}
[ -d "$eval_dir/gold/timebank" ] || { echo "$eval_dir: no gold/timebank" >&2; exit 1; }
[ -x "$binary" ] || { echo "$binary: not built; cargo build --release --locked" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for set in timebank aquaint wikiwars-dev; do
    python3 "$eval_dir/tml_to_text.py" "$eval_dir/gold/$set" --out "$work/$set" --format ndjson 2>/dev/null
    "$binary" analyze --json --raw --from ndjson "$work/$set/input.ndjson" >"$work/$set.ndjson"
done
cat "$work/timebank.ndjson" "$work/aquaint.ndjson" >"$work/both.ndjson"

mkdir "$work/odd" "$work/even"
number=0
for path in "$eval_dir"/gold/timebank/*.tml "$eval_dir"/gold/aquaint/*.tml; do
    number=$((number + 1))
    half=even
    [ $((number % 2)) -eq 1 ] && half=odd
    cp "$path" "$work/$half/"
done

score() {
    name=$1 predictions=$2
    shift 2
    printf '%-20s ' "$name"
    python3 "$eval_dir/score_timex.py" --one-line "$@" "$predictions"
}
score 'TimeBank + AQUAINT' "$work/both.ndjson" --gold "$eval_dir/gold/timebank" --gold "$eval_dir/gold/aquaint"
score 'TimeBank' "$work/timebank.ndjson" --gold "$eval_dir/gold/timebank"
score 'AQUAINT' "$work/aquaint.ndjson" --gold "$eval_dir/gold/aquaint"
score 'odd documents' "$work/both.ndjson" --gold "$work/odd"
score 'even documents' "$work/both.ndjson" --gold "$work/even"
score 'WikiWars-dev' "$work/wikiwars-dev.ndjson" --gold "$eval_dir/gold/wikiwars-dev" --no-links
