/** The headers without one of any case, and with a new value for it. */
export function withHeader(
  headers: Readonly<Record<string, string>>,
  name: string,
  value?: string,
): Readonly<Record<string, string>> {
  const others = Object.entries(headers).filter(([each]) => each.toLowerCase() !== name.toLowerCase());
  return Object.fromEntries(value === undefined ? others : [...others, [name, value]]);
}
