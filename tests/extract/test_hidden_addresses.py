"""E-mail addresses that a page hides from robots are read as a visitor reads them."""

from __future__ import annotations

import pytest

from tests.extract.pages import lines
from watcher.extract import extract
from watcher.extract.hidden import decode

# "dpo@agora.example", each byte XORed with 0x5a; worked out by hand.
_DIGITS = "5a3e2a351a3b3d35283b743f223b372a363f"
_PROTECTED = "[email&#160;protected]"


def test_the_address_is_decoded() -> None:
    assert decode(_DIGITS) == "dpo@agora.example"
    assert decode(_DIGITS.upper()) == "dpo@agora.example"


@pytest.mark.parametrize("digits", ["", "5a", "5a3", "zz" * 10, "5a3e2a35", "00" * 600, "5a" + "ff" * 20, "5ay3e"])
def test_digits_that_hide_no_address_give_none(digits: str) -> None:
    assert decode(digits) == ""


@pytest.mark.parametrize(
    "markup",
    [
        f'<a href="/cdn-cgi/l/email-protection" class="__cf_email__" data-cfemail="{_DIGITS}">{_PROTECTED}</a>',
        f'<a href="/cdn-cgi/l/email-protection#{_DIGITS}">{_PROTECTED}</a>',
        f'<a href="/cdn-cgi/l/email-protection#{_DIGITS}"><i data-cfemail="{_DIGITS}">{_PROTECTED}</i></a>',
        f'<a href="https://agora.example/cdn-cgi/l/email-protection#{_DIGITS}"><b>dpo@agora.example</b></a>',
        '<a href="mailto:dpo@agora.example">dpo@agora.example</a>',
    ],
)
def test_a_hidden_address_is_read_as_the_address_itself(markup: str) -> None:
    assert lines(f"<p>Write to {markup} to object.</p>") == [
        "Write to [dpo@agora.example](<mailto:dpo@agora.example>) to object."
    ]


def test_an_address_without_a_link_stays_without_one() -> None:
    page = f'<p>Write to <span class="__cf_email__" data-cfemail="{_DIGITS}">{_PROTECTED}</span>.</p>'
    assert lines(page) == ["Write to dpo@agora.example."]


def test_a_link_with_words_of_its_own_keeps_them() -> None:
    page = f'<p>Write to <a href="/cdn-cgi/l/email-protection#{_DIGITS}">our officer</a>.</p>'
    assert lines(page) == ["Write to [our officer](<mailto:dpo@agora.example>)."]


def test_an_address_that_cannot_be_read_is_kept_as_it_is_shown() -> None:
    page = f'<p>Write to <a href="/cdn-cgi/l/email-protection" data-cfemail="5a">{_PROTECTED}</a>.</p>'
    assert lines(page) == [r"Write to \[email protected\]."]


def test_a_markdown_archive_with_the_digits_gives_the_address() -> None:
    text = f"Write to [\\[email protected\\]](https://agora.example/cdn-cgi/l/email-protection#{_DIGITS}) to object."
    found = extract(text.encode(), "text/markdown").document
    assert found.text == "Write to dpo@agora.example to object."
