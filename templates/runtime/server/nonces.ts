/** The nonces of the last minutes, by which a request that is sent again is recognized. */
export interface Nonces {
  /** Remembers a nonce that a user sent, unless it is known or takes more room than is left. */
  add(nonce: string, user: string): "added" | "known" | "full";
}

/** The share of the room that others leave which a user may take, so that one user alone cannot lock out the others. */
const share = 0.9;

/** Remembers at most `limit` nonces, each for `lifetime` milliseconds. */
export function rememberNonces(limit: number, lifetime: number): Nonces {
  /** The times at which they may be forgotten, in the order in which they were added. */
  const nonces = new Map<string, { readonly end: number; readonly user: string }>();
  const counts = new Map<string, number>();
  const count = (user: string, change: number): void => {
    const changed = (counts.get(user) ?? 0) + change;
    if (changed === 0) counts.delete(user);
    else counts.set(user, changed);
  };
  return {
    add(nonce, user) {
      const now = Date.now();
      for (const [oldest, found] of nonces) {
        if (found.end >= now) break;
        nonces.delete(oldest);
        count(found.user, -1);
      }
      if (nonces.has(nonce)) return "known";
      const own = counts.get(user) ?? 0;
      const others = nonces.size - own;
      if (own >= (limit - others) * share) return "full";
      nonces.set(nonce, { end: now + lifetime, user });
      count(user, 1);
      return "added";
    },
  };
}
