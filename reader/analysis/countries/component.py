"""Which countries an article is about: by name, abbreviation, adjective or demonym, and by a place inside them.

The names are found and sifted in ``places.py`` and settled in ``scene.py``; ``docs/analysis.md`` states the rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from reader.analysis.countries.other_words import other_words
from reader.analysis.countries.place_mention import Mention
from reader.analysis.countries.places import find_names, is_no_place
from reader.analysis.countries.scene import Scene, settle_pairs, settle_rest
from reader.analysis.extensions import register_extensions
from reader.analysis.gazetteer import COUNTRY_KINDS, load_gazetteer
from reader.model.analysis import Country, Evidence
from reader.model.span import Span


class CountryFinder:
    """Component: fills ``doc._.dateline_countries``."""

    def __init__(self) -> None:
        register_extensions()
        self._gazetteer = load_gazetteer()

    def __call__(self, doc: Doc) -> Doc:
        """Find the countries of ``doc``."""
        names = list(find_names(doc, self._gazetteer))
        others = other_words(doc, names)
        mentions = [mention for mention in names if mention.name not in others and not is_no_place(doc, mention)]
        settle_pairs(doc, mentions)
        settle_rest(doc, mentions, Scene(doc, names, mentions))
        doc._.dateline_countries = tuple(self._collect(doc, mentions))
        return doc

    def _collect(self, doc: Doc, mentions: Sequence[Mention]) -> Iterator[Country]:
        named: dict[str, list[Span]] = defaultdict(list)
        via: dict[str, list[Span]] = defaultdict(list)
        why: dict[str, list[Evidence]] = defaultdict(list)
        for mention in mentions:
            if mention.settled is None or mention.rule is None:
                continue
            tokens = doc[mention.start : mention.end]
            target = named if mention.settled.kind in COUNTRY_KINDS else via
            span = Span(tokens.start_char, tokens.end_char)
            target[mention.settled.code].append(span)
            why[mention.settled.code].append(Evidence(mention.rule, span))
        for code, evidence in why.items():
            name = self._gazetteer.country_name(code)
            yield Country(code, name, tuple(named[code]), tuple(via[code]), tuple(evidence))


@Language.factory("dateline_countries", requires=["doc.ents"], assigns=["doc._.dateline_countries"])
def make_countries(nlp: Language, name: str) -> CountryFinder:
    """Return the component that finds countries."""
    del nlp, name
    return CountryFinder()
