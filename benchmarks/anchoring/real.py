"""Cases from documents that people edited over years: the documentation in two releases of one package.

The right answers come from another method than anchoring's own: whole paragraphs are paired by their likeness
(``pairing``), and inside a pair ``difflib`` aligns the characters. A passage is gone when nothing in the new text is
like the sentences that it is of, or all that is like its paragraph is surely other paragraphs'. What this can't tell
surely is left out and counted.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path

from benchmarks.anchoring.agreement import Agreement
from benchmarks.anchoring.cases import Case, is_prose, paragraphs, sentences, starts
from benchmarks.anchoring.pairing import Pairing, Version
from benchmarks.anchoring.releases import Release, archive, files
from reader.text.clean import clean

_KEPT = 0.6  # of a passage that is still there when it is called edited or moved
_LOST = 0.25  # the same of one that is called gone though its paragraph is there
_SHORTEST, _LONGEST = 1_500, 90_000
_DOCUMENTS = 100  # of one package at most
_BLOCK = 3_000  # characters of a paragraph at most: longer ones are tables and code
_PARAGRAPHS = 120  # of one document at most
_AGAIN = 2
_PER_KIND = 6  # of one kind from one document, so that no document outweighs the rest
_PER_RARE = 15
_RARE = frozenset({"moved", "trap", "outlived"})
_GROWN = 1.5  # times its length that a passage may have got: else it is a matter of taste where it ends


def cases(folder: Path, packages: Sequence[Release], left_out: Counter[str]) -> Iterator[Case]:
    """Yield cases from releases whose archives lie in ``folder``; count the passages that are left out."""
    with ProcessPoolExecutor() as pool:
        for each, (found, unclear) in zip(packages, pool.map(partial(_of_package, folder), packages), strict=True):
            left_out[each.name] += unclear
            yield from found


def _of_package(folder: Path, package: Release) -> tuple[list[Case], int]:
    """Return the cases of a package, and how many passages are left out."""
    name = package.name
    before, after = (_documents(folder, name, version) for version in (package.old, package.new))
    changed = [pair for pair in _versions(before, after) if before[pair[0]] != after[pair[1]]]
    if len(changed) > _DOCUMENTS:
        changed = sorted(random.Random(name).sample(changed, _DOCUMENTS))
    found, unclear = [], 0
    for path, now in changed:
        some, doubtful = _of_document(f"{name}/{path}", before[path], after[now])
        found += some
        unclear += doubtful
    return found, unclear


def _versions(before: Iterable[str], after: Iterable[str]) -> list[tuple[str, str]]:
    """Pair the paths of documents: the same ones, else those whose file names stand once among what is left."""
    same = set(before) & set(after)
    olds, news = (_named_once(set(paths) - same) for paths in (before, after))
    return sorted([(path, path) for path in same] + [(olds[name], news[name]) for name in olds.keys() & news.keys()])


def _named_once(paths: Iterable[str]) -> dict[str, str]:
    """Return paths by the names of their files, without those whose name another has too."""
    names = Counter(path.rpartition("/")[2].lower() for path in paths)
    return {name: path for path in paths if names[name := path.rpartition("/")[2].lower()] == 1}


def _documents(folder: Path, name: str, version: str) -> dict[str, list[str]]:
    """Return the paragraphs of each document of one release, by its path."""
    packed = archive(folder, name, version)
    found = {}
    for path, content in files(packed) if packed else ():
        text = clean(content.decode("utf-8", "replace"))
        if _SHORTEST <= len(text) <= _LONGEST:
            found[path] = paragraphs(text)
    return found


def _of_document(source: str, old: Sequence[str], new: Sequence[str]) -> tuple[list[Case], int]:
    rng = random.Random(source)
    answers = _Answers(Version(old), Version(new))
    found: dict[str, list[Case]] = {}
    unclear = 0
    asked = [(number, *_passage(old[number], rng)) for number in _asked(old, answers.pairing, rng)]
    for number, start, end in dict.fromkeys(asked):  # a passage of a document counts once
        case = answers.case(source, number, start, end)
        if case is None:
            unclear += 1
        else:
            found.setdefault(case.kind, []).append(case)
    kept = [case for kind, some in found.items() for case in some[: _PER_RARE if kind in _RARE else _PER_KIND]]
    return kept, unclear


def _asked(old: Sequence[str], pairing: Pairing, rng: random.Random) -> list[int]:
    """Return the paragraphs that passages are taken from; those that were moved or are gone, several times each."""
    numbers = [number for number, block in enumerate(old) if len(block) <= _BLOCK and is_prose(block)]
    rng.shuffle(numbers)
    rare = [number for number in numbers if pairing.to[number] is None or number in pairing.moved]
    return numbers[:_PARAGRAPHS] + rare * _AGAIN


def _passage(block: str, rng: random.Random) -> tuple[int, int]:
    """Return a sentence, a few words, several sentences or the whole paragraph."""
    whole = sentences(block) or [(0, len(block))]
    choice = rng.random()
    if choice < 0.5:
        return rng.choice(whole)
    if choice < 0.6:
        return 0, len(block)
    if choice < 0.7:
        first = rng.randrange(len(whole))
        return whole[first][0], whole[min(len(whole) - 1, first + 1)][1]
    words = [(at, at + len(word)) for at, word in _words(block)]
    count = min(len(words), rng.randint(1, 10))
    first = rng.randrange(len(words) - count + 1)
    return words[first][0], words[first + count - 1][1]


def _words(block: str) -> Iterator[tuple[int, str]]:
    at = 0
    for word in block.split(" "):
        if word:
            yield at, word
        at += len(word) + 1


class _Answers:
    """What became of passages of one version of a document in another."""

    def __init__(self, old: Version, new: Version) -> None:
        self._old, self._new = old, new
        self._old_at, self._new_at = starts(old.blocks), starts(new.blocks)
        self.pairing = Pairing(old, new)
        self._agreement = Agreement(old.blocks, new.blocks)

    def case(self, source: str, number: int, start: int, end: int) -> Case | None:
        """Return the case of a passage of a paragraph, None when nothing surely tells what became of it."""
        kind, inside = self._answer(number, start, end)
        passage = self._old.blocks[number][start:end]
        if kind == "same" and self._old.text.count(passage) > 1:
            kind = "repeated"
        if kind == "gone":
            touched = _sentences_at(self._old.blocks[number], start, end)
            left = any(self.pairing.is_alike(each) for each in touched)
            kind = "trap" if passage in self._new.text else "outlived" if left else "gone"
        at, to = self._old_at[number], self.pairing.to[number]
        if kind == "unclear" or not self._is_agreed(number, (start, end), to, inside):
            return None
        gold = (self._new_at[to] + inside[0], self._new_at[to] + inside[1]) if inside and to is not None else None
        return Case(source, kind, self._old.text, self._new.text, at + start, at + end, gold)

    def _is_agreed(self, number: int, passage: tuple[int, int], to: int | None, inside: tuple[int, int] | None) -> bool:
        if inside is None or to is None:
            return self._agreement.is_gone(number)
        return self._agreement.is_at(number, passage, to, inside)

    def _answer(self, number: int, start: int, end: int) -> tuple[str, tuple[int, int] | None]:
        """Return what happened to a passage, and where in the paired paragraph it stands."""
        block, to, pairing = self._old.blocks[number], self.pairing.to[number], self.pairing
        touched = _sentences_at(block, start, end)
        if to is None:
            return "gone" if self._is_gone(number, touched) else "unclear", None
        paired = self._new.blocks[to]
        inside, kept = _aligned(block, paired, start, end)
        same = inside is not None and paired[inside[0] : inside[1]] == block[start:end]
        whole = all(each in paired and (number not in pairing.doubtful or self._is_once(each)) for each in touched)
        if not whole and (number in pairing.doubtful or pairing.is_liker(" ".join(touched), to)):
            return "unclear", None
        if same and number not in pairing.moved:
            return "same", inside
        if inside is not None and kept >= _KEPT and inside[1] - inside[0] <= _GROWN * (end - start):
            return "moved" if number in pairing.moved else "edited", inside
        gone = kept <= _LOST and block[start:end] not in paired and self._is_gone(number, touched)
        return "gone" if gone else "unclear", None

    def _is_once(self, sentence: str) -> bool:
        return self._old.text.count(sentence) == self._new.text.count(sentence) == 1

    def _is_gone(self, number: int, touched: Sequence[str]) -> bool:
        return all(self.pairing.is_gone(number, each) for each in touched)


def _sentences_at(block: str, start: int, end: int) -> list[str]:
    """Return the sentences of a paragraph that a passage touches."""
    return [block[a:b] for a, b in sentences(block) if a < end and b > start] or [block]


def _aligned(one: str, two: str, start: int, end: int) -> tuple[tuple[int, int] | None, float]:
    """Return where ``one[start:end]`` stands in ``two``, and the share of its characters that do."""
    if one == two:
        return (start, end), 1.0
    blocks = SequenceMatcher(None, one, two, autojunk=False).get_matching_blocks()
    kept = sum(max(0, min(end, each.a + each.size) - max(start, each.a)) for each in blocks if each.size >= 3)
    left = [each for each in blocks if each.size >= 3 and each.a < start]
    right = [each for each in blocks if each.size >= 3 and each.a + each.size > end]
    low = _image(left[-1], start) if left else 0
    high = right[0].b + max(0, end - right[0].a) if right else len(two)
    inner = [each for each in blocks if each.size >= 3 and each.a == start]
    low = inner[0].b if inner else low
    while low < high and two[low] == " ":
        low += 1
    while high > low and two[high - 1] == " ":
        high -= 1
    return ((low, high) if low < high else None), kept / (end - start)


def _image(block: object, at: int) -> int:
    a, b, size = block  # type: ignore[misc]  difflib's Match
    return int(b + min(size, at - a))
