/**
 * A path for each service that no other has: its own, or else its name. What is at `/` and below `/-/` is none of a service.
 */
export function servicePaths(services: readonly { readonly name: string; readonly path: string }[]): readonly string[] {
  const taken = new Set<string>();
  return services.map(({ name, path }) => {
    const named = `/${encodeURIComponent(name)}`;
    let chosen = path;
    for (let count = 1; isReserved(chosen) || taken.has(chosen); count++)
      chosen = count === 1 ? named : `${named}-${count}`;
    taken.add(chosen);
    return chosen;
  });
}

function isReserved(path: string): boolean {
  return path === "/" || path === "/-" || path.startsWith("/-/");
}
