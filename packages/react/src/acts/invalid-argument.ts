import { InvalidArgumentError } from "pareta";

/** What the caller asked for cannot be sent; nothing was. `param` is the argument's name. */
export function invalidArgument(param: string, message: string, cause?: unknown): InvalidArgumentError {
  return new InvalidArgumentError(message, { param, outcome: "not-sent", cause });
}
