/* Unicode's own test files, which come with Debian's package unicode-data: the order of cells on a
 * screen, clusters, and where a line may end. A file of another version than ICU's tables says
 * nothing about us, nor does a missing one: the test then says so, and passes. */
#include "check.h"

#include "base/utf8.h"
#include "text/bidi.h"
#include "text/segment.h"
#include "text/wrap.h"

#include <locale.h>
#include <stdlib.h>
#include <unicode/uchar.h>

static const char *folder; /* of the files */

enum { MAX_POINTS = 256 };

/* --- reading ------------------------------------------------------------------------------- */

/* A string of a test file. */
struct sample {
	struct str text;
	char bytes[MAX_POINTS * 4];
	size_t byte[MAX_POINTS + 1];     /* where code point i begins; byte[n] is the end */
	bool border[MAX_POINTS * 4 + 1]; /* by bytes: the file has ÷ here */
	size_t n;
};

static void add_point(struct sample *s, const char *hex)
{
	assert_true(s->n < MAX_POINTS);
	s->text.p = s->bytes;
	s->text.len += utf8_encode((char32_t)strtoul(hex, NULL, 16), s->bytes + s->text.len);
	s->byte[++s->n] = s->text.len;
}

/* "÷ 0020 × 0308 ÷ # why". The line is taken apart. */
static void read_breaks(char *line, struct sample *s)
{
	char *rest = line;
	line[strcspn(line, "#")] = '\0';
	s->text.len = s->n = 0;
	memset(s->border, 0, sizeof(s->border));
	for (char *word; (word = strsep(&rest, " \t"));) {
		if (strcmp(word, "÷") == 0)
			s->border[s->text.len] = true;
		else if (*word && strcmp(word, "×") != 0)
			add_point(s, word);
	}
}

struct lines {
	FILE *file;
	char line[2048];
	unsigned number;
};

/* Opens one of the files, whose first line names the version ("# LineBreakTest-15.0.0.txt"). False:
 * there is nothing to test, which is said. */
static bool open_lines(struct lines *l, const char *name)
{
	char path[512];
	UVersionInfo icu;
	unsigned major = 0, minor = 0;
	snprintf(path, sizeof(path), "%s/%s", folder, name);
	*l = (struct lines){.file = fopen(path, "re")};
	if (!l->file) {
		print_message("# skipped: %s is missing; Debian has it in unicode-data\n", path);
		return false;
	}
	assert_non_null(fgets(l->line, sizeof(l->line), l->file));
	l->number = 1;
	u_getUnicodeVersion(icu);
	const char *dash = strchr(l->line, '-');
	assert_non_null(dash);
	assert_int_equal(sscanf(dash, "-%u.%u", &major, &minor), 2);
	if (major == icu[0] && minor == icu[1])
		return true;
	print_message("# skipped: %s is of Unicode %u.%u, ICU knows %u.%u\n", name, major, minor,
	              icu[0], icu[1]);
	fclose(l->file);
	return false;
}

/* The next line that holds a test, or NULL. */
static char *next_line(struct lines *l)
{
	while (fgets(l->line, sizeof(l->line), l->file)) {
		l->number++;
		l->line[strcspn(l->line, "\r\n")] = '\0';
		if (l->line[0] && l->line[0] != '#')
			return l->line;
	}
	fclose(l->file);
	return NULL;
}

/* What of a file is known to differ, each by how its line begins. With ICU 72 exactly these do; a
 * later one may have mended some. */
struct known {
	const char *const *start;
	size_t n;
	unsigned seen;
};

static void check_line(struct known *known, const struct lines *l, const char *line, bool ok)
{
	char row[32];
	bool listed = false;
	for (size_t i = 0; i < known->n; i++)
		listed |= strncmp(line, known->start[i], strlen(known->start[i])) == 0;
	known->seen += listed && !ok;
	snprintf(row, sizeof(row), "line %u", l->number);
	if (!listed)
		check_true(ok, row, line);
}

static void check_known(const struct known *known, const char *file)
{
	if (U_ICU_VERSION_MAJOR_NUM == 72)
		check_int(known->seen, (long)known->n, file, "number of known differences");
}

/* --- order ---------------------------------------------------------------------------------- */

/* A line of BidiCharacterTest.txt: text, direction asked for, direction that follows, a level for
 * each code point ("x": it is removed), and the code points from left to right. */
struct bidi_test {
	struct sample sample;
	bool rtl, removed[MAX_POINTS];
	size_t order[MAX_POINTS], n;
	bool embeds; /* has an embedding or override, which the loader refuses */
};

static void read_bidi(char *line, struct bidi_test *t)
{
	char *field[5];
	t->sample.text.len = t->sample.n = t->n = 0;
	t->embeds = false;
	for (size_t i = 0; i < ARRAY_LEN(field); i++) {
		field[i] = strsep(&line, ";");
		assert_non_null(field[i]);
	}
	for (char *word; (word = strsep(&field[0], " "));) {
		unsigned long c = strtoul(word, NULL, 16);
		t->embeds |= c >= 0x202A && c <= 0x202E;
		add_point(&t->sample, word);
	}
	t->rtl = field[2][0] == '1';
	size_t i = 0;
	for (char *word; (word = strsep(&field[3], " "));)
		t->removed[i++] = *word == 'x';
	for (char *word; (word = strsep(&field[4], " "));)
		if (*word)
			t->order[t->n++] = strtoul(word, NULL, 10);
}

static size_t point_at(const struct sample *s, size_t byte)
{
	size_t i = 0;
	while (s->byte[i] < byte)
		i++;
	assert_int_equal(s->byte[i], byte);
	return i;
}

/* Whether the pieces of the one line that the text is have its code points in the file's order. */
static bool in_order(const struct bidi_test *t)
{
	struct arena a = {0};
	size_t n_pieces, at = 0;
	bool ok = true;
	bidi_paragraph(t->sample.text, t->rtl);
	const struct piece *piece = bidi_line(&a, 0, t->sample.text.len, &n_pieces);
	for (size_t k = 0; k < n_pieces; k++) {
		size_t from = point_at(&t->sample, piece[k].from);
		size_t to = point_at(&t->sample, piece[k].to);
		for (size_t i = 0; i < to - from; i++) {
			size_t point = piece[k].rtl ? to - 1 - i : from + i;
			if (!t->removed[point])
				ok &= at < t->n && t->order[at++] == point;
		}
	}
	arena_clear(&a);
	return ok && at == t->n;
}

static void cells_stand_in_unicodes_order(void **state)
{
	(void)state;
	/* ICU does not take a mark on a closing bracket along with it, and pairs brackets that are
	 * nested more than 63 deep. */
	static const char *const start[] = {
	        "0061 0028 0062 0029 0331;1",
	        "0061 0028 0332 0062 0029 0333;1",
	        "05D0 0028 05D1 0029 0331;0",
	        "05D0 0028 0332 05D1 0029 0333;0",
	        "0661 0028 0662 0029 0331;0",
	        "0661 0028 0332 0662 0029 0333;0",
	        "0041 200F 005B 05D0 005D 200D 20D6;0",
	        "0041 200F 005B 200D 20D6 05D0 005D 200D 20D6;0",
	        "0041 200F 005B 200D 200B 20D6 05D0 005D 200B 200D 20D6;0",
	        "0061 0028 0028 0028 0028 0028 0028 0028 0028 0028 0028 0028"};
	struct known known = {start, ARRAY_LEN(start), 0};
	struct lines l;
	struct bidi_test t;
	unsigned tried = 0, refused = 0;
	if (!open_lines(&l, "BidiCharacterTest.txt"))
		return;
	for (char *line; (line = next_line(&l));) {
		char whole[sizeof(l.line)];
		strcpy(whole, line);
		read_bidi(line, &t);
		refused += t.embeds;
		tried += !t.embeds;
		if (!t.embeds)
			check_line(&known, &l, whole, in_order(&t));
	}
	check_known(&known, "BidiCharacterTest");
	check_true(tried > 90000, "BidiCharacterTest", "the file is whole");
	check_true(refused < 100, "BidiCharacterTest", "few texts are such as the loader refuses");
	check_end();
}

/* --- clusters ------------------------------------------------------------------------------- */

static bool has_its_clusters(const struct sample *s)
{
	for (size_t at = 0, n; at < s->text.len; at += n) {
		n = segment_cluster(str_part(s->text, at, s->text.len));
		if (n == 0 || !s->border[at + n])
			return false;
		for (size_t i = at + 1; i < at + n; i++)
			if (s->border[i])
				return false;
	}
	return true;
}

static void clusters_are_unicodes(void **state)
{
	(void)state;
	/* CR and LF are two: the loader lets no CR through. */
	static const char *const start[] = {"÷ 000D × 000A ÷\t",
	                                    "÷ 000D × 000A ÷ 0061 ÷ 000A ÷ 0308 ÷"};
	struct known known = {start, ARRAY_LEN(start), 0};
	struct lines l;
	struct sample s;
	unsigned tried = 0;
	if (!open_lines(&l, "auxiliary/GraphemeBreakTest.txt"))
		return;
	for (char *line; (line = next_line(&l)); tried++) {
		char whole[sizeof(l.line)];
		strcpy(whole, line);
		read_breaks(line, &s);
		check_line(&known, &l, whole, has_its_clusters(&s));
	}
	check_known(&known, "GraphemeBreakTest");
	check_true(tried > 600, "GraphemeBreakTest", "the file is whole");
	check_end();
}

/* --- lines ---------------------------------------------------------------------------------- */

static char32_t point_from(const struct sample *s, size_t byte)
{
	char32_t c = 0;
	utf8_decode(str_part(s->text, byte, s->text.len), &c);
	return c;
}

static bool is_hangul(char32_t c)
{
	return c >= 0xAC00 && c <= 0xD7A3;
}

/* Takes back what is not a border for us: ICU keeps ".5" in one piece, we Korean words, ranges and
 * the groups of a number. */
static void take_back_borders(struct sample *s)
{
	for (size_t i = 1; i < s->n; i++) {
		char32_t before = point_from(s, s->byte[i - 1]), after = point_from(s, s->byte[i]);
		bool digit = u_isdigit((UChar32)after), letter = u_isalnum((UChar32)before);
		bool closed = before == '%' || u_charType((UChar32)before) == U_END_PUNCTUATION ||
		              u_charType((UChar32)before) == U_FINAL_PUNCTUATION;
		bool korean = (is_hangul(after) && (letter || closed)) ||
		              (is_hangul(before) && u_isalnum((UChar32)after));
		bool group = i > 1 && before == ' ' && digit &&
		             u_isdigit((UChar32)point_from(s, s->byte[i - 2]));
		bool range = digit && (before == '-' || before == 0x2013);
		if (korean || group || range || (before == '.' && digit))
			s->border[s->byte[i]] = false;
	}
}

/* Whether a line may end before byte `at`: at a border, or, in a piece that is wider than a line,
 * between clusters, or in a cluster that is wider than a line. */
static bool may_end(const struct sample *s, size_t at, int cols)
{
	size_t from = at, to = at, n = 0;
	if (s->border[at])
		return true;
	while (from > 0 && !s->border[from])
		from--;
	while (to < s->text.len && !s->border[to])
		to++;
	struct str piece = str_part(s->text, from, to), cluster = STR("");
	bool wide = utf8_width(piece) > cols;
	for (; from < at; from += n) {
		n = segment_cluster(str_part(s->text, from, to));
		cluster = str_part(s->text, from, from + n);
	}
	return wide && (from == at || utf8_width(cluster) > cols);
}

/* Whether the piece behind a line would have fitted on it, no line feed being between them. */
static bool has_room(const struct sample *s, size_t from, size_t at, int cols)
{
	size_t last = 0, to = at;
	while (s->byte[last + 1] < at)
		last++;
	char32_t before = point_from(s, s->byte[last]);
	if (!s->border[at] || (before >= 0x0A && before <= 0x0D) || before == 0x85 ||
	    before == 0x2028 || before == 0x2029)
		return false;
	do
		to++;
	while (to < s->text.len && !s->border[to]);
	while (to > at && s->text.p[to - 1] == ' ')
		to--;
	bool hyphen = to >= 2 && point_from(s, to - 2) == 0xAD;
	return utf8_width(str_part(s->text, from, to)) + hyphen <= cols;
}

static void lines_end_where_unicode_lets_them(void **state)
{
	(void)state;
	static const char *const start[] = {"×"};
	struct known known = {start, 0, 0};
	struct lines l;
	struct sample s;
	unsigned tried = 0;
	if (!open_lines(&l, "auxiliary/LineBreakTest.txt"))
		return;
	for (char *line; (line = next_line(&l)); tried++) {
		char whole[sizeof(l.line)];
		strcpy(whole, line);
		read_breaks(line, &s);
		take_back_borders(&s);
		int widest = MIN(utf8_width(s.text) + 1, 80);
		bool ok = true;
		for (int cols = 2; cols <= widest; cols++) {
			struct arena a = {0};
			size_t n;
			const struct wrapped *w = wrap_lines(&a, s.text, cols, "en", &n);
			for (size_t k = 1; k < n; k++)
				ok &= may_end(&s, w[k].from, cols) &&
				      !has_room(&s, w[k - 1].from, w[k].from, cols);
			arena_clear(&a);
		}
		check_line(&known, &l, whole, ok);
	}
	check_known(&known, "LineBreakTest");
	check_true(tried > 7000, "LineBreakTest", "the file is whole");
	check_end();
}

int main(int argc, char **argv)
{
	assert_int_equal(argc, 2);
	folder = argv[1];
	setlocale(LC_ALL, "C.UTF-8");
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(cells_stand_in_unicodes_order),
	        cmocka_unit_test(clusters_are_unicodes),
	        cmocka_unit_test(lines_end_where_unicode_lets_them),
	};
	return cmocka_run_group_tests_name("unicode", tests, NULL, NULL);
}
