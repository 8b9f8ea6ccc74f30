#!/usr/bin/env bash
# The main job with an installed command, outside of the checkout: import, analyse, note, export.
set -euo pipefail
dateline=$1
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export DATELINE_CONFIG_DIR="$home/config" DATELINE_DATA_DIR="$home/data" DATELINE_CACHE_DIR="$home/cache"
cd "$home"
printf 'Mayor praises bridge\n\nOSLO, Norway — “It will last a hundred years,” said Kari Nordmann, the mayor of Oslo. She opened the bridge on Monday.\n' > story.txt
id=$("$dateline" add story.txt | cut -f 1)
"$dateline" analyze --json story.txt | grep -q '"NO"'
note=$("$dateline" note add "$id" --quote "a hundred years" --body "Check with the engineers.")
"$dateline" note list "$id" | grep -q "Check with the engineers"
"$dateline" export "$id" | grep -q "> .*a hundred years"
"$dateline" export "$id" | grep -q "$note"
"$dateline" doctor
"$dateline" --version
echo "smoke: $dateline is well"
