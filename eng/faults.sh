#!/usr/bin/env bash
# Runs the fault suite. As root it gets a network and mounts of its own, so that cuts and full volumes stay inside; without, the cases that need them say so and fail.
# Usage, after `make build`: eng/faults.sh CONFIGURATION [--case F4] [--seed 7] ...
set -euo pipefail

program=artifacts/bin/Faults/$(tr '[:upper:]' '[:lower:]' <<< "$1")/Netralitas.Faults.dll
shift
if [ "$(id -u)" -eq 0 ] && command -v ip > /dev/null && unshare --mount --net --propagation private true 2> /dev/null; then
    NETRALITAS_FAULTS_OUTSIDE="$(readlink /proc/self/ns/net) $(readlink /proc/self/ns/mnt)"
    export NETRALITAS_FAULTS_OUTSIDE
    exec unshare --mount --net --propagation private -- sh -c 'ip link set lo up && exec dotnet "$@"' faults "$program" "$@"
fi

exec dotnet "$program" "$@"
