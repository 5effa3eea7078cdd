/* The lowest floor: memory, bytes, UTF-8, findings as they are printed, files within a limit. */
#include "check.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <fcntl.h>
#include <locale.h>
#include <stdalign.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <wchar.h>

/* --- arena and buf ------------------------------------------------------------------------ */

static void arena_gives_zeroed_aligned_memory(void **state)
{
	(void)state;
	struct arena a = {0};
	static const size_t sizes[] = {0, 1, 7, 16, 4000, 5000, 100000, 3};
	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
			unsigned char *p = arena_alloc(&a, sizes[i], 1);
			assert_non_null(p);
			assert_int_equal((uintptr_t)p % alignof(max_align_t), 0);
			for (size_t k = 0; k < sizes[i]; k++)
				assert_int_equal(p[k], 0);
			memset(p, 0xAA, sizes[i]);
		}
		arena_reset(&a); /* what was written must not shine through in the next round */
	}
	arena_clear(&a);
	assert_null(a.head);
	arena_clear(&a);
	arena_reset(&a);
}

static void arena_copies_end_in_a_nul(void **state)
{
	(void)state;
	struct arena a = {0};
	char bytes[] = "abcdef";
	struct str s = arena_str(&a, (struct str){bytes, 3});
	bytes[0] = 'X';
	check_str(s, "abc", "part of a string", "the copy");
	assert_int_equal(s.p[3], '\0');
	s = arena_str(&a, (struct str){0});
	check_int((long)s.len, 0, "the absent string", "length");
	assert_int_equal(s.p[0], '\0');
	s = arena_fmt(&a, "%s %d%s", "page", 5, "");
	check_str(s, "page 5", "formatted", "the text");
	assert_int_equal(s.p[s.len], '\0');
	arena_clear(&a);
	check_end();
}

static void buf_grows(void **state)
{
	(void)state;
	struct buf b = {0};
	check_int((long)buf_str(&b).len, 0, "empty buffer", "length");
	buf_add(&b, STR(""));
	for (int i = 0; i < 1000; i++) {
		buf_add(&b, STR("ab"));
		buf_fmt(&b, "%03d", i);
	}
	check_int((long)buf_str(&b).len, 5000, "after 1000 rounds", "length");
	check_str(str_part(buf_str(&b), 4995, 5000), "ab999", "after 1000 rounds", "the end");
	buf_clear(&b);
	check_int((long)buf_str(&b).len, 0, "cleared", "length");
	check_end();
}

/* Runs out of memory in a child: what it says and how it ends. */
static void no_memory_ends_in_order(void **state)
{
	(void)state;
	int fd[2];
	assert_int_equal(pipe(fd), 0);
	pid_t child = fork();
	if (child == 0) {
		dup2(fd[1], STDERR_FILENO);
		xrealloc(NULL, SIZE_MAX / 2, 4);
		_exit(0);
	}
	close(fd[1]);
	char said[100] = "";
	(void)!read(fd[0], said, sizeof(said) - 1);
	close(fd[0]);
	int status = 0;
	waitpid(child, &status, 0);
	assert_string_equal(said, "anteroom: out of memory\n");
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 3);
}

/* --- UTF-8 -------------------------------------------------------------------------------- */

static void utf8_validates(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		struct str bytes;
		size_t valid;
	} rows[] = {
	        {"empty", {"", 0}, 0},
	        {"ASCII", {"abc", 3}, 3},
	        {"NUL is a character", {"a\0b", 3}, 3},
	        {"two, three and four bytes", {"é€𝄞", 9}, 9},
	        {"lowest of each length", {"\xC2\x80\xE0\xA0\x80\xF0\x90\x80\x80", 9}, 9},
	        {"highest of each length", {"\x7F\xDF\xBF\xEF\xBF\xBF\xF4\x8F\xBF\xBF", 10}, 10},
	        {"Latin-1", {"caf\xE9 au lait", 12}, 3},
	        {"stray continuation", {"a\x80", 2}, 1},
	        {"overlong slash", {"a\xC0\xAF", 3}, 1},
	        {"overlong, three bytes", {"\xE0\x9F\xBF", 3}, 0},
	        {"overlong, four bytes", {"\xF0\x8F\xBF\xBF", 4}, 0},
	        {"surrogate", {"\xED\xA0\x80", 3}, 0},
	        {"above U+10FFFF", {"\xF4\x90\x80\x80", 4}, 0},
	        {"five-byte form", {"\xF8\x88\x80\x80\x80", 5}, 0},
	        {"cut off after two of three", {"ab\xE2\x82", 4}, 2},
	        {"second byte wrong", {"\xC3(", 2}, 0},
	        {"fourth byte wrong", {"\xF0\x9D\x84(", 4}, 0},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		check_int((long)utf8_valid_prefix(rows[i].bytes), (long)rows[i].valid, rows[i].name,
		          "the valid prefix");
	check_end();
}

static void utf8_decodes_what_it_encodes(void **state)
{
	(void)state;
	for (char32_t c = 0; c <= 0x10FFFF; c++) {
		if (c >= 0xD800 && c <= 0xDFFF)
			continue;
		char bytes[4];
		char32_t back = 1;
		size_t n = utf8_encode(c, bytes);
		struct str s = {bytes, n};
		if (utf8_valid_prefix(s) != n || utf8_decode(s, &back) != n || back != c)
			fail_msg("U+%04X does not come back", (unsigned)c);
	}
	char32_t c = 'x';
	assert_int_equal(utf8_decode(STR(""), &c), 0);
	/* a walk over what is not valid stays in step, one byte at a time */
	assert_int_equal(utf8_decode(STR("\xE9 au"), &c), 1);
	assert_int_equal(c, 0xFFFD);
}

static void width_is_what_terminals_advance(void **state)
{
	(void)state;
	static const struct {
		const char *name, *text;
		int cols;
	} rows[] = {
	        {"ASCII", "dose", 4},
	        {"accented, composed", "café", 4},
	        {"accented, decomposed", "cafe\u0301", 4},
	        {"Chinese", "氯胺酮", 6},
	        {"fullwidth punctuation", "，。", 4},
	        {"Korean", "우울증", 6},
	        {"Thai with vowel and tone", "ที่", 1},
	        {"Thai sara am", "น้ำ", 2},
	        {"Hindi: spacing vowel signs count", "हिन्दी", 5},
	        {"Arabic with vowel marks", "دَوَاء", 4},
	        {"Hebrew with points", "שָׁלוֹם", 4},
	        {"ambiguous width counts one", "“±°…”", 5},
	        {"no-break space", "5\u00a0mg", 4},
	        {"soft hyphen is never sent", "over\u00addose", 8},
	        {"nor is a skin tone", "👍🏽", 2},
	        {"zero-width space and joiners", "a\u200bb\u200cc\u200dd\u2060e", 5},
	        {"isolates", "\u2067abc\u2069", 3},
	        {"control characters", "a\x1b\n", 1},
	        {"unknown to glibc: a replacement", "\U000e0fff", 1},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		check_int(utf8_width(str_of(rows[i].text)), rows[i].cols, rows[i].name,
		          "the width");
	check_end();
}

static void width_agrees_with_wcwidth(void **state)
{
	(void)state;
	for (char32_t c = 0x20; c <= 0x10FFFF; c++) {
		int libc = wcwidth((wchar_t)c);
		bool unsent = c == 0xAD || (c >= 0x1F3FB && c <= 0x1F3FF);
		int want = unsent ? 0 : libc < 0 ? 1 : libc;
		if (utf8_char_width(c) != want)
			fail_msg("U+%04X is %d wide, not %d", (unsigned)c, utf8_char_width(c),
			         want);
	}
}

/* --- findings ----------------------------------------------------------------------------- */

static const struct rule test_note = {"test-note", SEV_NOTE, "", "", ""};
static const struct rule test_warning = {"test-warning", SEV_WARNING, "", "", ""};
static const struct rule test_error = {"test-error", SEV_ERROR, "", "", ""};

/* What diags_print writes; the caller frees it. */
static char *printed(const struct diags *ds)
{
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);
	diags_print(ds, out);
	fclose(out);
	return text;
}

#define TEN "0123456789"

static void findings_are_printed_with_their_place(void **state)
{
	(void)state;
	static const struct {
		const char *name, *path;
		struct str text;
		struct srcpos pos;
		const char *msg, *want;
	} rows[] = {
	        {"first line",
	         "a.yaml",
	         LIT("abc\ndef\n"),
	         {1, 2},
	         "no",
	         "a.yaml:1:2: error: no [test-error]\n"
	         "    abc\n"
	         "     ^\n"},
	        {"last line, without its line feed",
	         "a.yaml",
	         LIT("abc\ndef"),
	         {2, 3},
	         "no",
	         "a.yaml:2:3: error: no [test-error]\n"
	         "    def\n"
	         "      ^\n"},
	        {"CRLF",
	         "a.yaml",
	         LIT("abc\r\ndef\r\n"),
	         {2, 1},
	         "no",
	         "a.yaml:2:1: error: no [test-error]\n"
	         "    def\n"
	         "    ^\n"},
	        {"behind the end of a line",
	         "a.yaml",
	         LIT("abc\ndef\n"),
	         {1, 4},
	         "no",
	         "a.yaml:1:4: error: no [test-error]\n"
	         "    abc\n"
	         "       ^\n"},
	        {"behind the end of the file",
	         "a.yaml",
	         LIT("abc\n"),
	         {2, 1},
	         "no",
	         "a.yaml:2:1: error: no [test-error]\n"
	         "    \n"
	         "    ^\n"},
	        {"the whole file",
	         "a.yaml",
	         LIT("abc\n"),
	         {0, 0},
	         "no",
	         "a.yaml: error: no [test-error]\n"},
	        {"no file", NULL, LIT(""), {0, 0}, "no", "error: no [test-error]\n"},
	        {"columns are code points, the caret stands under cells",
	         "a.yaml",
	         LIT("氯胺酮 x\n"),
	         {1, 5},
	         "no",
	         "a.yaml:1:5: error: no [test-error]\n"
	         "    氯胺酮 x\n"
	         "           ^\n"},
	        {"marks take no cell",
	         "a.yaml",
	         LIT("ที่นี่ x\n"),
	         {1, 8},
	         "no",
	         "a.yaml:1:8: error: no [test-error]\n"
	         "    ที่นี่ x\n"
	         "       ^\n"},
	        {"a tab takes one",
	         "a.yaml",
	         LIT("\tabc\n"),
	         {1, 2},
	         "no",
	         "a.yaml:1:2: error: no [test-error]\n"
	         "     abc\n"
	         "     ^\n"},
	        {"nothing reaches the terminal as a command",
	         "\x1b.yaml",
	         LIT("a\x1b[31m\xC2\x9B\x7F\u202e\u2066z\r\n"),
	         {1, 10},
	         "\x1b[2Jno\n",
	         "\uFFFD.yaml:1:10: error: \uFFFD[2Jno\uFFFD [test-error]\n"
	         "    a\uFFFD[31m\uFFFD\uFFFD\uFFFD\uFFFDz\n"
	         "             ^\n"},
	        {"a NUL in the line",
	         "a.yaml",
	         LIT("a\0b\n"),
	         {1, 3},
	         "no",
	         "a.yaml:1:3: error: no [test-error]\n"
	         "    a\uFFFDb\n"
	         "      ^\n"},
	        {"bytes that are not UTF-8 count one each",
	         "a.yaml",
	         LIT("\xE9\xE9t\n"),
	         {1, 3},
	         "no",
	         "a.yaml:1:3: error: no [test-error]\n"
	         "    \uFFFD\uFFFDt\n"
	         "      ^\n"},
	        {"a long line, near its start",
	         "a.yaml",
	         LIT(TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN),
	         {1, 5},
	         "no",
	         "a.yaml:1:5: error: no [test-error]\n"
	         "    " TEN TEN TEN TEN TEN TEN TEN TEN TEN "012345 ...\n"
	         "        ^\n"},
	        {"a long line, in the middle",
	         "a.yaml",
	         LIT(TEN TEN TEN TEN TEN TEN TEN "X" TEN TEN TEN TEN TEN),
	         {1, 71},
	         "no",
	         "a.yaml:1:71: error: no [test-error]\n"
	         "    ... " TEN TEN TEN TEN TEN TEN "X" TEN TEN TEN "01234 ...\n"
	         "                                                                    ^\n"},
	        {"a long line, at its end",
	         "a.yaml",
	         LIT(TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN "X"),
	         {1, 101},
	         "no",
	         "a.yaml:1:101: error: no [test-error]\n"
	         "    ... " TEN TEN TEN TEN TEN TEN "X\n"
	         "                                                                    ^\n"},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct diags *ds = diags_new();
		struct source src = {.path = rows[i].path, .text = rows[i].text};
		assert_false(diag_add(ds, src.path ? &src : NULL, &test_error, rows[i].pos, "%s",
		                      rows[i].msg));
		char *got = printed(ds);
		check_str(str_of(got), rows[i].want, rows[i].name, "what is printed");
		free(got);
		diags_free(ds);
	}
	diags_free(NULL);
	check_end();
}

static void findings_are_counted_and_sorted(void **state)
{
	(void)state;
	struct diags *ds = diags_new();
	const struct source one = {.path = "1.yaml", .text = STR("ab\ncd\n")}, *first = &one;
	const struct source two = {.path = "2.yaml", .text = STR("ef\n")}, *second = &two;
	diag_add(ds, first, &test_warning, (struct srcpos){2, 2}, "E");
	diag_add(ds, second, &test_error, (struct srcpos){1, 1}, "F");
	diag_add(ds, first, &test_error, (struct srcpos){2, 1}, "D");
	diag_add(ds, first, &test_error, (struct srcpos){2, 1}, "C");
	diag_add(ds, first, &test_note, (struct srcpos){0, 0}, "B");
	diag_add(ds, NULL, &test_note, (struct srcpos){0, 0}, "A");
	assert_int_equal(diags_count(ds, SEV_NOTE), 6);
	assert_int_equal(diags_count(ds, SEV_WARNING), 4);
	assert_int_equal(diags_count(ds, SEV_ERROR), 3);
	diags_sort(ds);
	char *got = printed(ds);
	check_str(str_of(got),
	          "note: A [test-note]\n"
	          "1.yaml: note: B [test-note]\n"
	          "1.yaml:2:1: error: C [test-error]\n"
	          "    cd\n"
	          "    ^\n"
	          "1.yaml:2:1: error: D [test-error]\n"
	          "    cd\n"
	          "    ^\n"
	          "1.yaml:2:2: warning: E [test-warning]\n"
	          "    cd\n"
	          "     ^\n"
	          "2.yaml:1:1: error: F [test-error]\n"
	          "    ef\n"
	          "    ^\n",
	          "by file, then place, then rule, then words", "the order");
	free(got);
	diags_free(ds);
	check_end();
}

static void findings_stop_at_a_hundred(void **state)
{
	(void)state;
	struct diags *ds = diags_new();
	for (int i = 1; i <= 103; i++)
		diag_add(ds, NULL, i == 103 ? &test_error : &test_note, (struct srcpos){0}, "%d",
		         i);
	assert_int_equal(diags_len(ds), DIAGS_MAX);
	check_str(diags_at(ds, 99)->msg, "103", "a hundred and three findings",
	          "the last one kept: an error, in place of a note");
	assert_int_equal(diags_count(ds, SEV_NOTE), 103);
	assert_int_equal(diags_count(ds, SEV_ERROR), 1);
	diags_sort(ds);
	char *got = printed(ds);
	static const char tail[] = "\nand 3 more; mend these first\n";
	assert_true(strlen(got) > sizeof(tail));
	assert_string_equal(got + strlen(got) - strlen(tail), tail);
	free(got);
	diags_free(ds);
	check_end();
}

/* --- files -------------------------------------------------------------------------------- */

static char folder[] = "/tmp/anteroom-test-XXXXXX";

static int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int remove_folder(void **state)
{
	(void)state;
	unlink("file");
	unlink("fifo");
	return chdir("/") == 0 && rmdir(folder) == 0 ? 0 : -1;
}

static void write_file(const char *path, size_t len)
{
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	for (size_t i = 0; i < len; i++)
		fputc('a' + (int)(i % 26), f);
	fclose(f);
}

static void files_are_read_within_a_limit(void **state)
{
	(void)state;
	assert_int_equal(mkfifo("fifo", 0600), 0);
	static const struct {
		const char *name, *path;
		size_t len, max;
		const char *want;
	} rows[] = {
	        {"a file", "file", 1000, 5000, ""},
	        {"empty", "file", 0, 5000, ""},
	        {"as large as may be", "file", 5000, 5000, ""},
	        {"a byte too large", "file", 5001, 5000,
	         "file: error: the file is larger than 5 KB, or grew while it was read "
	         "[too-large]\n"},
	        {"far too large", "file", 300000, 5000,
	         "file: error: the file is larger than 5 KB, or grew while it was read "
	         "[too-large]\n"},
	        {"missing", "none", 0, 5000,
	         "none: error: cannot be read: No such file or directory [unreadable]\n"},
	        {"a folder", ".", 0, 5000,
	         ".: error: cannot be read: it is not a file [unreadable]\n"},
	        {"a pipe without a writer does not hang", "fifo", 0, 5000,
	         "fifo: error: cannot be read: it is not a file [unreadable]\n"},
	        {"a device", "/dev/zero", 0, 5000,
	         "/dev/zero: error: cannot be read: it is not a file [unreadable]\n"},
	};
	alarm(20);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct arena a = {0};
		struct diags *ds = diags_new();
		struct str got = STR("untouched");
		if (strcmp(rows[i].path, "file") == 0)
			write_file("file", rows[i].len);
		bool ok = file_read(&a, rows[i].path, rows[i].max, &got, ds);
		check_int(ok, rows[i].want[0] == '\0', rows[i].name, "success");
		if (ok)
			check_int((long)got.len, (long)rows[i].len, rows[i].name, "length");
		else
			check_str(got, "untouched", rows[i].name, "the result after failure");
		for (size_t k = 0; ok && k < got.len; k++)
			assert_int_equal(got.p[k], 'a' + (int)(k % 26));
		char *said = printed(ds);
		check_str(str_of(said), rows[i].want, rows[i].name, "what is printed");
		free(said);
		diags_free(ds);
		arena_clear(&a);
	}
	alarm(0);
	check_end();
}

int main(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(arena_gives_zeroed_aligned_memory),
	        cmocka_unit_test(arena_copies_end_in_a_nul),
	        cmocka_unit_test(buf_grows),
	        cmocka_unit_test(no_memory_ends_in_order),
	        cmocka_unit_test(utf8_validates),
	        cmocka_unit_test(utf8_decodes_what_it_encodes),
	        cmocka_unit_test(width_is_what_terminals_advance),
	        cmocka_unit_test(width_agrees_with_wcwidth),
	        cmocka_unit_test(findings_are_printed_with_their_place),
	        cmocka_unit_test(findings_are_counted_and_sorted),
	        cmocka_unit_test(findings_stop_at_a_hundred),
	        cmocka_unit_test_setup_teardown(files_are_read_within_a_limit, make_folder,
	                                        remove_folder),
	};
	return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
