/* Columns are wide enough for the longest cell, so that tables look alike. */
#include "bench/table.h"

#include <stdio.h>

enum { LABEL_WIDTH = 31, CELL_WIDTH = 17, CELL = 32 };

static const struct {
	const char *label;
	bool time; /* in ms, shown with quartiles; else bytes or KiB */
} measures[MEASURES] = {
        [START_MS] = {"exec to first stable screen, ms", true},
        [DIRTY_KIB] = {"Private_Dirty then, KiB", false},
        [PSS_KIB] = {"Pss then, KiB", false},
        [TEXT_DIRTY_KIB] = {"Private_Dirty in text, KiB", false},
        [READER_DIRTY_KIB] = {"  of the largest process", false},
        [LINE_MS] = {"scroll a line, ms", true},
        [LINE_BYTES] = {"  bytes", false},
        [PAGE_MS] = {"page on, ms", true},
        [PAGE_BYTES] = {"  bytes", false},
        [SMALLER_MS] = {"80x24 to 60x17, ms", true},
        [SMALLER_BYTES] = {"  bytes", false},
        [LARGER_MS] = {"60x17 to 80x24, ms", true},
        [LARGER_BYTES] = {"  bytes", false},
        [SELECT_MS] = {"move the selection, ms", true},
        [SELECT_BYTES] = {"  bytes", false},
        [JUMP_MS] = {"open a section by digit, ms", true},
        [JUMP_BYTES] = {"  bytes", false},
        [LIST_MS] = {"from there to the list, ms", true},
        [LIST_BYTES] = {"  bytes", false},
        [FIND_MS] = {"search: the first letter, ms", true},
        [FIND_BYTES] = {"  bytes", false},
        [NARROW_MS] = {"search: the second letter, ms", true},
        [NARROW_BYTES] = {"  bytes", false},
};

static double median(const struct program *p, enum measure m)
{
	return samples_quantile(&p->result[m], 0.5);
}

static void median_cell(const struct program *p, const struct program *base, enum measure m,
                        char out[CELL])
{
	double value = median(p, m), than = median(base, m);
	int n = snprintf(out, CELL, measures[m].time ? "%.2f" : "%.0f", value);
	if (p != base && than > 0 && n > 0)
		snprintf(out + n, CELL - (size_t)n, value < 100 * than ? " (%.1f)" : " (%.0f)",
		         value / than);
}

static void quartiles_cell(const struct program *p, const struct program *base, enum measure m,
                           char out[CELL])
{
	(void)base;
	double low = samples_quantile(&p->result[m], 0.25);
	double high = samples_quantile(&p->result[m], 0.75);
	snprintf(out, CELL, high < 100 ? "[%.2f %.2f]" : "[%.0f %.0f]", low, high);
}

typedef void cell(const struct program *p, const struct program *base, enum measure m,
                  char out[CELL]);

static void print_row(const struct table *t, const char *label, enum measure m, cell *what)
{
	printf("%-*s", LABEL_WIDTH, label);
	for (size_t i = 0; i < t->n; i++) {
		const struct program *p = &t->program[i];
		char text[CELL] = "-";
		if (p->missing)
			continue;
		if (p->result[m].n)
			what(p, &t->program[t->base], m, text);
		printf("%*s", CELL_WIDTH, text);
	}
	putchar('\n');
}

static bool is_measured(const struct table *t, enum measure m)
{
	for (size_t i = 0; i < t->n; i++)
		if (!t->program[i].missing && t->program[i].result[m].n)
			return true;
	return false;
}

void table_print(const struct table *t)
{
	printf("\n%-*s", LABEL_WIDTH, t->title);
	for (size_t i = 0; i < t->n; i++)
		if (!t->program[i].missing)
			printf("%*s", CELL_WIDTH, t->program[i].name);
	putchar('\n');
	for (enum measure m = 0; m < MEASURES; m++) {
		if (!is_measured(t, m))
			continue;
		print_row(t, measures[m].label, m, median_cell);
		if (measures[m].time)
			print_row(t, "", m, quartiles_cell);
	}
	puts(t->notes);
}

void aims_print(const struct aim *aim, size_t n)
{
	for (; n--; aim++) {
		const char *than = aim->than ? aim->than->name : "";
		double value = median(aim->of, aim->measure);
		double base = aim->than ? median(aim->than, aim->measure) : 1;
		printf("%s, %s: aim: at most %g%s%s", aim->of->name, aim->what, aim->most,
		       aim->than ? " x " : aim->unit, than);
		if (!aim->of->result[aim->measure].n || base <= 0)
			puts(": not measured");
		else
			printf(": %.2f, %s\n", value / base,
			       value / base <= aim->most ? "met" : "missed");
	}
}

void aim_print(const char *what, double least, const char *unit, double got)
{
	printf("%s: aim: at least %g%s: %.0f, %s\n", what, least, unit, got,
	       got >= least ? "met" : "missed");
}
