import fc from "fast-check";
import { expect, test } from "vitest";
import { readEnvelope, writeEnvelope } from "../../../templates/runtime/binding/envelope.js";
import { Malformed } from "../../../templates/runtime/error.js";
import { find, type Farm, type Person } from "../farm.js";

const bindings = ["soap11", "soap12"] as const;

const text = fc.string({
  unit: fc.constantFrom("a", " ", "<", "&", '"', "\r", "\n", "é", "\u{1f600}", "]]>"),
  maxLength: 8,
});

/** Bosses and friends by number, randomly shared and cyclic. */
const people = fc
  .array(
    fc.record({
      name: text,
      boss: fc.option(fc.nat(), { freq: 3 }),
      friends: fc.array(fc.option(fc.nat()), { maxLength: 3 }),
    }),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((all) => {
    const persons = all.map(({ name }): Person => ({ name }));
    const at = (n: number | null): Person | null => (n === null ? null : (persons[n % persons.length] ?? null));
    persons.forEach((person, k) => {
      person.boss = at(all[k]?.boss ?? null);
      person.friends = (all[k]?.friends ?? []).map(at);
    });
    return persons;
  });

const farms = fc
  .record({
    name: text,
    $color: fc.option(text, { nil: undefined }),
    size: fc.constantFrom("small" as const, "large" as const, undefined),
    worth: fc.constantFrom("1.5", null, undefined),
    seal: fc.option(fc.uint8Array({ maxLength: 5 }), { nil: undefined }),
    animals: fc.option(
      fc.array(
        fc.oneof(
          fc.record({ legs: fc.nat() }),
          fc.record({ $type: fc.constant("Dog" as const), legs: fc.nat(), tail: text }),
          fc.record({ $type: fc.constant("Cat_urn" as const), legs: fc.nat(), purrs: fc.integer({ min: -9, max: 9 }) }),
        ),
        { maxLength: 3 },
      ),
      { nil: undefined },
    ),
    numbers: fc.option(fc.array(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })), { nil: undefined }),
    grid: fc.option(fc.array(fc.array(fc.option(text), { maxLength: 3 }), { maxLength: 3 }), { nil: undefined }),
    note: fc.option(fc.array(text, { minLength: 1, maxLength: 3 }), { nil: undefined }),
  })
  .chain((farm) => people.map((staff): Farm => ({ ...farm, staff, owner: staff[0] ?? null })));

function readBack(binding: (typeof bindings)[number], what: Farm): Farm {
  const bytes = writeEnvelope(binding, find, { what });
  const envelope = readEnvelope(bytes, find, { maxDepth: 1000 });
  if (envelope?.kind !== "ok") throw new Error("no message");
  return (envelope.value as { what: Farm }).what;
}

/** Each person that can be reached, in the order in which they are met, with the numbers of those that they refer to. */
function shape(farm: Farm): unknown {
  const met = new Map<Person, number>();
  const order: Person[] = [];
  const numberOf = (person: Person | null | undefined): number | null => {
    if (person === null || person === undefined) return null;
    if (!met.has(person)) met.set(person, order.push(person) - 1);
    return met.get(person) ?? null;
  };
  const roots = [farm.owner, ...(farm.staff ?? [])].map(numberOf);
  const persons: unknown[] = [];
  for (const { name, boss, friends } of order) persons.push([name, numberOf(boss), friends?.map(numberOf)]);
  return { roots, persons };
}

test("a graph is read as it was written, with what it shares and its circles", () => {
  fc.assert(
    fc.property(farms, fc.constantFrom(...bindings), (farm, binding) => {
      const { owner: _owner, staff: _staff, ...rest } = farm;
      const back = readBack(binding, farm);
      expect(back).toMatchObject(rest);
      expect(shape(back)).toEqual(shape(farm));
    }),
  );
});

test("a message that is cut or mangled is malformed, or is read", () => {
  const mangled = fc
    .tuple(
      farms,
      fc.constantFrom(...bindings),
      fc.nat(),
      fc.nat(),
      fc.constantFrom("", "#id0", "#id9", "[9,9]", "0", "<a/>", 'x"'),
    )
    .map(([what, binding, from, length, instead]) => {
      const whole = new TextDecoder().decode(writeEnvelope(binding, find, { what }));
      const at = from % whole.length;
      return whole.slice(0, at) + instead + whole.slice(at + (length % 12));
    });
  fc.assert(
    fc.property(mangled, (document) => {
      try {
        readEnvelope(new TextEncoder().encode(document), find);
      } catch (error) {
        expect(error).toBeInstanceOf(Malformed);
      }
    }),
  );
});
