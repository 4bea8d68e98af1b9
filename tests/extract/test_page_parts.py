"""Which part of a page is its text: selectors, the generic choice, furniture left out, folded text kept."""

from __future__ import annotations

import pytest

from tests.extract.pages import URL, document, lines
from watcher.extract import extract


def test_only_the_selected_element_is_read() -> None:
    page = "<main><p>Around it.</p><div class=policy><p>We train AI.</p></div></main>"
    assert lines(page, select=(".policy",)) == ["We train AI."]


def test_several_matches_are_read_in_order_and_nested_ones_once() -> None:
    page = "<div class=a><p>One.</p><div class=a><p>Two.</p></div></div><p>No.</p><div class=a>Three.</div>"
    assert lines(page, select=(".a",)) == ["One.", "Two.", "Three."]


def test_selectors_are_read_in_the_order_in_which_they_are_given() -> None:
    page = "<div id=x>First in the page.</div><div id=y>Second in the page.</div>"
    assert lines(page, select=("#y", "#x", "#y")) == ["Second in the page.", "First in the page."]


def test_removed_elements_are_left_out_wherever_they_match() -> None:
    page = """<div class=p><p>Keep.</p><p class=when>3 months ago</p>
      <section><b class=when>today</b> Also keep.</section></div>"""
    assert lines(page, select=(".p",), remove=(".when",)) == ["Keep.", "Also keep."]
    assert lines(page, remove=(".when",)) == ["Keep.", "Also keep."]


def test_removing_the_selected_element_itself_leaves_nothing() -> None:
    assert lines("<div class=p>Text.</div>", select=(".p",), remove=(".p",)) == []


def test_with_a_selector_nothing_is_taken_for_furniture() -> None:
    page = "<div class=p><form>Text in a form.</form><aside>Text aside.</aside></div>"
    assert lines(page, select=(".p",)) == ["Text in a form.", "Text aside."]


def test_a_selector_that_matches_nothing_is_told_and_the_main_part_is_read() -> None:
    page = b"<nav>Menu</nav><main><p>We train AI.</p></main>"
    found = extract(page, "text/html", url=URL, select=(".gone",))
    assert not found.selector_matched
    assert found.document.text == "We train AI."
    assert extract(page, "text/html", url=URL, select=("p",)).selector_matched
    assert extract(page, "text/html", url=URL).selector_matched


def test_main_comes_before_article_and_article_before_body() -> None:
    assert lines("<p>Out.</p><main><p>In.</p></main><article>Out.</article>") == ["In."]
    assert lines("<p>Out.</p><div role=main><p>In.</p></div>") == ["In."]
    assert lines("<p>Out.</p><article><p>In.</p></article>") == ["In."]
    assert lines("<p>All.</p><div>Of it.</div>") == ["All.", "Of it."]


def test_an_empty_main_that_scripts_would_fill_does_not_hide_the_body() -> None:
    page = f"<main><div id=app></div></main><div><p>{'We train AI on posts. ' * 20}</p></div>"
    assert len(lines(page)) == 20


def test_navigation_forms_dialogs_and_banners_are_left_out() -> None:
    page = """<body><header>Agora</header><nav>Home</nav>
      <div class="cookie-banner"><h2>We value your privacy</h2>We use cookies.</div>
      <div id="onetrust-consent-sdk">Accept all</div><div role="dialog">Sign up</div><dialog open>Sign in</dialog>
      <ol class="breadcrumb"><li>Help</li></ol><aside>Related</aside>
      <form><p>Was this helpful?</p></form><div class="newsletter"><input type=email> Get our newsletter</div>
      <p>We train AI.</p><button>Share</button><footer>Terms</footer></body>"""
    assert lines(page) == ["We train AI."]


def test_hidden_menus_are_left_out() -> None:
    page = """<ul class="mainNav" style="display: none"><li>Products for members</ul>
      <div aria-hidden="true"><a href=/a>Home</a> <a href=/b>About</a></div>
      <div hidden class="share-menu">Copy the address</div><p>We train AI.</p>"""
    assert lines(page) == ["We train AI."]


def test_text_in_closed_details_and_folded_panels_is_kept() -> None:
    page = """<main><details><summary>Which data?</summary><p>Your posts.</p></details>
      <div class="panel" hidden><p>Not private messages.</p></div>
      <div class="accordion-body" aria-hidden="true"><p>Members can object.</p></div>
      <div style="display:none" class="unavailable-navy"><p>From 3 November 2025.</p></div>
      <div class="dropdown-content" hidden>Only adults.</div></main>"""
    assert lines(page) == [
        "# Which data?",
        "Your posts.",
        "Not private messages.",
        "Members can object.",
        "From 3 November 2025.",
        "Only adults.",
    ]


@pytest.mark.parametrize("name", ["cookies", "consent", "your-consent", "gdpr-rights", "newsletter", "social-media"])
def test_a_chapter_on_cookies_or_consent_is_text_whatever_its_name(name: str) -> None:
    page = f"""<h1>Policy</h1>
      <section id="{name}" class="{name}-section"><h2 id="{name}-2">Title</h2><p>Rule.</p></section>"""
    assert lines(page) == ["# Policy", "## Title", "Rule."]


def test_a_long_text_is_no_banner_whatever_its_class_says() -> None:
    page = f'<div class="cookie-notice">{"<p>We use cookies to train AI.</p>" * 200}</div>'
    assert len(lines(page)) == 200


def test_the_header_of_an_article_is_text_and_the_header_of_the_site_is_not() -> None:
    page = """<body><header><h1>Agora Help</h1></header>
      <div><article><header><h1>FAQ</h1><p>Updated for the EU.</p></header>
      <p>We train AI.</p><footer><p>This page replaces the one of May.</p></footer>
      <footer><a href=/a>Share</a> <a href=/b>Print</a></footer></article></div></body>"""
    assert lines(page) == ["# FAQ", "Updated for the EU.", "We train AI.", "This page replaces the one of May."]


def test_a_page_wrapped_in_one_form_is_read() -> None:
    page = """<body><form id="aspnetForm"><input type=hidden value=x>
      <div id=c><h1>Policy</h1><p>We train AI.</p></div></form></body>"""
    assert lines(page) == ["# Policy", "We train AI."]
    rules = "<p>We train AI on the posts of members.</p>" * 20
    assert len(lines(f"<body><form>{rules}</form></body>")) == 20


def test_an_empty_page_and_a_page_of_scripts_have_no_text() -> None:
    for page in (
        "",
        " \n",
        "<html></html>",
        "<script>let a = 'We train AI.'</script><style>p{}</style>",
        "<!-- x -->",
    ):
        found = extract(page.encode(), "text/html")
        assert found.document.sections == ()
        assert found.document.text == ""


def test_what_is_never_text_is_not_read() -> None:
    page = """<p>Text<noscript>Enable scripts</noscript><template>T</template><svg><title>Icon</title></svg>
      <select><option>French</option></select><textarea>Write</textarea><!-- comment -->.</p>"""
    assert lines(page) == ["Text ."]


def test_the_title_is_the_first_heading_else_the_title_element() -> None:
    assert document("<title>Agora | FAQ</title><h1>AI  FAQ</h1><p>x</p>").title == "AI FAQ"
    assert document("<title>Agora | FAQ</title><p>x</p>").title == "Agora | FAQ"


def test_the_language_is_the_declared_one_unless_the_text_is_in_another() -> None:
    english = (
        "<p>We use the data of our members to train the models that you see on this page, and you may object.</p>" * 3
    )
    french = (
        "<p>Nous utilisons les données de nos membres pour entraîner des modèles, et vous pouvez vous y opposer.</p>"
        * 3
    )
    assert document(f"<html lang=en-GB><p>Agora</p>{english}").language == "en"
    assert document(f"<html lang=en-US><p>Agora</p>{french}").language == "fr"
    assert document("<html lang=FR_fr><p>Agora</p>").language == "fr"
    assert document("<p>Agora</p>", language="de").language == "de"
    found = extract(b"<html lang=fr><p>Agora</p>", "text/html")
    assert (found.page_language, found.page_title) == ("fr", "")


def test_other_nonces_scripts_and_attributes_give_an_equal_document() -> None:
    page = """<html lang="en" data-nonce="{n}"><head><meta name="csrf" content="{n}">
      <script nonce="{n}">a({n})</script></head><body class="p-{n}"><main id="m{n}"><h1 data-x="{n}">FAQ</h1>
      <p style="color:#{n}">We <span class="c{n}">train</span>
      <a href="/ai?sid={n}&utm_source={n}" rel="{n}">AI</a>.</p><img src="/pixel?{n}"><!-- {n} --></main>"""
    assert document(page.replace("{n}", "111")) == document(page.replace("{n}", "987654"))
