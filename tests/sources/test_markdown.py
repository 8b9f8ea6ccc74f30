"""Markdown: front matter, blocks, and plain words out of marked ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import SourceError
from reader.model.article import Draft
from reader.sources.detect import read_bytes, read_file
from tests.sources.test_plain import blocks


def read(text: str) -> Draft:
    return read_bytes(text.encode(), "file.md", "file")


def test_the_samples(seeds: Path) -> None:
    for file in seeds.glob("*.md"):
        draft = read_file(file)
        assert draft.published
        assert draft.byline
        assert draft.source
        assert blocks(draft)[0] == ("headline", draft.title)
        assert blocks(draft)[1][0] == "paragraph"


def test_front_matter_of_any_type() -> None:
    draft = read("---\nTitle: 1984\nauthors: [Jo, Ann]\ndate: 2019-05-14 08:12:00\nurl: http://x\nlang: no\n---\nText.")
    assert (draft.title, draft.byline, draft.published) == ("1984", "Jo, Ann", "2019-05-14T08:12:00")
    assert (draft.source, draft.language) == ("http://x", "no")
    assert draft.text == "1984\n\nText."


def test_front_matter_that_is_broken_is_read_line_by_line() -> None:
    draft = read('---\ntitle: Reports: rain falls\nauthor: "Jo"\n---\nText.')
    assert (draft.title, draft.byline, draft.text) == ("Reports: rain falls", "Jo", "Reports: rain falls\n\nText.")


@pytest.mark.parametrize("front", ["just a line", "- a\n- b", "colour: red", "{", "a: &a [*a]", ""])
def test_what_only_looks_like_front_matter_stays_in_the_text(front: str) -> None:
    draft = read(f"---\n{front}\n---\nText.")
    assert draft.text.endswith("Text.")
    for word in front.split():
        assert word.strip("-*") in draft.text


def test_front_matter_with_bombs() -> None:
    bomb = "\n".join(
        [
            "a: &a [x, x, x]",
            *(f"{one}: &{one} [*{two}, *{two}, *{two}]" for one, two in zip("bcdefghi", "abcdefgh", strict=True)),
        ]
    )
    draft = read(f"---\n{bomb}\nauthor: *i\ntitle: T\n---\nText.")
    assert (draft.title, draft.byline) == ("T", "")
    assert read("---\ntitle: &a [*a]\nauthor: !!python/object:os.system x\n---\nText.").text.endswith("Text.")


def test_a_headline_is_shown_once() -> None:
    assert read("---\ntitle: A Title\n---\n# A *Title*\n\nText.").text == "A Title\n\nText."
    assert read("# A Title\n\nText.").text == "A Title\n\nText."
    assert blocks(read("# A Title\n\nText."))[0] == ("headline", "A Title")
    assert read("## Not a title\n\nText.").title == "Not a title"
    assert read("---\ntitle: A Title\n---\n").text == "A Title"


def test_blocks() -> None:
    text = """# Title

Some *emphasis*, **strong**, `code`, [a link](http://x "t"), ![an image](y) and
a soft break.

## Heading

- one
- two

  more of two
  1. inner

5) five
6) six

> quoted
> on

```python
a = 1


b = 2
```

| A | B |
|---|---|
| 1 | 22 |

***

<div onclick="x">raw</div> &amp; &eacute;
"""
    assert blocks(read(text)) == [
        ("headline", "Title"),
        ("paragraph", "Some emphasis, strong, code, a link, [image: an image] and a soft break."),
        ("heading", "Heading"),
        ("list_item", "one"),
        ("list_item", "two"),
        ("paragraph", "more of two"),
        ("list_item", "1. inner"),
        ("list_item", "5. five"),
        ("list_item", "6. six"),
        ("quote", "quoted on"),
        ("code", "a = 1"),
        ("code", "b = 2"),
        ("code", "A  B\n1  22"),
        ("paragraph", '<div onclick="x">raw</div> & é'),
    ]
    levels = {block.span.of(read(text).text): block.level for block in read(text).blocks if block.level}
    assert levels == {"Heading": 2, "one": 1, "two": 1, "1. inner": 2, "5. five": 1, "6. six": 1}


def test_what_entities_hide_is_cleaned_too() -> None:
    assert read("a &#x202e;b&#8203;c&#173;d").text == "a bcd"
    assert "\x1b" not in read("a&#27;[31mb").text


def test_a_wide_table_is_rows_of_text() -> None:
    row = f"| {'word ' * 15} | {'word ' * 15} |"
    assert [kind for kind, _ in blocks(read(f"{row}\n|---|---|\n{row}"))] == ["paragraph", "paragraph"]


@pytest.mark.parametrize("text", [">" * 5_000 + " a", "- " * 2_000 + "a", "[" * 5_000, "*" * 5_000, "`" * 5_000])
def test_deep_nesting_is_read_or_refused(text: str) -> None:
    try:
        assert read(text).text
    except SourceError as error:
        assert error.todo  # noqa: PT017


def test_nothing_to_read() -> None:
    with pytest.raises(SourceError, match="nothing in it to read"):
        read("\n\n***\n")


def test_links_keep_their_address_and_words() -> None:
    text = "# T\n\nOne  [two *three*](https://e.org/a) four.\n\n1. See [**five**](mailto:a@e.org)\n"
    text += "\n| a [b](http://t.org) |\n|--|\n"
    article = read(text)
    found = [(link.span.of(article.text), link.address) for block in article.blocks for link in block.links]
    assert found == [("two three", "https://e.org/a"), ("five", "mailto:a@e.org")]
    for block in article.blocks:
        assert all(block.span.covers(link.span) for link in block.links)
