// Suggestions while one types (the ARIA combobox pattern). Without this file the field has its
// datalist, or its page has its search button; what is kept is checked by the server either way.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  for (const input of document.querySelectorAll("input[data-picker]")) picker(input);
});

function picker(input) {
  const list = document.createElement("ul");
  let asked = 0, timer, active = -1;
  list.id = `${input.id}-suggestions`;
  list.className = "picker";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.pickerLabel);
  input.removeAttribute("list");
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("autocomplete", "off");
  input.after(list);
  close();

  function close() {
    clearTimeout(timer);
    asked += 1; // an answer still on its way comes too late
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function show(suggestions) {
    list.replaceChildren(...suggestions.map(({ label }, at) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${at}`;
      option.textContent = label;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.addEventListener("pointerdown", (event) => event.preventDefault());
      option.addEventListener("click", () => choose(option));
      return option;
    }));
    active = -1;
    list.hidden = !suggestions.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
  }

  async function ask() {
    const mine = ++asked;
    const typed = input.value.trim();
    if (typed.length < 2) return close();
    try {
      const answer = await fetch(`${input.dataset.picker}?q=${encodeURIComponent(typed)}`);
      const found = answer.ok && !answer.redirected ? (await answer.json()).suggestions : [];
      if (mine === asked) show(found);
    } catch {
      if (mine === asked) close(); // no network: the field goes on as plain text
    }
  }

  function move(step) {
    const options = [...list.children];
    if (active >= 0) options[active].setAttribute("aria-selected", "false");
    active = (active + step + (active < 0 && step < 0 ? 1 : 0) + options.length) % options.length;
    options[active].setAttribute("aria-selected", "true");
    options[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[active].id);
  }

  function choose(option) {
    input.value = option.textContent;
    close();
    input.focus();
    if ("pickerSubmit" in input.dataset) input.form.requestSubmit();
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 150);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (list.hidden) {
      if (event.key === "ArrowDown") ask();
      return;
    }
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter" && active >= 0) choose(list.children[active]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
}
