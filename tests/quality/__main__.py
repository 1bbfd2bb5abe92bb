"""python -m tests.quality [CASES.jsonl …] [--misses] [--rule RULE] [--raise-floors]"""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.quality.floors import raise_floors
from tests.quality.measure import CASES, SETS, judge, read_cases, score

parser = argparse.ArgumentParser(description="Measure draftlint on labelled cases.")
parser.add_argument("cases", nargs="*", type=Path, default=SETS["given"])
parser.add_argument("--config", type=Path, default=CASES / "draftlint.yaml")
parser.add_argument("--misses", action="store_true", help="print every miss and false alarm")
parser.add_argument("--rule", help="of this rule or family only")
parser.add_argument("--raise-floors", action="store_true", help="write the figures of all sets as the new floors")
args = parser.parse_args()
if args.raise_floors:
    raise SystemExit(raise_floors())
cases = read_cases(args.cases)
result = score(cases, judge(cases, args.config))
if args.misses:
    print("\n".join(line for line in sorted(result.misses) if not args.rule or args.rule in line.split()[1]))
print(
    "\n".join(
        line
        for line in result.table().splitlines()
        if not args.rule or args.rule in line or line.startswith((" ", "all"))
    )
)
