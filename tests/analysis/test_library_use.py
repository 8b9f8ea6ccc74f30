"""The components as anyone's: by their entry points, in batches, in several processes, written and read again."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from reader.analysis.pipeline import COMPONENTS
from reader.analysis.version import DEFAULT_MODEL

DOCS = Path(__file__).parents[2] / "docs"
TEXTS = [
    "Transport Minister Anna Berg spoke in Oslo. “The road is closed,” Berg said. She thanked Denmark.",
    "",
    "Nothing is here.",
    "Paris, Texas, is no Paris, France, said Olav Lund.\n\n“It is not,” he said.",
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    made = spacy.load(DEFAULT_MODEL)
    made.add_pipe("dateline_blocks", before="parser")
    for name in COMPONENTS:
        made.add_pipe(name)
    return made


def found(doc: Doc) -> tuple[object, ...]:
    entities = tuple((ent.start_char, ent.end_char, ent.label_) for ent in doc.ents)
    return doc._.dateline_people, doc._.dateline_countries, doc._.dateline_quotes, entities


def fenced(page: str, language: str) -> Iterator[str]:
    for block in re.finditer(
        rf"^```{language}\n(.*?)^```$", (DOCS / page).read_text("utf-8"), re.MULTILINE | re.DOTALL
    ):
        yield block[1]


def test_the_example_of_the_docs_prints_what_they_say(tmp_path: Path) -> None:
    code, printed = next(fenced("components.md", "python")), next(fenced("components.md", "text"))
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], capture_output=True, encoding="utf-8", check=True, cwd=tmp_path
    )

    assert "reader" not in code
    assert done.stdout == printed


def test_the_docs_name_every_component() -> None:
    page = (DOCS / "components.md").read_text("utf-8")
    names = {point.name for point in entry_points(group="spacy_factories") if point.name.startswith("dateline_")}

    assert names
    assert {name for name in names if f"| `{name}` |" not in page} == set()


def test_the_same_comes_out_again_and_in_batches_of_any_size(nlp: Language) -> None:
    alone = [found(nlp(text)) for text in TEXTS]

    for size in (1, 3, 100):
        assert [found(doc) for doc in nlp.pipe(TEXTS, batch_size=size)] == alone
    assert [found(doc) for doc in nlp.pipe(reversed(TEXTS))] == alone[::-1]


def test_two_processes_find_the_same(nlp: Language) -> None:
    assert [found(doc) for doc in nlp.pipe(TEXTS, n_process=2, batch_size=2)] == [found(nlp(text)) for text in TEXTS]


def test_what_was_found_goes_with_the_document(nlp: Language) -> None:
    doc = nlp(TEXTS[0])
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    (packed,) = DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab)

    assert found(again) == found(doc)
    assert packed._.dateline_quotes == doc._.dateline_quotes
    assert doc._.dateline_quotes


def test_a_pipeline_that_was_written_finds_the_same_when_it_is_read(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "pipeline")
    read = spacy.load(tmp_path / "pipeline")

    assert read.pipe_names == nlp.pipe_names
    assert [found(read(text)) for text in TEXTS] == [found(nlp(text)) for text in TEXTS]


def test_a_foreign_component_keeps_its_language(tmp_path: Path) -> None:
    blank = spacy.blank("de")
    blank.add_pipe("dateline_foreign_countries")
    blank.add_pipe("dateline_foreign_quotes", config={"language": "fr"})
    blank.to_disk(tmp_path / "pipeline")
    text = "Österreich sagt: « Nous ne partons pas. » „Wir bleiben hier.“"
    doc = spacy.load(tmp_path / "pipeline")(text)

    assert [country.code for country in doc._.dateline_countries] == ["AT"]
    assert [quote.span.of(text) for quote in doc._.dateline_quotes] == ["Nous ne partons pas."]


def test_without_the_components_the_attributes_are_empty(nlp: Language) -> None:
    doc = nlp.make_doc(TEXTS[0])

    assert (doc._.dateline_people, doc._.dateline_countries, doc._.dateline_quotes) == ((), (), ())
