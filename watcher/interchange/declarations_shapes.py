"""The filters that are known, as JavaScript to be compared with; nothing here is run.

`$name` stands for any identifier, the same one each time, `$1` and `$2` for any text, `$R` for any regular
expression, `$T` for a text with a variable in it. Semicolons and the kind of quotes make no difference. A filter is
known when it is a sequence of these statements and of nothing else.
"""

from __future__ import annotations

SHAPES: tuple[tuple[str, str], ...] = (
    ("remove", "document.querySelectorAll($1).forEach($a => $a.remove())"),
    ("remove", "document.querySelectorAll($1).forEach($a => { $a.remove() })"),
    ("remove first", "document.querySelector($1).remove()"),
    ("unwrap", "document.querySelectorAll($1).forEach($a => $a.removeAttribute('href'))"),
    ("unwrap", "document.querySelectorAll($1).forEach($a => { $a.removeAttribute('href') })"),
    ("unwrap", "Array.from(document.querySelectorAll($1)).map($a => $a.removeAttribute('href'))"),
    ("unwrap", "Array.from(document.querySelectorAll($1)).forEach($a => $a.removeAttribute('href'))"),
    (
        "unwrap",
        """
        const $all = document.querySelectorAll($1)
        $all.forEach($a => { if ($a.hasAttribute('href')) { $a.removeAttribute('href') } })
        """,
    ),
    ("parameter by helper", "removeQueryParam(document, $1)"),
    (
        "parameter",
        """
        document.querySelectorAll('a').forEach($a => {
          const $all = new URLSearchParams($a.getAttribute('href'))
          $all.delete($1)
          $a.setAttribute('href', $all.toString())
        })
        """,
    ),
    (
        "parameter by pattern",
        "const $all = document.querySelectorAll('a') $all.forEach($a => { $a.href = $a.href.replace($R, '') })",
    ),
    (
        "rewrite",
        """
        const $old = $1
        const $new = $2
        document.querySelectorAll($T).forEach($a => { $a.href = $a.href.replace($old, $new) })
        """,
    ),
    (
        "redirect",
        r"""
        const $all = document.querySelectorAll($1)
        $all.forEach($a => {
          $a.href = decodeURIComponent($a.href.replace(/&h=\S*/, '').replace(/(\S*)\?u=(\S*)/, '$2'))
        })
        """,
    ),
    (
        "datetime",
        """
        [...document.querySelectorAll('time')].forEach($a =>
          $a.parentNode.replaceChild(document.createTextNode($a.getAttribute('datetime')), $a))
        """,
    ),
    (
        "no words",
        """
        document.querySelectorAll('a').forEach($a => {
          if ($a.firstElementChild && $a.childElementCount === 1
              && $a.firstElementChild.tagName.toLowerCase() === 'svg') { $a.remove() }
        })
        """,
    ),
    (
        "no words",
        """
        document.querySelectorAll('a').forEach($a => {
          if ($a.innerHTML === ' ' || $a.innerHTML === '<b> </b>') { $a.remove() }
        })
        """,
    ),
    (
        "no words",
        """
        const $all = document.querySelectorAll($1)
        $all.forEach($a => {
          const $up = $a.parentNode
          if ($up.tagName === 'A' && !$up.text) { $up.remove() }
        })
        """,
    ),
    ("white space", r"document.body.innerHTML = document.body.innerHTML.replace(/\u00A0/g, ' ')"),
    (
        "addresses",
        """
        [...document.querySelectorAll("a[href^='/cdn-cgi/l/email-protection']")].forEach($a => { $a.innerHTML = $1 })
        """,
    ),
    (
        "addresses",
        """
        [...document.querySelectorAll("a[href^='/cdn-cgi/l/email-protection']")].forEach($a => {
          $a.parentNode.innerHTML = $a.parentNode.innerHTML.replace($R, $1)
        })
        """,
    ),
)
"""What each statement does (see `declarations_filters`), and how it is written."""

HELPER = """
document.querySelectorAll('a').forEach($a => {
  const $href = $a.getAttribute('href')
  const $all = new URLSearchParams($href)
  if ($all.has($name)) { $all.delete($name) $a.setAttribute('href', $all.toString()) }
})
"""
"""What `removeQueryParam(document, name)` has to be where it is called."""
