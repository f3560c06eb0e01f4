#!/bin/sh
# newsboat, neomutt and notmuch on the same items as attache, in the same run.
#
#     [ANALYZE=no] benches/peers/desk.sh PEERS TEXTS.jsonl COUNT OUT
#
# PEERS holds make_items.py and probe.py (items of about 4 KB, and a probe that times keys in a
# terminal); TEXTS.jsonl texts to multiply; OUT takes the items and may be kept for the next run. With
# ANALYZE=no the texts are listed and searchable alone, which is all that the peers do.
# The peers are Debian's packages of these names. attache is the release build.
set -eu
peers=$1 texts=$2 count=$3 out=$4
here=$(cd "$(dirname "$0")/../.." && pwd)
attache=$here/target/release/attache
mkdir -p "$out/home"
now() { date +%s.%N; }
took() { echo "$(now) - $1" | bc; }
items() { [ -d "$out/$1" ] || python3 "$peers/make_items.py" "$texts" "$count" "$out/$1" --as "$1"; }

items text
export XDG_DATA_HOME="$out/home" XDG_CONFIG_HOME="$out/home" XDG_STATE_HOME="$out/home"
export ATTACHE_DB="$out/home/library.db"
if [ ! -f "$ATTACHE_DB" ]; then
    begun=$(now)
    "$attache" import --later "$out/text" > /dev/null
    echo "attache: $count files listed and searchable after $(took "$begun") s"
    if [ "${ANALYZE:-}" != no ]; then
        begun=$(now)
        "$attache" import > /dev/null
        echo "attache: analyzed after $(took "$begun") s more"
    fi
fi
echo "attache: $(python3 "$peers/probe.py" --ready 'brief 1/' \
    --keys 'j j j j k k Tab j j Tab j j Enter j J J J Q' -- "$attache")"
begun=$(now)
for word in minister sanctions missile parliament; do
    "$attache" search --limit 50 "$word" > /dev/null
done
echo "attache: a search of 50, program start included: $(took "$begun") s / 4"

if command -v newsboat > /dev/null; then
    items rss
    set -- -u "$out/rss/urls" -c "$out/rss/cache.db" -C /dev/null
    if [ ! -f "$out/rss/cache.db" ]; then
        begun=$(now)
        newsboat "$@" -x reload > /dev/null
        echo "newsboat: $count items loaded after $(took "$begun") s"
    fi
    echo "newsboat: $(python3 "$peers/probe.py" --ready 'Feed 000' --keys 'j j j Enter j j j q' -- \
        newsboat "$@")"
fi
if command -v neomutt > /dev/null; then
    items mail
    printf 'set header_cache="%s/mutt.cache"\nset folder="%s"\n' "$out" "$out" > "$out/muttrc"
    # The first start fills the cache of headers.
    for start in cold warm; do
        echo "neomutt, $start: $(python3 "$peers/probe.py" --ready 'Msgs' --keys 'j j j j j q' -- \
            neomutt -n -F "$out/muttrc" -f "$out/mail")"
    done
fi
if command -v notmuch > /dev/null; then
    items mail
    printf '[database]\npath=%s/mail\n[user]\nname=A\nprimary_email=a@example.org\n[new]\ntags=new\n' \
        "$out" > "$out/notmuch"
    export NOTMUCH_CONFIG="$out/notmuch"
    if [ ! -d "$out/mail/.notmuch" ]; then
        begun=$(now)
        notmuch new --quiet
        echo "notmuch: $count messages indexed after $(took "$begun") s"
    fi
    begun=$(now)
    for word in minister sanctions missile parliament; do
        notmuch search --limit=50 "$word" > /dev/null
    done
    echo "notmuch: a search of 50: $(took "$begun") s / 4"
    begun=$(now)
    notmuch tag +seen -- sanctions
    echo "notmuch: tag on $(notmuch count --output=messages sanctions) messages: $(took "$begun") s"
fi
