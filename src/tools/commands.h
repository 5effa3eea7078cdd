/* commands: those of anteroom-content that have a file of their own. argv[0] is the
 * command's name; the exit status is returned. */
#pragma once

int cmd_check(int argc, char **argv);
int cmd_index(int argc, char **argv);
int cmd_new(int argc, char **argv);
int cmd_readability(int argc, char **argv);
int cmd_schema(int argc, char **argv);
int cmd_status(int argc, char **argv);
int cmd_translate(int argc, char **argv);
int cmd_restamp(int argc, char **argv);
int cmd_ok(int argc, char **argv);
int cmd_export(int argc, char **argv);
int cmd_import(int argc, char **argv);

/* Says on standard error what is wrong with a word of the command line; returns the exit status. */
int command_usage(const char *what, const char *word);
