#!/bin/sh
# train.sh DIR POLNEAR TEXTS...: trains all of it and leaves DIR/attribution.safetensors and DIR/attribution_words.txt.
#
# DIR      a work folder; what is there already is not made again
# POLNEAR  the corpus, its splits train/ and dev/ with text/ and attributions/, the scorer score_attribution.py beside them
# TEXTS    NDJSON of unlabelled articles, {"path", "text"} a line
#
# Set BIN to the folder with the built examples attribution_tokens and attribution_readings.
set -eu
dir=$1 polnear=$2
shift 2
here=$(cd "$(dirname "$0")" && pwd)
bin=${BIN:-$here/../../target/release/examples}
python=${PYTHON:-python3}
mkdir -p "$dir"

make() { # make FILE COMMAND...: runs a step whose result is not there yet
    file=$1
    shift
    if [ ! -s "$file" ]; then
        echo "== $file"
        "$@"
    fi
}
step() {
    script=$1
    shift
    "$python" "$here/$script.py" "$@"
}
into() { # into FILE COMMAND...
    file=$1
    shift
    "$@" > "$file.part"
    mv "$file.part" "$file"
}

train=$dir/train.ndjson plain=$dir/plain.ndjson
make "$train" into "$train" "$bin/attribution_tokens" "$polnear"/train/text/*.txt
make "$plain" into "$plain" "$bin/attribution_tokens" "$@"
make "$dir/vectors.pt" step vectors "$dir/vectors.pt" "$train" "$plain"
make "$dir/states.npy" step states "$dir/states.npy" "$train" "$plain"

# On four fifths first; from there on the four fifths again, to fit stage C on the fifth that this network has not seen, and on all of it.
fit() {
    step fit_network --dump "$train" --gold "$polnear/train" --vectors "$dir/vectors.pt" "$@"
}
make "$dir/start.pt" step pretrain --hold 0 --states "$dir/states.npy" --vectors "$dir/vectors.pt" --out "$dir/start.pt" "$train" "$plain"
make "$dir/four.pt" fit --hold 0 --start "$dir/start.pt" --out "$dir/four.pt"
make "$dir/held.pt" fit --hold 0 --start "$dir/four.pt" --rate 1e-3 --epochs 4 --out "$dir/held.pt"
make "$dir/all.pt" fit --start "$dir/four.pt" --rate 1e-3 --epochs 4 --out "$dir/all.pt"

make "$dir/held.safetensors" step export "$dir/held.pt" - "$dir/held.safetensors" "$dir/held_words.txt"
# shellcheck disable=SC2046
make "$dir/readings.ndjson" into "$dir/readings.ndjson" \
    "$bin/attribution_readings" "$dir/held.safetensors" "$dir/held_words.txt" $(step held "$polnear/train")
make "$dir/decision.pt" step stage_c fit "$polnear/train" "$dir/readings.ndjson" "$dir/decision.pt"
step export "$dir/all.pt" "$dir/decision.pt" "$dir/attribution.safetensors" "$dir/attribution_words.txt"
