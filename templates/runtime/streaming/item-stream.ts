/** The items of a list or of another sequence, each as soon as it has arrived. */
export interface ItemStream<Item, Rest> extends AsyncIterable<Item> {
  /**
   * The rest of the reply, with an empty list. Reads it to its end, so items that were not iterated over are dropped.
   * Rejects like the call itself.
   */
  readonly reply: () => Promise<Rest>;
}
