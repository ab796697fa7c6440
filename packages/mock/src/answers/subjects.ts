/** What an answer says: three points, a table with its head first, and a program. */
export interface Subject {
  title: string;
  points: readonly [string, string, string];
  table: readonly [readonly string[], ...(readonly string[])[]];
  program: string;
}

/** Subjects people ask about when they try a model, by the words that give them away. */
const known: readonly (readonly [RegExp, Subject])[] = [
  [
    /\bretr(y|ies)|idempoten|backoff|time-?out/i,
    {
      title: "Retries and idempotency",
      points: [
        "**Retry only what may be repeated.** A read always may; a write may when it carries an idempotency key, so that the server can tell the second attempt from a second order.",
        "**Wait longer each time, and not in step.** Double the pause from attempt to attempt and add a little chance, or a thousand clients come back in the same second.",
        "**Give up with a reason.** After two or three attempts say what happened and whether anything may have been charged.",
      ],
      table: [
        ["Answer", "Retry?", "Why"],
        ["408, 429, 503", "yes", "the server asks for another try"],
        ["500, 502, 504", "with a key", "nobody knows whether it happened"],
        ["400, 401, 422", "no", "the same request stays wrong"],
      ],
      program: `async function withRetries<T>(send: () => Promise<T>, most = 3): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      if (attempt === most) throw error;
      const pause = 500 * 2 ** (attempt - 1) + 250 * Math.random();
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}`,
    },
  ],
  [
    /\bcach(e|es|ing)\b|memoi[sz]/i,
    {
      title: "Caching",
      points: [
        "**A cache is a promise about staleness.** Decide first how old an answer may be; size and speed come after.",
        "**The key has to hold everything the answer depends on.** Most wrong cache hits are a forgotten user, language or version.",
        "**Leaving is harder than arriving.** Let entries expire by time, and drop them by event only where a user would notice.",
      ],
      table: [
        ["Kind", "Lives in", "Good for", "Beware of"],
        ["Browser", "one user", "assets with a hash in the name", "private data on shared machines"],
        ["Edge", "a region", "public pages", "cookies in the key"],
        ["Application", "one process", "costly pure functions", "memory that only grows"],
      ],
      program: `class Cache<V> {
  #entries = new Map<string, { value: V; until: number }>();

  async get(key: string, make: () => Promise<V>, ttlMs = 60_000): Promise<V> {
    const known = this.#entries.get(key);
    if (known && known.until > Date.now()) return known.value;
    const value = await make();
    this.#entries.set(key, { value, until: Date.now() + ttlMs });
    return value;
  }
}`,
    },
  ],
  [
    /\bstream|server-sent|\bsse\b|token by token/i,
    {
      title: "Streaming",
      points: [
        "**The first token is what people feel.** A stream that starts after 300 ms reads as fast, however long the rest takes.",
        "**A chunk is not an event.** The network cuts where it likes, so keep the unfinished line → parse only whole ones.",
        "**An end must be said, not guessed.** Without the closing `[DONE]` the answer was cut off, and the reader should be told.",
      ],
      table: [
        ["Moment", "What the page shows", "What may go wrong"],
        ["sent", "the question, a caret", "the endpoint is asleep"],
        ["first token", "text that grows", "a slow reader holds it up"],
        ["end", "tokens and cost", "the connection drops before it"],
      ],
      program: `for await (const chunk of pareta.chat.completions.create({
  model: endpoint.id,
  messages: [{ role: "user", content: question }],
  stream: true,
})) {
  append(chunk.choices[0].delta.content ?? "");
}`,
    },
  ],
  [
    /\btests?\b|testing|evaluat|benchmark|statistic/i,
    {
      title: "Testing and evaluation",
      points: [
        "**Test what would hurt.** Begin with the three cases that would cost you a customer, not with those that are easy to write.",
        "**Compare on the same rows.** Two models on the same hundred rows tell more than each on its own thousand.",
        "**A difference needs a margin.** On 120 rows a gap under five points is usually noise ± luck.",
      ],
      table: [
        ["Rows", "Smallest gap you can trust", "Good for"],
        ["30", "about 18 points", "throwing out the worst"],
        ["120", "about 8 points", "a first choice"],
        ["1,000", "about 3 points", "replacing what runs today"],
      ],
      program: `function meanDifference(ones: readonly number[], others: readonly number[]): number {
  const gaps = ones.map((score, row) => score - (others[row] ?? 0));
  return gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
}`,
    },
  ],
  [
    /\bmodels?\b|\bllm|\bcosts?\b|cheap|price|frontier|open[- ]weights?/i,
    {
      title: "Choosing a model",
      points: [
        "**Start from the task, not from the model.** For a narrow job a small open model often comes within two points of the largest one.",
        "**Price the whole month.** A cent a request is nothing until it is asked four hundred thousand times.",
        "**Keep a way back.** Put the model's name in one place, and the change you regret takes a minute to undo.",
      ],
      table: [
        ["Choice", "Quality", "Cost", "When it fits"],
        ["A small open model", "close on narrow jobs", "lowest", "steady volume, one task"],
        ["A large open model", "close on most", "a fifth to a tenth", "mixed volume"],
        ["A frontier model", "highest", "full price", "rare, open-ended work"],
      ],
      program: `const { models, recommended } = await pareta.tasks.leaderboard("contract-key-fields");
const best = models.find((model) => model.name === recommended);
console.log(best?.quality, best?.costPerRequestMicroUsd);`,
    },
  ],
];

/** For everything else: how to go about a decision. */
const anything: Subject = {
  title: "Making a decision",
  points: [
    "**Start from what must be true.** Write down the two or three facts the outcome depends on, and check each against something you can measure.",
    "**Prefer the reversible choice.** If you can undo it within a day (≈ 24 h), try it instead of debating it.",
    "**Decide how you will know.** Pick the figure you would show a colleague before you begin, not after.",
  ],
  table: [
    ["Step", "Takes", "You have then"],
    ["Look at ten real cases", "an hour", "a list of what goes wrong"],
    ["Change one thing", "a day", "a before and an after"],
    ["Decide", "ten minutes", "a reason you can repeat"],
  ],
  program: `interface Option {
  name: string;
  gain: number;
  effort: number;
}

const worthFirst = (options: readonly Option[]) =>
  options.toSorted((one, other) => other.gain / other.effort - one.gain / one.effort);`,
};

export function subjectOf(question: string): Subject {
  return known.find(([words]) => words.test(question))?.[1] ?? anything;
}

/** The other subjects, from the one after the question's own. */
export function relatedTo(question: string): Subject[] {
  const all = [...known.map(([, subject]) => subject), anything];
  const own = all.indexOf(subjectOf(question));
  return [...all.slice(own + 1), ...all.slice(0, own)];
}
