/* The library reports by call-back and must not be returned to after a fatal error: then po_read
 * and po_write are left by a jump. */
#include "desk/po.h"

#include "base/file.h"
#include "base/utf8.h"
#include "content/rules.h"

#include <gettext-po.h>
#include <setjmp.h>

static struct {
	jmp_buf escape;
	struct diags *ds;
	const char *path;
	size_t errors;
} now;

static void on_problem(int severity, po_message_t message, const char *file, size_t line,
                       size_t column, int multiline, const char *text)
{
	(void)message, (void)multiline;
	struct srcpos pos = {0};
	if (file && line != (size_t)-1)
		pos = (struct srcpos){(unsigned)line, column == (size_t)-1 ? 1 : (unsigned)column};
	struct str words = str_of(text);
	while (words.len && words.p[words.len - 1] == '\n')
		words.len--;
	if (severity != PO_SEVERITY_WARNING) {
		now.errors++;
		diag_add(now.ds, &(struct source){.path = now.path}, &rules[R_PO], pos, "%.*s",
		         STR_ARG(words));
	}
	if (severity == PO_SEVERITY_FATAL_ERROR)
		longjmp(now.escape, 1);
}

static void on_two_problems(int severity, po_message_t m1, const char *file1, size_t line1,
                            size_t column1, int multiline1, const char *text1, po_message_t m2,
                            const char *file2, size_t line2, size_t column2, int multiline2,
                            const char *text2)
{
	(void)m2, (void)file2, (void)line2, (void)column2, (void)multiline2, (void)text2;
	on_problem(severity, m1, file1, line1, column1, multiline1, text1);
}

static const struct po_xerror_handler handler = {on_problem, on_two_problems};

static void begin(const char *path, struct diags *ds)
{
	now.path = path;
	now.ds = ds;
	now.errors = 0;
}

/* --- writing ------------------------------------------------------------------------------ */

static po_message_t make_header(struct arena *a, const char *language, struct str day)
{
	po_message_t header = po_message_create();
	po_message_set_msgid(header, "");
	po_message_set_msgstr(header, arena_fmt(a,
	                                        "Project-Id-Version: anteroom\n"
	                                        "PO-Revision-Date: %.*s 12:00+0000\n"
	                                        "Last-Translator: anteroom\n"
	                                        "Language-Team: anteroom\n"
	                                        "Language: %s\n"
	                                        "MIME-Version: 1.0\n"
	                                        "Content-Type: text/plain; charset=UTF-8\n"
	                                        "Content-Transfer-Encoding: 8bit\n",
	                                        STR_ARG(day), language)
	                                      .p);
	return header;
}

static po_message_t make_message(struct arena *a, const struct po_entry *e)
{
	po_message_t m = po_message_create();
	po_message_set_msgctxt(m, arena_str(a, e->context).p);
	po_message_set_msgid(m, arena_str(a, e->source).p);
	po_message_set_msgstr(m, arena_str(a, e->text).p);
	po_message_set_fuzzy(m, e->fuzzy);
	if (e->previous.len)
		po_message_set_prev_msgid(m, arena_str(a, e->previous).p);
	if (e->note.len)
		po_message_set_extracted_comments(m, arena_str(a, e->note).p);
	if (e->file)
		po_message_add_filepos(m, e->file, e->line);
	return m;
}

bool po_write(const char *path, const char *language, struct str day, const struct po_entry *entry,
              size_t n, struct diags *ds)
{
	struct arena a = {0};
	po_file_t file = po_file_create();
	po_message_iterator_t at = po_message_iterator(file, NULL);
	po_message_insert(at, make_header(&a, language, day));
	for (size_t i = 0; i < n; i++)
		po_message_insert(at, make_message(&a, &entry[i]));
	po_message_iterator_free(at);
	begin(path, ds);
	if (setjmp(now.escape) == 0)
		po_file_write(file, path, &handler);
	po_file_free(file);
	arena_clear(&a);
	return now.errors == 0;
}

/* --- reading ------------------------------------------------------------------------------ */

static struct str copied(struct arena *a, const char *z)
{
	struct str s = str_of(z ? z : "");
	return arena_str(a, (struct str){s.p, utf8_valid_prefix(s)});
}

static struct po_entry entry_of(struct arena *a, po_message_t m)
{
	return (struct po_entry){.context = copied(a, po_message_msgctxt(m)),
	                         .source = copied(a, po_message_msgid(m)),
	                         .text = copied(a, po_message_msgstr(m)),
	                         .previous = copied(a, po_message_prev_msgid(m)),
	                         .fuzzy = po_message_is_fuzzy(m)};
}

/* Entries from the iterator on; with `out` NULL they are only counted. */
static size_t take_entries(struct arena *a, po_file_t file, struct po_entry *out)
{
	size_t n = 0;
	po_message_iterator_t at = po_message_iterator(file, NULL);
	for (po_message_t m; (m = po_next_message(at));) {
		if (!po_message_msgctxt(m) || po_message_is_obsolete(m))
			continue;
		if (out)
			out[n] = entry_of(a, m);
		n++;
	}
	po_message_iterator_free(at);
	return n;
}

struct po_entry *po_read(struct arena *a, const char *path, size_t *ret_n, struct diags *ds)
{
	begin(path, ds);
	*ret_n = 0;
	if (setjmp(now.escape) != 0)
		return NULL;
	po_file_t file = po_file_read(path, &handler);
	struct po_entry *entry = NULL;
	if (file && now.errors == 0) {
		*ret_n = take_entries(a, file, NULL);
		entry = arena_array(a, struct po_entry, *ret_n);
		take_entries(a, file, entry);
	} else if (now.errors == 0) {
		diag_add(ds, &(struct source){.path = path}, &RULE_UNREADABLE, (struct srcpos){0},
		         "the file cannot be read");
	}
	if (file)
		po_file_free(file);
	return entry;
}
