"""The worker: any text in, an analysis out, offsets right, nothing lost with a bad neighbour."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
import spacy
from hypothesis import HealthCheck, given, settings

from reader.analysis.pipeline import COMPONENTS, build_pipeline
from reader.analysis.version import ANALYSIS_VERSION, DEFAULT_MODEL, model_version
from reader.analysis.worker import PIECE, TOKENS, analyse, cut, warm_pipeline
from reader.errors import AnalysisError
from reader.model.analysis import Analysis
from reader.model.article import text_hash
from reader.model.span import Span
from tests.strategies import hostile_text, prose

Read = Callable[[str], Analysis]
STORY = "Anna Berg spoke in Oslo. “The road is closed,” Berg said. She thanked Norway.\n\n"


def spans_of(found: Analysis) -> list[Span]:
    spans = [entity.span for entity in found.entities]
    spans += [span for person in found.people for span in (*person.mentions, *person.pronouns)]
    spans += [span for country in found.countries for span in (*country.mentions, *country.via)]
    for quote in found.quotes:
        spans += [quote.span, *quote.pieces, *(s for s in (quote.speaker_span, quote.cue) if s)]
    return spans


def without_seconds(found: Analysis) -> tuple[object, ...]:
    return found.entities, found.people, found.countries, found.quotes, found.text_hash


def test_an_analysis_says_what_made_it(read: Read) -> None:
    found = read(STORY)

    assert found.text_hash == text_hash(STORY)
    assert found.version == ANALYSIS_VERSION
    assert found.model == model_version(DEFAULT_MODEL)
    assert found.model.endswith("3.8.0")


def test_the_same_text_gives_the_same_alone_and_in_a_batch(read: Read) -> None:
    texts = [STORY, "Nothing here.", STORY * 3, ""]

    together = analyse(texts, DEFAULT_MODEL)

    assert [without_seconds(found) for found in together] == [without_seconds(read(text)) for text in texts]


def test_pieces_make_up_the_text_and_end_between_paragraphs() -> None:
    text = STORY * 1_000
    pieces = list(cut(text))

    assert "".join(part for _, part in pieces) == text
    assert all(text.startswith(part, offset) for offset, part in pieces)
    assert all(len(part) <= PIECE for _, part in pieces)
    assert all(part.endswith("\n\n") for _, part in pieces)


def test_a_text_without_any_border_is_cut_too() -> None:
    assert [len(part) for _, part in cut("x" * (PIECE * 2 + 5))] == [PIECE, PIECE, 5]


@pytest.mark.parametrize("sign", ["“", "1 | ", "a\n"])
def test_a_text_of_little_else_than_signs_is_cut_sooner(sign: str) -> None:
    text = sign * (2 * PIECE)
    pieces = list(cut(text))

    assert "".join(part for _, part in pieces) == text
    assert all(sum(not c.isspace() for c in part) <= TOKENS for _, part in pieces)


def test_a_long_text_keeps_its_offsets_and_its_people(read: Read) -> None:
    text = (
        "Anna Berg spoke in Oslo.\n\n"
        + "The road was long and grey.\n\n" * 1_400
        + "“It is closed,” Berg said in Norway."
    )
    found = read(text)

    assert [person.name for person in found.people] == ["Anna Berg"]
    assert [span.of(text) for span in found.people[0].mentions] == ["Anna Berg", "Berg"]
    assert [(c.code, [s.of(text) for s in (*c.mentions, *c.via)]) for c in found.countries] == [
        ("NO", ["Norway", "Oslo"])
    ]
    assert [(q.span.of(text), q.speaker) for q in found.quotes] == [("It is closed,", "p1")]


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n\n", "“”\"'" * 300, "A" * 3_000, "ALL IS IN CAPITALS, " * 200, "1 2 3.5 | " * 400, "Ann Bo, " * 400],
)
def test_odd_input_ends_and_stays_inside(read: Read, text: str) -> None:
    assert all(span.end <= len(text) for span in spans_of(read(text)))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(hostile_text | prose)
def test_every_span_lies_inside_and_names_are_spelt_in_the_text(text: str) -> None:
    found = analyse([text.encode("utf-8", "replace").decode("utf-8")], DEFAULT_MODEL)[0]

    assert all(0 <= span.start < span.end <= len(text) for span in spans_of(found))
    for person in found.people:
        assert person.mentions
        for mention in person.mentions:
            assert set(re.findall(r"\w+", mention.of(text))) <= set(
                re.findall(r"\w+", " ".join((person.name, *person.aliases)))
            )


@pytest.mark.parametrize("piece", ["“", "(x", "word, ", "A B, "])
def test_time_grows_with_the_text(piece: str, read: Read) -> None:
    def seconds(size: int) -> float:
        begin = time.process_time()
        read(piece * (size // len(piece)))
        return time.process_time() - begin

    assert seconds(8_000) < 4 * (2 * seconds(4_000)) + 0.5


def test_a_word_without_end_keeps_its_characters(read: Read) -> None:
    text = "x" * 450 + " " + "“" * 450 + " Anna Berg spoke."

    assert warm_pipeline(DEFAULT_MODEL)(text).text == text
    assert [person.mentions[0].of(text) for person in read(text).people] == ["Anna Berg"]


def test_ids_in_quotes_and_entities_are_people(read: Read) -> None:
    found = read(STORY)
    ids = {person.id for person in found.people}

    assert {quote.speaker for quote in found.quotes} <= ids | {None}
    assert {entity.person for entity in found.entities} <= ids | {None}
    assert ids == {"p1"}


def test_one_text_that_breaks_a_component_takes_no_other_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = warm_pipeline(DEFAULT_MODEL)
    whole = nlp.tokenizer

    def tokenizer(text: str) -> object:
        if "poison" in text:
            raise ValueError(text)
        return whole(text)

    monkeypatch.setattr(nlp, "tokenizer", tokenizer)
    good, bad, last = analyse([STORY, "poison", STORY], DEFAULT_MODEL)

    assert without_seconds(good) == without_seconds(last)
    assert good.people
    assert (bad.people, bad.entities, bad.text_hash) == ((), (), text_hash("poison"))


def test_a_missing_model_says_what_to_install() -> None:
    with pytest.raises(AnalysisError) as raised:
        build_pipeline("xx_no_such_model")

    assert "pip install xx-no-such-model" in raised.value.todo


def test_a_model_without_parser_is_refused(tmp_path: object) -> None:
    folder = f"{tmp_path}/blank"
    spacy.blank("en").to_disk(folder)

    with pytest.raises(AnalysisError, match="no parser"):
        build_pipeline(folder)


def test_the_components_are_factories_that_anyone_can_add() -> None:
    nlp = spacy.load(DEFAULT_MODEL)
    for name in COMPONENTS:
        nlp.add_pipe(name)
    doc = nlp(STORY)

    assert [person.name for person in doc._.dateline_people] == ["Anna Berg"]
    assert [country.code for country in doc._.dateline_countries] == ["NO"]
    assert [quote.speaker for quote in doc._.dateline_quotes] == ["p1"]
