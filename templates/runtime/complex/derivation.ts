import { misfit, missing, RequestError } from "../error.js";
import { listed } from "../simple/simple.js";
import { planOf, type Plan } from "./plan.js";
import { openElement } from "./start-tag.js";
import type { Derivation, Table } from "./table.js";
import { typeNameIn } from "../xml/type-name.js";

/** The tables of the types derived directly from a type, by their value of `$type`. */
export function derivation(types: { readonly [name: string]: () => Table }): Derivation {
  let found: Types | undefined;
  const all = (): Types => (found ??= typesIn(types));
  return {
    types,
    openElement,
    named: (name) => all().byName.get(name),
    find: (namespace, local) => all().byQName.get(`${namespace} ${local}`),
    ofValue(declared, $type) {
      const plan = $type === undefined || $type === declared.type?.name ? declared : all().byName.get($type);
      if (plan !== undefined && !plan.abstract) return plan;
      const known = [declared, ...all().byName.values()].filter(({ abstract }) => !abstract);
      const names = listed(known.map(({ type }) => type?.name ?? ""));
      throw new RequestError($type === undefined ? `expected ${names}, found nothing` : misfit(names, $type), "$type");
    },
    ofElement(cursor, declared) {
      const name = typeNameIn(cursor);
      const plan = name === null ? undefined : name === declared.qname ? declared : all().byQName.get(name);
      if (!(plan ?? declared).abstract) return plan ?? null;
      cursor.refuse(missing(`xsi:type of a type derived from ${declared.type?.name}`), cursor.at);
      return plan ?? null;
    },
  };
}

interface Types {
  readonly byName: ReadonlyMap<unknown, Plan>;
  readonly byQName: ReadonlyMap<string, Plan>;
}

/**
 * All types derived directly or indirectly, collected on first use, because types may refer to each other in a circle.
 */
function typesIn(direct: Derivation["types"]): Types {
  const byName = new Map<unknown, Plan>();
  const byQName = new Map<string, Plan>();
  const open = Object.entries(direct);
  const seen = new Set(open.map(([, table]) => table));
  for (const [key, table] of open) {
    const plan = planOf(table);
    byName.set(plan.type?.name ?? key, plan);
    if (plan.qname !== null) byQName.set(plan.qname, plan);
    for (const next of Object.entries(plan.derivation?.types ?? {})) {
      if (seen.has(next[1])) continue;
      seen.add(next[1]);
      open.push(next);
    }
  }
  return { byName, byQName };
}
