#!/bin/sh
# hardening.sh PROGRAM PROPERTY...: the program was built with each of pie, relro, now, noexecstack,
# protector and fortify, read off its file. Exits 77 (skipped) where there is no readelf.
set -u
program=$1
shift
command -v readelf >/dev/null || { echo "no readelf here (Debian: binutils)" >&2; exit 77; }
export LC_ALL=C
# Once each: a build with sanitizers is large.
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
readelf -W --file-header --program-headers --dynamic "$program" >"$tmp/head" &&
	readelf -W --dyn-syms "$program" >"$tmp/symbols" || {
	echo "$program: not to be read by readelf"
	exit 1
}

has() {
	case $1 in
	# A shared library is DYN too; a program says more.
	pie) grep -qE '^ *Type: +DYN ' "$tmp/head" && grep -qE 'FLAGS_1.*\bPIE\b' "$tmp/head" ;;
	relro) grep -qE '^ *GNU_RELRO ' "$tmp/head" ;;
	# Everything is looked up at the start, so that the tables can become read-only.
	now) grep -qE '\(BIND_NOW\)|\(FLAGS\).*BIND_NOW|FLAGS_1.*\bNOW\b' "$tmp/head" ;;
	noexecstack) grep -qE '^ *GNU_STACK .* RW +0x' "$tmp/head" ;;
	protector) grep -q ' __stack_chk_fail' "$tmp/symbols" ;;
	fortify) grep -qE ' __[a-z]+_chk(@|$)' "$tmp/symbols" ;;
	*)
		echo "hardening.sh: what is $1?"
		return 1
		;;
	esac
}

failed=0
for property; do
	has "$property" || {
		echo "$program: not $property"
		failed=1
	}
done
exit $failed
