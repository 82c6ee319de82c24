import { isSecret } from "../../../templates/runtime/redaction.js";

/** A URL without user, password and fragment, and without the values of query keys that look secret. */
export function shownUrl(url: URL): string {
  return withoutSecrets(url).text;
}

/** The URL as `shownUrl` has it, and the keys whose values it hides. */
export function withoutSecrets({ origin, pathname, search }: URL): {
  readonly text: string;
  readonly hidden: readonly string[];
} {
  if (search === "") return { text: origin + pathname, hidden: [] };
  const hidden: string[] = [];
  const parameters = search
    .slice(1)
    .split("&")
    .map((parameter) => {
      const [key = ""] = parameter.split("=", 1);
      if (key === parameter || !isSecretKey(decoded(key))) return parameter;
      hidden.push(key);
      return `${key}=…`;
    });
  return { text: `${origin}${pathname}?${parameters.join("&")}`, hidden };
}

/** True for a key of a query whose value may be secret: in URLs that are signed, `sig` is the signature. */
function isSecretKey(key: string): boolean {
  return isSecret(key) || /^(?:sig|hmac)$/i.test(key);
}

/** A part of a URL with its escapes decoded, where they can be. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
