"""Plots as SVG, without a line of script or style: shapes have classes, and plots.css says how these look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, log10
from statistics import median
from xml.etree import ElementTree

_WIDTH = 480  # so that what is written can be read on a telephone
_LEFT, _TOP = 34, 12
_ROW = 40
_LINE = 20
_MOST_TICKS = 8  # labels below an axis
MOST_SERIES = 6  # that have a colour of their own; what is left is one more


@dataclass(frozen=True, slots=True)
class Bar:
    """`part` of `whole`, with what is written beside it."""

    label: str
    part: float
    note: str


class Drawing:
    """An image with a title that is read out."""

    def __init__(self, title: str, height: float) -> None:
        box = f"0 0 {_WIDTH} {height:g}"
        self._root = ElementTree.Element("svg", {"class": "chart", "viewBox": box, "role": "img", "aria-label": title})
        self.add("title", title)

    def add(
        self, tag: str, text: str = "", inside: ElementTree.Element | None = None, **values: object
    ) -> ElementTree.Element:
        attributes = {key.rstrip("_").replace("_", "-"): _written(value) for key, value in values.items()}
        element = ElementTree.SubElement(self._root if inside is None else inside, tag, attributes)
        element.text = text
        return element

    def written(self) -> str:
        return ElementTree.tostring(self._root, encoding="unicode", short_empty_elements=False)


def stacked_columns(title: str, columns: Sequence[tuple[str, Mapping[str, int]]], others: str) -> str:
    """A column for each label, made of the counts of its series. The most frequent have a place of their own."""
    totals: dict[str, int] = {}
    for _, counts in columns:
        for name, count in counts.items():
            totals[name] = totals.get(name, 0) + count
    ranked = sorted(totals, key=lambda name: (-totals[name], name))
    series = [*ranked[:MOST_SERIES], *([others] if len(ranked) > MOST_SERIES else [])]
    base = _TOP + 200
    drawing = Drawing(title, base + 40 + _LINE * len(series))
    top = _axis(drawing, max(sum(counts.values()) for _, counts in columns), base)
    step = (_WIDTH - _LEFT - 10) / len(columns)
    for at, (label, counts) in enumerate(columns):
        x, width = _LEFT + at * step + step * 0.15, min(step * 0.7, 48)
        y = float(base)
        for number, name in enumerate(series, start=1):
            count = counts.get(name, 0) if name != others else _rest(counts, ranked[:MOST_SERIES])
            if count:
                height = count / top * 200
                y -= height
                bar = drawing.add("rect", class_=f"series-{number}", x=x, y=y, width=width, height=height)
                drawing.add("title", f"{label}: {name} {count}", bar)
        if at % ceil(len(columns) / _MOST_TICKS) == 0:
            drawing.add("text", label, class_="tick", x=x + width / 2, y=base + 16, text_anchor="middle")
    _legend(drawing, series, base + 40)
    return drawing.written()


def bars(title: str, rows: Sequence[Bar]) -> str:
    """A horizontal bar each, of a whole that is as long for all."""
    drawing = Drawing(title, _TOP + _ROW * len(rows) + 4)
    for at, row in enumerate(rows):
        y = _TOP + at * _ROW
        drawing.add("text", row.label, class_="label", x=0, y=y + 10)
        drawing.add("text", row.note, class_="tick", x=_WIDTH, y=y + 10, text_anchor="end")
        drawing.add("rect", class_="whole", x=0, y=y + 16, width=_WIDTH, height=12)
        drawing.add("rect", class_="series-1", x=0, y=y + 16, width=_WIDTH * row.part, height=12)
    return drawing.written()


def histogram(title: str, hours: Sequence[float], edges: Sequence[tuple[float, str]], middle: str) -> str:
    """How many values lie below each edge and not below the one before; the bin of the median is marked."""
    limits = [0.0, *(edge for edge, _ in edges)]
    counts = [sum(low <= value < high for value in hours) for low, high in pairwise(limits)]
    base = _TOP + 170
    drawing = Drawing(title, base + 30)
    top = _axis(drawing, max(counts), base, 130)
    step = (_WIDTH - _LEFT - 10) / len(edges)
    halfway = median(hours)
    for at, (_, label) in enumerate(edges):
        x, width = _LEFT + at * step + step * 0.15, step * 0.7
        height = counts[at] / top * 130
        is_middle = limits[at] <= halfway < limits[at + 1]
        bar = drawing.add(
            "rect", class_="series-2" if is_middle else "series-1", x=x, y=base - height, width=width, height=height
        )
        drawing.add("title", f"{label}: {counts[at]}", bar)
        drawing.add("text", label, class_="tick", x=x + width / 2, y=base + 16, text_anchor="middle")
        if is_middle:
            anchor, beside = _kept_inside(x + width / 2)
            drawing.add("text", middle, class_="label", x=beside, y=base - height - 6, text_anchor=anchor)
    return drawing.written()


def _axis(drawing: Drawing, largest: int, base: float, height: float = 200) -> float:
    """Lines with round numbers; what the uppermost stands for."""
    step = _round_step(largest)
    top = max(step * ceil(largest / step), 1)
    for value in _ticks(top, step):
        y = base - value / top * height
        drawing.add("line", class_="grid", x1=_LEFT, x2=_WIDTH - 5, y1=y, y2=y)
        drawing.add("text", str(value), class_="tick", x=_LEFT - 6, y=y + 4, text_anchor="end")
    return top


def _ticks(top: float, step: int) -> Iterator[int]:
    yield from range(0, int(top) + 1, step)


def _round_step(largest: int) -> int:
    """1, 2 or 5 times a power of ten, so that there are about four steps."""
    rough = max(largest / 4, 1)
    power = 10 ** int(log10(rough))
    return int(next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough))


def _rest(counts: Mapping[str, int], named: Sequence[str]) -> int:
    return sum(count for name, count in counts.items() if name not in named)


def _kept_inside(x: float) -> tuple[str, float]:
    """How a label over `x` is anchored, and where, so that it does not run out of the drawing."""
    if x < _WIDTH / 4:
        return "start", _LEFT
    return ("end", _WIDTH - 4) if x > _WIDTH * 3 / 4 else ("middle", x)


def _legend(drawing: Drawing, names: Sequence[str], y: float) -> None:
    for at, name in enumerate(names):
        top = y + at * _LINE
        drawing.add("rect", class_=f"series-{at + 1}", x=_LEFT, y=top - 10, width=12, height=12)
        drawing.add("text", name, class_="label", x=_LEFT + 18, y=top)


def _written(value: object) -> str:
    return f"{value:.1f}" if isinstance(value, float) else str(value)
