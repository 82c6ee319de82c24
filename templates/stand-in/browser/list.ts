/** Filters a page that lists operations. */
import { pageElement } from "./page-element.js";

/** A shorter list needs no filter. */
const fewest = 10;

const items = [...document.querySelectorAll<HTMLElement>(".operations > li")].map((item) => ({
  item,
  text: item.textContent.toLowerCase(),
}));
const services = [...document.querySelectorAll<HTMLElement>("main > section")];
const filter = pageElement("filter", HTMLInputElement);
const said = pageElement("filtered", HTMLElement);

function show(): void {
  const words = filter.value.toLowerCase().split(/\s+/);
  let count = 0;
  for (const { item, text } of items) {
    item.hidden = !words.every((word) => text.includes(word));
    if (!item.hidden) count++;
  }
  // Hides services without a matching operation, which would be bare headings.
  for (const service of services) {
    service.hidden = count < items.length && service.querySelector(".operations > li:not([hidden])") === null;
  }
  said.textContent = `${count} of ${items.length} operations`;
}

if (items.length > fewest) {
  pageElement("search", HTMLElement).hidden = false;
  filter.addEventListener("input", show);
  // Browsers restore the input when users return to the page.
  addEventListener("pageshow", show);
  show();
}
