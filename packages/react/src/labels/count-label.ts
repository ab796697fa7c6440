/** Words around a number. `text` is `count` as the locale writes it; `count` itself chooses between singular and plural. */
export type CountLabel = (count: number, text: string) => string;
