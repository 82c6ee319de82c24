import { shellWord } from "../../quote.js";
import { relativePaths } from "../location.js";
import { catalogHint } from "./catalog-hint.js";

/** Advice to save a document that the spec in `folder` lacks. */
export function saveHint(location: string, folder: string): string {
  return `save the document into the folder of the spec; under another name, ${catalogHint(location, fileName(location), folder)}`;
}

/**
 * Advice to save a document for a spec that is the file `entry`. Only documents at relative locations below its folder
 * are read beside it, because that folder can hold other specs.
 */
export function besideHint(entry: string, from: string, location: string): string {
  const folder = entry.slice(0, entry.lastIndexOf("/") + 1);
  const beside = relativePaths(from, location).find((path) => path.startsWith(folder) && !path.startsWith("../"));
  if (beside !== undefined) return `save the document as ${shellWord(beside)}`;
  const own = entry.replace(/\.[^./]*$/, "");
  if (own === entry || own === folder) return "save the document and this one into a folder, and name that";
  const into = shellWord(`${own}/`);
  return `give the spec a folder, and save the document there: mkdir -p ${into} && mv ${shellWord(entry)} ${into}`;
}

/** A name for the document in the hint: the last segment of its location. */
function fileName(location: string): string {
  const [name = ""] = location.slice(location.lastIndexOf("/") + 1).split(/[?#]/);
  return /^[\w.-]+\.(?:xsd|wsdl|xml)$/i.test(name) ? name : "FILE";
}
