/** An address that a reader may be offered. */
export interface WebAddress {
  /** As the browser understands it; what was checked is what is used. */
  readonly href: string;
  /** Where it leads: host and port, in punycode where it is not plain ASCII; for mail the address. */
  readonly place: string;
  readonly isMail: boolean;
}

/**
 * Reads a destination that a model wrote. Only absolute `https:`, `http:` and `mailto:` addresses pass, decided on what
 * the URL parser makes of them. `null` for all else: other schemes, relative ones (there is nothing in an answer that
 * they could be relative to), `//host`, `http:host` and their like, and those with a user name, which honest links do
 * not have and deceiving ones do.
 */
export function readAddress(destination: string): WebAddress | null {
  // Browsers drop these wherever they stand, so they may not hide a scheme.
  const written = destination.replace(/[\t\n\r]/g, "").trim();
  if (!/^(?:https?:\/\/|mailto:)/i.test(written)) return null;
  const url = parse(written);
  if (url === null || url.username !== "" || url.password !== "") return null;
  if (url.protocol === "mailto:") {
    const isAddress = /^[^@]+@[^@]+$/.test(url.pathname);
    return isAddress ? { href: url.href, place: url.pathname, isMail: true } : null;
  }
  const isWeb = (url.protocol === "https:" || url.protocol === "http:") && url.hostname !== "";
  return isWeb ? { href: url.href, place: url.host, isMail: false } : null;
}

function parse(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

const withoutWww = (host: string) => host.replace(/^www\./, "");

/** Whether the words of a link are an address at the same place, so that it need not be said again. */
export function saysPlace(words: string, address: WebAddress): boolean {
  const text = words.trim();
  // Other scripts have letters that look like Latin ones: there the punycode is shown.
  if (!/^[!-~]+$/.test(text)) return false;
  if (address.isMail) return text.toLowerCase().replace(/^mailto:/, "") === address.place.toLowerCase();
  const named = readAddress(text.includes("://") ? text : `https://${text}`);
  return named !== null && withoutWww(named.place) === withoutWww(address.place);
}
