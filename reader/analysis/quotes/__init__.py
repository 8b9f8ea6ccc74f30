"""Who said what.

``marks`` pairs quotation marks (plain text, no spaCy), ``cues`` finds who is said to speak, ``speakers`` and
``clauses`` join the two, ``component`` puts it together.
"""
