import { shellWord } from "../../quote.js";
import { shownUrl } from "./shown-url.js";

/** Advice for an address without a query that leads to no description: most services have their WSDL at `?wsdl`. */
export function wsdlHint(start: URL): string | undefined {
  if (start.search !== "") return undefined;
  const wsdl = new URL(start);
  wsdl.hash = "";
  wsdl.search = "?wsdl";
  return `if a service is there, try its WSDL: soapwright add ${shellWord(shownUrl(wsdl))}`;
}

/** Joins hints, of which any may be missing. */
export function eitherHint(...hints: readonly (string | undefined)[]): string | undefined {
  const given = hints.filter((hint) => hint !== undefined);
  return given.length === 0 ? undefined : given.join("; or ");
}
