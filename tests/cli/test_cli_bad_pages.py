"""Pages and hosts that misbehave: each is one row with its reason, nothing is archived, the rest goes on."""

from __future__ import annotations

import gzip
import ssl

import trustme

from tests.cli.program import Program, Reply, Site, closed_port, page, serving

BOMB = gzip.compress(b"<p>again and again</p>" * 100_000)


def test_whatever_a_host_does_is_a_verdict_with_a_reason(site: Site, watcher: Program) -> None:
    site.pages |= {
        "/403": Reply(b"no", 403),
        "/500": Reply(b"no", 500),
        "/endless": Reply(b"<p>and so on</p>" * 1000, endless=True),
        "/bomb": Reply(BOMB, headers={"content-encoding": "gzip"}),
        "/empty": Reply(b""),
        "/bare": Reply(b"<!doctype html><title>Nothing</title><body><main></main>"),
        "/picture": Reply(b"\x89PNG", headers={"content-type": "image/png"}),
        "/charset": Reply(page("We do not use your “selfies” to train AI.").decode().encode("cp1252")),
    }
    certificate = trustme.CA().issue_cert("127.0.0.1")
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(tls)
    paths = ("404", "403", "500", "endless", "bomb", "empty", "bare", "picture", "charset")
    with serving(tls) as secure:
        watcher.watch(
            f"x/port http://127.0.0.1:{closed_port()}/",
            "x/name http://no-such-host.invalid/",
            f"x/tls {secure.url}/",
            *(f"x/{path} {site.url}/{path}" for path in paths),
        )
        done = watcher("check", "--json")
    assert (done.code, done.err) == (1, "")
    found = {row["target"].removeprefix("x/"): (row["outcome"], row["verdict"]) for row in done.rows}
    assert found == {
        "port": ("failed", "unreachable"),
        "name": ("failed", "unreachable"),
        "tls": ("failed", "unreachable"),
        "404": ("failed", "gone"),
        "403": ("failed", "blocked"),
        "500": ("failed", "error-page"),
        "endless": ("failed", "refused"),
        "bomb": ("failed", "refused"),
        "empty": ("quarantined", "empty"),
        "bare": ("quarantined", "empty"),
        "picture": ("quarantined", "other-document"),
        "charset": ("first", "good"),
    }
    assert all(row["reason"] for row in done.rows if row["verdict"] != "good")
    assert [path.name for path in (watcher.folder / "snapshots/x").iterdir()] == ["charset"]
    assert "to train AI." in (watcher.folder / "snapshots/x/charset/text.md").read_text(encoding="utf-8")
