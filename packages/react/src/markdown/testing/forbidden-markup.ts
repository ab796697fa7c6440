/** Attributes by element; `*` for any value, else what the value must match. Nothing else may stand in an answer. */
const ours =
  /^pareta-(?:markdown[a-z-]*|button|copy[a-z-]*)(?: pareta-(?:markdown[a-z-]*|copy|scroll-shade))*$/;
const direction = /^(?:auto|ltr)$/;
const alignment = /^(?:left|center|right)$/;
const address = /^(?:https?:\/\/|mailto:)/;
const anything = /^/;

const allowed: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  div: {
    class: ours,
    "data-slot": /^markdown[a-z-]*$/,
    "data-state": /^(?:streaming|settled)$/,
    dir: direction,
    role: /^group$/,
    "aria-label": anything,
    tabindex: /^0$/,
  },
  p: { dir: direction, class: ours, "data-slot": /^markdown-math$/, "data-continued": /^true$/ },
  ...Object.fromEntries(
    ["h3", "h4", "h5", "h6"].map((name) => [name, { dir: direction, "data-level": /^[1-6]$/ }]),
  ),
  ul: { dir: direction },
  ol: { dir: direction, start: /^\d{1,10}$/ },
  li: { class: ours },
  input: { type: /^checkbox$/, disabled: /^$/, checked: /^$/, "aria-label": /^(?:Done|Not done)$/ },
  blockquote: { dir: direction },
  hr: {},
  br: {},
  em: {},
  strong: {},
  del: {},
  pre: {},
  code: { dir: direction },
  span: { class: ours, "data-slot": /^markdown-image$/, "data-state": /^offered$/, tabindex: /^-1$/ },
  bdi: { class: ours },
  button: {
    type: /^button$/,
    class: ours,
    "data-slot": /^copy-button$/,
    "data-state": /^idle$/,
    "data-variant": /^quiet$/,
    "aria-label": anything,
    "data-url": address,
  },
  a: {
    class: ours,
    "data-slot": /^markdown-link$/,
    "data-url": address,
    href: address,
    target: /^_blank$/,
    rel: /^noopener noreferrer nofollow ugc$/,
    referrerpolicy: /^no-referrer$/,
  },
  table: { dir: direction },
  thead: {},
  tbody: {},
  tr: {},
  th: { scope: /^col$/, "data-align": alignment },
  td: { colspan: /^\d{1,2}$/, "data-align": alignment },
};

/** What every element of its kind has, so that none slips through without. */
const required: Readonly<Record<string, readonly string[]>> = {
  a: ["href", "rel", "referrerpolicy", "target", "data-url"],
  button: ["type"],
  input: ["type", "disabled", "aria-label"],
};

/** What an element stands in. */
type Place = "page" | "control" | "copy button" | "icon";

/** The picture on our own copy button: shapes without a reference or a handler. */
function isOurIcon(element: Element, place: Place): boolean {
  return (
    place === (element.localName === "svg" ? "copy button" : "icon") &&
    ["svg", "path", "circle", "rect"].includes(element.localName) &&
    element.getAttributeNames().every((name) => !/^on|href|^style$/i.test(name))
  );
}

function placeInside(element: Element, place: Place): Place {
  if (isOurIcon(element, place)) return "icon";
  if (element.localName === "button" && element.getAttribute("data-slot") === "copy-button")
    return "copy button";
  return place !== "page" || ["a", "button"].includes(element.localName) ? "control" : "page";
}

function problemsOf(element: Element, place: Place): string[] {
  if (isOurIcon(element, place)) return [];
  const name = element.localName;
  const attributes = allowed[name];
  if (attributes === undefined || element.namespaceURI !== "http://www.w3.org/1999/xhtml")
    return [`<${name}>`];
  const problems: string[] = [];
  for (const attribute of element.getAttributeNames()) {
    const value = element.getAttribute(attribute) ?? "";
    if (attributes[attribute]?.test(value) !== true)
      problems.push(`<${name} ${attribute}=${JSON.stringify(value)}>`);
  }
  for (const attribute of required[name] ?? []) {
    if (!element.hasAttribute(attribute)) problems.push(`<${name}> without ${attribute}`);
  }
  if (name === "a") {
    const href = element.getAttribute("href") ?? "";
    const { protocol, username } = new URL(href);
    if (!["https:", "http:", "mailto:"].includes(protocol) || username !== "")
      problems.push(`link to ${href}`);
    if (element.getAttribute("data-url") !== href) problems.push(`link to ${href} says another address`);
  }
  if (place !== "page" && (["a", "button", "input"].includes(name) || element.hasAttribute("tabindex")))
    problems.push(`<${name}> in a control`);
  return problems;
}

/** Elements, attributes and addresses in rendered HTML that an answer must not have. */
export function forbiddenMarkup(html: string): string[] {
  const template = document.createElement("template");
  template.innerHTML = html;
  // In one walk, parents first: to ask selectors what stands around each element would be most of the work.
  const places = new Map<Node | null, Place>();
  return [...template.content.querySelectorAll("*")].flatMap((element) => {
    const place = places.get(element.parentNode) ?? "page";
    places.set(element, placeInside(element, place));
    return problemsOf(element, place);
  });
}
