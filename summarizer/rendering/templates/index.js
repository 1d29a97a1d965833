(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const table = document.querySelector("table");
  if (!table) return;
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const text = (row, at) => row.cells[at].textContent.trim();

  // 突破10亿元, 下降2.9%, 137/137: the number that is meant, in units of one; nothing sorts behind everything
  const number = (words) => {
    const found = words.replaceAll(",", "").match(/\d+(?:\.\d+)?/);
    if (!found) return null;
    const rest = words.slice(words.indexOf(found[0]) + found[0].length);
    const scale = /^(?:多|余)?万亿/.test(rest) ? 1e12 : /^(?:多|余)?亿/.test(rest) ? 1e8 : /^(?:多|余)?万/.test(rest) ? 1e4 : 1;
    return (/^(?:−|负|下降|降|减|回落|下滑)/.test(words) ? -1 : 1) * Number(found[0]) * scale;
  };
  const numeric = (one, other, down) => {
    if (one === null || other === null) return (one === null) - (other === null);
    return down ? other - one : one - other;
  };
  const sort = (title, at) => {
    const down = title.getAttribute("aria-sort") === "ascending";
    const order = new Intl.Collator("zh-CN", { numeric: true });
    const sorted = [...rows].sort((one, other) => {
      if ("number" in title.dataset) return numeric(number(text(one, at)), number(text(other, at)), down);
      return (down ? -1 : 1) * order.compare(text(one, at), text(other, at));
    });
    [...title.parentElement.children].forEach((each) => each.removeAttribute("aria-sort"));
    title.setAttribute("aria-sort", down ? "descending" : "ascending");
    body.append(...sorted);
  };
  [...table.tHead.rows[0].cells].forEach((title, at) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = title.textContent;
    button.addEventListener("click", () => sort(title, at));
    title.replaceChildren(button);
  });

  const filter = () => {
    const words = byId("words").value.trim().toLowerCase().split(/\s+/);
    const [type, state] = [byId("type").value, byId("state").value];
    let shown = 0;
    for (const row of rows) {
      const fits =
        words.every((word) => row.textContent.toLowerCase().includes(word)) &&
        (!type || text(row, 2) === type) &&
        (!state || (state === "open") === row.classList.contains("open"));
      row.hidden = !fits;
      shown += fits;
    }
    byId("shown").textContent = shown + " / " + rows.length;
  };
  byId("tools").hidden = false;
  byId("tools").addEventListener("submit", (event) => event.preventDefault());
  ["words", "type", "state"].forEach((id) => byId(id).addEventListener("input", filter));
  filter();
})();
