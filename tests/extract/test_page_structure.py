"""Headings, lists, tables, links and line breaks of a page, as they come out in text.md."""

from __future__ import annotations

from itertools import pairwise

from tests.extract.pages import document, lines
from watcher.model import BlockKind, Link, Sentence


def test_headings_keep_their_levels() -> None:
    page = "<h1>FAQ</h1><p>A.</p><h2>Data</h2><p>B.</p><h4>Posts</h4><p>C.</p><h2>Choice</h2><p>D.</p>"
    assert lines(page) == ["# FAQ", "A.", "## Data", "B.", "#### Posts", "C.", "## Choice", "D."]


def test_a_heading_is_one_sentence_and_keeps_its_link() -> None:
    page = '<h2>Does Agora train AI?<br>Yes. <a href="/why">Here is why.</a></h2>'
    assert lines(page) == ["## Does Agora train AI? Yes. [Here is why.](<https://agora.example/why>)"]


def test_a_role_makes_a_heading() -> None:
    page = '<div role="heading" aria-level="3">Data</div><p>A.</p><div role="heading">More</div><p>B.</p>'
    assert lines(page) == ["### Data", "A.", "#### More", "B."]


def test_summaries_and_accordion_buttons_are_headings_below_the_last_one() -> None:
    page = """<h2>Questions</h2><details><summary>Which data?</summary><p>Posts.</p></details>
      <details><summary>Since when?</summary><p>November.</p></details>
      <div><button aria-expanded="false">Can I object?</button><div hidden><p>You can.</p></div></div>
      <div><span role="button" aria-expanded="false">Where?</span><p>In the settings.</p></div>
      <h3><button aria-expanded="true">And minors?</button></h3><p>No.</p>"""
    assert lines(page) == [
        "## Questions",
        "### Which data?",
        "Posts.",
        "### Since when?",
        "November.",
        "### Can I object?",
        "You can.",
        "### Where?",
        "In the settings.",
        "### And minors?",
        "No.",
    ]


def test_buttons_that_fold_the_page_are_not_text() -> None:
    page = """<p>Rule.</p><button aria-expanded="false">Show more</button><div role="button" aria-expanded="true">Show
      less</div><button>Copy</button><p>Other rule.</p>"""
    assert lines(page) == ["Rule.", "Other rule."]


def test_a_summary_that_holds_a_heading_is_that_heading() -> None:
    assert lines("<details><summary><h4>Which data?</h4></summary>Posts.</details>") == ["#### Which data?", "Posts."]


def test_lists_keep_their_depth_and_their_lead() -> None:
    page = """<p>We do not use the following:</p><ul><li>private messages</li><li>job data:<ul><li>salary</li>
      <li>applications</li></ul></li><li>payments</li></ul><p>We may change this.</p>"""
    assert lines(page) == [
        "We do not use the following:",
        "- private messages",
        "- job data:",
        "  - salary",
        "  - applications",
        "- payments",
        "We may change this.",
    ]
    leads = {passage.text: passage.lead for passage in document(page).passages}
    assert leads["payments"] == "We do not use the following:"
    assert leads["salary"] == "job data:"
    assert leads["We may change this."] == ""


def test_a_list_item_of_several_paragraphs_is_one_block() -> None:
    page = "<ol><li><p>We train AI. You may object.</p><p>This holds in the EU.</p></li><li>Posts</li></ol>"
    assert lines(page) == ["- We train AI.", "  You may object.", "  This holds in the EU.", "- Posts"]


def test_terms_and_descriptions_are_items() -> None:
    page = "<dl><dt>Purpose</dt><dd>Training AI</dd><dt>Basis</dt><dd>Legitimate interest</dd></dl>"
    assert lines(page) == ["- Purpose", "  - Training AI", "- Basis", "  - Legitimate interest"]


def test_a_data_table_is_read_row_by_row_with_its_header_cells() -> None:
    page = """<table><caption>What we use</caption><thead><tr><th>Data</th><th>Used</th><th>Basis</th></tr></thead>
      <tbody><tr><td>Posts</td><td>Yes</td><td>Interest. See below.</td></tr>
      <tr><th scope=row>Messages</th><td>No</td><td>—</td></tr></tbody></table>"""
    assert lines(page) == [
        "What we use",
        "+ Data",
        "  + Used",
        "    + Basis",
        "+ Posts",
        "  + Yes",
        "    + Interest.",
        "      See below.",
        "+ Messages",
        "  + No",
        "    + —",
    ]
    leads = [(p.text, p.lead) for p in document(page).passages if p.text in ("Yes", "No")]
    assert leads == [("Yes", "Posts"), ("No", "Messages")]


def test_a_cell_over_several_rows_leads_all_of_them() -> None:
    page = """<table><tr><td rowspan=2>AI training</td><td>Posts</td></tr><tr><td>Profile</td></tr>
      <tr><td>Ads</td><td>Location</td></tr></table>"""
    assert lines(page) == ["+ AI training", "  + Posts", "  + Profile", "+ Ads", "  + Location"]
    leads = {p.text: p.lead for p in document(page).passages}
    assert (leads["Posts"], leads["Profile"], leads["Location"]) == ("AI training", "AI training", "Ads")


def test_a_row_whose_first_cell_is_empty_does_not_belong_to_the_row_above() -> None:
    page = "<table><tr><td>Posts</td><td>Yes</td></tr><tr><td></td><td>In the EU</td><td>No</td></tr></table>"
    assert lines(page) == ["+ Posts", "  + Yes", "+ In the EU", "    + No"]
    assert {p.text: p.lead for p in document(page).passages}["In the EU"] == ""


def test_lists_and_breaks_within_a_cell_stay_in_it() -> None:
    page = """<table><tr><td>Posts<br>and comments</td><td><ul><li>EU</li><li>UK</li></ul><h3>Note</h3>
      <table><tr><td>Since</td><td>2025</td></tr></table></td></tr><tr><th>A</th><td>B</td></tr></table>"""
    assert lines(page) == [
        "+ Posts and comments",
        "  + EU",
        "    UK",
        "    Note",
        "    Since",
        "    2025",
        "+ A",
        "  + B",
    ]


def test_tables_that_lay_out_a_page_are_not_tables() -> None:
    for table in (
        "<table><tr><td><h1>FAQ</h1><p>We train AI.</p></td><td><p>Aside.</p></td></tr></table>",
        "<table role=presentation><tr><td><b>FAQ</b><p>We train AI.</p></td><td><p>Aside.</p></td></tr></table>",
        "<table><tr><td>FAQ</td></tr><tr><td>We train AI.</td></tr><tr><td>Aside.</td></tr></table>",
    ):
        assert all(block.kind is BlockKind.PARAGRAPH for s in document(table).sections for block in s.blocks)
        assert [line.lstrip("# ") for line in lines(table)] == ["FAQ", "We train AI.", "Aside."]


def test_links_are_absolute_and_lose_what_tracks() -> None:
    page = """<p>See <a href="../ai?utm_source=mail&amp;lang=fr&amp;trk=x#data">the <b>FAQ</b></a>,
      <a href="HTTPS://Agora.Example/a b">this</a>, <a href="javascript:go()">that</a>, <a href="#top">top</a>,
      <a href="mailto:dpo@agora.example?subject=AI">us</a> and <a>nothing</a>.</p>"""
    [section] = document(page).sections
    assert section.blocks[0].sentences == (
        Sentence(
            "See the FAQ, this, that, top, us and nothing.",
            (
                Link("the FAQ", "https://agora.example/ai?lang=fr#data"),
                Link("this", "https://agora.example/a%20b"),
                Link("us", "mailto:dpo@agora.example"),
            ),
        ),
    )


def test_the_base_of_a_page_moves_its_links() -> None:
    for base, address in (("/fr/", "https://agora.example/fr/ai"), ("https://b.example/x", "https://b.example/ai")):
        page = f'<head><base href="{base}"></head><p><a href="ai">AI</a></p>'
        assert document(page).passages[0].links == (Link("AI", address),)


def test_a_link_over_two_sentences_belongs_to_the_first() -> None:
    page = '<p>We say <a href="/a">here is it. And here</a> is more.</p><p><a href="/b">One link.</a> Then text.</p>'
    first, second, third, fourth = document(page).passages
    assert (first.text, first.links) == ("We say here is it.", (Link("here is it.", "https://agora.example/a"),))
    assert (second.text, second.links) == ("And here is more.", ())
    assert (third.text, third.links) == ("One link.", (Link("One link.", "https://agora.example/b"),))
    assert (fourth.text, fourth.links) == ("Then text.", ())


def test_links_after_text_without_spaces_are_found_again() -> None:
    page = '<p>これは方針です。<a href="/a">設定</a>を見てください。We say so.<a href="/b">See it</a>.</p>'
    links = [link for passage in document(page, language="ja").passages for link in passage.links]
    assert links == [Link("設定", "https://agora.example/a"), Link("See it", "https://agora.example/b")]


def test_a_break_ends_a_sentence_only_after_its_mark() -> None:
    page = (
        "<p>Agora Inc.<br>12 Main Street<br>Dublin</p><p>We train<br/>AI.<br>You may object</p><p>One<br><br>Two</p>"
    )
    assert lines(page) == ["Agora Inc.", "12 Main Street Dublin", "We train AI.", "You may object", "One", "Two"]


def test_inline_elements_do_not_cut_words_or_join_them() -> None:
    page = """<p>We <b>t</b>rain<span> AI</span>,<i> now</i>.
<em>You</em>
may <u>object</u> .</p><div>A<div>B</div>C</div>"""
    assert lines(page) == ["We train AI, now.", "You may object .", "A", "B", "C"]


def test_soft_hyphens_and_zero_width_spaces_do_not_cut_words() -> None:
    assert lines("<p>Confi\u00adden\u00adtiality of\u200b data\u00a0is \ufeffkept.</p>") == [
        "Confidentiality of data is kept."
    ]


def test_unclosed_and_crossed_tags_are_read_as_browsers_do() -> None:
    page = "<p>We <b>train<p>AI</b> models<ul><li>posts<li>profile</ul><table><tr><td>A<td>B<tr><td>C<td>D"
    assert lines(page) == ["We train", "AI models", "- posts", "- profile", "+ A", "  + B", "+ C", "  + D"]


def test_passages_know_their_headings() -> None:
    page = "<h1>FAQ</h1><h2>Data</h2><p>Posts.</p><h3>Since</h3><p>May.</p><h2>Choice</h2><p>Object.</p>"
    sections = {passage.text: passage.section for passage in document(page).passages}
    assert sections["May."] == ("FAQ", "Data", "Since")
    assert sections["Object."] == ("FAQ", "Choice")
    assert all(a != b for a, b in pairwise(document(page).passages))
