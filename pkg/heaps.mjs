// What has come from a source while its reader was busy, in heaps: the reader sets the pace, and nothing waits for a heap
// to be full.

/**
 * @template T
 * @param {Iterable<T> | AsyncIterable<T>} source
 * @param {number} most how many of a heap; the source waits meanwhile
 * @returns {AsyncGenerator<T[]>} never an empty heap
 */
export async function* heaps(source, most) {
  const heap = new Heap(most);
  heap.fill(source);
  try {
    for (;;) {
      const taken = await heap.take();
      if (taken.length === 0) return;
      yield taken;
    }
  } finally {
    heap.close();
  }
}

class Heap {
  #most;
  #items = [];
  #ended = false;
  #error;
  /** Whoever waits for something to come, or for room. */
  #wake = () => {};

  constructor(most) {
    this.#most = most;
  }

  async fill(source) {
    try {
      for await (const item of source) {
        if (this.#ended) return;
        this.#items.push(item);
        this.#wake();
        while (this.#items.length >= this.#most && !this.#ended) await this.#change();
      }
    } catch (error) {
      this.#error = error;
    }
    this.close();
  }

  /** All there is; none once the source has ended. What came before an error comes before it. */
  async take() {
    while (this.#items.length === 0 && !this.#ended) await this.#change();
    if (this.#items.length === 0 && this.#error) throw this.#error;
    const taken = this.#items;
    this.#items = [];
    this.#wake();
    return taken;
  }

  close() {
    this.#ended = true;
    this.#wake();
  }

  /** Filling waits for room only while there is something to take, so never do both sides wait. */
  #change() {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
