/* commands: those of anteroom-content that have a file of their own. Each gets the arguments behind
 * its name and returns the exit status. */
#pragma once

int cmd_readability(int argc, char **argv);
