#!/bin/sh
# readability.sh PROGRAM ARTICLE: what `readability` prints and how it ends.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

ends() {
	want=$1 got=0
	shift
	"$@" >"$tmp/out" 2>"$tmp/err" || got=$?
	[ "$got" -eq "$want" ] || { echo "status $got, not $want: $*" >&2; cat "$tmp/err" >&2; exit 1; }
}

holds() {
	grep -q "$@" || { echo "not there: $*" >&2; cat "$tmp/out" >&2; exit 1; }
}

ends 0 "$1" readability "$2"
holds '^introduction (words: 12, sentences: 2)$' "$tmp/out"
holds 'Flesch-Kincaid.* -  too short to judge$' "$tmp/out"
holds "longest sentence, $2:[0-9]* (words: [0-9]*)\$" "$tmp/out"

# A table: as many fields in every line, a line for every measure.
ends 0 "$1" readability --format tsv "$2"
awk -F '\t' 'NF != 9 { exit 1 }' "$tmp/out" || { echo "not nine fields" >&2; exit 1; }
holds "^file	line	part" "$tmp/out"
ends 0 "$1" readability --format=tsv "$2"

# A folder, a language without a formula, and files that cannot be read.
mkdir "$tmp/lib" "$tmp/lib/no"
sed 's/^language: "en"/language: "ja"/' "$2" >"$tmp/lib/no/ja.yaml"
echo 'not: "an article"' >"$tmp/lib/help-now.yaml"
ends 0 "$1" readability "$tmp/lib/no" "$tmp/lib"
holds 'no formula is sound' "$tmp/out"
! grep -qi 'grade\|flesch\|lix' "$tmp/out"
ends 0 env ANTEROOM_CONTENT="$tmp/lib/no" "$1" readability
ends 1 "$1" readability "$tmp/none.yaml" "$2"
holds '^introduction' "$tmp/out"
holds 'unreadable' "$tmp/err"
ends 1 "$1" readability "$tmp/lib/help-now.yaml"

# A translation is read over its source; one that cannot be read is not its source.
cp "$2" "$tmp/lib/en.yaml"
printf 'anteroom: "1"\nlanguage: "es"\nintroduction:\n  p1: "El té es una bebida."\n' >"$tmp/lib/es.yaml"
ends 0 "$1" readability "$tmp/lib/es.yaml"
holds '^introduction (words: 5, sentences: 1)$' "$tmp/out"
holds "longest sentence, $tmp/lib/es.yaml:4 " "$tmp/out"
holds INFLESZ "$tmp/out"
echo 'language: [' >"$tmp/lib/es.yaml"
ends 1 "$1" readability "$tmp/lib/es.yaml"

ends 2 "$1" readability --format pdf "$2"
ends 2 "$1" readability --format
ends 2 "$1" readability --grade "$2"
