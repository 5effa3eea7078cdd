#!/bin/sh
# package.sh TOP VERSION: the Debian packages are built from what is in the folder TOP, lintian finds
# nothing, and in a bare Debian of its own they can be installed, do what debian/tests/installed asks,
# and go without a trace.
#
# ANTEROOM_PACKAGE is the folder to work in; `./dev test package` names one, in which the bare Debian
# is kept for the next time. Without it, without root, or without a network: exit 77 (skipped).
set -u
top=$1 version=$2

skip() {
	echo "package: skipped: $*" >&2
	exit 77
}
failed() {
	echo "package: failed: $*" >&2
	[ ! -s "$work/log" ] || tail -n 40 "$work/log" >&2
	exit 1
}

[ -n "${ANTEROOM_PACKAGE:-}" ] || skip "only by ./dev test package"
for tool in dpkg-buildpackage dh lintian debootstrap; do
	command -v $tool >/dev/null || skip "no $tool"
done
work=$ANTEROOM_PACKAGE
root=$work/root
source=$work/build/anteroom
rm -rf "$work/build" "$work/log"
mkdir -p "$source"
unset ANTEROOM_CONTENT ANTEROOM_LOCALE ANTEROOM_TODAY
export LC_ALL=C.UTF-8

# --- building ------------------------------------------------------------------------------------

# As a clean clone would have it, with what is not committed yet.
cd "$top" || exit 1
if git ls-files >/dev/null 2>&1; then
	git ls-files --cached --others --exclude-standard
else
	find . -type f ! -path './build*' ! -path './.git/*'
fi >"$work/files"
while IFS= read -r file; do
	[ ! -f "$file" ] || echo "$file"
done <"$work/files" | tar -cf - -T - | tar -xf - -C "$source"
cd "$source" || exit 1

written=$(dpkg-parsechangelog --show-field Version)
[ "$written" = "$version" ] || failed "debian/changelog is of $written, meson.build of $version"

# Its tests ran in ./dev test.
DEB_BUILD_OPTIONS="nocheck ${DEB_BUILD_OPTIONS:-}" dpkg-buildpackage -us -uc -b >"$work/log" 2>&1 ||
	failed "no package"
! grep -n 'warning:' "$work/log" || failed "warnings"
echo "ok: built: $(cd .. && echo *.deb)"

allow=
[ "$(id -u)" -ne 0 ] || allow=--allow-root
lintian $allow --fail-on error,warning ../*.changes >"$work/log" 2>&1 || failed "lintian"
echo "ok: lintian finds nothing"

debian/rules clean >"$work/log" 2>&1 || failed "debian/rules clean"
sort "$work/files" >"$work/sorted"
left=$(find . -type f | sed 's,^\./,,' | sort | comm -23 - "$work/sorted")
[ -z "$left" ] || failed "left behind by clean: $left"
echo "ok: clean"

# --- a bare Debian ---------------------------------------------------------------------------------

[ "$(id -u)" -eq 0 ] || skip "the rest needs root"
# What was built here goes with the libraries of this release.
release=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
if [ ! -e "$root/.whole" ]; then
	rm -rf "$root"
	debootstrap --variant=minbase --include=man-db "$release" "$root" >"$work/log" 2>&1 || {
		tail -n 5 "$work/log" >&2
		skip "no bare $release to be had"
	}
	apt-config dump | grep -i '^Acquire::.*Proxy' >"$root/etc/apt/apt.conf.d/proxy"
	# Nothing that comes with it is started.
	printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
	chmod 755 "$root/usr/sbin/policy-rc.d"
	: >"$root/.whole"
fi
cp /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null

inside() {
	chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \
		DEBIAN_FRONTEND=noninteractive "$@"
}
names() { # of all files but those of apt, dpkg, the linker's and man's caches
	(cd "$root" && find etc usr lib opt srv home var/lib/systemd 2>/dev/null |
		grep -vE '^etc/(ld\.so\.cache|resolv\.conf)$' | sort)
}

inside apt-get purge -y anteroom anteroom-kiosk >/dev/null 2>&1
inside apt-get update >"$work/log" 2>&1 || failed "apt-get update"
# What they need stays, so that what is left of them can be seen.
needed=$(for deb in "$work"/build/*.deb; do dpkg-deb -f "$deb" Depends; done | tr ',' '\n' |
	sed 's/(.*//; s/|.*//' | grep -v anteroom)
# shellcheck disable=SC2086
inside apt-get install -y --no-install-recommends $needed >"$work/log" 2>&1 || failed "their needs"
names >"$work/before"

mkdir -p "$root/debs"
rm -f "$root"/debs/*
cp "$work"/build/anteroom_*.deb "$work"/build/anteroom-kiosk_*.deb "$root/debs"
inside sh -c 'apt-get install -y --no-install-recommends /debs/*.deb' >"$work/log" 2>&1 ||
	failed "they cannot be installed"
inside dpkg --verify anteroom anteroom-kiosk >"$work/log" 2>&1 || failed "not as they were packed"
echo "ok: installed"

cp "$source/debian/tests/installed" "$root/debs/installed"
inside sh /debs/installed >"$work/log" 2>&1 || failed "not all is well"
# Without a right that root has.
inside setpriv --reuid 65534 --regid 65534 --clear-groups env HOME=/nonexistent \
	anteroom --list >"$work/log" 2>&1 || failed "nobody cannot read"
echo "ok: it reads, checks, and has its manual"

inside apt-get purge -y anteroom anteroom-kiosk >"$work/log" 2>&1 || failed "they cannot be removed"
names >"$work/after"
diff -u "$work/before" "$work/after" >"$work/log" || failed "something is left"
echo "ok: removed, and nothing is left"
