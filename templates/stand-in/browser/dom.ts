/** Creates elements of the page. Texts of specs become only text nodes and attribute values. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.append(...children);
  return element;
}

/** An id that is unique in the page. */
export function uniqueId(): string {
  return `id-${crypto.randomUUID()}`;
}

/** The name of a part of a form, for its label or legend. */
export function captionOf(text: string): HTMLElement {
  return make("span", { id: uniqueId(), class: "caption" }, text);
}

/** Changes a name and all names derived from it, such as those of numbered items. */
export function rename(caption: HTMLElement, text: string): void {
  caption.textContent = text;
  caption.dispatchEvent(new Event(renamed));
}

/** Calls `show` with a name, now and whenever it changes. */
export function nameAfter(caption: HTMLElement, show: (name: string) => void): void {
  const showNow = (): void => show(caption.textContent);
  caption.addEventListener(renamed, showNow);
  showNow();
}

const renamed = "renamed";

/** The id of the input with this caption as its label. */
export function inputId(caption: HTMLElement): string {
  return `${caption.id}-input`;
}
