/** A unique path for each service: its own, or its name if that is taken. `/` and paths below `/-/` are reserved. */
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
