"""Which addresses belong to the site of a page, so that the browser may ask them for scripts and data. Pure.

There is no list of public suffixes here, which would have to be kept up to date. The rule is a short one that, where
it does not know better, takes the site for smaller than it is: what it then refuses can be named in `render_hosts`.
"""

from __future__ import annotations

from watcher.capture.guard import literal_address

# Names under which strangers live side by side: each has a site of its own there.
_SHARED = frozenset(
    "amazonaws.com appspot.com azureedge.net azurewebsites.net blogspot.com cloudfront.net fastly.net firebaseapp.com"
    " github.io gitlab.io herokuapp.com myshopify.com netlify.app pages.dev r2.dev vercel.app web.app windows.net"
    " wordpress.com workers.dev".split()
)
_SHORT = 3  # letters: `co.uk`, `com.br`, `gov.au`, `ac.at` are where names begin, not names


def site_of(host: str) -> str:
    """The part of a host name that its owner registered: `example.com` of `www.example.com`, `example.co.uk`.

    The last two labels; three when the last has two letters and the one before at most three, and under names that
    are known to be shared. An address in digits is a site of its own.
    """
    name = host.rstrip(".").lower()
    labels = name.split(".")
    if literal_address(name) is not None or len(labels) <= 2:
        return name
    second_level = len(labels[-1]) == 2 and len(labels[-2]) <= _SHORT
    count = 3 if second_level or ".".join(labels[-2:]) in _SHARED else 2
    return ".".join(labels[-count:])


def belongs(host: str, page: str, allowed: tuple[str, ...]) -> bool:
    """Whether `host` is of the same site as the page's host, or one of `allowed` or a subdomain of it."""
    name = host.rstrip(".").lower()
    if site_of(name) == site_of(page):
        return True
    return any(name == other or name.endswith(f".{other}") for other in allowed)
