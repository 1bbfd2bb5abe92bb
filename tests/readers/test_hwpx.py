"""Hangul documents: every word is found where it stands, shown or hidden; what can't be read is said."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from hwpx import HwpxDocument

from linter.errors import DraftError
from linter.model import Draft, RegionKind
from linter.readers import read_bytes

MANIFEST = "META-INF/manifest.xml"


@pytest.fixture(scope="module")
def whole() -> bytes:
    """A press release with something in every corner."""
    document = HwpxDocument.new()
    body = document.add_paragraph("가람톡 사용자가 늘었습니다. 인수 협상을 진행합니다.")
    document.page.set_header(text="대외비")
    document.page.set_footer(text="가람소프트 홍보팀")
    document.notes.add_footnote("각주 글", paragraph=body)
    document.notes.add_endnote("미주 글", paragraph=body)
    table = document.add_table(2, 2)
    for row, cells in enumerate([("구분", "값"), ("매출", "300억")]):
        for column, words in enumerate(cells):
            table.set_cell_text(row, column, words)
    document.notes.add_memo("검토 바람", anchor=document.add_paragraph("메모 달린 문단"), author="이영희")
    document.notes.add_memo("draftlint: allow a/b -- 승인", anchor=document.add_paragraph("허락받은 문단"))
    document.tracking.insert(body, " 끼운 말.", author="김철수")
    document.tracking.delete(body, match="인수 협상을 진행합니다.", author="김철수")
    document.refs.add_hyperlink("https://wiki.corp.example/a", "링크 글")
    document.add_heading("개요 글", 1)
    return bytes(document.to_bytes())


@pytest.fixture(scope="module")
def draft(whole: bytes) -> Draft:
    return read_bytes(whole, "post.hwpx")


def changed(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The archive with one entry rewritten."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            content = old.read(entry)
            new.writestr(entry, change(content) if entry == name else content)
    return stream.getvalue()


def with_run(data: bytes, xml: str) -> Draft:
    """The draft of the document with this XML in the run of its first paragraph."""
    written = f"<hp:t/>{xml}</hp:run>".encode()
    return read_bytes(
        changed(data, "Contents/section0.xml", lambda old: old.replace(b"<hp:t/></hp:run>", written, 1)), "post.hwpx"
    )


def place_of(draft: Draft, words: str) -> tuple[str, int, int | None, str]:
    assert draft.source.count(words) == 1, draft.source
    start = draft.source.index(words)
    (part,) = (part for part in draft.parts if part.span.start <= start < part.span.end)
    assert start + len(words) <= part.span.end
    return str(part.kind), part.number, part.run, part.name


def kind_of(draft: Draft, words: str) -> RegionKind:
    (region,) = (region for region in draft.regions if words in region.text)
    return region.kind


@pytest.mark.parametrize(
    ("words", "place", "kind"),
    [
        ("가람톡 사용자가 늘었습니다.", ("paragraph", 2, 1, ""), RegionKind.PARAGRAPH),
        ("끼운 말.", ("insertion", 1, None, "김철수"), RegionKind.PARAGRAPH),
        ("인수 협상을 진행합니다.", ("deletion", 1, None, "김철수"), RegionKind.NOTE),
        ("구분 | 값", ("table", 1, 1, ""), RegionKind.TABLE),
        ("매출 | 300억", ("table", 1, 2, ""), RegionKind.TABLE),
        ("검토 바람", ("comment", 1, None, "이영희"), RegionKind.NOTE),
        ("draftlint: allow a/b", ("comment", 2, None, ""), RegionKind.COMMENT),
        ("허락받은 문단", ("paragraph", 5, 2, ""), RegionKind.PARAGRAPH),
        ("https://wiki.corp.example/a", ("paragraph", 6, 1, ""), RegionKind.LINK),
        ("링크 글", ("paragraph", 6, 2, ""), RegionKind.PARAGRAPH),
        ("개요 글", ("paragraph", 7, 1, ""), RegionKind.HEADING),
        ("각주 글", ("footnote", 1, None, ""), RegionKind.PARAGRAPH),
        ("미주 글", ("endnote", 1, None, ""), RegionKind.PARAGRAPH),
        ("대외비", ("header", 1, None, ""), RegionKind.META),
        ("가람소프트 홍보팀", ("footer", 1, None, ""), RegionKind.META),
    ],
)
def test_what_python_hwpx_wrote_is_found_in_its_part(
    draft: Draft, words: str, place: tuple[str, int, int | None, str], kind: RegionKind
) -> None:
    assert place_of(draft, words) == place
    assert kind_of(draft, words) is kind


def test_every_region_is_its_stretch_of_the_source_and_parts_lie_in_order_and_apart(draft: Draft) -> None:
    for region in draft.regions:
        for segment in region.segments:
            shown = region.text[segment.text.start : segment.text.end]
            assert shown == draft.source[segment.source.start : segment.source.end]
            assert region.block.covers(segment.source)
    ends = [0, *(part.span.end for part in draft.parts)]
    assert all(end <= part.span.start < part.span.end for end, part in zip(ends, draft.parts, strict=False))
    assert not draft.is_text


def test_those_who_wrote_and_changed_it_are_read(draft: Draft) -> None:
    named = {(region.name, region.text) for region in draft.regions if region.name}
    assert ("reviewer", "김철수") in named
    assert ("author", draft.meta["author"]) in named


def test_a_deletion_may_end_in_a_later_run_and_paragraph(whole: bytes) -> None:
    paragraph = '</hp:run></hp:p><hp:p id="1" paraPrIDRef="0" styleIDRef="0"><hp:run>'
    xml = f'<hp:t>앞<hp:deleteBegin Id="9" TcId="2"/>지운</hp:t>{paragraph}<hp:t>말<hp:deleteEnd Id="9" TcId="2"/>남은</hp:t>'
    draft = with_run(whole, xml)
    notes = [region.text for region in draft.regions if region.kind is RegionKind.NOTE]
    assert notes[:2] == ["지운", "말"]
    assert kind_of(draft, "남은") is RegionKind.PARAGRAPH


@pytest.mark.parametrize(
    ("xml", "words", "kind"),
    [
        ("<hp:t>첫 줄<hp:lineBreak/>새<hp:tab/>줄</hp:t>", "첫 줄\n새\t줄", RegionKind.PARAGRAPH),
        (
            "<hp:rect><hp:drawText><hp:subList><hp:p><hp:run><hp:t>글상자 말</hp:t></hp:run></hp:p></hp:subList></hp:drawText></hp:rect>",
            "글상자 말",
            RegionKind.PARAGRAPH,
        ),
        ("<hp:pic><hp:shapeComment>그림 설명</hp:shapeComment></hp:pic>", "그림 설명", RegionKind.ALT),
        (
            "<hp:ctrl><hp:hiddenComment><hp:subList><hp:p><hp:run><hp:t>숨은 설명</hp:t></hp:run></hp:p></hp:subList></hp:hiddenComment></hp:ctrl>",
            "숨은 설명",
            RegionKind.NOTE,
        ),
        ('<hp:textart text="글맵시 말"/>', "글맵시 말", RegionKind.PARAGRAPH),
    ],
    ids=["characters", "box", "picture", "hidden", "art"],
)
def test_what_paragraphs_hide_is_read(whole: bytes, xml: str, words: str, kind: RegionKind) -> None:
    assert kind_of(with_run(whole, xml), words) is kind


def test_a_table_that_holds_whole_paragraphs_is_read_paragraph_by_paragraph(whole: bytes) -> None:
    cell = "".join(f"<hp:p><hp:run><hp:t>{words}</hp:t></hp:run></hp:p>" for words in ("담긴 문단", "이어진 문단"))
    table = f"<hp:tbl><hp:tr><hp:tc><hp:subList>{cell}</hp:subList></hp:tc></hp:tr></hp:tbl>"
    draft = with_run(whole, table)
    assert kind_of(draft, "담긴 문단") is RegionKind.PARAGRAPH
    assert place_of(draft, "이어진 문단") == ("table", 1, 1, "")


def test_a_marking_on_a_master_page_is_read(whole: bytes) -> None:
    page = (
        '<hm:masterPage xmlns:hm="http://www.hancom.co.kr/hwpml/2011/master-page" '
        'xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph"><hp:subList><hp:p><hp:run>'
        "<hp:t>바탕쪽 표시</hp:t></hp:run></hp:p></hp:subList></hm:masterPage>"
    )
    stream = BytesIO(whole)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("Contents/masterpage0.xml", page)
    assert place_of(read_bytes(stream.getvalue(), "post.hwpx"), "바탕쪽 표시") == ("header", 2, None, "")


def without_sections(whole: bytes) -> bytes:
    """As an EPUB is: the same kind of archive, with other things in it."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(whole)) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.namelist():
            if "section" not in entry:
                new.writestr(entry, old.read(entry).replace(b"section0", b"chapter0"))
    return stream.getvalue()


def sealed(whole: bytes) -> bytes:
    mark = b"<odf:encryption-data/></odf:manifest>"
    manifest = b'<odf:manifest xmlns:odf="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    data = changed(whole, MANIFEST, lambda _: manifest + mark)
    return changed(data, "Contents/section0.xml", lambda xml: bytes(byte ^ 0x5A for byte in xml))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda whole: b"", "damaged, or not a Hangul document"),
        (lambda whole: whole[:-100], "damaged, or not a Hangul document"),
        (without_sections, "damaged, or not a Hangul document"),
        (lambda whole: changed(whole, "Contents/section0.xml", lambda xml: xml[:2000]), "damaged, or not a Hangul"),
        (lambda whole: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512), "a file in an older format"),
        (sealed, "encrypted"),
        (lambda whole: changed(whole, "Contents/header.xml", lambda _: b" " * (30 << 20)), "200 times its size"),
    ],
    ids=["empty", "cut", "no-section", "cut-xml", "hwp", "sealed", "bomb"],
)
def test_what_is_no_readable_hangul_document_is_an_error_that_says_why(
    whole: bytes, change: Callable[[bytes], bytes], told: str
) -> None:
    with pytest.raises(DraftError, match=told) as caught:
        read_bytes(change(whole), "post.hwpx")
    assert caught.value.path == "post.hwpx"
    assert caught.value.hint


def test_broken_archives_are_read_or_refused_and_never_crash(whole: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(5)
    names = [name for name in zipfile.ZipFile(BytesIO(whole)).namelist() if name.endswith((".xml", ".hpf"))]

    def damage(xml: bytes) -> bytes:
        start = chance.randrange(len(xml))
        return xml[:start] + xml[start + chance.randrange(1, 40) :]

    for _ in range(60):
        flipped = bytearray(whole[: chance.randrange(1, len(whole))] if chance.random() < 0.3 else whole)
        flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
        for data in (bytes(flipped), changed(whole, chance.choice(names), damage)):
            try:
                read_bytes(data, "post.hwpx")
            except DraftError as problem:
                assert problem.path == "post.hwpx"
    assert capfd.readouterr() == ("", "")
