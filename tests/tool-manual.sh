#!/bin/sh
# tool-manual.sh ANTEROOM-CONTENT PAGE: the manual page has the commands of --help, in its synopsis and
# with a text of their own, and tells of every option that a command's usage line names.
set -eu
tool=$1 page=$2
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
failed=0

"$tool" --help | sed -n 's/^  \([a-z-]*\) .*/\1/p' | sort >"$tmp/help"
[ -s "$tmp/help" ]
sed -n '/^\.Sh SYNOPSIS/,/^\.Sh DESCRIPTION/p' "$page" | grep -A 1 '^\.Nm$' |
	sed -n 's/^\.Cm \([a-z-]*\).*/\1/p' | sort >"$tmp/page"
diff -u "$tmp/help" "$tmp/page" || failed=1

for command in $(cat "$tmp/help"); do
	# From the command's own line to the next one's; lists inside it are of its own.
	awk -v command="$command" '
		/^\.It Cm / { inside = $3 == command || (inside && $0 ~ /^\.It Cm [a-z0-9-]*$/) }
		inside { print }
	' "$page" >"$tmp/text"
	[ -s "$tmp/text" ] || { echo "$command: no text"; failed=1; }
	for option in $("$tool" "$command" --help | grep -oE -e '--[a-z-]+' | grep -v -e --help | sort -u); do
		grep -qE "Fl -${option#--}( |\$)" "$tmp/text" || { echo "$command: nothing of $option"; failed=1; }
	done
done
exit $failed
