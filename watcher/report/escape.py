"""Text from the web made safe for the place where it lands.

Every function takes any string and returns one that is shown as text there and does nothing else: it opens no tag,
forms no link, moves no cursor, reorders no line, mentions nobody. Characters that nobody can see are taken out
everywhere: they can hide words from the reader (Unicode Technical Report 36, section 2.8; CVE-2021-42574).
Refuses to judge: no text is dropped because of what it says.
"""

from __future__ import annotations

import html as _html
import re

# C0 and C1 controls, bidi controls and isolates, zero-width and other invisible format characters, tag characters,
# and lone surrogates, which no encoder accepts.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_LINE_ENDS = re.compile("(?:\r\n|[\r\n\x85\u2028\u2029])")
_SPACES = re.compile(r"[ \t\n]+")


def plain(text: str) -> str:
    """For terminals and plain-text mail: visible characters, tabs as spaces, line ends as newlines."""
    return _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text)).replace("\t", " ")


def one_line(text: str) -> str:
    """For headers, subjects, titles and table cells: the same on one line, white space folded."""
    return _SPACES.sub(" ", plain(text)).strip()


def cut(text: str, limit: int) -> str:
    """At most `limit` characters, cut at a word boundary where there is one in the last third, marked by "…"."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    space = head.rfind(" ")
    return (head[:space] if space > limit * 2 // 3 else head).rstrip(" ,;:") + "…"


def header(text: str, limit: int = 200) -> str:
    """For an e-mail subject: one line, bounded. Encoding (RFC 2047) is the mail library's part."""
    return cut(one_line(text), limit)


def commit(text: str, limit: int = 100) -> str:
    """For a commit subject: no mention, no issue reference, no `[skip ci]`, no leading `#` or `-`.

    Git hosts act on these (GitHub docs, "Autolinked references", "Linking a pull request to an issue", "Skipping
    workflow runs"), so look-alikes stand in for `@` and `#` and round brackets for square ones.
    """
    line = one_line(text).translate(str.maketrans("@#[]", "＠＃()"))
    return cut(line.lstrip("- "), limit)


def slack(text: str) -> str:
    """For Slack's mrkdwn: `&`, `<` and `>` as entities, which is all Slack asks for and disarms `<!channel>`.

    Source: Slack API documentation, "Formatting text for app surfaces", "Escaping text".
    """
    return plain(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def html(text: str) -> str:
    """For HTML text and quoted attributes."""
    return _html.escape(plain(text), quote=True)


# What XML 1.0 has no place for, besides the controls that `plain` takes out.
_NOT_XML = re.compile("[\ufffe\uffff]")


def xml(text: str) -> str:
    """For text and quoted attributes of XML 1.0, such as a feed."""
    return _html.escape(_NOT_XML.sub("", plain(text)), quote=True)


_MARKDOWN = re.compile(r"[\\`*_\[\]~|]")
_SCHEME = re.compile(r"\b([A-Za-z][A-Za-z0-9+.-]{1,15}):(?=//|\w*@)")
_WWW = re.compile(r"\b(www)\.", re.IGNORECASE)
_MENTION = re.compile(r"(?<![\w@])@(?=\w)")
_ISSUE = re.compile(r"#(?=\d)")
_LINE_START = re.compile(r"^( *)([-+#=>]|\d{1,9}[.)](?=\s|$))", re.MULTILINE)


def markdown(text: str) -> str:
    """For one line of Markdown (CommonMark and GitHub's): no emphasis, link, autolink, HTML, table, mention, list.

    Mentions and issue numbers are broken by an entity that renders as nothing, because git hosts look for them after
    rendering; everything else is a backslash or an entity and shows the very characters of the page.
    """
    line = one_line(text).replace("&", "&amp;").replace("<", "&lt;")
    line = _MARKDOWN.sub(r"\\\g<0>", line)
    line = _SCHEME.sub(r"\1\\:", line)
    line = _WWW.sub(r"\1\\.", line)
    line = _MENTION.sub("@&#8203;", _ISSUE.sub("#&#8203;", line))
    return _LINE_START.sub(_escape_start, line)


def _escape_start(match: re.Match[str]) -> str:
    marker = match[2]
    return match[1] + (marker[:-1] + "\\" + marker[-1] if marker[0].isdigit() else "\\" + marker)


_AUTHORITY = re.compile(r"[^/?#]+")
_WEB = re.compile(r"https?://[^\s<>\"'`()\[\]\\|^{}…]+", re.IGNORECASE)  # one that was shortened leads nowhere


def web_address(url: str) -> str:
    """The address if it is a plain http(s) one that can stand in text and attributes as it is, else "".

    A name of a host in other letters is given as the network knows it (`xn--…`): a Cyrillic letter that looks like a
    Latin one would else show another address than it leads to. None with a user before the host: it looks like one.
    """
    candidate = url.strip()
    if candidate != one_line(candidate) or not _WEB.fullmatch(candidate):
        return ""
    scheme, _, rest = candidate.partition("://")
    host = _AUTHORITY.match(rest)
    if host is None or "@" in host[0]:
        return ""
    try:
        named = host[0] if host[0].isascii() else host[0].encode("idna").decode()
    except UnicodeError:
        return ""
    return f"{scheme}://{named}{rest[host.end() :]}"


def markdown_link(text: str, url: str) -> str:
    """`[text](url)`; only the text when the address is neither a web address nor a plain relative path."""
    target = web_address(url) or _relative(url)
    return f"[{markdown(_shown(text, url, target))}]({target})" if target else markdown(text)


def html_link(text: str, url: str, style: str = "") -> str:
    """`<a href>` that hands over neither the opener nor the referrer; only the text for other addresses."""
    target = web_address(url) or _relative(url)
    if not target:
        return html(text)
    styled = f' style="{html(style)}"' if style else ""
    shown = html(_shown(text, url, target))
    return f'<a href="{html(target)}" rel="noopener noreferrer"{styled}>{shown}</a>'


def _shown(text: str, url: str, target: str) -> str:
    """The text of a link; where it begins like an address itself, the one that the link leads to."""
    return target if text == url or _LIKE_ADDRESS.match(one_line(text)) else text


def _relative(url: str) -> str:
    return url if _RELATIVE.fullmatch(url) else ""


_LIKE_ADDRESS = re.compile(r"\W{0,9}(?:[a-z][\w+.-]{1,15}:/|www\.)", re.IGNORECASE)
# A path, and the line of a text that a git host is to show.
_RELATIVE = re.compile(r"(?!//)(?:\.{0,2}/)?[A-Za-z0-9_-][A-Za-z0-9._/-]*(?:\?plain=1&display=source#L\d{1,9})?")
