"""Firms that bear the surname of somebody in the same article: Berg Foods beside Ms Berg."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from reader.analysis.gazetteer import load_words
from reader.analysis.lines import LineKind, lines_of
from reader.analysis.names.comparing import fold
from reader.analysis.quotes.marks import find_runs
from reader.analysis.tokens import tokens_where

_COURTESY = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "mx", "mx."})
_ENDS_SENTENCE = frozenset(".!?…”\"’'")


def firms_surnames(doc: Doc) -> frozenset[int]:
    """Return the tokens at which a bare surname is a firm's.

    An article that says "Ms Berg" says so of Ms Berg each time; its bare "Berg" is the firm whose name begins so. In a
    headline, between marks and before a noun ("the Berg era") people are called by the bare surname all the same.
    """
    titled = {fold(doc[i + 1].text) for i in _courtesy_titles(doc)}
    names = titled & {fold(ent[0].text) for ent in doc.ents if _is_a_firms(ent)} if titled else set()
    if not names:
        return frozenset()
    spoken = [(run.start, run.end) for run in find_runs(doc.text)]
    return frozenset(
        token.i
        for start, end in _prose(doc)
        for token in doc[start:end]
        if token.text[:1].isupper()
        and fold(token.text) in names
        and _stands_alone(token)
        and not any(first <= token.idx < last for first, last in spoken)
    )


def _courtesy_titles(doc: Doc) -> Iterator[int]:
    return (i for i in tokens_where(doc, lambda text: text.lower() in _COURTESY) if i + 1 < len(doc))


def _is_a_firms(name: Tokens) -> bool:
    """Tell whether an organisation's name of several words can be a firm's: no foundation, school or campaign."""
    if name.label_ != "ORG" or len(name) == 1 or not name[1].text[:1].isupper():
        return False
    return not {token.lower_ for token in name} & (load_words("named_things") | load_words("camps"))


def _prose(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the borders of lines that are no headlines."""
    for line in lines_of(doc):
        if line.kind is LineKind.PLAIN and doc[line.end - 1].text[-1:] in _ENDS_SENTENCE:
            yield line.start, line.end


def _stands_alone(token: Token) -> bool:
    """Tell whether no title or name stands before a surname, and no name or noun that it describes behind."""
    named = token.i > 0 and token.nbor(-1).pos_ == "PROPN" and token.nbor(-1).text[:1].isupper()
    after = token.nbor(1).text if token.i + 1 < len(token.doc) else ""
    return not named and not after[:1].isupper() and token.dep_ != "compound"
