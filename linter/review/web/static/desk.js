// The desk: marks follow the text as it is typed, and findings and text lead to each other.
// The text stands in a textarea; the marks stand behind it, in an element of the same shape.
"use strict";

const REST = 60; // milliseconds without a key before the text is checked
const PATIENCE = 400; // milliseconds without an answer before that is said
const form = document.getElementById("desk");
const fixed = document.getElementById("fixed");
const list = document.getElementById("findings");

if (form) edit(form);
else if (fixed) read(fixed);

function edit(form) {
  const area = form.elements.text;
  const behind = form.querySelector(".marks");
  const status = document.querySelector(".status");
  const saved = area.value;
  const desk = Math.random().toString(36).slice(2);
  let marks = JSON.parse(form.dataset.marks || "[]");
  let before = area.value;
  let resting = 0;
  let asking = null;
  let current = 0;

  document.documentElement.classList.add("scripted");
  draw();
  if (Number(form.dataset.draft) === 0 && area.value.trim()) check();

  area.addEventListener("input", () => {
    marks = shifted(marks, before, area.value);
    before = area.value;
    draw();
    document.body.classList.toggle("unsaved", area.value !== saved);
    clearTimeout(resting);
    resting = setTimeout(check, REST);
  });
  if (form.elements.name && form.elements.name.type !== "hidden") form.elements.name.addEventListener("change", check);
  area.addEventListener("click", () => show(numberAt(area.selectionStart), false));
  form.addEventListener("submit", () => { area.dataset.sent = "yes"; });
  window.addEventListener("beforeunload", (event) => {
    if (area.value !== saved && area.value.trim() && !area.dataset.sent) event.preventDefault();
  });
  list.addEventListener("click", (event) => {
    const apply = event.target.closest(".apply");
    const card = event.target.closest(".card");
    if (apply) put(JSON.parse(apply.dataset.edits));
    else if (card && !event.target.closest("details, form, a, button")) select(Number(card.dataset.number));
  });
  keys((step) => select(next(step)), (number) => select(number));
  if (form.dataset.draft !== "0") arrive();

  async function check() {
    if (asking) asking.abort();
    asking = new AbortController();
    const text = area.value;
    const waiting = setTimeout(() => say(form.dataset.checking), PATIENCE);
    try {
      const answer = await fetch("/live", {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Form-Token": form.elements.token.value },
        body: JSON.stringify({ name: form.elements.name.value, text, draft: Number(form.dataset.draft), desk }),
        signal: asking.signal,
      });
      const told = await answer.json();
      if (text !== area.value || told.outdated) return;
      if (!told.marks) return say(form.dataset.failed.replace("{why}", told.failed || told.message || answer.status));
      say("");
      marks = told.marks;
      draw();
      replaceList(told.list);
    } catch (problem) {
      if (problem.name !== "AbortError") say(form.dataset.unreachable);
    } finally {
      clearTimeout(waiting);
    }
  }

  function draw() {
    behind.replaceChildren(...pieces(area.value, marks, current));
  }

  function say(words) {
    status.textContent = words;
  }

  // Fixes go through the browser's own editing where they can, so that they can be undone.
  function put(edits) {
    area.focus();
    for (const [start, end, text] of [...edits].sort((one, other) => other[0] - one[0])) {
      area.setSelectionRange(start, end);
      const done = text ? document.execCommand("insertText", false, text) : document.execCommand("delete");
      if (!done) {
        area.setRangeText(text, start, end, "end");
        area.dispatchEvent(new Event("input"));
      }
    }
  }

  function numberAt(offset) {
    const over = marks.filter(([start, end]) => start <= offset && offset <= end);
    over.sort((one, other) => one[1] - one[0] - (other[1] - other[0]));
    return over.length ? over[0][3] : 0;
  }

  function next(step) {
    const numbers = marks.map((mark) => mark[3]);
    if (!numbers.length) return 0;
    if (!numbers.includes(current)) {
      const at = area.selectionEnd;
      const after = marks.find(([start]) => start >= at);
      return step > 0 ? (after || marks[0])[3] : numbers[numbers.length - 1];
    }
    return numbers[(numbers.indexOf(current) + step + numbers.length) % numbers.length];
  }

  function select(number) {
    const mark = marks.find((one) => one[3] === number);
    if (!mark) return;
    area.focus({ preventScroll: true });
    area.setSelectionRange(mark[0], mark[1]);
    show(number, true);
    const shown = behind.querySelector("mark.current");
    if (shown) shown.scrollIntoView({ block: "center", behavior: "smooth" });
  }

  function show(number, isSure) {
    if (!number) hint(0);
    if (!number && !isSure) return;
    current = number;
    draw();
    lead(number);
  }
}

// A text that can't be edited here: its marks and cards still lead to each other.
function read(paper) {
  const marked = [...paper.querySelectorAll("mark")];
  const numbers = [...new Set(marked.flatMap((mark) => mark.dataset.numbers.split(" ").map(Number)))];
  let current = 0;

  document.documentElement.classList.add("scripted");
  const select = (number) => {
    current = number;
    for (const mark of marked) mark.classList.toggle("current", mark.dataset.numbers.split(" ").includes(String(number)));
    const first = paper.querySelector("mark.current");
    if (first) first.scrollIntoView({ block: "center", behavior: "smooth" });
    lead(number);
  };
  const step = (by) => select(numbers[(Math.max(numbers.indexOf(current), by > 0 ? -1 : 0) + by + numbers.length) % numbers.length]);
  paper.addEventListener("click", (event) => {
    const mark = event.target.closest("mark");
    if (mark) select(Number(mark.dataset.numbers.split(" ")[0]));
  });
  list.addEventListener("click", (event) => {
    const card = event.target.closest(".card");
    if (card && !event.target.closest("details, form, a, button")) select(Number(card.dataset.number));
  });
  keys((by) => numbers.length && step(by), select);
  arrive();
}

// After an act on a card, the page opens where it was.
function arrive() {
  const card = /^#f\d+$/.test(location.hash) && list.querySelector(location.hash);
  if (!card) return;
  lead(Number(card.dataset.number));
  card.focus();
}

function keys(step, select) {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "F8") {
      event.preventDefault();
      step(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape") {
      const card = event.target.closest(".card") || list.querySelector(".card.current") || list.querySelector(".card");
      if (card) card.focus();
      hint(0);
    } else if (event.key === "Enter" && event.target.matches(".card")) {
      event.preventDefault();
      select(Number(event.target.dataset.number));
    }
  });
}

// Make a card the current one. Beside the text it comes to the top of its list; under the text, on a telephone, the page
// stays where the writer is, and what the card says stands at the foot of the screen.
function lead(number) {
  for (const card of list.querySelectorAll(".card")) card.classList.toggle("current", Number(card.dataset.number) === number);
  const card = list.querySelector(".card.current");
  const side = list.closest(".side");
  if (getComputedStyle(side).position !== "sticky") hint(number);
  else if (card) side.scrollTop += card.getBoundingClientRect().top - side.getBoundingClientRect().top - 8;
}

function hint(number) {
  const shown = document.getElementById("hint");
  const card = [...list.querySelectorAll(".card")].find((one) => Number(one.dataset.number) === number);
  shown.hidden = !card;
  if (!card) return;
  const link = document.createElement("a");
  link.href = `#${card.id}`;
  link.textContent = card.querySelector(".message").textContent;
  const advice = document.createElement("span");
  advice.textContent = (card.querySelector(".advice") || card.querySelector(".allowed")).textContent;
  shown.className = `hint ${["error", "warning", "info", "suppressed"].find((state) => card.classList.contains(state))}`;
  shown.replaceChildren(link, advice);
}

// The list comes from the server, whose templates escape whatever a draft holds. What was open stays open.
function replaceList(markup) {
  const isBusy = list.contains(document.activeElement) && document.activeElement.matches("textarea, input");
  if (isBusy) return;
  const was = list.querySelector(".card.current");
  const messages = new Set([...list.querySelectorAll("details.why[open]")].map(messageOf));
  list.innerHTML = markup;
  for (const details of list.querySelectorAll("details.why")) details.open = messages.has(messageOf(details));
  if (was) {
    const again = [...list.querySelectorAll(".card")].find((card) => messageOf(card) === messageOf(was));
    if (again) again.classList.add("current");
  }
}

function messageOf(element) {
  return element.closest(".card").querySelector(".message").textContent;
}

// Marks after an edit, until they are known anew: those after it move, those that it touched go.
function shifted(marks, before, after) {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const end = before.length - tail;
  const by = after.length - before.length;
  return marks.flatMap(([from, to, state, number]) => {
    if (to <= head) return [[from, to, state, number]];
    if (from >= end) return [[from + by, to + by, state, number]];
    return [];
  });
}

// The text in pieces, each with the worst state of the marks over it.
function pieces(text, marks, current) {
  const cuts = [...new Set([0, text.length, ...marks.flatMap(([start, end]) => [start, end])])].sort((a, b) => a - b);
  const order = ["error", "warning", "info", "suppressed"];
  const nodes = [];
  for (let at = 0; at + 1 < cuts.length; at++) {
    const [start, end] = [cuts[at], cuts[at + 1]];
    const over = marks.filter((mark) => mark[0] <= start && end <= mark[1]);
    const words = document.createTextNode(text.slice(start, end));
    if (!over.length) {
      nodes.push(words);
      continue;
    }
    const mark = document.createElement("mark");
    mark.className = order.find((state) => over.some((one) => one[2] === state));
    mark.dataset.numbers = over.map((one) => one[3]).join(" ");
    if (over.some((one) => one[3] === current)) mark.classList.add("current");
    mark.append(words);
    nodes.push(mark);
  }
  nodes.push(document.createTextNode("\n"));
  return nodes;
}
