#!/usr/bin/env bash
# Loads the samples through the gateway and prints what the suite answers. Uses a suite that is running; otherwise starts one and ends it afterwards.
# Build first: `make demo` does.
#
#   CONFIGURATION   build configuration, Release unless set
#   GATEWAY         gRPC address of the gateway, http://localhost:5100 unless set
#   GATEWAY_HEALTH  its health page, http://localhost:5101/health unless set
set -euo pipefail

repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
config=$(tr '[:upper:]' '[:lower:]' <<<"${CONFIGURATION:-Release}") # the folder of a configuration has its name in lower case
gateway=${GATEWAY:-http://localhost:5100}
health=${GATEWAY_HEALTH:-http://localhost:5101/health}
apphost="$repo/artifacts/bin/AppHost/$config/Netralitas.AppHost.dll"
demo="$repo/artifacts/bin/Demo/$config/Netralitas.Demo.dll"
log="$repo/.data/demo-apphost.log"
ready_within=90 # seconds
end_within=60   # seconds

apphost_pid=
demo_pid=

say() { printf 'demo: %s\n' "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

healthy() { curl --silent --fail --max-time 2 --output /dev/null "$health"; }

# Whether a process that this script started is still running.
running() { kill -0 "$1" 2>/dev/null; }

require() {
    command -v curl >/dev/null || fail "curl tidak ditemukan; pasang dahulu."
    command -v dotnet >/dev/null || fail "dotnet tidak ditemukan; pasang .NET SDK dahulu."
    [[ -f $demo ]] || fail "$demo belum ada; jalankan 'make demo', yang membangunnya dahulu."
}

start_apphost() {
    [[ -f $apphost ]] || fail "$apphost belum ada; jalankan 'make demo', yang membangunnya dahulu."
    mkdir -p "$(dirname "$log")"
    say "menyalakan suite; catatannya di $log"
    # Its own process group (set -m): Ctrl-C reaches this script alone, which then ends the AppHost in order.
    set -m
    (
        cd "$repo"
        export DOTNET_ENVIRONMENT=${DOTNET_ENVIRONMENT:-Development} ASPNETCORE_ENVIRONMENT=${ASPNETCORE_ENVIRONMENT:-Development}
        exec dotnet "$apphost"
    ) >"$log" 2>&1 </dev/null &
    apphost_pid=$!
    set +m
}

wait_until_healthy() {
    local from=$SECONDS shown=-5
    until healthy; do
        if ! running "$apphost_pid"; then
            say "AppHost berhenti sebelum gerbang sehat. Akhir catatannya:"
            tail -n 40 "$log" >&2
            exit 1
        fi

        local waited=$((SECONDS - from))
        if ((waited >= ready_within)); then
            say "gerbang belum sehat setelah $ready_within detik. Akhir catatan AppHost:"
            tail -n 40 "$log" >&2
            exit 1
        fi

        if ((waited - shown >= 5)); then
            say "menunggu gerbang sehat di $health ($waited dari $ready_within detik)"
            shown=$waited
        fi
        sleep 0.5
    done
}

end_process() {
    local pid=$1 from=$SECONDS
    running "$pid" || return 0
    kill -TERM "$pid" 2>/dev/null || true
    while running "$pid" && ((SECONDS - from < end_within)); do
        sleep 0.2
    done
    if running "$pid"; then
        say "proses $pid belum berhenti setelah $end_within detik; dihentikan paksa"
        kill -KILL "$pid" 2>/dev/null || true
    fi
    wait "$pid" 2>/dev/null || true
}

clean_up() {
    local result=$?
    trap - EXIT
    trap '' INT TERM HUP
    [[ -z $demo_pid ]] || end_process "$demo_pid"
    if [[ -n $apphost_pid ]] && running "$apphost_pid"; then
        say "mematikan suite"
        end_process "$apphost_pid"
    fi
    exit "$result"
}

trap clean_up EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

require
if healthy; then
    say "memakai suite yang sudah berjalan ($health)"
else
    start_apphost
    wait_until_healthy
fi

# In the background, so that a signal to this script is acted on at once.
dotnet "$demo" load --gateway "$gateway" &
demo_pid=$!
wait "$demo_pid"
demo_pid=
