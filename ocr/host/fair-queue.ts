/** A waiting line per client; turns go round the clients, so that a file of one page isn't stuck behind one of 500. */
export class FairQueue<T> {
  readonly #lines = new Map<object, T[]>();

  get size(): number {
    let size = 0;
    for (const line of this.#lines.values()) size += line.length;
    return size;
  }

  push(client: object, item: T): void {
    const line = this.#lines.get(client);
    if (line === undefined) this.#lines.set(client, [item]);
    else line.push(item);
  }

  /** Puts an item at the head of its client's line and that client first in the round. */
  pushFirst(client: object, item: T): void {
    const line = this.#lines.get(client) ?? [];
    const others = [...this.#lines].filter(([other]) => other !== client);
    this.#lines.clear();
    this.#lines.set(client, [item, ...line]);
    for (const [other, items] of others) this.#lines.set(other, items);
  }

  /** The next item; its client goes to the end of the round. */
  take(): T | undefined {
    const next = this.#lines.entries().next();
    if (next.done === true) return undefined;
    const [client, line] = next.value;
    const item = line.shift();
    this.#lines.delete(client);
    if (line.length > 0) this.#lines.set(client, line);
    return item;
  }

  takeAll(): readonly T[] {
    const all = [...this.#lines.values()].flat();
    this.#lines.clear();
    return all;
  }
}
