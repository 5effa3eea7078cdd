#!/bin/sh
# desk.sh PROGRAM: what `new`, `status` and `schema` do with files, and how they end.
set -eu
program=$(realpath "$1")
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"

ends() {
	want=$1 got=0
	shift
	"$program" "$@" >out 2>err || got=$?
	[ "$got" -eq "$want" ] || { echo "status $got, not $want: $*" >&2; cat err >&2; exit 1; }
}

holds() {
	grep -q "$@" || { echo "not there: $*" >&2; cat out err >&2; exit 1; }
}

export ANTEROOM_TODAY=2026-11-24
mkdir content

# A new article is where it is said to be, wants words and nothing else, and is never written over.
ends 0 new tea
holds '^content/tea/en.yaml$' out
holds '^  next: "2027-11-24"' content/tea/en.yaml
ends 1 check content/tea
! grep 'error:' out | grep -v '\[empty-text\]$'
ends 1 new tea
holds 'translate' err
ends 1 new tea --language es
[ "$(ls content/tea)" = en.yaml ]
mkdir content/coffee
ends 0 new --content content --language=pt-BR coffee
holds '^language: "pt-BR"' content/coffee/pt-BR.yaml

# What is no id, no tag or no folder leads nowhere.
for id in Tea no list ../tea ''; do
	ends 1 new "$id"
done
ends 1 new milk --language english
ends 1 new milk --language ../en
ends 1 new milk --content none
[ "$(ls content)" = "coffee
tea" ]
ends 2 new
ends 2 new one two
ends 2 new milk --color
ends 0 new --help

# A broken source is a row, and a status; no folder is a finding.
ends 1 status
holds 'cannot be read' out
ends 1 status --format tsv
awk -F '\t' 'NF != 23 { exit 1 }' out || { echo "not 23 fields" >&2; exit 1; }
[ "$(wc -l <out)" -eq 3 ]
sed 's/: ""/: "Words"/' content/tea/en.yaml >en.yaml
mv en.yaml content/tea/en.yaml
rm -r content/coffee
ends 0 status --format=json --content content
holds '"article": "tea"' out
ANTEROOM_CONTENT=content ANTEROOM_TODAY=2028-01-01 ends 0 status
holds 'tea: review was due 2027-11-24' out
ends 1 status --content none
holds unreadable err
ends 2 status --format pdf
ends 2 status tea
ends 2 status --format

ends 0 schema
holds '"additionalProperties": false' out
ends 2 schema tea
