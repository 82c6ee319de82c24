import { definitions, schema } from "./read.js";

export const elementA = '<x:element name="a"/>';

export const importing = (attributes: string, kind = "import") =>
  definitions(`<w:types>${schema(`<x:${kind} ${attributes}/>`)}</w:types>`);

export const urnU = 'targetNamespace="urn:u"';
