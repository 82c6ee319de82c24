/** Options of a port that satisfy demands of policies on callers. */
export interface Remedy {
  /** `steps: [addressing()]` */
  readonly options: string;
  /** The folders of the runtime that have what the options import. */
  readonly runtimeParts: readonly string[];
}

/** Parts of the step `security` by the demands that they satisfy. */
const securityParts: ReadonlyMap<string, string> = new Map([
  ["a Timestamp of WS-Security", "timestamp()"],
  ["a UsernameToken of WS-Security", "usernameToken({ username, password })"],
]);

const addressing = "WS-Addressing";
const mtom = "MTOM";

/** Undefined if the runtime has nothing for one of the demands. */
export function remedyFor(demands: readonly string[]): Remedy | undefined {
  const isKnown = (demand: string): boolean => securityParts.has(demand) || demand === addressing || demand === mtom;
  if (!demands.every(isKnown)) return undefined;
  const parts = [...securityParts].flatMap(([demand, part]) => (demands.includes(demand) ? [part] : []));
  const hasAddressing = demands.includes(addressing);
  const steps = [
    ...(hasAddressing ? ["addressing()"] : []),
    ...(parts.length > 0 ? [`security([${parts.join(", ")}])`] : []),
  ];
  const hasMtom = demands.includes(mtom);
  const options = [
    ...(steps.length > 0 ? [`steps: [${steps.join(", ")}]`] : []),
    ...(hasMtom ? ["attachments: mtom()"] : []),
  ];
  const runtimeParts = [
    ...(hasAddressing ? ["addressing"] : []),
    ...(parts.length > 0 ? ["security"] : []),
    ...(hasMtom ? ["attachments"] : []),
  ];
  return { options: options.join(", "), runtimeParts };
}
