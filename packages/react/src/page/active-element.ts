/** The focused element of the tree this one stands in: a document tells of a shadow root its host alone. */
export function activeElementBeside(element: Element): Element | null {
  const root = element.getRootNode();
  return root instanceof Document || root instanceof ShadowRoot ? root.activeElement : null;
}
