"""Builds the spaCy pipeline that the analysis runs: the model's own components, then Dateline's."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable, Sequence
from importlib import metadata
from itertools import pairwise

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex
from thinc.api import use_ops

# Importing these registers their factories.
import reader.analysis.countries.component
import reader.analysis.extensions
import reader.analysis.names.component
import reader.analysis.people.component
import reader.analysis.people.first_person
import reader.analysis.quotes.component  # noqa: F401
from reader.analysis.attributes import RULER, can_index
from reader.errors import AnalysisError

COMPONENTS = (
    "dateline_entities",
    "dateline_people",
    "dateline_countries",
    "dateline_quotes",
    "dateline_first_person",
)
"""Dateline's components in the order in which they need each other."""

_SPACY = "spacy"
# A closing mark without a blank behind it: “It rained,”Ann said.
_GLUED_MARK = r"[.,?!]+[”\"](?=\w)"
_LONGEST_WORD = 200
_LONG_WORD = re.compile(rf"\S{{{_LONGEST_WORD}}}(?=\S)")
# Nothing here asks for vectors of documents or categories; they would cost time for nothing.
_UNUSED = ("textcat", "textcat_multilabel", "entity_linker", "spancat")


def build_pipeline(model: str) -> Language:
    """Return the pipeline of that name with Dateline's components at its end.

    Args:
        model: the name of an installed spaCy pipeline, or the folder of one.

    Raises:
        AnalysisError: the pipeline isn't installed, can't be loaded or has neither parser nor entity recogniser.
    """
    nlp = load_model(model)
    missing = [name for name in ("parser", "ner") if name not in nlp.pipe_names]
    if missing:
        raise AnalysisError(
            f"The language model “{model}” has no {' and no '.join(missing)}.",
            "Set another one, or leave “model” out of config.toml for the one that Dateline brings.",
        )
    if hasattr(nlp.tokenizer, "infix_finditer"):  # a tokenizer of another language may have none
        nlp.tokenizer.infix_finditer = compile_infix_regex([*(nlp.Defaults.infixes or ()), _GLUED_MARK]).finditer
    nlp.tokenizer = BoundedTokenizer(nlp.tokenizer)
    nlp.add_pipe("dateline_blocks", before="parser")
    if can_index(nlp):
        nlp.add_pipe("dateline_attributes", after=RULER)
        nlp.disable_pipe(RULER)
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


class BoundedTokenizer:
    """A tokenizer that takes time in proportion to the text, whatever stands in it.

    spaCy's own strips marks off a word one by one and starts again after each, so that 20,000 marks without a blank
    take half a minute. Here a word is handed over in parts of at most ``_LONGEST_WORD`` characters.
    """

    def __init__(self, tokenizer: Callable[[str], Doc]) -> None:
        self._tokenizer = tokenizer

    def __call__(self, text: str) -> Doc:
        """Return the tokens of ``text``."""
        cuts = [match.end() for match in _LONG_WORD.finditer(text)]
        if not cuts:
            return self._tokenizer(text)
        borders = [0, *cuts, len(text)]
        parts = [self._tokenizer(text[start:end]) for start, end in pairwise(borders) if end > start]
        joined = Doc.from_docs(parts, ensure_whitespace=False)
        assert joined is not None  # noqa: S101  it is None for no parts only
        return joined


def load_model(model: str, leave_out: Sequence[str] = ()) -> Language:
    """Load an installed spaCy pipeline without what nothing here asks for; ``leave_out`` names more of that.

    Raises:
        AnalysisError: it isn't installed, or doesn't fit the installed spaCy.
    """
    try:
        # numpy multiplies matrices with OpenBLAS, three times as fast as the BLIS that is thinc's default.
        with use_ops("numpy", use_blis=False):
            return spacy.load(model, exclude=[*_UNUSED, *leave_out])
    except OSError as error:
        installed = importlib.util.find_spec(model) is not None if model.isidentifier() else False
        todo = "Reinstall it with pip." if installed else f"Install it with “pip install {model.replace('_', '-')}”."
        raise AnalysisError(f"The language model “{model}” can't be loaded ({error}).", todo) from error
    except (ImportError, ValueError) as error:
        raise AnalysisError(
            f"The language model “{model}” doesn't fit the installed spaCy {metadata.version('spacy')} ({error}).",
            "Install the version of the model that fits, or another model.",
        ) from error
