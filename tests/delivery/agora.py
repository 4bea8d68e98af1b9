"""A platform of our own invention, and the announcement that its members should hear of.

Version 1 says that members' data in the EU train no AI. Version 2 announces that they will: by default, on the ground
of legitimate interest, from 3 November of next year, with a way to object.
"""

from __future__ import annotations

HOST = "www.agora.example"
PATH = "/help/ai"
URL = f"https://{HOST}{PATH}"
OPT_OUT = f"https://{HOST}/settings/privacy/ai"

_PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Agora and generative AI: your questions</title></head>
<body>
<header><nav><a href="/">Agora</a> <a href="/login?session={session}">Log in</a></nav></header>
<main>
<h1>Agora and generative AI: your questions</h1>
<p>Agora uses artificial intelligence to help members find people, jobs and discussions.
This page explains what that means for your data.</p>
{body}
<h2>Which AI features does Agora offer?</h2>
<p>Writing suggestions help you to draft a post or a message.
Search answers sum up what members have published.
You can use Agora without any of these features.</p>
<h2>Does Agora read my private messages?</h2>
<p>We do not use private messages to train AI models.
We do not use the data of members who are under 18 to train AI models.</p>
<h2>Whom can I ask?</h2>
<p>Write to our data protection officer at privacy@agora.example.</p>
</main>
<footer><p>Copyright Agora. {session}</p></footer>
</body>
</html>
"""

_BEFORE = """<h2>Does Agora train AI on my data?</h2>
<p>We do not use the data of members in the European Union to train AI models that generate content.</p>
"""

_AFTER = """<h2>Does Agora train AI on my data?</h2>
<p>Starting on 3 November {year}, we will use the data of members in the European Union, the European Economic Area
and Switzerland to train AI models that generate content.
This includes your profile, your posts, your contributions to groups and the questions that you put to our
AI features.
The setting is on by default.
We rely on our legitimate interest to process your data for this purpose.</p>
<h2>How can I object?</h2>
<p>You can opt out at any time in <a href="{opt_out}">Settings &gt; Privacy &gt; Data for AI improvement</a>.
Opting out does not undo training that has already taken place.</p>
"""


def before() -> bytes:
    """The page as it was."""
    return _PAGE.format(body=_BEFORE, session="4f21").encode()


def after(year: int) -> bytes:
    """The page with the announcement for 3 November of that year, and another session id in its frame."""
    return _PAGE.format(body=_AFTER.format(year=year, opt_out=OPT_OUT), session="9c07").encode()
