"""XML of office files: parsed without entities, external files or bottomless depth; elements by their local names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

# An lxml element; lxml has no types of its own.
Element = Any


def parse(data: bytes) -> Element:
    """The root element. Raises ValueError or lxml's XMLSyntaxError."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return without_doctype(etree.fromstring(data, parser))


def without_doctype(root: Element) -> Element:
    """The root, unless a document type declaration stands before it: what its entities stand for would go unread."""
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("a document type declaration in an office file")
    return root


def local(element: Element) -> str:
    """The name of an element without its namespace; empty for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """The attribute of that local name, empty if there is none."""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def children(element: Element, name: str) -> Iterator[Element]:
    return (child for child in element if local(child) == name)


def descendants(element: Element, name: str) -> Iterator[Element]:
    """Elements of that local name at any depth, in document order."""
    return element.iter("{*}" + name)  # type: ignore[no-any-return]


def first(element: Element, *path: str) -> Element | None:
    """The first element along a path of local names."""
    for name in path:
        if element is None:
            return None
        element = next(children(element, name), None)
    return element
