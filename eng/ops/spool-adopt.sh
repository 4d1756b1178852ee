#!/usr/bin/env bash
# Moves what waits in the spool of a replica that is gone for good into the spool of one that lives, which drains it. Can be run again after a crash.
# A file is on the other disk, whole and under its name, before it is removed here; a report that is moved twice is taken in once.
# Usage: eng/ops/spool-adopt.sh FROM TO
set -euo pipefail
umask 077

from=${1:?FROM is missing}
to=${2:?TO is missing}
for folder in "$from" "$to"; do
    [ -d "$folder" ] || { echo "There is no folder $folder" >&2; exit 1; }
done
[ "$(realpath "$from")" != "$(realpath "$to")" ] || { echo "Both are the same folder" >&2; exit 1; }

moved=0
shopt -s nullglob
for file in "$from"/*.spool; do
    name=$(basename "$file")
    if [ -e "$to/$name" ]; then
        cmp --silent "$file" "$to/$name" || { echo "$to/$name is there with other content; nothing was done to it" >&2; exit 1; }
    else
        # Not .tmp, which the living replica would take for its own.
        cp --preserve=timestamps,ownership "$file" "$to/$name.adopted"
        cmp --silent "$file" "$to/$name.adopted"
        sync "$to/$name.adopted"
        mv "$to/$name.adopted" "$to/$name"
        sync "$to"
    fi
    rm "$file"
    moved=$((moved + 1))
done
sync "$from"
echo "$moved files moved from $from to $to"
