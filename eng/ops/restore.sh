#!/usr/bin/env bash
# Restores one service's database from a dump. Nothing is deleted: the database as it is now is kept beside it under another name.
# Stop the service first. Afterwards run migrations, start the service, and ask for a recount from before the dump was taken: see docs/operations.md.
# Connects as the owner, by PGHOST, PGPORT, PGUSER and PGPASSWORD or ~/.pgpass.
# Usage: eng/ops/restore.sh DATABASE DUMP
set -euo pipefail

database=${1:?DATABASE is missing}
dump=${2:?DUMP is missing}
kept=${database}_before_$(date -u +%Y%m%dt%H%M%Sz)
ask() { psql --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 --dbname postgres --set database="$database" --set kept="$kept" --file=-; }

pg_restore --list "$dump" > /dev/null
users=$(ask <<< "select string_agg(distinct usename || ' ' || coalesce(nullif(application_name, ''), client_addr::text, ''), ', ') from pg_stat_activity where datname = :'database'")
if [ -n "$users" ]; then
    echo "$database is in use by: $users. Stop the service first." >&2
    exit 1
fi

# No migration and no service may come in while the old one is moved away and the new one is half there.
ask <<< 'alter database :"database" rename to :"kept"; create database :"database" template template0; revoke connect on database :"database" from public'
if ! pg_restore --dbname "$database" --single-transaction --exit-on-error "$dump"; then
    ask <<< 'drop database :"database"; alter database :"kept" rename to :"database"'
    echo "$dump could not be restored; $database is as it was." >&2
    exit 1
fi
echo "$database is restored from $dump; what it was is in $kept."
