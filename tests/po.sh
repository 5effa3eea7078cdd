#!/bin/sh
# po.sh TOP XGETTEXT-ARG...: every language of po/LINGUAS says all that the program says today: no
# message is missing, untranslated or fuzzy. Passes where there is no language yet.
set -eu
top=$1
shift
cd "$top/po"
languages=$(sed 's/#.*//' LINGUAS | xargs)
[ -n "$languages" ] || exit 0

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
failed=0
complain() {
	echo "$*"
	failed=1
}

# A file that is not listed would lose its messages, a language that is not, all of them.
for file in $(cd .. && grep -rlE '(^|[^A-Za-z0-9_])(_|N_|C_|i18n_plural)\(("|$)' src | sort); do
	grep -qxF "$file" POTFILES.in || complain "po/POTFILES.in: $file is missing"
done
for po in *.po; do
	case " $languages " in
	*" ${po%.po} "*) ;;
	*) complain "po/LINGUAS: ${po%.po} is missing, but there is po/$po" ;;
	esac
done

xgettext "$@" --directory=.. --files-from=POTFILES.in --output="$tmp/now.pot"
for language in $languages; do
	po=$language.po
	# Missing, untranslated and fuzzy messages fail msgcmp; those left over it only tells.
	msgcmp "$po" "$tmp/now.pot" >"$tmp/said" 2>&1 || complain "po/$po: not complete"
	cat "$tmp/said"
	for kind in untranslated only-fuzzy; do
		msgattrib --no-obsolete --$kind "$po" | sed '1,/^$/d' >"$tmp/$kind"
		[ ! -s "$tmp/$kind" ] || complain "po/$po: ${kind#only-}: $(cat "$tmp/$kind")"
	done
done
exit $failed
