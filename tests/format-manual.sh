#!/bin/sh
# format-manual.sh ANTEROOM-CONTENT PAGE HELP.c: the manual page of the article format says what
# `anteroom-content schema` says, and of crisis help what its loader reads: every key, which ones may
# be left out, and every limit. What the page shows as whole files is sound.
#
# In the page a comment goes before what is compared: "keys: OBJECT" before a list, "limit: MAPPING"
# before a row, "file: PATH" and "end" around a file.
set -eu
tool=$1 page=$2 help=$3
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# compare WHAT: $tmp/page and $tmp/program, each line of which is in both.
compare() {
	sort -o "$tmp/page" "$tmp/page"
	sort -o "$tmp/program" "$tmp/program"
	[ -s "$tmp/program" ] || { echo "found no $1"; exit 1; }
	diff -u "$tmp/page" "$tmp/program" || { echo "not the same: $1"; exit 1; }
}

# "object.key", and whether it may be left out. The schema is one key a line.
"$tool" schema >"$tmp/schema"
awk '
	function tell(key) { print object "." key, index(required, "\"" key "\"") ? "needed" : "optional" }
	/^    "[a-z-]*": {$/ { split($0, part, "\""); object = part[2]; n = 0 }
	/^        "[a-z-]*": {"\$ref"/ { split($0, part, "\""); key[++n] = part[2] }
	/^      "required"/ { required = $0; for (i = 1; i <= n; i++) tell(key[i]); n = 0 }
	# The kinds of blocks: each stands alone.
	object == "block" && /"properties"/ { match($0, /"properties": {"[a-z]*/)
		print "block." substr($0, RSTART + 16, RLENGTH - 16), "needed" }
' "$tmp/schema" >"$tmp/program"
awk '
	/^\.\\" keys: / { object = $3 }
	/^\.Sh CRISIS/ { exit }
	/^\.It Ic / && object {
		word = / Pq optional$/ ? "optional" : "needed"
		sub(/ Pq optional$/, "")
		n = split(substr($0, 8), key, " , ")
		for (i = 1; i <= n; i++)
			print object "." key[i], word
	}
' "$page" >"$tmp/page"
compare 'keys of the schema'

awk '
	/^    "[a-z-]*": {$/ { split($0, part, "\""); object = part[2] }
	/"maxProperties"/ && object !~ /-words$/ {
		split($0, part, /"maxProperties": */)
		print object, part[2] + 0
	}
' "$tmp/schema" >"$tmp/program"
awk '/^\.\\" limit: / { object = $3; next } object { print object, $NF; object = "" }' "$page" \
	>"$tmp/page"
compare 'limits'

tr -d '\n' <"$help" | grep -oE 'FIELDS_EXPECT\([^)]*\)' | grep -oE '"[a-z-]+"' | tr -d '"' |
	sort -u >"$tmp/program"
sed -n '/^\.Sh CRISIS/,/^\.Sh LIMITS/p' "$page" | sed -nE 's/^\.(It )?Ic ([a-z-]+).*/\2/p' |
	sort -u >"$tmp/page"
compare 'keys of crisis help'

# --- the examples --------------------------------------------------------------------------------

mkdir "$tmp/content" "$tmp/content/tea"
awk -v folder="$tmp/content/" '
	/^\.\\" file: / { file = folder $3; next }
	/^\.\\" end/ { file = ""; next }
	file && !/^\.[BE]d/ { gsub(/\\\(`e/, "è"); print >file }
' "$page"
for file in tea/en.yaml tea/it.yaml help-now.yaml; do
	[ -s "$tmp/content/$file" ] || { echo "no example $file"; exit 1; }
done
# A translation that is only begun lacks words, and nothing else is wrong with it.
ANTEROOM_TODAY=2026-11-24 "$tool" check "$tmp/content" >"$tmp/said" || true
grep -q '^files: 3, ' "$tmp/said"
! grep -E '\[[a-z-]+\]$' "$tmp/said" | grep -vE '/it\.yaml: .*\[missing(-critical)?\]$'
