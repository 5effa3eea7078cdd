#!/bin/sh
# layers-test.sh LAYERS.SH SRC: plants each kind of wrong include into a copy of SRC and expects
# layers.sh to name it; and nothing else to be named.
set -u
layers=$1
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -R "$2" "$copy/src"
failed=0

if ! sh "$layers" "$copy/src" >"$copy/said" 2>&1; then
	echo "the clean copy is refused:"
	cat "$copy/said"
	failed=1
fi

# A file and a line that must not stand in it; a line that begins with + may.
while read -r sign file line; do
	[ -n "$sign" ] || continue
	mkdir -p "$copy/src/$(dirname "$file")"
	saved=
	if [ -e "$copy/src/$file" ]; then
		saved=$copy/saved
		cp "$copy/src/$file" "$saved"
	fi
	printf '%s\n' "$line" >>"$copy/src/$file"
	sh "$layers" "$copy/src" >"$copy/said" 2>&1
	status=$?
	if [ "$sign" = - ] && { [ $status -ne 1 ] || ! grep -qF "src/$file:" "$copy/said"; }; then
		echo "not found: $line in $file"
		failed=1
	elif [ "$sign" = + ] && [ $status -ne 0 ]; then
		echo "wrongly refused: $line in $file"
		failed=1
	fi
	rm "$copy/src/$file"
	if [ -n "$saved" ]; then mv "$saved" "$copy/src/$file"; fi
done <<'END'
- base/planted.c #include "text/wrap.h"
- base/planted.h #include "content/article.h"
- base/planted.c #include "ui/tty.h"
- text/planted.c #include "content/article.h"
- text/planted.c #include "ui/surface.h"
- content/planted.c #include "state/progress.h"
- content/planted.c #include "ui/surface.h"
- state/planted.c #include "ui/surface.h"
- state/planted.c #include "screens/screen.h"
- ui/planted.c #include "state/progress.h"
- desk/planted.c #include "state/progress.h"
- content/planted.c #include "desk/check.h"
- desk/check.c #include <gettext-po.h>
- screens/planted.c #include <qrencode.h>
- ui/tty.c #include <qrencode.h>
- ui/planted.c #include "content/article.h"
- ui/planted.c #include "screens/screen.h"
- screens/planted.c #include "app/app.h"
- screens/planted.c #include "tools/check.h"
- tools/planted.c #include "state/progress.h"
- tools/planted.c #include "ui/surface.h"
- tools/planted.c #include "screens/screen.h"
- tools/planted.c #include "app/app.h"
- app/planted.c #include "tools/check.h"
- os/planted.c #include "text/wrap.h"
- os/planted.c #include "content/article.h"
- os/planted.c #include "ui/tty.h"
- base/planted.c #include "os/log.h"
- text/planted.c #include "os/log.h"
- ui/planted.c #include "os/notify.h"
- screens/planted.c #include "os/log.h"
- tools/planted.c #include "os/log.h"
- base/planted.c #include "arena.h"
- base/planted.c #include "../base/arena.h"
- base/planted.c   #  include	"text/wrap.h"
- base/planted.c #include"text/wrap.h"
- planted.c #include "base/arena.h"
- attic/planted.c #include "base/arena.h"
- base/planted.c #include <unicode/ubrk.h>
- content/planted.c #include <unicode/unorm2.h>
- ui/planted.c #include <unicode/ubidi.h>
- content/planted.c #include <yaml.h>
- content/article.c #include <yaml.h>
- tools/planted.c #include <yaml.h>
- content/planted.c #include <sqlite3.h>
- tools/planted.c #include <sqlite3.h>
- os/planted.c #include <seccomp.h>
- app/planted.c #include <seccomp.h>
- ui/planted.c #include <curses.h>
- ui/planted.c #include <ncurses.h>
- ui/planted.c #include <ncursesw/curses.h>
- ui/planted.h #include <ncurses/ncurses.h>
- screens/planted.c #include <term.h>
- app/planted.c #include <curses.h>
- app/planted.c #include "curses.h"
+ base/planted.c #include "base/arena.h"
+ base/planted.c #include <termios.h>
+ base/planted.c /* see "text/wrap.h" */
+ os/planted.c #include "base/arena.h"
+ os/sandbox.c #include <seccomp.h>
+ app/planted.c #include "os/sandbox.h"
+ text/planted.c #include "base/arena.h"
+ text/planted.c #include <unicode/ubrk.h>
+ content/planted.c #include "text/wrap.h"
+ content/ydoc.c #include <yaml.h>
+ content/index.c #include <sqlite3.h>
+ state/planted.c #include "content/article.h"
+ ui/planted.c #include "text/wrap.h"
+ ui/tty.c #include <curses.h>
+ ui/tty.c #include <term.h>
+ screens/planted.c #include "ui/surface.h"
+ screens/planted.c #include "state/progress.h"
+ tools/planted.c #include "content/article.h"
+ tools/planted.c #include "desk/check.h"
+ app/planted.c #include "desk/check.h"
+ desk/po.c #include <gettext-po.h>
+ app/planted.c #include "screens/screen.h"
+ app/planted.c #include "ui/tty.h"
END

if sh "$layers" "$copy/nothing" >"$copy/said" 2>&1; then
	echo "a folder that is not there is accepted"
	failed=1
fi
exit $failed
