import { AsyncLocalStorage } from "node:async_hooks";
import type { Service } from "../../../templates/runtime/server.js";
import type { StandInAnswer } from "../../../templates/stand-in/stand-in-options.js";

/** Writes a line for each request: what was called, the status, what answered, and the time. */
export interface CallLog {
  /** Takes the answer to the request that is being answered. */
  readonly note: (answer: StandInAnswer) => void;
  /** The service, whose requests are logged once their responses are known. */
  readonly logged: (service: Service) => Service;
}

/**
 * Creates a log that prints lines. `isShared` is true if there are several services, whose names are printed then. Requests
 * for pages are not logged, unless they fail. `reasonOf` reads the reason of a response that refuses a request.
 */
export function callLog(
  print: (line: string) => void,
  reasonOf: (response: Response) => Promise<string>,
  isShared: boolean,
): CallLog {
  // A response does not know its call, which ends after several steps.
  const requests = new AsyncLocalStorage<{ answer?: StandInAnswer }>();
  return {
    note(answer) {
      const request = requests.getStore();
      if (request !== undefined) request.answer = answer;
    },
    logged: (service) => (request) => {
      const noted: { answer?: StandInAnswer } = {};
      const start = performance.now();
      return requests.run(noted, async () => {
        const response = await service(request);
        const time = `in ${Math.round(performance.now() - start)} ms`;
        const { answer } = noted;
        if (answer !== undefined) {
          const called = isShared ? `${answer.service}/${answer.operation}` : answer.operation;
          print(`${called} ${answer.binding} ${response.status} ${sourceOf(answer)} ${time}`);
        } else if (response.status >= 400) {
          const reason = await reasonOf(response);
          // The query may hold secrets.
          const called = `${request.method} ${new URL(request.url).pathname}`;
          print(`${called} ${response.status} refused ${time}${reason === "" ? "" : `: ${reason}`}`);
        }
        return response;
      });
    },
  };
}

/** `random`, `replies/GetPrice.json[1]` */
function sourceOf({ from, name = "file", entry }: StandInAnswer): string {
  switch (from) {
    case "file":
      return entry === undefined ? name : `${name}[${entry}]`;
    case "none":
      return "no reply";
    default:
      return from;
  }
}
