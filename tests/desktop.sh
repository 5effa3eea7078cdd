#!/bin/sh
# desktop.sh DESKTOP-ENTRY METAINFO ICON VERSION: what a desktop is told is sound, and of this
# version. Exits 77 (skipped) where the programs that judge it are missing.
set -eu
for tool in desktop-file-validate appstreamcli; do
	command -v $tool >/dev/null || {
		echo "no $tool here (Debian: desktop-file-utils, appstream)" >&2
		exit 77
	}
done
said=$(desktop-file-validate "$1")
[ -z "$said" ] || { echo "$said"; exit 1; }
appstreamcli validate --no-net --pedantic "$2"
# The newest release stands first.
grep -m 1 '<release ' "$2" | grep -qF "version=\"$4\"" || {
	echo "$2 says nothing of version $4"
	exit 1
}
for name in $(sed -n 's/^Icon=//p' "$1") $(sed -n 's/.*<icon type="stock">\(.*\)<.*/\1/p' "$2"); do
	[ "$name.svg" = "$(basename "$3")" ] || { echo "there is no icon $name"; exit 1; }
done
