import { parseArgs } from "node:util";

/** The arguments of `npm run corpus -- …`: files of tests, none for all, and whether to read the whole corpus. */
export function corpusArguments(argv: readonly string[]) {
  const start = argv.indexOf("--");
  const { values, positionals } = parseArgs({
    args: start < 0 ? [] : argv.slice(start + 1),
    allowPositionals: true,
    options: { all: { type: "boolean", default: false }, update: { type: "boolean", default: false } },
  });
  return { files: positionals, ...values };
}
