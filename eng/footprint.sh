#!/usr/bin/env bash
# Starts the suite, says how long it takes until the gateway is healthy, lets it idle, sums its memory (PSS), and ends it.
# Usage, after `make build`: eng/footprint.sh [CONFIGURATION]
set -euo pipefail

configuration=$(tr '[:upper:]' '[:lower:]' <<< "${1:-Release}")
health=http://localhost:5101/health
idle_seconds=30

curl -sf -o /dev/null "$health" && { echo "A suite is running already; end it first." >&2; exit 1; }
mkdir -p .data
DOTNET_ENVIRONMENT=Development dotnet "artifacts/bin/AppHost/$configuration/Netralitas.AppHost.dll" > .data/footprint.log 2>&1 &
apphost=$!
trap 'kill "$apphost" 2> /dev/null; wait "$apphost" 2> /dev/null || true' EXIT
started=$(date +%s%N)
until curl -sf -o /dev/null "$health"; do
    kill -0 "$apphost" 2> /dev/null || { tail -20 .data/footprint.log >&2; exit 1; }
    sleep 0.1
done
awk -v from="$started" -v to="$(date +%s%N)" 'BEGIN { printf "ready in %.1f s\n", (to - from) / 1e9 }'
echo "idle for $idle_seconds s ..."
sleep "$idle_seconds"
eng/memory.sh "$apphost"
