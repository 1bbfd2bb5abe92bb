"""draftlint init"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click

from linter.cli.explain import language
from linter.cli.options import complete_profile, language_option
from linter.cli.output import write
from linter.errors import ConfigError
from linter.starting import Answers, profiles_for, starting_configuration

_WORDS = {
    "ko": {
        "guidelines": "따를 가이드라인 (쉼표로 여럿; `draftlint guideline --list`가 모두 보여 줍니다)",
        "names": "회사 이름, 사람들이 부르는 대로 (쉼표로 여럿)",
        "products": "제품 이름",
        "competitors": "경쟁사",
        "codenames": "밖에 나가면 안 되는 코드명",
        "press-contact": "언론 문의처",
        "jurisdictions": "법을 따를 곳: kr, us, uk",
        "listed": "상장회사인가요?",
        "wrote": "{path}에 설정을 적었습니다. 이어서: draftlint check .",
        "export": "동료에게 나눠 줄 가이드라인 문서: draftlint guideline --export --output GUIDELINE.md",
        "unnamed": "{path}에 설정을 적었습니다. 회사 이름을 채우고 나서: draftlint check .",
    },
    "en": {
        "guidelines": "Guidelines to follow (with commas between them; `draftlint guideline --list` has all)",
        "names": "Your company's names, as people write them (with commas)",
        "products": "Its products",
        "competitors": "Its competitors",
        "codenames": "Code names that nobody outside should read",
        "press-contact": "Where press questions go",
        "jurisdictions": "Whose law applies: kr, us, uk",
        "listed": "Is the company listed?",
        "wrote": "Wrote {path}. Now run: draftlint check .",
        "export": "The guideline to share with your people: draftlint guideline --export --output GUIDELINE.md",
        "unnamed": "Wrote {path}. Put your company's name in it, then run: draftlint check .",
    },
}


@click.command()
@click.option(
    "--guideline",
    "guidelines",
    multiple=True,
    is_flag=False,
    flag_value="",
    metavar="[NAME]",
    help="Follow this guideline; may be repeated. On a terminal, what no option says is asked.",
    shell_complete=complete_profile,
)
@click.option("--company", "names", multiple=True, metavar="NAME", help="A name of your company; may be repeated.")
@click.option("--product", "products", multiple=True, metavar="NAME", help="One of its products; may be repeated.")
@click.option("--competitor", "competitors", multiple=True, metavar="NAME", help="A competitor; may be repeated.")
@click.option("--customer", "customers", multiple=True, metavar="NAME", help="A customer not to be named unasked.")
@click.option("--codename", "codenames", multiple=True, metavar="NAME", help="A code name; may be repeated.")
@click.option("--press-contact", metavar="ADDRESS", help="Where press questions go.")
@click.option("--jurisdiction", "places", multiple=True, metavar="kr|us|uk", help="Whose law applies; may be repeated.")
@click.option("--listed/--not-listed", "is_listed", default=None, help="Whether the company's shares are listed.")
@click.option("--force", is_flag=True, help="Write over a .draftlint.yaml that is there already.")
@language_option("Language of the questions; auto is the terminal's.")
def init(
    guidelines: tuple[str, ...],
    names: tuple[str, ...],
    products: tuple[str, ...],
    competitors: tuple[str, ...],
    customers: tuple[str, ...],
    codenames: tuple[str, ...],
    press_contact: str | None,
    places: tuple[str, ...],
    is_listed: bool | None,
    force: bool,
    lang: str,
) -> None:
    """Write a .draftlint.yaml, with every key explained, into this folder.

    With --guideline it asks for what your company's guideline needs: names, products, the law that applies.

    \b
    draftlint init
    draftlint init --guideline
    draftlint init --guideline ibm --company "Garam Soft" --jurisdiction kr --listed
    """
    target = Path(".draftlint.yaml")
    if target.exists() and not force:
        raise click.UsageError(f"{target} is there already; --force writes over it.")
    asks = bool(guidelines) and sys.stdin.isatty()
    given = Answers(
        tuple(filter(None, guidelines)), names, products, competitors, customers, codenames, press_contact or "", places
    )
    words = _WORDS[language(lang)]
    answers = _asked(given, is_listed, words) if asks else replace(given, is_listed=bool(is_listed))
    write(starting_configuration(answers), target)
    click.echo(words["wrote"].format(path=target) if answers.names else words["unnamed"].format(path=target), err=True)
    click.echo(words["export"], err=True)


def _asked(given: Answers, is_listed: bool | None, words: dict[str, str]) -> Answers:
    """What is given, and what a person answers to the rest."""
    guidelines = given.guidelines or _list(words["guidelines"], "base", lambda names: Answers(guidelines=names))
    names = given.names or _list(words["names"])
    products = given.products or _list(words["products"])
    competitors = given.competitors or _list(words["competitors"])
    codenames = given.codenames or _list(words["codenames"])
    press_contact = given.press_contact or _text(words["press-contact"])
    places = given.jurisdictions or _list(words["jurisdictions"], "", lambda places: Answers(jurisdictions=places))
    if is_listed is None:
        is_listed = click.confirm(words["listed"], default=False, err=True)
    return replace(
        given,
        guidelines=guidelines,
        names=names,
        products=products,
        competitors=competitors,
        codenames=codenames,
        press_contact=press_contact,
        jurisdictions=places,
        is_listed=is_listed,
    )


def _text(question: str) -> str:
    answer: str = click.prompt(question, default="", show_default=False, err=True)
    return answer


def _list(
    question: str, default: str = "", answers: Callable[[tuple[str, ...]], Answers] | None = None
) -> tuple[str, ...]:
    """Names with commas between them. Those that `answers` takes for profiles or places are asked for again until
    there are such."""

    def read(answer: str) -> tuple[str, ...]:
        names = tuple(one.strip() for one in answer.split(",") if one.strip())
        try:
            if answers is not None:
                profiles_for(answers(names))
        except ConfigError as problem:
            raise click.UsageError(str(problem)) from None
        return names

    found: tuple[str, ...] = click.prompt(
        question, default=default, show_default=bool(default), value_proc=read, err=True
    )
    return found
