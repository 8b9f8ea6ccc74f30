"""Web pages behind addresses: fetched with limits of size, time and redirects, and read by what they say they are.

Only http and https are asked. A page may not send on to an address of this machine or its own network, unless the user
named such a one.
"""

from __future__ import annotations

import asyncio
import ipaddress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from reader import __version__
from reader.errors import SourceError
from reader.model.article import Draft
from reader.sources import page
from reader.sources.detect import read_bytes
from reader.text.clean import clean_line, decode

if TYPE_CHECKING:
    import httpx

_LARGEST = 10_000_000
_SECONDS = 30.0
_PATIENCE = 10.0  # seconds without a word from the server
_REDIRECTS = 10
_FOR_GOOD = (301, 308)
_PAGES = ("text/html", "application/xhtml+xml")
_SUFFIX_OF = {"text/plain": ".txt", "text/markdown": ".md", "text/x-markdown": ".md"}
_UNSAID = ("", "application/octet-stream", "application/x-unknown")
_HEADERS = {
    "User-Agent": f"Mozilla/5.0 (compatible; Dateline/{__version__})",
    "Accept": "text/html, application/xhtml+xml, text/markdown, text/plain;q=0.9, */*;q=0.1",
    "Accept-Encoding": "gzip, deflate",
}


@dataclass(frozen=True, slots=True)
class WebPage:
    """An article from the web, and the address to ask for it next time."""

    draft: Draft
    locator: str


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a server sent: ``address`` is where it was found, ``locator`` where that will be asked for next time."""

    data: bytes
    kind: str
    encoding: str
    address: str
    locator: str


def read_address(address: str) -> WebPage:
    """Fetch an address and read what is there as an article; takes as long as the network does, 30 s at most.

    Raises:
        SourceError: it is no address of the web, can't be reached, is refused, too large, too slow, or no article.
    """
    wanted = _checked(address)
    answer = asyncio.run(_fetched(wanted))
    draft = _draft(answer)
    return WebPage(replace(draft, source=clean_line(answer.address)), answer.locator)


def _checked(address: str) -> str:
    """Return an address without its fragment; raises ``SourceError`` for one that must not or can't be asked."""
    shown = clean_line(address)
    try:
        parts = urlsplit(address.strip())
        host, secret, _ = parts.hostname, parts.username or parts.password, parts.port
    except ValueError as error:
        raise SourceError(f"“{shown}” is no address of a page.", "Check its spelling.") from error
    if parts.scheme.lower() not in ("http", "https"):
        raise SourceError(
            f"“{shown}” can't be fetched: Dateline asks http and https addresses only.",
            "Save the page as a file, and name that.",
        )
    if not host:
        raise SourceError(f"“{shown}” names no server.", "Check its spelling.")
    if secret:
        raise SourceError(
            "An address with a name and a password in it is not fetched: it would be kept, and exported with notes.",
            "Save the page as a file, and name that.",
        )
    return parts._replace(fragment="").geturl()


def _draft(answer: _Answer) -> Draft:
    shown = clean_line(answer.address)
    name = _name(answer.address)
    if answer.kind in _PAGES or (answer.kind in _UNSAID and page.is_page(answer.data)):
        try:
            draft = page.read(answer.data, name, answer.address, answer.encoding)
        except SourceError as error:
            raise SourceError(f"“{shown}” can't be read: {error.what}", error.todo) from error
        if not draft.text:
            raise SourceError(
                f"There is no article in the page “{shown}”, as far as can be told.",
                "It may need a browser: save or copy the text as a file, and name that.",
            )
        return draft
    data = decode(answer.data, answer.encoding).encode("utf-8", "replace") if answer.encoding else answer.data
    suffix = _SUFFIX_OF.get(answer.kind, "")
    return read_bytes(data, shown if not suffix else f"{shown}{suffix}", name)


def _name(address: str) -> str:
    """Return a title of last resort: the end of the path, else the server."""
    parts = urlsplit(address)
    return clean_line(unquote(parts.path.rstrip("/").rpartition("/")[2])) or clean_line(parts.netloc)


async def _fetched(address: str) -> _Answer:
    import httpx  # noqa: PLC0415  40 ms that only pages pay

    shown = clean_line(address)
    try:
        async with asyncio.timeout(_SECONDS), httpx.AsyncClient(headers=_HEADERS, timeout=_PATIENCE) as client:
            return await _asked(client, address)
    except (TimeoutError, httpx.TimeoutException) as error:
        raise SourceError(f"“{shown}” took too long to answer.", "Try again later.") from error
    except httpx.DecodingError as error:
        raise SourceError(f"“{shown}” sent what can't be unpacked.", "Try again later.") from error
    except httpx.ConnectError as error:
        raise SourceError(
            f"“{shown}” can't be reached: {_why(error)}.", "Check the address and the network."
        ) from error
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ValueError) as error:
        reason = clean_line(str(error)).rstrip(".")[:200] or type(error).__name__
        raise SourceError(f"“{shown}” can't be fetched: {reason}.", "Check the address, or try again later.") from error


def _why(error: Exception) -> str:
    said = str(error)
    if "CERTIFICATE" in said.upper():
        return "its certificate is not valid"
    if any(mark in said for mark in ("Name or service", "getaddrinfo", "nodename", "No address", "name resolution")):
        return "there is no such server, or no network"
    return "nobody answers there"


async def _asked(client: httpx.AsyncClient, address: str) -> _Answer:
    """Ask an address, and where it leads, until there is an answer."""
    locator, for_good = address, True
    local = await _is_local(address)
    for _ in range(_REDIRECTS + 1):
        async with client.stream("GET", address) as response:
            if not response.has_redirect_location:
                return await _answer(response, address, locator)
            for_good = for_good and response.status_code in _FOR_GOOD
            address = _checked(str(response.url.join(response.headers["location"])))
        if not local and await _is_local(address):
            raise SourceError(
                f"The page sends on to “{clean_line(address)}”, an address of this machine or its own network.",
                "Name that address itself if you want it.",
            )
        locator = address if for_good else locator
    raise SourceError(
        f"“{clean_line(address)}” sends on and on, more than {_REDIRECTS} times.", "Open it in a browser to see why."
    )


async def _is_local(address: str) -> bool:
    """Tell whether an address is of this machine, or of the network that it stands in."""
    host = (urlsplit(address).hostname or "").rstrip(".")
    try:
        found = {ipaddress.ip_address(host)}
    except ValueError:
        try:
            answers = await asyncio.get_running_loop().getaddrinfo(host, None)
        except (OSError, UnicodeError):  # then asking it tells more
            return False
        found = {ipaddress.ip_address(str(each[4][0]).partition("%")[0]) for each in answers}
    return any(not each.is_global or each.is_multicast for each in found)


async def _answer(response: httpx.Response, address: str, locator: str) -> _Answer:
    """Return what came, if it is something to read."""
    shown = clean_line(address)
    if response.status_code >= 300:
        raise _refused(shown, response.status_code)
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in _PAGES and kind not in _SUFFIX_OF and kind not in _UNSAID:
        raise SourceError(f"“{shown}” is no page of text but {clean_line(kind)[:80]}.", "Name a page to read.")
    said = response.headers.get("content-length", "")
    data = bytearray()
    if not said.isdecimal() or int(said) <= _LARGEST:
        async for piece in response.aiter_bytes():
            data += piece
            if len(data) > _LARGEST:
                break
        else:
            return _Answer(bytes(data), kind, response.charset_encoding or "", address, locator)
    raise SourceError(
        f"“{shown}” is larger than {_LARGEST // 1_000_000} MB.", "Save what you want of it as a file, and name that."
    )


def _refused(shown: str, status: int) -> SourceError:
    if status in (404, 410):
        return SourceError(f"There is no page at “{shown}” ({status}).", "Check its spelling.")
    if status in (401, 402, 403, 407, 451):
        return SourceError(
            f"“{shown}” doesn't give the page away ({status}).", "Open it in a browser, and save it as a file."
        )
    if status == 429 or status >= 500:
        return SourceError(f"“{shown}” can't give the page at the moment ({status}).", "Try again later.")
    return SourceError(f"“{shown}” answers with {status} and no page.", "Open it in a browser to see why.")
