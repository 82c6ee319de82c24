import { claims } from "../../claims.js";
import { commonFolder } from "../../read/wsdl/catalog-hint.js";
import type { DocumentKind, FetchedDocument } from "./document.js";
import { isOperationPage } from "./follow-ups.js";
import { decoded } from "./shown-url.js";

/**
 * The file of each document in the folder of a spec: `shop.wsdl`, `types/common.xsd`, `GetPrice.html`. Schemas and WSDLs
 * keep their folders below the nearest one that holds them all, so that relative imports lead to them; those of other hosts
 * are in a folder with the name of the host. Pages are at the top, where they are looked for.
 */
export function fileNames(documents: readonly FetchedDocument[], spec: string): ReadonlyMap<FetchedDocument, string> {
  const host = documents[0]?.url.host;
  const pathOf = (document: FetchedDocument): string => {
    const { kind, url } = document;
    const folders = isDefinition(kind) ? [safeName(url.host), ...foldersOf(url)] : [];
    return [...folders, baseName(document, spec)].join("/");
  };
  const isOwn = ({ kind, url }: FetchedDocument): boolean => isDefinition(kind) && url.host === host;
  const shared = commonFolder(documents.filter(isOwn).map(pathOf));
  // Many file systems ignore case.
  const keyOf = (name: string): string => name.normalize().toLowerCase();
  const claimByExtension = new Map(
    Object.values(extensions).map((extension) => [extension, claims(new Set(), [new Set()], undefined, keyOf)]),
  );
  return new Map(
    documents.map((document) => {
      const extension = extensions[document.kind];
      const path = pathOf(document).slice(isOwn(document) ? shared.length : 0);
      return [document, `${claimByExtension.get(extension)?.([path]) ?? path}.${extension}`];
    }),
  );
}

function isDefinition(kind: DocumentKind): boolean {
  return kind === "wsdl" || kind === "schema";
}

function foldersOf({ pathname }: URL): readonly string[] {
  return pathname
    .split("/")
    .slice(1, -1)
    .filter((name) => name !== "")
    .map((name) => safeName(decoded(name)));
}

/** The extensions of files by their content. */
export const extensions: Readonly<Record<DocumentKind, string>> = {
  wsdl: "wsdl",
  schema: "xsd",
  page: "html",
  catalog: "xml",
  postman: "json",
  har: "har",
  soapui: "xml",
  http: "http",
  cassette: "yaml",
  xml: "xml",
  json: "json",
  yaml: "yaml",
};

/** `Service.xsd0` for `Service.svc?xsd=xsd0`, `GetPrice` for `shop.asmx?op=GetPrice`. */
function baseName({ url }: FetchedDocument, spec: string): string {
  const parameters = [...url.searchParams].filter(([key]) => documentKey.test(key));
  const [, part = ""] = parameters.find(([, value]) => value !== "") ?? [];
  const last = decoded(url.pathname.split("/").at(-1) ?? "");
  const stem = last.replace(/\.(?:asmx|svc|php|aspx?|jws|wsdl|xsd|xml|html?|json|har|ya?ml|http)$/i, "");
  const ownPart =
    part
      .replace(/\.(?:wsdl|xsd|xml)$/i, "")
      .split(/[/\\]/)
      .at(-1) ?? "";
  const isPage = isOperationPage(url);
  const names = isPage ? [ownPart] : [stem === "" ? spec : stem, ownPart];
  return safeName(names.filter((name) => name !== "").join("."));
}

/** The keys whose values name a document of a service. */
const documentKey = /^(?:op|wsdl\d?|xsd\d?|schema|singlewsdl)$/i;

/** A name that every file system takes, without what could lead out of the folder or hide the file. */
function safeName(text: string): string {
  const safe = text
    .replaceAll(/[^\p{L}\p{N}._-]/gu, "_")
    .replace(/^[.-]+/, "_")
    .replace(/\.+$/, "")
    .slice(0, longestName);
  return safe === "" ? "_" : /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(safe) ? `_${safe}` : safe;
}

const longestName = 100;
