#!/bin/sh
# format.sh TOP: every source file is as clang-format would write it. Exits 77 (skipped) where
# there is no clang-format.
set -eu
cd "$1"
command -v clang-format >/dev/null || { echo "no clang-format here" >&2; exit 77; }
find src tests -name '*.[ch]' -exec clang-format --dry-run -Werror --ferror-limit=1 {} +
