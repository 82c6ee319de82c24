export const xsd = "http://www.w3.org/2001/XMLSchema";

export const named = (local: string, namespace = "urn:t") => ({ kind: "named", name: { namespace, local } });
