#!/bin/sh
# commands.sh PROGRAM SAMPLES: translate, restamp and ok as they are typed: files, standard output,
# standard error, status. What is written is test_translate's business.
set -eu
program=$(realpath "$1")
samples=$(realpath "$2")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir -p content/tea
cp "$samples/en.yaml" content/tea/
export ANTEROOM_TODAY=2026-11-24
failed=0

# run STATUS ARGUMENT...: out and err are what it says.
run() {
	want=$1
	shift
	got=0
	"$program" "$@" >out 2>err || got=$?
	[ "$got" -eq "$want" ] || fail "$*: status $got, not $want"
}

fail() {
	failed=1
	echo "$*" >&2
	cat out err >&2
}

says() {
	printf '%s\n' "$@" | cmp -s - out || fail "says something else than: $*"
	[ ! -s err ] || fail "something on standard error"
}

# has FILE TEXT
has() {
	grep -qF -e "$2" "$1" || fail "$1 lacks: $2"
}

run 0 translate tea es
says 'content/tea/es.yaml: made, 34 texts, 34 empty'
[ "$(ls content/tea)" = "en.yaml
es.src.yaml
es.yaml" ] || fail "other files: $(ls -A content/tea)"
run 0 check --notes content/tea/en.yaml

cp "$samples/es.yaml" content/tea/
run 0 translate tea es
says 'content/tea/es.yaml: 34 texts, 0 empty' 'stamped for the first time: 34'
touch -d 2020-01-01 content/tea/es.yaml
run 0 translate tea es --content content
says 'content/tea/es.yaml: 34 texts, 0 empty; nothing to write'
[ -z "$(find content -name es.yaml -newermt 2020-01-02)" ] || fail "written without a change"

sed -i 's/a little/a bit/; s/may lie/will lie/; s/4 hours/6 hours/' content/tea/en.yaml
run 0 translate tea es
says 'content/tea/es.yaml: 34 texts, 0 empty' \
	'changed in the source, to be redone or restamped: 3' \
	'  sections.mechanism.answer' \
	'  sections.mechanism.body.p1 (numbers changed)' \
	'  sections.risks.answer (critical)'
run 1 restamp tea es sections.mechanism.answer sections.risks.answer
[ ! -s out ] || fail "something on standard output"
has err '“sections.risks.answer” is critical'
run 0 restamp tea es sections.mechanism.answer
says 'content/tea/es.yaml: 34 texts, 0 empty' 'restamped as it stands: 1' \
	'  sections.mechanism.answer'
run 0 ok tea es title numbers --by 'A. Rossi'
says 'content/tea/es.yaml: “numbers” is silent about “title”, until the text or its source changes'
has content/tea/es.yaml 'by: "A. Rossi"'
has content/tea/es.yaml 'on: "2026-11-24"'
run 0 translate tea es
has out 'nothing to write'

cp content/tea/es.yaml before
run 1 translate tea en
has err '“en” is the language of the source'
run 1 translate tea spanish
has err '“spanish” is not a language tag'
run 1 translate coffee es
has err 'there is no article “coffee” here'
run 1 translate ../content/tea es
run 1 translate tea ../es
run 1 ok tea es title tab --by A
has err '“tab” cannot be silenced'
echo '  "' >>content/tea/es.yaml
cp content/tea/es.yaml broken
run 1 translate tea es
has err '[yaml-syntax]'
cmp -s broken content/tea/es.yaml || fail "a broken file was written to"
cp before content/tea/es.yaml

run 2 translate
run 2 translate tea
run 2 translate tea es fr
run 2 translate tea es --by A
run 2 translate tea es --force
run 2 restamp tea es
run 2 ok tea es title numbers
run 2 ok tea es title numbers --by ''
run 0 ok --help
has out 'Usage: anteroom-content ok ID LANGUAGE PATH RULE --by NAME'
cmp -s before content/tea/es.yaml || fail "a refused command wrote"
[ "$(ls -A content/tea)" = "en.yaml
es.src.yaml
es.yaml" ] || fail "files left behind: $(ls -A content/tea)"
exit $failed
