const paragraphs = (index: number) =>
  `Answer ${index}: a **small** model reads a contract for about \`$0.0029\`.\n\n- cheaper than the frontier\n- as good on these rows\n\nMeasure before you rely on it.`;

/** A thread of so many messages, oldest first: a short question, a formatted answer. */
export const sampleThread = (length: number) =>
  Array.from({ length }, (_, index) =>
    index % 2 === 0
      ? { role: "user", content: `Question ${index / 2 + 1}` }
      : { role: "assistant", content: paragraphs((index + 1) / 2) },
  );
