// Looks at a page from inside: how much text it holds, what of it is closed, and what its DOM says in the end.
// Runs in the page's own world; a page that tampers with it harms only what is read of itself.
(document, [select, most]) => {
  const FURNITURE =
    "nav, header, footer, aside, dialog, [role=dialog], [role=alertdialog], [aria-modal=true], [role=navigation], " +
    "[role=banner], [role=contentinfo], [role=menu], [role=menubar], " +
    "[id*=cookie i], [class*=cookie i], [id*=consent i], [class*=consent i], [id*=onetrust i], [class*=onetrust i]";
  const SILENT = new Set(["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE"]);
  const touched = new WeakSet();

  const all = (root, selector) => {
    const found = [...root.querySelectorAll(selector)];
    for (const host of root.querySelectorAll("*")) {
      if (host.shadowRoot) found.push(...all(host.shadowRoot, selector));
    }
    return found;
  };
  const inFurniture = (element) => {
    for (let at = element; at; at = at.parentElement ?? at.getRootNode().host) {
      if (at.matches(FURNITURE) && at !== document.body && at !== document.documentElement) return true;
    }
    return false;
  };
  const known = select.filter((selector) => {
    try {
      return document.querySelector(selector) || true;
    } catch {
      return false; // a selector that browsers do not know
    }
  });
  const selected = () => known.flatMap((selector) => [...document.querySelectorAll(selector)]);

  // Digits count as equal: a clock or a counter must not keep a page restless.
  const measure = (roots, skip) => {
    let length = 0;
    let mark = 0;
    const walk = (root) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
        if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
        if (SILENT.has(node.nodeName) || (skip && node !== document.body && node.matches(FURNITURE))) {
          return NodeFilter.FILTER_REJECT;
        }
        return NodeFilter.FILTER_ACCEPT;
      });
      for (let node = walker.currentNode; node; node = walker.nextNode()) {
        if (node.nodeType === Node.ELEMENT_NODE && node.shadowRoot) walk(node.shadowRoot);
        if (node.nodeType !== Node.TEXT_NODE || length > most) continue;
        const words = node.data.replace(/\s+/g, " ").replace(/\d/g, "0");
        if (words === " " || words === "") continue;
        length += words.length;
        for (let i = 0; i < words.length; i++) mark = (mark * 31 + words.charCodeAt(i)) | 0;
      }
    };
    roots.forEach(walk);
    return [length, mark];
  };

  const closed = () =>
    all(document, "details:not([open]), [aria-expanded=false]").filter((element) => {
      if (touched.has(element) || inFurniture(element)) return false;
      if (element.matches("details")) return true;
      if (element.matches("a[href]:not([href^='#']), [aria-haspopup], input, select, textarea, [role=combobox]")) return false;
      if (element.closest("a[href]:not([href^='#'])")) return false;
      if (element.form && element.type !== "button") return false; // it would send the form
      if (element.disabled) return false;
      return (
        element.matches("button, summary, [role=button], [role=tab], a[href^='#'], [tabindex]") &&
        (element.hasAttribute("aria-controls") ||
          element.closest("h1, h2, h3, h4, h5, h6, [role=heading], dt, li, main, article") !== null ||
          selected().some((part) => part.contains(element)))
      );
    });

  // The DOM as it is shown, with what stands in shadow roots in its place.
  const flat = () => {
    const inert = document.implementation.createHTMLDocument("");
    const copy = (node, into) => {
      if (node.nodeType === Node.ELEMENT_NODE && node.localName === "slot" && node.getRootNode() instanceof ShadowRoot) {
        const given = node.assignedNodes({ flatten: true });
        for (const child of given.length ? given : node.childNodes) copy(child, into);
        return;
      }
      const twin = into.appendChild(inert.importNode(node, false));
      for (const child of (node.shadowRoot ?? node).childNodes) copy(child, twin);
    };
    const holder = inert.createElement("div");
    copy(document.documentElement, holder);
    return holder.innerHTML;
  };

  return {
    // [characters that count, a number that changes with the text, elements in all, is something marked as busy?]
    look: () => {
      const parts = selected();
      const [length, mark] = parts.length ? measure(parts, false) : measure(document.body ? [document.body] : [], true);
      const whole = parts.length || !known.length ? length : 0;
      const busy = document.querySelector("main [aria-busy=true], article [aria-busy=true], main[aria-busy=true]") !== null;
      return [whole, mark, document.getElementsByTagName("*").length, busy];
    },
    // Opens what is closed, at most so many, and says how many it were.
    open: (limit) => {
      scrollTo(0, document.documentElement.scrollHeight);
      const found = closed().slice(0, limit);
      for (const element of found) {
        touched.add(element);
        if (element.matches("details")) {
          element.removeAttribute("name"); // of those with one name only one stays open
          element.open = true;
        } else {
          element.click();
        }
      }
      return found.length;
    },
    // The DOM as HTML; null when it is larger than `most` characters.
    take: () => {
      for (const noscript of document.querySelectorAll("noscript")) noscript.remove(); // not shown where scripts run
      for (const meta of document.querySelectorAll("meta[charset], meta[http-equiv=content-type i]")) meta.remove();
      const charset = document.createElement("meta");
      charset.setAttribute("charset", "utf-8");
      document.head?.prepend(charset);
      const shadows = [...document.querySelectorAll("*")].some((element) => element.shadowRoot);
      const html = shadows ? flat() : document.documentElement.outerHTML;
      return html.length > most ? null : html;
    },
  };
}
