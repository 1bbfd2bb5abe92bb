"""Whoever does what a finding advises hears no more of it."""

from __future__ import annotations

import pytest

from linter import Linter

CUSTOMER, MENTION = "confidential/customer", "respect/unconfirmed-mention"
STORY_KO = "새벽유통은 첫 달에 주문 누락을 세 번 겪었고, 우리 시스템으로 옮기면서 해결했다."
STORY_EN = "Dawn Retail lost three days of orders in May before they moved to us, and paid us 40,000 dollars."
PAID_KO = "고객사인 새벽유통은 올해 우리에게 12억 원을 지불했다."


def rules_of(linter: Linter, text: str) -> set[str]:
    return {finding.rule for finding in linter.check_text(text).findings}


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        (CUSTOMER, PAID_KO, f"새벽유통의 동의를 받아 소개합니다.\n\n{PAID_KO}"),
        (CUSTOMER, STORY_KO, f"이 사례는 새벽유통의 서면 동의를 얻어 공개합니다.\n\n{STORY_KO}"),
        (CUSTOMER, STORY_KO, f"{STORY_KO}\n\n새벽유통이 공개에 동의해 주었습니다."),
        (CUSTOMER, STORY_EN, f"Published with the written consent of Dawn Retail.\n\n{STORY_EN}"),
        (CUSTOMER, STORY_EN, f"Dawn Retail agreed in writing that we may tell this story.\n\n{STORY_EN}"),
        (CUSTOMER, STORY_EN, f"{STORY_EN}\n\nShared with permission from Dawn Retail."),
        (MENTION, "새벽유통도 가람톡을 쓴다.", "새벽유통의 동의를 받아 소개합니다. 새벽유통도 가람톡을 쓴다."),
        (MENTION, "새벽유통도 가람톡을 쓴다.", "새벽유통도 가람톡을 쓴다([도입 사례](https://garam.example/case))."),
        (MENTION, "Dawn Retail uses GaramTalk.", "Dawn Retail uses GaramTalk, with their permission to say so."),
        (
            "privacy/sensitive-trait",
            "제 사촌 동생은 조현병을 앓고 있습니다.",
            "본인의 동의를 받아 밝힙니다. 제 사촌 동생은 조현병을 앓고 있습니다.",
        ),
        (
            "confidential/employee",
            "우리 팀 박지훈 씨는 우울증으로 치료를 받고 있습니다.",
            "본인의 동의를 받아 밝힙니다. 우리 팀 박지훈 씨는 우울증으로 치료를 받고 있습니다.",
        ),
        (
            "confidential/finance",
            "우리 회사 3분기 매출은 42억 원이었다.",
            "우리 회사 3분기 매출은 42억 원이었다([분기보고서](https://garam.example/filing)).",
        ),
        (
            "confidential/finance",
            "Our Q3 revenue grew 14% to 4.2 billion won.",
            "Our Q3 revenue grew 14% to 4.2 billion won ([press release](https://garam.example/news)).",
        ),
    ],
)
def test_what_is_advised_settles_the_finding(linter: Linter, rule: str, before: str, after: str) -> None:
    assert rule in rules_of(linter, before)
    assert rule not in rules_of(linter, after)


@pytest.mark.parametrize(
    "line",
    [
        "새벽유통의 동의를 받지 않고 공개합니다.",
        "새벽유통의 동의를 받아 공개할 예정입니다.",
        "이사회의 승인을 받아 예산을 집행했다.",
        "Dawn Retail has not agreed that we may tell this story.",
        "With the approval of the board we bought new laptops.",
        "Published without the consent of Dawn Retail.",
    ],
)
def test_other_words_of_consent_settle_nothing(linter: Linter, line: str) -> None:
    story = STORY_EN if line.isascii() else STORY_KO
    assert CUSTOMER in rules_of(linter, f"{line}\n\n{story}")
