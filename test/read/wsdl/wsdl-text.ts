import { definitions, read, required } from "./read.js";

export function wsdl(content: string) {
  return required(read({ "a.wsdl": definitions(content) }).wsdl);
}

export const name = (local: string) => ({ namespace: "urn:t", local });
