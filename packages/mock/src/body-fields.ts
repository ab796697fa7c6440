import type { Exchange } from "./exchange.ts";
import { Refusal } from "./refusal.ts";
import type { ValidationItem } from "./refusal.ts";

type Location = readonly (string | number)[];

/** Of a number: what is left out has no bound. */
interface Range {
  least?: number;
  most?: number;
}

/**
 * The fields of one JSON object, read with all that is wrong kept for one 422, as FastAPI does it: each item has the
 * place (`loc`), a sentence and a type. Call `done` before the values are used; until then what is wrong reads as
 * its type's emptiest value. `null` counts as left out.
 */
export class BodyFields {
  readonly #fields: Readonly<Record<string, unknown>>;
  readonly #at: Location;
  readonly #wrong: ValidationItem[];
  /** Where new items go: into `#wrong`, or nowhere when there is no object whose fields could be wrong. */
  readonly #sink: ValidationItem[];

  constructor(value: unknown, at: Location = ["body"], wrong: ValidationItem[] = []) {
    this.#at = at;
    this.#wrong = wrong;
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    this.#fields = isObject ? { ...value } : {};
    this.#sink = isObject ? wrong : [];
    if (isObject) return;
    const msg = "Input should be a valid dictionary or object to extract fields from";
    wrong.push({ loc: at, msg, type: "model_attributes_type" });
  }

  /** Refuses with 422 when anything was wrong. */
  done(): void {
    if (this.#wrong.length > 0) throw new Refusal(422, this.#wrong);
  }

  has(name: string): boolean {
    return this.#fields[name] !== undefined && this.#fields[name] !== null;
  }

  /** A string that is not blank. */
  text(name: string): string {
    if (!this.#present(name)) return "";
    return this.optionalText(name) ?? "";
  }

  optionalText(name: string): string | null {
    const value = this.#fields[name] ?? null;
    if (value === null) return null;
    if (typeof value !== "string") return this.#refuse(name, "Input should be a valid string", "string_type");
    if (value.trim() === "") {
      return this.#refuse(name, "String should have at least 1 character", "string_too_short");
    }
    return value;
  }

  number(name: string, range: Range & { whole?: true } = {}): number | null {
    const value = this.#fields[name] ?? null;
    if (value === null) return null;
    if (typeof value !== "number") {
      const what = range.whole ? "integer" : "number";
      return this.#refuse(name, `Input should be a valid ${what}`, range.whole ? "int_type" : "float_type");
    }
    if (range.whole && !Number.isInteger(value)) {
      return this.#refuse(
        name,
        "Input should be a valid integer, got a number with a fractional part",
        "int_from_float",
      );
    }
    if (range.least !== undefined && value < range.least) {
      return this.#refuse(
        name,
        `Input should be greater than or equal to ${range.least}`,
        "greater_than_equal",
      );
    }
    if (range.most !== undefined && value > range.most) {
      return this.#refuse(name, `Input should be less than or equal to ${range.most}`, "less_than_equal");
    }
    return value;
  }

  /** A whole number that has to be there. */
  count(name: string, range: Range = {}): number {
    return this.#present(name) ? (this.number(name, { ...range, whole: true }) ?? 0) : 0;
  }

  flag(name: string): boolean {
    const value = this.#fields[name] ?? false;
    if (typeof value === "boolean") return value;
    this.#refuse(name, "Input should be a valid boolean", "bool_type");
    return false;
  }

  /** One of these words; null when left out. */
  word(name: string, words: readonly string[]): string | null {
    const value = this.#fields[name] ?? null;
    if (value === null) return null;
    const found = words.find((word) => word === value);
    if (found !== undefined) return found;
    const last = words.at(-1);
    const list = words.length > 1 ? `'${words.slice(0, -1).join("', '")}' or '${last}'` : `'${last}'`;
    return this.#refuse(name, `Input should be ${list}`, "literal_error");
  }

  /** Each item by its own reader; [] when left out. */
  list<T>(name: string, read: (item: BodyItem, index: number) => T, options: { least?: number } = {}): T[] {
    if (!this.has(name)) {
      if (options.least !== undefined) this.#present(name);
      return [];
    }
    const value = this.#fields[name];
    if (!Array.isArray(value)) {
      this.#refuse(name, "Input should be a valid list", "list_type");
      return [];
    }
    const least = options.least ?? 0;
    if (value.length < least) {
      const items = least === 1 ? "item" : "items";
      this.#refuse(
        name,
        `List should have at least ${least} ${items} after validation, not ${value.length}`,
        "too_short",
      );
    }
    return value.map((item: unknown, index) => read(this.#item(name, index, item), index));
  }

  /** An object's own fields; null when left out. */
  nested(name: string): BodyFields | null {
    return this.has(name) ? this.#nestedIn(name) : null;
  }

  /** An object's own fields, which have to be there. */
  required(name: string): BodyFields {
    return this.#present(name) ? this.#nestedIn(name) : new BodyFields({}, this.#at, []);
  }

  /** The value as it came, for what is checked elsewhere. */
  raw(name: string): unknown {
    return this.#fields[name];
  }

  #nestedIn(name: string): BodyFields {
    return new BodyFields(this.#fields[name], [...this.#at, name], this.#sink);
  }

  #item(name: string, index: number, value: unknown): BodyItem {
    const at = [...this.#at, name, index];
    return {
      fields: () => new BodyFields(value, at, this.#sink),
      text: () => {
        if (typeof value === "string") return value;
        this.#sink.push({ loc: at, msg: "Input should be a valid string", type: "string_type" });
        return "";
      },
    };
  }

  #present(name: string): boolean {
    if (this.has(name)) return true;
    this.#refuse(name, "Field required", "missing");
    return false;
  }

  #refuse(name: string, message: string, type: string): null {
    this.#sink.push({ loc: [...this.#at, name], msg: message, type });
    return null;
  }
}

/** One item of a list, with its place. */
export interface BodyItem {
  fields(): BodyFields;
  text(): string;
}

/** The fields of a JSON body. */
export function jsonFields({ body }: Exchange): BodyFields {
  if (body.kind === "unreadable") throw body.refusal;
  if (body.kind === "json") return new BodyFields(body.value);
  throw new Refusal(422, [{ loc: ["body"], msg: "Field required", type: "missing" }]);
}
