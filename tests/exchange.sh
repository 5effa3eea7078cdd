#!/bin/sh
# exchange.sh ANTEROOM-CONTENT CONTENT: a translation goes out as a PO file and comes back, through
# the tools that translators' programs are made of.
set -eu
tool=$(realpath "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/tea"
cp "$2/tea/en.yaml" "$2/tea/es.yaml" "$folder/tea"
cd "$folder"
# libgettextpo keeps the name of each place for ever.
echo 'leak:libgettextpo' >leaks
export LSAN_OPTIONS="suppressions=$folder/leaks:print_suppressions=0"
es=tea/es.yaml
failed=0

fail() {
	echo "exchange.sh: $*" >&2
	failed=1
}
run() {
	"$tool" "$@" --content . >said 2>&1
}
# expect TEXT: what was said last holds it
expect() {
	grep -qF -- "$1" said || { fail "“$1” was not said, but:"; cat said >&2; }
}
entry() { # entry FILE PATH: the lines of one entry
	awk -v RS= -v want="msgctxt \"tea|$2\"" 'index($0, want)' "$1"
}

run translate tea es || fail "translate"
cp "$es" before

# Out: every string, with its place, and what has no words is empty.
run export tea es --to po --output out.po || fail "export"
msgfmt --check -o /dev/null out.po || fail "msgfmt does not accept it"
[ "$(grep -c '^msgctxt' out.po)" -eq 52 ] || fail "not every string is there"
entry out.po title | grep -qF 'msgstr "Té antes de una operación"' || fail "the title's words"
entry out.po title | grep -qF '#: tea/en.yaml:5' || fail "the title's place"
entry out.po sections.risks.body.hot | grep -qF '#. Critical' || fail "a caution is critical"
entry out.po sections.efficacy.question | grep -qF 'msgstr ""' || fail "what is missing"

# Back as it was, and as other programs wrap it: nothing changes.
run import tea es out.po || fail "import"
cmp -s "$es" before || fail "import of what was exported changed the file"
msgcat --width=40 --sort-output -o sorted.po out.po
run import tea es sorted.po || fail "import of a sorted file"
cmp -s "$es" before || fail "order and wrapping mattered"

# A new text, and quotes, backslashes and several lines in the PO file.
sed 's/^msgstr "Té antes de una operación"/msgstr ""\n"El \\"té\\" "\n"antes \\\\"/' out.po >new.po
run import tea es new.po || fail "import of a new text"
expect "updated: 1"
grep -qF 'title: "El \"té\" antes \\"' "$es" || fail "the new title is not in the file"
run import tea es out.po || fail "import back"
cmp -s "$es" before || fail "the way there and back is not the same"

# The source changes: fuzzy, with the old text; a fuzzy entry leaves the string alone.
sed -i 's/^title: .*/title: "Tea after an operation"/' tea/en.yaml
run export tea es --to po --output stale.po || fail "export of a stale one"
entry stale.po title | grep -qF '#, fuzzy' || fail "a stale text is fuzzy"
entry stale.po title | grep -qF '#| msgid "Tea before an operation"' || fail "the old source"
run import tea es stale.po || fail "import of a stale one"
sed -e '/^#, fuzzy/d' -e '/^#| /d' -e 's/Té antes de/Té después de/' stale.po >redone.po
run import tea es redone.po || fail "import of what was redone"
run export tea es --to po --output fresh.po
! entry fresh.po title | grep -qF fuzzy || fail "redone, but still fuzzy"
cp "$es" before

# What would break the article is refused whole, with the finding.
msgcat --no-wrap fresh.po |
	sed 's/^msgstr "El té tiene.*/msgstr "El té tiene cafeína."/; s/Té después/Té tras/' >lost.po
! run import tea es lost.po || fail "a lost citation was taken"
expect "[citations]"
cmp -s "$es" before || fail "something of a refused file was written"
sed 's/msgctxt "tea|title"/msgctxt "coffee|title"/' fresh.po >other.po
! run import tea es other.po || fail "another article was taken"
expect "“coffee|title” is no string of article “tea”"
printf 'no PO file\n' >broken.po
! run import tea es broken.po || fail "nonsense was taken"
expect "[po]"
cmp -s "$es" before || fail "something of a broken file was written"

# A language that has no file yet.
run export tea it --to po --output it.po || fail "export of a new language"
msgen -o full.po it.po 2>/dev/null || fail "msgen"
run import tea it full.po || { fail "import of a new language"; cat said >&2; }
grep -qF 'title: "Tea after an operation"' tea/it.yaml || fail "no file was made"

[ "$failed" -eq 0 ]
