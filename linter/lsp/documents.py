"""An open document: its text, its version, and what was last found out about it."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from linter.live.judging import Judgement
from linter.lsp.text import Text


class Document:
    """`judgement` is about the present text, or None while that is not judged yet. `turn` counts the times that
    judging was begun, so that an older one can be told from the newest. `is_restless` while edits come faster than
    they are judged."""

    def __init__(self, uri: str, version: int, path: Path, format_name: str, text: Text) -> None:
        self.uri, self.version, self.path, self.format, self.text = uri, version, path, format_name, text
        self.judgement: Judgement | None = None
        self.turn = 0
        self.is_restless = False
        self._task: asyncio.Task[None] | None = None

    @property
    def state(self) -> str:
        """Names what is known now, so that a client need not be told it twice."""
        return str(self.turn)

    def change(self, version: int, text: Text) -> None:
        self.is_restless = self.judgement is None
        self.version, self.text, self.judgement = version, text, None

    def next_turn(self) -> int:
        self.turn += 1
        return self.turn

    def begin(self, judging: Coroutine[Any, Any, None]) -> None:
        self.cancel()
        self._task = asyncio.get_running_loop().create_task(judging)

    def settle(self, judgement: Judgement) -> None:
        self.judgement = judgement

    def cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    async def ready(self) -> None:
        """Wait until the newest state is judged; an edit meanwhile makes the wait longer."""
        task = self._task
        while task is not None:
            await asyncio.wait([task])
            if task is self._task:
                return
            task = self._task
