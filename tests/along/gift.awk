# Reads Moodle's GIFT by its published grammar, knowing nothing of who wrote it: comments, a title
# between colons, a format in brackets, answers in braces with their feedback, a backslash before
# what would mean something. Prints a line for each question: title, stem, the right answer and its
# feedback, the others, and the general feedback, with | between. What is not understood is an error.

# Cuts `rest` before the first of `ends` that is not behind a backslash; returns what was cut, read.
function take(ends,    out, c, i) {
	out = ""
	for (i = 1; i <= length(rest); i++) {
		c = substr(rest, i, 1)
		if (c == "\\") {
			out = out substr(rest, ++i, 1)
			continue
		}
		if (index(ends, c))
			break
		out = out c
	}
	rest = substr(rest, i)
	gsub(/^[ \t\n]+|[ \t\n]+$/, "", out)
	return out
}

# The same of words that may have a format in front.
function take_words(ends) {
	sub(/^[ \t\n]*\[(plain|html|moodle|markdown)\]/, "", rest)
	return take(ends)
}

function fail(why) {
	print "gift.awk: " why ": " substr(rest, 1, 40) >"/dev/stderr"
	bad = 1
	exit
}

function answer(    sign, mark, words, feedback) {
	sign = substr(rest, 1, 1)
	rest = substr(rest, 2)
	mark = sign == "=" ? 100 : 0
	if (match(rest, /^%[0-9.-]+%/)) {
		mark = substr(rest, 2, RLENGTH - 2)
		rest = substr(rest, RLENGTH + 1)
	}
	words = take_words("~=#{}")
	feedback = ""
	if (substr(rest, 1, 1) == "#" && substr(rest, 1, 4) != "####") {
		rest = substr(rest, 2)
		feedback = take_words("~=#{}")
	}
	if (mark == 100)
		right = right sign words "#" feedback
	else if (mark == 0)
		wrong = wrong "|" sign words "#" feedback
	else
		fail("a mark of " mark)
}

function question(    title, stem, general) {
	if (!match(rest, /^::/))
		fail("no title")
	rest = substr(rest, 3)
	title = take(":")
	if (!sub(/^::/, "", rest))
		fail("the title has no end")
	stem = take_words("{}~=#")
	if (!sub(/^{[ \t\n]*/, "", rest))
		fail("no answers")
	right = wrong = general = ""
	while (rest ~ /^[=~]/) {
		answer()
		sub(/^[ \t\n]+/, "", rest)
	}
	if (sub(/^####/, "", rest))
		general = take_words("~=#{}")
	if (!sub(/^}[ \t\n]*$/, "", rest))
		fail("something behind the answers")
	print title "|" stem "|" right wrong "|" general
}

BEGIN { RS = "" } # a question ends at a blank line

{
	rest = ""
	n = split($0, line, "\n")
	for (i = 1; i <= n; i++)
		if (line[i] !~ /^[ \t]*\/\//)
			rest = rest line[i] "\n"
	if (rest != "")
		question()
}

END { exit bad }
