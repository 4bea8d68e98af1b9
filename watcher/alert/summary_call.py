"""One question to an OpenAI-compatible service (`POST …/chat/completions`), with bounds on everything.

It follows no redirect (the key would go along) and reads no compressed answer (a bomb is small until it is unpacked).
Its reasons hold neither the key nor a word of the answer: some services repeat both.
"""

from __future__ import annotations

import asyncio
import ssl
from pathlib import Path

import httpx

from watcher.alert.summary_answer import NoSummary, content_of, tidy
from watcher.alert.summary_prompt import Tongue, data_of, instructions
from watcher.config import Summary
from watcher.model import Alert

LARGEST_ANSWER = 256_000  # bytes; two sentences need a thousandth


async def ask(model: Summary, alert: Alert, language: Tongue, user_agent: str, ca_file: Path | None = None) -> str:
    """The summary of that alert in one or two sentences, within `model.timeout` in all; "" when it tells no news.

    `ca_file`: authorities to trust besides the system's. Raises NoSummary, whatever the service does.
    """
    data = data_of(alert, language, model.max_input)
    if not data:
        return ""
    question = {
        "model": model.model,
        "messages": [{"role": "system", "content": instructions(language)}, {"role": "user", "content": data}],
        "temperature": 0,
        "max_tokens": model.max_tokens,
        "stream": False,
    }
    headers = {"User-Agent": user_agent, "Accept": "application/json", "Accept-Encoding": "identity"}
    if model.key is not None:
        headers["Authorization"] = f"Bearer {model.key.reveal()}"
    seconds = model.timeout.total_seconds()
    try:
        async with asyncio.timeout(seconds):
            body = await _post(f"{model.url}/chat/completions", question, headers, ca_file)
    except TimeoutError:
        raise NoSummary(f"no answer within {seconds:g} s", resting=True) from None
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        raise NoSummary(f"it could not be asked: {type(error).__name__}", resting=True) from None
    return tidy(content_of(body), data, (alert.target.platform, alert.target.title))


async def _post(url: str, question: dict[str, object], headers: dict[str, str], ca_file: Path | None) -> bytes:
    """The body of a good answer. `asyncio.timeout` keeps the time: httpx knows none for the whole."""
    secure = url.lower().startswith("https://")
    # Without TLS it is a service of one's own network: no proxy of the environment gets to see the key.
    client = httpx.AsyncClient(verify=_trust(ca_file, secure=secure), timeout=None, trust_env=secure)  # noqa: S113
    async with client, client.stream("POST", url, json=question, headers=headers) as answer:
        if answer.status_code != httpx.codes.OK:
            raise NoSummary(f"the answer is {answer.status_code}", resting=True)
        kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if kind != "application/json":
            raise NoSummary("the answer is no JSON by its Content-Type", resting=True)
        if answer.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
            raise NoSummary("the answer is compressed although that was not asked for", resting=True)
        body = bytearray()
        async for part in answer.aiter_raw():
            body += part
            if len(body) > LARGEST_ANSWER:
                raise NoSummary(f"the answer is larger than {LARGEST_ANSWER // 1000} kB", resting=True)
        return bytes(body)


def _trust(ca_file: Path | None, *, secure: bool) -> ssl.SSLContext:
    if not secure:
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # trusts nobody; reading the system's list takes its time
    context = ssl.create_default_context()
    if ca_file is not None:
        context.load_verify_locations(cafile=ca_file)
    return context
