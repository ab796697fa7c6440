/** Finds the run of backticks that ends a code span, in time that over all searches is proportional to the text. */
export class CodeEnds {
  readonly #text: string;
  /** By length of a run, where such runs begin and which of them is next. */
  #runs: Map<number, { readonly starts: number[]; next: number }> | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  /** Start of the first run of exactly `length` backticks at or behind `from`, which never decreases; -1 without one. */
  find(from: number, length: number): number {
    this.#runs ??= this.#collect(from);
    const runs = this.#runs.get(length);
    if (!runs) return -1;
    while ((runs.starts[runs.next] ?? Infinity) < from) runs.next++;
    return runs.starts[runs.next] ?? -1;
  }

  #collect(from: number): Map<number, { starts: number[]; next: number }> {
    const runs = new Map<number, { starts: number[]; next: number }>();
    for (let start = this.#text.indexOf("`", from); start !== -1;) {
      let end = start + 1;
      while (this.#text.charAt(end) === "`") end++;
      const known = runs.get(end - start);
      if (known) known.starts.push(start);
      else runs.set(end - start, { starts: [start], next: 0 });
      start = this.#text.indexOf("`", end);
    }
    return runs;
  }
}
