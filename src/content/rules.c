/* The table of findings, as `anteroom-content explain` tells them. */
#include "content/rules.h"

#include "base/file.h"

const struct rule rules[R_COUNT] = {
        [R_ENCODING] = {"encoding", SEV_ERROR,
                        "The file is not saved as UTF-8 but in an older form (UTF-16), which most "
                        "editors call Unicode.",
                        "(a file that begins with the bytes FF FE)", "Save as… > Encoding: UTF-8"},
        [R_NOT_UTF8] = {"not-utf8", SEV_ERROR,
                        "There is a byte that is not UTF-8 text: most often the file was saved as "
                        "Latin-1 or Windows-1252.",
                        "title: \"Fatigu\\xe9\"  (one byte E9)", "title: \"Fatigué\"  (UTF-8)"},
        [R_TAB] = {"tab", SEV_ERROR,
                   "A tab is as wide as each program likes, and YAML forbids it in front of a key.",
                   "<tab>question: \"…\"", "  question: \"…\""},
        [R_LINE_END] = {"line-end", SEV_ERROR,
                        "A line ends in something else than a line feed (or carriage return and "
                        "line feed): an old Mac line end, or a Unicode line separator.",
                        "title: \"…\"<CR>summary: \"…\"", "title: \"…\"<LF>summary: \"…\"<LF>"},
        [R_CONTROL] = {"control-character", SEV_ERROR,
                       "A control character has no place in text and could command a terminal. It "
                       "may be there as itself or as an escape such as \\e.",
                       "title: \"\\e[31mRed\"", "title: \"Red\""},
        [R_BIDI_OVERRIDE] = {"bidi-override", SEV_ERROR,
                             "A bidirectional override or embedding makes text read otherwise than "
                             "it is written. The program orders right-to-left text by itself.",
                             "title: \"\\u202e…\"", "title: \"…\""},
        [R_BIDI_ISOLATE] = {"bidi-isolate", SEV_ERROR,
                            "A direction isolate (U+2066 to U+2068) is opened and not closed by "
                            "U+2069, or the other way round.",
                            "p1: \"\\u2066 call 112\"", "p1: \"\\u2066 call 112\\u2069\""},
        [R_FORBIDDEN_CHAR] = {"forbidden-character", SEV_ERROR,
                              "A character that shows nothing, or something else on each machine: "
                              "private use, tags, noncharacters, a byte order mark inside text.",
                              "title: \"\\ue000\"", "title: \"…\""},
        [R_YAML] = {"yaml-syntax", SEV_ERROR,
                    "The file is not valid YAML from this place on. Usual reasons: a text without "
                    "quotes that holds a colon, a quotation mark inside quotes, spaces in front of "
                    "a key that do not line up with its neighbours.",
                    "text: Note: take it slowly", "text: \"Note: take it slowly\""},
        [R_YAML_FEATURE] =
                {"yaml-feature", SEV_ERROR,
                 "Anchors (&), aliases (*), tags (!) and merge keys (<<) are not part of "
                 "the article format: every text stands where it is read.",
                 "p1: &risk \"…\"", "p1: \"…\""},
        [R_YAML_DOCUMENTS] =
                {"yaml-documents", SEV_ERROR,
                 "A file holds exactly one document: not none, and not two with a line "
                 "of --- between them.",
                 "(an empty file)", "anteroom: \"1\"\n…"},
        [R_YAML_LIMIT] = {"yaml-limit", SEV_ERROR,
                          "Nesting, a single text, a key or the whole is larger than any article "
                          "needs: 32 levels, 8 KB a text, 128 bytes a key.",
                          "[[[[[[[[…", "p1: \"…\""},
        [R_DUPLICATE_KEY] = {"duplicate-key", SEV_ERROR,
                             "The same key stands twice in one place, so that one of the two texts "
                             "would be lost.",
                             "p1: \"…\"\np1: \"…\"", "p1: \"…\"\np2: \"…\""},
        [R_UNKNOWN_KEY] = {"unknown-key", SEV_ERROR,
                           "The format has no such key here. Most often it is mistyped, or stands "
                           "too deep or not deep enough.",
                           "titel: \"…\"", "title: \"…\""},
        [R_MISSING_KEY] = {"missing-key", SEV_ERROR,
                           "Something that every article must say is not there.",
                           "title: \"…\"\n(no summary)", "title: \"…\"\nsummary: \"…\""},
        [R_WRONG_KIND] = {"wrong-kind", SEV_ERROR,
                          "Here stands a text where keys are expected, or keys where a text is.",
                          "introduction: \"…\"", "introduction:\n  p1: \"…\""},
        [R_EMPTY_TEXT] = {"empty-text", SEV_ERROR, "A key without words behind it.", "title: \"\"",
                          "title: \"When is ketamine safe?\""},
        [R_LINE_BREAK] = {"line-break", SEV_ERROR,
                          "A text is one paragraph. A second paragraph gets a key of its own, so "
                          "that a translation of it can be told apart. A long text may run over "
                          "several lines inside its quotes.",
                          "p1: |\n  One.\n  Two.", "p1: \"One.\"\np2: \"Two.\""},
        [R_BAD_ID] = {"bad-id", SEV_ERROR,
                      "An id is lower-case English letters, digits and hyphens, and begins with a "
                      "letter. Words that YAML reads as yes or no (yes, no, on, off, true, false, "
                      "null, y, n) and the names of blocks are reserved.",
                      "Über uns: \"…\"", "about-us: \"…\""},
        [R_BAD_VALUE] = {"bad-value", SEV_ERROR, "Only certain words can stand here.",
                         "status: \"done\"", "status: \"reviewed\""},
        [R_BAD_NUMBER] = {"bad-number", SEV_ERROR, "A whole number is expected, in digits.",
                          "n: fifty-nine", "n: 59"},
        [R_BAD_DATE] = {"bad-date", SEV_ERROR, "A date is year, month and day: 2026-11-24.",
                        "on: \"24.11.2026\"", "on: \"2026-11-24\""},
        [R_BAD_LANGUAGE] = {"bad-language", SEV_ERROR,
                            "Not a language tag after BCP 47, such as en, pt-BR or zh-Hans.",
                            "language: \"english\"", "language: \"en\""},
        [R_LANGUAGE_FILE] = {"language-file", SEV_ERROR,
                             "The file's name and the language it says it is in differ.",
                             "es.yaml with language: \"en\"", "es.yaml with language: \"es\""},
        [R_TOO_MANY] = {"too-many", SEV_ERROR,
                        "More than a reader can use, or than the keys 1 to 7 can serve.",
                        "(nine options)", "(three or four options)"},
        [R_FORMAT_VERSION] = {"format-version", SEV_ERROR,
                              "The file says that it is written for another version of the format.",
                              "anteroom: \"2\"", "anteroom: \"1\""},
        [R_NOT_SOURCE] = {"not-source", SEV_ERROR,
                          "The file does not say that it is the source, the one file of an article "
                          "that holds everything.",
                          "source: false", "source: true"},
        [R_SECTION_ORDER] = {"section-order", SEV_ERROR,
                             "An article has the sections mechanism, efficacy, risks, availability "
                             "and precautions, in this order. More may follow.",
                             "sections:\n  risks: …\n  mechanism: …",
                             "sections:\n  mechanism: …\n  efficacy: …\n  risks: …"},
        [R_BLOCK_KIND] = {"block-kind", SEV_ERROR,
                          "A block of a body is a text, or exactly one of list, steps, caution, "
                          "note and chance.",
                          "everyday:\n  bullets: …", "everyday:\n  list: …"},
        [R_UNKNOWN_TERM] = {"unknown-term", SEV_ERROR,
                            "A link to a word that the glossary does not have.", "[NMDA](#nmda)",
                            "[NMDA](#nmda-receptor)"},
        [R_UNKNOWN_SOURCE] = {"unknown-source", SEV_ERROR,
                              "A citation of something that is not among the sources.",
                              "… of 100 [@zarate].", "… of 100 [@zarate-2006]."},
        [R_UNKNOWN_SECTION] = {"unknown-section", SEV_ERROR,
                               "A question names a section that the article does not have.",
                               "section: risk", "section: risks"},
        [R_UNKNOWN_QUESTION] = {"unknown-question", SEV_ERROR,
                                "A takeaway names a quiz question that the article does not have. "
                                "Every takeaway is tested by a question.",
                                "quiz: who", "quiz: who-may"},
        [R_UNKNOWN_PATH] = {"unknown-path", SEV_ERROR,
                            "A path in `critical` leads to nothing in this article.",
                            "critical: [\"sections.risk\"]", "critical: [\"sections.risks\"]"},
        [R_QUIZ_ANSWER] = {"quiz-answer", SEV_ERROR,
                           "Exactly one option of a question is the right one.",
                           "(no option with correct: true)", "correct: true  (on one option)"},
        [R_QUIZ_OPTIONS] = {"quiz-options", SEV_ERROR,
                            "A question has two to six options. “I am not sure” is added by the "
                            "program.",
                            "(one option)", "(three options)"},
        [R_CHANCE_NUMBERS] = {"chance-numbers", SEV_ERROR,
                              "The numbers of a chance do not fit together: more people with the "
                              "outcome than there are, a denominator that is not 100 or 1000, or "
                              "counts that do not come to n.",
                              "n: 60\ncounted: [182, 310]", "n: 59\ncounted: [182, 310]"},
        [R_CHANCE_BESIDE] = {"chance-beside", SEV_ERROR,
                             "A chance that must be shown beside another (a harm beside a benefit) "
                             "does not stand directly before or after it.",
                             "beside: spray-harm  (three blocks away)",
                             "beside: spray-harm  (the next block)"},
        [R_BAD_COUNTRY] = {"bad-country", SEV_ERROR,
                           "A country is its two letters after ISO 3166, in capitals.",
                           "UK:", "GB:"},
        [R_BAD_PHONE] = {"bad-phone", SEV_ERROR,
                         "A number to call or text holds digits, spaces, hyphens, + * and #, "
                         "exactly as dialled in the country.",
                         "call: \"call 988\"", "call: \"988\""},
        [R_HELP_WAY] = {"help-way", SEV_ERROR,
                        "A line of help must be reachable: by call, text, whatsapp or chat.",
                        "(a line with a name only)", "call: \"988\""},
        [R_READING_GRADE] = {"reading-grade", SEV_WARNING,
                             "By the readability formula of its language a part of the article is "
                             "hard: long sentences or long words keep people from understanding "
                             "it. English goes by Flesch-Kincaid (past grade 8), Spanish by "
                             "INFLESZ (under 55), Italian by Gulpease (under 60), French, German, "
                             "Dutch, Portuguese, Russian, Polish and Turkish by one of their own, "
                             "other languages in Latin or Cyrillic letters by LIX. “anteroom-"
                             "content readability” shows all values and the longest sentences. No "
                             "formula proves that a text is clear.",
                             "Administration necessitates observation.",
                             "Staff watch you after each dose."},
        [R_HELP_OLD] =
                {"help-old", SEV_WARNING,
                 "Nobody has looked for more than 12 months whether a line of help still has this number. After 24 months it is no longer shown.",
                 "verified-on: \"2025-01-01\"",
                 "verified-on: (the day you saw the number on its own page)"},
        [R_MIXED_DENOMINATORS] =
                {"mixed-denominators", SEV_ERROR,
                 "Numbers that are compared with one another count of different numbers of people, "
                 "and few readers can compare them then. Count of 100 everywhere, or of 1000 "
                 "where something is rare. The exact count may stand in brackets behind it.",
                 "3 of 100 on the spray and 2 of 50 on the dummy",
                 "3 of 100 on the spray and 4 of 100 on the dummy (2 of 50 people)"},
        [R_NO_PERIOD] = {"no-period", SEV_NOTE,
                         "Numbers of people are compared, and nothing in the text tells within "
                         "what time: 4 of 100 in a week is not 4 of 100 in ten years.",
                         "38 of 100 on the spray and 14 of 100 on the dummy felt dizzy.",
                         "Within four weeks, 38 of 100 on the spray and 14 of 100 on the dummy "
                         "felt dizzy."},
        [R_RELATIVE_RISK] =
                {"relative-risk", SEV_ERROR,
                 "A change is told without the numbers that it starts from. “Half the risk” "
                 "is 1 of 1000 instead of 2 of 1000, or 20 of 100 instead of 40 of 100, and readers "
                 "take it for much. Say how many of 100 people without it, and how many with it.",
                 "The spray halves the risk of a relapse.",
                 "Within a year 22 of 100 have a relapse with the spray, 44 of 100 without it."},
        [R_ONE_IN_X] = {"one-in-x", SEV_ERROR,
                        "Many readers take 1 in 20 for more than 1 in 10, because 20 is more than "
                        "10. Write how many of 100 people, or of 1000.",
                        "1 in 20 people have it.", "5 of 100 people have it."},
        [R_PERCENT_AND_COUNT] =
                {"percent-and-count", SEV_WARNING,
                 "One text tells numbers in two forms, in percent and as numbers of people. Use one "
                 "form; numbers of people are understood by more readers.",
                 "It helped 30 % of people, and 12 of 100 stopped it.",
                 "It helped 30 of 100 people, and 12 of 100 stopped it."},
        [R_JARGON] =
                {"jargon", SEV_ERROR,
                 "A medical word is used that the article explains nowhere: not in brackets or "
                 "behind a comma, and not in the glossary. Use everyday words, or give it an "
                 "entry in the glossary and a link.",
                 "It may cause hypertension.", "It may cause high blood pressure."},
        [R_REVIEW_PASSED] =
                {"review-passed", SEV_ERROR,
                 "The day by which the facts should have been checked again has passed. "
                 "Readers are told so until somebody has checked them.",
                 "on: \"2024-11-24\"\nnext: \"2025-11-24\"",
                 "on: (the day they were checked again)\nnext: (a year later)"},
        [R_TAKEAWAY_WORDS] =
                {"takeaway-words", SEV_NOTE,
                 "A takeaway has no word in common with the question that tests it, its right option "
                 "and the reason for it (words of the title do not count). Perhaps that question "
                 "tests something else.",
                 "text: \"Do not drive until the next day.\"\nquiz: bladder",
                 "text: \"Do not drive until the next day.\"\nquiz: driving"},
        [R_ALL_OF_THE_ABOVE] =
                {"all-of-the-above", SEV_ERROR,
                 "An option speaks of the other options. The program mixes their order, so that "
                 "nothing need be “above”; and it asks readers to weigh all of them at once.",
                 "text: \"All of the above\"", "text: \"Headache, dizziness and feeling sick\""},
        [R_LETTER_REFERENCE] =
                {"letter-reference", SEV_ERROR,
                 "A text of the quiz names an option by a letter or a number. Options have no "
                 "letters, and their order differs from reader to reader.",
                 "why: \"Option B is safer.\"", "why: \"Waiting until the next day is safer.\""},
        [R_ANSWER_FIRST] =
                {"answer-first", SEV_ERROR,
                 "In every question whose order is fixed the right option stands first, so that one "
                 "can answer without reading. At least three such questions are looked at. Where "
                 "“fixed” does not stand, the order is mixed for each reader and does not matter.",
                 "fixed: true\noptions:\n  no: … (correct)\n  yes: …",
                 "fixed: true\noptions:\n  yes: …\n  no: … (correct)"},
        [R_ANSWER_LONGEST] =
                {"answer-longest", SEV_WARNING,
                 "In more than 60 of 100 questions the right option is the longest, so that one can "
                 "guess it. At least five questions are looked at. Put what explains it into the "
                 "reason.",
                 "text: \"No, wait until the next day, since your reactions are slow\"",
                 "text: \"No, wait until the next day\"\nwhy: \"Your reactions are slow.\""},
};

static const struct rule *const lower_floors[] = {&RULE_UNREADABLE, &RULE_TOO_LARGE};

const struct rule *rules_at(size_t i)
{
	if (i < R_COUNT)
		return &rules[i];
	i -= R_COUNT;
	return i < ARRAY_LEN(lower_floors) ? lower_floors[i] : NULL;
}

const struct rule *rules_find(const char *name)
{
	const struct rule *r;
	for (size_t i = 0; (r = rules_at(i)); i++)
		if (strcmp(r->name, name) == 0)
			return r;
	return NULL;
}
