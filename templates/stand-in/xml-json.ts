import { isNCName } from "../runtime/xml/characters.js";
import { explain, misfit } from "../runtime/error.js";
import { string } from "../runtime/simple/text.js";
import { listFromJson, objectFromJson, type FromJson } from "./object-json.js";
import { placeIn, problemAt, type Place, type Problem } from "./problem.js";
import { simpleFromJson } from "./simple-json.js";

/**
 * Converts JSON to an XmlElement. Only the name is required; a part (`isPart`) is converted without adding defaults.
 */
export function elementFromJson(json: unknown, place: Place | null, problems: Problem[], isPart: boolean): unknown {
  const children: FromJson = (child, at) =>
    typeof child === "string" ? text(child, at) : elementFromJson(child, at, problems, isPart);
  const text: FromJson = (part, at) => simpleFromJson(string, part, at, problems);
  const values = objectFromJson(
    json,
    place,
    problems,
    new Map<string, FromJson>([
      ["name", (part, at) => nameFromJson(part, at, problems)],
      ["namespace", text],
      ["prefix", (part, at) => nameFromJson(part, at, problems)],
      ["attributes", (part, at) => attributesFromJson(part, at, problems, isPart)],
      ["children", (part, at) => listFromJson(part, at, problems, children)],
    ]),
  );
  if (values === undefined) return undefined;
  return whole(values, { namespace: "", attributes: [], children: [] }, place, problems, isPart);
}

/** Converts the value of `$attributes`. */
export function attributesFromJson(json: unknown, place: Place | null, problems: Problem[], isPart: boolean): unknown {
  const text: FromJson = (part, at) => simpleFromJson(string, part, at, problems);
  const properties = new Map<string, FromJson>([
    ["name", (part, at) => nameFromJson(part, at, problems)],
    ["namespace", text],
    ["prefix", (part, at) => nameFromJson(part, at, problems)],
    ["value", text],
  ]);
  return listFromJson(json, place, problems, (item, at) => {
    const values = objectFromJson(item, at, problems, properties);
    return values && whole(values, { namespace: "", value: "" }, at, problems, isPart);
  });
}

function nameFromJson(json: unknown, place: Place, problems: Problem[]): unknown {
  if (typeof json !== "string" || !isNCName(json))
    problems.push(problemAt(place, explain(misfit("an XML name", json))));
  return json;
}

/** Adds defaults, except to a part. */
function whole(
  values: ReadonlyMap<string, unknown>,
  defaults: object,
  place: Place | null,
  problems: Problem[],
  isPart: boolean,
): object {
  if (isPart) return Object.fromEntries(values);
  if (!values.has("name")) problems.push(problemAt(placeIn(place, "name"), "expected an XML name, found nothing"));
  return { ...defaults, ...Object.fromEntries(values) };
}
