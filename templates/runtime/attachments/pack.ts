import type { BodyStep, Source } from "../context.js";
import { misfit, RequestError, rethrowWithin } from "../error.js";
import type { Attachments, BoundParts, Document, NewAttachment, Packed } from "../packaging.js";
import { deferPart } from "../streaming/deferred-part.js";
import { isSource, takerOf, type Taker } from "../streaming/source.js";
import { Output } from "../xml/output.js";
import { isMediaType, quoted, readContentType } from "./content-type.js";

/** A part of a multipart that is written. */
export interface NewPart {
  readonly contentId: string;
  readonly contentType: string;
  readonly content: NewAttachment["content"];
  /** The object that stands for the content in `holder`, for the paths of errors. */
  readonly value: object;
  readonly holder: unknown;
}

/** The parts of the attachments of a message. Throws a RequestError for one that does not fit. */
export function partsOf(
  { attachments = [], parts = {} }: Attachments,
  bound: BoundParts | undefined,
  unique: string,
): readonly NewPart[] {
  const made: NewPart[] = [];
  const add = (attachment: NewAttachment, holder: unknown, contentId: string, type: string | undefined): void => {
    made.push(partOf(attachment, holder, contentId, type));
  };
  for (const [name, types] of Object.entries(bound ?? {})) {
    // A name such as `constructor` is that of a property that all objects inherit.
    const attachment = name in Object.prototype && !{}.hasOwnProperty.call(parts, name) ? undefined : parts[name];
    if (attachment === undefined) throw new RequestError("expected an attachment, found nothing", `parts.${name}`);
    const type = types.find((each) => !each.includes("*"));
    within(`parts.${name}`, () => add(attachment, { parts }, `${encodeURIComponent(name)}=${unique}`, type));
  }
  const other = Object.keys(parts).find((name) => !Object.keys(bound ?? {}).includes(name));
  if (other !== undefined) throw new RequestError("expected no such part", `parts.${other}`);
  if (!("entries" in attachments)) throw new RequestError(misfit("a list", attachments), "attachments");
  for (const [index, attachment] of attachments.entries()) {
    within(`attachments[${index}]`, () =>
      add(attachment, { attachments }, `attachment${index + 1}.${unique}`, undefined),
    );
  }
  return made;
}

function within(place: string, make: () => void): void {
  try {
    make();
  } catch (error) {
    rethrowWithin(error, place);
  }
}

function partOf(attachment: NewAttachment, holder: unknown, id: string, bound: string | undefined): NewPart {
  // Given from JavaScript, it may be anything.
  const { content, contentType, contentId = id } = Object(attachment) as Partial<NewAttachment>;
  if (!(content instanceof Blob) && !(content instanceof Uint8Array) && !isSource(content))
    throw new RequestError(misfit("bytes, a Blob or a source of bytes", content), "content");
  const type = contentType ?? ((content instanceof Blob && content.type) || bound) ?? "application/octet-stream";
  if (!isMediaType(type)) throw new RequestError(misfit("a media type", type), "contentType");
  if (!/^[\x21-\x3b\x3d\x3f-\x7e]+$/.test(contentId))
    throw new RequestError(misfit("an id of ASCII without spaces and angle brackets", contentId), "contentId");
  return { contentId, contentType: type, content, value: content, holder };
}

/** How a document is packed. */
export interface PackOptions {
  /** True for an XOP package; false for SOAP with Attachments. */
  readonly isXop: boolean;
  /** A text that no other message has. */
  readonly unique: string;
}

/** Packs a document with parts. Those that are sources are put into the body by the step. */
export async function packMultipart(
  { contentType, body }: Document,
  parts: readonly NewPart[],
  { isXop, unique }: PackOptions,
): Promise<Packed> {
  const { mediaType, parameters } = readContentType(contentType);
  const action = parameters.get("action");
  const boundary = `part-${unique.split("@", 1).join("")}`;
  const root = `root.${unique}`;
  const rootType = isXop ? `application/xop+xml; charset=utf-8; type=${quoted(mediaType)}` : contentType;
  const steps: BodyStep[] = [];
  const output = new Output({ steps });
  // Many megabytes are copied once.
  output.reserve([body, ...parts.map(({ content }) => content)].reduce((sum, content) => sum + roomFor(content), 0));
  const begin = (part: Pick<NewPart, "contentId" | "contentType">, encoding: string): void => {
    output.ascii(`--${boundary}\r\nContent-Type: ${part.contentType}\r\nContent-Transfer-Encoding: ${encoding}\r\n`);
    output.ascii(`Content-ID: <${part.contentId}>\r\n\r\n`);
  };
  begin({ contentId: root, contentType: rootType }, "8bit");
  await write(output, { content: body, value: body, holder: body });
  for (const part of parts) {
    output.ascii("\r\n");
    begin(part, "binary");
    await write(output, part);
  }
  output.ascii(`\r\n--${boundary}--\r\n`);
  const type = [
    `multipart/related; type=${quoted(isXop ? "application/xop+xml" : mediaType)}`,
    `boundary=${quoted(boundary)}`,
    `start=${quoted(`<${root}>`)}`,
    ...(isXop ? [`start-info=${quoted(mediaType)}`] : []),
    ...(action === undefined ? [] : [`action=${quoted(action)}`]),
  ];
  return { contentType: type.join("; "), body: output.done(), step: steps[0] };
}

/** The bytes of a part, if they are known, with its usual header and boundary. */
function roomFor(content: NewAttachment["content"]): number {
  return 512 + (content instanceof Uint8Array ? content.length : content instanceof Blob ? content.size : 0);
}

/** Writes the content of a part, or leaves its place open for a source. */
async function write(output: Output, { content, value, holder }: Pick<NewPart, "content" | "value" | "holder">) {
  if (content instanceof Uint8Array) return output.bytes(content);
  if (content instanceof Blob) return output.bytes(new Uint8Array(await content.arrayBuffer()));
  output.content = holder;
  deferPart(output, value, partFrom(content));
}

/** True if a part comes from a source, which can be sent once. */
export function hasSources(parts: readonly NewPart[]): boolean {
  return parts.some(({ content }) => isSourceOfPart(content));
}

/** Tells the sources of parts that nobody wants them. */
export function cancelSources(parts: readonly NewPart[]): void {
  for (const { content } of parts) {
    // Nobody waits for the end of what nobody wants, nor has a use for its error.
    if (isSourceOfPart(content))
      void partFrom(content)
        .cancel()
        .catch(() => undefined);
  }
}

function isSourceOfPart(content: NewAttachment["content"]): content is Source<Uint8Array> {
  return !(content instanceof Uint8Array) && !(content instanceof Blob);
}

function partFrom(source: Source<Uint8Array>): Parameters<typeof deferPart>[2] {
  let taker: Taker<Uint8Array> | undefined;
  return {
    write: async (output) => {
      taker ??= takerOf(source);
      const { done, value } = await taker.next();
      if (done === true) return false;
      if (!((value as unknown) instanceof Uint8Array)) throw new RequestError(misfit("a chunk of bytes", value));
      output.bytes(value);
      return true;
    },
    cancel: async () => (taker ??= takerOf(source)).cancel(),
  };
}
