"""Which language a text is in: what is short or mixed stays English, nothing foreign does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings

from reader.analysis.languages.detect import detect_language
from reader.analysis.models import base_language
from tests.strategies import hostile_text

FOREIGN = {
    "fr": "La ministre a annoncé lundi la fermeture du port, et les armateurs ne savent pas où aller.",
    "de": "Die Bürgermeisterin hat am Montag angekündigt, dass die Brücke bis zum Herbst gesperrt bleibt.",
    "es": "La alcaldesa anunció el lunes que el puente seguirá cerrado hasta el otoño por las obras.",
    "it": "La sindaca ha annunciato lunedì che il ponte resterà chiuso fino all’autunno per i lavori.",
    "pt": "A prefeita anunciou na segunda-feira que a ponte ficará fechada até o outono por causa das obras.",
    "nl": "De burgemeester kondigde maandag aan dat de brug tot de herfst gesloten blijft voor het verkeer.",
    "sv": "Borgmästaren meddelade i måndags att bron förblir stängd till hösten på grund av arbetena.",
    "no": "Ordføreren kunngjorde mandag at broen forblir stengt til høsten på grunn av arbeidene som pågår.",
    "pl": "Burmistrz ogłosiła w poniedziałek, że most pozostanie zamknięty do jesieni z powodu robót.",
    "ru": "Мэр объявила в понедельник, что мост останется закрытым до осени из-за ремонта опор.",
    "ar": "أعلنت رئيسة البلدية يوم الاثنين أن الجسر سيبقى مغلقا حتى الخريف بسبب أعمال الصيانة.",
    "ja": "市長は月曜日、橋は工事のため秋まで閉鎖されたままになると発表した。",
    "el": "Η δήμαρχος ανακοίνωσε τη Δευτέρα ότι η γέφυρα θα μείνει κλειστή ως το φθινόπωρο.",
}


@pytest.mark.parametrize("language", FOREIGN)
def test_a_sentence_is_enough(language: str) -> None:
    assert detect_language(FOREIGN[language]) == language


@pytest.mark.parametrize(
    "text",
    ["", "1 2 3.5 | 17 %", "Braverman (left) and Sunak (right)", "US, Russia Agree to Talk Again, Meet in Sochi",
     "Ann Bo, " * 200, "Anna Berg spoke in Oslo.", "x" * 5_000, "“”" * 100],
    ids=["empty", "numbers", "names", "headline", "list", "sentence", "no word", "marks"],
)  # fmt: skip
def test_what_is_too_short_or_no_language_is_read_as_english(text: str) -> None:
    assert detect_language(text) == "en"


def test_every_sample_article_is_english(seeds: Path) -> None:
    assert {detect_language(file.read_text("utf-8")) for file in seeds.iterdir()} == {"en"}


def test_an_english_article_with_a_foreign_quote_is_english() -> None:
    told = "The mayor spoke to the press on the bridge and the people of the town heard her. "

    assert detect_language(told * 3 + f"“{FOREIGN['fr']}” she said. " + told * 2) == "en"


def test_what_the_source_says_is_taken_at_its_word() -> None:
    assert detect_language(FOREIGN["fr"], "de-AT") == "de"
    assert detect_language(FOREIGN["fr"], "French, mostly") == "fr"


def test_a_script_that_is_not_latin_is_never_read_as_english() -> None:
    assert detect_language("ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ") != "en"


@pytest.mark.parametrize(
    ("tag", "base"), [("pt_BR", "pt"), (" EN-us ", "en"), ("nb", "no"), ("English", ""), ("", ""), ("zh-Hant-TW", "zh")]
)
def test_tags_lose_script_and_region(tag: str, base: str) -> None:
    assert base_language(tag) == base


@settings(max_examples=50, deadline=None)
@given(hostile_text)
def test_any_text_has_a_language_and_always_the_same(text: str) -> None:
    assert detect_language(text)
    assert detect_language(text) == detect_language(text)


def test_plainly_english_text_needs_no_identifier(seeds: Path) -> None:
    file = seeds / "000_68ef4f21c3a5e355.txt"
    script = (
        "import sys; from reader.analysis.languages.detect import detect_language as d;"
        f"assert d(open({str(file)!r}, encoding='utf-8').read()) == 'en'; assert 'py3langid' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
