#!/bin/sh
# completion.sh ANTEROOM ANTEROOM-CONTENT HELPER FOLDER CONTENT: what a shell completes. HELPER is
# asked directly, and by bash, zsh and fish with their files in FOLDER; a shell that is not here is
# left out. CONTENT holds one article, tea, in English, Arabic and Spanish.
set -u
reader=$(realpath "$1")
tool=$(realpath "$2")
ANTEROOM_COMPLETE=$(realpath "$3")
folder=$(realpath "$4")
content=$(realpath "$5")
export ANTEROOM_COMPLETE
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
ln -s "$reader" "$tmp/anteroom"
ln -s "$tool" "$tmp/anteroom-content"
cp -r "$content" "$tmp/content"
PATH=$tmp:$PATH
cd "$tmp" || exit 1
unset ANTEROOM_CONTENT
failed=0

# is NAME: standard input is these lines, in whatever order; $tmp/got was made just before.
is() {
	sort >"$tmp/want"
	sort "$tmp/got" | diff -u "$tmp/want" - || {
		echo "not so: $1"
		failed=1
	}
}
words() { # asks for the words alone
	"$ANTEROOM_COMPLETE" "$@" | cut -f 1 >"$tmp/got"
	[ -s "$tmp/got" ] || {
		echo "nothing: $*"
		failed=1
	}
}

# --- all that --help says -------------------------------------------------------------------------

words anteroom --
anteroom --help | grep -oE '^  --[a-z-]+' | tr -d ' ' | is 'options of anteroom'
words anteroom-content ''
{
	anteroom-content --help | grep -oE '^  [a-z-]+' | tr -d ' '
	printf '%s\n' --help --version
} | is 'commands of anteroom-content'
for command in $(anteroom-content --help | grep -oE '^  [a-z-]+'); do
	anteroom-content "$command" --help >"$tmp/usage" || {
		echo "$command has no --help"
		failed=1
	}
	words anteroom-content "$command" --
	{ grep -oE -e '--[a-z-]+' "$tmp/usage"; echo --help; } | sort -u >"$tmp/options"
	sort -u "$tmp/got" >"$tmp/unique"
	mv "$tmp/unique" "$tmp/got"
	is "options of $command" <"$tmp/options"
done

# A word that is offered is one that is taken.
for option in theme bidi; do
	words anteroom --$option ''
	for word in $(cat "$tmp/got"); do
		anteroom --content content --linear --$option "$word" </dev/null >/dev/null || {
			echo "--$option $word is offered, and not taken"
			failed=1
		}
	done
done

# --- one by one -----------------------------------------------------------------------------------

# Command line => words, before the shell leaves out what does not begin as the last word; _ is a
# last word of which nothing is written yet.
rows() {
	cat <<'END'
anteroom _ => tea
anteroom te => tea
anteroom --kiosk _ => tea
anteroom --theme yellow --content content _ => tea
anteroom ./te => <FILE>
anteroom --content _ => <DIR>
anteroom --content con => <DIR>
anteroom --content= => <DIR>
anteroom --language _ => ar en es
anteroom --theme _ => dark light mono yellow
anteroom --theme=y => --theme=dark --theme=light --theme=mono --theme=yellow
anteroom-content check _ => <FILE>
anteroom-content check --format _ => github text tsv
anteroom-content check --format tsv _ => <FILE>
anteroom-content status --format=j => --format=json --format=text --format=tsv
anteroom-content translate _ => tea
anteroom-content translate tea _ => ar en es
anteroom-content translate --content content tea _ => ar en es
anteroom-content restamp tea es _ => summary title
anteroom-content restamp tea es title _ => summary title
anteroom-content import tea es _ => <FILE>
END
}

sed -i '$a translation:\n  strings:\n    "title": "012345abcdef 89abcdef"\n    "summary": "012345abcdef 89abcdef"' \
	content/tea/es.yaml
echo 'anteroom-origins: "1"' >content/tea/es.src.yaml
ANTEROOM_CONTENT=$tmp/content
export ANTEROOM_CONTENT
set -f
rows >"$tmp/rows"
while IFS= read -r row; do
	line=${row%% => *}
	case $line in
	*' _') words ${line% _} '' ;;
	*) words $line ;;
	esac
	printf '%s\n' ${row##* => } | is "$line"
done <"$tmp/rows"
set +f

words anteroom-content explain ''
anteroom-content explain | cut -d ' ' -f 1 | is 'rules'
words anteroom-content ok tea es title ''
anteroom-content explain | cut -d ' ' -f 1 | is 'rules that can be silenced'
"$ANTEROOM_COMPLETE" anteroom '' | grep -qxF "tea	Tea before an operation" || {
	echo "an article has no title behind it"
	failed=1
}
"$ANTEROOM_COMPLETE" anteroom-content nonsense '' >"$tmp/got" && [ ! -s "$tmp/got" ] || {
	echo "there is something behind a command that is none"
	failed=1
}

# --- in the shells --------------------------------------------------------------------------------

# As bash splits them: words of its own at each =.
bash_says() {
	bash --norc --noprofile -c '
		source "$0"
		COMP_WORDS=("$@")
		COMP_CWORD=$(($# - 1))
		read -r _ _ function _ < <(complete -p "$1")
		$function
		printf "%s\n" "${COMPREPLY[@]}"' "$folder/anteroom" "$@" >"$tmp/got"
}
mkdir 'a folder'
if command -v bash >/dev/null; then
	bash_says anteroom --theme ''
	printf '%s\n' dark light yellow mono | is 'bash: words'
	bash_says anteroom --theme = l
	echo light | is 'bash: a word behind ='
	bash_says anteroom --theme =
	printf '%s\n' dark light yellow mono | is 'bash: words behind ='
	bash_says anteroom --content a
	printf '%s\n' 'a folder' | is 'bash: folders'
	bash_says anteroom-content import tea es an
	printf '%s\n' anteroom anteroom-content | is 'bash: files'
	bash_says anteroom-content tr
	echo translate | is 'bash: a command'
fi

fish_says() {
	fish --no-config -c 'source $argv[1]; complete -C "$argv[2]"' "$folder/anteroom.fish" "$1" |
		cut -f 1 >"$tmp/got"
}
if command -v fish >/dev/null; then
	export HOME="$tmp" XDG_CONFIG_HOME="$tmp" XDG_DATA_HOME="$tmp"
	fish_says 'anteroom --theme '
	printf '%s\n' dark light yellow mono | is 'fish: words'
	fish_says 'anteroom --theme=l'
	echo --theme=light | is 'fish: a word behind ='
	fish_says 'anteroom --the'
	echo --theme | is 'fish: an option'
	fish_says 'anteroom --content a'
	printf '%s\n' 'a folder/' | is 'fish: folders'
	fish_says 'anteroom-content tr'
	echo translate | is 'fish: a command'
fi

if command -v zsh >/dev/null; then
	zsh --no-rcs -n "$folder/_anteroom" || failed=1
fi
exit $failed
