// Text in code points: JavaScript counts UTF-16 units, the decisions count code points.

export const points = (text) => Array.from(text);

const length = (text) => { let n = 0; for (const _ of text) n += 1; return n; };

// Replace the content of `element` by `text`, with `spans` ({start, end, className, title}) marked. Overlapping spans nest by
// order of start; one that crosses another is cut where the other ends.
export function show(element, text, spans, labels = []) {
  const cells = points(text);
  const edges = new Set([0, cells.length]);
  for (const span of spans) { edges.add(span.start); edges.add(span.end); }
  const cuts = [...edges].filter((at) => at >= 0 && at <= cells.length).sort((a, b) => a - b);
  const parts = [];
  for (let i = 0; i + 1 < cuts.length; i += 1) {
    const [from, to] = [cuts[i], cuts[i + 1]];
    const piece = cells.slice(from, to).join("");
    const over = spans.filter((span) => span.start <= from && to <= span.end);
    if (!over.length) { parts.push(document.createTextNode(piece)); continue; }
    const mark = document.createElement("mark");
    mark.className = [...new Set(over.map((span) => span.className))].join(" ");
    mark.title = [...new Set(over.map((span) => span.title).filter(Boolean))].join(", ");
    mark.dataset.start = over[0].start;
    mark.dataset.end = over[0].end;
    mark.textContent = piece;
    parts.push(mark);
  }
  if (!cells.length) parts.push(document.createTextNode(""));
  element.replaceChildren(...parts);
}

// The selection inside `element` as [start, end] in code points of its text, or null where there is none.
export function selected(element) {
  const selection = window.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(element)) return null;
  const whole = document.createRange();
  whole.selectNodeContents(element);
  if (range.compareBoundaryPoints(Range.START_TO_START, whole) > 0) whole.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, whole) < 0) whole.setEnd(range.endContainer, range.endOffset);
  const before = document.createRange();
  before.selectNodeContents(element);
  before.setEnd(whole.startContainer, whole.startOffset);
  let start = length(before.toString());
  const inside = points(whole.toString());
  let end = start + inside.length;
  let [from, to] = [0, inside.length];
  while (from < to && !inside[from].trim()) { from += 1; start += 1; }
  while (from < to && !inside[to - 1].trim()) { to -= 1; end -= 1; }
  return start < end ? [start, end] : null;
}

// Select code points [start, end) of `element` and bring them into view.
export function select(element, start, end) {
  const range = document.createRange();
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let seen = 0;
  let begun = false;
  while (walker.nextNode()) {
    const cells = points(walker.currentNode.data);
    const units = (count) => cells.slice(0, count).join("").length;
    if (!begun && start < seen + cells.length) { range.setStart(walker.currentNode, units(start - seen)); begun = true; }
    if (begun && end <= seen + cells.length) { range.setEnd(walker.currentNode, units(end - seen)); break; }
    seen += cells.length;
  }
  if (!begun) return;
  const selection = window.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  (range.startContainer.parentElement ?? element).scrollIntoView({ block: "nearest" });
}

const isWord = (cell) => cell !== undefined && /[\p{L}\p{N}]/u.test(cell);

// The next edge of a word from `at`, in direction `step` (1 or -1).
export function wordEdge(cells, at, step) {
  let here = at;
  const cell = () => cells[step > 0 ? here : here - 1];
  const inside = () => (step > 0 ? here < cells.length : here > 0);
  while (inside() && !isWord(cell())) here += step;
  while (inside() && isWord(cell())) here += step;
  return here;
}
