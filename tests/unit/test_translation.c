/* A translation laid over its source: whose words are shown, where, and what is said of them. */
#include "check.h"

#include "content/article.h"

#include <locale.h>
#include <stdlib.h>

static const char source[] =
        "anteroom: \"1\"\n"
        "language: \"en\"\n"
        "source: true\n"
        "title: \"Tea\"\n"
        "summary: \"About tea.\"\n"
        "review: {status: \"draft\", by: \"nobody\", on: \"2026-11-24\", next: \"2027-11-24\"}\n"
        "authors: \"A\"\n"
        "funding: \"None\"\n"
        "disclaimer: \"No advice.\"\n"
        "critical: [\"sections.precautions\"]\n"
        "introduction: {p1: \"Tea has [caffeine](#caffeine).\"}\n"
        "sections:\n"
        "  mechanism: {question: \"What?\", answer: \"Drink 2 cups.\", body: {p1: \"Yes.\"}}\n"
        "  efficacy: {question: \"Does it?\", answer: \"It does.\", body: {p1: \"Yes.\"}}\n"
        "  risks: {question: \"Risks?\", answer: \"Few.\", body: {hot: {caution: \"Hot.\"}}}\n"
        "  availability: {question: \"Where?\", answer: \"Shops.\", body: {l: {list: {a: \"A "
        "shop\"}}}}\n"
        "  precautions: {question: \"Who?\", answer: \"Not all.\", body: {p1: \"No.\"}}\n"
        "quiz:\n"
        "  q: {section: mechanism, question: \"What is it?\", again: \"Again?\", options: {\n"
        "    a: {text: \"Leaf\", why: \"Right.\", correct: true}, b: {text: \"Stone\", why: "
        "\"No.\"}}}\n"
        "takeaways: {t: {text: \"Take care.\", quiz: q}}\n"
        "ask: {w: \"When?\"}\n"
        "glossary: {caffeine: {term: \"Caffeine\", meaning: \"It wakes.\"}}\n"
        "sources: {s: {cite: \"S\"}}\n";

#define HEAD "anteroom: \"1\"\nlanguage: \"es\"\n"

/* The source with the translation `es` over it; its passages in *ps. */
static struct article *laid_over(const char *es, struct passages *ps, struct diags *ds)
{
	struct translation *t = translation_parse("tea/es.yaml", str_of(es), ds);
	return article_parse("tea/en.yaml", str_of(source), t, ps, ds);
}

static const struct passage *at(const struct passages *ps, const char *path)
{
	for (size_t i = 0; i < ps->n; i++)
		if (str_is(ps->list[i].path, path))
			return &ps->list[i];
	return NULL;
}

/* A stamp for `path`: made from `from`, when the words were `words`. */
static const char *stamp(struct arena *a, const char *path, const char *from, const char *words)
{
	struct fingerprint f = fingerprint_of(str_of(from));
	return arena_fmt(a, "    \"%s\": \"%04x%08x %08x\"\n", path, f.numbers, f.text,
	                 fingerprint_of(str_of(words)).text)
	        .p;
}

/* --- which words are shown --------------------------------------------------------------- */

static void what_is_shown_depends_on_age_and_weight(void **state)
{
	(void)state;
	/* One string of the translation, and the stamp it has: what the source was, what it was. */
	static const struct {
		const char *name, *path, *yaml, *from, *words;
		bool stamped, shown;
		enum freshness freshness;
	} rows[] = {
	        {"fresh", "title", "title: \"Té\"\n", "Tea", "Té", true, true, FRESH},
	        {"never stamped, plain", "title", "title: \"Té\"\n", "", "", false, true,
	         FRESH_UNKNOWN},
	        {"never stamped, not called critical", "disclaimer", "disclaimer: \"No.\"\n", "",
	         "", false, true, FRESH_UNKNOWN},
	        {"stale, plain", "title", "title: \"Té\"\n", "Coffee", "Té", true, true, STALE},
	        {"stale, but redone since", "title", "title: \"Té\"\n", "Coffee", "Café", true,
	         true, FRESH},
	        {"white space is no change", "title", "title: \"Té\"\n", " Tea  ", "Té", true, true,
	         FRESH},
	        {"a number of the source changed", "sections.mechanism.answer",
	         "sections: {mechanism: {answer: \"Beba 3 tazas.\"}}\n", "Drink 3 cups.",
	         "Beba 3 tazas.", true, false, STALE_NUMBERS},
	        {"stale, under a critical path", "sections.precautions.body.p1",
	         "sections: {precautions: {body: {p1: \"No.\"}}}\n", "Nobody.", "No.", true, false,
	         STALE},
	        {"fresh, under a critical path", "sections.precautions.body.p1",
	         "sections: {precautions: {body: {p1: \"No.\"}}}\n", "No.", "No.", true, true,
	         FRESH},
	        {"a caution is critical by itself", "sections.risks.body.hot",
	         "sections: {risks: {body: {hot: \"Quema.\"}}}\n", "", "", false, false,
	         FRESH_UNKNOWN},
	        {"so is a takeaway", "takeaways.t.text", "takeaways: {t: {text: \"Cuidado.\"}}\n",
	         "", "", false, false, FRESH_UNKNOWN},
	        {"the kind of a block may be kept", "sections.availability.body.l.a",
	         "sections: {availability: {body: {l: {list: {a: \"Una tienda\"}}}}}\n", "", "",
	         false, true, FRESH_UNKNOWN},
	        {"or left out", "sections.availability.body.l.a",
	         "sections: {availability: {body: {l: {a: \"Una tienda\"}}}}\n", "", "", false,
	         true, FRESH_UNKNOWN},
	        {"a link to nothing", "introduction.p1",
	         "introduction: {p1: \"Tiene [cafeína](#cafe).\"}\n", "", "", false, false,
	         FRESH_UNKNOWN},
	        {"a control character", "title", "title: \"T\\e[31m\"\n", "", "", false, false,
	         FRESH_UNKNOWN},
	        {"two paragraphs", "title", "title: \"Uno\\nDos\"\n", "", "", false, false,
	         FRESH_UNKNOWN},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct arena a = {0};
		struct passages ps = {0};
		struct diags *ds = diags_new();
		struct str es = arena_fmt(&a, HEAD "%s", rows[i].yaml);
		if (rows[i].stamped)
			es = arena_fmt(&a, "%stranslation:\n  strings:\n%s", es.p,
			               stamp(&a, rows[i].path, rows[i].from, rows[i].words));
		struct article *article = laid_over(es.p, &ps, ds);
		const struct passage *p = at(&ps, rows[i].path);
		if (check_true(article && p && p->words, rows[i].name, "there")) {
			check_int(p->shown, rows[i].shown, rows[i].name, "shown");
			check_int(p->freshness, rows[i].freshness, rows[i].name, "freshness");
		}
		article_free(article);
		passages_clear(&ps);
		diags_free(ds);
		arena_clear(&a);
	}
	check_end();
}

static void a_question_is_shown_in_one_language(void **state)
{
	(void)state;
	static const struct {
		const char *name, *yaml, *lang;
		size_t in_source;
	} rows[] = {
	        {"whole",
	         "quiz: {q: {question: \"¿Qué es?\", again: \"¿Otra vez?\", options: {a: {text: "
	         "\"Hoja\", why: \"Sí.\"}, b: {text: \"Piedra\", why: \"No.\"}}}}\n",
	         "es", 26},
	        {"one reason missing",
	         "quiz: {q: {question: \"¿Qué es?\", again: \"¿Otra vez?\", options: {a: {text: "
	         "\"Hoja\", why: \"Sí.\"}, b: {text: \"Piedra\"}}}}\n",
	         "en", 32},
	        {"one reason broken",
	         "quiz: {q: {question: \"¿Qué es?\", again: \"¿Otra vez?\", options: {a: {text: "
	         "\"Hoja\", why: \"Sí [@x].\"}, b: {text: \"Piedra\", why: \"No.\"}}}}\n",
	         "en", 32},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct arena a = {0};
		struct diags *ds = diags_new();
		struct article *article =
		        laid_over(arena_fmt(&a, HEAD "%s", rows[i].yaml).p, NULL, ds);
		if (check_true(article != NULL, rows[i].name, "loads")) {
			const struct question *q = &article->question[0];
			const struct text *texts[] = {&q->question, &q->again, &q->option[0].text,
			                              &q->option[1].why};
			for (size_t k = 0; k < ARRAY_LEN(texts); k++)
				check_str(str_of(texts[k]->lang), rows[i].lang, rows[i].name,
				          "language of a text");
			check_int((long)article->n_texts, 32, rows[i].name, "texts");
			check_int((long)article->n_in_source, (long)rows[i].in_source, rows[i].name,
			          "left to the source");
			check_int((long)q->correct, 0, rows[i].name, "the answer");
		}
		article_free(article);
		diags_free(ds);
		arena_clear(&a);
	}
	check_end();
}

static void a_broken_file_leaves_the_source(void **state)
{
	(void)state;
	static const struct {
		const char *name, *yaml, *lang;
	} rows[] = {
	        {"sound", HEAD "title: \"Té\"\n", "es"},
	        {"no words at all", HEAD, "es"},
	        {"not YAML", HEAD "title: \"Té\n", "en"},
	        {"a list", "- a\n", "en"},
	        {"no language", "anteroom: \"1\"\ntitle: \"Té\"\n", "en"},
	        {"empty", "", "en"},
	        {"lists in brackets", HEAD "title: [\"Té\"]\n", "es"},
	        {"keys that the source has not", HEAD "tittel: \"Té\"\nquiz: {x: {y: \"z\"}}\n",
	         "es"},
	        {"numbers of the source",
	         HEAD "quiz: {q: {section: risks, options: {b: {correct: "
	              "true}}}}\n",
	         "es"},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct diags *ds = diags_new();
		struct article *article = laid_over(rows[i].yaml, NULL, ds);
		if (check_true(article != NULL, rows[i].name, "the article loads")) {
			check_str(article->lang, rows[i].lang, rows[i].name, "language");
			check_int((long)article->question[0].correct, 0, rows[i].name,
			          "the answer");
			check_int((long)article->question[0].section, 0, rows[i].name,
			          "its section");
		}
		article_free(article);
		diags_free(ds);
	}
	check_end();
}

/* --- standing ------------------------------------------------------------------------------ */

static const char whole[] =
        HEAD "title: \"Té\"\n"
             "translation:\n"
             "  machine: \"%s\"\n"
             "  translator: {name: \"%s\", on: \"2026-11-24\"}\n"
             "  reviser: {name: \"%s\", on: \"2026-11-24\", seen: \"%08x\"}\n"
             "  clinician: {name: \"%s\", on: \"2026-11-24\", seen: \"%08x\"}\n";

static void standing_follows_from_who_did_what(void **state)
{
	(void)state;
	static const struct {
		const char *name, *machine, *translator, *reviser, *clinician;
		bool reviser_saw, clinician_saw, whole;
		enum translation_status want;
	} rows[] = {
	        {"all saw it", "none", "A", "B", "C", true, true, true, TR_CLINICAL},
	        {"post-edited", "post-edited", "A", "B", "C", true, true, true, TR_CLINICAL},
	        {"raw", "raw", "A", "B", "C", true, true, true, TR_DRAFT},
	        {"not whole", "none", "A", "B", "C", true, true, false, TR_DRAFT},
	        {"revised by its translator", "none", "A", "A", "C", true, true, true,
	         TR_TRANSLATED},
	        {"reviser saw another text", "none", "A", "B", "C", false, true, true,
	         TR_TRANSLATED},
	        {"clinician saw another text", "none", "A", "B", "C", true, false, true,
	         TR_REVISED},
	};
	struct diags *ds = diags_new();
	struct translation *t = translation_parse("tea/es.yaml", STR(HEAD "title: \"Té\"\n"), ds);
	uint32_t digest = translation_digest(t);
	translation_free(t);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct arena a = {0};
		struct str yaml = arena_fmt(&a, whole, rows[i].machine, rows[i].translator,
		                            rows[i].reviser, rows[i].reviser_saw ? digest : 1u,
		                            rows[i].clinician, rows[i].clinician_saw ? digest : 1u);
		t = translation_parse("tea/es.yaml", yaml, ds);
		check_int(translation_status(t, rows[i].whole), rows[i].want, rows[i].name,
		          "standing");
		translation_free(t);
		arena_clear(&a);
	}
	check_int((long)diags_len(ds), 0, "all", "findings");
	diags_free(ds);
	check_end();
}

static void a_waiver_holds_until_either_text_changes(void **state)
{
	(void)state;
	struct arena a = {0};
	struct diags *ds = diags_new();
	struct str yaml = arena_fmt(
	        &a,
	        HEAD "title: \"Té 3\"\ntranslation:\n  ok:\n    \"title\":\n      \"numbers\":\n"
	             "        by: \"AB\"\n        on: \"2026-11-24\"\n        for: \"%08x\"\n",
	        waiver_pair(STR("Tea"), STR("Té 3")));
	struct translation *t = translation_parse("tea/es.yaml", yaml, ds);
	static const struct {
		const char *name, *path, *rule, *source, *text;
		bool want;
	} rows[] = {
	        {"as it was", "title", "numbers", "Tea", "Té 3", true},
	        {"another rule", "title", "units", "Tea", "Té 3", false},
	        {"another place", "summary", "numbers", "Tea", "Té 3", false},
	        {"the source changed", "title", "numbers", "Tea!", "Té 3", false},
	        {"the words changed", "title", "numbers", "Tea", "Té 4", false},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		check_int(translation_waives(t, str_of(rows[i].path), rows[i].rule,
		                             str_of(rows[i].source), str_of(rows[i].text)),
		          rows[i].want, rows[i].name, "waived");
	translation_free(t);
	diags_free(ds);
	arena_clear(&a);
	check_end();
}

int main(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(what_is_shown_depends_on_age_and_weight),
	        cmocka_unit_test(a_question_is_shown_in_one_language),
	        cmocka_unit_test(a_broken_file_leaves_the_source),
	        cmocka_unit_test(standing_follows_from_who_did_what),
	        cmocka_unit_test(a_waiver_holds_until_either_text_changes),
	};
	return cmocka_run_group_tests_name("translation", tests, NULL, NULL);
}
