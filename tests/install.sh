#!/bin/sh
# install.sh BUILD TOP PREFIX: into an empty DESTDIR, exactly the files of the list below are
# installed, for everyone to read and nobody else to write; and what is there runs from there.
set -eu
build=$1 top=$2 prefix=$3
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

umask 027 # what an administrator may have set, and no reason for others to be shut out
DESTDIR=$tmp/root meson install -C "$build" --no-rebuild --quiet >"$tmp/said" 2>&1 || {
	cat "$tmp/said"
	exit 1
}
root=$tmp/root$prefix

{
	cat <<'END'
bin/anteroom
bin/anteroom-content
libexec/anteroom-complete
libexec/anteroom-console
share/anteroom/content/help-now.yaml
share/applications/anteroom.desktop
share/bash-completion/completions/anteroom
share/bash-completion/completions/anteroom-content
share/doc/anteroom/CHANGELOG.md
share/doc/anteroom/README.md
share/doc/anteroom/content/README.md
share/doc/anteroom/kiosk.md
share/doc/anteroom/kiosk/anteroom-cage.pam
share/doc/anteroom/kiosk/anteroom-cage@.service
share/doc/anteroom/kiosk/anteroom-kiosk.default
share/doc/anteroom/kiosk/anteroom-kiosk@.service
share/doc/anteroom/kiosk/anteroom-logind.conf
share/doc/anteroom/kiosk/anteroom-speech.conf
share/doc/anteroom/kiosk/anteroom-sshd.conf
share/doc/anteroom/kiosk/anteroom-sysctl.conf
share/doc/anteroom/kiosk/anteroom-system.conf
share/doc/anteroom/kiosk/foot.ini
share/fish/vendor_completions.d/anteroom-content.fish
share/fish/vendor_completions.d/anteroom.fish
share/icons/hicolor/scalable/apps/anteroom.svg
share/man/man1/anteroom-content.1
share/man/man1/anteroom.1
share/man/man5/anteroom-article.5
share/metainfo/org.example.anteroom.metainfo.xml
share/zsh/site-functions/_anteroom
END
	# Every language of every article, and of the interface.
	(cd "$top/content" && find . -mindepth 2 -name '*.yaml') | sed 's,^\.,share/anteroom/content,'
	for language in $(sed 's/#.*//' "$top/po/LINGUAS"); do
		echo "share/locale/$language/LC_MESSAGES/anteroom.mo"
	done
} | sort >"$tmp/want"
(cd "$root" && find . ! -type d | sed 's,^\./,,') | sort >"$tmp/got"
diff -u "$tmp/want" "$tmp/got"
find "$tmp/root" ! -type d ! -path "$root/*" | grep . && { echo "outside of $prefix"; exit 1; }

# Programs and folders 755, the rest 644.
find "$tmp/root" -mindepth 1 -type d ! -perm 755 | grep . && { echo "folders not of mode 755"; exit 1; }
find "$root/bin" "$root/libexec" -type f ! -perm 755 | grep . && { echo "not of mode 755"; exit 1; }
find "$root/share" -type f ! -perm 644 | grep . && { echo "not of mode 644"; exit 1; }
grep -rlF -e "$tmp" -e @libexecdir@ -e @docdir@ -e @bindir@ "$root/share" "$root/libexec" &&
	{ echo "a place was not filled in"; exit 1; }

# --- running it from there -----------------------------------------------------------------------

fails() {
	echo "from where it was installed: $*"
	exit 1
}
ANTEROOM_CONTENT=$root/share/anteroom/content
ANTEROOM_LOCALE=$root/share/locale
ANTEROOM_TODAY=2026-11-24
export ANTEROOM_CONTENT ANTEROOM_LOCALE ANTEROOM_TODAY
"$root/bin/anteroom" --list >"$tmp/list" || fails "anteroom --list"
ids=$(cut -f 1 "$tmp/list" | sort)
[ "$ids" = "$(cd "$top/content" && ls -d */ | tr -d / | sort)" ] || fails "it lists $ids"
for id in $ids; do
	"$root/bin/anteroom" --linear --language es "$id" </dev/null >"$tmp/read" || fails "it does not read $id"
	grep -q 'Presione Enter para comenzar' "$tmp/read" || fails "its words are not in Spanish"
done
"$root/bin/anteroom-content" check >"$tmp/check" || {
	cat "$tmp/check"
	fails "its articles have errors"
}
ANTEROOM_COMPLETE=$root/libexec/anteroom-complete "$root/libexec/anteroom-complete" \
	"$root/bin/anteroom" '' | cut -f 1 | sort >"$tmp/ids"
[ "$(cat "$tmp/ids")" = "$ids" ] || fails "completion does not know its articles"
