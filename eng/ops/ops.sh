#!/usr/bin/env bash
# Runs the operations program: eng/ops/ops.sh status, eng/ops/ops.sh dead list --service reports. Without arguments it lists its commands.
# Connections come from the environment: ConnectionStrings__<service>-operations and ConnectionStrings__message-bus (a shell may write _ in place of -).
set -euo pipefail

program=$(dirname "${BASH_SOURCE[0]}")/../../artifacts/bin/Operations/${NETRALITAS_BUILD:-release}/Netralitas.Operations.dll
exec dotnet "$program" "$@"
