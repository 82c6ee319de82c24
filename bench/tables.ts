/** The figures as tables, for the terminal and the documentation. */
import { columns, type Load, type Measured, type Results } from "./results.js";

/** The table of each part with the circumstances of its figures, as Markdown; undefined if it was not measured. */
export const tables: { readonly [Part in keyof Results]-?: (results: Results) => string | undefined } = {
  works: ({ works }) =>
    works &&
    measurementText(works, [
      ["", ...columns],
      ...Object.entries(works.figures).map(([work, times]) => [work, ...columns.map((name) => timeAmong(times, name))]),
    ]),
  calls: ({ calls }) => calls && measurementText(calls, rowsOfLoads(calls, "calls")),
  requests: ({ requests }) => requests && measurementText(requests, rowsOfLoads(requests, "requests")),
  longMessages: ({ longMessages }) =>
    longMessages &&
    measurementText(longMessages, [
      ["", "time", "first item after", "memory"],
      ...Object.entries(longMessages.figures).map(([name, { milliseconds, first, memory }]) => [
        name,
        timeOf(milliseconds * 1000),
        first === 0 ? "" : timeOf(first * 1000),
        `${memory.toFixed(0)} MB`,
      ]),
    ]),
  generating: ({ generating }) =>
    generating &&
    measurementText(generating, [
      ["", "time", "processor time", "memory"],
      ...Object.entries(generating.figures).map(([name, { wall, cpu, megabytes }]) => [
        name,
        timeOf(wall * 1e6),
        cpu === undefined ? "" : timeOf(cpu * 1e6),
        megabytes === undefined ? "" : `${megabytes.toFixed(0)} MB`,
      ]),
    ]),
};

function rowsOfLoads({ figures }: Measured<Load>, what: string): readonly (readonly string[])[] {
  const peer = figures["node-soap"];
  return [
    ["", `${what} a second`, "processor time of one", "of node-soap's"],
    ...Object.entries(figures).map(([name, { perSecond, cpu }]) => [
      name,
      String(Math.round(perSecond)),
      timeOf(cpu),
      peer === undefined ? "" : `${(cpu / peer.cpu).toFixed(2)}x`,
    ]),
  ];
}

/** A time, and how it relates to that of soapwright. */
function timeAmong(times: { readonly [contestant: string]: number }, name: string): string {
  const [time, ours] = [times[name], times["soapwright"]];
  if (time === undefined) return "";
  return name === "soapwright" || ours === undefined ? timeOf(time) : `${timeOf(time)} (${timesOf(time / ours)})`;
}

export function timesOf(ratio: number): string {
  return `${ratio >= 100 ? ratio.toFixed(0) : ratio.toPrecision(2)}x`;
}

export function timeOf(microseconds: number): string {
  if (microseconds < 1000) return `${microseconds.toPrecision(3)} µs`;
  return microseconds < 1e6 ? `${(microseconds / 1000).toPrecision(3)} ms` : `${(microseconds / 1e6).toPrecision(3)} s`;
}

function measurementText(part: Measured<unknown>, rows: readonly (readonly string[])[]): string {
  const { node, processor, load, date, rounds, versions, notMeasured } = part;
  const peers = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    `Measured on ${date} with Node ${node} on ${processor}${peers.length > 0 ? "," : ";"}`,
    ...(peers.length > 0 ? [`with ${peers.join(", ")};`] : []),
    `${rounds === 1 ? "one round" : `medians of ${rounds} rounds`}. The average load was ${load}.`,
    ...notMeasured.map((each) => `Not measured: ${each}.`),
    "",
    ...tableOf(rows),
  ].join("\n");
}

function tableOf(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows[0]?.map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const [head = "", ...rest] = rows.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`,
  );
  return [head, `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...rest];
}

/** The documentation with the figures of the results in place of earlier ones. Two comments enclose each part. */
export function withFigures(documentation: string, results: Results): string {
  return documentation.replace(
    /<!-- (\w+) -->[^]*?<!-- end of \1 -->/g,
    (found, name: keyof Results) => `<!-- ${name} -->\n\n${tables[name](results) ?? found}\n\n<!-- end of ${name} -->`,
  );
}
