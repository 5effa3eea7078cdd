/* Each key's comment says what belongs there. What cannot be left empty without being wrong (numbers,
 * above all) stands in comments. */
#include "desk/skeleton.h"

#include <stdlib.h>

static const char head[] =
        "# A new article. Write between the quotation marks: “anteroom-content check” tells what is left\n"
        "# to do, and content/README.md explains the rest. What stands behind a # is a comment; delete\n"
        "# those that have done their work. Where a # stands in front of a key, take it away to use it.\n"
        "anteroom: \"1\"                    # the version of this format\n"
        "language: \"%s\"%*s# of this file, which is named like it\n"
        "source: true                     # this file holds everything; translations hold only words\n"
        "title: \"\"                        # what it is about, best as the reader’s question\n"
        "summary: \"\"                      # one or two sentences, shown below the title\n"
        "review:\n"
        "  status: \"draft\"                # “reviewed” only when a clinician has approved the text\n"
        "  by: \"\"                         # that clinician’s name and role; until then, that there is none\n"
        "  on: \"%.*s\"               # the day on which the facts were checked\n"
        "  next: \"%.*s\"             # the day by which they must be checked again\n"
        "authors: \"\"                      # who wrote it\n"
        "funding: \"\"                      # who paid for it, and whose interests it might serve\n"
        "disclaimer: \"\"                   # what this is not: advice for one person\n"
        "# subjects:                      # for the list of a library; the same ids in other articles\n"
        "#   mood: \"\"\n"
        "# critical: [\"sections.risks.answer\"] # where an outdated translation must never be shown\n"
        "# notes:                         # hints for translators; each key is the path of a text\n"
        "#   title: \"\"\n"
        "introduction:                    # what a reader meets first\n"
        "  p1: \"\"                         # a paragraph; the next one is p2\n";

static const char sections[] =
        "sections:                        # these five, in this order; more may follow\n"
        "  mechanism:\n"
        "    question: \"\"                 # in the reader’s words: what is it, and how does it work?\n"
        "    answer: \"\"                   # the short answer, two to four sentences\n"
        "    body:\n"
        "      p1: \"\"                     # a paragraph\n"
        "      # parts:                   # an id of your own: small letters, digits, hyphens\n"
        "      #   list:                  # items in no order\n"
        "      #     one: \"\"\n"
        "      #     two: \"\"\n"
        "      # how:\n"
        "      #   steps:                 # numbered, in this order\n"
        "      #     first: \"\"\n"
        "      #     then: \"\"\n"
        "      # careful:\n"
        "      #   caution: \"\"            # a warning, shown in a box\n"
        "      # aside:\n"
        "      #   note: \"\"               # worth knowing, but not needed\n"
        "  efficacy:\n"
        "    question: \"\"                 # how well does it work, and for how long?\n"
        "    answer: \"\"                   # the short answer\n"
        "    body:\n"
        "      p1: \"\"                     # a paragraph; every fact has its source: [@first-source]\n"
        "      # helped:\n"
        "      #   chance:                # numbers that a person can picture\n"
        "      #     outcome: \"\"          # what may happen; stands alone\n"
        "      #     otherwise: \"\"        # what happens if not\n"
        "      #     group: \"\"            # who the people were\n"
        "      #     period: \"\"           # in what time\n"
        "      #     of: 100              # 100 or 1000, the same for both groups\n"
        "      #     with:                # those who had the treatment\n"
        "      #       n: 59              # how many of 100 had the outcome\n"
        "      #       label: \"\"          # what they had\n"
        "      #       counted: [182, 310] # the true count that n comes from, if there is one\n"
        "      #     without:             # those to compare with\n"
        "      #       n: 45              # how many of 100 had the outcome\n"
        "      #       label: \"\"          # what they had\n"
        "      #     certainty: \"\"        # how sure this is, and why\n"
        "      #     source: first-source # where all these numbers come from\n"
        "  risks:\n"
        "    question: \"\"                 # what can go wrong?\n"
        "    answer: \"\"                   # the short answer\n"
        "    body:\n"
        "      p1: \"\"                     # a paragraph\n"
        "  availability:\n"
        "    question: \"\"                 # where can I get it, and what does it cost?\n"
        "    answer: \"\"                   # the short answer\n"
        "    body:\n"
        "      p1: \"\"                     # a paragraph; also what other choices there are\n"
        "  precautions:\n"
        "    question: \"\"                 # who should not have it, and how do I stay safe?\n"
        "    answer: \"\"                   # the short answer\n"
        "    body:\n"
        "      p1: \"\"                     # a paragraph; also when to get help at once\n";

static const char rest[] =
        "quiz:                            # at least one question for each section, and for each takeaway\n"
        "  first-question:\n"
        "    section: precautions         # where the answer is found\n"
        "    # safety: true               # about safety; missed, it is said first in the result\n"
        "    question: \"\"                 # what is asked\n"
        "    again: \"\"                    # the same point in other words, for a second try\n"
        "    # fixed: true                # the options have an order of their own, such as numbers\n"
        "    options:                     # three or four; “I am not sure” is added by the program\n"
        "      wrong:\n"
        "        text: \"\"                 # an option that a reader may well believe\n"
        "        why: \"\"                  # why it is wrong; stands alone, and blames nobody\n"
        "      also-wrong:\n"
        "        text: \"\"                 # about as long as the others\n"
        "        why: \"\"                  # why it is wrong\n"
        "      right:\n"
        "        text: \"\"                 # the right one\n"
        "        why: \"\"                  # why it is right\n"
        "        correct: true            # at exactly one option\n"
        "takeaways:                       # what a reader must remember to be safe\n"
        "  first-takeaway:\n"
        "    text: \"\"                     # one sentence\n"
        "    quiz: first-question         # the question that tests it\n"
        "ask:                             # questions to bring to the appointment\n"
        "  first: \"\"                      # in the reader’s words\n"
        "glossary:                        # words that a text links to: [words](#first-word)\n"
        "  first-word:\n"
        "    term: \"\"                     # the word\n"
        "    meaning: \"\"                  # what it means, in everyday words\n"
        "    # also: \"\"                   # other words for it, as readers may look for it\n"
        "sources:                         # where the facts come from; cited as [@first-source]\n"
        "  first-source:\n"
        "    cite: \"\"                     # who, what, where, when\n"
        "    # doi: \"\"                    # at least one of doi, pmid, url, and id (its number elsewhere)\n"
        "    # pmid: \"\"                   # its number in PubMed\n"
        "    # url: \"\"                    # its address\n"
        "    # id: \"\"                     # its number or name elsewhere\n";

/* The same day a year later; of 29 February, the last. */
static struct str year_later(struct arena *a, struct str day)
{
	int year = atoi(arena_str(a, str_part(day, 0, 4)).p) + 1;
	struct str in_year = str_part(day, 4, day.len);
	return arena_fmt(a, "%04d%.*s", year,
	                 STR_ARG(str_is(in_year, "-02-29") ? STR("-02-28") : in_year));
}

struct str skeleton_text(struct arena *a, const char *language, struct str today)
{
	enum { COMMENTS_AT = 33 };
	int used = (int)strlen("language: \"\"") + (int)strlen(language);
	struct str next = year_later(a, today);
	struct str begin = arena_fmt(a, head, language, MAX(COMMENTS_AT - used, 1), "",
	                             STR_ARG(today), STR_ARG(next));
	return arena_fmt(a, "%s%s%s", begin.p, sections, rest);
}
