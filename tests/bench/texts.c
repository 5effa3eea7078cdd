/* The text goes in as lines; blank lines part its paragraphs. Nothing else of its form is known, so
 * the web page, the info file and the manual page are the plainest of their kind. */
#include "bench/texts.h"

#include <errno.h>
#include <stdio.h>

static bool complain(const char *what)
{
	fprintf(stderr, "bench: %s: %s\n", what, strerror(errno));
	return false;
}

bool texts_read(const char *path, struct buf *ret)
{
	char bytes[16384];
	FILE *f = fopen(path, "re");
	if (!f)
		return complain(path);
	for (size_t n; (n = fread(bytes, 1, sizeof bytes, f)) > 0;)
		buf_add(ret, (struct str){bytes, n});
	bool ok = !ferror(f);
	fclose(f);
	return ok || complain(path);
}

/* The next line of *rest, without its end. */
static struct str next_line(struct str *rest)
{
	const char *end = memchr(rest->p, '\n', rest->len);
	size_t len = end ? (size_t)(end - rest->p) : rest->len;
	struct str line = str_part(*rest, 0, len);
	*rest = str_part(*rest, end ? len + 1 : len, rest->len);
	return line;
}

static struct str trimmed(struct str s)
{
	while (s.len > 0 && s.p[0] == ' ')
		s = str_part(s, 1, s.len);
	while (s.len > 0 && (s.p[s.len - 1] == ' ' || s.p[s.len - 1] == '\r'))
		s.len--;
	return s;
}

static void html_line(struct buf *out, struct str line)
{
	for (size_t i = 0; i < line.len; i++) {
		if (line.p[i] == '&')
			buf_add(out, STR("&amp;"));
		else if (line.p[i] == '<')
			buf_add(out, STR("&lt;"));
		else
			buf_add(out, str_part(line, i, i + 1));
	}
}

static void man_line(struct buf *out, struct str line)
{
	if (line.len > 0 && (line.p[0] == '.' || line.p[0] == '\''))
		buf_add(out, STR("\\&"));
	for (size_t i = 0; i < line.len; i++)
		buf_add(out, line.p[i] == '\\' ? STR("\\e") : str_part(line, i, i + 1));
}

/* The paragraphs, each behind what opens one. */
static void paragraphs(struct buf *out, struct str text, const char *opening,
                       void (*put)(struct buf *out, struct str line))
{
	bool inside = false;
	while (text.len > 0) {
		struct str line = trimmed(next_line(&text));
		if (line.len == 0) {
			inside = false;
			continue;
		}
		if (!inside)
			buf_add(out, str_of(opening));
		inside = true;
		put(out, line);
		buf_add(out, STR("\n"));
	}
}

static void info_file(struct buf *out, struct str text)
{
	static const char start[] = "This is bench.info.\n\n\037\n";
	buf_fmt(out, "%sFile: bench.info,  Node: Top,  Up: (dir)\n\n", start);
	buf_add(out, text);
	buf_fmt(out, "\n\037\nTag Table:\nNode: Top\177%zu\n\037\nEnd Tag Table\n",
	        sizeof start - 3);
}

bool texts_write(const char *path, struct str text, enum text_form form)
{
	struct buf out = {0};
	if (form == TEXT_HTML) {
		buf_add(&out,
		        STR("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
		            "<title>Text</title></head><body>\n"));
		paragraphs(&out, text, "<p>", html_line);
		buf_add(&out, STR("</body></html>\n"));
	} else if (form == TEXT_MAN) {
		buf_add(&out, STR(".TH TEXT 7\n.SH TEXT\n"));
		paragraphs(&out, text, ".PP\n", man_line);
	} else if (form == TEXT_INFO) {
		info_file(&out, text);
	} else {
		buf_add(&out, text);
	}
	FILE *f = fopen(path, "we");
	bool ok = f && fwrite(out.p, 1, out.len, f) == out.len;
	if (f && fclose(f) != 0)
		ok = false;
	buf_clear(&out);
	return ok || complain(path);
}
