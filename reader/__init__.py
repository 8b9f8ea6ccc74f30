"""Dateline: a terminal reader that knows who, where and who said what."""

__version__ = "0.1.0"
