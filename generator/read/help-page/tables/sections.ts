import { lastUpTo, type Place } from "../../../source.js";

/** The begin of a section: a heading, or a line that is a name only and may be that of an operation. */
export interface Heading {
  /** 1 is the topmost. */
  readonly level: number;
  readonly name?: string;
  readonly place: Place;
}

/** Headings of Markdown and names on lines of their own, which copied pages have in place of headings. */
export function headingsIn(text: string, place: (offset: number) => Place): readonly Heading[] {
  return Array.from(text.matchAll(headingLine), ({ index, groups: { marks, name } = {} }) => ({
    level: marks?.length ?? lowest,
    ...(name !== undefined && { name }),
    place: place(index),
  }));
}

const lowest = 7;
const headingLine = /^[ \t]{0,3}(?:(?<marks>#{1,6})[ \t]|(?<name>[\p{L}_][\p{L}\p{N}_.-]{0,255})[ \t]*$)/gmu;

/** A part of a document from a heading to the next one of its level. `start` and `end` number the messages in it. */
export interface Section {
  readonly start: number;
  readonly end: number;
  readonly parent?: Section;
}

/** Returns the innermost section around a place. `messages` are the places of messages, in order. */
export function sectionsOf(headings: readonly Heading[], messages: readonly Place[]): (place: Place) => Section {
  const places = messages.map(order);
  const before = (limit: number): number => countUpTo(places, limit);
  const ordered = headings
    .map(({ level, place }) => ({ level, at: order(place) }))
    .toSorted((one, other) => one.at - other.at);
  const open: { readonly level: number; readonly section: { start: number; end: number; parent?: Section } }[] = [
    { level: 0, section: { start: 0, end: messages.length } },
  ];
  const sections = [open[0]?.section ?? { start: 0, end: messages.length }];
  for (const { level, at } of ordered) {
    const start = before(at);
    while ((open.at(-1)?.level ?? 0) >= level) {
      const ended = open.pop();
      if (ended !== undefined) ended.section.end = start;
    }
    const parent = open.at(-1)?.section;
    const section = { start, end: messages.length, ...(parent && { parent }) };
    open.push({ level, section });
    sections.push(section);
  }
  const starts = ordered.map(({ at }) => at);
  return (place) => sections[countUpTo(starts, order(place))] ?? { start: 0, end: messages.length };
}

/** A number that orders the places of one text. */
export function order({ line, column }: Place): number {
  return line * 2 ** 25 + column;
}

/** How many of the numbers, which are in order, are up to the limit. */
export function countUpTo(numbers: readonly number[], limit: number): number {
  return (numbers[0] ?? Infinity) > limit ? 0 : lastUpTo(numbers, limit) + 1;
}
