"""The style sheet of the redline. Its hash stands in the page's Content-Security-Policy: nothing else styles it."""

from typing import Final

STYLE: Final = """
:root{color-scheme:light dark;--ground:#fff;--ink:#1c2024;--soft:#5b6470;--line:#d5dae0;--panel:#f5f7f9;
--gone:#9f1d1d;--gone-ground:#fde3e1;--new:#0f5a2c;--new-ground:#d9f3e1;--weak:#b23a0a;--moved:#5b3fa6;--link:#0b57d0}
@media(prefers-color-scheme:dark){:root{--ground:#15181c;--ink:#e6e9ed;--soft:#a3adb9;--line:#39414b;--panel:#1d2127;
--gone:#ffb4ab;--gone-ground:#4a1c1a;--new:#9be8b4;--new-ground:#143a22;--weak:#ff9d6b;--moved:#c4b1ff;--link:#9ec1ff}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:46rem;padding:1rem;background:var(--ground);color:var(--ink);overflow-wrap:anywhere;
font:1rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
h1{font-size:1.5rem;line-height:1.25;margin:.2rem 0 .6rem}
h2{font-size:1.2rem;line-height:1.3;margin:2.2rem 0 .6rem;padding-top:1rem;border-top:1px solid var(--line)}
h3,h4,h5,h6{font-size:1.02rem;line-height:1.35;margin:1.4rem 0 .4rem}
p{margin:0 0 .7rem}
a{color:var(--link)}
.eyebrow,.small{color:var(--soft);font-size:.88rem;margin-bottom:.3rem}
.weight{font-weight:700;margin:.9rem 0 .3rem}
.weight.weaker{color:var(--weak)}
.weight.stronger{color:var(--new)}
.act{font-weight:700;margin:.9rem 0 .3rem}
.delta{margin:0;padding-left:1.2rem}
article{border:1px solid var(--line);border-left:.3rem solid var(--line);border-radius:.4rem;background:var(--panel);
padding:.9rem 1rem .3rem;margin:0 0 1rem}
article.weaker{border-left-color:var(--weak)}
article.stronger{border-left-color:var(--new)}
article h3{margin-top:0}
blockquote{margin:0 0 .7rem;padding:.1rem 0 .1rem .8rem;border-left:3px solid var(--line)}
blockquote b{display:block;font-size:.85rem;color:var(--soft)}
blockquote.old{border-left-color:var(--gone)}
blockquote.new{border-left-color:var(--new)}
del,ins{border-radius:.15rem;padding:0 .1rem}
del{background:var(--gone-ground);color:var(--gone);text-decoration:line-through}
ins{background:var(--new-ground);color:var(--new);text-decoration:underline;text-underline-offset:.15em}
.moved{border-left:3px double var(--moved);padding-left:.5rem;display:inline-block}
.moved small{color:var(--moved);font-weight:600;display:block}
.text ul{margin:0 0 .7rem;padding-left:1.3rem}
.text li.d1{margin-left:1.2rem}
.text li.d2{margin-left:2.4rem}
.text li.d3,.text li.d4{margin-left:3.6rem}
.scroll{overflow-x:auto;margin:0 0 .7rem}
table{border-collapse:collapse;font-size:.92rem}
td{border:1px solid var(--line);padding:.3rem .5rem;vertical-align:top;min-width:7rem}
details{border:1px dashed var(--line);border-radius:.4rem;margin:.7rem 0;padding:.2rem .8rem}
details[open]{padding-bottom:.4rem}
summary{cursor:pointer;color:var(--soft);font-size:.9rem;padding:.3rem 0}
.form{margin-top:2.2rem}
.form ul{padding-left:1.2rem}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-100rem}
.skip:focus{position:static;left:0}
@media print{:root{color-scheme:light;--ground:#fff;--ink:#000;--soft:#444;--line:#999;--panel:#fff;--gone:#7a1212;
--gone-ground:#fff;--new:#0b4020;--new-ground:#fff}body{max-width:none;padding:0}article{break-inside:avoid}
.skip{display:none}a[href^="http"]::after{content:" (" attr(href) ")"}}
"""
