"""Cases made by editing: what happened to every character is known, because the edits were made here.

An article is a list of paragraphs, a paragraph a list of sentences, a sentence a list of words, each with the place
it came from. The right answer is the hull of the words that came from the passage.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import ClassVar

from benchmarks.anchoring.cases import GAP, Case, is_prose, paragraphs, sentences
from benchmarks.anchoring.draft import Draft, Paragraph, Sentence, Word, draft_of
from benchmarks.anchoring.setting import Setting

Words = Sequence[str]


class Editing:
    """One article, one passage, one manner of editing: a method that returns the kind of case it made, or None."""

    manners: ClassVar[Sequence[str]] = (
        "shifted",
        "anew",
        "edited",
        "rewritten",
        "moved_paragraph",
        "moved_sentence",
        "gone",
        "replaced",
        "one_of_several",
        "several",
        "copied",
        "phrased",
        "rewritten_copied",
        "moved_section",
        "reflowed",
        "replaced_words",
    )

    def __init__(self, blocks: Sequence[str], rng: random.Random, pool: Words, stock: Words) -> None:
        self.rng, self.pool, self.stock = rng, pool, stock
        self.old = GAP.join(blocks)
        self.draft = draft_of(blocks)
        self.start = self.end = 0

    def make(self, manner: str) -> Case | None:
        """Return the case, None when this passage doesn't lend itself to it."""
        self._choose(long=manner in {"moved_sentence"})
        kind: str | None = getattr(self, manner)()
        if kind is None:
            return None
        new, gold = self._render(kind)
        if new == self.old or not new.strip():
            return None
        if gold is None and kind not in {"gone", "trap"}:
            return None
        if kind == "same" and self.old.count(self.passage) > 1:
            kind = "repeated"
        if kind == "gone" and self.passage in new:
            kind = "trap"
        return Case("", kind, self.old, new, self.start, self.end, None if kind in {"gone", "trap"} else gold)

    @property
    def passage(self) -> str:
        """What the note is on."""
        return self.old[self.start : self.end]

    def mine(self, sentence: Sentence) -> bool:
        """Tell whether a sentence holds words of the passage."""
        return any(self.start <= word.origin < self.end for word in sentence)

    def _choose(self, *, long: bool) -> None:
        prose = [block for block in self.draft if sum(map(len, block)) >= 8]
        block = self.rng.choice(prose)
        sentence = self.rng.choice([each for each in block if len(each) >= 4] or block)
        choice = self.rng.random()
        if long or choice < 0.45:
            words = sentence
        elif choice < 0.6:
            words = [word for each in block for word in each]
        else:
            count = min(len(sentence), self.rng.randint(1, 10))
            first = self.rng.randrange(len(sentence) - count + 1)
            words = sentence[first : first + count]
        self.start, self.end = words[0].origin, words[-1].origin + len(words[-1].text)

    # Single edits

    def noise(self, share: float, *, spare: bool) -> None:
        """Insert, drop and change words all over; with ``spare``, not in the passage."""
        for block in self.draft:
            for number, sentence in enumerate(block):
                if not (spare and self.mine(sentence)):
                    block[number] = self.reworded(sentence, share)

    def reworded(self, sentence: Sentence, share: float) -> Sentence:
        """Return a sentence of which a share of the words is others, gone or followed by others."""
        made: Sentence = []
        for word in sentence:
            dice = self.rng.random()
            if dice < share / 2:
                made.append(Word(self.rng.choice(self.pool)))
            elif dice < share * 0.75:
                made += [word, Word(self.rng.choice(self.pool))]
            elif dice >= share:
                made.append(word)
        return made or sentence[:1]

    def fresh(self) -> Paragraph:
        """Return a paragraph from elsewhere."""
        return [[Word(word) for word in self.rng.choice(self.stock).split()] for _ in range(self.rng.randint(1, 3))]

    def shift(self) -> None:
        """Insert and drop paragraphs."""
        for _ in range(self.rng.randint(1, 4)):
            self.draft.insert(self.rng.randrange(len(self.draft) + 1), self.fresh())
        others = [block for block in self.draft if not any(map(self.mine, block))]
        for block in self.rng.sample(others, min(len(others), self.rng.randint(0, 2))):
            if len(self.draft) > 3:
                self.draft.remove(block)

    def take(self) -> Paragraph:
        """Take the sentences of the passage out and return them."""
        taken = [each for block in self.draft for each in block if self.mine(each)]
        self.draft = [[each for each in block if not self.mine(each)] for block in self.draft]
        self.draft = [block for block in self.draft if block]
        return taken

    # Manners of editing; each returns the kind of case, or None

    def shifted(self) -> str | None:
        """Something is put in and taken out elsewhere, and words around the passage are others."""
        self.shift()
        self.noise(self.rng.choice([0.0, 0.04, 0.15]), spare=True)
        return "same"

    def anew(self) -> str | None:
        """The text is set anew."""
        if self.rng.random() < 0.5:
            self.shift()
        return "set anew"

    def edited(self) -> str | None:
        """Words are put in, taken out and changed all over."""
        if self.end - self.start < 25:
            return None
        self.noise(self.rng.choice([0.04, 0.1, 0.25]), spare=False)
        if self.rng.random() < 0.5:
            self.shift()
        return "edited"

    def rewritten(self) -> str | None:
        """Half of the passage's words are others; around it little changed."""
        if self.end - self.start < 40:
            return None
        for block in self.draft:
            for number, sentence in enumerate(block):
                block[number] = self.reworded(sentence, 0.5 if self.mine(sentence) else 0.03)
        return "edited"

    def moved_paragraph(self) -> str | None:
        """The paragraph stands elsewhere."""
        at = next(number for number, block in enumerate(self.draft) if any(map(self.mine, block)))
        block = self.draft.pop(at)
        places = [to for to in range(len(self.draft) + 1) if to != at]
        if not places:
            return None
        self.draft.insert(self.rng.choice(places), block)
        self.noise(self.rng.choice([0.0, 0.0, 0.04, 0.1]), spare=self.rng.random() < 0.5)
        return "moved"

    def moved_sentence(self) -> str | None:
        """The sentence stands elsewhere."""
        taken = self.take()
        if len(self.draft) < 2 or self.end - self.start < 30:
            return None
        block = self.rng.choice(self.draft)
        at = self.rng.randrange(len(block) + 1)
        block[at:at] = taken
        self.noise(self.rng.choice([0.0, 0.0, 0.04]), spare=True)
        return "moved"

    def moved_section(self) -> str | None:
        """The paragraph and those beside it stand elsewhere together, edited on the way."""
        at = next(number for number, block in enumerate(self.draft) if any(map(self.mine, block)))
        first, last = max(0, at - self.rng.randint(0, 2)), min(len(self.draft), at + self.rng.randint(1, 3))
        section, rest = self.draft[first:last], self.draft[:first] + self.draft[last:]
        if len(rest) < 2:
            return None
        to = self.rng.choice([place for place in range(len(rest) + 1) if place != first])
        self.draft = rest[:to] + section + rest[to:]
        self.noise(self.rng.choice([0.0, 0.1, 0.2]), spare=self.rng.random() < 0.3)
        return "moved"

    def reflowed(self) -> str | None:
        """Paragraphs are joined and split, nothing else."""
        flowed: Draft = []
        for block in self.draft:
            dice = self.rng.random()
            if flowed and dice < 0.3:
                flowed[-1] = flowed[-1] + block
            elif len(block) > 1 and dice > 0.7:
                at = self.rng.randrange(1, len(block))
                flowed += [block[:at], block[at:]]
            else:
                flowed.append(block)
        self.draft = flowed
        return "same"

    def gone(self) -> str | None:
        """The passage is taken out."""
        self.take()
        self.shift()
        self.noise(self.rng.choice([0.0, 0.04]), spare=False)
        return "gone"

    def replaced(self) -> str | None:
        """Sentences about something else stand where the passage stood."""
        for block in self.draft:
            for number, sentence in enumerate(block):
                if self.mine(sentence):
                    block[number] = [Word(word) for word in self.rng.choice(self.stock).split()]
        return "gone"

    def replaced_words(self) -> str | None:
        """Other words stand in place of the passage, and what is around it stays."""
        count = len(self.passage.split())
        if count < 4:
            return None
        words = list(itertools.islice((word for each in self.fresh() for word in each), self.rng.randint(1, count + 2)))
        for block in self.draft:
            for number, sentence in enumerate(block):
                if self.mine(sentence):
                    mine = [self.start <= word.origin < self.end for word in sentence]
                    at = mine.index(True)
                    block[number] = (
                        sentence[:at]
                        + words
                        + [w for w, is_mine in zip(sentence[at:], mine[at:], strict=True) if not is_mine]
                    )
                    words = []
        self.draft = [[sentence for sentence in block if sentence] for block in self.draft]
        self.draft = [block for block in self.draft if block]
        return "gone"

    def one_of_several(self) -> str | None:
        """The words stand in the old text elsewhere too; only that other place stays. Or it is the other that goes."""
        other = self._repeat()
        if self.rng.random() < 0.6:
            self.take()
            kind = "trap"
        else:
            self.draft = [block for block in self.draft if block is not other]
            kind = "repeated"
        self.noise(self.rng.choice([0.0, 0.04]), spare=True)
        return kind

    def several(self) -> str | None:
        """The words stand in several places before and after."""
        for _ in range(self.rng.randint(1, 3)):
            self._repeat()
        self.shift()
        self.noise(self.rng.choice([0.0, 0.04, 0.1]), spare=True)
        return "repeated"

    def copied(self) -> str | None:
        """The words come to stand in a second place that is new."""
        words = [Word(word) for word in self.passage.split()]
        block = self.fresh()
        block[self.rng.randrange(len(block))][3:3] = words
        self.draft.insert(self.rng.randrange(len(self.draft) + 1), block)
        return "repeated"

    def phrased(self) -> str | None:
        """The sentence is gone; the passage, some words of it, comes to stand in a new one about something else."""
        words = self.passage.split()
        mine = [each for block in self.draft for each in block if self.mine(each)]
        if len(mine) != 1 or len(words) > 0.6 * len(mine[0]):
            return None
        self.take()
        self.shift()
        block = self.rng.choice(self.draft)
        sentence = [Word(word) for word in self.rng.choice(self.stock).split()]
        at = self.rng.randrange(1, len(sentence) + 1)
        sentence[at:at] = [Word(word) for word in words]
        block.insert(self.rng.randrange(len(block) + 1), sentence)
        return "trap"

    def rewritten_copied(self) -> str | None:
        """The passage is rewritten, and its old words stand elsewhere in a place that is old."""
        if self.end - self.start < 40:
            return None
        other = self._repeat()
        for block in self.draft:
            for number, sentence in enumerate(block):
                if block is not other and self.mine(sentence):
                    block[number] = self.reworded(sentence, 0.35)
        return "edited"

    def _repeat(self) -> Paragraph:
        """Put the passage into a paragraph of its own elsewhere, in the old text and the new."""
        around = self.fresh()
        at = self.rng.randrange(len(around))
        cut = self.rng.randrange(len(around[at]) + 1)
        around[at][cut:cut] = [Word(word) for word in self.passage.split()]
        self.insert(around)
        return around

    def insert(self, block: Paragraph) -> None:
        """Insert a paragraph into both texts; everything behind it comes from further on."""
        at = self.rng.randrange(len(self.draft) + 1)
        text = " ".join(word.text for sentence in block for word in sentence)
        begin = self.draft[at][0][0].origin if at < len(self.draft) else len(self.old) + len(GAP)
        if at < len(self.draft):
            self.old = self.old[:begin] + text + GAP + self.old[begin:]
        else:
            self.old += GAP + text
        by = len(text) + len(GAP)
        self.draft[:] = [
            [[replace(w, origin=w.origin + by if w.origin >= begin else w.origin) for w in s] for s in b]
            for b in self.draft
        ]
        self.draft.insert(at, block)
        where = begin
        for sentence in block:
            for number, word in enumerate(sentence):
                sentence[number] = Word(word.text, where)
                where += len(word.text) + 1
        if self.start >= begin:
            self.start, self.end = self.start + by, self.end + by

    # Back to text

    def _render(self, kind: str) -> tuple[str, tuple[int, int] | None]:
        setting = Setting(self.rng, anew=kind == "set anew")
        pieces: list[str] = []
        at, hull = 0, []
        for number, block in enumerate(self.draft):
            words = [word for sentence in block for word in sentence]
            for place, word in enumerate(words):
                text = setting.word(word.text)
                if self.start <= word.origin < self.end:
                    hull.append((at, at + len(text)))
                gap = setting.gap() if place + 1 < len(words) else ""
                pieces += [text, gap]
                at += len(text) + len(gap)
            if number + 1 < len(self.draft):
                pieces.append(setting.between)
                at += len(setting.between)
        return "".join(pieces), (hull[0][0], max(end for _, end in hull)) if hull else None


def cases(
    articles: Sequence[tuple[str, str]], rng: random.Random, rounds: int, editing: type[Editing] = Editing
) -> Iterator[Case]:
    """Yield cases from articles (name, text), ``rounds`` from each in every manner of editing."""
    pool = [word for _, text in articles for word in text.split()]
    stock = [
        block[start:end]
        for _, text in articles
        for block in paragraphs(text)
        for start, end in sentences(block)
        if is_prose(block)
    ]
    for name, text in articles:
        blocks = paragraphs(text)
        if sum(map(is_prose, blocks)) < 4:
            continue
        foreign = [sentence for sentence in stock if sentence not in text]
        for number in range(rounds):
            for manner in editing.manners:
                made = editing(blocks, rng, pool, foreign).make(manner)
                if made is not None:
                    yield replace(made, source=f"{name}/{number}")
