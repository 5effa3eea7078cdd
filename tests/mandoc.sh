#!/bin/sh
# mandoc.sh PAGE...: nothing is wrong with the manual pages. Exits 77 (skipped) without mandoc.
set -eu
command -v mandoc >/dev/null || { echo "no mandoc here (Debian: mandoc)" >&2; exit 77; }
# Our lines have 100 columns, and the pages are not where man looks.
! mandoc -T lint -W style "$@" | grep -vE 'STYLE: (input text line longer|referenced manual not found)'
