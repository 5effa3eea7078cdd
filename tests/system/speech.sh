#!/bin/sh
# speech.sh SAY: a real speech-dispatcher reads aloud what SAY tells it, into a file instead of a
# sound card, and the file must hold the right texts in the right languages.
#
# ANTEROOM_SYSTEM is the folder that `./dev test system` unpacked Debian's packages into. Without
# it: exit 77 (skipped).
set -u
say=$1
[ -n "${ANTEROOM_SYSTEM:-}" ] || { echo "speech: only by ./dev test system" >&2; exit 77; }
root=$ANTEROOM_SYSTEM

tmp=$(mktemp -d)
daemon=
cleanup() {
	[ -z "$daemon" ] || kill "$daemon" 2>/dev/null
	[ -z "$daemon" ] || wait "$daemon" 2>/dev/null
	rm -rf "$tmp"
}
trap cleanup EXIT
trap 'exit 1' INT TERM HUP

failed() {
	echo "speech: $*" >&2
	echo "--- said:" >&2
	cat "$said" >&2
	echo "--- the daemon:" >&2
	cat "$tmp"/daemon.err "$tmp"/log/* >&2
	exit 1
}

# --- the daemon -------------------------------------------------------------------------------

# The voice is a shell command, which writes what it is to say, and is done when nobody holds it.
# Without a sound device the daemon would not begin, so that ALSA is given one that is a file.
mkdir -p "$tmp/conf/modules" "$tmp/log" "$tmp/home" "$tmp/run"
said=$tmp/said
hold=$tmp/hold
: >"$said"
cat >"$tmp/alsa.conf" <<END
pcm.!default { type file; slave.pcm null0; file "$tmp/sound"; format "raw"; }
pcm.null0 { type null; }
END
cat >"$tmp/conf/speechd.conf" <<END
LogLevel 3
LogDir "$tmp/log"
DefaultVolume 40
DefaultRate 0
DefaultLanguage "de"
AudioOutputMethod "alsa"
AddModule "written" "sd_generic" "written.conf"
DefaultModule written
END
cat >"$tmp/conf/modules/written.conf" <<END
GenericExecuteSynth \\
"printf '%s %s %s: %s\\\\n' \\'\$LANGUAGE\\' \\'\$VOLUME\\' \\'\$RATE\\' \\'\$DATA\\' >>'$said'; while [ -e '$hold' ]; do sleep 0.02; done"
GenericMaxChunkLength 100000
GenericDelimiters "˙"
GenericLanguage "de" "de" "utf-8"
GenericLanguage "en" "en" "utf-8"
GenericLanguage "ar" "ar" "utf-8"
GenericLanguage "pt-br" "pt-br" "utf-8"
GenericVolumeMultiply 100
GenericVolumeForceInteger 1
GenericRateMultiply 100
GenericRateForceInteger 1
AddVoice "en" "MALE1" "en"
END

first() {
	for path; do
		[ ! -e "$path" ] || { echo "$path"; return; }
	done
	echo "speech: not unpacked: $1" >&2
}
libraries=$(find "$root/usr/lib" "$root/lib" -name 'lib*.so.*' -exec dirname {} + 2>/dev/null |
	sort -u | tr '\n' ':')
modules=$(dirname "$(first "$root"/usr/lib/speech-dispatcher-modules/sd_generic \
	"$root"/usr/lib/*/speech-dispatcher-modules/sd_generic)")
plugins=$(dirname "$(first "$root"/usr/lib/*/speech-dispatcher/spd_alsa.so)")

# Nothing of whoever runs this: neither their configuration nor their own daemon.
env -i PATH="$PATH" LC_ALL=C.UTF-8 HOME="$tmp/home" XDG_RUNTIME_DIR="$tmp/run" \
	LD_LIBRARY_PATH="$libraries" SPEECHD_PLUGIN_DIR="$plugins" ALSA_CONFIG_PATH="$tmp/alsa.conf" \
	"$root/usr/bin/speech-dispatcher" --run-single --communication-method unix_socket \
	--socket-path "$tmp/sock" --pid-file "$tmp/pid" --config-dir "$tmp/conf" \
	--module-dir "$modules" --timeout 0 </dev/null >"$tmp/daemon.err" 2>&1 &
daemon=$!
tries=100
until [ -S "$tmp/sock" ]; do
	kill -0 "$daemon" 2>/dev/null || failed "the daemon ended"
	tries=$((tries - 1))
	[ $tries -gt 0 ] || failed "the daemon opened no socket in ten seconds"
	sleep 0.1
done

# --- the readings -----------------------------------------------------------------------------

# reading NAME STEP... <EXPECTED
reading() {
	name=$1
	shift
	: >"$said"
	rm -f "$hold"
	cat >"$tmp/expected"
	"$say" "$tmp/sock" "$@" || failed "$name"
	tr -d '\r' <"$said" | diff -u "$tmp/expected" - >&2 || failed "$name"
	echo "ok: $name"
}

reading 'two paragraphs in two languages' \
	say en 'Drink a glass of water.' say ar 'اشرب كوبًا من الماء.' over <<'END'
en 40 0: Drink a glass of water.
ar 40 0: اشرب كوبًا من الماء.
END

# shellcheck disable=SC2016
reading 'a text that would like to get out' \
	say pt-BR 'Um
.
QUIT
..dois `id` $(id) '\''; id; "três" <speak> \n %s' say en 'After it.' over <<'END'
pt-br 40 0: Um
.
QUIT
..dois `id` $(id) '; id; "três" <speak> \n %s
en 40 0: After it.
END

reading 'held and gone on' \
	touch "$hold" say en 'One.' say ar 'اثنان.' until "$said" 'One.' pause remove "$hold" \
	held lacks "$said" 'اثنان' pause over <<'END'
en 40 0: One.
en 40 0: One.
ar 40 0: اثنان.
END

reading 'stopped' \
	touch "$hold" say en 'One.' say en 'Two.' until "$said" 'One.' stop \
	say ar 'ثلاثة.' until "$said" 'ثلاثة' remove "$hold" over <<'END'
en 40 0: One.
ar 40 0: ثلاثة.
END

reading 'held, then stopped' \
	touch "$hold" say en 'One.' say en 'Two.' until "$said" 'One.' pause held stop \
	remove "$hold" say en 'Three.' over <<'END'
en 40 0: One.
en 40 0: Three.
END

reading 'louder and slower, from the start of the paragraph, and back' \
	touch "$hold" say en 'One.' say en 'Two.' until "$said" 'en 40 0: One.' \
	louder until "$said" 'en 60 0: One.' slower until "$said" 'en 60 -10: One.' \
	remove "$hold" over reset say en 'Three.' over <<'END'
en 40 0: One.
en 60 0: One.
en 60 -10: One.
en 60 -10: Two.
en 40 0: Three.
END

reading 'left in the middle' \
	touch "$hold" say en 'One.' say en 'Two.' until "$said" 'One.' leave <<'END'
en 40 0: One.
END

reading 'by the next reader' say en 'One.' over <<'END'
en 40 0: One.
END
