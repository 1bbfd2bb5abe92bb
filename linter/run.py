"""Judge many files: on all cores, and those that have not changed since an earlier run not at all.

A worker judges what needs no morphology and leaves the rest open; what is open is settled here, in portions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from linter.cache import digest
from linter.collector import paused
from linter.contents import code_digest
from linter.discovery import Rulebooks
from linter.engine import Judged, findings_of, gather, judge, secrets_of, settle, told
from linter.errors import DraftError
from linter.findings import mask
from linter.model import Certainty, Draft, Finding, Problem, Span, Told
from linter.readers import format_of, is_text, read_bytes, read_content
from linter.rulebook.rulebook import Rulebook
from linter.text.korean import Morphology

if TYPE_CHECKING:
    from linter.memory import Memory

# Below this a pool of processes costs more than it brings.
_FEWEST_FILES_FOR_WORKERS = 12
_FILES_AT_A_TIME = 8
# Of drafts that wait for morphology, together: what is known of them takes half a kilobyte a character.
_MOST_CHARACTERS_WAITING = 100_000


@dataclass(slots=True)
class Outcome:
    """What came of one file. `told` is None while its verdicts are open, or where it could not be read; `text` is its
    source, secrets masked, where it has findings and texts are kept; `key` stands for all that the verdicts depend on.
    """

    findings: list[Finding] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    told: list[Told] | None = None
    text: str | None = None
    key: str | None = None
    is_open: bool = False
    judged: Judged | None = None  # what an open one is, unless another process has judged it

    @property
    def characters(self) -> int:
        """How long the draft is that waits."""
        return 0 if self.judged is None else len(self.judged.evidence.draft.source)


@dataclass(slots=True)
class Runner:
    """How files are judged: under which rulebooks, in which language, in how many processes, with or without memory.

    `contents` gives the bytes of a file, or raises DraftError.
    """

    rulebooks: Rulebooks
    lang: str
    morphology: Morphology
    jobs: int = 1
    remembers: bool = False
    contents: Callable[[Path], bytes] = read_content
    keeps_texts: bool = False
    _memories: dict[str, Memory] = field(default_factory=dict)

    @paused()
    def run(self, files: Sequence[Path], progress: Callable[[int, int], None]) -> list[Outcome]:
        """An outcome for each file, in their order. Raises ConfigError, RuleError or LexiconError."""
        outcomes: list[Outcome | None] = [self._recalled(file) for file in files]
        to_judge = [at for at, outcome in enumerate(outcomes) if outcome is None]
        done, waiting = len(files) - len(to_judge), dict[int, Outcome]()
        for at, outcome in zip(to_judge, self._judged([files[at] for at in to_judge]), strict=True):
            if outcome.is_open and outcome.judged is None:
                outcome = self.judge_file(files[at])
            outcomes[at] = outcome
            if outcome.judged is not None:
                waiting[at] = outcome
            if sum(one.characters for one in waiting.values()) > _MOST_CHARACTERS_WAITING:
                self._settle(waiting, outcomes)
            done += 1
            progress(done, len(files))
        self._settle(waiting, outcomes)
        whole = [outcome for outcome in outcomes if outcome is not None]
        self._remember([files[at] for at in to_judge], [whole[at] for at in to_judge])
        return whole

    def judge_file(self, file: Path) -> Outcome:
        """What can be said of a file without morphology."""
        rulebook = self.rulebooks.of(file)
        try:
            data = self.contents(file)
            draft = read_bytes(data, str(file))
        except DraftError as problem:
            return Outcome(problems=[Problem(problem.path or str(file), problem.message, problem.hint, problem.line)])
        key = _key(file, data, rulebook) if self.remembers and not _is_stream(file) else None
        one = judge(gather(draft, rulebook), rulebook)
        if one.open_sentences:
            return Outcome(key=key, is_open=True, judged=one)
        return self._outcome(draft, rulebook, told(one), one.problems, key)

    def _outcome(
        self,
        draft: Draft,
        rulebook: Rulebook,
        verdicts: list[Told],
        problems: Sequence[Problem] = (),
        key: str | None = None,
    ) -> Outcome:
        findings = list(findings_of(draft, rulebook, verdicts, self.lang))
        text = mask(draft.source, secrets_of(verdicts, rulebook)) if findings and self.keeps_texts else None
        return Outcome(findings, list(problems), verdicts, text, key)

    def _judged(self, files: Sequence[Path]) -> Iterator[Outcome]:
        for file in files:  # a wrong configuration is said here, once, and not by a worker
            self.rulebooks.of(file)
        if self.jobs < 2 or len(files) < _FEWEST_FILES_FOR_WORKERS:
            yield from map(self.judge_file, files)
            return
        import multiprocessing  # slow to import, and not for a single draft

        with multiprocessing.Pool(min(self.jobs, len(files)), _begin_work, (self,)) as pool:
            yield from pool.imap(_judge_one, files, chunksize=_FILES_AT_A_TIME)

    def _settle(self, waiting: dict[int, Outcome], outcomes: list[Outcome | None]) -> None:
        """Let morphology settle what waits for it, and put that into its place."""
        judged = [outcome.judged for outcome in waiting.values() if outcome.judged is not None]
        for (at, outcome), one in zip(waiting.items(), settle(judged, self.morphology), strict=True):
            outcomes[at] = self._outcome(one.evidence.draft, one.rulebook, told(one), one.problems, outcome.key)
        waiting.clear()

    def _recalled(self, file: Path) -> Outcome | None:
        if not self.remembers or _is_stream(file):
            return None
        rulebook = self.rulebooks.of(file)
        try:
            data = self.contents(file)
        except DraftError:
            return None
        known = self._memory(rulebook).recall(_key(file, data, rulebook))
        if known is None:
            return None
        verdicts = [Told(rule, Span(start, end), Certainty(certainty)) for rule, start, end, certainty in known]
        if not verdicts and is_text(file.name) and b"draftlint" not in data:
            return Outcome(told=verdicts)
        try:
            draft = read_bytes(data, str(file))
        except DraftError:  # it could be read then: a library is gone since
            return None
        return self._outcome(draft, rulebook, verdicts)

    def _remember(self, files: Iterable[Path], outcomes: Iterable[Outcome]) -> None:
        if not self.remembers:
            return
        for file, outcome in zip(files, outcomes, strict=True):
            if outcome.told is not None and outcome.key is not None and not outcome.problems:
                kept = [(one.rule, one.span.start, one.span.end, int(one.certainty)) for one in outcome.told]
                self._memory(self.rulebooks.of(file)).remember(outcome.key, kept)
        for memory in self._memories.values():
            memory.save()

    def _memory(self, rulebook: Rulebook) -> Memory:
        if rulebook.key not in self._memories:
            from linter.memory import Memory  # not for a run that remembers nothing

            folder = rulebook.loaded.folder if rulebook.loaded.path else Path.cwd()
            state = digest([rulebook.key.encode(), code_digest().encode()])
            self._memories[rulebook.key] = Memory.open(folder, state)
        return self._memories[rulebook.key]


def _is_stream(file: Path) -> bool:
    """A pipe or the like, which gives what it has once."""
    return file.exists() and not file.is_file()


def _key(file: Path, data: bytes, rulebook: Rulebook) -> str:
    """All that the verdicts on a draft depend on, but for the rulebook."""
    kind = rulebook.loaded.kind_of(file) or ""
    return digest([kind.encode(), file.suffix.lower().encode(), str(format_of(file.name)).encode(), data])


# A worker process belongs to one runner, which it is given when it begins.
_runner: Runner | None = None


def _begin_work(runner: Runner) -> None:
    import gc
    import signal

    global _runner
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends its workers
    gc.disable()  # see collector.py; the process ends with the run
    _runner = runner


def _judge_one(file: Path) -> Outcome:
    assert _runner is not None
    outcome = _runner.judge_file(file)
    outcome.judged = None  # far more than what it says: to judge again is cheaper than to send it
    return outcome
