import type { Change } from "../../diff/change.js";
import type { Breaks } from "../../diff/rules.js";
import { listed } from "../../listed.js";
import { formatPlace, type Place } from "../../source.js";
import { visible } from "../print-diagnostics.js";

/** The headings of changes, the most severe first. */
const headings: Readonly<Record<Breaks, string>> = {
  both: "break calls at compile time, and messages",
  compile: "break calls at compile time",
  wire: "break messages",
  nothing: "break nothing",
};

/** Prints changes for people, the most severe first, each with its place in the new spec and in the old one. */
export function formatChanges(changes: readonly Change[]): string {
  if (changes.length === 0) return "no changes\n";
  const isShared = new Set(changes.map(({ service }) => service)).size > 1;
  const lines = (Object.keys(headings) as Breaks[]).flatMap((breaks) => {
    const found = changes.filter((change) => change.breaks === breaks);
    if (found.length === 0) return [];
    const title = `${found.length} change${found.length === 1 ? "" : "s"} ${heading(breaks, found.length)}`;
    return [title, ...found.flatMap((change) => [`  ${changeText(change, isShared)}`, ...placeLines(change)]), ""];
  });
  return `${lines.slice(0, -1).map(visible).join("\n")}\n`;
}

function heading(breaks: Breaks, count: number): string {
  return count === 1 ? headings[breaks].replace(/^break\b/, "breaks") : headings[breaks];
}

/** `Order.Quantity was int, is string, in requests and replies` */
function changeText({ service, path, message, directions }: Change, isShared: boolean): string {
  const name = path === "" ? service : isShared ? `${service}: ${path}` : path;
  const where = directions.length === 0 ? "" : `, in ${listed(directions)}`;
  return `${name} ${message}${where}`;
}

function placeLines({ before, after }: Change): readonly string[] {
  const was = before === undefined ? "" : `was ${formatPlace(before)}`;
  const is = after === undefined ? "" : formatPlace(after);
  const line = [is, was].filter((text) => text !== "").join(", ");
  return line === "" ? [] : [`    ${line}`];
}

/** The changes as a JSON document. */
export function changesJson(changes: readonly Change[]): string {
  return `${JSON.stringify({ version: 1, changes }, null, 2)}\n`;
}

/** The changes as annotations of GitHub: errors for those that break anything, and notices. */
export function changesForGitHub(changes: readonly Change[]): string {
  const isShared = new Set(changes.map(({ service }) => service)).size > 1;
  return changes
    .map((change) => {
      const { rule, breaks, before, after } = change;
      const properties = [...fileProperties(after ?? before), `title=${property(`soapwright ${rule}`)}`].join(",");
      const effect = breaks === "nothing" ? "" : ` (${heading(breaks, 1)})`;
      return `::${breaks === "nothing" ? "notice" : "error"} ${properties}::${data(visible(changeText(change, isShared) + effect))}\n`;
    })
    .join("");
}

function fileProperties(place: Place | undefined): readonly string[] {
  if (place === undefined) return [];
  return [`file=${property(place.path)}`, `line=${place.line}`, `col=${place.column}`];
}

/** The escapes that workflow commands know. */
function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
