"""Bytes become text as browsers decode them."""

from __future__ import annotations

import pytest

from watcher.extract import extract

_TEXT = "Opposez-vous à l’entraînement – « réglages » €"
_PAGE = f"<p>{_TEXT}</p>"


def _read(body: bytes, content_type: str = "text/html") -> str:
    return extract(body, content_type).document.text


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (_PAGE.encode(), "text/html"),
        (_PAGE.encode(), "text/html; charset=UTF-8"),
        (_PAGE.encode(), 'text/html;charset="utf-8"'),
        (_PAGE.encode(), "text/html; charset=nonsense"),
        (_PAGE.encode("cp1252"), "text/html"),
        (_PAGE.encode("cp1252"), "text/html; charset=windows-1252"),
        (_PAGE.encode("utf-16-le"), "text/html; charset=utf-16le"),
        (_PAGE.encode("utf-16-be"), "text/html; charset=utf-16be"),
        (_PAGE.encode("utf-16-le"), "text/html; charset=utf-16"),
        (_PAGE.encode("utf-16"), "text/html"),
        (_PAGE.encode(), ""),
    ],
)
def test_a_page_is_decoded(body: bytes, content_type: str) -> None:
    assert _read(body, content_type) == _TEXT


@pytest.mark.parametrize("label", ["iso-8859-1", "latin1", "us-ascii", "ISO_8859-1"])
def test_a_page_that_calls_itself_latin_1_is_windows_1252(label: str) -> None:
    assert _read(_PAGE.encode("cp1252"), f"text/html; charset={label}") == _TEXT
    assert _read(f"<meta charset={label}>{_PAGE}".encode("cp1252")) == _TEXT


def test_a_byte_order_mark_beats_the_header() -> None:
    assert _read(b"\xef\xbb\xbf" + _PAGE.encode(), "text/html; charset=iso-8859-1") == _TEXT
    assert _read(_PAGE.encode("utf-16"), "text/html; charset=utf-8") == _TEXT


def test_the_header_beats_the_page() -> None:
    assert _read(f"<meta charset=windows-1252>{_PAGE}".encode(), "text/html; charset=utf-8") == _TEXT


def test_the_page_beats_a_guess() -> None:
    declared = '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">'
    assert _read(f"{declared}<p>Политика</p>".encode("koi8-r")) == "Политика"
    assert _read("<meta charset=shift_jis><p>方針</p>".encode("shift_jis")) == "方針"
    assert _read(f'<?xml version="1.0" encoding="windows-1252"?><html><body>{_PAGE}'.encode("cp1252")) == _TEXT


def test_a_page_that_can_be_read_to_say_utf_16_is_utf_8() -> None:
    assert _read(f"<meta charset=utf-16>{_PAGE}".encode()) == _TEXT


def test_a_page_cut_off_within_a_character_is_still_utf_8() -> None:
    assert _read(f"<p>{_TEXT}".encode()[:-1]).startswith("Opposez-vous à l’entraînement – « réglages »")


def test_bytes_of_no_encoding_are_replaced_not_raised() -> None:
    assert "\ufffd" in _read(b"<p>train \xff\xfe AI</p>", "text/html; charset=utf-8")
    assert _read(b"<p>train \x81 AI</p>").startswith("train")
