import { make, uniqueId } from "./dom.js";

/** The limit of the shown text; copying takes the whole text. */
const longest = 500_000;

/** A text under a heading, with buttons to copy it and to wrap its lines. `explained` precedes it. */
export function textView(title: string, text: string, ...explained: readonly (Node | string)[]): HTMLElement {
  const id = uniqueId();
  const cut = text.length > longest ? `\n… ${text.length - longest} characters more` : "";
  const shown = make("pre", { tabindex: "0", role: "region", "aria-labelledby": id }, text.slice(0, longest) + cut);
  const said = make("span", { role: "status" });
  const copy = button(`Copy`, title, () => {
    copied(text, shown).then(
      (note) => (said.textContent = note),
      () => (said.textContent = "could not be copied"),
    );
  });
  const wrap = button("Wrap lines", title, () => {
    wrap.setAttribute("aria-pressed", String(shown.classList.toggle("wrapped")));
  });
  wrap.setAttribute("aria-pressed", "false");
  return make(
    "div",
    { class: "text-view" },
    make("div", { class: "bar" }, make("h3", { id }, title), said, copy, wrap),
    ...(explained.length === 0 ? [] : [make("p", {}, ...explained)]),
    shown,
  );
}

/** Copies a text, or selects it if the browser does not allow the page to copy. */
async function copied(text: string, shown: HTMLElement): Promise<string> {
  try {
    await navigator.clipboard.writeText(text);
    return "copied";
  } catch {
    getSelection()?.selectAllChildren(shown);
    shown.focus();
    return "selected, to be copied";
  }
}

/** `about` names the text for users of screen readers. */
function button(text: string, about: string, press: () => void): HTMLButtonElement {
  const made = make("button", { type: "button", class: "quiet", "aria-label": `${text}: ${about}` }, text);
  made.addEventListener("click", press);
  return made;
}
