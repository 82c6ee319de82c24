/** The half of an exchange that a file holds by its name, and the rest of its path, which both halves have. */
export interface FileHalf {
  readonly message: "request" | "response";
  readonly pair: string;
}

/** Reads names such as `Quote-request.xml` and `Quote-response.xml`, or `1_c.txt` and `1_s.txt` of Fiddler. */
export function fileHalf(path: string): FileHalf | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1).replace(/\.[^.]*$/, "");
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const ofFiddler = /^(\d{1,9})_([cs])$/.exec(name);
  if (ofFiddler !== null) {
    return { message: ofFiddler[2] === "c" ? "request" : "response", pair: `${folder}${ofFiddler[1] ?? ""}_` };
  }
  const found = word.exec(name);
  if (found === null) return undefined;
  const { request, response = "" } = found.groups ?? {};
  const stated = request ?? response;
  const at = found.index + found[0].indexOf(stated);
  const rest = name.slice(0, at) + name.slice(at + stated.length);
  return { message: request === undefined ? "response" : "request", pair: `${folder}${rest.toLowerCase()}` };
}

/** A word of its own, or at the end of one in camel case. */
const word =
  /(?:^|[-_. ]|(?<=[a-z\d])(?=R))(?:(?<request>[Rr]equest|REQUEST|[Rr]eq|RQ|rq)|(?<response>[Rr]esponse|RESPONSE|[Rr]eply|[Rr]esp?|RS|rs))(?=$|[-_. ])/;
