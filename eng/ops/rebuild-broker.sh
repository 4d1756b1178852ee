#!/usr/bin/env bash
# Fills a broker that lost everything: sends again what every service sent since an instant before the last message that was surely consumed.
# First start the new broker, then restart all services, so that queues and exchanges exist again. Consumers drop what they had.
# Usage: eng/ops/rebuild-broker.sh SINCE WHO WHY        SINCE is ISO 8601 with its offset
set -euo pipefail

ops=$(dirname "${BASH_SOURCE[0]}")/ops.sh
if [ "$#" -ne 3 ]; then
    sed -n '4s/^# //p' "$0" >&2
    exit 2
fi

for service in pledges reports notifications; do
    "$ops" broker rebuild --service "$service" --since "$1" --by "$2" --reason "$3"
done
"$ops" status
