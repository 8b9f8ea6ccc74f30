"""Texts as they come from outside: of all scripts, hostile, and set as articles are."""

from __future__ import annotations

from hypothesis import strategies as st

HOSTILE = (
    "\x00", "\x07", "\x08", "\x1b", "\x1b[31m", "\x1b[2J", "\x1b]0;title\x07", "\x1b]8;;http://x\x1b\\", "\x1bP",
    "\x1b\\", "\x1b(B", "\x7f", "\x85", "\x90", "\x9b", "\x9c", "\x9d", "\r", "\r\n", "\v", "\f", "\t",
    "\u2028", "\u2029", "\u00a0", "\u00ad", "\u061c", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u202a",
    "\u202e", "\u2060", "\u2066", "\u2069", "\ufe0f", "\ufeff", "\ufff9", "\ufffb", "\ud800", "\udc80", "\udfff",
    "\U0001f3f4", "\U000e0067", "\U000e0062", "\U000e007f", "\U000e0001", "\U0001f1eb\U0001f1f7", "👩‍👩‍👧",
    "e\u0301", "क्ष", "مرحبا", "漢字", "...", "“", "”", "—",
)  # fmt: skip
"""Pieces that terminals, widgets or our own rules could trip over."""

hostile_text = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=8), st.sampled_from(" \n.aB1"))).map(
    "".join
)
"""Any text at all, most of it nasty."""

_WORDS = (
    "the", "Pompeo", "said", "U.S.", "Mr.", "Jan.", "3.5", "No.", "a.m.", "J.", "“Yes,”", "“Why?”", "(he)", "he",
    "Inc.", "end.", "end!", "what?", "so…", "...", "[1]", "5", "naïve", "漢字。", "हिन्दी", "don't", "—", "-", "1.",
)  # fmt: skip
_GAPS = (" ", " ", " ", "  ", "\n", "\n\n")

prose = st.lists(st.tuples(st.sampled_from(_WORDS), st.sampled_from(_GAPS)), max_size=40).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)
"""Something like sentences, with all that makes them hard to tell apart."""
