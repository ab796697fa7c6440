/** Some labels of a family; `undefined` is none. */
export type SomeLabels<Labels> = { readonly [Name in keyof Labels]?: Labels[Name] | undefined };
