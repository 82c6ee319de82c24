import { daysTo } from "./calendar.js";
import { trim } from "../xml/characters.js";
import { itemOf } from "./item.js";
import type { Simple } from "./simple.js";

/**
 * Compares two values of a builtin type (XSD 1.0 part 2, 4.2.2): negative, 0 or positive. Undefined for a type without
 * an order, and for values that its partial order does not compare. Exact for any precision.
 */
export function order(builtin: string | undefined, a: unknown, b: unknown): number | undefined {
  if (typeof a === "string" && typeof b === "string") {
    if (builtin === undefined) return undefined;
    if (builtin === "duration") return orderOfDurations(a, b);
    if (timeline.test(builtin)) return orderOfTimes(a, b, builtin);
    return numerals.test(builtin) ? orderOfDecimals(a, b) : undefined;
  }
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime();
  if (typeof a === "number" && typeof b === "number") return sign(a, b);
  return typeof a === "bigint" && typeof b === "bigint" ? sign(a, b) : undefined;
}

/** True for equal values in different forms: `1.5` and `1.50`, or two arrays of the same bytes. */
export function equal(type: Simple<unknown> | undefined, a: unknown, b: unknown): boolean {
  if (Object.is(a, b) || order(type?.builtin, a, b) === 0) return true;
  if (!isRow(a) || !isRow(b) || a.length !== b.length) return false;
  const item = type && itemOf(type);
  return a.every((value, index) => equal(item, value, b[index]));
}

function isRow(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) || value instanceof Uint8Array;
}

const timeline = /^(dateTime|date|time|g[A-Z].*)$/;
const numerals = /^(decimal|long|unsignedLong|integer)$/;

function sign<Comparable extends number | bigint | string>(a: Comparable, b: Comparable): number | undefined {
  return a < b ? -1 : a > b ? 1 : a === b ? 0 : undefined;
}

interface Numeral {
  readonly negative: boolean;
  readonly whole: string;
  readonly fraction: string;
}

function orderOfDecimals(a: string, b: string): number | undefined {
  const [left, right] = [numeralOf(a), numeralOf(b)];
  if (left.negative !== right.negative) return left.negative ? -1 : 1;
  const size =
    sign(left.whole.length, right.whole.length) || sign(left.whole, right.whole) || sign(left.fraction, right.fraction);
  return size && left.negative ? -size : size;
}

/** The significant digits of a decimal, so that numerals of the same length compare as texts. Zero is not negative. */
function numeralOf(text: string): Numeral {
  const numeral = trim(text);
  const [digits = "", decimals = ""] = numeral.replace(/^[-+]/, "").split(".");
  const whole = digits.replace(/^0+/, "");
  const fraction = withoutEnd(decimals);
  return { negative: numeral.startsWith("-") && whole + fraction !== "", whole, fraction };
}

function withoutEnd(fraction: string): string {
  let end = fraction.length;
  while (fraction[end - 1] === "0") end--;
  return fraction.slice(0, end);
}

/** Seconds since 1970, rounded down, and the digits of the fraction. */
interface Instant {
  readonly seconds: number;
  readonly fraction: string;
}

function orderOfInstants(a: Instant, b: Instant): number | undefined {
  return sign(a.seconds, b.seconds) || sign(a.fraction, b.fraction);
}

const zone = /(Z|[-+]\d\d:\d\d)$/;
/** A date and a time, each of which may be missing or incomplete. Longer texts are not compared. */
const moment =
  /^(?:(-?\d{4,8})(?:-(\d\d)(?:-(\d\d))?)?|--(\d\d)(?:-(\d\d))?|---(\d\d))?(?:T?(\d\d):(\d\d):(\d\d)(?:\.(\d+))?)?$/;

/** A leap year, so that it has all days. */
const anyYear = 2000;
const mostHours = 14;

/** Compares times. If only one has a zone, the order must be the same for every zone (XSD 1.0 part 2, 3.2.7.4). */
function orderOfTimes(a: string, b: string, name: string): number | undefined {
  const [left, right] = [instantOf(trim(a), name), instantOf(trim(b), name)];
  if (left === undefined || right === undefined) return undefined;
  if (left.zoned === right.zoned) return orderOfInstants(left, right);
  const shift = mostHours * 3600;
  const [local, instant] = left.zoned ? [right, left] : [left, right];
  const earliest = orderOfInstants({ ...local, seconds: local.seconds - shift }, instant);
  const latest = orderOfInstants({ ...local, seconds: local.seconds + shift }, instant);
  if (earliest !== latest || earliest === undefined || earliest === 0) return undefined;
  return left.zoned ? -earliest : earliest;
}

function instantOf(text: string, name: string): (Instant & { readonly zoned: boolean }) | undefined {
  const offset = zoneOf(text);
  const parts = moment.exec(offset === undefined ? text : text.replace(zone, ""));
  if (parts === null) return undefined;
  const [, year, month, day, onlyMonth, monthDay, onlyDay, hour = 0, minute = 0, second = 0, fraction = ""] = parts;
  const days = daysTo(
    Number(year ?? anyYear),
    Number(month ?? onlyMonth ?? 1),
    Number(day ?? monthDay ?? onlyDay ?? 1),
  );
  // 24:00 is 0:00 of the next day, or of any day for times without a date.
  const hours = name === "time" ? Number(hour) % 24 : Number(hour);
  const minutes = (days * 24 + hours) * 60 + Number(minute) - (offset ?? 0);
  return { seconds: minutes * 60 + Number(second), fraction: withoutEnd(fraction), zoned: offset !== undefined };
}

/** The offset in minutes; undefined without a zone. */
function zoneOf(text: string): number | undefined {
  const [found] = zone.exec(text) ?? [];
  if (found === undefined) return undefined;
  if (found === "Z") return 0;
  const minutes = Number(found.slice(1, 3)) * 60 + Number(found.slice(4));
  return found.startsWith("-") ? -minutes : minutes;
}

/** Durations are compared from each of four dates (XSD 1.0 part 2, 3.2.6.2), because months have from 28 to 31 days. */
const starts = [
  [1696, 9],
  [1697, 2],
  [1903, 3],
  [1903, 7],
] as const;

function orderOfDurations(a: string, b: string): number | undefined {
  const [left, right] = [spanOf(trim(a)), spanOf(trim(b))];
  if (left === undefined || right === undefined) return undefined;
  const orders = starts.map(([year, month]) => orderOfInstants(after(year, month, left), after(year, month, right)));
  return orders.every((one) => one === orders[0]) ? orders[0] : undefined;
}

interface Span extends Instant {
  readonly months: number;
}

function after(year: number, month: number, { months, seconds, fraction }: Span): Instant {
  const count = year * 12 + month - 1 + months;
  return { seconds: daysTo(Math.floor(count / 12), (((count % 12) + 12) % 12) + 1, 1) * 86_400 + seconds, fraction };
}

const span =
  /^(-?)P(?:(\d{1,8})Y)?(?:(\d{1,8})M)?(?:(\d{1,8})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:\.(\d+))?S)?)?$/;

function spanOf(text: string): Span | undefined {
  const parts = span.exec(text);
  if (parts === null) return undefined;
  const [, minus, years = 0, months = 0, days = 0, hours = 0, minutes = 0, seconds = 0, decimals = ""] = parts;
  const inMonths = Number(years) * 12 + Number(months);
  const inSeconds = ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
  const fraction = withoutEnd(decimals);
  if (minus === "") return { months: inMonths, seconds: inSeconds, fraction };
  // Rounded down: -0.25 is -1 and a fraction of 0.75.
  return { months: -inMonths, seconds: -inSeconds - (fraction === "" ? 0 : 1), fraction: complement(fraction) };
}

function complement(fraction: string): string {
  const last = fraction.length - 1;
  return Array.from(fraction, (digit, at) => (at === last ? 10 : 9) - Number(digit)).join("");
}
