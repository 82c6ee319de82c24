/** The plots of the documentation, drawn from the works of `bench/results.json`. */
import { columns, type Results } from "./results.js";
import { timeOf, timesOf } from "./tables.js";

/** The plots by their names, each with the works that it shows. */
export const plots: { readonly [name: string]: { readonly title: string; readonly shows: (work: string) => boolean } } =
  {
    "reading-records": {
      title: "Reading records",
      shows: (work) => /^read .* records?$/.test(work) && !/[A-Z]/.test(work),
    },
    "reading-other-shapes": {
      title: "Reading other shapes",
      shows: (work) =>
        work.startsWith("read ") && (!/ records?$/.test(work) || /[A-Z]/.test(work)) && !work.includes("Dates"),
    },
    writing: { title: "Writing records", shows: (work) => work.startsWith("write ") },
  };

const width = 720;
const barHeight = 14;
const labelWidth = 130;
/** The scale is logarithmic: each ten times the one before. */
const [least, greatest] = [0.01, 1000];

/** A plot as SVG, which is readable on light and dark backgrounds. Bars are processor times, relative to that of soapwright. */
export function plotOf({ works: all }: Results, name: string): string {
  const { title = "", shows = () => false } = plots[name] ?? {};
  const works = Object.entries(all?.figures ?? {}).filter(([work]) => shows(work));
  const parts: string[] = [];
  let top = 44;
  for (const [work, times] of works) {
    parts.push(`<text class="work" x="8" y="${top + 11}">${escape(work)}</text>`);
    top += 20;
    const ours = times["soapwright"] ?? NaN;
    for (const contestant of columns) {
      const time = times[contestant];
      if (time === undefined) continue;
      const length = xOf(time / ours) - labelWidth;
      const own = contestant === "soapwright" ? ' class="own"' : "";
      parts.push(
        `<text x="${labelWidth - 8}" y="${top + 11}" text-anchor="end">${contestant}</text>`,
        `<rect${own} x="${labelWidth}" y="${top}" width="${length.toFixed(1)}" height="${barHeight - 3}"/>`,
        `<text x="${(labelWidth + length + 6).toFixed(1)}" y="${top + 10}">${timesOf(time / ours)}, ${timeOf(time)}</text>`,
      );
      top += barHeight;
    }
    top += 10;
  }
  const line = `<line x1="${xOf(1).toFixed(1)}" y1="40" x2="${xOf(1).toFixed(1)}" y2="${top}"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${top + 8}" role="img" aria-label="${escape(title)}">
<style>
text { font: 11px system-ui, sans-serif; fill: #1f2328; }
.title { font-weight: 600; font-size: 14px; }
.work { font-weight: 600; }
rect { fill: #8c959f; }
.own { fill: #0969da; }
line { stroke: #8c959f; stroke-dasharray: 2 3; }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3; }
rect { fill: #6e7681; }
.own { fill: #4493f8; }
}
</style>
<text class="title" x="8" y="18">${escape(title)}</text>
<text x="8" y="34">processor time, relative to soapwright; logarithmic scale, shorter is faster</text>
${line}
${parts.join("\n")}
</svg>
`;
}

function xOf(ratio: number): number {
  const part = Math.log10(Math.min(Math.max(ratio, least), greatest) / least) / Math.log10(greatest / least);
  return labelWidth + part * (width - labelWidth - 120);
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
