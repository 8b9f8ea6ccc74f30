"""Files that are locked, damaged, of another version or not there; two processes and many threads at once."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import LibraryError
from reader.library import database
from reader.library.cache import AnalysisCache
from reader.library.database import DamagedError, Database
from reader.library.library import Library
from reader.library.migrations import ANALYSES, ARTICLES
from reader.library.places import LeftAt
from reader.model.analysis import Analysis, Entity
from reader.model.span import Span
from tests.library.test_library import draft

ANALYSIS = Analysis("a" * 64, "model 1", 1, (Entity(Span(0, 3), "ORG"),), (), (), (), 0.1)

OPERATIONS: list[Callable[[Library], object]] = [
    # Every method of the library; add yours.
    lambda library: library.add(draft("Text."), "/a"),
    lambda library: library.get("x"),
    lambda library: library.version("x"),
    lambda library: library.versions("x"),
    lambda library: library.resolve("abcdef"),
    lambda library: library.rows("a"),
    lambda library: library.count("a"),
    lambda library: library.places.of("x").offset,
    lambda library: library.places.save("x", LeftAt(1, ""), 0.5),
    lambda library: library.places.last_opened(),
    lambda library: library.check(),
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "library.sqlite3"


@pytest.fixture
def library(file: Path) -> Iterator[Library]:
    opened = Library(file)
    yield opened
    opened.close()


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_file_that_is_no_database(library: Library, file: Path, operation: Callable[[Library], object]) -> None:
    file.write_bytes(b"This is not a database. " * 500)
    before = file.read_bytes()
    with pytest.raises(DamagedError, match="damaged") as caught:
        operation(library)
    assert caught.value.todo
    assert file.read_bytes() == before


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_file_where_a_folder_should_be(tmp_path: Path, operation: Callable[[Library], object]) -> None:
    (tmp_path / "data").write_text("a file")
    with closing(Library(tmp_path / "data" / "library.sqlite3")) as library, pytest.raises(LibraryError):
        operation(library)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_folder_where_the_file_should_be(
    library: Library, file: Path, operation: Callable[[Library], object]
) -> None:
    file.mkdir()
    with pytest.raises(LibraryError):
        operation(library)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_newer_file(library: Library, file: Path, operation: Callable[[Library], object]) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.execute(f"PRAGMA user_version = {len(ARTICLES) + 1}")
    with pytest.raises(LibraryError, match="newer Dateline"):
        operation(library)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_locked_file(
    library: Library, file: Path, operation: Callable[[Library], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Writers say so; readers read on, as WAL lets them."""
    monkeypatch.setattr(database, "_BUSY_SECONDS", 0.05)
    library.count()
    library.close()
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        outcome = _outcome(operation, library)
    assert outcome in {"", "LockedError", "NotFoundError"}


def _outcome(operation: Callable[[Library], object], library: Library) -> str:
    try:
        operation(library)
    except Exception as error:  # noqa: BLE001
        return type(error).__name__
    return ""


def test_a_truncated_file_is_never_overwritten(library: Library, file: Path) -> None:
    for number in range(200):
        library.add(draft(f"Text {number}. " * 50), f"/{number}")
    library.close()
    size = file.stat().st_size
    with file.open("r+b") as opened:
        opened.truncate(size // 2)
    try:
        problems = library.check()
    except LibraryError as error:
        problems = [error.what]
    assert problems
    library.close()
    assert file.stat().st_size <= size


@pytest.mark.parametrize("done", range(len(ARTICLES) + 1))
def test_migrations_from_every_older_file(file: Path, done: int) -> None:
    with closing(Database(file, ARTICLES[:done])) as old, old.reading():
        pass
    with closing(Library(file)) as library:
        library.add(draft("Text."), "/a")
        assert library.check() == []
    with closing(sqlite3.connect(file)) as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] == len(ARTICLES)
        assert db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_a_migration_that_fails_leaves_the_file_as_it_was(file: Path) -> None:
    broken = Database(file, ["CREATE TABLE a (x);", "CREATE TABLE b (x); CREATE TABLE a (x);"])
    with closing(broken), pytest.raises(LibraryError), broken.reading():
        pass
    with closing(sqlite3.connect(file)) as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] == 1
        assert db.execute("SELECT name FROM sqlite_master").fetchall() == [("a",)]


def test_statements_with_semicolons_inside() -> None:
    script = "CREATE TABLE a (x); CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; SELECT 2; END; "
    assert len(list(database._statements(script))) == 2


def test_an_error_rolls_back(library: Library) -> None:
    library.count()
    library.add(draft("Text."), "/a")

    def fail_halfway() -> None:
        with library._database.transaction() as db:
            db.execute("DELETE FROM locators")
            raise ValueError("mine")

    with pytest.raises(ValueError, match="mine"):
        fail_halfway()
    assert library.add(draft("Text. More."), "/a").change.value == "updated"


def test_a_closed_library_opens_again(library: Library) -> None:
    library.add(draft("Text."))
    library.close()
    assert library.count() == 1


def test_threads_add_at_once(library: Library) -> None:
    errors: list[BaseException] = []

    def add(name: int) -> None:
        try:
            for number in range(20):
                library.add(draft(f"Text {number % 15} of many."), f"/{name}/{number}")
                library.rows()
        except BaseException as error:  # noqa: BLE001
            errors.append(error)

    threads = [threading.Thread(target=add, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert library.count() == 15
    assert library.check() == []


def test_processes_add_at_once(file: Path) -> None:
    """On a file that none of them has made yet."""
    code = (
        "import sys; from pathlib import Path\n"
        "from reader.library.library import Library\n"
        "from tests.library.test_library import draft\n"
        "library = Library(Path(sys.argv[1]))\n"
        "for number in range(30): library.add(draft(f'Text {number} by all.'), f'/{sys.argv[2]}/{number}')\n"
        "library.close()\n"
    )
    root = Path(__file__).parents[2]
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(file), str(name)], cwd=root, stderr=subprocess.PIPE)
        for name in range(3)
    ]
    for process in running:
        assert process.communicate()[1] == b""
        assert process.returncode == 0
    with closing(Library(file)) as library:
        assert library.count() == 30
        assert library.check() == []


# The cache of analyses


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[AnalysisCache]:
    opened = AnalysisCache(tmp_path / "cache" / "analyses.sqlite3")
    yield opened
    opened.close()


def _get(cache: AnalysisCache) -> Analysis | None:
    return cache.get(ANALYSIS.text_hash, ANALYSIS.model, ANALYSIS.version)


def test_an_analysis_comes_back(cache: AnalysisCache) -> None:
    assert _get(cache) is None
    cache.put(ANALYSIS)
    assert _get(cache) == ANALYSIS
    assert cache.get(ANALYSIS.text_hash, "model 2", 1) is None
    assert cache.get(ANALYSIS.text_hash, "model 1", 2) is None
    assert cache.warnings == []
    assert cache.check() == []


@pytest.mark.parametrize("blob", ["x'00'", "'{}'", "7", "'[1]'", "'" + '{"text_hash":1}' + "'"])
def test_an_analysis_of_another_shape_is_a_miss(cache: AnalysisCache, blob: str) -> None:
    cache.put(ANALYSIS)
    with cache._database.transaction() as db:
        db.execute(f"UPDATE analyses SET analysis = {blob}")  # noqa: S608
    assert _get(cache) is None
    cache.put(ANALYSIS)
    assert _get(cache) == ANALYSIS


def test_a_damaged_cache_is_begun_again(cache: AnalysisCache) -> None:
    cache._database.file.parent.mkdir()
    cache._database.file.write_bytes(b"no database " * 1000)
    assert _get(cache) is None
    cache.put(ANALYSIS)
    assert _get(cache) == ANALYSIS
    assert len(cache.warnings) == 1


def test_a_damaged_cache_is_begun_again_by_writing(cache: AnalysisCache) -> None:
    cache._database.file.parent.mkdir()
    cache._database.file.write_bytes(b"no database " * 1000)
    cache.put(ANALYSIS)
    assert _get(cache) == ANALYSIS


@pytest.mark.parametrize("place", ["folder", "file"])
def test_a_cache_that_cannot_be_opened_stands_in_nobodys_way(tmp_path: Path, place: str) -> None:
    file = tmp_path / "cache" / "analyses.sqlite3"
    if place == "folder":
        file.mkdir(parents=True)
    else:
        file.parent.write_text("a file")
    cache = AnalysisCache(file)
    assert _get(cache) is None
    cache.put(ANALYSIS)
    cache.put(ANALYSIS)
    assert _get(cache) is None
    assert cache.warnings
    assert cache.check()
    cache.close()


def test_a_newer_cache_is_left_alone(cache: AnalysisCache) -> None:
    cache.put(ANALYSIS)
    with cache._database.reading() as db:
        db.execute(f"PRAGMA user_version = {len(ANALYSES) + 1}")
    cache.close()
    before = cache._database.file.read_bytes()
    assert _get(cache) is None
    cache.put(ANALYSIS)
    assert cache._database.file.read_bytes() == before
    assert "newer" in cache.warnings[0]


def test_a_locked_cache_is_a_miss_for_now(cache: AnalysisCache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_BUSY_SECONDS", 0.05)
    assert _get(cache) is None
    with closing(sqlite3.connect(cache._database.file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        cache.put(ANALYSIS)
    cache.put(ANALYSIS)
    assert _get(cache) == ANALYSIS


def test_rebuilding_empties_the_cache(cache: AnalysisCache) -> None:
    cache.put(ANALYSIS)
    cache.rebuild()
    assert _get(cache) is None
