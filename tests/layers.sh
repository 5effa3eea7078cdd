#!/bin/sh
# layers.sh SRC: an include may only point down, and a foreign library has one door. Prints every
# line that breaks the rule; exits 1 if there is one.
#
#   6  app                        may use all but tools
#   5  screens    5  tools        tools: base, text, content and desk only
#   4  state  4  ui  4  desk      neighbours that never meet; ui knows no content
#   3  content
#   2  text       2  os           os: base only, and used by app only
#   1  base
set -eu
cd "$1"
test -n "$(find . -name '*.c' | head -n 1)" || { echo "$1: no source here" >&2; exit 2; }

find . -name '*.[ch]' -exec awk '
BEGIN {
	may["base"] = "base"
	may["os"] = "base os"
	may["text"] = "base text"
	may["content"] = "base text content"
	may["state"] = "base text content state"
	may["ui"] = "base text ui"
	may["desk"] = "base text content desk"
	may["screens"] = "base text content state ui screens"
	may["tools"] = "base text content desk tools"
	may["app"] = "base os text content state ui desk screens app"
}

function complain(why) {
	printf "src/%s:%d: %s: %s\n", file, FNR, why, $0
	bad = 1
}

FNR == 1 {
	file = substr(FILENAME, 3)
	floor = file
	if (!sub("/.*", "", floor) || !(floor in may)) {
		complain("not on any floor")
		floor = "none"
	}
}

/^[ \t]*#[ \t]*include[ \t]*"/ {
	target = $0
	sub(/^[^"]*"/, "", target)
	sub(/\/.*/, "", target)
	if (target ~ /"/ || !(target in may))
		complain("an include names its floor")
	else if (index(" " may[floor] " ", " " target " ") == 0)
		complain(floor " may not use " target)
}

/^[ \t]*#[ \t]*include[ \t]*</ {
	target = $0
	sub(/^[^<]*</, "", target)
	sub(/>.*/, "", target)
	if (target ~ /^unicode\// && floor != "text")
		complain("ICU is used in src/text only")
	if (target == "yaml.h" && file != "content/ydoc.c")
		complain("libyaml is used in src/content/ydoc.c only")
	if (target == "gettext-po.h" && file != "desk/po.c")
		complain("libgettextpo is used in src/desk/po.c only")
	if (target == "qrencode.h" && file != "ui/qr.c")
		complain("libqrencode is used in src/ui/qr.c only")
	if (target == "sqlite3.h" && file != "content/index.c")
		complain("SQLite is used in src/content/index.c only")
	if (target == "seccomp.h" && file != "os/sandbox.c")
		complain("libseccomp is used in src/os/sandbox.c only")
	if (target ~ /^(n?curses|ncursesw?\/|term\.h)/ && file != "ui/tty.c")
		complain("curses is used in src/ui/tty.c only")
}

END { exit bad }
' {} +
