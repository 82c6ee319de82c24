/** The simple types of dates and times: the original texts, checked against the calendar. */
import { builtin, checked, type Simple } from "./simple.js";
import { daysTo } from "./calendar.js";
import { trim } from "../xml/characters.js";
import { encodeUtf8 } from "../xml/utf8.js";

/**
 * The text of an xs:dateTime: `2024-02-29T23:59:59.1234567`, followed by `Z`, an offset such as `+01:00`, or nothing if
 * the zone is unspecified.
 */
export type DateTime = string;

/** The text of an xs:date: `2024-02-29`, optionally with a zone like a {@link DateTime}. */
export type DateString = string;

/** The text of an xs:time: `23:59:59.5`, optionally with a zone like a {@link DateTime}. */
export type TimeString = string;

/** The text of an xs:duration: `P1Y2M3DT4H5M6.7S`, or `-PT0.5S`. */
export type Duration = string;

/** xs:dateTime: its text, checked against the calendar. */
export const dateTime: Simple<DateTime> = /* @__PURE__ */ checked("dateTime", isDateTime);
/** xs:date: its text, checked against the calendar. */
export const date: Simple<DateString> = /* @__PURE__ */ checked("date", isDate);
/** xs:time: its text. */
export const time: Simple<TimeString> = /* @__PURE__ */ checked("time", isTime);
/** xs:duration: its text. */
export const duration: Simple<Duration> = /* @__PURE__ */ checked("duration", isDuration);
/** xs:gYear: a year as text, such as `2024`. */
export const gYear: Simple<string> = /* @__PURE__ */ checked("gYear", isYear);
/** xs:gYearMonth: a month of a year as text, such as `2024-02`. */
export const gYearMonth: Simple<string> = /* @__PURE__ */ checked("gYearMonth", isYearMonth);
/** xs:gMonth: a month as text, such as `--02`. */
export const gMonth: Simple<string> = /* @__PURE__ */ checked("gMonth", isMonth);
/** xs:gMonthDay: a day of a month as text, such as `--02-29`. */
export const gMonthDay: Simple<string> = /* @__PURE__ */ checked("gMonthDay", isMonthDay);
/** xs:gDay: a day as text, such as `---29`. */
export const gDay: Simple<string> = /* @__PURE__ */ checked("gDay", isDay);

/**
 * Replaces `dateTime`: a Date, to the millisecond. A time without a zone is local time, as in `new Date(…)`. Written in
 * UTC.
 */
export const dateTimeAsDate: Simple<Date> = /* @__PURE__ */ instant();

function instant(): Simple<Date> {
  const slow = builtin<Date>(
    "dateTime",
    (text) => {
      const bytes = encodeUtf8(trim(text));
      return dateOf(bytes, 0, bytes.length);
    },
    (value) => {
      if (!(value instanceof Date) || Number.isNaN(value.getTime())) return undefined;
      const iso = value.toISOString();
      const text = iso.endsWith(".000Z") ? `${iso.slice(0, -5)}Z` : iso;
      // ECMAScript writes years before 0 and after 9999 with a sign and six digits, XML Schema with the fewest digits.
      return iso.length === 24 ? text : text.replace(/^(?:\+|(-))0{0,2}/, "$1");
    },
  );
  return {
    ...slow,
    read: (cursor) =>
      (cursor.text === null ? dateOf(cursor.bytes, cursor.from, cursor.to) : undefined) ?? slow.read(cursor),
  };
}

/** Parses a dateTime; undefined if it is invalid or outside the range of Date. */
function dateOf(bytes: Uint8Array, from: number, to: number): Date | undefined {
  if (!isDateTime(bytes, from, to)) return undefined;
  const end = afterYear(bytes, from, to);
  const sign = bytes[from] === DASH ? -1 : 1;
  let year = 0;
  for (let at = sign < 0 ? from + 1 : from; at < end; at++) year = year * 10 + digit(bytes, at);
  year *= sign;
  const month = two(bytes, end + 1);
  const day = two(bytes, end + 4);
  const hour = two(bytes, end + 7);
  const minute = two(bytes, end + 10);
  let milliseconds = two(bytes, end + 13) * 1000;
  if (bytes[end + 15] === POINT) {
    const last = Math.min(afterDigits(bytes, end + 16, to), end + 19);
    for (let at = end + 16, unit = 100; at < last; at++, unit /= 10) milliseconds += digit(bytes, at) * unit;
  }
  const zone = bytes[to - 6];
  let date: Date;
  if (bytes[to - 1] === Z || zone === PLUS || zone === DASH) {
    const offset = bytes[to - 1] === Z ? 0 : two(bytes, to - 5) * 60 + two(bytes, to - 2);
    const minutes = (daysTo(year, month, day) * 24 + hour) * 60 + minute + (zone === PLUS ? -offset : offset);
    date = new Date(minutes * 60_000 + milliseconds);
  } else {
    date = new Date(0, 0);
    date.setFullYear(year, month - 1, day);
    date.setHours(hour, minute, 0, milliseconds);
  }
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function isDateTime(bytes: Uint8Array, from: number, to: number): boolean {
  const at = afterDate(bytes, from, to);
  return bytes[at] === T && isZone(bytes, afterTime(bytes, at + 1, to), to);
}

function isDate(bytes: Uint8Array, from: number, to: number): boolean {
  return isZone(bytes, afterDate(bytes, from, to), to);
}

function isTime(bytes: Uint8Array, from: number, to: number): boolean {
  return isZone(bytes, afterTime(bytes, from, to), to);
}

function isYear(bytes: Uint8Array, from: number, to: number): boolean {
  return isZone(bytes, afterYear(bytes, from, to), to);
}

function isYearMonth(bytes: Uint8Array, from: number, to: number): boolean {
  return isZone(bytes, afterNumber(bytes, afterYear(bytes, from, to), to, 12), to);
}

/** `--12` */
function isMonth(bytes: Uint8Array, from: number, to: number): boolean {
  return bytes[from] === DASH && isZone(bytes, afterNumber(bytes, from + 1, to, 12), to);
}

/** `--12-31` */
function isMonthDay(bytes: Uint8Array, from: number, to: number): boolean {
  const at = afterNumber(bytes, from + 1, to, 12);
  return bytes[from] === DASH && isZone(bytes, afterNumber(bytes, at, to, daysOf(two(bytes, at - 2), true)), to);
}

/** `---31` */
function isDay(bytes: Uint8Array, from: number, to: number): boolean {
  return bytes[from] === DASH && bytes[from + 1] === DASH && isZone(bytes, afterNumber(bytes, from + 2, to, 31), to);
}

/** `-P1Y2M3DT4H5M6.7S`: each part is optional, but at least one is required, and one after a T. */
function isDuration(bytes: Uint8Array, from: number, to: number): boolean {
  let at = bytes[from] === DASH ? from + 1 : from;
  if (bytes[at++] !== P || at >= to) return false;
  let timed = false;
  let units = "YMD";
  while (at < to) {
    if (bytes[at] === T && !timed) {
      timed = true;
      units = "HMS";
      at++;
    }
    let end = afterDigits(bytes, at, to);
    if (end === at) return false;
    if (bytes[end] === POINT) {
      at = end + 1;
      end = afterDigits(bytes, at, to);
      if (end === at || bytes[end] !== S) return false;
    }
    const unit = units.indexOf(String.fromCharCode(bytes[end] ?? 0));
    if (unit < 0 || end >= to) return false;
    units = units.slice(unit + 1);
    at = end + 1;
  }
  return true;
}

// Each function returns the offset after the token that it expects, or NOWHERE, from which every search fails.

const NOWHERE = 0x3fffffff; // an integer, so that engines keep all offsets as integers

function afterDate(bytes: Uint8Array, from: number, to: number): number {
  const at = afterNumber(bytes, afterYear(bytes, from, to), to, 12);
  const year = two(bytes, at - 7) * 100 + two(bytes, at - 5);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return afterNumber(bytes, at, to, daysOf(two(bytes, at - 2), leap));
}

/** Four digits, or more without a leading 0; 0000 is a year, as in XSD 1.1 and ISO 8601. */
function afterYear(bytes: Uint8Array, from: number, to: number): number {
  const start = bytes[from] === DASH ? from + 1 : from;
  const end = afterDigits(bytes, start, to);
  return end - start === 4 || (end - start > 4 && bytes[start] !== ZERO) ? end : NOWHERE;
}

/** A dash and two digits, from 1 to `max`. */
function afterNumber(bytes: Uint8Array, at: number, to: number, max: number): number {
  if (at + 3 > to || bytes[at] !== DASH) return NOWHERE;
  const number = two(bytes, at + 1);
  return number >= 1 && number <= max ? at + 3 : NOWHERE;
}

/** Allows a fraction of a second, and 24:00:00 as the end of the day. */
function afterTime(bytes: Uint8Array, from: number, to: number): number {
  if (from + 8 > to || bytes[from + 2] !== COLON || bytes[from + 5] !== COLON) return NOWHERE;
  const hour = two(bytes, from);
  const minute = two(bytes, from + 3);
  const second = two(bytes, from + 6);
  if (hour > 24 || minute > 59 || second > 59) return NOWHERE;
  let midnight = minute === 0 && second === 0;
  let at = from + 8;
  if (at < to && bytes[at] === POINT) {
    const fraction = ++at;
    at = afterDigits(bytes, fraction, to);
    if (at === fraction) return NOWHERE;
    for (let zero = fraction; zero < at && midnight; zero++) midnight = bytes[zero] === ZERO;
  }
  return hour < 24 || midnight ? at : NOWHERE;
}

/** True if the bytes from `at` to `to` are a zone, or empty. */
function isZone(bytes: Uint8Array, at: number, to: number): boolean {
  if (at === to) return true;
  if (at + 1 === to) return bytes[at] === Z;
  if (at + 6 !== to || (bytes[at] !== PLUS && bytes[at] !== DASH) || bytes[at + 3] !== COLON) return false;
  const hour = two(bytes, at + 1);
  const minute = two(bytes, at + 4);
  return hour < 14 ? minute <= 59 : hour === 14 && minute === 0;
}

function daysOf(month: number, leap: boolean): number {
  if (month === 2) return leap ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The number in two digits; 100 if they are not digits. */
function two(bytes: Uint8Array, at: number): number {
  const tens = digit(bytes, at);
  const ones = digit(bytes, at + 1);
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : 100;
}

function afterDigits(bytes: Uint8Array, at: number, to: number): number {
  while (at < to && digit(bytes, at) >= 0 && digit(bytes, at) <= 9) at++;
  return at;
}

/**
 * The value of a digit; outside 0 to 9 for other bytes. Out of bounds it is NaN, which fails every comparison: hence
 * the `!`.
 */
function digit(bytes: Uint8Array, at: number): number {
  return bytes[at]! - ZERO;
}

const PLUS = 43;
const DASH = 45;
const POINT = 46;
const ZERO = 48;
const COLON = 58;
const P = 80;
const S = 83;
const T = 84;
const Z = 90;
