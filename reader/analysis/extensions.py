"""The extension attributes that the components write, and the entry that holds sentence starts at block borders."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

EXTENSIONS = ("dateline_people", "dateline_countries", "dateline_quotes")


def register_extensions() -> None:
    """Register ``Doc._.dateline_people``, ``…_countries`` and ``…_quotes`` unless they are there already."""
    for name in EXTENSIONS:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=())


class BlockStarts:
    """Starts a sentence wherever a block of the text starts, so that a headline is never read into the next line.

    Belongs before the parser, which keeps sentence starts that it finds set.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Mark the first token after every line feed; the text's own words are never joined or parted."""
        fresh = True
        for token in doc:
            if token.is_space:
                fresh = fresh or "\n" in token.text
                if token.i and not fresh:
                    token.is_sent_start = None
                elif token.i:
                    token.is_sent_start = False
            elif fresh:
                token.is_sent_start = True
                fresh = False
        return doc


@Language.factory("dateline_blocks")
def make_block_starts(nlp: Language, name: str) -> BlockStarts:
    """Return the component that starts sentences at block borders."""
    del nlp, name
    return BlockStarts()
