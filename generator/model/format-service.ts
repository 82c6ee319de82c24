import { explain } from "./explain.js";
import { clark, type Attribute, type Binding, type ComplexType, type Element, type Evidence } from "./service.js";
import type { Message, Operation, Port, Service, Type, TypeReference } from "./service.js";

/**
 * Prints a service as people read it: a line for each operation and for each type, in the words of XML Schema, with `?` for
 * what can be absent, `[]` for what repeats and `| nil` for what is nillable. With `explain` there is below each line why its
 * facts are held to be true, and where the sources say so.
 */
export function formatService(service: Service, options: { readonly explain: boolean }): string {
  const types = new Map(service.types.map((type) => [clark(type.name), type]));
  const wrappers = new Set(service.operations.flatMap((operation) => wrappersOf(operation, types)));
  const name = typeNaming(service);
  const explained = (lines: readonly string[]): readonly string[] =>
    options.explain ? lines.map((line) => `      ${line}`) : [];
  const section = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ["", title, ...lines];

  const ports = addresses(service.ports).flatMap(({ address, bindings, evidence }) => [
    `  ${address}  ${bindings.join(" ")}`,
    ...explained([explain(evidence)]),
  ]);
  const operations = service.operations.flatMap((operation) => [
    `  ${operationSignature(operation, types, name)}`,
    ...explained(operationReasons(operation)),
  ]);
  const listed = service.types.filter((type) => options.explain || !wrappers.has(type));
  const signatures = listed.flatMap((type) => [`  ${typeSignature(type, name)}`, ...explained(typeReasons(type))]);
  const lines = [
    `${service.name}  ${service.namespace}`,
    ...section("ports", ports),
    ...section("operations", operations),
    ...section("types", signatures),
  ];
  return `${lines.map(printable).join("\n")}\n`;
}

type Types = ReadonlyMap<string, Type>;

/** How a type is called: by its local name, or in full where two types have the same. */
type TypeName = (key: string) => string;

function typeNaming({ types }: Service): TypeName {
  const locals = new Map<string, string>();
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { name } of types) {
    if (seen.has(name.local)) twice.add(name.local);
    seen.add(name.local);
  }
  for (const { name } of types) locals.set(clark(name), twice.has(name.local) ? clark(name) : name.local);
  return (key) => locals.get(key) ?? key;
}

function addresses(
  ports: readonly Port[],
): readonly (Omit<Port, "binding"> & { readonly bindings: readonly Binding[] })[] {
  const all = [...new Set(ports.map(({ address }) => address))];
  return all.flatMap((address) => {
    const at = ports.filter((port) => port.address === address);
    const [first] = at;
    return first ? [{ address, evidence: first.evidence, bindings: at.map(({ binding }) => binding) }] : [];
  });
}

function operationSignature(
  { name, request, response, bindings }: Operation,
  types: Types,
  typeName: TypeName,
): string {
  const parts = (message: Message): string => {
    const blocks = message.header.map((element) => `header ${elementSignature(element, typeName)}`);
    return [...bodyElements(message, types, typeName), ...blocks].join(", ");
  };
  const reply = response === undefined ? "one-way" : `${wrapperName(response, types)}(${parts(response)})`;
  return `${name}(${parts(request)}): ${reply}  ${bindings.map(({ binding }) => binding).join(" ")}`;
}

/** What a caller gives: the members of the wrapper element, or what the body holds itself. */
function bodyElements(message: Message, types: Types, typeName: TypeName): readonly string[] {
  const wrapper = wrapperOf(message, types);
  return wrapper === undefined
    ? message.body.map((element) => elementSignature(element, typeName))
    : memberSignatures(wrapper, typeName);
}

function wrapperName(message: Message, types: Types): string {
  const wrapper = message.wrapper ?? (wrapperOf(message, types) && message.body[0]?.name);
  return wrapper?.local ?? "";
}

function wrapperOf({ style, body }: Message, types: Types): ComplexType | undefined {
  const [root, ...others] = body;
  if (style === "rpc" || root?.type.kind !== "type" || others.length > 0) return undefined;
  const type = types.get(root.type.name);
  return type?.kind === "complex" && type.wrapper && type.content.kind === "sequence" ? type : undefined;
}

function wrappersOf({ request, response }: Operation, types: Types): readonly Type[] {
  return [request, ...(response ? [response] : [])].flatMap((message) => wrapperOf(message, types) ?? []);
}

function typeSignature(type: Type, typeName: TypeName): string {
  const name = typeName(clark(type.name));
  if (type.kind === "simple") {
    const values = type.enumeration.map((value) => (/^[\p{L}\p{N}_.-]+$/u.test(value) ? value : JSON.stringify(value)));
    return `${name} = ${[...values, ...(type.open ? ["…"] : [])].join(" | ")}`;
  }
  const members = memberSignatures(type, typeName).join(", ");
  const attributes = type.attributes.length === 0 ? "" : `(${members})`;
  switch (type.content.kind) {
    case "sequence":
      return `${name}(${members})`;
    case "text":
      return `${name}${attributes} = ${referenceSignature(type.content.type, typeName)}`;
    case "unknown":
      return `${name}${attributes} = unknown`;
  }
}

function memberSignatures({ attributes, content }: ComplexType, typeName: TypeName): readonly string[] {
  const particles = content.kind === "sequence" ? content.particles : [];
  return [
    ...attributes.map((attribute) => attributeSignature(attribute, typeName)),
    ...particles.map((particle) => (particle.kind === "any" ? "any" : elementSignature(particle, typeName))),
  ];
}

function attributeSignature({ name, type, use }: Attribute, typeName: TypeName): string {
  return `@${name.local}${use === "optional" ? "?" : ""}: ${referenceSignature(type, typeName)}`;
}

function elementSignature({ name, type, minOccurs, maxOccurs, nillable }: Element, typeName: TypeName): string {
  const nil = nillable ? " | nil" : "";
  return `${name.local}${occurs(minOccurs, maxOccurs)}: ${referenceSignature(type, typeName)}${nil}`;
}

/** `?` and `[]`, and the bounds where they are other than those of most lists. */
function occurs(min: number, max: number | "unbounded"): string {
  if (max === 1) return min === 0 ? "?" : "";
  return min === 0 && max === "unbounded" ? "[]" : `[${min}..${max === "unbounded" ? "" : max}]`;
}

function referenceSignature(type: TypeReference, typeName: TypeName): string {
  return type.kind === "builtin" ? type.name : typeName(type.name);
}

function operationReasons({ request, response }: Operation): readonly string[] {
  const parts = (direction: string, message: Message | undefined) => [
    ...(message?.header ?? []).map(({ name, evidence }) => memberReason(`${direction} header ${name.local}`, evidence)),
    ...(message?.body ?? []).map(({ name, evidence }) => memberReason(`${direction} ${name.local}`, evidence)),
  ];
  return [...parts("request", request), ...parts("response", response)];
}

function typeReasons(type: Type): readonly string[] {
  const own = explain(type.evidence);
  if (type.kind === "simple") return [own];
  const particles = type.content.kind === "sequence" ? type.content.particles : [];
  return [
    own,
    ...type.attributes.map(({ name, evidence }) => memberReason(`@${name.local}`, evidence)),
    ...particles.map((particle) =>
      memberReason(particle.kind === "any" ? "any" : particle.name.local, particle.evidence),
    ),
  ];
}

function memberReason(member: string, evidence: Evidence<string>): string {
  return `${member}: ${explain(evidence)}`;
}

/** A terminal obeys control characters, and direction marks turn a line around. */
function printable(line: string): string {
  return line.replace(/[\p{Cc}\p{Bidi_Control}]/gu, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
