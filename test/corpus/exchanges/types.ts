import { readFileSync } from "node:fs";
import { clark, type Service, type TypeReference } from "../../../generator/model/service.js";

/** A simple element of a message, as the WSDL declares it. */
export interface DeclaredElement {
  /** Local names from the root of the body on. */
  readonly path: string;
  readonly builtin: string;
}

/** How an inferred type compares to the declared one: `wider` loses no value. */
export type Comparison = "agrees" | "wider" | "wrong" | "absent";

/** The simple elements that `facts.jsonl` lists, once for each path. */
export function declaredElements(file: string): readonly DeclaredElement[] {
  const byPath = new Map<string, DeclaredElement>();
  for (const line of readFileSync(file, "utf8").trimEnd().split("\n")) {
    const fact = JSON.parse(line) as Partial<DeclaredElement>; // written for this suite
    const { path, builtin } = fact;
    if (path !== undefined && builtin !== undefined) byPath.set(path, { path, builtin });
  }
  return [...byPath.values()];
}

export function compareType({ path, builtin }: DeclaredElement, services: readonly Service[]): Comparison {
  const [root = "", ...members] = path.split("/");
  const found = services.flatMap((service) =>
    rootsOf(service)
      .filter(({ name }) => name.local === root)
      .flatMap(({ type }) => typeAt(service, type, members) ?? []),
  );
  const results = found.map((type) => compareBuiltin(type, builtin));
  return (["wrong", "wider", "agrees"] as const).find((each) => results.includes(each)) ?? "absent";
}

function rootsOf({ operations }: Service) {
  return operations.flatMap(({ request, response }) => [...request.body, ...(response?.body ?? [])]);
}

/** The builtin type of a member, of the text beside attributes, or `unknown` for any content. */
function typeAt(service: Service, type: TypeReference, [member, ...others]: readonly string[]): string | undefined {
  if (type.kind === "builtin") return member === undefined ? type.name : undefined;
  const found = service.types.find(({ name }) => clark(name) === type.name);
  if (found?.kind !== "complex") return found === undefined ? undefined : "string";
  const { content } = found;
  if (content.kind === "unknown") return "unknown";
  if (content.kind === "text") return member === undefined ? typeAt(service, content.type, []) : undefined;
  if (member === undefined) return "elements";
  const element = content.particles.find((particle) => particle.kind === "element" && particle.name.local === member);
  return element?.kind === "element" ? typeAt(service, element.type, others) : undefined;
}

const open: ReadonlySet<string> = new Set(["string", "unknown", "anyType", "anySimpleType"]);

function compareBuiltin(found: string, declared: string): Comparison {
  if (found === declared) return "agrees";
  return open.has(found) ? "wider" : "wrong";
}
