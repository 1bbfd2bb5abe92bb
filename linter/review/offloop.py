"""Work that takes long, beside the event loop."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from fastapi.concurrency import run_in_threadpool
from typing_extensions import ParamSpec

_P = ParamSpec("_P")
_T = TypeVar("_T")


async def off_loop(work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
    return await run_in_threadpool(work, *args, **kwargs)
