/* Tables: what an editor completes and explains is read from the same lines that it checks by. A
 * test holds them against what the loader accepts. */
#include "desk/schema.h"

/* --- values ------------------------------------------------------------------------------- */

#define ID "^[a-z][a-z0-9-]{0,63}$"
#define HEX "[0-9a-fA-F]"

/* In JSON. A number or a truth may stand in quotes. */
static const struct {
	const char *name, *json;
} values[] = {
        {"text", "{\"type\": \"string\", \"pattern\": \"\\\\S\", \"maxLength\": 8192}"},
        {"words", "{\"type\": [\"string\", \"null\"], \"maxLength\": 8192}"},
        {"label", "{\"type\": [\"string\", \"number\"]}"},
        {"version", "{\"enum\": [\"1\", 1]}"},
        {"tag", "{\"type\": \"string\", \"pattern\": \"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$\"}"},
        {"true", "{\"enum\": [true, \"true\"]}"},
        {"truth", "{\"enum\": [true, false, \"true\", \"false\"]}"},
        {"day", "{\"type\": \"string\", \"pattern\": "
                "\"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$\"}"},
        {"people", "{\"type\": [\"integer\", \"string\"], \"minimum\": 0, \"maximum\": 1000, "
                   "\"pattern\": \"^[0-9]{1,9}$\"}"},
        {"count", "{\"type\": [\"integer\", \"string\"], \"minimum\": 0, \"maximum\": 10000000, "
                  "\"pattern\": \"^[0-9]{1,9}$\"}"},
        {"counts", "{\"type\": \"array\", \"items\": {\"$ref\": \"#/$defs/count\"}, "
                   "\"minItems\": 2, \"maxItems\": 2}"},
        {"denominator", "{\"enum\": [100, 1000, \"100\", \"1000\"]}"},
        {"id", "{\"type\": \"string\", \"pattern\": \"" ID "\"}"},
        {"new-id",
         "{\"pattern\": \"" ID "\", \"not\": {\"enum\": [\"yes\", \"no\", \"on\", \"off\", "
         "\"true\", \"false\", \"null\", \"y\", \"n\", \"list\", \"steps\", \"caution\", "
         "\"note\", \"chance\"]}}"},
        {"status", "{\"enum\": [\"draft\", \"reviewed\"]}"},
        {"machine", "{\"enum\": [\"none\", \"post-edited\", \"raw\"]}"},
        {"paths", "{\"type\": [\"array\", \"string\"], \"items\": {\"type\": \"string\"}, "
                  "\"maxItems\": 200}"},
        {"notes", "{\"type\": \"object\", \"additionalProperties\": {\"type\": \"string\"}}"},
        {"digest", "{\"type\": \"string\", \"pattern\": \"^" HEX "{8}$\"}"},
        {"stamps", "{\"type\": \"object\", \"additionalProperties\": {\"type\": \"string\", "
                   "\"pattern\": \"^" HEX "{12} " HEX "{8}$\"}}"},
        {"waivers", "{\"type\": \"object\", \"additionalProperties\": {\"type\": \"object\", "
                    "\"additionalProperties\": {\"$ref\": \"#/$defs/waiver\"}}}"},
};

/* --- mappings with keys of their own -------------------------------------------------------- */

enum { OPTIONAL, REQUIRED };
struct key {
	const char *name, *type;
	int required;
	const char *help;
};

enum { MAX_KEYS = 24 };
static const struct object {
	const char *name;
	struct key key[MAX_KEYS];
} objects[] = {
        {"article",
         {{"anteroom", "version", REQUIRED, "The version of this format: \\\"1\\\"."},
          {"language", "tag", REQUIRED,
           "The language of this file as a BCP 47 tag, such as en or pt-BR; also the file's name."},
          {"source", "true", REQUIRED,
           "true in the one file of an article that holds everything. A translation has no such "
           "key."},
          {"title", "text", REQUIRED, "What the article is about, best as the reader's question."},
          {"summary", "text", REQUIRED, "One or two sentences, shown below the title."},
          {"review", "review", REQUIRED, "Who has checked the facts, and until when that holds."},
          {"authors", "text", REQUIRED, "Who wrote it."},
          {"funding", "text", REQUIRED, "Who paid for it, and whose interests it might serve."},
          {"disclaimer", "text", REQUIRED, "What this is not: advice for one person."},
          {"subjects", "texts", OPTIONAL,
           "What it is about, for the list of a library: the same ids in all articles of a subject."},
          {"critical", "paths", OPTIONAL,
           "Paths, with all below them, where an outdated translation must never be shown: "
           "[\\\"sections.risks.answer\\\"]. Cautions, chances, takeaways and questions of safety "
           "are critical by themselves."},
          {"notes", "notes", OPTIONAL, "Hints for translators, by path."},
          {"introduction", "body", REQUIRED, "What a reader meets first."},
          {"sections", "sections", REQUIRED,
           "mechanism, efficacy, risks, availability, precautions, in this order. More may "
           "follow."},
          {"quiz", "quiz", REQUIRED, "Questions by which readers find out what they understood."},
          {"takeaways", "takeaways", REQUIRED,
           "What a reader must remember to be safe. Each is tested by a question of the quiz."},
          {"ask", "ask", REQUIRED, "Questions to bring to the appointment."},
          {"glossary", "glossary", REQUIRED, "Words that a text links to: [words](#id)."},
          {"sources", "sources", REQUIRED,
           "Where the facts come from. A text cites them: [@id]."}}},
        {"review",
         {{"status", "status", REQUIRED,
           "draft until a clinician has approved the text, then reviewed."},
          {"by", "text", REQUIRED, "The clinician's name and role."},
          {"on", "day", REQUIRED, "The day on which the facts were checked: 2026-11-24."},
          {"next", "day", REQUIRED, "The day by which they must be checked again."}}},
        {"section",
         {{"question", "text", REQUIRED, "In the reader's words."},
          {"answer", "text", REQUIRED, "The short answer, two to four sentences."},
          {"body", "body", REQUIRED, "Paragraphs, lists, steps, cautions, notes, chances."}}},
        {"chance",
         {{"outcome", "text", REQUIRED,
           "What may happen; stands alone: \\\"Symptoms at least halved\\\"."},
          {"otherwise", "text", REQUIRED, "What happens if not: \\\"Symptoms not halved\\\"."},
          {"group", "text", REQUIRED, "Who the people were."},
          {"period", "text", REQUIRED, "In what time: \\\"4 weeks\\\"."},
          {"of", "denominator", REQUIRED, "Of how many people, for both groups: 100 or 1000."},
          {"with", "arm", REQUIRED, "The group that had the treatment."},
          {"without", "arm", REQUIRED, "The group to compare with."},
          {"certainty", "text", REQUIRED, "How sure this is, and why."},
          {"source", "id", REQUIRED, "The id of the source of all these numbers."},
          {"beside", "id", OPTIONAL,
           "The id of the next or last chance, which must be shown together with this one: a harm "
           "beside a benefit."}}},
        {"arm",
         {{"n", "people", REQUIRED, "How many people of 100 (or 1000) had the outcome."},
          {"label", "text", REQUIRED, "What this group had."},
          {"counted", "counts", OPTIONAL,
           "The true count that n comes from: people with the outcome, people in the group: "
           "[182, 310]."}}},
        {"question",
         {{"section", "id", REQUIRED, "The section in which the answer is found."},
          {"safety", "truth", OPTIONAL,
           "true: about safety. Missed, it is said first in the result."},
          {"question", "text", REQUIRED, "What is asked."},
          {"again", "text", REQUIRED, "The same point in other words, for a second try."},
          {"fixed", "truth", OPTIONAL,
           "true: the options have an order of their own, such as numbers. Else they are mixed."},
          {"options", "options", REQUIRED,
           "Two to six; “I am not sure” is added by the program."}}},
        {"option",
         {{"text", "text", REQUIRED, "The option."},
          {"why", "text", REQUIRED, "Why it is right or wrong; stands alone."},
          {"correct", "truth", OPTIONAL, "true at exactly one option."}}},
        {"takeaway",
         {{"text", "text", REQUIRED, "One sentence to remember."},
          {"quiz", "id", REQUIRED, "The id of the question that tests it."}}},
        {"term",
         {{"term", "text", REQUIRED, "The word."},
          {"meaning", "text", REQUIRED, "What it means, in everyday words."},
          {"also", "text", OPTIONAL,
           "Other words for it by which a reader may look for it: \\\"special K; vitamin K\\\"."}}},
        {"reference",
         {{"cite", "text", REQUIRED, "Who, what, where, when."},
          {"doi", "label", OPTIONAL, "Its DOI, without https://doi.org/."},
          {"pmid", "label", OPTIONAL, "Its number in PubMed."},
          {"url", "label", OPTIONAL, "Its address."},
          {"id", "label", OPTIONAL, "Its number or name elsewhere."}}},

        {"translation-file",
         {{"anteroom", "version", REQUIRED, "The version of this format: \\\"1\\\"."},
          {"language", "tag", REQUIRED,
           "The language of this file as a BCP 47 tag, such as es or pt-BR; also the file's name."},
          {"title", "words", OPTIONAL, "The title. Left empty, it shows in the source's language."},
          {"summary", "words", OPTIONAL, "One or two sentences, shown below the title."},
          {"review", "review-words", OPTIONAL, "Who has checked the facts of the source."},
          {"authors", "words", OPTIONAL, "Who wrote the source."},
          {"funding", "words", OPTIONAL, "Who paid for it."},
          {"disclaimer", "words", OPTIONAL, "What this is not: advice for one person."},
          {"subjects", "texts-words", OPTIONAL, "Under the source's ids."},
          {"introduction", "body-words", OPTIONAL, "What a reader meets first."},
          {"sections", "sections-words", OPTIONAL, "Under the source's ids."},
          {"quiz", "quiz-words", OPTIONAL, "Under the source's ids."},
          {"takeaways", "takeaways-words", OPTIONAL, "Under the source's ids."},
          {"ask", "texts-words", OPTIONAL, "Under the source's ids."},
          {"glossary", "glossary-words", OPTIONAL, "Under the source's ids."},
          {"translation", "translation", OPTIONAL,
           "Last in the file: who made and read it, and what the tools keep."}}},
        {"review-words", {{"by", "words", OPTIONAL, "The name stays, the role is translated."}}},
        {"section-words",
         {{"question", "words", OPTIONAL, "In the reader's words."},
          {"answer", "words", OPTIONAL, "The short answer."},
          {"body", "body-words", OPTIONAL, "Under the source's ids."}}},
        {"chance-words",
         {{"outcome", "words", OPTIONAL, "What may happen; stands alone."},
          {"otherwise", "words", OPTIONAL, "What happens if not."},
          {"group", "words", OPTIONAL, "Who the people were."},
          {"period", "words", OPTIONAL, "In what time."},
          {"with", "arm-words", OPTIONAL, "The group that had the treatment."},
          {"without", "arm-words", OPTIONAL, "The group to compare with."},
          {"certainty", "words", OPTIONAL, "How sure this is, and why."}}},
        {"arm-words", {{"label", "words", OPTIONAL, "What this group had."}}},
        {"question-words",
         {{"question", "words", OPTIONAL, "What is asked."},
          {"again", "words", OPTIONAL, "The same point in other words, for a second try."},
          {"options", "options-words", OPTIONAL, "Under the source's ids."}}},
        {"option-words",
         {{"text", "words", OPTIONAL, "The option."},
          {"why", "words", OPTIONAL, "Why it is right or wrong; stands alone."}}},
        {"takeaway-words", {{"text", "words", OPTIONAL, "One sentence to remember."}}},
        {"term-words",
         {{"term", "words", OPTIONAL, "The word."},
          {"meaning", "words", OPTIONAL, "What it means, in everyday words."},
          {"also", "words", OPTIONAL, "Other words for it in this language."}}},
        {"translation",
         {{"machine", "machine", OPTIONAL,
           "none; post-edited: made by a machine and mended by a person; raw: made by a machine "
           "and not checked."},
          {"translator", "person", OPTIONAL, "Who translated it."},
          {"reviser", "person", OPTIONAL,
           "A second person, who read it sentence by sentence with the source."},
          {"clinician", "person", OPTIONAL, "A clinician who read it."},
          {"readers", "people", OPTIONAL, "On how many patients it was tried."},
          {"strings", "stamps", OPTIONAL, "Kept by the tools; do not edit."},
          {"ok", "waivers", OPTIONAL, "Silenced findings, written by “anteroom-content ok”."}}},
        {"person",
         {{"name", "text", REQUIRED, "Name, or initials and organisation."},
          {"org", "label", OPTIONAL, "Organisation."},
          {"role", "label", OPTIONAL, "Profession or role."},
          {"credential", "label", OPTIONAL, "Certificate or membership."},
          {"id", "label", OPTIONAL, "Its number."},
          {"native", "label", OPTIONAL, "Native language."},
          {"scope", "label", OPTIONAL, "What was read, if not all of it."},
          {"on", "day", REQUIRED, "The day on which the work was done: 2026-12-01."},
          {"seen", "digest", OPTIONAL,
           "Written by “anteroom-content translate”. Delete it when the changed words were read."}}},
        {"waiver",
         {{"by", "label", OPTIONAL, "Who silenced it."},
          {"on", "day", OPTIONAL, "When."},
          {"for", "digest", OPTIONAL, "For which words; kept by the tools."}}},
};

/* --- mappings under ids -------------------------------------------------------------------- */

static const struct map {
	const char *name, *type; /* of each value */
	unsigned least, most;
	const char *required; /* JSON array; NULL: none */
} maps[] = {
        {"body", "block", 1, 100, NULL},
        {"texts", "text", 1, 30, NULL},
        {"sections", "section", 1, 20,
         "[\"mechanism\", \"efficacy\", \"risks\", \"availability\", \"precautions\"]"},
        {"quiz", "question", 1, 60, NULL},
        {"options", "option", 2, 6, NULL},
        {"takeaways", "takeaway", 1, 30, NULL},
        {"ask", "text", 1, 30, NULL},
        {"glossary", "term", 1, 200, NULL},
        {"sources", "reference", 1, 200, NULL},
        {"body-words", "block-words", 0, 100, NULL},
        {"texts-words", "words", 0, 30, NULL},
        {"sections-words", "section-words", 0, 20, NULL},
        {"quiz-words", "question-words", 0, 60, NULL},
        {"options-words", "option-words", 0, 6, NULL},
        {"takeaways-words", "takeaway-words", 0, 30, NULL},
        {"glossary-words", "term-words", 0, 200, NULL},
};

/* --- blocks ------------------------------------------------------------------------------- */

static const struct {
	const char *name, *type, *words, *help;
} kinds[] = {
        {"list", "texts", "texts-words", "Items in no order."},
        {"steps", "texts", "texts-words", "Numbered steps."},
        {"caution", "text", "words", "A warning, shown in a box."},
        {"note", "text", "words", "An aside."},
        {"chance", "chance", "chance-words", "Numbers that a person can picture."},
};

/* --- writing ------------------------------------------------------------------------------ */

/* A translator may leave a key with nothing behind it. */
static const char *object_or_nothing(bool nothing)
{
	return nothing ? "[\"object\", \"null\"]" : "\"object\"";
}

static bool is_words(const char *name)
{
	return strstr(name, "-words") != NULL;
}

static void write_object(struct buf *out, const struct object *o)
{
	buf_fmt(out, "    \"%s\": {\n      \"type\": %s,\n      \"properties\": {", o->name,
	        object_or_nothing(is_words(o->name)));
	for (size_t i = 0; i < MAX_KEYS && o->key[i].name; i++)
		buf_fmt(out,
		        "%s\n        \"%s\": {\"$ref\": \"#/$defs/%s\", \"description\": \"%s\"}",
		        i ? "," : "", o->key[i].name, o->key[i].type, o->key[i].help);
	buf_fmt(out, "\n      },\n      \"required\": [");
	for (size_t i = 0, n = 0; i < MAX_KEYS && o->key[i].name; i++)
		if (o->key[i].required)
			buf_fmt(out, "%s\"%s\"", n++ ? ", " : "", o->key[i].name);
	buf_fmt(out, "],\n      \"additionalProperties\": false\n    },\n");
}

static void write_map(struct buf *out, const struct map *m)
{
	buf_fmt(out, "    \"%s\": {\n      \"type\": %s,\n", m->name,
	        object_or_nothing(is_words(m->name)));
	buf_fmt(out, "      \"propertyNames\": {\"$ref\": \"#/$defs/new-id\"},\n");
	buf_fmt(out, "      \"minProperties\": %u,\n      \"maxProperties\": %u,\n", m->least,
	        m->most);
	if (m->required)
		buf_fmt(out, "      \"required\": %s,\n", m->required);
	buf_fmt(out, "      \"additionalProperties\": {\"$ref\": \"#/$defs/%s\"}\n    },\n",
	        m->type);
}

/* A paragraph, or one kind; in a translation the kind may be left out. */
static void write_block(struct buf *out, bool source)
{
	buf_fmt(out, "    \"%s\": {\n      \"%s\": [\n", source ? "block" : "block-words",
	        source ? "oneOf" : "anyOf");
	buf_fmt(out, "        {\"$ref\": \"#/$defs/%s\", \"description\": \"A paragraph.\"}",
	        source ? "text" : "words");
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		buf_fmt(out,
		        ",\n        {\"type\": \"object\", \"properties\": {\"%s\": {\"$ref\": "
		        "\"#/$defs/%s\", \"description\": \"%s\"}}, \"required\": [\"%s\"], "
		        "\"additionalProperties\": false}",
		        kinds[i].name, source ? kinds[i].type : kinds[i].words, kinds[i].help,
		        kinds[i].name);
	if (!source)
		buf_fmt(out, ",\n        {\"$ref\": \"#/$defs/chance-words\"},\n"
		             "        {\"$ref\": \"#/$defs/texts-words\"}");
	buf_fmt(out, "\n      ]\n    },\n");
}

void schema_write(struct buf *out)
{
	buf_fmt(out, "{\n"
	             "  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"
	             "  \"title\": \"An article of anteroom, or a translation of one\",\n"
	             "  \"type\": \"object\",\n"
	             "  \"if\": {\"properties\": {\"source\": {\"$ref\": \"#/$defs/true\"}}, "
	             "\"required\": [\"source\"]},\n"
	             "  \"then\": {\"$ref\": \"#/$defs/article\"},\n"
	             "  \"else\": {\"$ref\": \"#/$defs/translation-file\"},\n"
	             "  \"$defs\": {\n");
	for (size_t i = 0; i < ARRAY_LEN(objects); i++)
		write_object(out, &objects[i]);
	for (size_t i = 0; i < ARRAY_LEN(maps); i++)
		write_map(out, &maps[i]);
	write_block(out, true);
	write_block(out, false);
	for (size_t i = 0; i < ARRAY_LEN(values); i++)
		buf_fmt(out, "    \"%s\": %s%s\n", values[i].name, values[i].json,
		        i + 1 < ARRAY_LEN(values) ? "," : "");
	buf_fmt(out, "  }\n}\n");
}
