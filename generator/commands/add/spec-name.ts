import { basename, extname } from "node:path";
import { UsageError } from "../shell.js";

/** The name of a spec for what the user named: `shop` for `https://shop.example/shop.asmx?wsdl` and for `shop.har`. */
export function specNameFor(source: URL | string): string {
  if (typeof source === "string") return safeSpecName(basename(source, extname(source)));
  const segments = source.pathname.split("/").filter((segment) => segment !== "");
  const words = segments.reverse().map((segment) => segment.replace(/\.\w{1,5}$/, ""));
  const telling = words.find((word) => /^\p{L}/u.test(word) && !untelling.test(word));
  return safeSpecName(telling ?? hostWord(source.hostname));
}

/** Words that the path of any service may have. */
const untelling =
  /^(?:v(?:er)?\d[\d_.]*|api|asmx|default|endpoint|index|main|php|public|server|(?:web)?services?|soap(?:1[12]|server|service)?|svc|ws|wsdl)$/i;

/** The most telling label of a host: `shop` for `www.shop.example`. */
function hostWord(host: string): string {
  const labels = host.split(".").filter((label) => !/^(?:www\d*|api|ws|soap|services?)$/.test(label));
  return /^[\d.]+$|^\[/.test(host) ? "service" : (labels.at(-2) ?? labels[0] ?? "service");
}

function safeSpecName(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}_-]+/gu, "-").replace(/^-+|-+$/g, "") || "service";
}

/** Throws a UsageError for a name that cannot be that of a folder and of a module. */
export function checkSpecName(name: string): string {
  if (/^[\p{L}\p{N}_-][\p{L}\p{N}._ -]*$/u.test(name) && !/[. ]$/.test(name)) return name;
  throw new UsageError(
    `found the name ${JSON.stringify(name)}, expected one of a folder, such as ${safeSpecName(name)}`,
  );
}
