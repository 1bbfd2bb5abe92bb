#!/usr/bin/env bash
# Install draftlint into an environment of its own: $VERSION, or the checkout that this action is part of.
set -euo pipefail

python3 -m venv "$RUNNER_TEMP/draftlint"
if [[ -n $VERSION ]]; then
  package="draftlint==$VERSION"
else
  package="$GITHUB_ACTION_PATH/../../.."
fi
"$RUNNER_TEMP/draftlint/bin/python" -m pip install --quiet "$package"
