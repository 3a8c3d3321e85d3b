// The second mode: whole notes, drawn at random; does anything in them still identify somebody?
import { points, select, selected, show } from "./text.js";

export function sampleMode(desk) {
  const { word, make, byId } = desk;
  let notes = [];
  let note = null;
  let panes = [];   // {column, element} in the order shown
  let hit = -1;     // which highlight was last selected with h
  let lastEntity = "PERSON";
  const drafts = new Map(); // marks that are not saved yet, by note

  const current = () => note;
  const draft = () => {
    if (!drafts.has(note.number)) drafts.set(note.number, (note.leaks ?? []).map((leak) => [...leak]));
    return drafts.get(note.number);
  };

  async function open(number) {
    notes = (await desk.call("/api/notes")).items;
    if (!notes.length) { note = null; renderNothing(); return; }
    const firstOpen = notes.findIndex((each) => each.decision === "open");
    await go(number ?? Math.max(0, firstOpen));
  }

  async function go(number) {
    note = await desk.call(`/api/notes/${Math.min(number, notes.length - 1)}`);
    hit = -1;
    render();
    desk.focusCard();
    byId("body").scrollTop = 0;
  }

  async function step(by) {
    if (!note) return;
    const next = note.number + by;
    if (next < 0 || next >= notes.length) { desk.say(word(by > 0 ? "last" : "first")); return; }
    desk.warn("");
    await go(next);
  }

  async function decide(decision, more) {
    const answer = await desk.decide(note, decision, more);
    note = answer.item;
    drafts.delete(note.number);
    notes[note.number] = { ...notes[note.number], decision: note.decision, version: note.version };
    if (answer.taken && decision !== "undo" && note.number + 1 < notes.length) await step(1);
    else render();
  }

  async function clean() {
    if (!note) return;
    if (draft().length && note.decision !== "leaky") { desk.warn(word("unmark_first")); return; }
    await decide("clean");
  }

  async function leaky() {
    if (!note) return;
    if (!draft().length) { desk.warn(word("mark_first")); return; }
    await decide("leaky", { leaks: draft() });
  }

  async function undo(number) {
    if (note?.number !== number) await go(number);
    await decide("undo");
  }

  // ---------------------------------------------------------------------------------------------------- marking

  function mark() {
    if (!note) return;
    for (const { column, element } of panes) {
      const span = selected(element);
      if (span) { add(column, span); return; }
    }
    desk.warn(word("select_first"));
  }

  function add({ name, text, hits }, [start, end]) {
    const same = hits.find(([from, to]) => from === start && to === end);
    const entity = same?.[2] ?? lastEntity;
    const marks = draft();
    if (!marks.some((leak) => leak[0] === start && leak[1] === end && leak[3] === name)) marks.push([start, end, entity, name]);
    marks.sort((a, b) => a[3].localeCompare(b[3]) || a[0] - b[0]);
    desk.warn("");
    window.getSelection().removeAllRanges();
    showTexts();
    showLeaks();
    desk.say(word("marked", { entity: desk.entityName(entity), text: points(text).slice(start, end).join("") }));
    const index = marks.findIndex((leak) => leak[0] === start && leak[1] === end && leak[3] === name);
    if (!same) byId("leaks").querySelectorAll("select")[index]?.focus();
  }

  function nextHit() {
    const all = panes.flatMap((pane) => pane.column.hits.map(([start, end]) => ({ pane, start, end })));
    if (!all.length) { desk.say(word("no_hits")); return; }
    hit = (hit + 1) % all.length;
    const { pane, start, end } = all[hit];
    pane.element.focus({ preventScroll: true });
    select(pane.element, start, end);
  }

  function showTexts() {
    for (const { column, element } of panes) {
      const hits = column.hits.map(([start, end, entity]) => ({
        start, end, className: "hit", title: word("highlight", { entity: desk.entityName(entity) }),
      }));
      const leaks = draft().filter((leak) => leak[3] === column.name).map(([start, end, entity]) => ({
        start, end, className: "leak", title: desk.entityName(entity),
      }));
      show(element, column.text, [...leaks, ...hits]);
    }
  }

  function showLeaks() {
    const texts = Object.fromEntries(note.columns.map((column) => [column.name, points(column.text)]));
    const lines = draft().map((leak) => {
      const [start, end, entity, column] = leak;
      const choice = make("select", { ariaLabel: `${word("entity")}: ${texts[column].slice(start, end).join("")}` },
        ...desk.start.tags.map((tag) => make("option", { value: tag, text: desk.entityName(tag), selected: tag === entity })));
      choice.addEventListener("change", () => { leak[2] = choice.value; lastEntity = choice.value; showTexts(); });
      choice.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        byId("card").focus({ preventScroll: true });
      });
      const remove = make("button", { type: "button", className: "quiet", text: word("remove") });
      remove.addEventListener("click", () => {
        draft().splice(draft().indexOf(leak), 1);
        showTexts();
        showLeaks();
        desk.say(word("removed"));
        byId("card").focus({ preventScroll: true });
      });
      return make("li", {}, make("q", { text: texts[column].slice(start, end).join("") }), choice, remove);
    });
    byId("leaks").replaceChildren(make("h3", { text: word("leaks") }),
      lines.length ? make("ul", {}, ...lines) : make("p", { className: "hint", text: word("leaks_none") }));
  }

  function press(event) {
    if (event.key === "Enter" && note && !event.target.closest("button, a, summary")) { desk.queue(leaky); return true; }
    return false;
  }

  // ---------------------------------------------------------------------------------------------------- the page

  function renderNothing() {
    desk.remember();
    byId("card-title").textContent = word("sample");
    byId("state").replaceChildren();
    byId("meta").replaceChildren();
    byId("list").replaceChildren();
    desk.fillActions();
    byId("body").replaceChildren(make("p", { className: "empty", text: word("no_notes") }));
  }

  // Editable, so that the caret and Shift + arrows select in it; but nothing can be changed, and no keyboard pops up.
  function pane(column) {
    const element = make("div", {
      className: "text note", contentEditable: "true", spellcheck: false, inputMode: "none", dir: "auto",
      attributes: {
        role: "textbox", "aria-readonly": "true", "aria-multiline": "true", autocorrect: "off", autocapitalize: "off",
        "aria-label": word("text_label", { column: column.name }),
      },
    });
    for (const name of ["beforeinput", "paste", "drop", "cut", "dragstart"]) {
      element.addEventListener(name, (event) => event.preventDefault());
    }
    element.addEventListener("click", (event) => {
      const found = event.target.closest("mark");
      if (found && window.getSelection().isCollapsed) select(element, Number(found.dataset.start), Number(found.dataset.end));
    });
    return { column, element };
  }

  function render() {
    desk.remember(note.number);
    desk.showProgress(desk.progress);
    desk.showHead(word("note_of", { number: note.number + 1, total: notes.length }), note);
    panes = note.columns.map(pane);
    const isMain = ({ column }) => column.name === note.main;
    byId("body").replaceChildren(
      ...panes.filter(isMain).map(({ element }) => element),
      make("dl", { className: "others" }, ...panes.filter((each) => !isMain(each)).flatMap(({ column, element }) => [
        make("dt", { text: column.name }), make("dd", {}, element)])),
      make("section", { id: "leaks", className: "leaks" }));
    showTexts();
    showLeaks();
    const choice = (label, key, decision, act) => {
      const element = desk.button(word(label), key, act, `choice is-${decision}`);
      element.setAttribute("aria-pressed", String(note.decision === decision));
      return element;
    };
    const marking = desk.button(word("mark"), "l", mark, "quiet");
    marking.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the selection
    desk.fillActions(
      choice("confirm_clean", "c", "clean", clean),
      choice("confirm_leaky", "Enter", "leaky", leaky),
      make("span", { className: "gap" }),
      marking,
      desk.button(word("next_hit"), "h", nextHit, "quiet"),
      ...desk.wayButtons(current, step));
    showList();
  }

  function showList() {
    const from = Math.max(0, note.number - 40);
    const entries = notes.slice(from, note.number + 80).map((each) => ({
      number: each.number, decision: each.decision, what: `${each.number + 1}`, where: `${each.config}/${each.split} ${each.row}`,
    }));
    desk.fillList(word("list_notes"), entries, note.number, go);
  }

  return { open, step, undo, press, current, late: ["Enter"], keys: { c: clean, l: mark, h: nextHit } };
}
