#!/bin/sh
# Every target for a while: run.sh [SECONDS] [TARGET ...]
#
# Needs a nightly toolchain and cargo-fuzz. Starts from the samples and the files of the tests; what is found stays in
# corpus/ and artifacts/, which are not kept in the repository. Ends with 1 where a target broke.
set -u
cd "$(dirname "$0")"
seconds=${1:-60}
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- $(ls fuzz_targets | sed 's/\.rs$//')
broken=0
for target; do
    mkdir -p "corpus/$target" seeds
    [ -n "$(ls seeds)" ] || find ../assets/samples ../tests/cases -type f -size -64k -exec cp {} seeds/ \;
    log=$(mktemp)
    if cargo +nightly fuzz run "$target" "corpus/$target" seeds -- -max_total_time="$seconds" -timeout=10 \
        -rss_limit_mb=1024 -max_len=65536 -print_final_stats=1 > "$log" 2>&1; then
        echo "$target: $(grep -o 'number_of_executed_units: *[0-9]*' "$log" | grep -o '[0-9]*$') runs, nothing found"
    else
        broken=1
        echo "$target: BROKEN, $log"
    fi
done
exit $broken
