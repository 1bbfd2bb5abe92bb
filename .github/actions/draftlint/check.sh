#!/usr/bin/env bash
# Check drafts. What comes from outside comes in variables and is never read as shell: $PATHS, $FORMAT, $FAIL_ON,
# $CHANGED_ONLY, $BASE, $SARIF_FILE. Exit code: draftlint's.
set -euo pipefail
export PYTHONUTF8=1

check=("$RUNNER_TEMP/draftlint/bin/draftlint" check)
if [[ -n $FAIL_ON ]]; then
  check+=(--fail-on "$FAIL_ON")
fi
if [[ $CHANGED_ONLY == true && $BASE =~ [1-9a-f] ]]; then # a new branch comes from 0000…: all of it is new
  if [[ $(git rev-parse --is-shallow-repository) == true ]]; then
    git fetch --quiet --no-tags --unshallow origin || true # if it can't, draftlint says what is missing
  fi
  check+=(--changed-since "$BASE")
fi
drafts=(--)
while IFS= read -r line; do
  if [[ -n $line ]]; then
    drafts+=("$line")
  fi
done <<<"$PATHS"

if [[ -n $SARIF_FILE ]]; then
  # The second run says what went wrong, and finds in the cache what this one has found.
  "${check[@]}" --format sarif "${drafts[@]}" >"$SARIF_FILE" 2>/dev/null || true
fi
"${check[@]}" --format "$FORMAT" "${drafts[@]}"
