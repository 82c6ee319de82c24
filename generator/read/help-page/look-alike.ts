import type { Message } from "./messages.js";

/** The framework of a page that looks like one of ASMX but whose samples mean something else. */
export function lookAlike(text: string, messages: readonly Message[]): string | undefined {
  const sign = signs.find(({ shows }) => shows.test(text));
  if (sign !== undefined) return sign.name;
  return messages.some(({ line }) => line?.kind === "request" && /\.php(?:[/?]|$)/i.test(line.target))
    ? "PHP"
    : undefined;
}

const signs: readonly { readonly name: string; readonly shows: RegExp }[] = [
  { name: "ServiceStack", shows: /\bHTTP \+ (?:SOAP1[12]|XML|JSON|JSV|CSV)\b/ },
  { name: "WCF", shows: /\bsvcutil\.exe https?:/ },
];
