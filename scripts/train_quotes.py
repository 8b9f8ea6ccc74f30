"""Grow the trees that ``reader/analysis/quotes`` weighs reported clauses and speakers with.

    pip install scikit-learn                   # in any environment; not needed at run time
    python scripts/train_quotes.py GOLD.jsonl

GOLD holds an article a line: ``{"text", "attributions": [{"content": [[start, end], …], "source": [start, end] | null,
"cue": [start, end] | null}, …]}``, offsets in code points. Every fourth article is kept away from the training, so that
it can be used to measure. What comes out, ``data/quote_reports.json`` and ``data/quote_speakers.json``, holds no word
of the articles but the lemmas of cues that stand in the program's own lists.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from spacy.tokens import Doc

from reader.analysis.gazetteer import load_words
from reader.analysis.pipeline import build_pipeline
from reader.analysis.quotes.cues import Cue, find_cues
from reader.analysis.quotes.marks import Run
from reader.analysis.quotes.naming import Naming
from reader.analysis.quotes.page import Page
from reader.analysis.quotes.reports import OptionFeatures, report_options, weigh_reports
from reader.analysis.quotes.speaker_features import SpeakerFeatures
from reader.analysis.quotes.speakers import Candidates
from reader.analysis.quotes.trees import Tree, Trees
from reader.analysis.version import DEFAULT_MODEL
from reader.model.span import Span

DATA = Path(__file__).resolve().parent.parent / "reader" / "analysis" / "data"
KEPT_AWAY = 4
RIGHT = 0.5  # share of the joint length from which on a clause counts as found
FOLDS = 5
TREES, DEPTH = 150, 5
PRIOR = 4.0  # places of the average cue that each lemma's habit begins with


@dataclass
class Table:
    """Rows for one set of trees; ``groups`` says which are ways to read the same thing."""

    rows: list[dict[str, float]] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    articles: list[int] = field(default_factory=list)
    groups: list[tuple[int, ...]] = field(default_factory=list)


def overlap(one: Sequence[int], other: Sequence[int]) -> float:
    """Return the shared part of two ranges, from 0 to 1."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, shared) / (max(one[1], other[1]) - min(one[0], other[0]))


def reported(span: Span, cue: Span, gold: Iterable[dict[str, Any]]) -> bool:
    """Tell whether a clause is what an attribution with that cue says, or the longest part of it."""
    own = [a for a in gold if a["cue"] and a["cue"][0] - 1 <= cue.start <= a["cue"][1]]
    hulls = [(a["content"][0][0], a["content"][-1][1]) for a in own]
    longest = [max(a["content"], key=lambda part: part[1] - part[0]) for a in own]
    return any(overlap((span.start, span.end), part) >= RIGHT for part in (*hulls, *longest))


def report_table(articles: Sequence[dict[str, Any]], docs: Sequence[Doc]) -> Table:
    """Return a row for each way to read what a cue reports."""
    table = Table()
    for number, (article, doc) in enumerate(zip(articles, docs, strict=True)):
        page = Page(doc)
        cues: list[Cue] = find_cues(page)
        options = [option for cue in cues for option in report_options(page, cue)]
        table.rows += OptionFeatures(page, cues, lambda _: 0.0).rows(options)
        for option in options:
            token = option.cue.token
            word = page.span(token, token + 1)
            table.right.append(reported(page.span(option.start, option.end), word, article["attributions"]))
            table.lemmas.append(doc[token].lemma_.lower())
            table.articles.append(number)
            table.groups.append((number, token))
    return table


def speaker_table(articles: Sequence[dict[str, Any]], docs: Sequence[Doc], reports: Sequence[Trees]) -> Table:
    """Return a row for each quoted run with a gold speaker and each cue that may be its own.

    ``reports`` are trees that have not seen the articles whose number modulo their count is theirs.
    """
    table = Table()
    for number, (article, doc) in enumerate(zip(articles, docs, strict=True)):
        page = Page(doc)
        cues = find_cues(page)
        naming = Naming(page)
        found = weigh_reports(page, cues, reports[number % len(reports)])
        features = SpeakerFeatures(page, cues, found, naming, lambda _: 0.0)
        candidates = Candidates(page, cues)
        before: Cue | None = None
        for run, place in enumerate(page.places):
            options = candidates.of(place, before)
            sources = run_sources(place.run, article["attributions"])
            named = [cue for cue in options if stands_at(page.span(cue.start, cue.end), sources)]
            meant = [cue for cue in options if any(stands_at(s, sources) for s in person_spans(doc, naming, cue))]
            good = named or meant
            # A cue that names the right person elsewhere is neither right nor wrong.
            clear = [cue for cue in options if cue in good or cue not in meant]
            if sources and clear:
                table.rows += features.rows(run, clear, before)
                table.right += [cue in good for cue in clear]
                table.lemmas += [doc[cue.token].lemma_.lower() for cue in clear]
                table.articles += [number] * len(clear)
                table.groups += [(number, place.start, cue.token) for cue in clear]
            before = min(good, key=lambda cue: abs(cue.token - place.start)) if good else before
    return table


def run_sources(run: Run, gold: Iterable[dict[str, Any]]) -> list[list[int]]:
    """Return where the speakers of the attributions stand that a run belongs to."""
    return [
        a["source"]
        for a in gold
        if a["source"]
        and any(overlap((run.start, run.end), part) > 0 for part in a["content"])
        and not a["content"][0][0] <= a["source"][0] < a["content"][0][1]
    ]


def person_spans(doc: Doc, naming: Naming, cue: Cue) -> list[Span]:
    """Return all places where the person whom a cue names is mentioned."""
    who, _ = naming.speaker(cue)
    return [s for person in doc._.dateline_people if person.id == who for s in (*person.mentions, *person.pronouns)]


def stands_at(span: Span, sources: list[list[int]]) -> bool:
    """Tell whether a span shares a character with one of the places."""
    return any(overlap((span.start, span.end), source) > 0 for source in sources)


def habits(table: Table, chosen: Sequence[bool]) -> tuple[dict[str, float], float]:
    """Return for each lemma how often its cues have a right option among the chosen rows, and that of all."""
    best: dict[tuple[int, ...], tuple[bool, str]] = {}
    for use, right, lemma, group in zip(chosen, table.right, table.lemmas, table.groups, strict=True):
        if use:
            best[group] = (right or best.get(group, (False, ""))[0], lemma)
    met = Counter(lemma for _, lemma in best.values())
    hits = Counter(lemma for right, lemma in best.values() if right)
    share = hits.total() / max(1, met.total())
    known = (
        load_words("cues") | load_words("speech") | load_words("weak_cues") | load_words("noun_cues") | {"accord", ":"}
    )
    return {
        lemma: round((hits[lemma] + PRIOR * share) / (count + PRIOR), 3)
        for lemma, count in sorted(met.items())
        if lemma in known
    }, round(share, 3)


def habit_column(table: Table, chosen: Sequence[bool]) -> np.ndarray:
    """Return each row's habit: learned from the chosen rows of other articles only."""
    use, articles = np.array(chosen), np.array(table.articles)
    column = np.zeros(len(table.rows))
    for part in range(FOLDS):
        inner, share = habits(table, list(use & (articles % FOLDS != part)))
        for i in np.flatnonzero(articles % FOLDS == part):
            column[i] = inner.get(table.lemmas[i], share)
    return column


def grow(table: Table, chosen: Sequence[bool]) -> dict[str, Any]:
    """Return the model that the chosen rows teach, in the form that ``reader.analysis.quotes.trees`` reads."""
    ensemble = importlib.import_module("sklearn.ensemble")
    names = list(table.rows[0])
    rows = np.array([[float(row[name]) for name in names] for row in table.rows])
    if "habit" in names:
        rows[:, names.index("habit")] = habit_column(table, chosen)
    use = np.array(chosen)
    right = np.array(table.right)[use]
    machine = ensemble.GradientBoostingClassifier(
        n_estimators=TREES,
        max_depth=DEPTH,
        learning_rate=0.08,
        subsample=0.7,
        max_features=0.3,
        min_samples_leaf=15,
        random_state=0,
    ).fit(rows[use], right)
    known, share = habits(table, chosen)
    prior = right.mean()
    return {
        "features": names,
        "base": round(float(np.log(prior / (1 - prior))), 4),
        "habit": share,
        "habits": known,
        "trees": [nested(tree.tree_, names, 0, machine.learning_rate) for tree in machine.estimators_[:, 0]],
    }


def nested(tree: Any, names: list[str], node: int, rate: float) -> Tree:  # noqa: ANN401  scikit-learn has no types
    """Return one grown tree as nested lists."""
    if tree.children_left[node] < 0:
        return round(float(tree.value[node][0][0]) * rate, 3)
    return [
        names[tree.feature[node]],
        round(float(tree.threshold[node]), 3),
        nested(tree, names, tree.children_left[node], rate),
        nested(tree, names, tree.children_right[node], rate),
    ]


def write(name: str, model: dict[str, Any]) -> None:
    """Write a model to the package's data, a tree a line."""
    head = {key: value for key, value in model.items() if key != "trees"}
    trees = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in model["trees"])
    text = json.dumps(head, indent=0)[:-2] + f',\n"trees": [\n{trees}\n]\n}}\n'
    (DATA / f"{name}.json").write_text(text, encoding="utf-8")


def main(path: str) -> None:
    """Train on three articles of four."""
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    articles = [json.loads(line) for number, line in enumerate(lines) if number % KEPT_AWAY != KEPT_AWAY - 1]
    nlp = build_pipeline(DEFAULT_MODEL)
    nlp.remove_pipe("dateline_quotes")
    docs = list(nlp.pipe((article["text"] for article in articles), batch_size=8))
    reports = report_table(articles, docs)
    write("quote_reports", grow(reports, [True] * len(reports.rows)))
    unseen = [Trees(grow(reports, leave_out(reports, part))) for part in range(FOLDS)]
    speakers = speaker_table(articles, docs, unseen)
    write("quote_speakers", grow(speakers, [True] * len(speakers.rows)))


def leave_out(table: Table, part: int) -> list[bool]:
    """Choose the rows of all articles but those of one fold."""
    return [number % FOLDS != part for number in table.articles]


if __name__ == "__main__":
    main(sys.argv[1])
