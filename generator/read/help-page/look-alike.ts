/** A framework that makes pages like those of ASMX. */
export interface LookAlike {
  readonly name: string;
  /** True if its samples look like those of ASMX and mean something else. */
  readonly misleads: boolean;
}

/** Recognizes the framework of a page by its own words, or by the targets of its requests. */
export function lookAlike(text: string, targets: readonly string[]): LookAlike | undefined {
  const sign = signs.find(({ shows }) => shows.test(text));
  if (sign !== undefined) return { name: sign.name, misleads: sign.misleads === true };
  return targets.some((target) => /\.php(?:[/?]|$)/i.test(target)) ? { name: "PHP", misleads: false } : undefined;
}

const signs: readonly { readonly name: string; readonly shows: RegExp; readonly misleads?: true }[] = [
  { name: "ServiceStack", shows: /\bHTTP \+ (?:SOAP1[12]|XML|JSON|JSV|CSV)\b/, misleads: true },
  { name: "WCF", shows: /\bsvcutil\.exe https?:/ },
  { name: "the REST services of WCF", shows: /^Reference for https?:\/\/[^\n]*\nUrl: /im, misleads: true },
  { name: "Axis2", shows: /\bService EPR\b/ },
  { name: "Axis", shows: /\bAnd now\.\.\. Some Services\b/ },
  { name: "CXF", shows: /\bAvailable (?:SOAP|RESTful) services:/ },
  { name: "JAX-WS", shows: /\bImplementation class:\s/ },
  { name: "NuSOAP", shows: /\bView the WSDL for the service\b/ },
];
