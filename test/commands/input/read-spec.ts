import { readSpecs } from "../../../generator/commands/input/read-specs.js";
import type { Diagnostic } from "../../../generator/diagnostic.js";
import type { Spec } from "../../../generator/source.js";
import { shopWsdl } from "../../support/shop-wsdl.js";
import { shell, type Workspace } from "../workspace.js";

export const importing = (location: string): string =>
  shopWsdl({
    imports: `<xs:schema><xs:import namespace="http://shop.example/items" schemaLocation="${location}"/></xs:schema>`,
  });

export async function read(
  place: Workspace,
  path: string,
): Promise<{ readonly spec: Spec; readonly codes: readonly string[]; readonly diagnostics: readonly Diagnostic[] }> {
  const [read] = await readSpecs([path], undefined, shell(place.directory));
  if (read === undefined) throw new TypeError("one path gives one spec");
  const { spec, diagnostics } = read;
  return {
    spec,
    diagnostics,
    codes: diagnostics.map(({ severity, code, place: { path } }) => `${severity} ${code} ${path}`),
  };
}

export function pathsOf({ sources }: Spec): readonly string[] {
  return sources.map(({ path }) => path);
}
