export interface FormFile {
  name: string;
  mime: string;
  bytes: Uint8Array;
}

export interface Form {
  fields: Record<string, string>;
  files: Record<string, FormFile>;
}

/** Made when it is first used: a test's DOM may lack it at import. */
const utf8 = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/**
 * Reads multipart/form-data from its bytes; null when they are not that.
 * By hand, because `request.formData()` fails where a test's DOM has replaced the File class.
 */
export function parseMultipart(contentType: string, bytes: Uint8Array): Form | null {
  const boundary = parameter(contentType, "boundary");
  if (boundary === null || boundary === "") return null;
  // One character a byte, so that places in the text are places in the bytes.
  const text = new TextDecoder("latin1").decode(bytes);
  const mark = `--${boundary}`;
  // Without a prototype: a part may be called anything.
  const form: Form = { fields: Object.create(null), files: Object.create(null) };
  let start = text.indexOf(mark);
  if (start < 0) return null;
  for (;;) {
    start += mark.length;
    if (text.startsWith("--", start)) return form;
    const end = text.indexOf(`\r\n${mark}`, start);
    const headEnd = text.indexOf("\r\n\r\n", start);
    if (end < 0 || headEnd < 0 || headEnd > end) return null;
    addPart(form, utf8(bytes.subarray(start, headEnd)), bytes.slice(headEnd + 4, end));
    start = end + 2;
  }
}

function addPart(form: Form, head: string, content: Uint8Array): void {
  const disposition = headerOf(head, "content-disposition") ?? "";
  const name = parameter(disposition, "name");
  if (name === null) return;
  const filename = parameter(disposition, "filename");
  if (filename === null) {
    form.fields[name] = utf8(content);
    return;
  }
  const mime = headerOf(head, "content-type") ?? "application/octet-stream";
  form.files[name] = { name: filename, mime, bytes: content };
}

function headerOf(head: string, name: string): string | null {
  const line = head.split("\r\n").find((line) => line.toLowerCase().startsWith(`${name}:`));
  return line === undefined ? null : line.slice(name.length + 1).trim();
}

/** `name="a \"b\""`, `name="%22"` or, as some clients write it, `name=a`; in any case of letters. */
function parameter(header: string, name: string): string | null {
  const pattern = new RegExp(`;[ \\t]*${name}[ \\t]*=[ \\t]*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s;"]+))`, "i");
  const found = pattern.exec(header);
  if (!found) return null;
  const [, quoted, token = ""] = found;
  if (quoted === undefined) return token;
  return quoted
    .replace(/\\(["\\])/g, "$1")
    .replaceAll("%22", '"')
    .replaceAll("%0D%0A", "\r\n");
}
