"""The formats that notes can be exported in, by the names that the command line knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from reader.export import markdown
from reader.export.source import Source
from reader.model.annotation import PlacedNote


@dataclass(frozen=True, slots=True)
class Format:
    """One format: the ending of its files, and what makes a document of an article's notes."""

    suffix: str
    render: Callable[[Source, Sequence[PlacedNote]], str]


FORMATS: Mapping[str, Format] = MappingProxyType({"markdown": Format(".md", markdown.render)})
