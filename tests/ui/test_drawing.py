"""What is drawn, cell by cell, against what a terminal emulator shows: all scripts, any marks, any width."""

from __future__ import annotations

import io
import unicodedata

import pyte
import wcwidth
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.style import Style

from reader.model.article import Block, BlockKind
from reader.model.span import Span
from reader.text.cells import clusters
from reader.text.clean import clean
from reader.text.hyphens import hyphens
from reader.text.layout import Form, Layout
from reader.text.wrap import Labels
from reader.ui.layers import Layer, Layers, Mark, MarkSheet
from reader.ui.lean import shortened
from reader.ui.paint import Painter
from reader.ui.strips import changed
from tests.strategies import hostile_text

_WORDS = st.sampled_from(
    ["a", "news", "“Quoted,”", "cafe\u0301", "東京都庁舎", "👨\u200d👩\u200d👧", "🇩🇪🇫🇷", "שלום", "مرحبا", "क्षि",
     "❤\ufe0f", "x" * 50, "—", "1\ufe0f\u20e3", "ﬃ", "👍🏽", "한국", "Z̷̪a̵l̶g̷o̸", "\u0301lone", "ก็", "representatives"]
)  # fmt: skip
_TEXTS = st.one_of(
    st.lists(st.lists(_WORDS, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=3).map("\n\n".join),
    hostile_text.map(clean).map(lambda text: " ".join(text.split())).filter(bool),
)
_KINDS = st.sampled_from(BlockKind)
_FORMS = st.builds(
    Form,
    indented=st.booleans(),
    hyphens=st.sampled_from([None, hyphens("en")]),
    labels=st.builds(Labels, st.dictionaries(st.integers(1, 60).map(lambda at: 7 * at), st.just("[7]"), max_size=6)),
)


class ClusterScreen(pyte.Screen):
    """A terminal that gives a cluster the cells it has as a whole, as present ones do; pyte goes by code points."""

    def draw(self, data: str) -> None:
        for cluster in wcwidth.iter_graphemes(data):
            width = max(0, wcwidth.wcswidth(cluster))
            row = self.buffer[self.cursor.y]
            if not width:
                continue
            row[self.cursor.x] = self.cursor.attrs._replace(data=cluster)
            if width == 2 and self.cursor.x + 1 < self.columns:
                row[self.cursor.x + 1] = self.cursor.attrs._replace(data="")
            self.cursor.x = min(self.cursor.x + width, self.columns)


def painter(text: str, kind: BlockKind, width: int, spans: list[Span], form: Form | None = None) -> Painter:
    blocks, at = [], 0
    for part in text.split("\n\n"):
        if part.strip():
            blocks.append(Block(kind, Span(at, at + len(part)), 1 if kind is BlockKind.LIST_ITEM else 0))
        at += len(part) + 2
    marks = Layers()
    marks.put(Layer.ENTITY, MarkSheet(Mark(span, f"style{at % 3}") for at, span in enumerate(spans)))
    looks = {"style0": "bold red", "style1": "on blue", "style2": "underline"}

    def look(names: tuple[str, ...]) -> Style:
        return Style.combine(Style.parse(looks.get(name, "white on black")) for name in names)

    return Painter(Layout(text, blocks, max(8, width - 4), form), marks, look, width)


def shown(page: Painter, screen: pyte.Screen) -> pyte.Screen:
    console = Console(file=io.StringIO(), color_system="truecolor", width=page.width, force_terminal=True)
    output = "".join(
        f"\x1b[{row + 1};1H" + page.draw(row, False, None).render(console) for row in range(page.page.height)
    )
    pyte.Stream(screen).feed(shortened(output))
    return screen


def spans_in(data: st.DataObject, text: str) -> list[Span]:
    ends = st.integers(0, len(text))
    return data.draw(st.lists(st.tuples(ends, ends).map(lambda pair: Span(*sorted(pair))), max_size=4))


@given(_TEXTS, _KINDS, st.integers(12, 60), _FORMS, st.data())
def test_every_cell_shows_the_cluster_that_the_layout_says(
    text: str, kind: BlockKind, width: int, form: Form, data: st.DataObject
) -> None:
    drawn = painter(text, kind, width, spans_in(data, text), form)
    page = drawn.page
    screen = shown(drawn, ClusterScreen(width, page.height + 1))
    for line in page.lines:
        row = page.row_of(line.start)
        for cluster in clusters(text, line.start, line.end):
            if not cluster.width:
                continue
            column = drawn.margin + page.column_of(cluster.start)
            if column + cluster.width <= width:
                assert screen.buffer[row][column].data == text[cluster.start : cluster.end]
            for cell in range(cluster.width):
                assert page.under(row, page.column_of(cluster.start) + cell) == cluster.start
        shown_line = "".join(screen.buffer[row][column].data for column in range(width)).rstrip()
        end = "".join(text[at - 1] + form.labels.texts.get(at, "") for at in (line.end - 1, line.end))
        assert not line.hyphen or shown_line.endswith(f"{end}-")
        for at in form.labels.behind(line.start, line.end):
            holder = next(each for each in page.clusters(line) if each.start < at <= each.end)
            last = drawn.margin + page.column_of(holder.start) + holder.width
            if last <= width:
                assert "".join(screen.buffer[row][last - 3 + cell].data for cell in range(3)) == "[7]"


def by_code_points(text: str) -> bool:
    """Whether terminals of all kinds agree on the cells: no joiners, flags or selectors, nothing invisible."""
    widths = [wcwidth.wcwidth(each) for each in text if each != "\n"]
    if any(
        not width and not unicodedata.combining(each)
        for each, width in zip(text.replace("\n", ""), widths, strict=True)
    ):
        return False
    return sum(widths) == sum(cluster.width for line in text.split("\n") for cluster in clusters(line))


@given(_TEXTS.filter(by_code_points), st.integers(12, 60), st.data())
def test_a_terminal_that_goes_by_code_points_agrees(text: str, width: int, data: st.DataObject) -> None:
    drawn = painter(text, BlockKind.PARAGRAPH, width, spans_in(data, text))
    screen = shown(drawn, pyte.Screen(width, drawn.page.height + 1))
    for line in drawn.page.lines:
        row = drawn.page.row_of(line.start)
        for cluster in clusters(text, line.start, line.end):
            column = drawn.margin + drawn.page.column_of(cluster.start)
            if cluster.width and column + cluster.width <= width:
                assert (
                    unicodedata.normalize("NFC", screen.buffer[row][column].data)[:1]
                    == unicodedata.normalize("NFC", text[cluster.start : cluster.end])[:1]
                )


@given(_TEXTS, st.integers(12, 60), st.data())
def test_marks_change_no_text_and_only_cells_near_them(text: str, width: int, data: st.DataObject) -> None:
    bare, marked = (painter(text, BlockKind.PARAGRAPH, width, spans) for spans in ([], spans_in(data, text)))
    for row in range(bare.page.height):
        before, after = bare.draw(row, False, None), marked.draw(row, False, None)
        assert before.text == after.text
        assert before.cell_length == after.cell_length == width
        region = changed(before, after, row)
        touched = marked.page.row(row)
        if touched is None or touched.line is None or not marked.layers.over(touched.line.start, touched.line.end):
            assert region is None
        else:
            assert region is None or region.right <= width
