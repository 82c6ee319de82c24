/** Elements of the page. Texts of specs only ever become texts and values of attributes. */
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

/** An id that nothing else in the page has, whoever made it. */
export function uniqueId(): string {
  return `id-${crypto.randomUUID()}`;
}

/** The name of a part of a form, to be put into its label or legend. */
export function captionOf(text: string): HTMLElement {
  return make("span", { id: uniqueId(), class: "caption" }, text);
}

/** Changes a name, with all that is named after it: items of a list are numbered. */
export function rename(caption: HTMLElement, text: string): void {
  caption.textContent = text;
  caption.dispatchEvent(new Event(renamed));
}

/** Calls `show` with a name, now and when it changes. */
export function nameAfter(caption: HTMLElement, show: (name: string) => void): void {
  const showNow = (): void => show(caption.textContent);
  caption.addEventListener(renamed, showNow);
  showNow();
}

const renamed = "renamed";

/** The id of the input that a caption labels. */
export function inputId(caption: HTMLElement): string {
  return `${caption.id}-input`;
}
