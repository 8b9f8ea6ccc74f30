"""Articles in other languages than English: which language it is, its quotation marks, its names of countries.

The rules of the rest of ``reader/analysis`` are about English and never run over another language. Here a text in any
language gets its quotes by that language's marks and its countries by that language's names; and its people, with the
speakers among them, where a spaCy pipeline for it is installed and set.
"""
