#!/bin/sh
# manual.sh PROGRAM PAGE: the options of --help and those of the manual page are the same.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
"$1" --help | grep -oE '^  --[a-z]+' | tr -d ' -' | sort >"$tmp/help"
sed -n '/^\.Sh DESCRIPTION/,/^\.Sh KEYS/s/^\.It Fl -\([a-z]*\).*/\1/p' "$2" | sort >"$tmp/page"
[ -s "$tmp/help" ]
diff -u "$tmp/help" "$tmp/page"
