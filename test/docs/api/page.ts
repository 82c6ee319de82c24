import { numbered, slugOf } from "../blocks.js";
import type { ApiExport } from "./exports.js";

/** Exports for one kind of task, in the order of their entry. */
export interface ApiGroup {
  readonly title: string;
  /** A sentence on their use, in Markdown. */
  readonly introduction: string;
  /** The files and folders whose exports it has, below the folder of the entry. */
  readonly files: readonly string[];
  /** Exports of other files. */
  readonly names?: readonly string[];
  /** `list` prints the first paragraph of each docstring only. */
  readonly form?: "entries" | "list";
}

/** An entry of a package: what a program imports from one module. */
export interface ApiEntry {
  /** The module that is read: `templates/runtime/index.ts`. */
  readonly path: string;
  readonly groups: readonly ApiGroup[];
}

/** The groups that an export belongs to: those that name it, or else those that have its file. */
export function groupsOf({ path, groups }: ApiEntry, { name, file }: ApiExport): readonly ApiGroup[] {
  const naming = groups.filter(({ names = [] }) => names.includes(name));
  if (naming.length > 0) return naming;
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const has = (each: string): boolean =>
    file === folder + each || (each.endsWith("/") && file.startsWith(folder + each));
  return groups.filter(({ files }) => files.some(has));
}

/** A page of the exports of entries, with links between them. */
export function apiPage(
  introduction: string,
  entries: readonly { readonly entry: ApiEntry; readonly exports: readonly ApiExport[] }[],
): string {
  const sections = entries.flatMap(({ entry, exports }) =>
    entry.groups.map((group) => ({
      group,
      members: exports.filter((each) => groupsOf(entry, each).includes(group)),
    })),
  );
  const anchors = anchorsOf(sections);
  const contents = sections.map(({ group, members }) => {
    const names = members.map(({ name }) => linkTo(name, anchors, group.form)).join(", ");
    return `- [${group.title}](#${slugOf(group.title)}): ${group.form === "list" ? `${members.length} names` : names}`;
  });
  return `${[
    introduction,
    contents.join("\n"),
    ...sections.flatMap(({ group, members }) => [
      `## ${group.title}`,
      group.introduction,
      ...(group.form === "list" ? [listOf(members, anchors)] : members.map((each) => entryOf(each, anchors))),
    ]),
  ].join("\n\n")}\n`;
}

type Anchors = ReadonlyMap<string, string>;

/** The anchor of each name: of its heading, or of that of its group. */
function anchorsOf(sections: readonly { readonly group: ApiGroup; readonly members: readonly ApiExport[] }[]): Anchors {
  const headings = sections.flatMap(({ group, members }) => [
    { heading: group.title, names: group.form === "list" ? members.map(({ name }) => name) : [] },
    ...(group.form === "list" ? [] : members.map(({ name }) => ({ heading: name, names: [name] }))),
  ]);
  const anchors = numbered(headings.map(({ heading }) => slugOf(heading)));
  return new Map(headings.flatMap(({ names }, at) => names.map((name) => [name, anchors[at] ?? ""] as const)));
}

function linkTo(name: string, anchors: Anchors, form?: ApiGroup["form"]): string {
  const anchor = anchors.get(name);
  return anchor === undefined || form === "list" ? `\`${name}\`` : `[\`${name}\`](#${anchor})`;
}

function entryOf({ name, doc, signature, mentions }: ApiExport, anchors: Anchors): string {
  const types = mentions.filter((each) => anchors.has(each)).map((each) => linkTo(each, anchors));
  return [
    `### ${name}`,
    markdownOf(doc, anchors),
    `\`\`\`ts\n${signature}\n\`\`\``,
    ...(types.length > 0 ? [`See ${types.join(", ")}.`] : []),
  ].join("\n\n");
}

/** One line for each, in the order of their files. */
function listOf(members: readonly ApiExport[], anchors: Anchors): string {
  return members
    .map(({ name, doc, signature }) => {
      const [first = ""] = doc.split("\n\n");
      const value = /^const \w+: Simple<(.*)>;$/.exec(signature)?.[1];
      return `- \`${name}\`${value === undefined ? "" : ` (\`${value}\`)`}: ${markdownOf(first, anchors).replaceAll("\n", " ")}`;
    })
    .join("\n");
}

/** A docstring with links to other exports. */
function markdownOf(doc: string, anchors: Anchors): string {
  return doc.replace(/\{@link (\w+)\}/g, (_, name: string) => linkTo(name, anchors));
}
