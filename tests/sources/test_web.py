"""Web pages behind addresses, from a server on this machine: what is read of them, and all that can go wrong."""

from __future__ import annotations

import gzip
import socket
from urllib.parse import urlsplit

import pytest

from reader.errors import SourceError
from reader.model.article import Draft
from reader.sources import detect, web
from reader.sources.web import read_address
from reader.text.clean import clean
from tests.website import PARAGRAPHS, Handler, Site, html

UMLAUTS = "Über den Fluß führt eine Brücke, sagte Bürgermeister Jürgen Groß; „schöne Grüße“ richtete er aus."


def read(address: str) -> Draft:
    return read_address(address).draft


def refused(address: str) -> str:
    with pytest.raises(SourceError) as caught:
        read_address(address)
    assert caught.value.todo
    return caught.value.what


# What is read


def test_article_of_a_page_without_what_stands_around_it(site: Site) -> None:
    address = site.page("/story", html())
    found = read(address + "#comments")
    assert found.title == "Ferry stays in port"
    assert found.byline == "Ana Duarte"
    assert found.published == "2026-03-04"
    assert found.language == "en"
    assert found.source == address
    assert found.text.startswith("Ferry stays in port\n\nHARWICK — The ferry Santa Rita stays")
    assert found.text.endswith("to the capital twice a day.")
    assert "Sport" not in found.text
    assert "Privacy" not in found.text
    assert [block.kind for block in found.blocks] == ["headline", "paragraph", "paragraph", "paragraph"]
    (link,) = [link for block in found.blocks for link in block.links]
    assert (link.span.of(found.text), link.address) == ("Santa Rita", site.address("/ferry?id=1&x=2"))


def test_lists_quotes_headings_code_and_tables_keep_their_kind(site: Site) -> None:
    more = (
        "<h2>What is next</h2><ul><li>The channel is dredged.<ul><li>By night</li></ul></li></ul>"
        "<ol><li>Divers</li><li>Buoys</li></ol><blockquote><p>Safety comes first.</p></blockquote>"
        "<pre>one\n  two</pre><table><tr><th>Day</th><th>Swell</th></tr><tr><td>Mon</td><td>3 m</td></tr></table>"
        "<p>First line<br>second line</p>"
    )
    found = read(site.page("/story", html(more=more)))
    kinds = [(str(block.kind), block.level, block.span.of(found.text)) for block in found.blocks[4:]]
    assert kinds == [
        ("heading", 2, "What is next"),
        ("list_item", 1, "The channel is dredged."),
        ("list_item", 2, "By night"),
        ("list_item", 1, "1. Divers"),
        ("list_item", 1, "2. Buoys"),
        ("quote", 0, "Safety comes first."),
        ("code", 0, "one\n  two"),
        ("code", 0, "Day  Swell\nMon  3 m"),
        ("paragraph", 0, "First line second line"),
    ]


def test_images_are_their_alternative_text(site: Site) -> None:
    more = (
        '<figure><img src="/harbour.jpg" alt="Boats in the harbour"></figure><img src="/IMG_1.jpg" alt="IMG_1.jpg">'
        '<img src="/empty.jpg" alt=""><p>The sea was <img src="/x.png" alt="rough"> that day, the crew said.</p>'
    )
    found = read(site.page("/story", html(more=more)))

    assert [(str(block.kind), block.span.of(found.text)) for block in found.blocks[4:]] == [
        ("paragraph", "[image: Boats in the harbour]"),
        ("paragraph", "The sea was [image: rough] that day, the crew said."),
    ]


def test_plain_text_and_markdown_are_read_as_such(site: Site) -> None:
    plain = read(site.page("/notes", "A headline\n\nA *text* as it stands, of some length.\n", "text/plain"))
    assert (plain.title, plain.source) == ("A headline", site.address("/notes"))
    assert "A *text* as" in plain.text
    marked = read(site.page("/notes.txt", "# A headline\n\nA *text* as it stands.\n", "text/markdown; charset=utf-8"))
    assert marked.text == "A headline\n\nA text as it stands."
    unsaid = read(site.page("/unsaid", html(), ""))
    assert unsaid.title == "Ferry stays in port"


@pytest.mark.parametrize(
    ("charset", "encoding", "head"),
    [
        ("; charset=utf-8", "utf-8", ""),
        ("; charset=ISO-8859-1", "utf-8", ""),  # what many a server says of everything
        ("; charset=ISO-8859-1", "cp1252", ""),  # as browsers take it
        ('; charset="windows-1252"', "cp1252", "<meta charset=utf-8>"),
        ("; charset=utf-8", "cp1252", ""),
        ("; charset=no-such-thing", "utf-8", ""),
        ("; charset=base64", "utf-8", ""),
        ("", "utf-8", ""),
        ("", "cp1252", "<meta http-equiv='Content-Type' content='text/html; charset=iso-8859-1'>"),
        ("", "cp1252", ""),
        ("", "utf-16", ""),
    ],
)
def test_encodings_said_unsaid_and_said_wrong(site: Site, charset: str, encoding: str, head: str) -> None:
    body = html(UMLAUTS, *PARAGRAPHS, head=head).replace("–", "-").replace("—", "-").encode(encoding)
    assert UMLAUTS in read(site.page("/story", body, f"text/html{charset}")).text


@pytest.mark.parametrize("encoding", ["shift_jis", "euc_jp", "iso2022_jp"])
def test_encodings_of_other_scripts_are_read_as_the_page_says(site: Site, encoding: str) -> None:
    said = "東京都は月曜日、港を一年間閉鎖すると発表した。" * 8
    body = html(said, title="港の閉鎖").replace("–", "-").replace("—", "-").replace("“", '"').replace("”", '"')
    data = body.replace("©", "c").encode(encoding)
    assert said in read(site.page("/story", data, f"text/html; charset={encoding}")).text


def test_what_moves_or_hides_text_does_not_come_in(site: Site) -> None:
    nasty = (
        "A \x1b[31mred\x1b[0m&#27;]52;c;aGk=&#7; word, \u202eturned\u202c, &#x202e;again&#8238;, a\x00b, \u200bhidden."
    )
    title = "Ferry &#27;[2J stays"
    found = read(site.page("/story", html(nasty, *PARAGRAPHS, title=title)))
    assert found.text == clean(found.text)
    assert "\x1b" not in found.title + found.text + found.source
    assert "\u202e" not in found.text
    assert "A red]52;c;aGk= word, turned, again, ab, hidden." in found.text


def test_pages_on_the_disk_and_from_other_programs() -> None:
    found = detect.read_bytes(html().encode(), "story.html")
    assert (found.title, found.source) == ("Ferry stays in port", "The Harbour Post")
    assert detect.read_bytes(html().encode(), "standard input") == found
    assert detect.read_bytes(b"<p>Only a piece of a page, and short.</p>", "a.htm").text.startswith("Only a piece")
    assert detect.read_bytes(html().encode(), "story.txt").title.startswith("<!doctype")  # as its name says


def test_a_page_that_wants_its_cookie_back_gets_it(site: Site) -> None:
    def answer(request: Handler) -> None:
        if "seen=1" in request.headers.get("Cookie", ""):
            request.answer(200, html().encode(), "text/html; charset=utf-8")
        else:
            request.answer(302, Location="/story", Set_Cookie="seen=1")

    assert read(site.at("/story", answer)).title == "Ferry stays in port"


# Where it is found next time


def test_a_page_that_moved_for_good_is_asked_for_at_its_new_address(site: Site) -> None:
    story = site.page("/story", html())
    old = site.sends_on("/old", "/older", 301)
    site.sends_on("/older", story, 308)
    assert read_address(old).locator == story
    away = site.sends_on("/away", story, 302)
    found = read_address(away)
    assert (found.locator, found.draft.source) == (away, story)


# What goes wrong


@pytest.mark.parametrize(
    ("status", "what"),
    [(404, "There is no page"), (410, "There is no page"), (403, "doesn't give"), (401, "doesn't give"),
     (429, "at the moment"), (500, "at the moment"), (503, "at the moment"), (418, "answers with 418"),
     (304, "answers with 304")],
)  # fmt: skip
def test_refusals_are_told_in_plain_words(site: Site, status: int, what: str) -> None:
    said = refused(site.at("/story", lambda request: request.answer(status)))
    assert what in said
    assert str(status) in said


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("ftp://example.org/story", "http and https"),
        ("file:///etc/passwd", "http and https"),
        ("javascript://alert(1)", "http and https"),
        ("https://ana:secret@example.org/", "a name and a password"),
        ("http:///story", "no server"),
        ("http://[::1/story", "no address"),
        ("http://127.0.0.1:99999/", "no address"),
        ("http://exa mple/\x1b[31m", "“http://exa mple/”"),
        ("http://nobody.invalid/story", "can't be reached"),
    ],
)
def test_addresses_that_lead_nowhere(address: str, what: str) -> None:
    said = refused(address)
    assert what in said
    assert "\x1b" not in said
    assert "secret" not in said


def test_nobody_answers() -> None:
    with socket.socket() as held:  # bound, and not listening
        held.bind(("127.0.0.1", 0))
        assert "nobody answers" in refused(f"http://127.0.0.1:{held.getsockname()[1]}/")


def test_a_circle_ends(site: Site) -> None:
    site.sends_on("/one", "/two")
    assert "sends on and on" in refused(site.sends_on("/two", "/one"))
    assert "http and https" in refused(site.sends_on("/away", "file:///etc/passwd"))


def test_a_foreign_page_does_not_lead_into_this_machine(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = site.page("/inside", html())
    outside = site.sends_on("/outside", inside)
    assert read(outside).title == "Ferry stays in port"  # named by the user, and here themselves
    is_local = web._is_local

    async def seen_from_elsewhere(address: str) -> bool:
        return urlsplit(address).path != "/outside" and await is_local(address)

    monkeypatch.setattr(web, "_is_local", seen_from_elsewhere)
    site.asked.clear()
    assert "its own network" in refused(outside)
    assert [request.path for request in site.asked] == ["/outside"]


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "[::1]", "10.1.2.3", "192.168.0.1", "169.254.169.254", "0x7f000001", "2130706433"],
)
async def test_addresses_of_this_machine_and_network_are_known_in_every_spelling(host: str) -> None:
    assert await web._is_local(f"http://{host}:8000/story")


async def test_addresses_of_the_world_are_none_of_this_machine() -> None:
    assert not await web._is_local("https://93.184.216.34/")


@pytest.mark.parametrize("begun", [False, True])
def test_who_never_answers_is_left(site: Site, monkeypatch: pytest.MonkeyPatch, begun: bool) -> None:
    def wait(request: Handler) -> None:
        if begun:
            request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>So")
        site.over.wait()

    monkeypatch.setattr(web, "_PATIENCE", 0.2)
    assert "took too long" in refused(site.at("/story", wait))


@pytest.mark.parametrize("drop", [b"X-Padding: yes\r\n", b"HTTP"])
def test_who_answers_drop_by_drop_is_left_too(site: Site, monkeypatch: pytest.MonkeyPatch, drop: bytes) -> None:
    def drip(request: Handler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\n" if drop != b"HTTP" else b"")
        while not site.over.wait(0.02):
            request.wfile.write(drop)

    monkeypatch.setattr(web, "_SECONDS", 0.3)
    said = refused(site.at("/story", drip))
    assert "took too long" in said or drop == b"HTTP"


def test_what_is_too_large_is_not_taken_in(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "_LARGEST", 50_000)
    assert "larger than" in refused(site.page("/said", b"<p>" + b"x" * 60_000))

    def endless(request: Handler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while not site.over.is_set():
            request.wfile.write(b"<p>word" * 1000)

    assert "larger than" in refused(site.at("/endless", endless))
    bomb = gzip.compress(b"a" * 5_000_000)
    assert "larger than" in refused(site.page("/bomb", bomb, Content_Encoding="gzip"))
    packed = gzip.compress(html().encode())
    assert read(site.page("/packed", packed, Content_Encoding="gzip")).title == "Ferry stays in port"


@pytest.mark.parametrize(
    ("body", "kind", "what"),
    [
        (b"\x89PNG\r\n\x1a\n", "image/png", "image/png"),
        (b"%PDF-1.7", "application/pdf", "application/pdf"),
        (b"{}", "application/json", "application/json"),
        (b"\x89PNG\r\n\x1a\n\0\0", "text/html", "not text"),
        (b"\x00\x01\x02" * 100, "text/plain", "not text"),
        (b"", "text/html", "no article"),
        (b"", "text/plain", "empty"),
        (b"<html><body><script>run()</script><div id=root></div></body></html>", "text/html", "no article"),
        (b"<div>" * 5_000, "text/html", "no article"),
        (b"not gzip", "text/html\r\nContent-Encoding: gzip", "can't be unpacked"),
        (b"x", "image/\x1b[31mred", "no page of text"),
    ],
)
def test_what_is_no_article(site: Site, body: bytes, kind: str, what: str) -> None:
    said = refused(site.page("/story", body, kind))
    assert what in said
    assert "\x1b" not in said


def test_an_answer_that_breaks_off_is_told(site: Site) -> None:
    assert "can't be fetched" in refused(site.page("/story", html(), Content_Length="100000"))
    assert "can't be fetched" in refused(site.at("/rubbish", lambda request: request.wfile.write(b"\x00\xff\r\n\r\n")))
