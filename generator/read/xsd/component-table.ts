import type { Report } from "../../diagnostic.js";
import { quoteName } from "../../quote.js";
import { clark, type QName } from "./qname.js";
import { isWellKnown } from "./well-known.js";
import { formatPlace, type Place } from "../../source.js";
import { wsdlDiagnostic } from "../wsdl/wsdl-diagnostic.js";

/** Components of one kind by `{namespace}local`; the first of a name is kept. */
export interface ComponentTable<T> {
  readonly all: ReadonlyMap<string, T>;
  readonly add: (name: QName, component: T) => void;
  /** Replaces a component, and returns the old one. */
  readonly replace: (name: QName, component: T) => void;
}

/**
 * Creates a table. Reports a name that is declared twice: a warning if the declarations are equal, otherwise an error.
 * Ignores documents with equal texts (`isCopy`), which are one document under two paths. A component of a document that
 * `isImported` gives way to that of the importing document, with a warning.
 */
export function componentTable<T extends { readonly place: Place }>(
  kind: string,
  isCopy: (path: string, other: string) => boolean,
  report: Report,
  isImported: (place: Place) => boolean = () => false,
): ComponentTable<T> {
  const all = new Map<string, T>();
  const said = new Set<string>();
  return {
    all,
    add: (name, component) => {
      const key = clark(name);
      const first = all.get(key);
      if (first === undefined) {
        all.set(key, component);
        return;
      }
      const { place } = component;
      const related = [first.place];
      const isWithin = first.place.path === place.path;
      if (!isWithin && isCopy(first.place.path, place.path)) return;
      if (content(first) !== content(component)) {
        const givesWay = isImported(place) && !isImported(first.place);
        const hasOtherPolicies = content(first, policies) === content(component, policies);
        // Editions of well-known schemas differ only in details.
        const severity = givesWay || hasOtherPolicies || isWellKnown(name.namespace) ? "warning" : "error";
        const found = hasOtherPolicies
          ? `a second ${kind} ${quoteName(name)} with other policies`
          : `a second, different ${kind} ${quoteName(name)}`;
        const which = givesWay
          ? "; that of the importing document is read"
          : hasOtherPolicies
            ? "; the first is read"
            : "";
        const message = `found ${found}, expected one${which}`;
        const either = `${formatPlace(first.place)} or ${formatPlace(place)}`;
        const hint = `remove the one that is not of this service, at ${either}, or rename it with what refers to it`;
        report(wsdlDiagnostic("component-repeated", severity, place, message, { related, ...(isWithin && { hint }) }));
        return;
      }
      const pair = JSON.stringify([first.place.path, place.path]);
      if (said.has(pair)) return;
      said.add(pair);
      const message = `found a second, equal ${kind} ${quoteName(name)}, expected one; it is read once`;
      const hint = `remove the one at ${formatPlace(place)}`;
      report(wsdlDiagnostic("component-repeated", "warning", place, message, { related, ...(isWithin && { hint }) }));
    },
    replace: (name, component) => void all.set(clark(name), component),
  };
}

/** The content of a component, regardless of its place and of the properties to ignore. */
function content(component: unknown, ignored?: string): string {
  return JSON.stringify(component, (key, value: unknown) => (beside.has(key) || key === ignored ? undefined : value));
}

/** The property that holds the demands of policies, in which documents of one service may differ. */
const policies = "demands";

const beside: ReadonlySet<string> = new Set(["place", "basePlace", "contentPlace", "addressPlace", "documentation"]);
