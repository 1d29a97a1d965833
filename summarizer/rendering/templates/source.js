(() => {
  "use strict";
  const root = document.documentElement;
  const text = document.getElementById("text");
  const byId = (id) => document.getElementById(id);
  const marks = [...text.querySelectorAll("[data-e]")];
  const items = [...document.querySelectorAll("#entries li")];
  const kinds = [...document.querySelectorAll(".kinds input")];
  root.classList.add("script");
  byId("tools").hidden = false;
  byId("tools").addEventListener("submit", (event) => event.preventDefault());

  let here = [];
  const point = (...elements) => {
    here.forEach((element) => element.classList.remove("here"));
    here = elements.filter(Boolean);
    here.forEach((element) => element.classList.add("here"));
  };
  // a place that nothing else marks is found by its offset: the last marked stretch that begins at or before it
  const placeOf = (fragment) => {
    const exact = byId(fragment);
    if (exact || !/^c\d+$/.test(fragment)) return exact;
    const wanted = Number(fragment.slice(1));
    let best = null;
    for (const element of text.querySelectorAll("[id]")) {
      if (Number(element.id.slice(1)) > wanted) break;
      best = element;
    }
    return best;
  };
  const goTo = (element) => {
    element.scrollIntoView({ block: "center" });
    // paragraphs get their true height as they come into sight: once more when the first scroll has brought them there
    requestAnimationFrame(() => element.scrollIntoView({ block: "center" }));
  };
  const panes = ["outline", "entries"];
  const show = (pane) => panes.forEach((each) => root.classList.toggle(each, each === pane && !root.classList.contains(each)));
  const close = () => root.classList.remove(...panes);
  panes.forEach((pane) => byId("show-" + pane).addEventListener("click", () => show(pane)));

  // from an entry to its place
  byId("entries").addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    const place = placeOf(link.hash.slice(1));
    if (!place) return;
    event.preventDefault();
    history.replaceState(null, "", link.hash);
    const entry = link.parentElement;
    point(entry, ...marks.filter((mark) => mark.dataset.e.split(" ").includes(entry.id)));
    goTo(place);
  });
  byId("outline").addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const place = link && placeOf(link.hash.slice(1));
    if (!place) return;
    event.preventDefault();
    close();
    point(place);
    place.scrollIntoView({ block: "start" });
    requestAnimationFrame(() => place.scrollIntoView({ block: "start" }));
  });
  // from a place to its entries, one after the other
  text.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-e]");
    if (!mark || getSelection().toString()) return;
    event.preventDefault();
    const entries = mark.dataset.e.split(" ").map(byId).filter((entry) => entry && !entry.classList.contains("off"));
    if (!entries.length) return;
    const entry = entries[(entries.findIndex((each) => here.includes(each)) + 1) % entries.length];
    root.classList.remove("outline");
    root.classList.add("entries");
    point(entry, mark);
    goTo(entry);
  });

  // filters: an entry is shown when all agree; a mark when one of its entries is
  const filter = () => {
    const wanted = new Set(kinds.filter((kind) => kind.checked).map((kind) => kind.value));
    const period = byId("period").value;
    const section = byId("section").value;
    const shown = new Set();
    for (const item of items) {
      const place = item.dataset.section;
      const fits =
        wanted.has(item.classList[0]) &&
        (!period || item.dataset.period === period) &&
        (!section || place === section || place.startsWith(section + "."));
      item.classList.toggle("off", !fits);
      if (fits) shown.add(item.id);
    }
    // what is no quantity stays faint in the text whether or not the list shows it
    const narrowed = period || section;
    for (const mark of marks) {
      const ids = mark.dataset.e.split(" ");
      const quiet = !narrowed && (mark.classList.contains("dismissed") || mark.classList.contains("aside"));
      mark.classList.toggle("off", !quiet && !ids.some((id) => shown.has(id)));
    }
    byId("shown").textContent = String(shown.size);
  };
  [...kinds, byId("period"), byId("section")].forEach((field) => field.addEventListener("change", filter));
  filter();

  // search: matches are drawn by the browser over the text, which itself is never changed
  const canDraw = typeof Highlight === "function" && CSS.highlights;
  let found = [];
  let at = -1;
  const rangesOf = (words) => {
    const ranges = [];
    const lowered = words.toLowerCase();
    for (const paragraph of text.children) {
      const whole = paragraph.textContent.toLowerCase();
      let start = whole.indexOf(lowered);
      if (start < 0) continue;
      const nodes = [];
      const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
      for (let length = 0; walker.nextNode(); length += walker.currentNode.data.length) nodes.push([length, walker.currentNode]);
      const place = (offset, end) => nodes.findLast(([begin]) => (end ? begin < offset : begin <= offset));
      while (start >= 0 && ranges.length < 5000) {
        const range = new Range();
        const [low, first] = place(start, false);
        const [high, last] = place(start + words.length, true);
        range.setStart(first, Math.min(start - low, first.data.length));
        range.setEnd(last, Math.min(start + words.length - high, last.data.length));
        ranges.push(range);
        start = whole.indexOf(lowered, start + words.length);
      }
    }
    return ranges;
  };
  const step = (by) => {
    if (!found.length) return;
    at = (at + by + found.length) % found.length;
    byId("found").textContent = at + 1 + " / " + found.length;
    if (canDraw) CSS.highlights.set("current", new Highlight(found[at]));
    goTo(found[at].startContainer.parentElement);
  };
  const search = () => {
    const words = byId("search").value.trim();
    found = words ? rangesOf(words) : [];
    at = -1;
    byId("found").textContent = words ? String(found.length) : "";
    if (canDraw) {
      CSS.highlights.delete("current");
      CSS.highlights.set("found", new Highlight(...found));
    }
    step(1);
  };
  let waiting = 0;
  byId("search").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 150);
  });
  byId("search").addEventListener("keydown", (event) => {
    if (event.key === "Enter") step(event.shiftKey ? -1 : 1);
  });
  byId("previous").addEventListener("click", () => step(-1));
  byId("next").addEventListener("click", () => step(1));

  const arrive = () => {
    const place = placeOf(decodeURIComponent(location.hash.slice(1)));
    if (!place) return;
    point(place);
    goTo(place);
  };
  addEventListener("hashchange", arrive);
  arrive();
})();
