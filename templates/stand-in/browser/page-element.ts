/** The element of the page with this id. Throws if there is none of this kind. */
export function pageElement<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`expected an element #${id} in the page`);
  return found;
}
