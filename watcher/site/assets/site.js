// What the scripts of all pages share: reading data, building elements from text, words in the page's language.
// Page text only ever becomes text nodes.
"use strict";

(() => {
  const main = document.getElementById("main");
  const waiting = new Map();

  watcher.root = main.dataset.root;

  // Data files call this with what they hold.
  watcher.put = (name, data) => {
    waiting.get(name)?.resolve(data);
  };

  // The data of a file, read once. It is a script, because a page that was opened from a disk may read nothing else.
  watcher.load = (name, file) => {
    if (!waiting.has(name)) {
      const entry = Promise.withResolvers ? Promise.withResolvers() : deferred();
      waiting.set(name, entry);
      const script = document.createElement("script");
      script.src = watcher.root + file;
      script.onerror = () => {
        waiting.delete(name);
        entry.reject(new Error(watcher.say("failed", { file })));
      };
      document.head.append(script);
    }
    return waiting.get(name).promise;
  };

  function deferred() {
    const entry = {};
    entry.promise = new Promise((resolve, reject) => Object.assign(entry, { resolve, reject }));
    return entry;
  }

  watcher.say = (key, slots = {}) =>
    (watcher.words[key] ?? key).replace(/\{(\w+)\}/g, (whole, slot) => String(slots[slot] ?? whole));

  watcher.count = (key, n) => watcher.say(n === 1 ? `${key}_one` : `${key}_many`, { n: watcher.number(n) });

  watcher.number = (n) => n.toLocaleString(watcher.language);

  // An element with attributes and children; strings become text.
  watcher.element = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value) element.setAttribute(key, value);
    }
    element.append(...children.filter((child) => child !== ""));
    return element;
  };

  // All documents by their numbers: {id, platform, title, folder}.
  watcher.documents = async () => {
    const rows = await watcher.load("documents", "data/documents.js");
    return new Map(
      rows.map(([number, id, platform, title]) => [
        number,
        { number, id, platform, title, folder: `${watcher.root}documents/${id}/` },
      ]),
    );
  };

  watcher.date = (iso) => {
    const [year, month, day] = iso.slice(0, 10).split("-").map(Number);
    const first = watcher.language === "fr" && day === 1 ? "1er" : day;
    return `${first} ${watcher.words.months_short.split(" ")[month - 1]} ${year}`;
  };

  watcher.month = (name) => `${watcher.words.months.split(" ")[Number(name.slice(5, 7)) - 1]} ${name.slice(0, 4)}`;

  // One change as an item of a list, as watcher/site/timeline.py builds it.
  watcher.row = (change, documents) => {
    const element = watcher.element;
    const target = documents.get(change.d);
    const name = element("a", { href: `${target.folder}index.html` }, `${target.platform} · ${target.title}`);
    const said = change.r ? element("a", { href: `${target.folder}${change.r}.html` }, change.h) : change.h;
    const item = element(
      "li",
      { class: change.w || "quiet" },
      element("p", { class: "small" }, element("time", { datetime: change.t }, watcher.date(change.t)), " · ", name),
      element("p", { class: "said" }, said),
    );
    if (change.s) {
      const severity = watcher.say("severity", { severity: watcher.say(`severity.${change.s}`) });
      const topics = (change.p ?? []).map((topic) => ` · ${watcher.say(`topic.${topic}`).replace(/^topic\./, "")}`);
      const chip = element("span", { class: `chip ${change.w}` }, watcher.say(`direction.${change.w}`));
      item.append(element("p", { class: "small" }, chip, ` ${severity}`, ...topics));
    }
    return item;
  };

  // Changes as lists, one for each month; headings of that level.
  watcher.rows = (changes, documents, level = "h2") => {
    const parts = document.createDocumentFragment();
    let month = "";
    let list = null;
    for (const change of changes) {
      if (change.t.slice(0, 7) !== month) {
        month = change.t.slice(0, 7);
        list = watcher.element("ol", { class: "changes" });
        parts.append(watcher.element(level, { class: "month" }, watcher.month(month)), list);
      }
      list.append(watcher.row(change, documents));
    }
    return parts;
  };

  // What stands behind the # of the address, and putting it there: a filter, a query, a comparison can be linked.
  watcher.state = () => new URLSearchParams(location.hash.slice(1));

  watcher.remember = (values) => {
    const kept = Object.entries(values).filter(([, value]) => value);
    const text = new URLSearchParams(kept).toString();
    if (`#${text}` !== (location.hash || "#")) history.replaceState(null, "", `#${text}`);
  };
})();
