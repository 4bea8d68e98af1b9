"""The feeds keep to RFC 4287, and their ids stay."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from tests.interchange.collection import three
from tests.interchange.test_ota_import import archive_in, importing
from tests.site.atom import ATOM, breaches, is_absolute
from tests.site.conftest import Made
from tests.site.making import build, open_archive, record_all
from watcher.report.escape import xml


def feed(path: Path) -> etree._Element:
    return etree.fromstring(path.read_bytes())


def ids(path: Path) -> list[str]:
    return [entry.findtext(f"{ATOM}id", "") for entry in feed(path).findall(f"{ATOM}entry")]


def test_every_feed_is_valid(made: Made) -> None:
    feeds = [*made.site.glob("feeds/*.xml"), *made.french.glob("feeds/*.xml")]
    assert {path.name for path in feeds} == {
        "all.xml",
        "platform-agora.xml",
        "platform-hostile-b-amp-sons-b.xml",
        "platform-linkwell.xml",
        "topic-ai-training.xml",
        "topic-default-setting.xml",
    }
    assert {path.name: found for path in feeds if (found := breaches(path.read_bytes()))} == {}


def test_the_validator_finds_what_is_wrong() -> None:
    bad = (
        b'<feed xmlns="http://www.w3.org/2005/Atom"><id>x</id><updated>yesterday</updated><entry><id>tag:a,2025:b</id>'
        b"<title>t</title><updated>2025-01-01T00:00:00Z</updated><link/></entry></feed>"
    )
    assert len(breaches(bad)) >= 6
    assert breaches(b"<feed>&nbsp;</feed>")[0].startswith("XML")


def test_characters_that_xml_has_no_place_for_are_left_out() -> None:
    text = xml('a\x00\x0b\ufffe\uffff\ud800<b attr="&">\u202e')
    assert etree.fromstring(f"<r>{text}</r>").text == 'a<b attr="&">'


def test_an_entry_is_told_by_the_id_of_its_alert(made: Made) -> None:
    alerts = {alert.id for alert in made.archive.alerts_since(None)[0] if alert.assessment.findings}
    told = ids(made.site / "feeds" / "all.xml")
    assert {name.rpartition("/")[2] for name in told} == alerts
    assert set(ids(made.site / "feeds" / "topic-ai-training.xml")) <= set(told)
    assert ids(made.site / "feeds" / "platform-agora.xml") == [told[-1]]


def test_links_are_absolute_only_where_the_site_s_address_is_known(made: Made) -> None:
    base = "https://policies.example.org/watch/"
    links = [link.get("href", "") for link in feed(made.french / "feeds/all.xml").iter(f"{ATOM}link")]
    assert all(link.startswith(base) for link in links)
    relative = [link.get("href", "") for link in feed(made.site / "feeds/all.xml").iter(f"{ATOM}link")]
    assert not any(is_absolute(link) for link in relative)
    assert all((made.site / "feeds" / link).resolve().is_file() for link in relative)
    assert [link.removeprefix(base) for link in links] == [link.removeprefix("../") for link in relative]
    assert ids(made.french / "feeds/all.xml") == ids(made.site / "feeds/all.xml")


def test_what_was_brought_in_afterwards_is_there_with_its_date_and_marked(tmp_path: Path) -> None:
    importing(tmp_path, three(tmp_path / "c"))
    build(archive_in(tmp_path), tmp_path / "site")
    path = tmp_path / "site" / "feeds" / "topic-ai-training.xml"
    assert breaches(path.read_bytes()) == []
    (entry,) = feed(path).findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}updated") == "2027-03-03T06:00:00Z"
    assert entry.findtext(f"{ATOM}summary", "").endswith(" (recorded afterwards)")


def test_an_archive_without_changes_has_valid_feeds(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    build(archive, tmp_path / "empty")
    for path in (tmp_path / "empty" / "feeds").iterdir():
        assert breaches(path.read_bytes()) == []


def test_the_same_archive_gives_the_same_site(made: Made, tmp_path: Path) -> None:
    archive = record_all(tmp_path)
    build(archive, tmp_path / "en")

    def read(folder: Path) -> dict[str, bytes]:
        files = (file for file in folder.rglob("*") if file.is_file() and not file.name.startswith("."))
        return {str(file.relative_to(folder)): file.read_bytes() for file in files}

    assert read(tmp_path / "en") == read(made.site)
