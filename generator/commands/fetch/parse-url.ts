import { UsageError } from "../shell.js";

/** The URL that a word of the command line is; undefined for a path. Throws a UsageError for a URL that cannot be fetched. */
export function parseUrl(word: string): URL | undefined {
  if (!/^[a-z][a-z\d+.-]*:\/\//i.test(word)) return undefined;
  const expected = "an address such as https://shop.example/shop.asmx?wsdl";
  if (!URL.canParse(word)) throw new UsageError(`found a URL that is not valid, expected ${expected}`);
  const url = new URL(word);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new UsageError(`found a URL of ${url.protocol.slice(0, -1)}, expected ${expected}`);
  }
  if (url.username !== "" || url.password !== "") {
    throw new UsageError(
      "found a user name or a password in the URL, expected them apart: --user name, and the password in SOAPWRIGHT_PASSWORD",
    );
  }
  url.hash = "";
  return url;
}
