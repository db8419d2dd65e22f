#!/bin/sh
# The letters of the four examples laid beside what was published: letters_facts.py.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
command -v python3 >/dev/null || { echo "1..0 # SKIP needs python3"; exit 77; }
exec python3 "$here/letters_facts.py" "${ASSAY:-$here/../../build/assay}"
