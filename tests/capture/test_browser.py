"""Pages that are made by their scripts, read whole in a real Chromium."""

from __future__ import annotations

import asyncio
import datetime as dt
import json

import pytest

from tests.capture.server import AGENT, Seen, ask, response, serving, site
from tests.capture.showing import KEEP, TEXT, js, page, refused, shown, web
from watcher.capture import Fetcher
from watcher.extract import extract
from watcher.model import Capture, Validators

__all__ = ["web"]  # a fixture

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(120)]

SHELL = """<!DOCTYPE html><html lang=en><head><title>Terms</title><meta charset=iso-8859-1></head><body>
<nav>Products Prices Blog Careers Help Press Investors Status Contact</nav><main id=m>Loading…</main>
<div role=dialog aria-modal=true class=cookie-box>We value your privacy!
<button aria-expanded=false aria-controls=p onclick="document.title='chosen'">Manage</button>
<button onclick="document.title='accepted'">Accept all</button></div><noscript>Please turn on JavaScript.</noscript>
<script src=/app.js></script></body></html>"""
APP = """
setTimeout(async () => {
  const answer = await (await fetch('/api/terms?language=en')).json();
  m.innerHTML = answer.html;
  for (const button of document.querySelectorAll('h2 button')) button.onclick = () => {
    const part = document.getElementById(button.getAttribute('aria-controls'));
    const open = button.getAttribute('aria-expanded') === 'true';
    button.setAttribute('aria-expanded', String(!open));
    setTimeout(() => {
      const more = '<details><summary>More</summary></details>';
      part.innerHTML = open ? '' : `<p>Answer to ${button.textContent}.</p>${more}`;
      for (const one of part.querySelectorAll('details')) one.ontoggle = () => one.append('Deeper still. ');
    }, 200);
  };
}, 2000);
"""
ANSWER = (
    f"<h1>Terms of Agora</h1><p>{KEEP}</p><p>{TEXT}</p>"
    "<h2><button aria-expanded=false aria-controls=r1>First question</button></h2><div id=r1></div>"
    "<h2><button aria-expanded=false aria-controls=r2>Second question</button></h2><div id=r2></div>"
    "<details name=one><summary>Third</summary><p>Third answer: não é só.</p></details>"
    "<details name=one><summary>Fourth</summary><p>Fourth answer.</p></details>"
)
LATE = {
    "/privacy": response(
        body=SHELL.encode("latin-1", "replace"), etag='"v1"', last_modified="Thu, 18 Sep 2025 06:00:00 GMT"
    ),
    "/app.js": js(APP),
    "/api/terms?language=en": response(body=json.dumps({"html": ANSWER}).encode(), content_type="application/json"),
}


@pytest.mark.parametrize("select", [(), ("main",), ("main h1", "main p"), ("main:made-up(",)])
async def test_a_page_that_comes_late_with_closed_accordions_and_a_dialog_on_top_is_read_whole(
    web: Fetcher, select: tuple[str, ...]
) -> None:
    async with serving(site(LATE)) as server:
        capture = await web.fetch(
            ask(server.url(), render="browser", select=select, timeout=dt.timedelta(seconds=20))
        )
    html = shown(capture)
    text = extract(html.encode(), "text/html; charset=utf-8").document.text
    for words in (
        "Terms of Agora",
        "Answer to First question.",
        "Answer to Second question.",
        "Deeper still.",
        "Third answer: não é só.",
        "Fourth answer.",
    ):
        assert words in text
    assert "turn on JavaScript" not in html
    assert html.count("<title>Terms</title>") == 1  # nobody pressed a button of the dialog
    assert html.startswith('<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>')
    assert [seen.path for seen in server.log] == ["/privacy", "/app.js", "/api/terms?language=en"]
    assert {seen.headers["user-agent"] for seen in server.log} == {AGENT}
    assert server.log[2].headers["accept-language"] == "en"
    assert server.log[2].headers["referer"] == server.url()


async def test_a_page_that_was_fetched_is_shown_without_being_asked_for_again(web: Fetcher) -> None:
    async with serving(site(LATE)) as server:
        request = ask(server.url(), select=("main",))
        plain = await web.fetch(request)
        assert isinstance(plain, Capture)
        assert b"Terms of Agora" not in plain.body
        capture = await web.render(request, plain)
    assert "Terms of Agora" in shown(capture)
    assert isinstance(capture, Capture)
    assert (capture.url, capture.final_url, capture.status) == (server.url(), server.url(), 200)
    assert server.paths.count("/privacy") == 1


async def test_a_shown_page_has_no_validators_and_is_always_asked_for_whole(web: Fetcher) -> None:
    async with serving(site(LATE)) as server:
        validators = Validators('"v1"', None)
        capture = await web.fetch(ask(server.url(), render="browser", validators=validators, select=("main",)))
    assert isinstance(capture, Capture)
    assert capture.validators == Validators(None, None)
    assert capture.header("content-type") == "text/html; charset=utf-8"
    assert "if-none-match" not in server.log[0].headers


async def test_no_server_can_say_that_a_page_was_shown(web: Fetcher) -> None:
    async with serving(site({"/privacy": response(x_watcher_rendered="chromium 1")})) as server:
        capture = await web.fetch(ask(server.url()))
    assert isinstance(capture, Capture)
    assert capture.header("x-watcher-rendered") is None


async def test_a_redirect_is_followed_before_the_browser_opens(web: Fetcher) -> None:
    pages = {"/privacy": response(302, b"", location="/en/terms"), "/en/terms": page("m.append(location.pathname)")}
    async with serving(site(pages)) as server:
        capture = await web.fetch(ask(server.url(), render="browser"))
    assert "/en/terms</main>" in shown(capture)
    assert isinstance(capture, Capture)
    assert (capture.final_url, capture.redirects) == (server.url("/en/terms"), (server.url(),))
    assert server.paths == ["/privacy", "/en/terms"]


async def test_redirects_of_what_a_page_asks_for_are_followed(web: Fetcher) -> None:
    script = "fetch('/data', {method: 'POST', body: 'q=1'}).then(r => r.text()).then(t => m.append(t))"
    pages = {
        "/privacy": page(script),
        "/data": response(302, b"", location="/hop", set_cookie="hop=1; Path=/"),
        "/hop": response(303, b"", location="/end"),
        "/end": response(body=b"the end of the way", content_type="text/plain"),
    }
    async with serving(site(pages)) as server:
        assert "the end of the way</main>" in shown(await web.fetch(ask(server.url(), render="browser")))
    assert server.paths == ["/privacy", "/data", "/hop", "/end"]
    assert [seen.headers.get("cookie") for seen in server.log] == [None, None, "hop=1", "hop=1"]
    assert "content-type" not in server.log[3].headers


async def test_cookies_live_as_long_as_the_visit(web: Fetcher) -> None:
    script = (
        "document.cookie = 'script=3'; fetch('/api').then(() => fetch('/api2')).then(() => m.append(document.cookie))"
    )
    pages = {
        "/privacy": response(302, b"", location="/terms", set_cookie="way=1; Path=/; HttpOnly"),
        "/terms": response(
            body=f"<main id=m><p>{TEXT}</p></main><script>{script}</script>".encode(), set_cookie="page=2; Path=/"
        ),
        "/api": response(body=b"{}", set_cookie="api=4; Path=/"),
        "/api2": response(body=b"{}"),
    }
    async with serving(site(pages)) as server:
        for _ in range(2):
            html = shown(await web.fetch(ask(server.url(), render="browser")))
            assert "page=2; script=3; api=4</main>" in html
    cookies = [seen.headers.get("cookie", "") for seen in server.log]
    assert [set(held.split("; ")) for held in cookies[:4]] == [
        {""},
        {"way=1"},
        {"way=1", "page=2", "script=3"},
        {"way=1", "page=2", "script=3", "api=4"},
    ]
    assert cookies[4:] == cookies[:4]


async def test_what_shadow_roots_hold_stands_in_its_place(web: Fetcher) -> None:
    script = """customElements.define('a-clause', class extends HTMLElement { connectedCallback() {
      const inside = '<p>Before <slot></slot> and after</p><details>hidden depth</details>';
      this.attachShadow({mode: 'closed'}).innerHTML = inside;
    }})"""
    body = f"<main><p>{TEXT}</p><a-clause>the <b>clause</b></a-clause></main>"
    async with serving(site({"/privacy": page(script, body)})) as server:
        html = shown(await web.fetch(ask(server.url(), render="browser")))
    assert (
        '<a-clause><p>Before the <b>clause</b> and after</p><details open="">hidden depth</details></a-clause>'
        in html
    )


async def test_a_clock_does_not_keep_a_page_from_being_taken(web: Fetcher) -> None:
    script = "setInterval(() => { clock.textContent = new Date().toISOString() }, 20)"
    async with serving(site({"/privacy": page(script, f"<main>{TEXT}<p id=clock></p></main>")})) as server:
        begun = asyncio.get_running_loop().time()
        shown(await web.fetch(ask(server.url(), render="browser")))
    assert asyncio.get_running_loop().time() - begun < 6


async def test_a_page_that_never_rests_is_taken_as_it_stands(web: Fetcher) -> None:
    script = "let n = 0; setInterval(() => { tick.textContent = 'x'.repeat(n++ % 50) }, 20)"
    async with serving(site({"/privacy": page(script, f"<main>{TEXT}<p id=tick></p></main>")})) as server:
        shown(await web.fetch(ask(server.url(), render="browser", timeout=dt.timedelta(seconds=6))))


async def test_a_page_that_sets_a_cookie_and_loads_itself_again_is_let(web: Fetcher) -> None:
    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        passed = "passed=1" in seen.headers.get("cookie", "")
        writer.write(
            page("m.append('the real page')")
            if passed
            else response(403, b"<p>One moment<script>document.cookie='passed=1';location.reload()</script>")
        )

    async with serving(handle) as server:
        capture = await web.fetch(ask(server.url(), render="browser"))
    assert "the real page</main>" in shown(capture)
    assert isinstance(capture, Capture)
    assert capture.status == 200
    assert server.paths == ["/privacy", "/privacy"]


async def test_a_page_that_loads_itself_for_ever_is_stopped(web: Fetcher) -> None:
    script = "setTimeout(() => location.reload(), 50)"
    async with serving(site({"/privacy": page(script)})) as server:
        shown(await web.fetch(ask(server.url(), render="browser", timeout=dt.timedelta(seconds=10))))
    assert server.paths == ["/privacy"] * 3


async def test_the_status_stays_what_the_server_said(web: Fetcher) -> None:
    async with serving(site({"/privacy": response(999, f"<main>{TEXT}</main>".encode())})) as server:
        capture = await web.fetch(ask(server.url(), render="browser"))
    assert isinstance(capture, Capture)
    assert capture.status == 999


async def test_a_pdf_needs_no_browser(web: Fetcher) -> None:
    pdf = response(body=b"%PDF-1.4 small", content_type="application/pdf")
    async with serving(site({"/privacy": pdf})) as server:
        capture = await web.fetch(ask(server.url(), render="browser"))
    assert isinstance(capture, Capture)
    assert (capture.body, capture.header("x-watcher-rendered")) == (b"%PDF-1.4 small", None)


@pytest.mark.parametrize(
    "cover",
    [
        b"<p>Your document opens<script>location.href = '/terms.pdf?v=2'</script>",
        b"<p>Your document<iframe src='/terms.pdf?v=2'></iframe>",
        b"<embed type='application/pdf' src='/terms.pdf?v=2'>",
    ],
)
async def test_a_page_that_only_leads_to_a_pdf_is_that_pdf(web: Fetcher, cover: bytes) -> None:
    pdf = response(body=b"%PDF-1.4 small", content_type="application/pdf")
    async with serving(site({"/privacy": response(body=cover), "/terms.pdf?v=2": pdf})) as server:
        capture = await web.fetch(ask(server.url(), render="browser", timeout=dt.timedelta(seconds=5)))
    assert isinstance(capture, Capture), capture
    assert (capture.final_url, capture.body) == (server.url("/terms.pdf?v=2"), b"%PDF-1.4 small")


async def test_robots_txt_is_asked_for_the_page_and_obeyed(web: Fetcher) -> None:
    robots = response(body=b"User-agent: *\nDisallow: /privacy", content_type="text/plain")
    async with serving(site({"/robots.txt": robots, "/privacy": page("")})) as server:
        verdict = refused(await web.fetch(ask(server.url(), render="browser", robots_override=None)))
    assert "robots.txt" in verdict.reason
    assert server.paths == ["/robots.txt"]
