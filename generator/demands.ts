/** Parts of the step `security` by the demands that they satisfy. */
const parts: ReadonlyMap<string, string> = new Map([
  ["a Timestamp of WS-Security", "timestamp()"],
  ["a UsernameToken of WS-Security", "usernameToken({ username, password })"],
]);

const steps: ReadonlyMap<string, string> = new Map([["WS-Addressing", "addressing()"]]);

/**
 * The option of a port that satisfies these demands of policies on callers: `steps: [addressing()]`. Undefined if the
 * runtime has no step for one of them.
 */
export function stepsFor(demands: readonly string[]): string | undefined {
  if (demands.some((demand) => !parts.has(demand) && !steps.has(demand))) return undefined;
  const ofSecurity = [...parts].flatMap(([demand, part]) => (demands.includes(demand) ? [part] : []));
  const others = demands.flatMap((demand) => steps.get(demand) ?? []);
  const all = ofSecurity.length === 0 ? others : [...others, `security([${ofSecurity.join(", ")}])`];
  return `steps: [${all.join(", ")}]`;
}
