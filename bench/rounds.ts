/**
 * Runs the measurements in turns, so that other load on the machine affects all equally, and takes the median of each.
 */
export function inTurns<Name extends string>(
  names: readonly Name[],
  rounds: number,
  measure: (name: Name) => number,
): ReadonlyMap<Name, number> {
  const all = new Map(names.map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++) for (const [name, times] of all) times.push(measure(name));
  return new Map([...all].map(([name, times]) => [name, median(times)]));
}

export function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? NaN;
}
