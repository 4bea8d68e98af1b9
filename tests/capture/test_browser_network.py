"""What the browser may ask for, and that nothing else leaves this machine."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import os
from collections.abc import AsyncIterator

import pytest

from tests.capture.server import AGENT, Seen, Server, ask, fetcher, response, serving, site
from tests.capture.showing import TEXT, js, needs_chromium, page, refused, shown, web
from watcher.capture import Fetcher, FetchRequest, Network
from watcher.model import Capture

__all__ = ["web"]  # a fixture

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(120)]


class Packets(asyncio.DatagramProtocol):
    """Counts what comes by UDP."""

    def __init__(self) -> None:
        self.count = 0

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:  # noqa: ARG002 - asyncio's interface
        self.count += 1


@contextlib.asynccontextmanager
async def canary() -> AsyncIterator[tuple[Server, Packets, int]]:
    """A server and an UDP socket, both on the same port number, that nobody should ever call."""
    async with serving(site({}, response())) as server:
        transport, packets = await asyncio.get_running_loop().create_datagram_endpoint(
            Packets, local_addr=("127.0.0.1", server.port)
        )
        try:
            yield server, packets, server.port
        finally:
            transport.close()


async def show(web: Fetcher, server: Server, pages: str = "/privacy", **options: object) -> str:
    return shown(await web.fetch(ask(server.url(pages), render="browser", **options)))


async def test_pictures_films_fonts_and_beacons_are_never_asked_for(web: Fetcher) -> None:
    body = f"""<link rel=icon href=/icon.ico><link rel=preload as=image href=/preload.png>
    <link rel=prefetch href=/next>
    <link rel=manifest href=/manifest.json><link rel=stylesheet href=/look.css>
    <main id=m style="background: url(/back.png)"><p class=f>{TEXT}</p><img src=/pic.png>
    <video src=/film.mp4 autoplay></video><audio src=/sound.mp3 autoplay></audio>
    <iframe src=/frame></iframe><object data=/object></object></main>"""
    script = "navigator.sendBeacon('/beacon', 'x'); new EventSource('/events'); new Image().src = '/pixel.gif'"
    css = response(
        body=b"@font-face {font-family: f; src: url(/font.woff2)} .f {font-family: f}", content_type="text/css"
    )
    async with serving(site({"/privacy": page(script, body), "/look.css": css})) as server:
        await show(web, server)
    assert server.paths == ["/privacy", "/look.css"]


async def test_other_sites_are_not_asked_unless_the_target_names_them(web: Fetcher) -> None:
    async with serving(site({"/app.js": js("m.append('made by a script. ')")})) as other:
        body = "<main id=m></main>" + "".join(
            f"<script src=http://{host}:{other.port}/app.js></script>"
            for host in ("static.site.test", "cdn.partner.test", "ads.other.test")
        )
        async with serving(site({"/privacy": response(body=body.encode())})) as server:
            html = await show(web, server, render_hosts=("partner.test",), timeout=dt.timedelta(seconds=6))
    assert html.count("made by a script. ") == 2
    assert [seen.headers["host"].partition(":")[0] for seen in other.log] == ["static.site.test", "cdn.partner.test"]


async def test_no_way_leads_out_of_the_browser(web: Fetcher) -> None:
    async with canary() as (server, packets, port):
        script = f"""
        const tell = (what) => m.append(what + '. ');
        new WebSocket('ws://127.0.0.1:{port}/ws');
        new WebSocket('ws://site.test:{port}/ws');
        const servers = {{iceServers: [{{urls: 'stun:127.0.0.1:{port}'}}]}};
        try {{ new RTCPeerConnection(servers) }} catch {{ tell('no webrtc') }}
        try {{ new WebTransport('https://127.0.0.1:{port}/') }} catch {{ tell('no webtransport') }}
        try {{ new SharedWorker('/shared.js') }} catch {{ tell('no shared worker') }}
        const service = navigator.serviceWorker?.register('/service.js') ?? Promise.reject();
        service.catch(() => tell('no service worker'));
        new Worker('/worker.js').onmessage = (e) => tell(e.data);
        fetch('http://127.0.0.1:{port}/').catch(() => tell('no fetch'));
        fetch('http://localhost:{port}/').catch(() => tell('no fetch'));
        fetch('http://[::1]:{port}/').catch(() => tell('no fetch'));
        open('http://127.0.0.1:{port}/opened');
        open('/opened');
        const link = document.createElement('link'); link.rel = 'dns-prefetch preconnect';
        link.href = 'http://127.0.0.1:{port}'; document.head.append(link);
        """
        worker = f"""
        const socket = new WebSocket('ws://127.0.0.1:{port}/worker');
        socket.onerror = () => postMessage('no socket in a worker');
        fetch('http://127.0.0.1:{port}/worker').catch(() => postMessage('no fetch in a worker'));
        """
        pages = {"/privacy": page(script), "/worker.js": js(worker)}
        async with serving(site(pages)) as place:
            html = await show(web, place)
        for words, times in {
            "no webrtc": 1,
            "no webtransport": 1,
            "no shared worker": 1,
            "no service worker": 1,
            "no fetch. ": 3,
            "no socket in a worker": 1,
            "no fetch in a worker": 1,
        }.items():
            assert html.partition("<script>")[0].count(words) == times, words
        assert (server.connections, packets.count) == (0, 0)
        assert place.paths == ["/privacy", "/worker.js"]


async def test_the_rules_about_addresses_are_those_of_every_request() -> None:
    async with canary() as (server, _, port):
        names = ["site.test", "api.site.test", "127.0.0.1", "2130706433", "[::ffff:127.0.0.1]", "10.0.0.1"]
        script = f"""for (const host of {names})
          fetch('http://' + host + ':{port}/').catch(() => m.append('refused. '))"""
        url = f"http://site.test:{port}/privacy"
        made = Capture(url, url, dt.datetime(2025, 9, 18, tzinfo=dt.UTC), 200, (("content-type", "text/html"),),
                       f"<main id=m>{TEXT}</main><script>{script}</script>".encode())  # fmt: skip
        hosts = ("127.0.0.1", "10.0.0.1")
        async with showing_fetcher() as opened:
            request = FetchRequest(url, delay=dt.timedelta(0), robots_override="a test", render_hosts=hosts)
            html = shown(await opened.render(request, made))
        assert html.count("refused. ") == 6 + 1  # and once in the script
        assert server.connections == 0


@contextlib.asynccontextmanager
async def showing_fetcher(**options: object) -> AsyncIterator[Fetcher]:
    needs_chromium()
    with pytest.MonkeyPatch.context() as patch:
        if os.geteuid() == 0:
            patch.setenv("WATCHER_CHROMIUM_NO_SANDBOX", "1")
        async with fetcher(**options) as opened:
            yield opened


async def test_the_page_cannot_be_left(web: Fetcher) -> None:
    async with canary() as (server, _, port):
        for leave in (
            f"location.href = 'http://127.0.0.1:{port}/'",
            "location.href = '/elsewhere'",
            "m.insertAdjacentHTML('beforeend', '<form id=f action=/elsewhere method=post></form>'); f.submit()",
            "document.body.insertAdjacentHTML('beforeend', '<a id=a href=/file download>x</a>'); a.click()",
            "location.href = 'file:///etc/passwd'",
            "document.head.insertAdjacentHTML('beforeend', '<meta http-equiv=refresh content=\"0;url=/elsewhere\">')",
        ):
            async with serving(
                site({"/privacy": page(leave), "/file": response(content_disposition="attachment")})
            ) as place:
                assert TEXT.strip() in await show(web, place)
                assert place.paths == ["/privacy"]
        assert server.connections == 0


async def test_a_page_that_puts_another_in_its_place_is_not_taken_for_it(web: Fetcher) -> None:
    script = "location.href = URL.createObjectURL(new Blob(['<p>' + 'Other text. '.repeat(90)], {type: 'text/html'}))"
    async with serving(site({"/privacy": page(script)})) as place:
        verdict = refused(await web.fetch(ask(place.url(), render="browser")))
    assert verdict.reason == "the page of site.test puts another in its own place"


async def test_a_download_and_a_question_for_a_password_are_shown_as_pages(web: Fetcher) -> None:
    pages = {
        "/download": response(
            body=f"<main>{TEXT}</main>".encode(), content_disposition="attachment; filename=x.html"
        ),
        "/password": response(401, f"<main>{TEXT}</main>".encode(), www_authenticate='Basic realm="x"'),
        "/inner": page("fetch('/password').then(r => m.append('status ' + r.status))"),
    }
    async with serving(site(pages)) as place:
        for path in ("/download", "/password", "/inner"):
            html = await show(web, place, path)
            assert TEXT.strip() in html
    assert "status 401</main>" in html


async def test_a_visit_asks_one_thing_at_a_time_of_a_host(web: Fetcher) -> None:
    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        if seen.path == "/privacy":
            writer.write(page("for (let i = 0; i < 12; i++) fetch('/api' + i).then(() => m.append('got. '))"))
            return
        await asyncio.sleep(0.02)
        writer.write(response(body=b"{}"))

    async with serving(handle) as place:
        html = await show(web, place)
    assert html.count("got. ") == 12 + 1
    assert (len(place.log), place.most_running) == (13, 1)


async def test_nobody_else_asks_the_host_while_a_visit_is_on_and_the_pause_follows_it(web: Fetcher) -> None:
    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.05)
        script = "fetch('/a').then(() => fetch('/b')).then(() => setTimeout(() => fetch('/c'), 300))"
        writer.write(page(script) if seen.path == "/privacy" else response(body=b"{}"))

    async with serving(handle) as place:
        pause = dt.timedelta(seconds=0.5)
        visit = asyncio.create_task(web.fetch(ask(place.url(host="turn.test"), render="browser", delay=pause)))
        async with asyncio.timeout(20):
            while "/a" not in place.paths:  # noqa: ASYNC110 - the server has no event for it
                await asyncio.sleep(0.01)
        await web.fetch(ask(place.url("/plain", host="turn.test"), delay=pause))
        shown(await visit)
    assert place.paths == ["/privacy", "/a", "/b", "/c", "/plain"]
    page_, first, second, third, plain = place.log
    assert first.began - page_.ended >= 0.5
    assert second.began - first.ended < 0.4
    assert plain.began - third.ended >= 0.5


async def test_a_visit_needs_no_second_place_among_the_requests_under_way() -> None:
    async with serving(site({"/app.js": js("m.append('from another host')")})) as other:
        body = f"<main id=m>{TEXT}</main><script src=http://static.site.test:{other.port}/app.js></script>"
        pages = {"/privacy": response(body=body.encode())}
        network = Network(AGENT, concurrency=1)
        async with serving(site(pages)) as place, showing_fetcher(network=network) as opened:
            assert "from another host</main>" in await show(opened, place)


async def test_a_host_that_asks_for_less_is_asked_no_more(web: Fetcher) -> None:
    script = (
        "(async () => { for (let i = 0; i < 5; i++) await fetch('/api' + i).catch(() => 0); m.append('done') })()"
    )
    pages = {"/privacy": page(script), "/api1": response(429, b"", retry_after="3600")}
    async with serving(site(pages, response(body=b"{}"))) as place:
        html = shown(await web.fetch(ask(place.url(host="less.test"), render="browser")))
        assert html.count("done</main>") == 1
        assert place.paths == ["/privacy", "/api0", "/api1"]
        later = await web.fetch(ask(place.url(host="less.test")))
    assert "asks not to be called" in str(later)


async def test_what_a_visit_may_ask_for_is_limited() -> None:
    script = (
        "(async () => { for (let i = 0; i < 400; i++) await fetch('/api' + i).catch(() => 0); m.append('done') })()"
    )
    pages = {"/privacy": page(script)}
    async with serving(site(pages, response(body=b"{}"))) as place, showing_fetcher() as opened:
        html = await show(opened, place, timeout=dt.timedelta(seconds=25))
    assert "done</main>" in html
    assert len(place.log) == 151


async def test_large_and_strange_requests_of_a_page_are_not_made(web: Fetcher) -> None:
    script = """fetch('/a', {method: 'DELETE'}).catch(() => m.append('no. '));
      fetch('/b', {method: 'PUT', body: 'x'}).catch(() => m.append('no. '));
      fetch('/c', {method: 'POST', body: 'x'.repeat(100000)}).catch(() => m.append('no. '));
      fetch('/d', {headers: {'x-requested-with': 'page'}}).then(() => m.append('yes. '))"""
    async with serving(site({"/privacy": page(script)}, response(body=b"{}"))) as place:
        html = (await show(web, place)).partition("<script>")[0]
    assert (html.count("no. "), html.count("yes. ")) == (3, 1)
    assert place.paths == ["/privacy", "/d"]
    assert place.log[1].headers["x-requested-with"] == "page"


async def test_names_are_looked_up_by_us_only(web: Fetcher) -> None:
    """No name service knows site.test: what is asked for finds its way through the fetcher's own look-up."""
    async with serving(
        site({"/privacy": page("fetch('/api').then(() => m.append('here'))"), "/api": response()})
    ) as place:
        assert "here</main>" in await show(web, place)
