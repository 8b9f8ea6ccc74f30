"""Which words are names, and whose: a person's, a place's, an organisation's or a thing's.

``candidates`` gathers names with their borders: the model's, and those that ``full_names``, ``overlooked`` and
``listed`` add, as ``borders`` and ``titles`` cut them. ``evidence`` and ``features`` say what the article tells of
each, ``component`` weighs it. ``comparing`` holds names against each other. Nobody is put together with anybody here.
"""
