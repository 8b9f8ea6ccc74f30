"""Who is mentioned: names of one person put together, their roles, and the pronouns that stand for them.

``grouping`` puts full names together (``aliases`` and ``namesakes`` tell who is the same and who isn't), ``mentions``
gives bare names to their persons, ``pronouns`` and ``first_person`` do the rest, ``component`` puts it together.
"""
