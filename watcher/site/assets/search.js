// Search: loads the parts of the index that hold the words of a query, and the texts of the documents that it shows.
"use strict";

(() => {
  const form = document.getElementById("search");
  const query = document.getElementById("query");
  const status = document.getElementById("status");
  const results = document.getElementById("results");
  const element = watcher.element;
  const WORD = /[\p{L}\p{N}]{2,40}/gu;
  const page = 10; // documents whose sentences are shown at once
  const most = 5; // sentences of one document
  let turn = 0;

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const wordsOf = (text) => [...new Set(plain(text).match(WORD) ?? [])];
  const shard = (word) =>
    [...word]
      .slice(0, 2)
      .map((char) => (char.codePointAt(0) < 128 ? char : `u${char.codePointAt(0).toString(16)}`))
      .join("");

  // What has a word that begins so: documents with how often, and findings.
  async function having(word, shards) {
    const documents = new Map();
    const findings = new Set();
    const name = shard(word);
    const held = shards.has(name) ? await watcher.load(`search/${name}`, `search/${name}.js`) : {};
    for (const [known, [places, found]] of Object.entries(held)) {
      if (!known.startsWith(word)) continue;
      for (let at = 0; at < places.length; at += 2) {
        documents.set(places[at], (documents.get(places[at]) ?? 0) + places[at + 1]);
      }
      found.forEach((number) => findings.add(number));
    }
    return { documents, findings };
  }

  async function search() {
    const mine = ++turn;
    const wanted = wordsOf(query.value);
    watcher.remember({ q: query.value.trim() });
    results.replaceChildren();
    if (!wanted.length) {
      status.textContent = query.value.trim() ? watcher.say("too_short") : "";
      return;
    }
    status.textContent = watcher.say("reading");
    try {
      const [{ rows, shards }, documents] = await Promise.all([
        watcher.load("findings", "data/findings.js"),
        watcher.documents(),
      ]);
      const names = new Set(shards);
      const parts = await Promise.all(wanted.map((word) => having(word, names)));
      const [first, ...others] = parts;
      const hits = [...first.documents]
        .filter(([number]) => documents.has(number) && others.every((part) => part.documents.has(number)))
        .map(([number, times]) => [number, others.reduce((sum, part) => sum + part.documents.get(number), times)])
        .sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      const findings = [...first.findings]
        .filter((number) => others.every((part) => part.findings.has(number)))
        .map((number) => rows[number])
        .sort((a, b) => (a.t < b.t ? 1 : -1));
      if (mine === turn) show(hits, findings, documents, wanted);
    } catch (error) {
      if (mine === turn) status.textContent = error.message;
    }
  }

  function show(hits, findings, documents, wanted) {
    const counts = [];
    if (hits.length) counts.push(watcher.count("hits", hits.length));
    if (findings.length) counts.push(watcher.count("findings", findings.length));
    status.textContent = counts.join(" · ") || watcher.say("hits_none");
    if (findings.length) {
      results.append(element("h2", {}, watcher.say("findings")), limited(findings, documents));
    }
    if (hits.length) {
      results.append(element("h2", {}, watcher.say("documents")));
      more(hits, documents, wanted, 0);
    }
  }

  function limited(findings, documents) {
    const parts = element("div", {}, watcher.rows(findings.slice(0, page), documents, "h3"));
    if (findings.length > page) {
      const button = element("button", { type: "button" }, watcher.say("more"));
      button.addEventListener("click", () => {
        button.remove();
        const rest = watcher.rows(findings.slice(page), documents, "h3");
        const first = rest.querySelector("a");
        parts.append(rest);
        first?.focus();
      });
      parts.append(button);
    }
    return parts;
  }

  function more(hits, documents, wanted, from) {
    let first = null;
    for (const [number] of hits.slice(from, from + page)) {
      const target = documents.get(number);
      const name = element("a", { href: `${target.folder}index.html` }, `${target.platform} · ${target.title}`);
      const list = element("ul", { class: "hits" });
      first ??= name;
      results.append(element("h3", {}, name), list);
      sentences(target, wanted, list);
    }
    if (from) first?.focus();
    if (hits.length > from + page) {
      const button = element("button", { type: "button" }, watcher.say("more"));
      button.addEventListener("click", () => {
        button.remove();
        more(hits, documents, wanted, from + page);
      });
      results.append(button);
    }
  }

  // The sentences of a document that have most of the words, in the order of the text.
  async function sentences(target, wanted, list) {
    try {
      const data = await watcher.load(`versions/${target.id}`, `documents/${target.id}/versions.js`);
      const runs = data.versions.at(-1).l;
      const found = [];
      let place = 0;
      for (let at = 0; at < runs.length; at += 2) {
        for (let step = 0; step < runs[at + 1]; step++, place++) {
          const text = data.lines[runs[at] + step][1];
          const here = wordsOf(text);
          const score = wanted.filter((word) => here.some((known) => known.startsWith(word))).length;
          if (score) found.push({ score, line: data.at[place], text });
        }
      }
      const best = Math.max(0, ...found.map((hit) => hit.score));
      for (const { line, text } of found.filter((hit) => hit.score === best).slice(0, most)) {
        const link = element("a", { href: `${target.folder}text.html#L${line}`, dir: "auto" });
        link.append(...highlighted(text, wanted));
        list.append(element("li", {}, link));
      }
    } catch (error) {
      list.append(element("li", {}, error.message));
    }
  }

  function highlighted(text, wanted) {
    const parts = [];
    let at = 0;
    for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
      const word = plain(match[0]);
      if (wanted.some((start) => word.startsWith(start))) {
        parts.push(text.slice(at, match.index), element("mark", {}, match[0]));
        at = match.index + match[0].length;
      }
    }
    return [...parts, text.slice(at)];
  }

  document.getElementById("plain").hidden = true;
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
  const asked = watcher.state().get("q");
  if (asked) {
    query.value = asked;
    search();
  }
})();
