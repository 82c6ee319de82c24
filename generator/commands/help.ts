import type { Command } from "commander";

/** The parts of a command's help beside its options. */
export interface Help {
  /** Command lines and their meanings, the most common first. */
  readonly examples: readonly (readonly [line: string, meaning: string])[];
  /** Lines on arguments and behaviour. */
  readonly notes: readonly string[];
}

/** The help of a command, for a screen of 80 columns and 24 lines. */
export function formatHelp(command: Command, { examples, notes }: Help = { examples: [], notes: [] }): string {
  const { commands, options } = command;
  const helper = command.createHelp();
  const parts = [
    table(examples.map(([line, meaning]) => [`$ ${line}`, meaning])),
    [`Usage: ${helper.commandUsage(command)}`, ...(commands.length > 0 ? [command.description()] : []), ...notes],
    commands.length === 0 ? [] : ["Commands:", ...indented(commands.map((each) => [each.name(), each.description()]))],
    options.length === 0 ? [] : ["Options:", ...indented(optionRows(helper.visibleOptions(command)))],
  ];
  const shown = parts.filter((part) => part.length > 0).map((part) => part.join("\n"));
  return `${shown.join("\n\n")}\n`;
}

type Row = readonly [term: string, meaning: string];

/** Options with one description share a row: `--cert, --key <pem>`. */
function optionRows(options: readonly { readonly flags: string; readonly description: string }[]): readonly Row[] {
  const rows = new Map<string, string>();
  for (const { flags, description } of options) {
    const before = rows.get(description);
    rows.set(description, before === undefined ? flags : `${before.replace(/ <.*>$/, "")}, ${flags}`);
  }
  return [...rows].map(([description, flags]) => [flags, description]);
}

function indented(rows: readonly Row[]): readonly string[] {
  return table(rows).map((line) => `  ${line}`);
}

/** Rows with aligned second columns. */
function table(rows: readonly Row[]): readonly string[] {
  const width = Math.max(...rows.map(([term]) => term.length)) + 2;
  return rows.map(([term, meaning]) => term.padEnd(width) + meaning);
}
