// The first mode: one finding after the other, with the text around it.
import { points, selected, show, wordEdge } from "./text.js";

const PAGE = 60;
const MARGIN = 5;

export function findingsMode(desk) {
  const { word, make, byId } = desk;
  let items = [];
  let at = 0;
  let total = 0;
  let position = 0;
  let edited = null; // [start, end] while a boundary is being moved, in code points of the column
  let context = null;

  const current = () => items[at];

  async function load(query) {
    const given = new URLSearchParams({
      entity: byId("filter-entity").value, status: byId("filter-status").value, place: byId("filter-place").value, ...query,
    });
    return desk.call(`/api/findings?${given}`);
  }

  async function open(number) {
    const answer = await load({ limit: PAGE, back: PAGE / 2, ...(number === undefined ? {} : { start: number }) });
    ({ items, total, position } = answer);
    const index = items.findIndex((item) => item.number >= answer.start);
    at = index < 0 ? Math.max(0, items.length - 1) : index;
    render();
  }

  async function grow(step) {
    if (step > 0 && at + MARGIN >= items.length && position + items.length < total) {
      const more = await load({ start: items.at(-1).number + 1, limit: PAGE });
      items.push(...more.items);
    } else if (step < 0 && at < MARGIN && position > 0) {
      const more = await load({ start: items[0].number, back: PAGE, limit: 0 });
      items.unshift(...more.items);
      at += more.items.length;
      position = Math.max(0, position - more.items.length);
    }
  }

  async function step(by) {
    edited = null;
    if (!items.length) return;
    await grow(by);
    if (at + by < 0 || at + by >= items.length) { desk.say(word(by > 0 ? "last" : "first")); render(); return; }
    at += by;
    render();
  }

  async function go(number) {
    edited = null;
    at = items.findIndex((item) => item.number === number);
    render();
    desk.focusCard();
  }

  async function decide(decision, more) {
    const item = current();
    if (!item) return;
    const answer = await desk.decide(item, decision, more);
    items[at] = answer.item;
    edited = null;
    if (answer.taken && decision !== "undo" && (at + 1 < items.length || position + items.length < total)) await step(1);
    else render();
  }

  async function undo(number) {
    const index = items.findIndex((item) => item.number === number);
    if (index < 0) await open(number);
    else at = index;
    if (current()?.number !== number) { clearFilters(); await open(number); }
    await decide("undo");
  }

  function clearFilters() {
    for (const name of ["entity", "status", "place"]) byId(`filter-${name}`).value = "";
  }

  // ------------------------------------------------------------------------------------------------- the boundary

  function edit() {
    const item = current();
    if (!item) return;
    edited = item.corrected ? [...item.corrected] : [item.start, item.end];
    desk.warn("");
    render();
    context.focus({ preventScroll: true });
  }

  function move(edge, by, byWord) {
    const item = current();
    const cells = points(item.text);
    const limit = item.left + cells.length;
    const here = edited[edge];
    const there = byWord ? item.left + wordEdge(cells, here - item.left, by) : here + by;
    const [start, end] = edge === 0 ? [there, edited[1]] : [edited[0], there];
    if (start < item.left || end > limit || start >= end) return;
    edited = [start, end];
    showContext();
    desk.say(boundaryNow());
  }

  function boundaryNow() {
    const item = current();
    const text = points(item.text).slice(edited[0] - item.left, edited[1] - item.left).join("");
    return word("boundary_now", { start: edited[0], end: edited[1], text });
  }

  function takeSelection() {
    const span = edited && selected(context);
    if (!span) return;
    edited = span.map((offset) => offset + current().left);
    window.getSelection().removeAllRanges();
    showContext();
    desk.say(boundaryNow());
  }

  function leave() { edited = null; render(); }

  async function save() {
    takeSelection();
    const { start, end } = current();
    if (edited[0] === start && edited[1] === end) { desk.warn(desk.words.errors["same-boundary"]); return; }
    await decide("wrong-boundary", { corrected: edited });
  }

  function press(event) {
    if (!edited) return false;
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) { move(event.shiftKey ? 0 : 1, step, event.ctrlKey || event.altKey); return true; }
    if (event.key === "Escape") { desk.queue(leave); return true; }
    if (event.key === "Enter" && !event.target.closest("button, a")) { desk.queue(save); return true; }
    return false;
  }

  // ---------------------------------------------------------------------------------------------------- the page

  function showContext() {
    const item = current();
    const spans = [{
      start: item.start - item.left, end: item.end - item.left,
      className: edited || item.corrected ? "span was" : "span", title: desk.entityName(item.entity),
    }];
    const moved = edited ?? item.corrected;
    if (moved) spans.push({ start: moved[0] - item.left, end: moved[1] - item.left, className: "span moved", title: "" });
    show(context, item.text, spans);
    context.classList.toggle("cut-left", item.cut[0]);
    context.classList.toggle("cut-right", item.cut[1]);
  }

  function render() {
    const item = current();
    desk.remember(item?.number);
    desk.showProgress(desk.progress);
    showList();
    const body = byId("body");
    if (!item) {
      byId("card-title").textContent = word("findings");
      byId("state").replaceChildren();
      byId("meta").replaceChildren();
      body.replaceChildren(make("p", { className: "empty", text: word(desk.progress.findings.total ? "nothing_here" : "no_findings") }));
      desk.fillActions();
      return;
    }
    desk.showHead(word("finding_of", { number: position + at + 1, total }), item);
    context = make("p", { className: "text context", tabIndex: 0, spellcheck: false, dir: "auto", attributes: { "aria-label": word("context_label"), role: "group" } });
    context.addEventListener("pointerup", takeSelection);
    showContext();
    const facts = make("p", { className: "facts" },
      make("span", { className: "entity", text: desk.entityName(item.entity) }),
      make("span", { text: `${word("column")} ${item.column} [${item.start}:${item.end}]` }),
      make("span", { text: `${word("found_by")} ${item.recogniser}, ${item.score.toFixed(2)}` }));
    body.replaceChildren(facts, context, ...(edited ? [make("p", { className: "hint", text: word("boundary_help") })] : []));
    desk.fillActions(...(edited ? editingButtons() : buttons(item)));
  }

  function buttons(item) {
    const choice = (label, key, decision, act) => {
      const element = desk.button(word(label), key, act, `choice is-${decision}`);
      element.setAttribute("aria-pressed", String(item.decision === decision));
      return element;
    };
    return [
      choice("accept", "a", "identifier", () => decide("identifier")),
      choice("reject", "r", "not-identifier", () => decide("not-identifier")),
      choice("boundary", "b", "wrong-boundary", edit),
      make("span", { className: "gap" }),
      ...desk.wayButtons(current, step),
    ];
  }

  function editingButtons() {
    const arrow = (label, text, edge, by) => {
      const element = make("button", { type: "button", className: "arrow", text, title: word(label), ariaLabel: word(label) });
      element.addEventListener("click", () => move(edge, by, false));
      return element;
    };
    return [
      make("span", { className: "arrows" }, arrow("start_back", "◂[", 0, -1), arrow("start_on", "[▸", 0, 1),
        arrow("end_back", "◂]", 1, -1), arrow("end_on", "]▸", 1, 1)),
      make("span", { className: "gap" }),
      desk.button(word("save"), "Enter", save, "choice is-wrong-boundary"),
      desk.button(word("cancel"), "Escape", leave, "quiet"),
    ];
  }

  function showList() {
    const entries = items.slice(Math.max(0, at - 40), at + 80).map((item) => ({
      number: item.number, decision: item.decision, what: points(item.text).slice(item.start - item.left, item.end - item.left).join(""),
      where: `${desk.entityName(item.entity)} · ${item.split} ${item.row}`,
    }));
    desk.fillList(word("list_findings"), entries, current()?.number, go);
  }

  return {
    open, step, undo, press, current,
    late: ["ArrowLeft", "ArrowRight", "Enter", "Escape"],
    keys: { a: () => decide("identifier"), r: () => decide("not-identifier"), b: edit },
  };
}
