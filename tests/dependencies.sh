#!/bin/sh
# dependencies.sh TOP: what ./dev installs to build and to test is what debian/control builds with, but
# for what every Debian that builds has, and what only suites need that a package build leaves out.
set -eu
cd "$1"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
failed=0

of_dev() { # VARIABLE: its words, from all lines that set it
	sed -n "s/^$1=[\"']\(.*\)[\"']\$/\1/p" dev | tr ' ' '\n' | grep -v '^\$' | sort
}
of_debian() { # lines of Build-Depends, without versions
	sed -n '/^Build-Depends:/,/^$/s/^ \([a-z0-9-]*\)\(.*\),$/\1\2/p' debian/control
}

of_dev BUILD_PACKAGES | grep -vxE 'gcc|libc6-dev|ninja-build' >"$tmp/dev"
of_debian | grep -v nocheck | sed 's/ .*//' | grep -vx debhelper-compat | sort >"$tmp/debian"
[ -s "$tmp/dev" ]
diff -u "$tmp/dev" "$tmp/debian" || failed=1

# clang, mandoc and the like serve the sanitizers and the suite house.
of_dev TEST_PACKAGES | grep -vxE 'clang|libclang-rt-dev|clang-format|mandoc|desktop-file-utils|appstream' \
	>"$tmp/dev"
of_debian | sed -n 's/ <!nocheck>$//p' | sort >"$tmp/debian"
[ -s "$tmp/dev" ]
diff -u "$tmp/dev" "$tmp/debian" || failed=1
exit $failed
