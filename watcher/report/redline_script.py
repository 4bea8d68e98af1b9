"""The script of the redline: keys that go from change to change. Its hash stands in the page's policy: no other runs.

The page is complete without it. With it a box appears that switches the keys off (WCAG 2.2, criterion 2.1.4: people
who dictate set off single letters by accident).
"""

from __future__ import annotations

from typing import Final

_BEGIN, _END = b"\n<script>", b"</script>\n"

SCRIPT: Final = """
(()=>{const d=document,c=[...d.querySelectorAll(".no")],b=d.getElementById("keys");if(!b)return;b.hidden=false;
const y=e=>e.getBoundingClientRect().top;
d.addEventListener("keydown",e=>{const s={n:1,j:1,p:-1,k:-1}[e.key];
if(!s||!b.querySelector("input").checked||e.altKey||e.ctrlKey||e.metaKey)return;
let i=c.indexOf(d.activeElement);
if(i>=0)i+=s;else{i=c.findIndex(x=>y(x)>0);i=i<0?(s>0?0:-1):s>0?i:i-1}
const t=c[(i+c.length)%c.length];t.focus({preventScroll:true});t.scrollIntoView()})})()
"""


def without_script(page: bytes) -> bytes:
    """The same page without its script, as an attachment: mail filters hold back what could run."""
    head, found, rest = page.rpartition(_BEGIN)
    return head + b"\n" + rest.partition(_END)[2] if found else page
