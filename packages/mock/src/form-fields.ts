import { BodyFields } from "./body-fields.ts";
import type { Exchange } from "./exchange.ts";
import type { Form, FormFile } from "./multipart.ts";
import { Refusal } from "./refusal.ts";
import type { ValidationItem } from "./refusal.ts";

/** The parts of a multipart body: texts as in JSON, whole numbers in decimal, files that are not empty. */
export class FormFields {
  readonly #form: Form;
  readonly #texts: BodyFields;
  readonly #wrong: ValidationItem[] = [];

  constructor(form: Form) {
    this.#form = form;
    this.#texts = new BodyFields(form.fields, ["body"], this.#wrong);
  }

  /** Refuses with 422 when anything was wrong. */
  done(): void {
    if (this.#wrong.length > 0) throw new Refusal(422, this.#wrong);
  }

  text(name: string): string {
    return this.#texts.text(name);
  }

  /** null for an empty part too. */
  optionalText(name: string): string | null {
    return this.#form.fields[name] || null;
  }

  wholeNumber(name: string): number {
    const text = this.#texts.text(name);
    if (text === "" || /^\d{1,7}$/.test(text)) return Number(text);
    const msg = "Input should be a valid integer, unable to parse string as an integer";
    this.#wrong.push({ loc: ["body", name], msg, type: "int_parsing" });
    return 0;
  }

  file(name: string): FormFile {
    const file = this.#form.files[name];
    if (file && file.bytes.length > 0) return file;
    const wrong = file
      ? { msg: "the file is empty", type: "file_empty" }
      : { msg: "Field required", type: "missing" };
    this.#wrong.push({ loc: ["body", name], ...wrong });
    return { name: "", mime: "", bytes: new Uint8Array() };
  }
}

export function formFields({ body }: Exchange): FormFields {
  if (body.kind === "unreadable") throw body.refusal;
  // Another kind of body has none of the fields, and each of them is missed.
  return new FormFields(body.kind === "form" ? body : { fields: {}, files: {} });
}
