#!/usr/bin/env bash
# A file that only takes up room: released, it gives a full disk the room in which PostgreSQL can start and be cleaned up.
# Usage: eng/ops/ballast.sh create PATH SIZE      SIZE as 1G or 512M; on the volume of PostgreSQL's data, while there is room
#        eng/ops/ballast.sh release PATH          when the volume is full; create it again afterwards
set -euo pipefail

path=${2:?PATH is missing}
case ${1:?create or release} in
    create)
        size=$(numfmt --from=iec "${3:?SIZE is missing}")
        if [ -e "$path" ]; then
            echo "$path is there already" >&2
            exit 1
        fi
        # Blocks that are really taken: a file with a hole in it would give nothing back.
        if ! fallocate --length "$size" "$path" || [ "$(($(stat --format=%b "$path") * 512))" -lt "$size" ]; then
            rm -f "$path"
            echo "There is no room for $size bytes at $path" >&2
            exit 1
        fi
        sync "$path"
        ;;
    release)
        size=$(stat --format=%s "$path")
        rm "$path"
        sync "$(dirname "$path")"
        ;;
    *)
        echo "create or release, not $1" >&2
        exit 2
        ;;
esac
echo "$1: $size bytes at $path; free there now: $(df --output=avail --block-size=1 "$(dirname "$path")" | tail -1 | tr -d ' ')"
