"""Which hosts belong to a page, which headers pass between browser and network, where Chromium is."""

from __future__ import annotations

from http.cookiejar import Cookie
from pathlib import Path

import httpx
import pytest

from watcher.capture import chromium
from watcher.capture.visit_headers import belonging, sent, set_cookies, shown
from watcher.capture.visit_site import belongs, site_of


@pytest.mark.parametrize(
    ("host", "site"),
    [
        ("www.example.com", "example.com"),
        ("example.com", "example.com"),
        ("A.B.Example.COM.", "example.com"),
        ("help.x.com", "x.com"),
        ("www.bbc.co.uk", "bbc.co.uk"),
        ("co.uk", "co.uk"),
        ("static.globo.com.br", "globo.com.br"),
        ("www.gesetze-im-internet.de", "gesetze-im-internet.de"),
        ("ads.ft.co", "ads.ft.co"),  # smaller than it is: named in render_hosts, if need be
        ("one.github.io", "one.github.io"),
        ("d1.cloudfront.net", "d1.cloudfront.net"),
        ("10.1.2.3", "10.1.2.3"),
        ("2130706433", "2130706433"),
        ("localhost", "localhost"),
    ],
)
def test_the_site_of_a_host_is_what_was_registered(host: str, site: str) -> None:
    assert site_of(host) == site


def test_other_sites_belong_to_a_page_only_when_they_are_named() -> None:
    assert belongs("static.licdn.com", "www.linkedin.com", ("licdn.com",))
    assert belongs("platform.linkedin.com", "www.linkedin.com", ())
    assert not belongs("static.licdn.com", "www.linkedin.com", ())
    assert not belongs("evillicdn.com", "www.linkedin.com", ("licdn.com",))
    assert not belongs("two.github.io", "one.github.io", ())
    assert not belongs("other.co.uk", "bbc.co.uk", ())
    assert not belongs("10.0.0.2", "10.0.0.1", ())


def test_of_a_pages_headers_those_are_sent_that_ask_for_data() -> None:
    given = {
        "accept": "application/json",
        "authorization": "Bearer public",
        "content-type": "application/json",
        "cookie": "added later",
        "host": "elsewhere.test",
        "if-none-match": '"v1"',
        "origin": "https://site.test",
        "proxy-authorization": "Basic x",
        "referer": "https://site.test/",
        "sec-fetch-mode": "cors",
        "user-agent": "something",
        "x-smuggled": "a\r\nx-evil: 1",
        "x bad": "name",
        "x-requested-with": "page",
    }
    kept = ["accept", "authorization", "content-type", "origin", "referer", "x-requested-with"]
    assert list(sent(given)) == kept


def test_of_an_answers_headers_those_are_shown_that_belong_to_the_page() -> None:
    given = (
        ("content-type", "text/html"),
        ("content-encoding", "br"),
        ("content-disposition", "attachment"),
        ("set-cookie", "a=1"),
        ("set-cookie", "b=2"),
        ("vary", "accept"),
        ("vary", "cookie"),
        ("refresh", "0;url=/elsewhere"),
        ("x-odd", "é"),
    )
    assert shown(given) == {"content-type": "text/html", "set-cookie": "a=1\nb=2", "vary": "accept, cookie"}


def _jar(url: str, *given: str) -> list[Cookie]:
    jar = httpx.Cookies()
    headers = [("set-cookie", value) for value in given]
    jar.extract_cookies(httpx.Response(200, headers=headers, request=httpx.Request("GET", url)))
    return list(jar.jar)


def test_cookies_of_a_way_are_given_to_the_browser_for_the_host_that_they_belong_to() -> None:
    held = _jar("https://www.site.test/a/b", "own=1; HttpOnly", "wide=2; Domain=site.test; Path=/; Secure")
    assert {value for _, value in set_cookies(held, "www.site.test")} == {
        "own=1; Path=/a; HttpOnly",
        "wide=2; Path=/; Domain=site.test; Secure",
    }
    assert [cookie.name for cookie in belonging(held, "api.site.test")] == ["wide"]
    assert belonging(held, "evilsite.test") == []
    assert belonging(_jar("http://localhost/", "near=1"), "localhost")[0].name == "near"


def _program(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_text("#!/bin/sh\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_chromium_is_the_configured_one_then_the_variables_then_the_installed_one(tmp_path: Path) -> None:
    installed, named, other = (_program(tmp_path, name) for name in ("chromium-browser", "named", "other"))
    environ = {"PATH": str(tmp_path)}
    assert chromium.find(None, environ) == str(installed)
    assert chromium.find(None, environ | {"WATCHER_CHROMIUM": str(named)}) == str(named)
    assert chromium.find(str(other), environ | {"WATCHER_CHROMIUM": str(named)}) == str(other)
    with pytest.raises(chromium.ChromiumError, match="WATCHER_CHROMIUM"):
        chromium.find(None, environ | {"WATCHER_CHROMIUM": str(tmp_path)})


def test_a_sandbox_that_cannot_be_is_told_from_other_failures() -> None:
    said = "[12:0918/061339.1:FATAL:zygote_host_impl_linux.cc(127)] No usable sandbox! Update your kernel"
    assert "no user namespaces" in chromium.why_not(f"Browser closed.\n{said}", "/usr/bin/chromium")
    assert chromium.why_not("Executable is broken\nlog: …", "/x").endswith("does not start: Executable is broken")
