// The filters of the first page: reads the changes year by year, newest first, until enough of them fit.
"use strict";

(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const names = ["platform", "topic", "direction", "severity", "since", "until"];
  const field = (name) => document.getElementById(name);
  const newest = document.getElementById("newest");
  const found = document.getElementById("found");
  const count = document.getElementById("count");
  const ranks = ["", "low", "medium", "high"];
  const page = 60;
  let turn = 0;

  const values = () => Object.fromEntries(names.map((name) => [name, field(name).value]));

  function fits(change, wanted, documents) {
    const day = change.t.slice(0, 10);
    return (
      (!wanted.platform || documents.get(change.d).platform === wanted.platform) &&
      (!wanted.topic || (change.p ?? []).includes(wanted.topic)) &&
      (!wanted.direction || change.w === wanted.direction) &&
      (!wanted.severity || ranks.indexOf(change.s ?? "") >= ranks.indexOf(wanted.severity)) &&
      (!wanted.since || day >= wanted.since) &&
      (!wanted.until || day <= wanted.until)
    );
  }

  async function all(wanted) {
    const years = form.dataset.years.split(" ").filter(Boolean).reverse();
    const inside = years.filter(
      (year) =>
        (!wanted.since || year >= wanted.since.slice(0, 4)) && (!wanted.until || year <= wanted.until.slice(0, 4)),
    );
    const documents = await watcher.documents();
    const parts = await Promise.all(inside.map((year) => watcher.load(`changes/${year}`, `data/${year}.js`)));
    return [parts.flat().filter((change) => fits(change, wanted, documents)), documents];
  }

  async function show() {
    const wanted = values();
    const mine = ++turn;
    watcher.remember(wanted);
    const active = names.some((name) => wanted[name]);
    newest.hidden = active;
    found.hidden = !active;
    if (!active) {
      count.textContent = "";
      found.replaceChildren();
      return;
    }
    count.textContent = watcher.say("reading");
    try {
      const [changes, documents] = await all(wanted);
      if (mine === turn) list(changes, documents);
    } catch (error) {
      if (mine === turn) count.textContent = error.message;
    }
  }

  function list(changes, documents) {
    const shown = changes.slice(0, page);
    const rest = changes.length > shown.length ? `, ${watcher.say("shown", { n: watcher.number(shown.length) })}` : "";
    count.textContent = changes.length ? watcher.count("found", changes.length) + rest : watcher.say("found_none");
    found.replaceChildren(watcher.rows(shown, documents));
    if (rest) {
      const more = watcher.element("button", { type: "button" }, watcher.say("more"));
      more.addEventListener("click", () => {
        const next = changes.slice(page);
        more.remove();
        count.textContent = watcher.count("found", changes.length);
        const rows = watcher.rows(next, documents);
        const first = rows.querySelector("a");
        found.append(rows);
        first?.focus();
      });
      found.append(more);
    }
  }

  const state = watcher.state();
  for (const name of names) field(name).value = state.get(name) ?? "";
  form.hidden = false;
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(show));
  show();
})();
