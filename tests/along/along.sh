#!/bin/sh
# along.sh ANTEROOM ANTEROOM-CONTENT CONTENT GOLDEN: what is taken along, on standard output: the slip,
# and an article as text, HTML and GIFT in three languages, as the files in GOLDEN say (UPDATE=1 writes
# them anew); what hostile content becomes; what a closed pipe and a full disk say.
set -eu
anteroom=$(realpath "$1")
tool=$(realpath "$2")
content=$(realpath "$3")
golden=$(realpath "$4")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
unset LANGUAGE LANG LC_MESSAGES ANTEROOM_CONTENT
export LC_ALL=C.UTF-8 HOME=/nonexistent ANTEROOM_TODAY=2026-11-24 ANTEROOM_LOCALE=/nonexistent TERM=dumb
failed=0

fail() {
	echo "along.sh: $*" >&2
	failed=1
}
# compare FILE: as the golden file of this name
compare() {
	[ -z "${UPDATE:-}" ] || cp "$1" "$golden/$1"
	diff -u "$golden/$1" "$1" >&2 || fail "$1 differs"
}
# sound FILE: HTML that parsers of others have nothing to say about, and that loads nothing
sound() {
	if command -v tidy >/dev/null; then
		tidy -e -q "$1" >said 2>&1 && [ ! -s said ] || { fail "tidy on $1:"; cat said >&2; }
	fi
	if command -v xmllint >/dev/null; then # it knows no element younger than HTML 4
		xmllint --html --noout "$1" 2>&1 | grep error | grep -v 'Tag .* invalid' >said || true
		[ ! -s said ] || { fail "libxml on $1:"; cat said >&2; }
	fi
	grep -q "default-src 'none'" "$1" || fail "$1 may load something"
	! grep -qiE '<(script|link|img|iframe|object|base|form)|src=|url\(|@import| on[a-z]+=|href="[^#]' "$1" ||
		fail "$1 loads something"
	for id in $(grep -o 'href="#[^"]*"' "$1" | sed 's/.*#//; s/"//' | sort -u); do
		grep -q "id=\"$id\"" "$1" || fail "$1: a link to $id, which is nowhere"
	done
	twice=$(grep -o ' id="[^"]*"' "$1" | sort | uniq -d)
	[ -z "$twice" ] || fail "$1: twice: $twice"
}
# no_controls FILE: nothing that a terminal could obey
no_controls() {
	! LC_ALL=C grep -q "$(printf '[\001-\010\013-\037\177]')" "$1" || fail "$1 holds a control character"
	! grep -q "$(printf '\302[\200-\237]')" "$1" || fail "$1 holds a control character of C1"
}

# An article in three languages. There is no crisis help beside it, which is said.
for language in en es ar; do
	for form in text html gift; do
		"$tool" export tea "$language" --to "$form" --content "$content" >"tea-$language.$form" \
			2>said || { fail "export of $language as $form"; cat said >&2; }
		compare "tea-$language.$form"
		no_controls "tea-$language.$form"
	done
	sound "tea-$language.html"
	awk -f "$golden/gift.awk" "tea-$language.gift" >"tea-$language.gift.read" ||
		fail "the GIFT of $language is not read"
	compare "tea-$language.gift.read"
done
"$tool" export tea en --to html --content "$content" --output file.html 2>said || fail "--output"
cmp -s file.html tea-en.html || fail "--output wrote something else"

# What is not there, or not understood.
for words in 'export tea fr --to text' 'export coffee en --to html' 'export ../tea en --to gift'; do
	status=0
	"$tool" $words --content "$content" >said 2>&1 || status=$?
	[ "$status" -eq 1 ] || fail "$words: status $status"
	grep -q 'article “' said || fail "$words: not said"
done
status=0
"$tool" export tea en --to pdf --content "$content" >said 2>&1 || status=$?
[ "$status" -eq 2 ] || fail "an unknown form: status $status"

# The slip: everything, with nothing ticked.
slip() {
	"$anteroom" --content "$content" --language "$@" 2>said
}
for language in en ar; do
	slip "$language" --slip tea >"slip-$language.text" || fail "--slip in $language"
	slip "$language" --slip=html >"slip-$language.html" || fail "--slip=html in $language"
	compare "slip-$language.text"
	compare "slip-$language.html"
	sound "slip-$language.html"
done
status=0
slip en --slip=pdf >out || status=$?
[ "$status" -eq 2 ] || fail "--slip=pdf: status $status"
status=0
slip en --slip coffee >out || status=$?
[ "$status" -eq 1 ] || fail "--slip of nothing: status $status"
if [ -e /dev/full ]; then
	status=0
	slip en --slip >/dev/full || status=$?
	[ "$status" -eq 1 ] && grep -q 'could not be written' said || fail "a full disk: status $status"
	status=0
	"$tool" export tea en --to text --content "$content" >/dev/full 2>said || status=$?
	[ "$status" -eq 1 ] || fail "export to a full disk: status $status"
fi
mkfifo pipe
: <pipe & # opens it, and is gone
(
	status=0
	exec 3>pipe
	wait
	slip en --slip >&3 || status=$?
	[ "$status" -eq 1 ] && grep -q 'could not be written' said || echo "a closed pipe: status $status"
) >closed
[ ! -s closed ] || fail "$(cat closed)"

# Hostile words in every field: they come out as words.
mkdir -p hostile/tea
bad='</script><script>alert(1)</script> \"q\" & '\''onmouseover='\'' ~=#{}: \\\\ %50% ://'
sed -E "s|^( *[a-z0-9-]+: )\"[^@\"]* [^@\"]*\"\$|\\1\"$(printf %s "$bad" | sed 's/[&|\\]/\\&/g')\"|" \
	"$content/tea/en.yaml" >hostile/tea/en.yaml
grep -c onmouseover hostile/tea/en.yaml | grep -qE '^[2-9][0-9]' || fail "few hostile fields"
for form in text html gift; do
	"$tool" export tea en --to "$form" --content hostile >"hostile.$form" 2>said ||
		{ fail "hostile $form"; cat said >&2; }
	no_controls "hostile.$form"
done
sound hostile.html
"$anteroom" --content hostile --slip=html >hostile-slip.html 2>said || fail "hostile slip"
sound hostile-slip.html
awk -f "$golden/gift.awk" hostile.gift >hostile.read || fail "hostile GIFT is not read"
words='</script><script>alert(1)</script> "q" & '\''onmouseover='\'' ~=#{}: \ %50% ://'
grep -qF "|$words|=" hostile.read || fail "the stem came back as something else"
grep -qF "#$words|" hostile.read || fail "the feedback came back as something else"
[ "$(wc -l <hostile.read)" -eq 4 ] || fail "not every question came back"

[ "$failed" -eq 0 ]
