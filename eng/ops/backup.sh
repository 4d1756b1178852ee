#!/usr/bin/env bash
# Dumps each service's database into a folder, and checks that each dump can be read. Connects as the owner, by PGHOST, PGPORT, PGUSER and PGPASSWORD or ~/.pgpass.
# Usage: eng/ops/backup.sh FOLDER [DATABASE...]
# Dumps hold what reporters wrote: the folder belongs on an encrypted volume, and is closed to others here.
set -euo pipefail
umask 077

folder=${1:?FOLDER is missing}
shift
[ "$#" -gt 0 ] || set -- pledges reports notifications
mkdir -p "$folder"
for database in "$@"; do
    dump=$folder/$database-$(date -u +%Y%m%dT%H%M%SZ).dump
    pg_dump --format=custom --file="$dump.unfinished" "$database"
    pg_restore --list "$dump.unfinished" > "$dump.contents"
    grep -q 'TABLE DATA messaging outbox' "$dump.contents" || { echo "$dump.unfinished has no outbox" >&2; exit 1; }
    rm "$dump.contents"
    sync "$dump.unfinished"
    mv -n "$dump.unfinished" "$dump"
    sync "$folder"
    echo "$dump"
done
