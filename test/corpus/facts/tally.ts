import { exemptions, type Row } from "./exemptions.js";

/** The kinds of fact that the model and the WSDL are compared by. */
export const facts = [
  "one model",
  "operation",
  "binding",
  "SOAPAction",
  "address",
  "parameter",
  "HTTP root",
  "one-way",
  "header block",
  "body",
  "element name",
  "namespace",
  "order",
  "list",
  "builtin type",
  "enumeration",
  "attribute",
  "content",
  "type identity",
  "type name",
] as const;

export type Fact = (typeof facts)[number];

/** Counts facts, and records errors with their places. */
export interface Tally {
  agrees(fact: Fact): void;
  cannot(fact: Fact, row: Row): void;
  wrong(fact: Fact, message: string): void;
  /** Agrees or wrong. */
  check(fact: Fact, found: unknown, expected: unknown, where: string): boolean;
  readonly wrongs: readonly string[];
  /** The table of the log. */
  table(): string;
}

export function tallyOf(): Tally {
  const counts = new Map<string, number>();
  const wrongs: string[] = [];
  const add = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  const count = (key: string) => counts.get(key) ?? 0;
  const tally: Tally = {
    wrongs,
    agrees: (fact) => add(`${fact} agrees`),
    cannot(fact, row) {
      add(`${fact} cannot`);
      add(`row ${row}`);
    },
    wrong(fact, message) {
      add(`${fact} wrong`);
      wrongs.push(`${fact}: ${message}`);
    },
    check(fact, found, expected, where) {
      const isEqual = JSON.stringify(found) === JSON.stringify(expected);
      if (isEqual) tally.agrees(fact);
      else tally.wrong(fact, `${where}: found ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`);
      return isEqual;
    },
    table() {
      const columns = ["agrees", "cannot", "wrong"];
      const line = (name: string, cells: readonly (string | number)[]) =>
        name.padEnd(48) + cells.map((cell) => String(cell).padStart(10)).join("");
      return [
        line("fact", ["agrees", "cannot say", "wrong"]),
        ...facts.map((fact) =>
          line(
            fact,
            columns.map((column) => count(`${fact} ${column}`)),
          ),
        ),
        "",
        "facts that pages cannot show, by the rows of the grammar",
        ...Object.keys(exemptions).map((row) => line(`  ${row}`, [count(`row ${row}`)])),
      ].join("\n");
    },
  };
  return tally;
}
