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
        [R_NO_SOURCE] =
                {"no-source", SEV_ERROR,
                 "A translation is laid over its source: a file of another language in the same "
                 "folder that says source: true and has no errors of its own.",
                 "(only es.yaml in content/tea)", "(es.yaml and en.yaml, with source: true)"},
        [R_MISSING] = {"missing", SEV_WARNING,
                       "Texts of the source have no translation yet. Nothing breaks: readers see "
                       "them in the source's language. check --notes lists every one.",
                       "answer: \"\"", "answer: \"Para algunas personas.\""},
        [R_MISSING_CRITICAL] =
                {"missing-critical", SEV_ERROR,
                 "Texts that matter for safety have no translation: cautions, chances, takeaways, "
                 "safety questions, and what the source calls critical. Translate these first.",
                 "caution: \"\"", "caution: \"Pregunte antes si tiene los ojos enfermos.\""},
        [R_UNTRANSLATED] = {"untranslated", SEV_NOTE,
                            "The paths of the texts that have no translation yet, a line for each "
                            "part of the article, as a list to work through.",
                            "p1: \"\"", "p1: \"La luz llega al ojo.\""},
        [R_EXTRA] = {"extra", SEV_WARNING,
                     "The source has no text at this place, so readers never see this one: a key "
                     "is mistyped, stands too deep, or has gone from the source.",
                     "anwser: \"Sus ojos.\"", "answer: \"Sus ojos.\""},
        [R_STALE] = {"stale", SEV_WARNING,
                     "The source text changed after it was translated. Translate it anew; if it "
                     "still means the same, `anteroom-content restamp` says so. Until then readers "
                     "see the old translation.",
                     "From a shop. -> From a good shop.\nanswer: \"En una tienda.\"",
                     "answer: \"En una buena tienda.\""},
        [R_STALE_CRITICAL] =
                {"stale-critical", SEV_ERROR,
                 "The source text changed after it was translated, and it matters for safety or a "
                 "number in it changed. Readers see the source until it is translated anew.",
                 "For 4 weeks -> For 6 weeks\nperiod: \"4 semanas\"", "period: \"6 semanas\""},
        [R_UNSTAMPED] =
                {"unstamped", SEV_NOTE,
                 "Nobody can tell whether the source changed since these texts were translated. "
                 "`anteroom-content translate` notes from which source each was made.",
                 "(no strings: under translation:)",
                 "strings:\n  \"title\": \"4f2a1b2c3d4e 5e6f7a8b\""},
        [R_PERSON] = {"person", SEV_WARNING,
                      "The entry of a reviser or clinician counts for nothing as it stands: it is "
                      "the translator's own, or does not say which words were read, or the words "
                      "changed since.",
                      "translator: {name: \"A. Rossi\", …}\nreviser: {name: \"A. Rossi\", …}",
                      "translator: {name: \"A. Rossi\", …}\nreviser: {name: \"B. Verdi\", …}"},
        [R_WAIVER_UNUSED] = {"waiver-unused", SEV_NOTE,
                             "A finding was silenced that is not there any more, or was silenced "
                             "for other words. The lines can go.",
                             "ok:\n  \"title\":\n    \"numbers\": …", "(nothing)"},
        [R_IDENTICAL] = {"identical", SEV_WARNING,
                         "The translation says in the source's words what the source says: it was "
                         "copied and not translated.",
                         "answer: \"From a good shop.\"", "answer: \"En una buena tienda.\""},
        [R_IDENTICAL_SHORT] = {"identical-short", SEV_NOTE,
                               "The same words as in the source, but few, or names: they may well "
                               "be the same in this language.",
                               "term: \"Placebo\"", "term: \"Placebo\"  (if that is the word)"},
        [R_NUMBERS] = {"numbers", SEV_ERROR,
                       "A number of the source is lost, or another one stands there. Numbers are "
                       "written as the language writes them (1,475 or 1.475 or ١٬٤٧٥), but are "
                       "never turned into others, nor “59 of 100” into a percentage.",
                       "It helps 59 of 100 people.\np1: \"Ayuda a 95 de 100 personas.\"",
                       "p1: \"Ayuda a 59 de 100 personas.\""},
        [R_NUMBER_WORD] = {"number-word", SEV_NOTE,
                           "One text has a number in digits, and the other perhaps in words. That "
                           "is good style in many languages; look whether it is the same number.",
                           "It takes 2 hours.\np1: \"Tarda dos horas.\"",
                           "p1: \"Tarda dos horas.\"  (it is)"},
        [R_NUMBER_ORDER] = {"number-order", SEV_NOTE,
                            "The same numbers stand in another order. Languages differ in that; "
                            "look whether each still counts the same.",
                            "5 to 20 minutes\np1: \"de 20 a 5 minutos\"",
                            "p1: \"de 5 a 20 minutos\""},
        [R_ORDER_CRITICAL] =
                {"order-critical", SEV_ERROR,
                 "The same numbers stand in another order, in a text that matters for safety. If "
                 "each still counts the same, silence it with `anteroom-content ok`.",
                 "5 to 20 minutes\ncaution: \"de 20 a 5 minutos\"",
                 "caution: \"de 5 a 20 minutos\""},
        [R_UNITS] = {"units", SEV_ERROR,
                     "A unit of the source (mcg, mg, g, kg, ml, %, IU) is lost, or another one "
                     "stands there. mcg and mg differ a thousandfold.",
                     "50 mcg\np1: \"50 mg\"", "p1: \"50 microgramos\""},
        [R_LINKS] =
                {"links", SEV_ERROR,
                 "A link to the glossary is lost, or there are more than in the source. The "
                 "words in the square brackets are translated, what is in the round ones stays.",
                 "the [body clock](#body-clock)\nanswer: \"el reloj interno\"",
                 "answer: \"el [reloj interno](#body-clock)\""},
        [R_CITATIONS] = {"citations", SEV_ERROR,
                         "A citation is lost, or there are more than in the source: readers could "
                         "not see where a fact comes from.",
                         "some people [@smith-2020].\np1: \"algunas personas.\"",
                         "p1: \"algunas personas [@smith-2020].\""},
        [R_PHONE] = {"phone", SEV_ERROR,
                     "A telephone number differs from the source. Articles hold none: they are by "
                     "country, and one that is wrong does harm. They belong into help-now.yaml.",
                     "p1: \"Llame al 0800 123 456.\"", "p1: \"Vea la página de ayuda.\""},
        [R_ADDRESS] = {"address", SEV_WARNING,
                       "An address of the web or of mail is lost or another one. The page in this "
                       "language may be right; then silence it.",
                       "See www.who.int.\np1: \"Véase www.oms.org.\"",
                       "p1: \"Véase www.who.int.\""},
        [R_MIXED_SCRIPT] =
                {"mixed-script", SEV_ERROR,
                 "One word holds Latin and Cyrillic or Greek letters, which look alike: it is not "
                 "found by a search, and read aloud wrongly. Type the word anew.",
                 "p1: \"2 c\\u043c\"  (a Latin c)", "p1: \"2 см\""},
        [R_FOREIGN_LETTERS] = {"foreign-letters", SEV_NOTE,
                               "A word holds a letter of a script in which the language is not "
                               "written. Whole words in Latin letters are taken for names.",
                               "p1: \"una onda λ\"", "p1: \"una onda lambda\""},
        [R_FOREIGN_MARK] = {"foreign-mark", SEV_NOTE,
                            "A comma, semicolon or question mark of the Latin script behind a "
                            "letter of a script that has its own.",
                            "question: \"ما هو?\"", "question: \"ما هو؟\""},
        [R_END_PUNCTUATION] = {"end-punctuation", SEV_NOTE,
                               "The text ends with another mark than the source, or with none: a "
                               "question became a statement, or a full stop was forgotten.",
                               "Does it work?\nquestion: \"Funciona.\"",
                               "question: \"¿Funciona?\""},
        [R_OPENING_MARK] = {"opening-mark", SEV_WARNING,
                            "In Spanish a question opens with ¿ and an exclamation with ¡.",
                            "question: \"Funciona?\"", "question: \"¿Funciona?\""},
        [R_SPACING] = {"spacing", SEV_NOTE, "Two spaces in a row, or none between two sentences.",
                       "p1: \"Es así.Pregunte.\"", "p1: \"Es así. Pregunte.\""},
        [R_UNBALANCED] = {"unbalanced", SEV_WARNING,
                          "A bracket or quotation mark has no partner, or not the one that the "
                          "language uses; or a star is shown because it marks no word.",
                          "p1: \"Use una lámpara (probada.\"",
                          "p1: \"Use una lámpara (probada).\""},
        [R_DOUBLED_WORD] = {"doubled-word", SEV_WARNING,
                            "A word stands twice in a row: most often a slip of the keyboard.",
                            "p1: \"Mire al al lado.\"", "p1: \"Mire al lado.\""},
        [R_NOT_NFC] = {"not-nfc", SEV_NOTE,
                       "The file keeps letters and their accents as separate characters. The "
                       "program joins them when it reads; searches in the file may miss them.",
                       "p1: \"lámpara\"  (a and U+0301)", "p1: \"lámpara\"  (U+00E1)"},
        [R_EQUAL_OPTIONS] = {"equal-options", SEV_ERROR,
                             "Two options of a question say the same in the translation: nobody "
                             "could choose the right one.",
                             "into: {text: \"La lámpara\"}\nbeside: {text: \"La lámpara\"}",
                             "into: {text: \"A la lámpara\"}\nbeside: {text: \"Al lado\"}"},
        [R_TERM_UNUSED] =
                {"term-unused", SEV_NOTE,
                 "The source uses a word of the glossary, and the translation another "
                 "one than the glossary's translation: readers take it for another thing.",
                 "term: \"Reloj interno\"\np1: \"el ritmo del cuerpo\"",
                 "p1: \"el reloj interno\""},
        [R_INCONSISTENT] = {"inconsistent", SEV_NOTE,
                            "The source says the same in two places, and the translation does not.",
                            "label: \"luz brillante\"\nlabel: \"luz intensa\"",
                            "label: \"luz brillante\"\nlabel: \"luz brillante\""},
        [R_REPEATED] = {"repeated", SEV_NOTE,
                        "The same words stand in two places where the source says different "
                        "things: perhaps one was copied into the wrong place.",
                        "p1: \"Vea a un médico.\"\np2: \"Vea a un médico.\"",
                        "p1: \"Vea a un médico.\"\np2: \"Vea a su familia.\""},
        [R_TOO_LONG] = {"too-long", SEV_WARNING,
                        "A word does not fit a line of a narrow screen (34 columns), a heading "
                        "takes more than 120 columns, or a text is more than twice as long as its "
                        "source.",
                        "term: \"Donaudampfschifffahrtsgesellschaftskapitän\"",
                        "term: \"Kapitän der Donau-Dampfschifffahrt\""},
        [R_TOO_SHORT] = {"too-short", SEV_NOTE,
                         "The text is less than a third as wide as its source: perhaps a sentence "
                         "was left out.",
                         "Look beside the lamp, not into it, and rest.\np1: \"No mire.\"",
                         "p1: \"Mire al lado de la lámpara, no a ella, y descanse.\""},
        [R_HOMOGRAPH] = {"homograph", SEV_WARNING,
                         "An English word was left that means something else in this language: in "
                         "Spanish “once” is eleven. Told only where it matters for safety.",
                         "Take it once a day.\ncaution: \"Tome once al día.\"",
                         "caution: \"Tome una vez al día.\""},
        [R_READING_LEVEL] = {"reading-level", SEV_NOTE,
                             "A part of the translation is hard to read by the formula of its "
                             "language. Formulas of two languages cannot be compared; let a few "
                             "readers try it. “anteroom-content readability” shows all values.",
                             "La administración requiere vigilancia.",
                             "El personal le acompaña después de cada dosis."},
        [R_FLOW_STYLE] = {"flow-style", SEV_ERROR,
                          "A tool changes a file line by line, and leaves alone what it cannot "
                          "change so: keys inside { } or [ ].",
                          "reviser: {name: \"…\", on: \"2026-11-24\"}",
                          "reviser:\n  name: \"…\"\n  on: \"2026-11-24\""},
        [R_KEPT_BY_TOOLS] =
                {"kept-by-tools", SEV_ERROR,
                 "A file that only the tools write, such as es.src.yaml, was changed by "
                 "hand or cut short. What it tells is how a source text was before it "
                 "changed; nobody's words are in it.",
                 "(es.src.yaml, cut off in the middle)", "(the file as it was, or no such file)"},
        [R_PO] = {"po", SEV_ERROR,
                  "A PO file cannot be read, or holds an entry that is no string of this article. "
                  "Nothing of it is taken over then. Export the article anew, and put your "
                  "translations there.",
                  "msgctxt \"tea|sections.risk\"", "msgctxt \"tea|sections.risks.answer\""},
        [R_UNSAFE_EDIT] =
                {"unsafe-edit", SEV_ERROR,
                 "A tool reads again what it is about to write. If that does not hold the "
                 "same words as before, or if the file was saved by someone else in the "
                 "meantime, the file is left as it is.",
                 "(saved in an editor while translate ran)", "(run translate again)"},
        [R_RESTAMP] = {"restamp", SEV_ERROR,
                       "restamp says that a source text changed and its meaning did not. It cannot "
                       "be said of what is critical, or where a number changed: somebody has to "
                       "look at the translation again.",
                       "restamp tea es sections.risks.answer", "(the text in es.yaml, redone)"},
        [R_WAIVER] = {"waiver", SEV_ERROR,
                      "Only a finding about the words of a translation can be silenced, for a text "
                      "that is there. What is broken has to be mended.",
                      "ok tea es title yaml-syntax --by AB", "ok tea es title numbers --by AB"},
};

static const struct rule *const lower_floors[] = {&RULE_UNREADABLE, &RULE_TOO_LARGE,
                                                  &RULE_UNWRITABLE};

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
