/* arguments: the command line of a command that works on one translation. (A file of its own, for
 * getopt's struct option and that of the quiz do not go together.) */
#pragma once

struct arguments {
	const char *content;          /* the folder of the articles */
	const char *by, *to, *output; /* NULL without */
	char **word;                  /* what is no option */
	int n;
};

/* argv[0] is the command's name; `usage` is what may follow it, and --by and --to are asked for if they
 * stand there. Between `least` and `most` words, any number if `most` is 0. -1: go on; else the
 * status to end with, and all was said. */
int arguments_read(int argc, char **argv, const char *usage, int least, int most,
                   struct arguments *ret);
