import { Malformed, RequestError } from "../../templates/runtime/error.js";

/** How many errors of the runtime's reading and writing are made meanwhile, caught or not: each costs many microseconds. */
export function errorsMade(act: () => void): number {
  let count = 0;
  class Counted extends Error {
    constructor(message?: string) {
      super(message);
      count++;
    }
  }
  const errors = [Malformed, RequestError];
  for (const error of errors) Object.setPrototypeOf(error, Counted);
  try {
    act();
  } finally {
    for (const error of errors) Object.setPrototypeOf(error, Error);
  }
  return count;
}
