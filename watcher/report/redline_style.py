"""The style sheet of the redline. Its hash stands in the page's Content-Security-Policy: nothing else styles it.

Two views of the same elements: `#inline` hides the old cells, `#side` puts old and new beside each other. A note
stands before its sentence in the file, so that it can float into the margin on the sentence's first line; where there
is no room for a margin it is put below the sentence.
"""

from typing import Final

from watcher.report.page_style import BASE, COLOURS

_PAGE: Final = """
body{max-width:70rem;margin:0 auto;padding:1rem}
header,.lead{max-width:48rem}
h1{font-size:1.55rem;line-height:1.25;margin:.2rem 0 .6rem}
h2{font-size:1.2rem;margin:2rem 0 .5rem}
h3,h4,h5,h6{font-size:1.02rem;margin:1.4rem 0 .4rem}
p{margin:0 0 .6rem}
header .small{margin:.2rem 0}
.cards{display:flex;flex-wrap:wrap;gap:1rem;margin:1.2rem 0}
.cards section{flex:1 1 19rem;border:1px solid var(--line);border-radius:.5rem;background:var(--panel);
padding:.8rem 1rem}
.cards h2{font-size:1rem;margin:0 0 .4rem}
.cards ul{margin:0;padding-left:1.1rem}
.list{padding-left:1.6rem}
.list li{margin:0 0 .6rem}
.list a{display:inline-block;min-height:1.5rem}
#keys,summary{min-height:1.5rem}
#inline,#side{position:absolute;opacity:0}
.pick{display:inline-block;min-height:1.8rem;padding:.15rem .8rem;border:1px solid var(--edge);cursor:pointer;
margin-bottom:.8rem}
.pick.one{border-radius:.4rem 0 0 .4rem}
.pick.two{border-radius:0 .4rem .4rem 0;border-left:0}
#inline:checked~.pick.one,#side:checked~.pick.two{background:var(--ink);color:var(--ground);font-weight:650;
text-decoration:underline}
#inline:focus-visible~.pick.one,#side:focus-visible~.pick.two{outline:3px solid var(--link);outline-offset:2px}
#keys{display:block;margin-bottom:.8rem}
#keys[hidden]{display:none}
"""
_TEXT: Final = """
.text{display:flow-root;position:relative;padding-left:2.4rem;border-top:1px solid var(--line);padding-top:1rem}
.text ul{margin:0 0 .6rem;padding-left:1.3rem}
.d1{margin-left:1.2rem}.d2{margin-left:2.4rem}.d3,.d4{margin-left:3.6rem}
.x{color:var(--soft)}
h3.x,h4.x,h5.x,h6.x{color:var(--ink)}
.r{margin:0 0 .6rem}
.r h3,.r h4,.r h5,.r h6,.hd{margin:1.2rem 0 .3rem;font-size:1.02rem;font-weight:700}
.no{position:absolute;left:0;min-width:1.7rem;min-height:1.5rem;text-align:center;font-size:.82rem;line-height:1.5rem;
border:1px solid var(--line);border-radius:.3rem;text-decoration:none;background:var(--panel);scroll-margin:7rem}
.no:focus,.r:target>.no{background:var(--link);color:var(--ground);outline-offset:2px}
.r,.note,.moved,.away{scroll-margin:9rem}
del,ins{border-radius:.15rem;padding:0 .1rem;-webkit-box-decoration-break:clone;box-decoration-break:clone}
del{background:var(--gone-ground);color:var(--gone);text-decoration:line-through}
ins{background:var(--new-ground);color:var(--new);text-decoration:underline;text-underline-offset:.15em}
.moved,.away{background:var(--moved-ground);border-left:3px double var(--moved);padding:0 .2rem 0 .4rem}
.moved small,.away small{color:var(--moved);font-weight:650}
.moved small a,.away small a{color:inherit}
.away{border-left-style:dashed;color:var(--moved)}
:target.moved,:target.away,.note:target{outline:3px solid var(--link);outline-offset:2px}
.cut{color:var(--soft);font-size:.88rem}
.see{font-size:.85rem;white-space:nowrap}
.fold{margin:.9rem 0;color:var(--soft);font-size:.9rem;text-align:center;
border-block:1px dashed var(--line)}
details{border:1px dashed var(--line);border-radius:.4rem;margin:.7rem 0;padding:.2rem .8rem}
details.fold{text-align:left}
summary{cursor:pointer;color:var(--soft);padding:.2rem 0}
.form ul{padding-left:1.2rem}
.scroll{position:relative;overflow-x:auto;margin:0 0 .6rem}
table{border-collapse:collapse;font-size:.92rem}
td .no{position:static;display:inline-block}
td{border:1px solid var(--line);padding:.3rem .5rem;vertical-align:top;min-width:7rem}
.hit{display:flex;flex-direction:column}
.hit .note{order:1}
.q{border-left:.25rem solid var(--edge);padding-left:.6rem;margin:.2rem 0}
.weaker>.q{border-color:var(--weaker)}.stronger>.q{border-color:var(--stronger)}.mixed>.q{border-color:var(--mixed)}
.note{margin:.4rem 0 1rem;padding:.5rem .8rem .2rem;border:1px solid var(--line);border-left:.3rem solid var(--edge);
border-radius:.4rem;background:var(--panel);font-size:.9rem;line-height:1.5}
.note.weaker{border-left-color:var(--weaker)}.note.stronger{border-left-color:var(--stronger)}
.note.mixed{border-left-color:var(--mixed)}
.note p{margin:0 0 .4rem}
.weaker .kind b{color:var(--weaker)}.stronger .kind b{color:var(--stronger)}.mixed .kind b{color:var(--mixed)}
blockquote{margin:0 0 .5rem;padding-left:.7rem;border-left:3px solid var(--gone)}
blockquote.insert{border-left-color:var(--new)}
blockquote b{display:block}
footer{margin-top:2rem;border-top:1px solid var(--line);padding-top:.6rem}
"""
_VIEWS: Final = """
#inline:checked~.text .old,#inline:checked~.text .heads{display:none}
#side:checked~.text .new del,#side:checked~.text .new .cut{display:none}
#side:checked~.text .heads{position:sticky;top:0;background:var(--ground);padding:.2rem 0;z-index:1}
#side:checked~.text .new .away{visibility:hidden;position:absolute}
#side:checked~.text .old,#side:checked~.text .was{border-left:3px dashed var(--gone);padding-left:.6rem}
#side:checked~.text .new{border-left:3px solid var(--new);padding-left:.6rem}
@media screen and (max-width:44rem){.text{padding-left:0}
.no,td .no{position:static;float:right;margin:0 0 .2rem .5rem}
.heads{display:none}}
@media (min-width:44rem){#side:checked~.text :is(.r,.heads):not(tr){display:grid;gap:0 1.2rem;
grid-template-columns:minmax(0,1fr) minmax(0,1fr)}
#side:checked~.text :is(.old,.was){grid-column:1}
#side:checked~.text .new{grid-column:2}}
@media screen and (min-width:76rem){body:has(#side:checked){max-width:90rem}.text{padding-right:20.5rem}
.hit{display:block}.note{float:right;clear:right;width:19rem;margin:0 -20.5rem 1rem 0}
#side:checked~.text .was .hit{display:flex}}
@media print{body{max-width:none;padding:0;font-size:10.5pt}.pick,#keys,.no{display:none}.text{padding-left:0}
.note,.cards section,tr{break-inside:avoid}h1,h2,h3,h4,h5,h6,.kind{break-after:avoid}.x{color:var(--ink)}
header a[href^="http"]::after{content:" (" attr(href) ")"}ins,del{border-bottom:1px dotted}
.more::details-content{content-visibility:visible;block-size:auto}}
"""

STYLE: Final = f"\n{COLOURS}{BASE}{_PAGE}{_TEXT}{_VIEWS}"
