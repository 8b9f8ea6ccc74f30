"""The extension attributes that the components write, and the entry that holds sentence starts at block borders."""

from __future__ import annotations

import functools
from typing import Any

import msgspec
import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from reader.analysis.columns import numbers_in
from reader.analysis.lines import line_borders, story_start
from reader.analysis.tokens import tokens_where
from reader.model.analysis import Country, Person, Quote

EXTENSIONS: dict[str, Any] = {
    "dateline_people": tuple[Person, ...],
    "dateline_countries": tuple[Country, ...],
    "dateline_quotes": tuple[Quote, ...],
}
"""The attributes of a ``Doc`` with the types of their values."""


def register_extensions() -> None:
    """Register ``Doc._.dateline_people``, ``…_countries`` and ``…_quotes`` unless they are there already.

    What they hold is kept as bytes in ``Doc.user_data``, since that is what spaCy can hand from one process to another
    (``nlp.pipe(…, n_process=2)``) and write to disk (``Doc.to_bytes``, ``DocBin``).
    """
    for name in EXTENSIONS:
        if not Doc.has_extension(name):
            Doc.set_extension(name, getter=functools.partial(_get, name), setter=functools.partial(_set, name))


def _get(name: str, doc: Doc) -> Any:  # noqa: ANN401  each name has a type of its own
    kept = doc.user_data.get(name)
    return () if kept is None else msgspec.msgpack.decode(kept, type=EXTENSIONS[name])


def _set(name: str, doc: Doc, value: object) -> None:
    doc.user_data[name] = msgspec.msgpack.encode(value)


_START = "SENT_START"
_YES, _UNKNOWN, _NO = 1, 0, -1
"""What spaCy writes for it."""


class BlockStarts:
    """Starts a sentence wherever a block of the text starts, so that a headline is never read into the next line.

    A dateline is a sentence of its own too: the place in it is nobody's subject.

    Belongs before the parser, which keeps sentence starts that it finds set.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Mark the first token after every line feed; the text's own words are never joined or parted."""
        starts = doc.to_array(_START).astype(np.int64)  # spaCy's setter looks through all tokens every time
        breaks = set(tokens_where(doc, lambda text: "\n" in text))
        fresh = True
        for index, space in enumerate(numbers_in(doc, "IS_SPACE")):
            if space:
                fresh = fresh or index in breaks
                if index:
                    starts[index] = _NO if fresh else _UNKNOWN
            elif fresh:
                starts[index] = _YES
                fresh = False
        for start, end in line_borders(doc):
            begin = story_start(doc, start, end)
            if begin is not None:
                starts[begin] = _YES
        return doc.from_array([_START], starts.astype(np.uint64))  # type: ignore[arg-type]


@Language.factory("dateline_blocks")
def make_block_starts(nlp: Language, name: str) -> BlockStarts:
    """Return the component that starts sentences at block borders."""
    del nlp, name
    return BlockStarts()
