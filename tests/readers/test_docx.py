"""Word documents: every word is found where it stands, shown or hidden; what can't be read is said."""

from __future__ import annotations

import random
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part as PackagePart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from linter.errors import DraftError
from linter.model import Draft, Part, PartKind, RegionKind
from linter.readers import read_bytes

LIBREOFFICE = Path(__file__).parent / "data" / "libreoffice.docx"
Fill = Callable[["docx.document.Document"], None]


def written(fill: Fill = lambda document: None) -> bytes:
    document = docx.Document()
    fill(document)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def read(fill: Fill) -> Draft:
    return read_bytes(written(fill), "post.docx")


def changed(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The archive with one entry rewritten."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            content = old.read(entry)
            new.writestr(entry, change(content) if entry == name else content)
    return stream.getvalue()


def part_of(draft: Draft, words: str) -> Part:
    """The part that holds the words, which stand in the source once."""
    assert draft.source.count(words) == 1, draft.source
    start = draft.source.index(words)
    (part,) = (part for part in draft.parts if part.span.start <= start < part.span.end)
    assert start + len(words) <= part.span.end
    return part


def place_of(draft: Draft, words: str) -> tuple[str, int, int | None, str]:
    part = part_of(draft, words)
    return str(part.kind), part.number, part.run, part.name


def kind_of(draft: Draft, words: str) -> RegionKind:
    (region,) = (region for region in draft.regions if words in region.text)
    return region.kind


def insert(document: docx.document.Document, xml: str) -> None:
    """A paragraph of this XML at the end of the body."""
    namespaces = nsdecls("w", "wp", "a", "r") + (
        ' xmlns:v="urn:schemas-microsoft-com:vml"'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    document.element.body.insert(-1, parse_xml(f"<w:p {namespaces}>{xml}</w:p>"))


def test_every_region_is_its_stretch_of_the_source_and_parts_lie_in_order_and_apart() -> None:
    draft = read_bytes(LIBREOFFICE.read_bytes(), "post.docx")
    assert len(draft.regions) > 20
    for region in draft.regions:
        for segment in region.segments:
            shown = region.text[segment.text.start : segment.text.end]
            assert shown == draft.source[segment.source.start : segment.source.end]
            assert region.block.covers(segment.source)
    ends = [0, *(part.span.end for part in draft.parts)]
    assert all(end <= part.span.start < part.span.end for end, part in zip(ends, draft.parts, strict=False))
    starts = [region.segments[0].source.start for region in draft.regions]
    assert starts == sorted(starts)
    assert not draft.is_text


@pytest.mark.parametrize(
    ("words", "place", "kind"),
    [
        ("굵은 말", ("paragraph", 3, 2, ""), RegionKind.PARAGRAPH),
        ("끼운 말", ("insertion", 1, None, "김철수"), RegionKind.PARAGRAPH),
        ("인수 협상을 진행하고 있습니다", ("deletion", 1, None, "김철수"), RegionKind.NOTE),
        ("숫자는 빼 주세요.", ("comment", 1, None, "이영희"), RegionKind.NOTE),
        ("숨은 말", ("paragraph", 4, 4, ""), RegionKind.PARAGRAPH),
        ("https://wiki.corp.example/a", ("paragraph", 4, 6, ""), RegionKind.LINK),
        ("들어가며", ("paragraph", 2, 1, ""), RegionKind.HEADING),
        ("목록 하나", ("paragraph", 5, 1, ""), RegionKind.LIST),
        ("인용한 말", ("paragraph", 6, 1, ""), RegionKind.QUOTE),
        ("code = 1", ("paragraph", 7, 1, ""), RegionKind.CODE),
        ("상자 설명", ("paragraph", 8, 1, ""), RegionKind.ALT),
        ("글상자 말", ("paragraph", 8, 1, ""), RegionKind.PARAGRAPH),
        ("머리 칸 | 둘째 칸", ("table", 1, 1, ""), RegionKind.TABLE),
        ("다음 줄", ("table", 1, 2, ""), RegionKind.PARAGRAPH),
        ("각주 글", ("footnote", 1, None, ""), RegionKind.PARAGRAPH),
        ("미주 글", ("endnote", 1, None, ""), RegionKind.PARAGRAPH),
        ("바닥글 말", ("footer", 1, None, ""), RegionKind.META),
        ("홍길동", ("property", 1, None, "author"), RegionKind.FIELD),
        ("가람톡 새 판 안내", ("property", 4, None, "title"), RegionKind.TITLE),
    ],
)
def test_what_libreoffice_wrote_is_found_in_its_part(
    words: str, place: tuple[str, int, int | None, str], kind: RegionKind
) -> None:
    draft = read_bytes(LIBREOFFICE.read_bytes(), "post.docx")
    assert place_of(draft, words) == place
    assert kind_of(draft, words) is kind


def test_properties_are_metadata_of_the_draft() -> None:
    draft = read_bytes(LIBREOFFICE.read_bytes(), "post.docx")
    assert dict(draft.meta) == {
        "author": "홍길동",
        "keywords": "출시",
        "last-modified-by": "이영희",
        "title": "가람톡 새 판 안내",
        "분류": "대외비",
    }


def test_paragraph_numbers_are_those_of_python_docx() -> None:
    def fill(document: docx.document.Document) -> None:
        for words in ("하나", "", "셋", "넷"):
            document.add_paragraph(words)

    document = docx.Document(BytesIO(written(fill)))
    assert document.paragraphs[part_of(read(fill), "넷").number - 1].text == "넷"


def test_a_word_cut_by_runs_is_one_word() -> None:
    def fill(document: docx.document.Document) -> None:
        paragraph = document.add_paragraph("개인")
        paragraph.add_run("정").bold = True
        paragraph.add_run("보 유출")

    draft = read(fill)
    assert [region.text for region in draft.regions if region.kind is RegionKind.PARAGRAPH] == ["개인정보 유출"]
    assert place_of(draft, "보 유출") == ("paragraph", 1, 3, "")


def test_changes_that_touch_are_one_and_those_of_two_people_are_two() -> None:
    xml = "".join(
        f'<w:ins w:id="{at}" w:author="{author}"><w:r><w:t>{words}</w:t></w:r></w:ins>'
        for at, (author, words) in enumerate([("김", "가나"), ("김", "다라"), ("이", "마바")])
    )
    draft = read(lambda document: insert(document, xml))
    assert place_of(draft, "가나다라") == ("insertion", 1, None, "김")
    assert place_of(draft, "마바") == ("insertion", 2, None, "이")


def test_a_deletion_cut_by_runs_is_read_as_one() -> None:
    xml = "".join(
        f'<w:del w:id="{at}" w:author="김"><w:r><w:delText>{words}</w:delText></w:r></w:del>'
        for at, words in enumerate(["인수 ", "협상"])
    )
    draft = read(lambda document: insert(document, "<w:r><w:t>앞</w:t></w:r>" + xml))
    assert [region.text for region in draft.regions if region.kind is RegionKind.NOTE] == ["인수 협상"]


def test_text_that_was_moved_is_read_at_both_ends() -> None:
    xml = (
        '<w:moveFrom w:id="1" w:author="김"><w:r><w:t>옛 자리</w:t></w:r></w:moveFrom>'
        '<w:moveTo w:id="2" w:author="김"><w:r><w:t>새 자리</w:t></w:r></w:moveTo>'
    )
    draft = read(lambda document: insert(document, xml))
    assert part_of(draft, "옛 자리").kind is PartKind.DELETION
    assert part_of(draft, "새 자리").kind is PartKind.INSERTION


def test_a_watermark_in_a_header_is_read() -> None:
    def fill(document: docx.document.Document) -> None:
        run = document.sections[0].header.paragraphs[0].add_run()
        shape = f'<w:pict {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textpath string="대외비"/></v:shape></w:pict>'
        run._r.append(parse_xml(shape))

    assert place_of(read(fill), "대외비") == ("header", 1, None, "")


def test_a_text_box_is_read_once_though_word_writes_it_twice() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>상자 속 말</w:t></w:r></w:p></w:txbxContent>"
    xml = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:docPr id="1" name="n" descr="그림 설명"/>'
        f"<wps:txbx>{box}</wps:txbx></wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    draft = read(lambda document: insert(document, xml))
    assert part_of(draft, "상자 속 말").kind is PartKind.PARAGRAPH
    assert kind_of(draft, "그림 설명") is RegionKind.ALT


@pytest.mark.parametrize(
    ("xml", "words", "kind"),
    [
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://a.corp.example/"</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>여기</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "https://a.corp.example/",
            RegionKind.LINK,
        ),
        (
            '<w:fldSimple w:instr=" INCLUDETEXT 비밀.docx "><w:r><w:t>글</w:t></w:r></w:fldSimple>',
            "INCLUDETEXT 비밀.docx",
            RegionKind.FIELD,
        ),
        (
            "<w:sdt><w:sdtContent><w:r><w:t>양식 속 말</w:t></w:r></w:sdtContent></w:sdt>",
            "양식 속 말",
            RegionKind.PARAGRAPH,
        ),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>숨긴 말</w:t></w:r>", "숨긴 말", RegionKind.PARAGRAPH),
        ("<w:r><w:t>첫 줄</w:t><w:br/><w:t>새 줄</w:t></w:r>", "첫 줄\n새 줄", RegionKind.PARAGRAPH),
        ('<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>개요</w:t></w:r>', "개요", RegionKind.HEADING),
    ],
    ids=["field-link", "field", "control", "hidden", "break", "outline"],
)
def test_what_paragraphs_hide_is_read(xml: str, words: str, kind: RegionKind) -> None:
    draft = read(lambda document: insert(document, xml))
    assert kind_of(draft, words) is kind
    assert part_of(draft, words).number == 1


def test_an_address_is_that_of_the_part_in_which_the_link_stands() -> None:
    def fill(document: docx.document.Document) -> None:
        header = document.sections[0].header
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        for at, owner in enumerate((document, header)):
            relation = owner.part.relate_to(f"https://{at}.corp.example/", kind, is_external=True)
            link = f'<w:hyperlink {nsdecls("w", "r")} r:id="{relation}"><w:r><w:t>글 {at}</w:t></w:r></w:hyperlink>'
            (owner.paragraphs or [owner.add_paragraph()])[0]._p.append(parse_xml(link))

    draft = read(fill)
    assert place_of(draft, "https://0.corp.example/") == ("paragraph", 1, 1, "")
    assert place_of(draft, "https://1.corp.example/") == ("header", 1, None, "")


def test_the_words_of_a_diagram_are_read() -> None:
    def fill(document: docx.document.Document) -> None:
        xml = '<dgm:dataModel xmlns:dgm="urn:d" xmlns:a="urn:a"><dgm:t><a:p><a:r><a:t>도형 속 말</a:t></a:r></a:p></dgm:t></dgm:dataModel>'
        part = PackagePart(PackURI("/word/diagrams/data1.xml"), "application/xml", xml.encode(), document.part.package)
        document.part.relate_to(part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/diagramData")

    assert place_of(read(fill), "도형 속 말") == ("drawing", 1, None, "")


def test_a_style_made_from_a_heading_is_a_heading() -> None:
    def fill(document: docx.document.Document) -> None:
        style = document.styles.add_style("회사 제목", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Heading 2"]
        document.add_paragraph("머리", style="회사 제목")

    assert kind_of(read(fill), "머리") is RegionKind.HEADING


def test_a_comment_stands_below_its_paragraph_and_one_for_draftlint_above() -> None:
    def fill(document: docx.document.Document) -> None:
        paragraph = document.add_paragraph("본문 글")
        document.add_comment(paragraph.runs, text="검토 바람", author="이영희")
        document.add_comment(paragraph.runs, text="draftlint: allow a/b -- 승인", author="이영희")

    draft = read(fill)
    assert draft.source.startswith("draftlint: allow a/b -- 승인\n본문 글\n검토 바람\n")
    assert kind_of(draft, "검토 바람") is RegionKind.NOTE
    assert kind_of(draft, "draftlint: allow") is RegionKind.COMMENT


def test_a_comment_that_hangs_nowhere_allows_nothing() -> None:
    def fill(document: docx.document.Document) -> None:
        paragraph = document.add_paragraph("본문 글")
        document.add_comment(paragraph.runs, text="draftlint: allow a/b -- 승인", author="이영희")
        for mark in paragraph._p.xpath(".//w:commentRangeStart | .//w:commentRangeEnd | .//w:commentReference"):
            mark.getparent().remove(mark)

    assert kind_of(read(fill), "draftlint: allow") is RegionKind.NOTE


def test_nested_tables_are_numbered_apart() -> None:
    def fill(document: docx.document.Document) -> None:
        cell = document.add_table(1, 1).cell(0, 0)
        cell.text = "바깥"
        cell.add_table(1, 1).cell(0, 0).text = "안쪽"

    draft = read(fill)
    assert place_of(draft, "바깥") == ("table", 1, 1, "")
    assert place_of(draft, "안쪽") == ("table", 2, 1, "")


def test_words_strict_format_is_read() -> None:
    data = written(lambda document: document.add_paragraph("엄격한 글"))
    transitional, strict = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    for name in ("_rels/.rels", "word/_rels/document.xml.rels"):
        data = changed(
            data, name, lambda xml: xml.replace(transitional + b"officeDocument/2006", strict + b"officeDocument")
        )
    data = changed(
        data,
        "word/document.xml",
        lambda xml: xml.replace(transitional + b"wordprocessingml/2006/main", strict + b"wordprocessingml/main"),
    )
    assert place_of(read_bytes(data, "post.docx"), "엄격한 글") == ("paragraph", 1, 1, "")


def bomb() -> bytes:
    return changed(written(), "word/document.xml", lambda xml: b" " * (30 << 20))


def crowd() -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for at in range(5000):
            archive.writestr(f"{at}.xml", "")
    return stream.getvalue()


def liar() -> bytes:
    """An entry that unpacks to more than the table of contents says."""
    data = bytearray(changed(written(), "word/document.xml", lambda xml: xml + b" " * 100_000))
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml"))
    data[at + 24 : at + 28] = struct.pack("<I", 100)
    return bytes(data)


def with_entities() -> bytes:
    doctype = b'<!DOCTYPE w:document [<!ENTITY a "x">]>'
    return changed(written(), "word/document.xml", lambda xml: xml.replace(b"<w:document", doctype + b"<w:document", 1))


def deep() -> bytes:
    def nested(xml: bytes) -> bytes:
        opened = xml.replace(b"<w:body>", b"<w:body>" + b"<w:sdt>" * 5000, 1)
        return opened.replace(b"</w:body>", b"</w:sdt>" * 5000 + b"</w:body>", 1)

    return changed(written(), "word/document.xml", nested)


def with_encrypted_entry() -> bytes:
    data = bytearray(written())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def spreadsheet() -> bytes:
    return changed(
        written(), "[Content_Types].xml", lambda xml: xml.replace(b"wordprocessingml.document", b"spreadsheetml.sheet")
    )


def archive_of_something_else() -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("hello.txt", "대외비")
    return stream.getvalue()


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (lambda: b"", "damaged, or not a Word document"),
        (lambda: b"plain words", "damaged, or not a Word document"),
        (lambda: written()[:-100], "damaged, or not a Word document"),
        (archive_of_something_else, "damaged, or not a Word document"),
        (spreadsheet, "damaged, or not a Word document"),
        (liar, "damaged, or not a Word document"),
        (deep, "damaged, or not a Word document"),
        (with_entities, "damaged, or not a Word document"),
        (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (with_encrypted_entry, "encrypted"),
        (lambda: OLE, "a file in an older format"),
        (bomb, "200 times its size"),
        (crowd, "holds 5000 files"),
    ],
)
def test_what_is_no_readable_word_document_is_an_error_that_says_why(data: Callable[[], bytes], told: str) -> None:
    with pytest.raises(DraftError, match=told) as caught:
        read_bytes(data(), "post.docx")
    assert caught.value.path == "post.docx"
    assert caught.value.hint


def test_broken_archives_are_read_or_refused_and_never_crash() -> None:
    whole, chance = LIBREOFFICE.read_bytes(), random.Random(5)
    for _ in range(150):
        data = bytearray(whole[: chance.randrange(len(whole))] if chance.random() < 0.3 else whole)
        for _ in range(chance.randrange(1, 6)):
            if data:
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        try:
            read_bytes(bytes(data), "post.docx")
        except DraftError as problem:
            assert problem.path == "post.docx"


def test_broken_xml_inside_a_sound_archive_never_crashes() -> None:
    whole, chance = LIBREOFFICE.read_bytes(), random.Random(6)
    names = [name for name in zipfile.ZipFile(BytesIO(whole)).namelist() if name.endswith((".xml", ".rels"))]

    def damage(xml: bytes) -> bytes:
        start = chance.randrange(len(xml))
        return xml[:start] + xml[start + chance.randrange(1, 40) :]

    for _ in range(60):
        try:
            read_bytes(changed(whole, chance.choice(names), damage), "post.docx")
        except DraftError as problem:
            assert problem.path == "post.docx"


def test_without_the_extra_the_file_says_what_to_install(tmp_path: Path) -> None:
    program = (
        "import sys; sys.modules['docx'] = sys.modules['hwpx'] = None\n"
        "from linter.readers import read_bytes\n"
        "for name in ('docx', 'hwpx'):\n"
        "    try: read_bytes(open(sys.argv[1], 'rb').read(), 'post.' + name)\n"
        "    except Exception as problem: print(problem)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(LIBREOFFICE)], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        "post.docx: Word documents (.docx) need the extra 'office' (pip install 'draftlint[office]')",
        "post.hwpx: Hangul documents (.hwpx) need the extra 'office' (pip install 'draftlint[office]')",
    ]
