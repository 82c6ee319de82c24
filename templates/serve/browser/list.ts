/** The filter of a page that lists operations. */
import { pageElement } from "./page-element.js";

/** A list that is seen whole needs no filter. */
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
  // A service of which nothing is left would be a heading alone.
  for (const service of services) {
    service.hidden = count < items.length && service.querySelector(".operations > li:not([hidden])") === null;
  }
  said.textContent = `${count} of ${items.length} operations`;
}

if (items.length > fewest) {
  pageElement("search", HTMLElement).hidden = false;
  filter.addEventListener("input", show);
  // What browsers put back into the input when they come back to the page counts too.
  addEventListener("pageshow", show);
  show();
}
