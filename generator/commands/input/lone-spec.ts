import { realpath, stat } from "node:fs/promises";
import { dirname, extname } from "node:path";
import { readCurl } from "../../read/exchange/read-curl.js";
import { rootElement, sourceKind } from "../../read/source-kind.js";
import { isWithin } from "../files.js";
import { pageExtensions } from "./read-folder.js";
import { peek, type SpecFile } from "./read-source.js";

/**
 * True for a file that is a spec by itself: a WSDL, a page or a text with a message, or a file of recorded traffic. A
 * schema belongs to the WSDL that imports it, and other texts are notes.
 */
export async function isLoneSpec(file: SpecFile): Promise<boolean> {
  const folder = await realpath(dirname(file.absolute));
  const target = await realpath(file.absolute);
  if (!isWithin(folder, target) || !(await stat(target)).isFile()) return false;
  const source = await peek(file);
  const kind = sourceKind(source);
  if (kind === "wsdl") return rootElement(source.text)?.local !== "schema";
  const isPage = pageExtensions.includes(extname(file.shown).toLowerCase());
  if (kind === "page" || (kind === "xml" && isPage)) {
    return isPage && (message.test(source.text) || readCurl(source, () => undefined).exchanges.length > 0);
  }
  return kind !== "catalog" && kind !== "xml" && kind !== "json" && kind !== "yaml";
}

const message =
  /(?:<|&lt;)\/?(?:[\w.-]{1,64}:)?Envelope\b|(?:<|&lt;)(?:[\w.-]{1,64}:)?definitions\s|\b(?:POST|GET)[ \t]+\S{1,2000}[ \t]+HTTP\/\d/;
