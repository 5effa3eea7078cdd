#!/bin/sh
# verify.sh ANTEROOM DOC: what systemd says of the units in the folder DOC, and foot of its file:
# nothing.
# Without systemd-analyze: exit 77 (skipped), with the reason.
set -eu
bindir=$(cd "$(dirname "$1")" && pwd)
doc=$(cd "$2" && pwd)

systemd-analyze --help 2>/dev/null | grep -q -e '--offline' || {
	echo "verify: skipped: no systemd-analyze, or one before 250" >&2
	exit 77
}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# check NAME EXPOSURE: at most so much of ten may be open; systemd counts tenths.
check() {
	sed "s,@bindir@,$bindir,; s,@libexecdir@,$doc,; s,@docdir@,$doc," "$doc/$1@.service.in" \
		>"$tmp/$1@.service"
	# A program that is not installed here is no mistake of the unit's.
	for program in /usr/bin/cage /usr/bin/foot; do
		[ -x $program ] || sed -i "s,$program,/usr/bin/env," "$tmp/$1@.service"
	done
	said=$(systemd-analyze verify "$tmp/$1@tty1.service" 2>&1) || {
		echo "$said" >&2
		exit 1
	}
	said=$(echo "$said" | grep -F "$1@" || true)
	[ -z "$said" ] || {
		echo "$said" >&2
		exit 1
	}
	systemd-analyze security --offline=true --threshold="$2" "$tmp/$1@.service" >"$tmp/security" || {
		cat "$tmp/security" >&2
		exit 1
	}
	tail -n 1 "$tmp/security"
}
check anteroom-kiosk 10
check anteroom-cage 40
! command -v foot >/dev/null || foot -C -c "$doc/foot.ini"
