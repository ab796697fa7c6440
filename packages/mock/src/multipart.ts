export interface FormFile {
  name: string;
  mime: string;
  bytes: Uint8Array;
}

export interface Form {
  fields: Record<string, string>;
  files: Record<string, FormFile>;
}

const utf8 = new TextDecoder();
/** One character a byte, so that places in the text are places in the bytes. */
const singleByte = new TextDecoder("latin1");

/**
 * Reads multipart/form-data from its bytes; null when they are not that.
 * By hand, because `request.formData()` fails where a test's DOM has replaced the File class.
 */
export function parseMultipart(contentType: string, bytes: Uint8Array): Form | null {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (boundary === undefined) return null;
  const text = singleByte.decode(bytes);
  const mark = `--${boundary}`;
  const form: Form = { fields: {}, files: {} };
  let start = text.indexOf(mark);
  if (start < 0) return null;
  for (;;) {
    start += mark.length;
    if (text.startsWith("--", start)) return form;
    const end = text.indexOf(`\r\n${mark}`, start);
    const headEnd = text.indexOf("\r\n\r\n", start);
    if (end < 0 || headEnd < 0 || headEnd > end) return null;
    addPart(form, utf8.decode(bytes.subarray(start, headEnd)), bytes.slice(headEnd + 4, end));
    start = end + 2;
  }
}

function addPart(form: Form, head: string, content: Uint8Array): void {
  const name = parameter(head, "name");
  if (name === null) return;
  const filename = parameter(head, "filename");
  if (filename === null) {
    form.fields[name] = utf8.decode(content);
    return;
  }
  const mime = /^content-type:\s*(.+?)\s*$/im.exec(head)?.[1] ?? "application/octet-stream";
  form.files[name] = { name: filename, mime, bytes: content };
}

function parameter(head: string, name: string): string | null {
  const found = new RegExp(`[;\\s]${name}="([^"]*)"`, "i").exec(head)?.[1];
  return found === undefined ? null : found.replaceAll("%22", '"').replaceAll("%0D%0A", "\r\n");
}
