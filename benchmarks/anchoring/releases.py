"""Which packages the real cases come from (``releases.tsv``), and how their releases are fetched and read."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PARTS = ("tuned", "held", "fresh")
_LIST = Path(__file__).with_name("releases.tsv")
_ENDINGS = (".rst", ".txt", ".md", ".markdown")
_PINNED = {"pypi": "{}=={}", "npm": "{}@{}"}


@dataclass(frozen=True, slots=True)
class Release:
    """A package of a registry (``pypi`` or ``npm``) in two versions."""

    part: str
    registry: str
    name: str
    old: str
    new: str


def releases(*parts: str) -> list[Release]:
    """Return the packages of the given parts."""
    rows = (line.split("\t") for line in _LIST.read_text("utf-8").splitlines() if not line.startswith("#"))
    return [Release(*row) for row in rows if row[0] in parts]


def fetch(folder: Path) -> None:
    """Fetch all releases that ``folder`` lacks, with pip and npm; tell what can't be had."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = os.environ | _for_old_releases(folder)
    for each in releases(*PARTS):
        for version in (each.old, each.new):
            if archive(folder, each.name, version) is None:
                pinned = _PINNED[each.registry].format(each.name, version)
                done = subprocess.run([*_command(each), str(folder), pinned], check=False, env=settings)
                if done.returncode:
                    print(f"can't be had: {pinned}", file=sys.stderr)


def _for_old_releases(folder: Path) -> dict[str, str]:
    """Return settings by which pip can read the names of old releases: they want an old setuptools."""
    constraint = folder / "constraint.txt"
    constraint.write_text("setuptools<80\n")
    return {
        "PIP_CONSTRAINT": str(constraint),  # which of the two counts depends on pip's version
        "PIP_BUILD_CONSTRAINT": str(constraint),
        "SETUPTOOLS_USE_DISTUTILS": "stdlib",
    }


def _command(each: Release) -> list[str]:
    """Return how a release is fetched, up to the folder. What pip needs to read a release's name may be built."""
    if each.registry == "npm":
        return ["npm", "pack", "--silent", "--pack-destination"]
    pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--ignore-requires-python"]
    return [*pip, "--no-binary", each.name, "-d"]


def archive(folder: Path, name: str, version: str) -> Path | None:
    """Return the archive of a release, None when it isn't in ``folder``."""
    beginning = _plain(f"{name}-{version}.")
    return next((path for path in sorted(folder.iterdir()) if _is_of(path, beginning)), None)


def _is_of(path: Path, beginning: str) -> bool:
    plain = _plain(path.name)
    return plain.startswith(beginning) and plain[len(beginning) :] in {"tar-gz", "tgz", "zip", "tar-bz2"}


def _plain(name: str) -> str:
    return re.sub("[-_.]", "-", name.lower())


def files(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of an archive that may be documentation: their paths without the outermost folder, contents."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as packed:
            for name in packed.namelist():
                if _is_document(name):
                    yield name.partition("/")[2], packed.read(name)
        return
    with tarfile.open(path) as tar:
        for member in tar:
            stream = tar.extractfile(member) if member.isfile() and _is_document(member.name) else None
            if stream:
                yield member.name.partition("/")[2], stream.read()


def _is_document(name: str) -> bool:
    return (
        name.lower().endswith((".rst", ".txt", ".md", ".markdown"))
        and "locale" not in name
        and "node_modules" not in name
    )
