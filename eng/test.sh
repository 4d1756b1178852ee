#!/usr/bin/env bash
# Runs test projects one after the other and closes with how long each took, what failed, and one line that sums them up. A project that runs no test fails, and so does a skipped test.
# Usage: eng/test.sh CONFIGURATION PROJECT...; the word "faults" stands for two cases of the fault suite, chosen by the commit's hash.
set -uo pipefail

configuration=$1
shift
results=artifacts/test-results
rm -rf "$results"
passed=0
failed=0
summary=""
for project in "$@"; do
    begun=$SECONDS
    if [ "$project" = faults ]; then
        log=$(mktemp)
        eng/faults.sh "$configuration" --two "$(git rev-parse HEAD 2> /dev/null || echo none)" | tee "$log"
        read -r ran _ bad _ < <(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$log" | tail -1)
        rm -f "$log"
        if [ -z "${bad:-}" ]; then
            echo "The faults did not finish" >&2
            bad=1
        fi
        passed=$((passed + ${ran:-0}))
        failed=$((failed + bad))
        summary+=$(printf '%4d s  %5d passed  %3d failed  faults' $((SECONDS - begun)) "${ran:-0}" "$bad")$'\n'
        continue
    fi
    name=$(basename "$project")
    dotnet test "$project" --configuration "$configuration" --no-build --nologo --results-directory "$results" --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal"
    status=$?
    counters=$(grep -o '<Counters [^>]*>' "$results/$name.trx" 2> /dev/null | head -1)
    count() { grep -o " $1=\"[0-9]*\"" <<< "$counters" | grep -o '[0-9]*'; }
    ran=$(count passed)
    bad=$(($(count total) - ${ran:-0}))
    if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ] || [ "${ran:-0}" -eq 0 ]; then
        echo "$name did not finish" >&2
        bad=$((bad + 1))
    fi
    passed=$((passed + ${ran:-0}))
    failed=$((failed + bad))
    summary+=$(printf '%4d s  %5d passed  %3d failed  %s' $((SECONDS - begun)) "${ran:-0}" "$bad" "$name")$'\n'
    [ "$bad" -eq 0 ] || summary+=$(eng/failures.py "$results/$name.trx")$'\n'
done
printf '%s' "$summary"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
