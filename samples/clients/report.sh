#!/usr/bin/env bash
# Submits a report and follows it as JSON over HTTP, with curl. Prints the two answers as they come.
# Usage: samples/clients/report.sh '{"narrative": "what happened"}' [GATEWAY]
set -euo pipefail

report=${1:?$(sed -n '3s/^# //p' "$0")}
gateway=${2:-http://localhost:5101}

post() { # path, header; the body comes by standard input, so that no access code stands in a command line
    curl --silent --show-error --fail-with-body --retry 3 --max-time 10 --header 'Content-Type: application/json' --header "$2" --data-binary @- "$gateway$1"
    echo
}

# The key is made once: curl's repeats carry the same, and get the same number and code.
receipt=$(post /v1/reports "Idempotency-Key: $(cat /proc/sys/kernel/random/uuid)" <<< "$report")
echo "$receipt"
field() { sed -n "s/.*\"$1\": *\"\([^\"]*\)\".*/\1/p" <<< "$receipt"; }
post "/v1/reports/$(field number):track" 'Accept-Language: id' <<< "{\"accessCode\": \"$(field accessCode)\"}"
