/** The nonces of the last minutes, by which a request that is sent again is recognized. */
export interface Nonces {
  /** Remembers a nonce, unless it is known or there is no room for it. */
  add(nonce: string): "added" | "known" | "full";
}

/** Remembers at most `limit` nonces, each for `lifetime` milliseconds. */
export function rememberNonces(limit: number, lifetime: number): Nonces {
  /** The times at which they may be forgotten, in the order in which they were added. */
  const nonces = new Map<string, number>();
  return {
    add(nonce) {
      const now = Date.now();
      for (const [oldest, end] of nonces) {
        if (end >= now) break;
        nonces.delete(oldest);
      }
      if (nonces.has(nonce)) return "known";
      if (nonces.size >= limit) return "full";
      nonces.set(nonce, now + lifetime);
      return "added";
    },
  };
}
