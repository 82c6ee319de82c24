/** Hands values from one asynchronous function to another, one at a time, so that the faster waits for the slower. */
export class Handover<T> {
  private value: { readonly item: T } | undefined;
  private isEnded = false;
  private isDraining = false;
  private cancellation: Error | undefined;
  private wake: (() => void) | undefined;
  /** Called when nobody will take what is put. */
  onCancel: () => void = () => undefined;

  /** Resolves when the value was taken. Rejects if nobody will take it. */
  async put(item: T): Promise<void> {
    if (this.isDraining && this.cancellation === undefined) return;
    this.value = { item };
    this.notify();
    while (this.isWaiting()) await this.change();
    this.check();
  }

  private isWaiting(): boolean {
    return this.value !== undefined && this.cancellation === undefined && !this.isDraining;
  }

  /** Throws if nobody will take what is put. */
  check(): void {
    if (this.cancellation !== undefined) throw this.cancellation;
  }

  /** Resolves with the next value; with undefined at the end. */
  async take(): Promise<T | undefined> {
    while (this.value === undefined && !this.isEnded) await this.change();
    const { value } = this;
    this.value = undefined;
    this.notify();
    return value?.item;
  }

  /** Ends the sequence. */
  end(): void {
    this.isEnded = true;
    this.notify();
  }

  /** Drops what is put from now on. */
  drain(): void {
    this.isDraining = true;
    this.value = undefined;
    this.notify();
  }

  /** Makes each further `put` reject. */
  cancel(reason: Error): void {
    this.cancellation = reason;
    this.onCancel();
    this.notify();
  }

  private change(): Promise<void> {
    return new Promise((resolve) => {
      const before = this.wake;
      this.wake = () => {
        before?.();
        resolve();
      };
    });
  }

  private notify(): void {
    const { wake } = this;
    this.wake = undefined;
    wake?.();
  }
}

/** The values one by one. Awaits `end` after the last; makes `put` reject with `left` if the iteration ends before. */
export async function* handedOver<T>(
  handover: Handover<readonly T[]>,
  end: () => Promise<unknown>,
  left: () => Error,
): AsyncGenerator<T, void> {
  let isLeft = true;
  try {
    for (let batch = await handover.take(); batch !== undefined; batch = await handover.take()) {
      for (const item of batch) yield item;
    }
    isLeft = false;
    await end();
  } finally {
    if (isLeft) handover.cancel(left());
  }
}
