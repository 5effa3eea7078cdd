/* What is kept of a reader: the file's format against hostile bytes, two readers' changes brought
 * together, questions coming back over days, and the folder with everything that can be in its way. */
#include "check.h"

#include "base/file.h"
#include "state/progress.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEAD "anteroom progress 1\n"

/* --- bytes -------------------------------------------------------------------------------- */

static void bytes_are_believed_only_if_they_are_sound(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		struct str bytes;
		enum record_state want;
		long entries;
	} rows[] = {
	        {"only a head", LIT(HEAD), RECORD_SOUND, 0},
	        {"all kinds",
	         LIT(HEAD "place section risks sections.risks.body.p1\nread risks\n"
	                  "question how-long 2026-11-24 1 missed clear\ntick licensed\n"
	                  "language pt-BR\ntheme yellow\norder logical\n"),
	         RECORD_SOUND, 7},
	        {"places", LIT(HEAD "place contents\n"), RECORD_SOUND, 1},
	        {"a place with a paragraph", LIT(HEAD "place introduction introduction.p1\n"),
	         RECORD_SOUND, 1},
	        {"never answered in this round", LIT(HEAD "question a 2026-11-24 4\n"),
	         RECORD_SOUND, 1},
	        {"one id, two kinds", LIT(HEAD "read a\ntick a\n"), RECORD_SOUND, 2},
	        {"newer", LIT("anteroom progress 2\nanything \xff\n"), RECORD_NEWER, 0},
	        {"much newer", LIT("anteroom progress 123456789\n"), RECORD_NEWER, 0},
	        {"empty", LIT(""), RECORD_GARBLED, 0},
	        {"no line end", LIT("anteroom progress 1"), RECORD_GARBLED, 0},
	        {"version 0", LIT("anteroom progress 0\n"), RECORD_GARBLED, 0},
	        {"version 01", LIT("anteroom progress 01\n"), RECORD_GARBLED, 0},
	        {"a version too long", LIT("anteroom progress 1234567890\n"), RECORD_GARBLED, 0},
	        {"no version", LIT("anteroom progress \n"), RECORD_GARBLED, 0},
	        {"another file", LIT("title: \"Tea\"\n"), RECORD_GARBLED, 0},
	        {"zeros", LIT("\0\0\0\0\0\0\0\0\n"), RECORD_GARBLED, 0},
	        {"cut off", LIT(HEAD "read mech"), RECORD_GARBLED, 0},
	        {"a blank line", LIT(HEAD "\n"), RECORD_GARBLED, 0},
	        {"an unknown kind", LIT(HEAD "mood good\n"), RECORD_GARBLED, 0},
	        {"no id", LIT(HEAD "read\n"), RECORD_GARBLED, 0},
	        {"an id too many", LIT(HEAD "read a b\n"), RECORD_GARBLED, 0},
	        {"a path for an id", LIT(HEAD "tick ../../etc\n"), RECORD_GARBLED, 0},
	        {"capitals", LIT(HEAD "read Risks\n"), RECORD_GARBLED, 0},
	        {"a zero in an id", LIT(HEAD "read ri\0sks\n"), RECORD_GARBLED, 0},
	        {"twice", LIT(HEAD "read a\nread a\n"), RECORD_GARBLED, 0},
	        {"two places", LIT(HEAD "place quiz\nplace ask\n"), RECORD_GARBLED, 0},
	        {"two spaces", LIT(HEAD "read  a\n"), RECORD_GARBLED, 0},
	        {"a space at the end", LIT(HEAD "read a \n"), RECORD_GARBLED, 0},
	        {"a carriage return", LIT(HEAD "read a\r\n"), RECORD_GARBLED, 0},
	        {"nowhere", LIT(HEAD "place\n"), RECORD_GARBLED, 0},
	        {"an unknown place", LIT(HEAD "place bed\n"), RECORD_GARBLED, 0},
	        {"a section without id", LIT(HEAD "place section\n"), RECORD_GARBLED, 0},
	        {"an escape sequence", LIT(HEAD "place quiz \033[2J\n"), RECORD_GARBLED, 0},
	        {"a letter in a paragraph", LIT(HEAD "place quiz \xc3\xa9\n"), RECORD_GARBLED, 0},
	        {"no such day", LIT(HEAD "question a 2026-02-30 1\n"), RECORD_GARBLED, 0},
	        {"a day in words", LIT(HEAD "question a yesterday- 1\n"), RECORD_GARBLED, 0},
	        {"no box", LIT(HEAD "question a 2026-11-24\n"), RECORD_GARBLED, 0},
	        {"box 5", LIT(HEAD "question a 2026-11-24 5\n"), RECORD_GARBLED, 0},
	        {"box 01", LIT(HEAD "question a 2026-11-24 01\n"), RECORD_GARBLED, 0},
	        {"an unknown answer", LIT(HEAD "question a 2026-11-24 1 maybe\n"), RECORD_GARBLED,
	         0},
	        {"clear, and again", LIT(HEAD "question a 2026-11-24 0 clear missed\n"),
	         RECORD_GARBLED, 0},
	        {"three answers", LIT(HEAD "question a 2026-11-24 1 missed missed missed\n"),
	         RECORD_GARBLED, 0},
	        {"no language", LIT(HEAD "language not_a_tag!\n"), RECORD_GARBLED, 0},
	        {"a theme of two words", LIT(HEAD "theme a b\n"), RECORD_GARBLED, 0},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct record r = {0};
		check_int(record_parse(&r, rows[i].bytes), (long)rows[i].want, rows[i].name,
		          "what it is");
		check_int((long)r.n, rows[i].entries, rows[i].name, "entries");
		record_clear(&r);
	}
	check_end();
}

static void limits_hold(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		size_t lines, pad;
		enum record_state want;
	} rows[] = {{"as many as may be", RECORD_MAX_ENTRIES, 0, RECORD_SOUND},
	            {"one more", RECORD_MAX_ENTRIES + 1, 0, RECORD_GARBLED},
	            {"a long line", 1, 400, RECORD_GARBLED},
	            {"a long file", 0, RECORD_MAX_BYTES, RECORD_GARBLED}};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct buf b = {0};
		struct record r = {0};
		buf_add(&b, STR(HEAD));
		if (rows[i].pad)
			buf_fmt(&b, "place quiz %0*d\n", (int)rows[i].pad, 0);
		for (size_t k = 0; k < rows[i].lines && !rows[i].pad; k++)
			buf_fmt(&b, "read a%zu\n", k);
		check_int(record_parse(&r, buf_str(&b)), (long)rows[i].want, rows[i].name,
		          "what it is");
		record_clear(&r);
		buf_clear(&b);
	}
	check_end();
}

/* Whatever byte of a sound file is changed, or wherever it ends, nothing but a sound record comes of
 * it, and that one is written and read again as it is. */
static void a_damaged_file_is_sound_or_refused(void **state)
{
	(void)state;
	static const char sound[] = HEAD "place section risks p1\nread risks\n"
	                                 "question how-long 2026-11-24 1 missed\ntick licensed\n";
	enum { LEN = sizeof(sound) - 1 };
	for (size_t at = 0; at < LEN; at++)
		for (int byte = -1; byte < 256; byte += 5) {
			char text[LEN];
			struct record r = {0}, again = {0};
			struct buf b = {0};
			memcpy(text, sound, LEN);
			text[at] = byte < 0 ? text[at] : (char)byte;
			struct str bytes = {text, byte < 0 ? at : LEN};
			if (record_parse(&r, bytes) == RECORD_SOUND) {
				record_format(&r, &b);
				check_int(record_parse(&again, buf_str(&b)), RECORD_SOUND, "again",
				          "what it is");
				check_true(record_equal(&r, &again, RECORD_KINDS), "again",
				           "equal");
			} else {
				check_int((long)r.n, 0, "refused", "entries");
			}
			record_clear(&r);
			record_clear(&again);
			buf_clear(&b);
		}
	check_end();
}

/* The lines of a record, without its head; each of `lines` ends in a semicolon. */
static void parse_lines(struct record *r, const char *lines)
{
	struct buf b = {0};
	buf_add(&b, STR(HEAD));
	for (; *lines; lines++)
		buf_add(&b, *lines == ';' ? STR("\n") : (struct str){lines, 1});
	assert_int_equal(record_parse(r, buf_str(&b)), RECORD_SOUND);
	buf_clear(&b);
}

static void check_lines(const struct record *r, const char *want, const char *row)
{
	struct buf b = {0};
	record_format(r, &b);
	for (size_t i = 0; i < b.len; i++)
		b.p[i] = b.p[i] == '\n' ? ';' : b.p[i];
	check_str(str_part(buf_str(&b), sizeof(HEAD) - 1, b.len), want, row, "the file");
	buf_clear(&b);
}

static void two_readers_lose_nothing(void **state)
{
	(void)state;
	static const struct {
		const char *name, *base, *ours, *theirs, *want;
	} rows[] = {
	        {"nothing", "", "", "", ""},
	        {"ours is new", "", "read a;", "", "read a;"},
	        {"theirs is new", "", "", "read b;", "read b;"},
	        {"sections add up", "read a;", "read a;read b;", "read a;read c;",
	         "read a;read b;read c;"},
	        {"sorted", "", "tick b;read c;place quiz;", "tick a;",
	         "place quiz;read c;tick a;tick b;"},
	        {"our tick goes", "tick a;tick b;", "tick b;", "tick a;tick b;tick c;",
	         "tick b;tick c;"},
	        {"their tick goes", "tick a;", "tick a;", "", ""},
	        {"both ticked it", "", "tick a;", "tick a;", "tick a;"},
	        {"the place we moved to", "place quiz;", "place ask;", "place end;", "place ask;"},
	        {"we did not move", "place quiz;", "place quiz;", "place end;", "place end;"},
	        {"our answer is the later one", "", "question a 2026-11-24 1 missed;",
	         "question a 2026-11-24 0 clear;", "question a 2026-11-24 1 missed;"},
	        {"their answer stays", "question a 2026-11-20 1 missed;",
	         "question a 2026-11-20 1 missed;", "question a 2026-11-24 2 clear;",
	         "question a 2026-11-24 2 clear;"},
	        {"forgotten by the other", "read a;read b;tick c;", "read a;read b;tick c;read d;",
	         "", "read d;"},
	        {"ids we do not know", "read a;", "read a;",
	         "read a;read gone;question old 2020-01-01 3;",
	         "read a;read gone;question old 2020-01-01 3;"},
	        {"choices", "", "theme mono;", "language es;theme dark;",
	         "language es;theme mono;"},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct record base = {0}, ours = {0}, theirs = {0}, merged = {0};
		parse_lines(&base, rows[i].base);
		parse_lines(&ours, rows[i].ours);
		parse_lines(&theirs, rows[i].theirs);
		record_merge(&merged, &base, &ours, &theirs);
		check_lines(&merged, rows[i].want, rows[i].name);
		record_clear(&base);
		record_clear(&ours);
		record_clear(&theirs);
		record_clear(&merged);
	}
	check_end();
}

/* --- days --------------------------------------------------------------------------------- */

static void dates(void **state)
{
	(void)state;
	static const struct {
		const char *date;
		long day;
	} rows[] = {{"1970-01-01", 0},
	            {"1970-01-02", 1},
	            {"2000-02-29", 11016},
	            {"2026-11-24", 20781},
	            {"9999-12-31", 2932896},
	            {"1969-12-31", RECALL_NEVER},
	            {"2026-02-29", RECALL_NEVER},
	            {"2026-13-01", RECALL_NEVER},
	            {"2026-00-10", RECALL_NEVER},
	            {"2026-1-001", RECALL_NEVER},
	            {" 2026-1-01", RECALL_NEVER},
	            {"+2026-1-01", RECALL_NEVER},
	            {"2026-11-2 ", RECALL_NEVER},
	            {"2026-11-24 ", RECALL_NEVER},
	            {"today", RECALL_NEVER},
	            {"", RECALL_NEVER}};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct arena a = {0};
		long day = recall_day(str_of(rows[i].date));
		check_int(day, rows[i].day, rows[i].date, "day");
		if (day != RECALL_NEVER)
			check_str(recall_date(&a, day), rows[i].date, rows[i].date, "again");
		arena_clear(&a);
	}
	check_end();
}

static void a_missed_question_comes_back_after_1_3_7_and_21_days(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		struct recall before;
		long day;
		int due;
		bool clear;
		struct recall after;
	} rows[] = {
	        {"never asked, clear", {0, RECALL_NEVER}, 100, 0, true, {0, 100}},
	        {"never asked, missed", {0, RECALL_NEVER}, 100, 0, false, {1, 100}},
	        {"clear at once, asked anew", {0, 100}, 200, 0, true, {0, 200}},
	        {"clear at once, missed later", {0, 100}, 200, 0, false, {1, 200}},
	        {"the same day", {1, 100}, 100, 0, true, {1, 100}},
	        {"the day after", {1, 100}, 101, 1, true, {2, 101}},
	        {"two days after the second", {2, 101}, 103, 0, true, {2, 101}},
	        {"three days", {2, 101}, 104, 1, true, {3, 104}},
	        {"six days", {3, 104}, 110, 0, true, {3, 104}},
	        {"seven days", {3, 104}, 111, 1, true, {4, 111}},
	        {"twenty days", {4, 111}, 131, 0, true, {4, 111}},
	        {"twenty-one days", {4, 111}, 132, 1, true, {0, 132}},
	        {"much later", {3, 104}, 5000, 1, true, {4, 5000}},
	        {"missed once more", {4, 111}, 132, 1, false, {1, 132}},
	        {"missed before it was due", {4, 111}, 112, 0, false, {1, 112}},
	        {"a clock that was ahead", {2, 9000}, 132, 1, true, {3, 132}},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct recall got = recall_after(rows[i].before, rows[i].clear, rows[i].day);
		check_int(recall_due(&rows[i].before, rows[i].day), rows[i].due, rows[i].name,
		          "due");
		check_int(got.box, rows[i].after.box, rows[i].name, "box");
		check_int(got.day, rows[i].after.day, rows[i].name, "day");
	}
	check_end();
}

/* --- an article over sessions --------------------------------------------------------------- */

static const struct option options[] = {{.id = LIT("wrong")},
                                        {.id = LIT("right"), .correct = true}};
static const struct question questions[] = {
        {.id = LIT("one"), .option = options, .n_options = 2, .correct = 1, .fixed = true},
        {.id = LIT("two"), .option = options, .n_options = 2, .correct = 1, .fixed = true},
        {.id = LIT("three"), .option = options, .n_options = 2, .correct = 1, .fixed = true}};
static const struct section sections[] = {{.id = LIT("alpha")}, {.id = LIT("beta")}};
static const struct text ask[] = {{.path = LIT("ask.when")}, {.path = LIT("ask.what")}};
static const struct article article = {.id = LIT("tea"),
                                       .section = sections,
                                       .n_sections = 2,
                                       .question = questions,
                                       .n_questions = 3,
                                       .ask = ask,
                                       .n_ask = 2};

static char folder[64], path_buffer[2][256];

static const char *in_folder(int i, const char *name)
{
	snprintf(path_buffer[i], sizeof(path_buffer[i]), "%s/anteroom/%s", folder, name);
	return path_buffer[i];
}

static int make_folder(void **state)
{
	(void)state;
	snprintf(folder, sizeof(folder), "/tmp/anteroom-record-XXXXXX");
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
	(void)state;
	char command[256];
	snprintf(command, sizeof(command), "chmod -R u+rwX %s; rm -rf %s", folder, folder);
	return system(command);
}

static void put_file(const char *name, const char *text)
{
	mkdir(in_folder(0, ""), 0700);
	FILE *f = fopen(in_folder(0, name), "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static void check_file(const char *name, const char *want, const char *row)
{
	struct arena a = {0};
	struct diags *ds = diags_new();
	struct str bytes = STR("");
	file_read(&a, in_folder(0, name), RECORD_MAX_BYTES, &bytes, ds);
	check_str(bytes, want, row, name);
	diags_free(ds);
	arena_clear(&a);
}

/* Names in the folder but the lock; -1: there is no folder. */
static int files(void)
{
	DIR *d = opendir(in_folder(0, ""));
	int n = 0;
	for (struct dirent *e; d && (e = readdir(d));)
		n += e->d_name[0] != '.' || strcmp(e->d_name, ".choices") == 0;
	if (!d)
		return -1;
	closedir(d);
	return n;
}

static void answer(struct progress *p, size_t attempt, int option, long day)
{
	quizrun_choose(&p->quiz, attempt, option);
	progress_answer(p, attempt, day);
}

static void check_attempts(const struct progress *p, const char *want, const char *row)
{
	struct buf b = {0};
	for (size_t i = 0; i < p->quiz.n; i++)
		if (p->quiz.attempt[i].answer == ANSWER_NONE)
			buf_fmt(&b, "%s%s ", questions[p->quiz.attempt[i].question].id.p,
			        p->quiz.attempt[i].again ? "*" : "");
	check_str(buf_str(&b), want, row, "questions to be asked");
	buf_clear(&b);
}

static void a_reader_comes_back(void **state)
{
	(void)state;
	struct session s = {.keep = keep_open(folder, NULL)};
	struct progress *p = session_progress(&s, &article);
	check_true(!p->resumed, "first", "nothing was kept");
	session_save(&s, true);
	check_int(files(), -1, "nothing was done", "files");
	p->read[1] = p->ticked[0] = true;
	answer(p, 0, 0, 100);
	answer(p, 1, 1, 100);
	progress_move(p, &(struct place){PLACE_SECTION, STR("beta"), STR("sections.beta.p1")});
	session_save(&s, false);
	check_file("tea",
	           HEAD "place section beta sections.beta.p1\nread beta\n"
	                "question one 1970-04-11 1 missed\nquestion two 1970-04-11 0 clear\n"
	                "tick when\n",
	           "first");
	session_clear(&s);

	p = session_progress(&s, &article);
	check_true(p->resumed && p->read[1] && !p->read[0], "second", "sections");
	check_true(p->ticked[0] && !p->ticked[1], "second", "ticks");
	check_int((long)progress_place_section(p), 1, "second", "section");
	check_str(p->place.paragraph, "sections.beta.p1", "second", "paragraph");
	check_attempts(p, "three one* ", "the same day");
	check_int((long)progress_due(p, 100), 0, "the same day", "due");
	check_int((long)progress_due(p, 101), 1, "the next day", "due");
	progress_ask_due(p, 101);
	check_attempts(p, "one three ", "the next day");
	answer(p, 0, 1, 101);
	session_save(&s, false);
	session_clear(&s);

	p = session_progress(&s, &article);
	check_attempts(p, "three ", "after it");
	check_int((long)progress_due(p, 103), 0, "after it", "due in two days");
	check_int((long)progress_due(p, 104), 1, "after it", "due in three days");
	session_forget(&s, p);
	check_true(!p->resumed && !p->read[1] && !p->ticked[0], "afresh", "nothing is left");
	check_attempts(p, "one two three ", "afresh");
	check_int(files(), 0, "afresh", "files");
	session_clear(&s);
	keep_close(s.keep);
	check_end();
}

/* A section, a question and a tick that the article lost are still there when it has them again. */
static void an_article_may_change_in_between(void **state)
{
	(void)state;
	struct session s = {.keep = keep_open(folder, NULL)};
	static const char old[] = HEAD "place section gamma\nread gamma\n"
	                               "question nine 2026-11-24 3\ntick old\n";
	put_file("tea", old);
	struct progress *p = session_progress(&s, &article);
	check_true(p->resumed, "changed", "something was kept");
	check_int((long)progress_place_section(p), 2, "changed", "no such section");
	p->read[0] = true;
	session_save(&s, false);
	check_file("tea",
	           HEAD "place section gamma\nread alpha\nread gamma\n"
	                "question nine 2026-11-24 3\ntick old\n",
	           "changed");
	session_clear(&s);
	keep_close(s.keep);
	check_end();
}

/* --- the folder --------------------------------------------------------------------------- */

/* A path in which ~ stands for the folder; NULL is NULL. */
static const char *expand(char *buffer, size_t size, const char *path)
{
	if (!path || *path != '~')
		return path;
	snprintf(buffer, size, "%s%s", folder, path + 1);
	return buffer;
}

static void where_things_are_kept(void **state)
{
	(void)state;
	static const struct {
		const char *name, *state_home, *home, *want;
	} rows[] = {{"the state folder", "~/st", "~", "~/st/anteroom/tea"},
	            {"a home", NULL, "~", "~/.local/state/anteroom/tea"},
	            {"an empty state folder", "", "~", "~/.local/state/anteroom/tea"},
	            {"a state folder that is no path", "st", "~", "~/.local/state/anteroom/tea"},
	            {"no home", NULL, NULL, NULL},
	            {"a home that is no path", NULL, "home", NULL},
	            {"a home that is not there", NULL, "/nonexistent", NULL}};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		char home[256], state_home[256], want[256];
		struct stat st;
		struct record none = {0}, ours = {0};
		parse_lines(&ours, "read a;");
		struct keep *k =
		        keep_open(expand(state_home, sizeof(state_home), rows[i].state_home),
		                  expand(home, sizeof(home), rows[i].home));
		check_int(k != NULL, rows[i].want != NULL, rows[i].name, "a place");
		if (k && check_true(keep_save(k, STR("tea"), &none, &ours), rows[i].name, "kept")) {
			check_int(stat(expand(want, sizeof(want), rows[i].want), &st), 0,
			          rows[i].name, "the file");
			check_int(st.st_mode & 07777, 0600, rows[i].name, "its mode");
			*strrchr(want, '/') = '\0';
			check_int(stat(want, &st), 0, rows[i].name, "the folder");
			check_int(st.st_mode & 07777, 0700, rows[i].name, "its mode");
		}
		keep_close(k);
		record_clear(&ours);
	}
	check_end();
}

/* What stands in the way is named once, is as it was, and does not stop anybody. */
static void what_is_in_the_way(void **state)
{
	(void)state;
	static const char newer[] = "anteroom progress 2\nmood good\n";
	static const struct {
		const char *name, *text; /* of the file; NULL: it is what `make` made */
		const char *link, *folder;
		enum keep_trouble trouble;
		const char *reason;
		int files;
		bool saved;
	} rows[] = {
	        {"garbled", "not ours\n", NULL, NULL, KEEP_ASIDE,
	         "tea.unreadable: this is what was kept", 2, true},
	        {"cut off", HEAD "read al", NULL, NULL, KEEP_ASIDE,
	         "tea.unreadable: this is what was kept", 2, true},
	        {"newer", newer, NULL, NULL, KEEP_NEWER, "tea: made by a newer version of anteroom",
	         1, false},
	        {"a link", NULL, "/etc/passwd", NULL, KEEP_REFUSED, "tea: it is not a file", 1,
	         false},
	        {"a link to nowhere", NULL, "nowhere", NULL, KEEP_REFUSED, "tea: it is not a file",
	         1, false},
	        {"a folder", NULL, NULL, "tea", KEEP_REFUSED, "tea: it is not a file", 1, false},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct record none = {0}, kept = {0}, ours = {0};
		struct str reason = STR("");
		struct keep *k = keep_open(folder, NULL);
		if (rows[i].text)
			put_file("tea", rows[i].text);
		mkdir(in_folder(0, ""), 0700);
		if (rows[i].link)
			assert_int_equal(symlink(rows[i].link, in_folder(0, "tea")), 0);
		if (rows[i].folder)
			assert_int_equal(mkdir(in_folder(0, "tea"), 0700), 0);
		parse_lines(&ours, "read a;");
		keep_load(k, STR("tea"), &kept);
		check_int((long)kept.n, 0, rows[i].name, "entries");
		check_int(keep_save(k, STR("tea"), &none, &ours), rows[i].saved, rows[i].name,
		          "saved");
		check_int(keep_works(k), rows[i].saved, rows[i].name, "works");
		check_int(keep_trouble(k, &reason), rows[i].trouble, rows[i].name, "trouble");
		check_str(str_part(reason, strlen(in_folder(0, "")), reason.len), rows[i].reason,
		          rows[i].name, "reason");
		check_int(keep_trouble(k, &reason), KEEP_FINE, rows[i].name, "told once");
		check_int(files(), rows[i].files, rows[i].name, "files");
		if (rows[i].text && rows[i].saved) {
			check_file("tea", HEAD "read a\n", rows[i].name);
			check_file("tea.unreadable", rows[i].text, rows[i].name);
		} else if (rows[i].text) {
			check_file("tea", rows[i].text, rows[i].name);
		}
		record_clear(&ours);
		keep_close(k);
		remove_folder(NULL);
		mkdir(folder, 0700);
	}
	check_end();
}

static void garbled_files_are_all_kept(void **state)
{
	(void)state;
	struct keep *k = keep_open(folder, NULL);
	struct record r = {0}, none = {0}, ours = {0};
	parse_lines(&ours, "read a;");
	for (int i = 1; i <= 10; i++) {
		char text[32], name[32];
		snprintf(text, sizeof(text), "garbled %d", i);
		put_file("tea", text);
		keep_load(k, STR("tea"), &r);
		snprintf(name, sizeof(name), "tea.unreadable-%d", i);
		name[i == 1 ? strlen("tea.unreadable") : strlen(name)] = '\0';
		check_file(i <= 9 ? name : "tea", text, text);
	}
	check_true(!keep_save(k, STR("tea"), &none, &ours), "the tenth", "refused");
	check_file("tea", "garbled 10", "the tenth");
	record_clear(&ours);
	keep_close(k);
	check_end();
}

static void a_folder_that_is_not_ours_is_left_alone(void **state)
{
	(void)state;
	struct str reason;
	struct record none = {0}, ours = {0}, kept = {0};
	char elsewhere[128];
	parse_lines(&ours, "read a;");
	snprintf(elsewhere, sizeof(elsewhere), "%s/elsewhere", folder);
	assert_int_equal(mkdir(elsewhere, 0700), 0);
	snprintf(path_buffer[1], sizeof(path_buffer[1]), "%s/anteroom", folder);
	assert_int_equal(symlink("elsewhere", path_buffer[1]), 0);
	struct keep *k = keep_open(folder, NULL);
	keep_load(k, STR("tea"), &kept);
	check_true(!keep_save(k, STR("tea"), &none, &ours), "a link", "refused");
	check_int(keep_trouble(k, &reason), KEEP_REFUSED, "a link", "trouble");
	check_int(rmdir(elsewhere), 0, "a link", "nothing was written behind it");
	keep_close(k);

	unlink(path_buffer[1]);
	fclose(fopen(path_buffer[1], "w"));
	k = keep_open(folder, NULL);
	check_true(!keep_save(k, STR("tea"), &none, &ours), "a file", "refused");
	check_int(keep_trouble(k, &reason), KEEP_REFUSED, "a file", "trouble");
	keep_close(k);

	unlink(path_buffer[1]);
	mkdir(path_buffer[1], 0755);
	if (geteuid() == 0 && chown(path_buffer[1], 1, 1) == 0) {
		k = keep_open(folder, NULL);
		keep_load(k, STR("tea"), &kept);
		check_true(!keep_save(k, STR("tea"), &none, &ours), "somebody else's", "refused");
		check_int(files(), 0, "somebody else's", "files");
		keep_close(k);
		assert_int_equal(chown(path_buffer[1], 0, 0), 0);
	}
	k = keep_open(folder, NULL);
	struct stat st;
	check_true(keep_save(k, STR("tea"), &none, &ours), "others may look in", "saved");
	stat(path_buffer[1], &st);
	check_int(st.st_mode & 07777, 0700, "others may look in", "not any more");
	keep_close(k);
	record_clear(&ours);
	check_end();
}

/* Root writes wherever it likes: as root only the full disk is tried. */
static void a_disk_that_takes_nothing(void **state)
{
	(void)state;
	struct str reason;
	struct record none = {0}, ours = {0}, more = {0}, kept = {0};
	struct rlimit old, full = {0};
	parse_lines(&ours, "read a;");
	parse_lines(&more, "read a;read b;");
	struct keep *k = keep_open(folder, NULL);
	check_true(keep_save(k, STR("tea"), &none, &ours), "a disk with room", "saved");
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	full.rlim_max = old.rlim_max;
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &full);
	bool saved = keep_save(k, STR("tea"), &ours, &more);
	setrlimit(RLIMIT_FSIZE, &old);
	check_true(!saved, "a full disk", "refused");
	check_int(keep_trouble(k, &reason), KEEP_REFUSED, "a full disk", "trouble");
	check_file("tea", HEAD "read a\n", "a full disk");
	check_int(files(), 1, "a full disk", "files");
	check_true(keep_save(k, STR("tea"), &ours, &more), "room again", "saved");
	check_true(keep_works(k), "room again", "works");
	keep_close(k);

	chmod(in_folder(0, ""), 0500);
	if (geteuid() != 0) {
		unlink(in_folder(1, ".lock"));
		k = keep_open(folder, NULL);
		keep_load(k, STR("tea"), &kept);
		check_int((long)kept.n, 2, "read only", "entries, all the same");
		check_true(!keep_save(k, STR("tea"), &more, &ours), "read only", "refused");
		check_int(keep_trouble(k, &reason), KEEP_REFUSED, "read only", "trouble");
		keep_close(k);
	}
	record_clear(&kept);
	record_clear(&ours);
	record_clear(&more);
	check_end();
}

static void who_holds_the_lock_is_waited_for_but_not_for_ever(void **state)
{
	(void)state;
	struct record none = {0}, ours = {0};
	parse_lines(&ours, "read a;");
	put_file(".lock", "");
	int fd = open(in_folder(0, ".lock"), O_RDWR | O_CLOEXEC);
	assert_int_equal(flock(fd, LOCK_EX), 0);
	struct keep *k = keep_open(folder, NULL);
	check_true(!keep_save(k, STR("tea"), &none, &ours), "locked", "refused");
	close(fd);
	check_true(keep_save(k, STR("tea"), &none, &ours), "unlocked", "saved");
	record_clear(&ours);
	keep_close(k);
	check_end();
}

/* A program that was killed while writing leaves its temporary file; the next one deletes it. */
static void leftovers_are_deleted(void **state)
{
	(void)state;
	static const char *const names[] = {".tea.Ab3dEf",    "..choices.XyZ123", "notes.txt",
	                                    "tea.unreadable", ".tea.Ab3dEf7",     ".Notes.Ab3dEf"};
	struct record none = {0}, ours = {0};
	struct stat st;
	parse_lines(&ours, "read a;");
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		put_file(names[i], "x");
	struct keep *k = keep_open(folder, NULL);
	assert_true(keep_save(k, STR("tea"), &none, &ours));
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		check_int(stat(in_folder(0, names[i]), &st), i < 2 ? -1 : 0, names[i], "there");
	record_clear(&ours);
	keep_close(k);
	check_end();
}

static void everything_of_ours_is_forgotten_and_told(void **state)
{
	(void)state;
	struct arena a = {0};
	struct diags *ds = diags_new();
	struct str *gone;
	size_t n;
	static const char *const ours[] = {"..choices.XyZ123", ".choices", ".tea.Ab3dEf",
	                                   "coffee",           "tea",      "tea.unreadable",
	                                   "tea.unreadable-2"};
	struct keep *k = keep_open(folder, NULL);
	check_true(keep_forget_all(k, &a, &gone, &n, ds), "no folder", "done");
	check_int((long)n, 0, "no folder", "deleted");
	for (size_t i = 0; i < ARRAY_LEN(ours); i++)
		put_file(ours[i], "x");
	put_file("Letter.txt", "mine");
	check_true(keep_forget_all(k, &a, &gone, &n, ds), "files", "done");
	check_int((long)n, ARRAY_LEN(ours) + 1, "files", "deleted");
	for (size_t i = 0; i < ARRAY_LEN(ours) && i < n; i++)
		check_str(gone[i], in_folder(0, ours[i]), ours[i], "deleted");
	check_file("Letter.txt", "mine", "what is not ours");
	unlink(in_folder(0, "Letter.txt"));
	put_file("tea", "x");
	check_true(keep_forget_all(k, &a, &gone, &n, ds), "the folder", "done");
	check_int((long)n, 3, "the folder", "deleted: the file, the lock, the folder");
	check_int(files(), -1, "the folder", "files");
	mkdir(in_folder(0, ""), 0700);
	mkdir(in_folder(0, "tea"), 0700);
	check_true(!keep_forget_all(k, &a, &gone, &n, ds), "a folder in the way", "done");
	check_int((long)diags_count(ds, SEV_ERROR), 1, "a folder in the way", "findings");
	keep_close(k);
	diags_free(ds);
	arena_clear(&a);
	check_end();
}

#define ON_DISK(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(bytes_are_believed_only_if_they_are_sound),
	        cmocka_unit_test(limits_hold),
	        cmocka_unit_test(a_damaged_file_is_sound_or_refused),
	        cmocka_unit_test(two_readers_lose_nothing),
	        cmocka_unit_test(dates),
	        cmocka_unit_test(a_missed_question_comes_back_after_1_3_7_and_21_days),
	        ON_DISK(a_reader_comes_back),
	        ON_DISK(an_article_may_change_in_between),
	        ON_DISK(where_things_are_kept),
	        ON_DISK(what_is_in_the_way),
	        ON_DISK(garbled_files_are_all_kept),
	        ON_DISK(a_folder_that_is_not_ours_is_left_alone),
	        ON_DISK(a_disk_that_takes_nothing),
	        ON_DISK(who_holds_the_lock_is_waited_for_but_not_for_ever),
	        ON_DISK(leftovers_are_deleted),
	        ON_DISK(everything_of_ours_is_forgotten_and_told),
	};
	return cmocka_run_group_tests_name("record", tests, NULL, NULL);
}
