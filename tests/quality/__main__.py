"""python -m tests.quality [CASES.jsonl …] [--misses] [--rule RULE]"""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.quality.measure import CASES, judge, read_cases, score

parser = argparse.ArgumentParser(description="Measure draftlint on labelled cases.")
parser.add_argument("cases", nargs="*", type=Path, default=sorted(CASES.glob("*.jsonl")))
parser.add_argument("--config", type=Path, default=CASES / "draftlint.yaml")
parser.add_argument("--misses", action="store_true", help="print every miss and false alarm")
parser.add_argument("--rule", help="of this rule or family only")
args = parser.parse_args()
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
