import { bindingTitles, isHttp } from "../../bindings.js";
import type { Diagnostic, Report } from "../../diagnostic.js";
import type { FaultSample, MissingMessage, PageOperation, Sample } from "./help-page.js";
import type { Place } from "../../source.js";
import { pageDiagnostic } from "./page-diagnostic.js";
import type { PageText } from "./text/page-text.js";
import { bindingOfHeading, headingsIn, readIntroduction, type Heading, type Introduction } from "./prose.js";
import type { Reading } from "./reading.js";

/** A reading with its binding, direction and operation. */
interface Placed extends Reading {
  readonly message: Sample["message"];
  readonly binding: Sample["binding"];
}

interface OperationDraft {
  readonly names: Set<string>;
  readonly placed: Placed[];
  readonly faults: Reading[];
  /** The offset of the text before its first message. */
  readonly after: number;
}

export interface PageContent {
  readonly service?: string;
  readonly operations: readonly PageOperation[];
}

/**
 * Groups the messages of a page by operation. First a message itself decides where it belongs, then its neighbours do.
 * Reports nothing about operations that are not kept.
 */
export function gatherOperations(
  page: PageText,
  readings: readonly Reading[],
  isKept: (operation: string) => boolean,
  report: Report,
): PageContent {
  const { groups, empty } = groupReadings(page, readings.filter(isWholeMessage), report);
  for (const { text, start } of empty) {
    const message = `found the heading "${text}" without a sample, expected a request and a response`;
    report(pageDiagnostic("sample-missing", "warning", page.place(start), message));
  }
  const named = groups.map((group) => {
    const start = group.placed[0]?.start ?? group.after;
    const introduction = readIntroduction(page, group.after, start, group.names);
    return { group, introduction, name: nameOf(group, introduction) };
  });
  const introduced = namedByRoots(named);
  const service = introduced[0]?.introduction.service;
  const operations = introduced.flatMap(({ group, introduction, name }) => {
    const reportOwn = name === undefined || isKept(name) ? report : () => undefined;
    return operationOf(page, group, name, introduction, reportOwn);
  });
  return { ...(service === undefined ? {} : { service }), operations };
}

/** False for a status line without content whose envelope a log shows by itself further below. */
function isWholeMessage({ content, head }: Reading, index: number, all: readonly Reading[]): boolean {
  const next = all[index + 1];
  const isBare = content.kind === "none" && head.status !== undefined && head.status !== 202;
  const isAnswer = next?.message === "response" || next?.message === "fault";
  return !(isBare && isAnswer && next.head.status === undefined && next.content.kind !== "content");
}

interface NamedDraft {
  readonly group: OperationDraft;
  readonly introduction: Introduction;
  readonly name: string | undefined;
}

/**
 * Gives requests without an action the name of those with one that have the same root element and no other address, if
 * there is one such name: a log may show an action only once.
 */
function namedByRoots(drafts: readonly NamedDraft[]): readonly NamedDraft[] {
  const byRoot = new Map<string, { readonly name: string | undefined; readonly target: string | undefined }[]>();
  for (const { group, name } of drafts) {
    const request = requestIn(group);
    if (request?.head.action === undefined || request.head.action === "") continue;
    const root = rootOf(request);
    if (root === undefined) continue;
    const known = byRoot.get(root) ?? [];
    if (known.length < 2 && known.every((each) => each.name !== name)) known.push({ name, target: targetIn(request) });
    byRoot.set(root, known);
  }
  return drafts.map((draft) => {
    const request = requestIn(draft.group);
    const isTitled = draft.introduction.name !== undefined && !draft.introduction.unconfirmed;
    if (request === undefined || isTitled || request.head.action) return draft;
    const [only, ...others] = byRoot.get(rootOf(request) ?? "") ?? [];
    if (only?.name === undefined || others.length > 0) return draft;
    const target = targetIn(request);
    const isElsewhere = target !== undefined && only.target !== undefined && target !== only.target;
    return isElsewhere ? draft : { ...draft, name: only.name };
  });
}

function requestIn({ placed }: OperationDraft): Placed | undefined {
  return placed.find(({ message, binding }) => message === "request" && !isHttp(binding));
}

function rootOf({ content }: Reading): string | undefined {
  const root = content.kind === "envelope" ? content.body?.find((part) => part.kind === "element") : undefined;
  return root && `{${root.namespace}}${root.name}`;
}

function targetIn({ head: { host, path } }: Reading): string | undefined {
  return path === undefined ? undefined : `${host ?? ""}${path}`;
}

/** The groups, and the headings without a message below them. */
function groupReadings(
  page: PageText,
  readings: readonly Reading[],
  report: Report,
): { readonly groups: readonly OperationDraft[]; readonly empty: readonly Heading[] } {
  const groups: OperationDraft[] = [];
  const headings: { readonly heading: Heading; readonly beside: readonly OperationDraft[] }[] = [];
  const byName = new Map<string, OperationDraft>();
  /** The operation of the message before. */
  let answered: OperationDraft | undefined;
  let after = 0;
  for (const reading of readings) {
    if (reading.message === "fault") {
      if (answered === undefined) report(faultAlone(reading.head.place));
      else answered.faults.push(reading);
      after = reading.end;
      continue;
    }
    const placed = place(page, reading, groups.at(-1), after);
    if (placed === undefined) {
      for (const diagnostic of [...reading.remarks, unknownBinding(page, reading)]) report(diagnostic);
    } else {
      const heading = page.text.slice(after, reading.start);
      const above = groups.at(-1);
      const group = groupFor(placed, heading, above, byName) ?? {
        names: new Set<string>(),
        placed: [],
        faults: [],
        after,
      };
      answered = group;
      const beside = above === undefined ? [group] : [above, group];
      for (const found of headingsIn(heading, after)) headings.push({ heading: found, beside });
      if (group.placed.length === 0) groups.push(group);
      group.placed.push(placed);
      for (const name of placed.names) {
        group.names.add(name);
        byName.set(name, group);
      }
    }
    after = reading.end;
  }
  const last = groups.slice(-1);
  if (last.length > 0)
    for (const heading of headingsIn(page.text.slice(after), after)) headings.push({ heading, beside: last });
  const isEmpty = ({ binding }: Heading, beside: readonly OperationDraft[]) =>
    !beside.some(({ placed }) => placed.some((each) => each.binding === binding));
  const empty = headings.filter(({ heading, beside }) => isEmpty(heading, beside)).map(({ heading }) => heading);
  return { groups, empty };
}

function faultAlone(place: Place): Diagnostic {
  const message = "found a fault without a request before it, expected the request that it answers; it is left out";
  return pageDiagnostic("operation-unknown", "warning", place, message);
}

function unknownBinding(page: PageText, { binding, content, start }: Reading): Diagnostic {
  if (content.kind === "broken") return content.diagnostic;
  const message =
    binding === "http"
      ? "found XML without an envelope, expected a request of HTTP GET or HTTP POST before it"
      : "found a response that shows no binding, expected a request before it";
  return pageDiagnostic("binding-unknown", "error", page.place(start), message);
}

/** Completes a message with facts from the request or the heading before it. */
function place(
  page: PageText,
  reading: Reading,
  current: OperationDraft | undefined,
  after: number,
): Placed | undefined {
  const unanswered = current?.placed.findLast(
    ({ message, binding }) => message === "request" && !holds(current, "response", binding),
  )?.binding;
  const heading = page.text.slice(after, reading.start);
  const binding = knownBinding(reading, unanswered) ?? headingBinding(reading, bindingOfHeading(heading));
  if (binding === undefined) return undefined;
  const fallback = /Response\W*$/i.test(heading.slice(-200)) || isHttp(binding) ? "response" : "request";
  const { message = fallback } = reading;
  return message === "fault" ? undefined : { ...reading, binding, message };
}

function knownBinding(
  { binding, message }: Reading,
  unanswered: Sample["binding"] | undefined,
): Placed["binding"] | undefined {
  if (binding === undefined) return message === "response" ? unanswered : undefined;
  if (binding !== "http") return binding;
  return unanswered !== undefined && isHttp(unanswered) ? unanswered : undefined;
}

function headingBinding({ binding }: Reading, heading: Sample["binding"] | undefined): Sample["binding"] | undefined {
  return heading !== undefined && binding === "http" && !isHttp(heading) ? undefined : heading;
}

function holds(group: OperationDraft, message: Sample["message"], binding: Sample["binding"]): boolean {
  return group.placed.some((placed) => placed.message === message && placed.binding === binding);
}

/** The group of a message, if one of the previous operations fits. An operation has one message of each kind. */
function groupFor(
  placed: Placed,
  heading: string,
  current: OperationDraft | undefined,
  byName: ReadonlyMap<string, OperationDraft>,
): OperationDraft | undefined {
  const { message, binding, names } = placed;
  const lacks = (group: OperationDraft | undefined) => group !== undefined && !holds(group, message, binding);
  const named = names.map((name) => byName.get(name)).find((group) => lacks(group));
  if (current === undefined || !lacks(current)) return named;
  if (message === "response") return holds(current, "request", binding) || named === undefined ? current : named;
  if (names.length === 0 || names.some((name) => current.names.has(name))) return current;
  // The location of an HTTP binding is arbitrary. Below a heading that names no operation, it belongs to the previous
  // one.
  const goesOn =
    isHttp(binding) && bindingOfHeading(heading) === binding && !names.some((name) => heading.includes(name));
  return named ?? (goesOn ? current : undefined);
}

function operationOf(
  page: PageText,
  group: OperationDraft,
  name: string | undefined,
  introduction: Introduction,
  report: Report,
): readonly PageOperation[] {
  for (const { remarks } of [...group.placed, ...group.faults]) remarks.forEach(report);
  const samples: Sample[] = [];
  for (const placed of group.placed) {
    const whole = placed.content.kind === "broken" ? twinOf(placed, group) : placed;
    if (placed.content.kind === "broken") report(brokenDiagnostic(placed.content.diagnostic, whole, name));
    if (whole !== undefined) samples.push(sampleOf(placed, whole.content));
  }
  const [first] = group.placed.map(({ head }) => head);
  if (first === undefined) return [];
  if (name === undefined) {
    if (samples.length === 0) return [];
    const message = "found a sample that names no operation, expected a title, a SOAPAction or an element in the body";
    report(pageDiagnostic("operation-unknown", "error", first.place, message));
    return [];
  }
  if (samples.length > 0) reportEnvelopes(group, report);
  if (introduction.unconfirmed && introduction.name !== undefined && introduction.name !== name) {
    const place = page.place(introduction.nameStart ?? 0);
    const message = `found the title "${introduction.name}", expected "${name}" as in the samples`;
    report(pageDiagnostic("name-contradiction", "warning", place, message, { related: [first.place] }));
  }
  const { documentation } = introduction;
  const missing = samples.length === 0 ? [] : missingMessages(group);
  return [
    {
      name,
      ...(documentation === undefined ? {} : { documentation }),
      place: first.place,
      samples,
      faults: group.faults.flatMap(faultOf),
      missing,
    },
  ];
}

function faultOf({ content, head: { place } }: Reading): readonly FaultSample[] {
  return content.kind === "fault" ? [{ details: content.details, place }] : [];
}

/** The same message in the other version of SOAP or with the other HTTP method, which has the same content. */
function twinOf(placed: Placed, group: OperationDraft): Placed | undefined {
  return group.placed.find(
    ({ binding, message, content }) =>
      binding !== placed.binding &&
      isHttp(binding) === isHttp(placed.binding) &&
      message === placed.message &&
      (content.kind === "envelope" || content.kind === "content"),
  );
}

/** The diagnostic of an unreadable message. Only its operation is lost, unless nothing names the operation. */
function brokenDiagnostic(diagnostic: Diagnostic, twin: Placed | undefined, operation: string | undefined): Diagnostic {
  if (twin === undefined) return operation === undefined ? diagnostic : { ...diagnostic, severity: "warning" };
  return {
    ...diagnostic,
    severity: "warning",
    message: `${diagnostic.message}; the ${bindingTitles[twin.binding]} sample is read in its place`,
    related: [...(diagnostic.related ?? []), twin.head.place],
  };
}

function sampleOf(placed: Placed, content: Reading["content"]): Sample {
  const { action, ...head } = placed.head;
  const { message, binding } = placed;
  if (isHttp(binding)) {
    return {
      message,
      binding,
      ...head,
      ...(content.kind === "parameters" ? { parameters: content.parameters } : {}),
      ...(content.kind === "content" ? { content: content.content } : {}),
    };
  }
  const { kind: _kind, ...envelope } = content.kind === "envelope" ? content : { kind: "none", header: [] };
  return { message, binding, ...head, ...(action === undefined ? {} : { action }), ...envelope };
}

/**
 * The name of an operation: the title if the samples confirm it, else the name on which action and body agree, else the
 * path, the action, the body.
 */
function nameOf(group: OperationDraft, { name, unconfirmed }: Introduction): string | undefined {
  const requests = group.placed.filter(({ message }) => message === "request");
  const path = requests.find(({ binding }) => isHttp(binding))?.names[0];
  const agreed = requests
    .map(({ names }) => names)
    .find(([first, second]) => first !== undefined && first === second)?.[0];
  if (name !== undefined && !(unconfirmed && (agreed ?? path) !== undefined)) return name;
  const shown = [...requests, ...group.placed].flatMap(({ names }) => names);
  return agreed ?? path ?? shown.find((each) => !each.endsWith("Response")) ?? shown[0];
}

function missingMessages(group: OperationDraft): readonly MissingMessage[] {
  return group.placed.flatMap(({ message, binding, head: { place } }) => {
    const other = message === "request" ? "response" : "request";
    const isAnswered = other === "response" && group.faults.length > 0;
    return isAnswered || holds(group, other, binding) ? [] : [{ message: other, place }];
  });
}

function reportEnvelopes({ placed }: OperationDraft, report: Report): void {
  for (const { binding, head, content } of placed) {
    if (isHttp(binding) || content.kind !== "none" || head.status === 202) continue;
    const text = `found the status ${head.status ?? "of a response"} without an envelope, expected an envelope or the status 202`;
    report(pageDiagnostic("envelope-missing", "warning", head.place, text));
  }
}
