#!/usr/bin/env bash
# Converts variables of 3 GiB together, from a checkpoint that takes no place on the disk, and says the memory that it took. Takes about a
# minute and, for the file that is written, 800 MB in the folder for temporary files.
set -euo pipefail
cd "$(dirname "$0")/.."
OCTAVO_LARGE=1 dotnet test tests/Octavo.EndToEnd -c Release --filter FullyQualifiedName~LargeVariablesTests --logger 'console;verbosity=detailed' "$@"
