// Compares any two stored versions of a document, sentence by sentence and word by word.
//
//     versions (numbers of sentences) -> longest common subsequence -> gaps -> pairs of like sentences -> their words
//
// Law: what is equal or removed, in order, is the old text; what is equal or added is the new one. Sentences are the
// same when their letters are the same; the common subsequence is a longest one, so nothing is marked that need not be.
"use strict";

(() => {
  const TOKENS = /[\p{L}\p{N}\p{M}]+|\s+|[^\p{L}\p{N}\p{M}\s]/gu;
  const MOST_PAIRS = 40_000; // of sentences that are measured against each other in one gap
  const MOST_STEPS = 4_000_000; // of one comparison of words; longer sentences count as replaced
  const LIKE = 0.4; // the share of words that two sentences have in common to be shown as one
  const FOLD = 6; // unchanged sentences in a row that are folded away
  const NEAR = 2; // of them stay in view on both sides

  // A longest common subsequence of two lists, as pairs of positions (Hunt and Szymanski).
  function common(old, now) {
    let start = 0;
    let oldEnd = old.length;
    let newEnd = now.length;
    while (start < oldEnd && start < newEnd && old[start] === now[start]) start++;
    while (oldEnd > start && newEnd > start && old[oldEnd - 1] === now[newEnd - 1]) {
      oldEnd--;
      newEnd--;
    }
    const places = new Map();
    for (let at = newEnd - 1; at >= start; at--) {
      const list = places.get(now[at]);
      if (list) list.push(at);
      else places.set(now[at], [at]);
    }
    const ends = []; // ends[k]: where the shortest way to k + 1 pairs ends
    const chains = [];
    for (let at = start; at < oldEnd; at++) {
      for (const place of places.get(old[at]) ?? []) {
        let low = 0;
        let high = ends.length;
        while (low < high) {
          const middle = (low + high) >> 1;
          if (ends[middle] < place) low = middle + 1;
          else high = middle;
        }
        if (ends[low] === place) continue;
        ends[low] = place;
        chains[low] = { at, place, before: low ? chains[low - 1] : null };
      }
    }
    const found = [];
    for (let chain = chains[ends.length - 1] ?? null; chain; chain = chain.before) found.push([chain.at, chain.place]);
    found.reverse();
    const head = Array.from({ length: start }, (_, at) => [at, at]);
    const tail = Array.from({ length: old.length - oldEnd }, (_, at) => [oldEnd + at, newEnd + at]);
    return [...head, ...found, ...tail];
  }

  // Edits in reading order: {op: "equal" | "delete" | "insert", items}.
  function edits(old, now) {
    const found = [];
    const add = (op, items) => items.length && found.push({ op, items });
    let before = 0;
    let after = 0;
    for (const [at, place] of [...common(old, now), [old.length, now.length]]) {
      add("delete", old.slice(before, at));
      add("insert", now.slice(after, place));
      if (at < old.length) {
        const last = found.at(-1);
        if (last?.op === "equal") last.items.push(old[at]);
        else add("equal", [old[at]]);
      }
      before = at + 1;
      after = place + 1;
    }
    return found;
  }

  const tokens = (text) => text.match(TOKENS) ?? [];

  // Spans of words that turn one sentence into the other; a lone space between two edits belongs to them.
  function words(old, now) {
    const left = tokens(old);
    const right = tokens(now);
    if (left.length * right.length > MOST_STEPS) {
      return [{ op: "delete", text: old }, { op: "insert", text: now }].filter((span) => span.text);
    }
    const spans = [];
    let gone = "";
    let come = "";
    const close = () => {
      if (gone) spans.push({ op: "delete", text: gone });
      if (come) spans.push({ op: "insert", text: come });
      gone = come = "";
    };
    const found = edits(left, right);
    found.forEach(({ op, items }, number) => {
      const text = items.join("");
      if (op === "delete") gone += text;
      else if (op === "insert") come += text;
      else if ((gone || come) && number < found.length - 1 && !text.trim()) {
        gone += text;
        come += text;
      } else {
        close();
        spans.push({ op: "equal", text });
      }
    });
    close();
    return spans;
  }

  const bag = (text) => {
    const counts = new Map();
    for (const token of tokens(text.toLowerCase())) {
      if (/[\p{L}\p{N}]/u.test(token)) counts.set(token, (counts.get(token) ?? 0) + 1);
    }
    return counts;
  };

  // The share of words that two sentences have in common, 0 to 1.
  function likeness(one, other) {
    let shared = 0;
    let size = 0;
    for (const [word, count] of one) {
      shared += Math.min(count, other.get(word) ?? 0);
      size += count;
    }
    for (const count of other.values()) size += count;
    return size ? (2 * shared) / size : 0;
  }

  // Which removed and added sentences of a gap belong together: in order, with as much in common as possible.
  function pairs(gone, come, texts) {
    if (!gone.length || !come.length || gone.length * come.length > MOST_PAIRS) return [];
    const bags = [gone, come].map((side) => side.map((number) => bag(texts(number))));
    const best = Array.from({ length: gone.length + 1 }, () => new Float64Array(come.length + 1));
    const like = (i, j) => {
      const share = likeness(bags[0][i], bags[1][j]);
      return share >= LIKE ? share : 0;
    };
    const shares = gone.map((_, i) => Float64Array.from(come, (_, j) => like(i, j)));
    for (let i = gone.length - 1; i >= 0; i--) {
      for (let j = come.length - 1; j >= 0; j--) {
        const paired = shares[i][j] ? shares[i][j] + best[i + 1][j + 1] : 0;
        best[i][j] = Math.max(best[i + 1][j], best[i][j + 1], paired);
      }
    }
    const found = [];
    for (let i = 0, j = 0; i < gone.length && j < come.length; ) {
      if (shares[i][j] && best[i][j] === shares[i][j] + best[i + 1][j + 1]) found.push([i++, j++]);
      else if (best[i][j] === best[i + 1][j]) i++;
      else j++;
    }
    return found;
  }

  // The whole comparison: {kind: "equal" | "removed" | "added" | "modified", old, new, moved}.
  function compare(old, now, texts) {
    const found = [];
    let gone = [];
    let come = [];
    const close = () => {
      let i = 0;
      let j = 0;
      for (const [left, right] of [...pairs(gone, come, texts), [gone.length, come.length]]) {
        while (i < left) found.push({ kind: "removed", old: gone[i++] });
        while (j < right) found.push({ kind: "added", new: come[j++] });
        if (left < gone.length) found.push({ kind: "modified", old: gone[i++], new: come[j++] });
      }
      gone = [];
      come = [];
    };
    for (const { op, items } of edits(old, now)) {
      if (op === "delete") gone = gone.concat(items);
      else if (op === "insert") come = come.concat(items);
      else {
        close();
        for (const item of items) found.push({ kind: "equal", old: item, new: item });
      }
    }
    close();
    return moved(found);
  }

  // A sentence that is removed in one place and added in another one was moved.
  function moved(found) {
    const away = new Map();
    for (const entry of found) {
      if (entry.kind === "removed") away.set(entry.old, [...(away.get(entry.old) ?? []), entry]);
    }
    for (const entry of found) {
      const from = entry.kind === "added" ? away.get(entry.new)?.shift() : undefined;
      if (from) entry.moved = from.moved = true;
    }
    return found;
  }

  watcher.compare = { edits, words, compare };

  const form = document.getElementById("comparison");
  if (!form) return;

  const element = watcher.element;
  const field = (name) => document.getElementById(name);
  const status = field("status");
  const difference = field("difference");
  const folder = form.dataset.document;

  const runs = (list) => {
    const numbers = [];
    for (let at = 0; at < list.length; at += 2) {
      for (let step = 0; step < list[at + 1]; step++) numbers.push(list[at] + step);
    }
    return numbers;
  };

  const hidden = (text) => element("span", { class: "h", lang: watcher.language }, text);

  const marked = (name, key, text) =>
    text.trim() ? element(name, {}, hidden(`[${watcher.say(key)} `), text, hidden("]")) : text;

  function sentence(entry, lines) {
    const number = entry.new ?? entry.old;
    const [mark, text] = lines[number];
    const shown = element("p", { class: `m-${mark}${entry.moved ? " moved" : ""}`, dir: "auto" });
    if (entry.moved) {
      const key = entry.kind === "added" ? "moved" : "moved_away";
      shown.append(element("small", { lang: watcher.language }, watcher.say(key)), " ");
    }
    if (entry.kind === "equal" || (entry.moved && entry.kind === "added")) shown.append(text);
    else if (entry.kind === "removed") shown.append(marked("del", "deleted", text));
    else if (entry.kind === "added") shown.append(marked("ins", "inserted", text));
    else {
      for (const span of words(lines[entry.old][1], text)) {
        if (span.op === "equal") shown.append(span.text);
        else shown.append(marked(...(span.op === "delete" ? ["del", "deleted"] : ["ins", "inserted"]), span.text));
      }
    }
    return shown;
  }

  function render(found, lines) {
    const parts = document.createDocumentFragment();
    let at = 0;
    while (at < found.length) {
      let end = at;
      while (end < found.length && found[end].kind === "equal") end++;
      const first = at === 0 ? at : at + NEAR;
      const last = end === found.length ? end : end - NEAR;
      if (last - first >= FOLD) {
        const summary = element("summary", { lang: watcher.language }, watcher.count("unchanged", last - first));
        const fold = element("details", {}, summary);
        for (const entry of found.slice(first, last)) fold.append(sentence(entry, lines));
        parts.append(...found.slice(at, first).map((entry) => sentence(entry, lines)), fold);
        parts.append(...found.slice(last, end).map((entry) => sentence(entry, lines)));
      } else {
        parts.append(...found.slice(at, end).map((entry) => sentence(entry, lines)));
      }
      if (end < found.length) parts.append(sentence(found[end], lines));
      at = end + 1;
    }
    return parts;
  }

  async function show() {
    let [old, now] = [field("old").value, field("new").value];
    difference.replaceChildren();
    if (old === now) {
      status.textContent = watcher.say("choose");
      return;
    }
    status.textContent = watcher.say("reading");
    try {
      const data = await watcher.load(`versions/${folder}`, `documents/${folder}/versions.js`);
      const order = data.versions.map((version) => version.c);
      const turned = order.indexOf(old) > order.indexOf(now);
      if (turned) {
        [old, now] = [now, old];
        field("old").value = old;
        field("new").value = now;
      }
      watcher.remember({ old, new: now });
      field("command").textContent = `watcher diff ${folder} ${old} ${now}`;
      const [left, right] = [old, now].map((name) => runs(data.versions[order.indexOf(name)].l));
      const found = compare(left, right, (number) => data.lines[number][1]);
      const number = (kind) => watcher.number(found.filter((entry) => entry.kind === kind && !entry.moved).length);
      const counts = { added: number("added"), removed: number("removed"), modified: number("modified") };
      counts.moved = watcher.number(found.filter((entry) => entry.kind === "added" && entry.moved).length);
      const same = found.every((entry) => entry.kind === "equal");
      const said = watcher.say(same ? "same" : "counts", counts);
      status.textContent = turned ? `${watcher.say("reverse")} ${said}` : said;
      difference.replaceChildren(render(found, data.lines));
    } catch (error) {
      status.textContent = error.message;
    }
  }

  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  const state = watcher.state();
  if (state.get("old") && state.get("new")) {
    field("old").value = state.get("old");
    field("new").value = state.get("new");
    if (field("old").value && field("new").value) show().then(() => field("compare").scrollIntoView());
  }
})();
