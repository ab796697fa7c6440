/** Labels are told apart neither by case nor by the amount of white space. */
const normalized = (label: string) => label.trim().replace(/\s+/g, " ").toLowerCase().toUpperCase();

interface Entry {
  readonly destination: string;
  readonly order: number;
}

/**
 * Destinations by label, as of one point of the text. Adding gives new definitions and leaves these as they are; both
 * share one map as long as the text only grows.
 */
export class LinkDefinitions {
  readonly #entries: Map<string, Entry>;
  readonly #size: number;

  constructor(entries = new Map<string, Entry>(), size = 0) {
    this.#entries = entries;
    this.#size = size;
  }

  /** What the model wrote, not yet checked. */
  find(label: string): string | undefined {
    const entry = this.#entries.get(normalized(label));
    return entry && entry.order < this.#size ? entry.destination : undefined;
  }

  /** The first definition of a label holds. */
  add(label: string, destination: string): LinkDefinitions {
    if (this.find(label) !== undefined) return this;
    const isNewest = this.#entries.size === this.#size;
    const entries = isNewest
      ? this.#entries
      : new Map([...this.#entries].filter(([, { order }]) => order < this.#size));
    entries.set(normalized(label), { destination, order: this.#size });
    return new LinkDefinitions(entries, this.#size + 1);
  }
}
