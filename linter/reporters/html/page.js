"use strict";
(() => {
  const worstFirst = ["error", "warning", "info", "suppressed"];
  const cards = [...document.querySelectorAll(".card")];
  const marks = [...document.querySelectorAll("mark")];
  const drafts = [...document.querySelectorAll(".draft")];
  const form = document.querySelector(".filters");
  const output = form && form.querySelector("output");
  document.documentElement.classList.add("scripted");

  function shown() {
    return cards.filter((card) => !card.hidden);
  }

  function filter() {
    const states = new Set([...form.querySelectorAll("input:checked")].map((box) => box.value));
    const { rule, draft } = Object.fromEntries(new FormData(form));
    for (const section of drafts) {
      const fits = !draft || section.dataset.draft === draft;
      for (const card of section.querySelectorAll(".card")) {
        card.hidden = !(fits && states.has(card.dataset.state) && (!rule || card.dataset.rule === rule));
        document.getElementById(card.dataset.mark).hidden = card.hidden;
      }
      section.hidden = !section.querySelector(".card:not([hidden])");
    }
    marks.forEach(paint);
    output.textContent = output.dataset.template.replace("{shown}", shown().length).replace("{total}", cards.length);
  }

  // A mark looks like the worst of the findings over it that are shown.
  function paint(mark) {
    const over = mark.dataset.findings.split(" ").map((id) => document.getElementById(id)).filter((card) => !card.hidden);
    const states = over.map((card) => card.dataset.state);
    mark.className = worstFirst.find((state) => states.includes(state)) || "off";
  }

  function choose(card, from) {
    document.querySelectorAll(".current").forEach((element) => element.classList.remove("current"));
    card.classList.add("current");
    for (const mark of marks) {
      if (mark.dataset.findings.split(" ").includes(card.id)) mark.classList.add("current");
    }
    if (from !== "text") document.getElementById(card.dataset.mark).scrollIntoView({ block: "center" });
    if (from !== "list") reveal(card, from);
    card.focus({ preventScroll: true });
  }

  // The list scrolls by itself beside the text. Where it stands below the text, the page has to.
  function reveal(card, from) {
    const list = card.parentElement;
    if (getComputedStyle(list).overflowY === "visible") {
      if (from === "text") card.scrollIntoView({ block: "center" });
      return;
    }
    const [own, around] = [card.getBoundingClientRect(), list.getBoundingClientRect()];
    if (own.top < around.top) list.scrollTop -= around.top - own.top;
    else if (own.bottom > around.bottom) list.scrollTop += own.bottom - around.bottom;
  }

  function step(by) {
    const list = shown();
    if (!list.length) return;
    const at = list.findIndex((card) => card.classList.contains("current"));
    choose(list[at < 0 ? (by > 0 ? 0 : list.length - 1) : Math.max(0, Math.min(list.length - 1, at + by))], "keys");
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("select")) return;
    if (event.key === "j" || event.key === "ㅓ") step(1);
    else if (event.key === "k" || event.key === "ㅏ") step(-1);
    else if (event.key === "Enter" && event.target.classList.contains("card")) choose(event.target, "list");
  });
  document.addEventListener("click", (event) => {
    const mark = event.target.closest("mark");
    const reference = event.target.closest(".text .reference");
    const card = event.target.closest(".card");
    if (reference) choose(document.querySelector(reference.getAttribute("href")), "text");
    else if (mark && !mark.classList.contains("off")) {
      choose(mark.dataset.findings.split(" ").map((id) => document.getElementById(id)).find((one) => !one.hidden), "text");
    } else if (card && !event.target.closest("details")) choose(card, "list");
    if (reference || (card && event.target.closest(".reference"))) event.preventDefault();
  });
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll(".card details").forEach((details) => { details.open = true; });
  });
  function measure() {
    document.documentElement.style.setProperty("--bar", `${form.offsetHeight}px`);
  }

  if (form) {
    window.addEventListener("resize", measure);
    measure();
    form.addEventListener("change", filter);
    form.addEventListener("reset", () => setTimeout(filter));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.reset();
    filter();
  }
})();
