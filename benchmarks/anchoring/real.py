"""Cases from documents that people edited over years: the documentation in two releases of one package.

The right answers come from another method than anchoring's own: whole paragraphs are paired by a global alignment
over the likeness of their characters, those left over on both sides by likeness alone (they were moved); inside a
pair ``difflib`` aligns the characters. What this can't tell surely is left out and counted.
"""

from __future__ import annotations

import itertools
import random
import tarfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from rapidfuzz import fuzz, process

from benchmarks.anchoring.cases import GAP, Case, is_prose, paragraphs, sentences, starts
from reader.text.clean import clean

_PAIRED = 55.0  # likeness in percent from which two paragraphs can be one in two versions
_MOVED = 75.0
_GONE = 40.0
_PARTLY = 60.0
_KEPT = 0.6
_SHORTEST, _LONGEST = 1_500, 90_000
_PER_KIND = 6  # of one kind from one document, so that no document outweighs the rest
_PER_RARE = 15
_RARE = frozenset({"moved", "trap"})
_GROWN = 1.5  # times its length that an edited passage may have got: else it is a matter of taste where it ends
_LIKER = 3.0  # percent by which another paragraph is liker, so that the pairing is doubtful
_LEFT = 0.4  # of a passage that may still stand somewhere in one piece when it is called gone


@dataclass(frozen=True, slots=True)
class Pairing:
    """For each old paragraph the new one, or None.

    ``moved`` are those out of order, ``gone`` those surely nowhere, ``doubtful`` those that are liker to another.
    """

    to: Sequence[int | None]
    moved: frozenset[int]
    gone: frozenset[int]
    doubtful: frozenset[int]


def cases(folder: Path, packages: Sequence[tuple[str, str, str]], left_out: Counter[str]) -> Iterator[Case]:
    """Yield cases from releases (name, old version, new version) whose sdists lie in ``folder``."""
    for name, old, new in packages:
        before, after = (_documents(folder, name, version) for version in (old, new))
        for path in sorted(before.keys() & after.keys()):
            one, two = before[path], after[path]
            if one != two:
                yield from _of_document(f"{name}/{path}", one, two, left_out)


def _documents(folder: Path, name: str, version: str) -> dict[str, list[str]]:
    """Return the paragraphs of each document of one release, by its path."""
    archive = next(path for path in folder.iterdir() if path.name.lower().startswith(f"{name}-{version}.tar".lower()))
    found = {}
    with tarfile.open(archive) as tar:
        for member in tar:
            inner = member.name.partition("/")[2]
            if not member.isfile() or not inner.lower().endswith((".rst", ".txt", ".md")) or "locale" in inner:
                continue
            stream = tar.extractfile(member)
            text = clean(stream.read().decode("utf-8", "replace")) if stream else ""
            if _SHORTEST <= len(text) <= _LONGEST:
                found[inner] = paragraphs(text)
    return found


def _of_document(source: str, old: list[str], new: list[str], left_out: Counter[str]) -> Iterator[Case]:
    rng = random.Random(source)
    pairing = _pair(old, new)
    old_text, new_text = GAP.join(old), GAP.join(new)
    old_at, new_at = starts(old), starts(new)
    found: dict[str, list[Case]] = {}
    numbers = [number for number, block in enumerate(old) if is_prose(block)]
    rng.shuffle(numbers)
    for number in numbers[:120]:
        start, end = _passage(old[number], rng)
        kind, inside = _answer(old[number], start, end, number, pairing, new)
        passage = old[number][start:end]
        if kind in {"same", "gone"}:
            repeated = old_text.count(passage) > 1 if kind == "same" else passage in new_text
            kind = {("same", True): "repeated", ("gone", True): "trap"}.get((kind, repeated), kind)
        if kind == "gone" and _left(passage, new_text) > _LEFT:
            kind = "unclear"
        if kind == "unclear":
            left_out[source.split("/", maxsplit=1)[0]] += 1
            continue
        to = pairing.to[number]
        gold = (new_at[to] + inside[0], new_at[to] + inside[1]) if inside and to is not None else None
        at = old_at[number]
        found.setdefault(kind, []).append(Case(source, kind, old_text, new_text, at + start, at + end, gold))
    for kind, kept in found.items():
        yield from kept[: _PER_RARE if kind in _RARE else _PER_KIND]


def _left(passage: str, text: str) -> float:
    """Return the share of a passage that its longest run of words is which stands somewhere in a text."""
    words = passage.split()
    longest = 0
    for first in range(len(words)):
        runs = itertools.accumulate(words[first:], lambda one, two: f"{one} {two}")
        longest = max([longest, *(len(run) for run in itertools.takewhile(lambda run: run in text, runs))])
    return longest / len(passage)


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


def _answer(
    block: str, start: int, end: int, number: int, pairing: Pairing, new: Sequence[str]
) -> tuple[str, tuple[int, int] | None]:
    """Return what happened to a passage, and where in the paired paragraph it stands."""
    to = pairing.to[number]
    if to is None:
        return ("gone" if number in pairing.gone else "unclear"), None
    inside, kept = _aligned(block, new[to], start, end)
    same = inside is not None and new[to][inside[0] : inside[1]] == block[start:end]
    if number in pairing.doubtful and not same:
        return "unclear", None
    if number in pairing.moved:
        return ("moved" if kept >= _KEPT else "unclear"), inside
    if same:
        return "same", inside
    if inside is not None and kept >= _KEPT and inside[1] - inside[0] <= _GROWN * (end - start):
        return "edited", inside
    return "unclear", None


def _aligned(one: str, two: str, start: int, end: int) -> tuple[tuple[int, int] | None, float]:
    """Return where ``one[start:end]`` stands in ``two``, and the share of its characters that do."""
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


def _pair(old: Sequence[str], new: Sequence[str]) -> Pairing:
    like = process.cdist(old, new, scorer=fuzz.ratio, score_cutoff=_GONE)
    to = _in_order(like, old, new)
    free = set(range(len(new))) - {each for each in to if each is not None}
    moved = set()
    for number, each in enumerate(to):
        if each is not None or not free or len(old[number]) < 40:
            continue
        best = max(free, key=lambda other: like[number][other])
        if like[number][best] >= _MOVED and sum(row >= _MOVED for row in like[number]) == 1:
            to[number] = best
            free.discard(best)
            moved.add(number)
    gone = {
        number for number, each in enumerate(to)
        if each is None and like[number].max() < _PAIRED and _nowhere(old[number], new)
    }  # fmt: skip
    doubtful = {number for number, each in enumerate(to) if each is not None and _is_doubtful(like[number], each)}
    return Pairing(to, frozenset(moved), frozenset(gone), frozenset(doubtful))


def _is_doubtful(row: Sequence[float], paired: int) -> bool:
    return bool(max(row) > row[paired] + _LIKER)


def _nowhere(block: str, new: Sequence[str]) -> bool:
    """Tell whether no sentence of a paragraph stands anywhere, not even in other words."""
    text = GAP.join(new)
    return all(
        end - start < 40 or fuzz.partial_ratio(block[start:end], text) < _PARTLY for start, end in sentences(block)
    )


def _in_order(like: object, old: Sequence[str], new: Sequence[str]) -> list[int | None]:
    """Align two lists of paragraphs in order (Needleman and Wunsch 1970), longer ones weighing more."""
    rows: list[list[float]] = [[0.0] * (len(new) + 1)]
    for one in range(len(old)):
        above, row = rows[-1], [0.0]
        for two in range(len(new)):
            value = max(above[two + 1], row[two])
            score = float(like[one][two])  # type: ignore[index]
            if score >= _PAIRED:
                value = max(value, above[two] + (score - _GONE) * min(len(old[one]), len(new[two]), 200))
            row.append(value)
        rows.append(row)
    to: list[int | None] = [None] * len(old)
    one, two = len(old), len(new)
    while one and two:
        if rows[one][two] == rows[one - 1][two]:
            one -= 1
        elif rows[one][two] == rows[one][two - 1]:
            two -= 1
        else:
            one, two = one - 1, two - 1
            to[one] = two
    return to
