"""A web server on this machine, for tests of what is fetched: it answers each path with what it was told to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self)
        answer = self.server.answers.get(self.path)
        with suppress(BrokenPipeError, ConnectionResetError):  # who asked has gone, as some shall
            if answer is None:
                self.answer(404, b"<p>Nothing here.</p>")
            else:
                answer(self)

    def answer(self, status: int, body: bytes = b"", kind: str = "text/html", **headers: str) -> None:
        """Send a whole answer; underscores in the names of headers stand for hyphens."""
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Knows its answers, what it was asked, and when it is to let go of those who wait."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, Answer] = {}
        self.asked: list[Handler] = []
        self.over = threading.Event()


class Site:
    """The server as tests use it."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def address(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self._server.server_port}{path}"

    @property
    def over(self) -> threading.Event:
        """Set when the test is at its end."""
        return self._server.over

    @property
    def asked(self) -> list[Handler]:
        return self._server.asked

    def at(self, path: str, answer: Answer) -> str:
        """Answer a path by a function; return its address."""
        self._server.answers[path] = answer
        return self.address(path)

    def page(self, path: str, body: str | bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> str:
        """Have a page at a path; return its address."""
        data = body if isinstance(body, bytes) else body.encode("utf-8")
        return self.at(path, lambda request: request.answer(200, data, kind, **headers))

    def sends_on(self, path: str, to: str, status: int = 302, **headers: str) -> str:
        """Have a path send on to another address; return its own."""
        return self.at(path, lambda request: request.answer(status, Location=to, **headers))


@contextmanager
def running() -> Iterator[Site]:
    """Run a server while a test does."""
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield Site(server)
        server.over.set()
        server.shutdown()
        thread.join()


PARAGRAPHS = (
    "HARWICK — The ferry <a href='/ferry?id=1&amp;x=2'>Santa Rita</a> stays in port after the harbour authority closed"
    " the channel on Monday, officials said. Nobody was hurt.",
    "“We saw no other way,” the harbour master said in a statement on Tuesday morning, adding that divers would be sent"
    " down as soon as the swell allows it.",
    "The company that runs the line said that passengers would get their money back within a week, and that a bus goes"
    " to the capital twice a day.",
)


def html(*paragraphs: str, title: str = "Ferry stays in port", head: str = "", more: str = "") -> str:
    """A page with an article, and with all that stands around articles."""
    text = "".join(f"<p>{each}</p>" for each in paragraphs or PARAGRAPHS)
    return (
        f"<!doctype html><html lang='en'><head><title>{title} – The Harbour Post</title>{head}"
        "<meta property='og:site_name' content='The Harbour Post'><meta name='author' content='Ana Duarte'>"
        "<meta property='article:published_time' content='2026-03-04T08:12:00Z'></head>"
        "<body><nav><ul><li><a href='/'>Front page</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"
        f"<main><article><h1>{title}</h1>{text}{more}</article></main>"
        "<footer>© 2026 The Harbour Post. <a href='/privacy'>Privacy</a></footer></body></html>"
    )
