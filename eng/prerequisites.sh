#!/usr/bin/env bash
# The private PostgreSQL and RabbitMQ that the suite runs, and its tests, need these Debian packages. Installs what is missing when it may, and says what to install when it may not.
# Usage: eng/prerequisites.sh [faults]: with what all cases of `make faults` need.
set -euo pipefail

missing=()
compgen -G '/usr/lib/postgresql/*/bin/postgres' > /dev/null || missing+=(postgresql-15)
[ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || missing+=(rabbitmq-server)
# The sample clients, which the suite's tests run.
command -v curl > /dev/null || missing+=(curl)
command -v python3 > /dev/null || missing+=(python3)
/usr/bin/python3 -c 'import grpc, grpc_tools' 2> /dev/null || missing+=(python3-grpcio python3-grpc-tools)
# The tests of notifications send to a real mail server and verify signatures by a program of another language.
/usr/bin/python3 -c 'import aiosmtpd' 2> /dev/null || missing+=(python3-aiosmtpd)
/usr/bin/python3 -c 'import cryptography' 2> /dev/null || missing+=(python3-cryptography)
if [ "${1:-}" = faults ]; then
    compgen -G '/usr/lib/*/faketime/libfaketimeMT.so.1' > /dev/null || missing+=(faketime)
    command -v ip > /dev/null || missing+=(iproute2)
    command -v mkfs.ext4 > /dev/null || missing+=(e2fsprogs)
fi
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -eq 0 ]; then
    as_root=()
elif command -v sudo > /dev/null && sudo -n true 2> /dev/null; then
    as_root=(sudo -n)
else
    echo "Missing: ${missing[*]}. Install them as root, then run this again:" >&2
    echo "    apt-get update && apt-get install -y ${missing[*]}" >&2
    exit 1
fi

echo "Installing ${missing[*]} ..."
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -q \
    && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"; } > "$log" 2>&1; then
    tail -20 "$log" >&2
    echo "Installing ${missing[*]} failed (above)." >&2
    exit 1
fi
