"""The reader's corrections, laid over what the analysis found. No spaCy here: it runs where the analysis is shown."""

from reader.analysis.corrections.apply import corrected

__all__ = ["corrected"]
