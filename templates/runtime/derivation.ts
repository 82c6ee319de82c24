import { planOf, type Plan } from "./plan.js";
import type { Derivation, Table, TypeName } from "./table.js";

/** The tables of the types that are derived directly from a type, by what `$type` calls them. */
export function derivation(types: { readonly [name: string]: () => Table }): Derivation {
  let found: Types | undefined;
  const all = (): Types => (found ??= typesIn(types));
  return {
    types,
    named: (name) => all().byName.get(name),
    find: (namespace, local) => all().byQName.get(`${namespace} ${local}`),
    names: () => [...all().byName].flatMap(([name, { abstract }]) => (abstract ? [] : String(name))),
  };
}

interface Types {
  readonly byName: ReadonlyMap<unknown, Plan>;
  readonly byQName: ReadonlyMap<string, Plan>;
}

/** All derived types, directly or not, looked up when one is first needed: types may name each other in a circle. */
function typesIn(direct: Derivation["types"]): Types {
  const byName = new Map<unknown, Plan>();
  const byQName = new Map<string, Plan>();
  const open = Object.entries(direct);
  const seen = new Set(open.map(([, table]) => table));
  for (const [key, table] of open) {
    const plan = planOf(table);
    const { name, namespace, local = name }: TypeName = plan.type ?? { name: key, namespace: plan.namespace };
    byName.set(name, plan);
    byQName.set(`${namespace} ${local}`, plan);
    for (const next of Object.entries(plan.derivation?.types ?? {})) {
      if (seen.has(next[1])) continue;
      seen.add(next[1]);
      open.push(next);
    }
  }
  return { byName, byQName };
}
