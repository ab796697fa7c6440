/** The focused element of the tree this one stands in: a document tells of a shadow root its host alone. */
export function activeElementBeside(element: Element): Element | null {
  // By shape: the root may be of another window's realm.
  const root: Node & Partial<DocumentOrShadowRoot> = element.getRootNode();
  return root.activeElement ?? null;
}

/** The focused element of the page, looked for in open shadow roots too. */
export function deepActiveElement(): Element | null {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused;
}
