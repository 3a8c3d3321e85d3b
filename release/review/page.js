// The shell of the review page: calls to the server, words, messages, keys, and the two modes.
import { findingsMode } from "./findings.js";
import { sampleMode } from "./sample.js";

const words = JSON.parse(document.getElementById("words").textContent);
const byId = (id) => document.getElementById(id);

class Trouble extends Error {
  constructor(code, fact) { super(code); this.code = code; this.fact = fact; }
}

// Ask the server; a body makes it a POST. A 409 is an answer, not a trouble.
async function call(path, body) {
  let response;
  try {
    response = await fetch(path, body === undefined ? {} : {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
    });
  } catch { throw new Trouble("offline"); }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok && response.status !== 409) throw new Trouble(answer.error ?? "not-saved", answer.fact);
  return { ...answer, isConflict: response.status === 409 };
}

const word = (key, values = {}) => Object.entries(values).reduce(
  (text, [name, value]) => text.replace(`{${name}}`, () => value), words[key] ?? key);
const entityName = (entity) => words.entities[entity] ?? entity;
const time = (when) => new Date(when).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });

// Make an element: make("button", {className, text, ...properties}, ...children)
function make(tag, { text, data, attributes, ...properties } = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  if (text !== undefined) element.textContent = text;
  Object.assign(element.dataset, data ?? {});
  for (const [name, value] of Object.entries(attributes ?? {})) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function button(label, key, act, className = "") {
  const element = make("button", { type: "button", className, text: label, attributes: { "aria-keyshortcuts": key } });
  if (key) element.append(" ", make("kbd", { text: key === "Enter" ? "↵" : key === "Escape" ? "Esc" : key, ariaHidden: "true" }));
  element.addEventListener("click", () => desk.queue(act));
  return element;
}

// What both modes share.
const desk = {
  words, word, entityName, make, button, call, byId,
  start: null,
  undoable: [],
  pending: Promise.resolve(),
  waiting: 0,

  // One thing after the other, so that fast fingers never decide about what is not yet shown.
  queue(act) {
    desk.waiting += 1;
    desk.pending = desk.pending.then(act).catch((error) => {
      if (!(error instanceof Trouble)) { console.error(error); desk.warn(String(error)); return; }
      desk.warn([words.errors[error.code] ?? error.code, error.fact].filter(Boolean).join(" "));
    }).finally(() => { desk.waiting -= 1; });
    return desk.pending;
  },

  say(text) {
    byId("said").textContent = "";
    requestAnimationFrame(() => { byId("said").textContent = text; });
  },
  warn(text) {
    byId("notice").textContent = text;
    byId("notice").hidden = !text;
  },

  // Send a decision; return the item as it is now, and whether the decision was taken.
  async decide(item, decision, more = {}) {
    const { kind, number, version } = item;
    const answer = await call("/api/decisions", { kind, number, version, decision, ...more });
    desk.showProgress(answer.progress);
    if (answer.isConflict) {
      const { decision: stands, who } = answer.item;
      desk.warn(stands === "open" ? word("conflict_open") : word("conflict", { who, decision: word(stands) }));
      return { item: answer.item, taken: false };
    }
    desk.warn("");
    if (decision === "undo") desk.say(word("undone"));
    else {
      desk.undoable.push([kind, number]);
      desk.say(word("saved", { decision: word(decision) }));
    }
    return { item: answer.item, taken: true };
  },

  showProgress(progress) {
    const { findings, notes } = progress;
    const inFindings = mode === modes.findings;
    const [done, total] = inFindings ? [findings.total - findings.open, findings.total] : [notes.reviewed, notes.total];
    byId("bar").max = Math.max(total, 1);
    byId("bar").value = done;
    const counted = inFindings
      ? word("decided_findings", { decided: done, total })
      : word("decided_notes", { reviewed: done, total, leaky: notes.leaky });
    const skipped = !inFindings && notes.skipped ? ` · ${word("skipped", { count: notes.skipped })}` : "";
    byId("count").textContent = counted + skipped;
    byId("uncounted").textContent = ["elsewhere", "unreadable"].filter((name) => progress[name])
      .map((name) => word(name, { count: progress[name] })).join(" · ");
    desk.progress = progress;
  },

  // Title, state and place of an item, above its text.
  showHead(title, item) {
    byId("card-title").textContent = title;
    const state = byId("state");
    state.className = `state is-${item.decision}`;
    state.replaceChildren(make("strong", { text: word(item.decision) }));
    if (item.who) state.append(` · ${word("by", { who: item.who, when: time(item.when) })}`);
    const place = [`${item.config}/${item.split}`, `${word("row")} ${item.row}`, item.id];
    byId("meta").replaceChildren(...place.filter(Boolean).map((text) => make("span", { text })));
  },

  // New buttons; whoever stood on one stands on the one with the same key, or on the card.
  fillActions(...buttons) {
    const stood = document.activeElement?.closest("#actions") && document.activeElement.getAttribute("aria-keyshortcuts");
    byId("actions").replaceChildren(...buttons);
    if (stood === null || stood === undefined) return;
    (byId("actions").querySelector(`[aria-keyshortcuts="${stood}"]`) ?? byId("card")).focus({ preventScroll: true });
  },

  // Undo, back and on: the same in both modes.
  wayButtons(current, step) {
    const arrow = (label, sign, key, by) => {
      const element = button(sign, key, () => step(by), "quiet way");
      element.title = word(label);
      element.ariaLabel = word(label);
      return element;
    };
    return [
      button(word("undo"), "u", () => desk.undo(current()), "quiet"),
      make("span", { className: "ways" }, arrow("previous", "‹", "k", -1), arrow("next", "›", "j", 1)),
    ];
  },

  focusCard() {
    if (!document.activeElement?.closest("#actions")) byId("card").focus({ preventScroll: true });
  },

  fillList(label, entries, number, go) {
    const list = byId("list");
    list.setAttribute("aria-label", label);
    list.replaceChildren(...entries.map((entry) => {
      const line = make("button", { type: "button", className: `line is-${entry.decision}`, data: { number: entry.number } },
        make("span", { className: "dot", ariaHidden: "true" }),
        make("span", { className: "what", text: entry.what }),
        make("span", { className: "where", text: entry.where }),
        make("span", { className: "hidden", text: word(entry.decision) }));
      if (entry.number === number) line.setAttribute("aria-current", "true");
      line.addEventListener("click", () => desk.queue(() => go(entry.number)));
      return make("li", {}, line);
    }));
    const here = list.querySelector("[aria-current]");
    if (here) list.scrollTop += here.getBoundingClientRect().top - list.getBoundingClientRect().top - list.clientHeight / 3;
  },

  remember(number) {
    const name = mode === modes.findings ? "findings" : "sample";
    history.replaceState(null, "", `#${name}/${number ?? ""}`);
    byId("language").hash = `${name}/${number ?? ""}`;
  },

  async undo(current) {
    const [kind, number] = desk.undoable.pop() ?? [current?.kind, current?.number];
    if (kind === undefined) return;
    const wanted = kind === "finding" ? modes.findings : modes.sample;
    if (wanted !== mode) await enter(kind === "finding" ? "findings" : "sample", number);
    await mode.undo(number);
  },
};

const modes = { findings: findingsMode(desk), sample: sampleMode(desk) };
let mode = modes.findings;

async function enter(name, number) {
  mode = modes[name];
  document.body.dataset.mode = name;
  for (const each of Object.keys(modes)) byId(`mode-${each}`).setAttribute("aria-pressed", String(each === name));
  byId("filters-box").hidden = name !== "findings";
  desk.warn("");
  await mode.open(number);
  if (desk.progress) desk.showProgress(desk.progress);
}

function fillFilters({ entities, places }) {
  const option = (value, text) => make("option", { value, text });
  byId("filter-entity").replaceChildren(option("", word("all")),
    ...Object.entries(entities).map(([entity, count]) => option(entity, `${entityName(entity)} (${count})`)));
  byId("filter-place").replaceChildren(option("", word("all")),
    ...places.map(([config, split, count]) => option(`${config}/${split}`, `${config}/${split} (${count})`)));
  byId("filters").addEventListener("change", () => desk.queue(() => modes.findings.open()));
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
}

function keepKeys() {
  const box = byId("keys-on");
  try { box.checked = localStorage.getItem("keys") !== "off"; } catch { /* storage is closed: keys stay on */ }
  box.addEventListener("change", () => {
    try { localStorage.setItem("keys", box.checked ? "on" : "off"); } catch { /* holds for this page only */ }
  });
}

const everywhere = {
  j: () => mode.step(1),
  k: () => mode.step(-1),
  u: () => desk.undo(mode.current()),
  1: () => enter("findings"),
  2: () => enter("sample"),
};

document.addEventListener("keydown", (event) => {
  const help = byId("help");
  // A box of the closed help may keep the focus until the next frame; nobody can write in it.
  const writes = event.target.closest("select, input") && !help.contains(event.target);
  if (help.open || writes || event.isComposing) return;
  if (desk.waiting && mode.late.includes(event.key) && !event.target.closest("button, a")) {
    event.preventDefault(); // what it means depends on what the keys before it do
    desk.queue(() => mode.press(event));
    return;
  }
  if (mode.press(event)) { event.preventDefault(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "?") { event.preventDefault(); help.showModal(); return; }
  if (!byId("keys-on").checked || event.key.length !== 1) return;
  const key = event.key.toLowerCase();
  const act = mode.keys[key] ?? everywhere[key];
  if (!act) return;
  event.preventDefault();
  if (!event.repeat || key === "j" || key === "k") desk.queue(act);
});

byId("help-open").addEventListener("click", () => byId("help").showModal());
for (const name of Object.keys(modes)) byId(`mode-${name}`).addEventListener("click", () => desk.queue(() => enter(name)));
if (window.matchMedia("(max-width: 60rem)").matches) byId("filters-box").open = false;
keepKeys();

desk.queue(async () => {
  desk.start = await call("/api/start");
  byId("who").textContent = `${word("reviewer")}: ${desk.start.who}`;
  desk.progress = desk.start.progress;
  fillFilters(desk.start);
  const [, name, number] = /^#(findings|sample)\/(\d*)$/.exec(location.hash) ?? [null, "findings", ""];
  await enter(name, number ? Number(number) : undefined);
  document.body.dataset.ready = "yes";
});
