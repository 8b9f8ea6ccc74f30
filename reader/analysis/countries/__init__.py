"""Which countries an article is about.

``places`` finds known names of places and sifts them (``named_after``, ``other_words``), ``scene`` settles what they
mean (``locality``, ``dialect``), ``component`` puts it together. ``reader.analysis.gazetteer`` knows the names.
"""
