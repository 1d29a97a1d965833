"use strict";
// Everything that came from a report is put in as text, never as markup.

const find = (id) => document.getElementById(id);
let state = { items: [], token: "", can_undo: false, problems: [] };
let current = "";
let shownFor = "";
const skipped = new Set();

const undecided = () => state.items.filter((item) => !item.verdict);

function listed() {
  const words = find("filter").value.toLowerCase();
  return state.items.filter((item) => {
    if (find("open-only").checked && item.verdict && item.key !== current) return false;
    return !words || Object.values(item).some((value) => value.toLowerCase().includes(words));
  });
}

function say(text) { find("status").textContent = text; }

async function ask(path, body) {
  const options = body === undefined ? {} : {
    method: "POST",
    headers: { "content-type": "application/json", "x-review-token": state.token },
    body: JSON.stringify(body),
  };
  const answer = await fetch(path, options);
  const found = await answer.json().catch(() => ({ error: `the server answered ${answer.status}` }));
  if (!answer.ok) throw new Error(found.error || `the server answered ${answer.status}`);
  return found;
}

async function load() {
  state = await ask("/api/state");
  await refresh({ verdicts: Object.fromEntries(state.items.map((item) => [item.key, item.verdict])), can_undo: state.can_undo });
}

async function refresh(told) {
  const found = told || await ask("/api/progress");
  for (const item of state.items) item.verdict = found.verdicts[item.key] || "";
  state.can_undo = found.can_undo;
  if (!state.items.some((item) => item.key === current)) current = "";
  if (!current) current = (undecided()[0] || state.items[0] || { key: "" }).key;
  draw();
}

function draw() {
  const decided = state.items.length - undecided().length;
  find("count").textContent = `${decided} of ${state.items.length} decided`;
  find("progress").max = state.items.length || 1;
  find("progress").value = decided;
  find("undo").disabled = !state.can_undo;
  drawQueue();
  drawDifference();
}

function drawQueue() {
  const items = listed();
  const open = items.filter((item) => !item.verdict);
  find("bulk").textContent = `Accept all shown (${open.length})`;
  find("bulk").disabled = !open.length;
  const hadFocus = find("items").contains(document.activeElement);
  find("items").replaceChildren(...items.slice(0, 2000).map((item) => {
    const row = document.createElement("li");
    row.className = item.severity;
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.key = item.key;
    button.setAttribute("aria-current", String(item.key === current));
    const verdict = item.verdict ? ` — ${item.verdict}` : skipped.has(item.key) ? " — skipped" : "";
    button.append(`${item.severity}: ${item.part} ${item.label} ${item.field}${verdict}`);
    const where = document.createElement("span");
    where.className = "where";
    where.textContent = item.golden;
    button.append(where);
    button.addEventListener("click", () => choose(item.key));
    row.append(button);
    return row;
  }));
  const chosen = find("items").querySelector('[aria-current="true"]');
  if (chosen) chosen.scrollIntoView({ block: "nearest" });
  if (chosen && hadFocus) chosen.focus();
}

function drawDifference() {
  const item = state.items.find((one) => one.key === current);
  for (const id of ["accept", "reject", "skip", "known-wrong"]) find(id).disabled = !item || Boolean(item.verdict);
  if (!item) {
    find("what").textContent = "Nothing to review";
    return;
  }
  find("what").textContent = `${item.part} ${item.label} ${item.field}${item.verdict ? ` (${item.verdict})` : ""}`;
  const alike = state.items.filter((one) => one.pattern === item.pattern).length;
  find("pattern").textContent = `${item.pattern} · ${alike} of this pattern`;
  find("old").textContent = item.old || "(nothing)";
  find("new").textContent = item.new || "(nothing)";
  find("why").textContent = `Why: ${item.reason}`;
  find("gold").textContent = item.supports ? `Gold supports: ${item.supports}` : "";
  const version = `${item.key} ${item.verdict}`;
  if (shownFor !== version) {
    shownFor = version;
    showSource(item);
    for (const side of ["old", "new"]) find(`brief-${side}`).src = `/brief/${encodeURIComponent(item.key)}/${side}`;
  }
}

async function showSource(item) {
  const found = await ask(`/api/source/${encodeURIComponent(item.key)}`).catch(() => ({ pieces: [] }));
  if (item.key !== current) return;
  find("source").replaceChildren(...found.pieces.map((piece) => {
    if (!piece.side) return document.createTextNode(piece.text);
    const mark = document.createElement("mark");
    mark.className = piece.side === "golden" ? "old" : piece.side;
    mark.textContent = piece.text;
    return mark;
  }));
  const first = find("source").querySelector("mark");
  if (first) find("source").scrollTop = Math.max(0, first.offsetTop - find("source").offsetTop - 60);
}

function choose(key) {
  current = key;
  draw();
}

function step(by) {
  const items = listed();
  const at = items.findIndex((item) => item.key === current);
  const next = items[Math.min(items.length - 1, Math.max(0, at + by))];
  if (next) choose(next.key);
}

function nextOpen() {
  const at = state.items.findIndex((item) => item.key === current);
  const later = [...state.items.slice(at + 1), ...state.items.slice(0, at + 1)];
  const open = later.filter((item) => !item.verdict && item.key !== current);
  return (open.find((item) => !skipped.has(item.key)) || open[0] || { key: current }).key;
}

async function decide(verdict, keys) {
  if (!keys.length) return;
  const next = nextOpen();
  try {
    const found = await ask("/api/decide", { keys, verdict, comment: find("comment").value });
    current = next;
    await refresh(found);
    say(found.done.length ? `${verdict}: ${found.done.length}` : "already decided elsewhere");
  } catch (error) {
    await refresh().catch(() => undefined);
    say(error.message);
  }
}

async function undo() {
  try {
    const found = await ask("/api/undo", {});
    current = found.done[0] || current;
    await refresh(found);
    say(found.done.length ? `undone: ${found.done.length}` : "nothing to undo");
  } catch (error) {
    await refresh().catch(() => undefined);
    say(error.message);
  }
}

function skip() {
  skipped.add(current);
  choose(nextOpen());
  say("skipped");
}

function decideCurrent(verdict) {
  const item = state.items.find((one) => one.key === current);
  if (item && !item.verdict) decide(verdict, [current]);
}

function askBulk() {
  const count = listed().filter((item) => !item.verdict).length;
  find("sure-text").textContent = `Accept ${count} differences that are shown?`;
  find("sure").showModal();
}

const keys = {
  a: () => decideCurrent("accept"), r: () => decideCurrent("reject"), w: () => decideCurrent("known-wrong"),
  s: skip, u: undo, j: () => step(1), k: () => step(-1),
  "?": () => find("help").showModal(), "/": () => find("filter").focus(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.target.matches("input")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (Object.hasOwn(keys, event.key)) {
    event.preventDefault();
    keys[event.key]();
  }
});
for (const verdict of ["accept", "reject", "known-wrong"]) find(verdict).addEventListener("click", () => decideCurrent(verdict));
find("skip").addEventListener("click", skip);
find("undo").addEventListener("click", undo);
find("bulk").addEventListener("click", askBulk);
find("filter").addEventListener("input", drawQueue);
find("open-only").addEventListener("change", drawQueue);
find("help-open").addEventListener("click", () => find("help").showModal());
find("help-close").addEventListener("click", () => find("help").close());
find("sure-no").addEventListener("click", () => find("sure").close());
find("sure-yes").addEventListener("click", () => {
  find("sure").close();
  decide("accept", listed().filter((item) => !item.verdict).map((item) => item.key));
});
window.addEventListener("focus", () => refresh().catch(() => undefined));
load().then(() => say(state.problems.join(" "))).catch((error) => say(error.message));
