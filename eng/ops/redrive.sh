#!/usr/bin/env bash
# Sends again what was set aside: the dead messages of a service, or what the consumer of a queue could not handle. Find and mend the cause first.
# Usage: eng/ops/redrive.sh service NAME WHO WHY
#        eng/ops/redrive.sh queue   NAME WHO WHY
set -euo pipefail

ops=$(dirname "${BASH_SOURCE[0]}")/ops.sh
if [ "$#" -ne 4 ]; then
    sed -n '3,4s/^# //p' "$0" >&2
    exit 2
fi

case $1 in
    service)
        "$ops" dead list --service "$2"
        "$ops" dead redrive --service "$2" --all --by "$3" --reason "$4"
        ;;
    queue)
        "$ops" queue list --queue "$2"
        "$ops" queue redrive --queue "$2" --by "$3" --reason "$4"
        ;;
    *)
        echo "service or queue, not $1" >&2
        exit 2
        ;;
esac
"$ops" status
