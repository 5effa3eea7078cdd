/* The smallest version that holds the text is used: larger modules are read from further away. The
 * library is loaded with the first code. */
#include "ui/qr.h"

#ifdef WITH_QR

#include "base/buf.h"
#include "base/lazy.h"

#include <qrencode.h>

static struct {
	bool tried, there;
	__typeof__(QRinput_new2) *new_input;
	__typeof__(QRinput_appendECIheader) *append_eci;
	__typeof__(QRinput_append) *append;
	__typeof__(QRinput_free) *free_input;
	__typeof__(QRcode_encodeInput) *encode;
	__typeof__(QRcode_free) *free;
} qr;

void qr_prepare(void)
{
	const struct lazy_function list[] = {
	        {"QRinput_new2", &qr.new_input},    {"QRinput_appendECIheader", &qr.append_eci},
	        {"QRinput_append", &qr.append},     {"QRinput_free", &qr.free_input},
	        {"QRcode_encodeInput", &qr.encode}, {"QRcode_free", &qr.free}};
	if (!qr.tried)
		qr.there = lazy_load("libqrencode.so.4", list, ARRAY_LEN(list));
	qr.tried = true;
}

/* The standard asks for a quiet zone of four modules; readers make do with two. */
enum { QUIET = 4, LEAST_QUIET = 2 };

enum { MOST_BYTES = 2953 }; /* of the largest version at level L */

struct room {
	int rows, cols;
	bool ascii;
};

static bool fits(const struct room *room, int side)
{
	if (room->ascii)
		return side <= room->rows && 2 * side <= room->cols;
	return (side + 1) / 2 <= room->rows && side <= room->cols;
}

static bool is_ascii(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.p[i] >= 0x80)
			return false;
	return true;
}

/* Text that is more than ASCII says that it is UTF-8: some readers guess otherwise. NULL: it is too
 * long for any code. */
static QRcode *encode_at(struct str text, QRecLevel level)
{
	enum { ECI_UTF8 = 26 };
	QRinput *in = qr.new_input(0, level);
	bool ok = in && (is_ascii(text) || qr.append_eci(in, ECI_UTF8) == 0) &&
	          qr.append(in, QR_MODE_8, (int)text.len, (const unsigned char *)text.p) == 0;
	QRcode *code = ok ? qr.encode(in) : NULL;
	qr.free_input(in);
	return code;
}

/* NULL: it does not fit. */
static QRcode *encode(struct str text, const struct room *room)
{
	static const QRecLevel levels[] = {QR_ECLEVEL_M, QR_ECLEVEL_L};
	QRcode *code = encode_at(text, QR_ECLEVEL_L);
	int width = code ? code->width : 0;
	qr.free(code);
	if (!width || !fits(room, width + 2 * LEAST_QUIET))
		return NULL;
	for (size_t i = 0; i < ARRAY_LEN(levels); i++) {
		code = encode_at(text, levels[i]);
		if (code && code->width == width)
			return code;
		qr.free(code);
	}
	return NULL;
}

static bool is_dark(const QRcode *code, int y, int x)
{
	bool inside = y >= 0 && x >= 0 && y < code->width && x < code->width;
	return inside && (code->data[y * code->width + x] & 1);
}

static void draw(struct buf *out, const QRcode *code, int quiet, bool ascii)
{
	static const char *const halves[] = {" ", "▀", "▄", "█"};
	int end = code->width + quiet;
	for (int y = -quiet; y < end; y += ascii ? 1 : 2) {
		if (y > -quiet)
			buf_add(out, STR("\n"));
		for (int x = -quiet; x < end; x++) {
			bool above = is_dark(code, y, x), below = is_dark(code, y + 1, x);
			buf_add(out,
			        str_of(ascii ? (above ? "##" : "  ") : halves[above + 2 * below]));
		}
	}
}

struct str qr_picture(struct arena *a, struct str text, int rows, int cols, bool ascii)
{
	struct room room = {rows, cols, ascii};
	struct buf out = {0};
	qr_prepare();
	bool may = qr.there && text.len && text.len <= MOST_BYTES;
	QRcode *code = may ? encode(text, &room) : NULL;
	if (!code)
		return STR("");
	int quiet = QUIET;
	while (!fits(&room, code->width + 2 * quiet))
		quiet--;
	draw(&out, code, quiet, ascii);
	struct str picture = arena_str(a, buf_str(&out));
	buf_clear(&out);
	qr.free(code);
	return picture;
}

#else

void qr_prepare(void)
{
}

struct str qr_picture(struct arena *a, struct str text, int rows, int cols, bool ascii)
{
	(void)a, (void)text, (void)rows, (void)cols, (void)ascii;
	return STR("");
}

#endif
