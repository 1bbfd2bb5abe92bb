"""The one engine, beside the event loop: a bounded number of drafts wait for it, and it stays warm between them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

from linter.live.judging import Judge, Judgement, Task, WarmMorphology
from linter.model import Draft, Problem, RegionKind
from linter.problem_wording import problem_in
from linter.review.content import Submission, settled, title_of
from linter.review.errors import BusyError, UnreadableError

_HEADINGS = frozenset((RegionKind.TITLE, RegionKind.HEADING))


class Judging:
    """Judges what people write as if it lay in `folder`, under the configuration there. `most_waiting` drafts wait at
    most, half of them for one user; `largest` is in bytes."""

    def __init__(self, folder: Path, largest: int, most_waiting: int = 16) -> None:
        self._folder, self._largest, self._most_waiting = folder, largest, most_waiting
        self._morphology = WarmMorphology()
        # A comment in a draft is its writer's word, which closes no error.
        self._judge = Judge(self._morphology, inline_allow="warnings")
        self._worker = ThreadPoolExecutor(1, "judge")
        self._turns: dict[str, int] = {}
        self._works: dict[tuple[str, str], asyncio.Future[Judgement | None]] = {}
        self._numbers = count()

    def warm_up(self) -> None:
        """Read the rules before the first draft comes."""
        self._worker.submit(self._judge.judge, self._task("draft.md", b"", "en", ""), lambda: False)

    async def judged(self, name: str, content: bytes, lang: str, who: str, desk: str = "") -> Judgement | None:
        """What is found in a content. Of one desk only the newest state is of interest: None is told to those before.
        Raises BusyError when too many wait, UnreadableError where the content can't be read."""
        place = (who, desk or str(next(self._numbers)))
        self._make_room(place)
        is_outdated = self._turn(desk) if desk else _never
        task = self._task(name, content, lang, desk)
        work = asyncio.wrap_future(self._worker.submit(self._judge_newest, task, is_outdated))
        self._works[place] = work
        try:
            judgement = await work
        except asyncio.CancelledError:
            if self._works.get(place) is work:  # not by a newer text: whoever asked has gone
                raise
            return None
        finally:
            if self._works.get(place) is work:
                del self._works[place]
        if judgement is not None and judgement.draft is None:
            raise _unreadable(judgement, lang)
        return judgement

    def _make_room(self, place: tuple[str, str]) -> None:
        """A newer text takes the place of the one before it on its desk. Raises BusyError."""
        if (outdated := self._works.pop(place, None)) is not None:
            outdated.cancel()
        of_user = sum(who == place[0] for who, _ in self._works)
        if len(self._works) >= self._most_waiting or of_user >= max(self._most_waiting // 2, 1):
            raise BusyError("busy")

    async def submission(self, name: str, content: bytes, lang: str, who: str, title: str = "") -> Submission:
        """A content as it is kept, and what is found in it. Raises as `judged` does."""
        kept = settled(content, name)
        judgement = await self.judged(name, kept, lang, who)
        assert judgement is not None  # there is no desk, so nothing is outdated
        if judgement.problems:  # a rule that failed: nobody may take its silence for a verdict
            raise _unreadable(judgement, lang)
        assert judgement.draft is not None  # or it would have been called unreadable
        return Submission(name, kept, judgement.findings, title or _title(judgement.draft))

    def close(self) -> None:
        self._worker.shutdown(wait=False, cancel_futures=True)

    def _judge_newest(self, task: Task, is_outdated: Callable[[], bool]) -> Judgement | None:
        return None if is_outdated() else self._judge.judge(task, is_outdated)

    def _task(self, name: str, content: bytes, lang: str, desk: str) -> Task:
        return Task(self._folder / name, None, content, lang, self._largest, desk)

    def _turn(self, desk: str) -> Callable[[], bool]:
        turn = self._turns.pop(desk, 0) + 1
        self._turns[desk] = turn
        for oldest in list(self._turns)[:-1000]:
            del self._turns[oldest]
        return lambda: self._turns.get(desk) != turn


def _title(draft: Draft) -> str:
    """As the front matter has it, in whatever letters it names its keys; else the first heading."""
    titles = [str(value) for key, value in draft.meta.items() if str(key).lower() == "title" and value]
    headings = (region.text for region in draft.regions if region.kind in _HEADINGS)
    return title_of(next(iter((*titles, *headings)), ""))


def _never() -> bool:
    return False


def _unreadable(judgement: Judgement, lang: str) -> UnreadableError:
    """Why a draft could not be judged, in the words of whoever tried."""
    problem = judgement.problems[0] if judgement.problems else Problem("", str(judgement.error or "is left out"))
    problem = problem_in(problem, lang)
    return UnreadableError("unreadable", why=problem.message + (f" ({problem.hint})" if problem.hint else ""))
