/** One of a closed set; what is none of it reads as the first. */
export function choice<Choice extends string>(
  value: unknown,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  return choices.find((one) => one === value) ?? choices[0];
}
