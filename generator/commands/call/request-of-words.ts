import { UsageError } from "../shell.js";

/**
 * The JSON of a request for words such as `Sku=A-1`, `Order.Lines[0].Count=3`, `Order["line.count"]=1` and `Flag=`. All
 * values are texts, which the types of the request turn into numbers and others. A repeated name is a list. Undefined
 * without words.
 */
export function requestOfWords(words: readonly string[]): unknown {
  if (words.length === 0) return undefined;
  const root: Holder = new Map();
  for (const word of words) {
    // A name in brackets may contain any character.
    const equals = /^(?:[^="[]|\["[^"]*"\]|\[)*/.exec(word)?.[0].length ?? 0;
    if (equals < 1 || word[equals] !== "=") throw new UsageError(`found ${JSON.stringify(word)}, expected name=value`);
    const name = word.slice(0, equals);
    const steps = stepsOf(name);
    if (steps === undefined)
      throw new UsageError(
        `found the name ${JSON.stringify(name)}, expected one such as Order.Lines[0].Sku, or 'Order["line.count"]'`,
      );
    put(root, steps, word.slice(equals + 1), name);
  }
  return jsonOf(root, "");
}

/** The values by property or index. */
type Holder = Map<string | number, Held>;
type Held = string | string[] | Holder;

function stepsOf(name: string): readonly [string | number, ...(string | number)[]] | undefined {
  const found = [...name.matchAll(/(?:^|\.)([^.[\]]+)|\["([^"]+)"\]|\[(\d{1,4})\]/g)];
  const [first, ...others] = found.map(([, property, quoted, index]) => property ?? quoted ?? Number(index));
  const isWhole = found.map(([text]) => text).join("") === name;
  return isWhole && typeof first === "string" && others.length < deepest ? [first, ...others] : undefined;
}

const deepest = 64;

function put(root: Holder, steps: readonly (string | number)[], value: string, name: string): void {
  let holder = root;
  for (const step of steps.slice(0, -1)) {
    const held = holder.get(step) ?? new Map<string | number, Held>();
    if (!(held instanceof Map)) throw new UsageError(`found ${name}, expected no parts of a value that is a text`);
    holder.set(step, held);
    holder = held;
  }
  const last = steps.at(-1) ?? "";
  const held = holder.get(last);
  if (held instanceof Map) throw new UsageError(`found a value of ${name}, expected values of its parts only`);
  if (held === undefined) holder.set(last, value);
  else if (Array.isArray(held)) held.push(value);
  else holder.set(last, [held, value]);
}

/** A holder whose keys are indexes becomes a list in their order, which has no gaps. */
function jsonOf(held: Held, name: string): unknown {
  if (!(held instanceof Map)) return held;
  const keys = [...held.keys()];
  const entries = [...held].map(([key, value]) => {
    const step = typeof key === "number" ? `[${key}]` : name === "" ? key : `.${key}`;
    return [key, jsonOf(value, name + step)] as const;
  });
  if (keys.every((key) => typeof key === "number")) {
    const gap = keys.findIndex((_, index) => !held.has(index));
    if (gap >= 0)
      throw new UsageError(`found ${name}[${Math.max(...keys)}] without ${name}[${gap}], expected all items`);
    return entries.sort(([one], [other]) => Number(one) - Number(other)).map(([, value]) => value);
  }
  const mixed = keys.find((key) => typeof key === "number");
  if (mixed !== undefined) throw new UsageError(`found the index [${mixed}] beside names, expected one of both`);
  return Object.fromEntries(entries);
}
