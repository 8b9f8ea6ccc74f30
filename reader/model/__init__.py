"""The values that every part of Dateline speaks in. Frozen; standard library only.

Every offset is a half-open code-point offset into ``Article.text`` (the cleaned text).
"""
