"""What an article says about one name, gathered over all its mentions, as numbers that a scorer weighs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from reader.analysis.candidates import POSSESSIVES, is_given, key_of
from reader.analysis.gazetteer import COUNTRY_KINDS, PlaceKind, load_gazetteer, load_surnames, load_words
from reader.analysis.names import fold
from reader.analysis.titles import has_personal_cue, is_title
from reader.analysis.tokens import capitalised

_WHERE = frozenset({"in", "at", "near", "across", "throughout", "outside", "around"})
_LARGE = frozenset({PlaceKind.CAPITAL, PlaceKind.STATE, PlaceKind.CONSTITUENT, PlaceKind.REGION, PlaceKind.SEAT})
_PRONOUNS = frozenset({"he", "she", "his", "her", "him"})
_CITY_OF_NOTE = 6  # digits of its population


@dataclass
class NameEvidence:
    """One name: its mentions, the model's votes, and how often each sign stood beside it."""

    spans: list[Tokens] = field(default_factory=list)
    votes: Counter[str] = field(default_factory=Counter)
    signs: Counter[str] = field(default_factory=Counter)

    def share(self, sign: str) -> float:
        """Return the share of the mentions with a sign."""
        return self.signs[sign] / len(self.spans)

    def vote(self, *labels: str) -> float:
        """Return the share of the model's votes for labels."""
        return sum(self.votes[label] for label in labels) / sum(self.votes.values())


def gather(spans: Iterable[Tokens]) -> dict[str, NameEvidence]:
    """Return the evidence on each name among ``spans``, by ``key_of``."""
    found: dict[str, NameEvidence] = defaultdict(NameEvidence)
    for span in spans:
        item = found[key_of(span)]
        item.spans.append(span)
        item.votes[span.label_] += 1
        item.signs.update(_signs(span))
    return found


def _signs(span: Tokens) -> list[str]:
    """Return the signs that stand beside one mention."""
    doc = span.doc
    before = doc[span.start - 1].lower_ if span.start else ""
    after = doc[span.end].text if span.end < len(doc) else ""
    root = span.root
    subject = root.dep_ in {"nsubj", "nsubjpass"}
    modifies = root.dep_ == "compound" and root.head.i >= span.end
    signs = {
        "titled": span.start > 0 and (is_title(doc[span.start - 1]) or before in load_words("roles")),
        "cued": has_personal_cue(doc, span.start, span.end),
        "kind": before in load_words("kinds") or before.removesuffix("s") in load_words("kinds"),
        "the": before == "the" and not modifies,
        "family": before == "the" and _is_plural_surname(span),
        "where": before in _WHERE,
        "agent": before in {"by", "with", "against", "than"},
        "among people": _among_people(span),
        "speaks": subject and root.head.lemma_.lower() in load_words("cues"),
        "subject": subject,
        "owns": after in POSSESSIVES,
        "modifies": modifies,
        "camp": modifies and root.head.lower_ in load_words("camps"),
        "pronoun": any(token.lower_ in _PRONOUNS for token in doc[span.end : span.end + 12]),
    }
    return [name for name, holds in signs.items() if holds]


def _among_people(span: Tokens) -> bool:
    """Tell whether a name is joined to one that the model calls a person's: "Ann, Bob and …"."""
    root = span.root
    joined = [root.head] if root.dep_ in {"conj", "appos"} else []
    joined += [child for child in root.children if child.dep_ == "conj"]
    return any(token.ent_type_ == "PERSON" and not span.start <= token.i < span.end for token in joined)


def _is_plural_surname(span: Tokens) -> bool:
    """Tell whether a name is a family's: the Clintons."""
    word = span[-1].text
    return word.endswith("s") and not word.endswith("ss") and fold(word[:-1]) in load_surnames()


def bare_last_names(evidence: Mapping[str, NameEvidence], doc: Doc) -> Counter[str]:
    """Return how often each single capitalised word does what people do: speaks, owns, or is called a person."""
    found: Counter[str] = Counter()
    for key, item in evidence.items():
        if " " not in key:
            found[key] += item.votes["PERSON"] + item.signs["speaks"] + item.signs["titled"]
    for index in capitalised(doc):
        token = doc[index]
        if token.dep_ == "nsubj" and not token.ent_type_:
            found[token.lower_] += token.head.lemma_.lower() in load_words("cues")
    return found


def features(item: NameEvidence, bare: Mapping[str, int]) -> dict[str, float]:
    """Return what speaks for and against a name being a person's, each about 0 to 1.

    Args:
        item: the evidence on the name.
        bare: ``bare_last_names`` of the article.
    """
    span = item.spans[0]
    words = [token.text for token in span if token.is_alpha or len(token) > 1]
    single = len(words) <= 1
    last = fold(words[-1]).replace("'", "") if words else ""
    surname = min(load_surnames().get(last, 0), 3) / 3
    given = bool(words) and (is_given(words[0]) or (not single and words[0].lower() in load_words("surnames_first")))
    row = {
        "bias": 1.0,
        "person": item.vote("PERSON"),
        "place": item.vote("GPE", "LOC"),
        "people": item.vote("NORP"),
        "thing": item.vote("PRODUCT", "WORK_OF_ART", "EVENT", "LAW", "FAC"),
        "titled": item.share("titled"),
        "cued": item.share("cued"),
        "kind": item.share("kind"),
        "the": item.share("the"),
        "family": item.share("family"),
        "where": item.share("where"),
        "agent": item.share("agent"),
        "among people": item.share("among people"),
        "speaks": min(1.0, item.signs["speaks"]),
        "subject": item.share("subject"),
        "owns": item.share("owns"),
        "modifies": item.share("modifies"),
        "camp": item.share("camp"),
        "pronoun": item.share("pronoun"),
        "often": min(len(item.spans), 5) / 5,
        "capitals": float(span.text.isupper() and len(span.text) > 1),
        **_place_features(span, words),
    }
    if single:
        placed = any(row[name] for name in ("country", "capital or state", "city", "town"))
        row |= {"single": 1.0, "single given": float(given), "single surname": surname}
        row |= {"single given, no place": float(given and not placed), "single, a place": float(placed)}
        row |= {f"single {name}": row[name] for name in ("person", "titled", "speaks", "where")}
    else:
        row |= {
            "given": float(given),
            "surname": surname,
            "given and surname": float(given) * surname,
            "unknown words": float(not given and not surname),
            "initial": float(any(len(word.strip(".")) == 1 for word in words[:-1])),
            "particle": float(any(word.lower() in load_words("particles") for word in words[:-1])),
            "long": float(len(words) > 3),
            "alone elsewhere": float(bare.get(words[-1].lower(), 0) > 0),
        }
    return row


def _place_features(span: Tokens, words: list[str]) -> dict[str, float]:
    readings = load_gazetteer().readings(" ".join(span.text.split()))
    kinds = {reading.kind for reading in readings}
    size = max((reading.size for reading in readings), default=0)
    town = bool(kinds) and not kinds & (COUNTRY_KINDS | _LARGE)
    first = load_gazetteer().readings(words[0]) if len(words) > 1 and not is_given(words[0]) else ()
    starts = any(reading.kind is not PlaceKind.CITY or reading.size >= _CITY_OF_NOTE for reading in first)
    return {
        "country": float(bool(kinds & COUNTRY_KINDS)),
        "capital or state": float(bool(kinds & _LARGE) and not kinds & COUNTRY_KINDS),
        "city": float(town and size >= _CITY_OF_NOTE),
        "town": float(town and size < _CITY_OF_NOTE),
        "begins with a place": float(starts),
    }
