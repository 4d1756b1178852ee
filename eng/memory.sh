#!/usr/bin/env bash
# Sums the memory of a running suite: PSS of the AppHost's process and everything below it, by resource.
# Usage: eng/memory.sh [PID of the AppHost]
set -euo pipefail

root=${1:-$(pgrep -f 'Netralitas\.AppHost\.dll' | head -1)}
[ -n "$root" ] || { echo "No AppHost is running." >&2; exit 1; }

tree() {
    echo "$1"
    local child
    for child in $(pgrep -P "$1" || true); do tree "$child"; done
}

for pid in $(tree "$root"); do
    [ -r "/proc/$pid/smaps_rollup" ] || continue
    pss=$(awk '$1 == "Pss:" { print $2 }' "/proc/$pid/smaps_rollup" 2> /dev/null) || continue
    name=$(tr '\0' ' ' < "/proc/$pid/cmdline" | grep -o 'Netralitas\.[A-Za-z.]*\.dll\|postgres\|beam\.smp\|epmd\|rabbitmq' | head -1 || true)
    echo "${pss:-0} ${name:-other}"
done | awk '{ kb[$2] += $1; n[$2]++; sum += $1 } END { for (name in kb) printf "%7.1f MB  %s (%d)\n", kb[name] / 1024, name, n[name] | "sort -rn"; close("sort -rn"); printf "%7.1f MB  in all\n", sum / 1024 }'
