#!/usr/bin/env bash
# What waits in a spool, and whether its drainer is at work: looks twice. Ends with 1 when something waits longer than a minute and does not get less, or is damaged.
# Usage: eng/ops/spool-check.sh FOLDER [SECONDS BETWEEN THE TWO LOOKS]
set -euo pipefail

folder=${1:?FOLDER is missing}
pause=${2:-10}
[ -d "$folder" ] || { echo "There is no folder $folder" >&2; exit 1; }
count() { find "$folder" -maxdepth 2 -name "$1" -printf . | wc -c; }
older_than_a_minute() { find "$folder" -maxdepth 2 -name '*.spool' -mmin +1 -printf . | wc -c; }

before=$(count '*.spool')
old=$(older_than_a_minute)
damaged=$(count '*.damaged')
if [ "$old" -gt 0 ]; then
    sleep "$pause"
fi
after=$(count '*.spool')
echo "$folder: $before files, $old of them older than a minute; $pause s later $after files; $damaged damaged"
if [ "$damaged" -gt 0 ]; then
    echo "Damaged files are kept for a person to look at: they are not drained." >&2
fi
if [ "$old" -gt 0 ] && [ "$after" -ge "$before" ]; then
    echo "Nothing is drained: is the database back, and does the replica that owns this folder run? If that replica is gone for good, see spool-adopt.sh." >&2
    exit 1
fi
[ "$damaged" -eq 0 ]
