#!/bin/sh
# check.sh PROGRAM ARTICLE: what `check` prints in each format, and how it ends.
set -eu
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
mkdir "$tmp/tea" "$tmp/tea/deep"
cp "$2" "$tmp/tea/en.yaml"
cd "$tmp"
export ANTEROOM_TODAY=2026-11-24 # the article's next review is a year away

# Two of the findings have a place, and paths and words hold what each format must escape.
cat >tea/es.yaml <<'END'
anteroom: "1"
language: "es"
title: "50 %, luz: ¿es para usted?"
translation:
  ok:
    "title":
      "units":
        by: "AB"
        on: "2026-11-24"
        for: "01234567"
END
cp tea/es.yaml 'tea/es:1,x.yaml'
echo 'not: "an article"' >tea/es.src.yaml

# says STATUS ARGUMENT...: runs check, whose output then is the standard input, to the letter.
says() {
	want=$1 got=0
	shift
	"$program" check "$@" >out 2>err || got=$?
	[ "$got" -eq "$want" ] || { echo "status $got, not $want: $*" >&2; cat err >&2; exit 1; }
	grep -v '\[missing\|missing\]\|title=missing\|	missing' out >told || true
	diff -u - told >&2 || { echo "check $*" >&2; exit 1; }
}

says 0 tea/en.yaml <<'END'
files: 1, errors: 0, warnings: 0
END
says 0 --format=tsv tea/en.yaml <<'END'
path	line	column	level	rule	message
END
says 0 --format github tea/en.yaml </dev/null

says 1 tea/es.yaml <<'END'
tea/es.yaml:3:9: error: “title”: 50 is not in the source: “50 %, luz: ¿es para usted?” [numbers]
    title: "50 %, luz: ¿es para usted?"
            ^
tea/es.yaml:3:9: error: “title”: % is not in the source: “50 %, luz: ¿es para usted?” [units]
    title: "50 %, luz: ¿es para usted?"
            ^
files: 1, errors: 7, warnings: 8
END

says 1 --format tsv tea/es.yaml <<'END'
path	line	column	level	rule	message
tea/es.yaml	3	9	error	numbers	“title”: 50 is not in the source: “50 %, luz: ¿es para usted?”
tea/es.yaml	3	9	error	units	“title”: % is not in the source: “50 %, luz: ¿es para usted?”
END

says 1 --format github tea/es.yaml <<'END'
::error file=tea/es.yaml,line=3,col=9,title=numbers::“title”: 50 is not in the source: “50 %25, luz: ¿es para usted?”
::error file=tea/es.yaml,line=3,col=9,title=units::“title”: %25 is not in the source: “50 %25, luz: ¿es para usted?”
END

# A file that is no language is read as an article; its name holds what ends a property.
"$program" check --format github 'tea/es:1,x.yaml' >out || true
grep -q '^::error file=tea/es%3A1%2Cx.yaml,title=missing-key::' out || { cat out >&2; exit 1; }
grep -q '^::error file=tea/es%3A1%2Cx.yaml,line=2,col=11,title=language-file::' out || { cat out >&2; exit 1; }
rm 'tea/es:1,x.yaml'

# Notes are told on request.
"$program" check --notes --format tsv tea/es.yaml >out || true
for rule in waiver-unused unstamped untranslated; do
	grep -q "	note	$rule	" out || { echo "no $rule" >&2; cat out >&2; exit 1; }
done
"$program" check --notes tea/es.yaml >out || true
grep -q '^files: 1, errors: 7, warnings: 8, notes: [1-9]' out || { tail -n 1 out >&2; exit 1; }

# More than are kept: how many is said, in a table on standard error, where it is no row.
{
	sed '/^translation/,$d' tea/es.yaml
	printf 'ask:\n'
	i=0
	while [ $i -lt 130 ]; do
		i=$((i + 1))
		printf '  q%d: "\\e"\n' $i
	done
} >tea/de.yaml
sed -i 's/language: "es"/language: "de"/' tea/de.yaml
"$program" check tea/de.yaml >out || true
grep -q '^and [1-9][0-9]* more; mend these first$' out || { tail -n 3 out >&2; exit 1; }
"$program" check --format github tea/de.yaml >out || true
grep -q '^::notice::and [1-9][0-9]* more; mend these first$' out || { tail -n 3 out >&2; exit 1; }
"$program" check --format tsv tea/de.yaml >out 2>err || true
grep -q 'and [1-9][0-9]* more; mend these first$' err || { cat err >&2; exit 1; }
awk -F '\t' 'NF != 6 { exit 1 }' out || { echo "not six fields" >&2; exit 1; }

# A folder is all content in it, and every file has its own hundred findings; what the tools keep
# for themselves is no content.
cp tea/de.yaml tea/deep/fr.yaml
"$program" check --format tsv tea >out 2>/dev/null || true
cut -f 1 out | sort -u | diff -u - /dev/fd/3 3<<'END' >&2 || exit 1
path
tea/de.yaml
tea/deep/fr.yaml
tea/es.yaml
END
ANTEROOM_CONTENT=tea "$program" check --format tsv >again 2>/dev/null || true
cmp out again

refuses() {
	got=0
	"$program" check "$@" >out 2>err || got=$?
	[ "$got" -eq 2 ] && [ ! -s out ] && [ -s err ] || { echo "not refused: $*" >&2; exit 1; }
}
refuses --format xml tea
refuses --format
refuses --notices
"$program" check --help | grep -q -e '--notes'
