import { Malformed, misfit, unlike } from "../error.js";
import type { XmlElement } from "../xml/element.js";
import { elementMaker } from "../xml/new-element.js";
import { wsu } from "./names.js";
import { textIn, type SecurityPart } from "./security.js";

/** The clock by which times are written and checked. */
export interface ClockOptions {
  /** Milliseconds to add to the time of this machine, where the server's clock differs. */
  readonly clockOffset?: number | undefined;
}

/** How long requests are valid, and which replies are. */
export interface TimestampOptions extends ClockOptions {
  /** The time in milliseconds for which the request is valid; 300,000 by default. */
  readonly lifetime?: number | undefined;
  /** The difference between the clocks in milliseconds that is accepted in replies; 300,000 by default. */
  readonly tolerance?: number | undefined;
}

/**
 * A Timestamp: the time of the request, and when it expires. A reply whose Timestamp has expired, or was made in the
 * future, is malformed; one without a Timestamp is accepted.
 */
export function timestamp({
  clockOffset = 0,
  lifetime = 300_000,
  tolerance = 300_000,
}: TimestampOptions = {}): SecurityPart {
  const now = (): number => Date.now() + clockOffset;
  const element = elementMaker(wsu, "wsu");
  return {
    satisfies: ["IncludeTimestamp"],
    elements() {
      const created = now();
      const times = [element("Created", [timeOf(created)]), element("Expires", [timeOf(created + lifetime)])];
      return [element("Timestamp", times)];
    },
    check(elements) {
      const found = elements.filter(({ name, namespace }) => name === "Timestamp" && namespace === wsu);
      if (found.length > 1) throw new Malformed(unlike("one Timestamp", `${found.length}`));
      for (const each of found) checkTimes(each, now(), tolerance);
    },
  };
}

function checkTimes(found: XmlElement, now: number, tolerance: number): void {
  const created = timeIn(found, "Created");
  const expires = timeIn(found, "Expires");
  const shownNow = `${timeOf(now)} by the clock of this machine`;
  if (created !== undefined && created > now + tolerance)
    throw new Malformed(unlike(`a Timestamp created before ${shownNow}`, timeOf(created)));
  if (expires !== undefined && expires < now - tolerance)
    throw new Malformed(unlike(`a Timestamp that is valid at ${shownNow}`, `one that expired ${timeOf(expires)}`));
}

/** The time in the child of this name; throws Malformed for anything other than a time of the years 0 to 9999. */
export function timeIn(found: XmlElement, name: string): number | undefined {
  const text = textIn(found, wsu, name)?.trim();
  if (text === undefined) return undefined;
  const [, time = "", zone = "Z"] = /^(\d{4}-\d\d-\d\dT[\d:]{8}(?:\.\d{1,3})?)\d*(Z|[+-]\d\d:\d\d)?$/.exec(text) ?? [];
  // WS-Security says that a time without a zone is in UTC.
  const parsed = Date.parse(time + zone);
  if (Number.isNaN(parsed) || !isDay(time.slice(0, 10))) throw new Malformed(misfit(`a time in ${name}`, text));
  return parsed;
}

/** False for February 30, which engines read as a day of March. */
function isDay(text: string): boolean {
  return timeOf(Date.parse(text)).startsWith(text);
}

/** In UTC with milliseconds, as WS-Security recommends. */
export function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
