import { ParetaError, type Pareta } from "pareta";
import { memo } from "../memory/memo.ts";
import { actId } from "./act-id.ts";
import { randomId } from "./random-id.ts";

/** `isRepeat`: the key was sent before, so that a receipt of 0 means "charged then", not "free". */
export type SendAct<T> = (key: string, isRepeat: boolean) => Promise<T>;

/**
 * Idempotency keys, in memory only: no hook sees one, nothing stores one, a duplicated tab has none (contract 3.0).
 * One act, by its `actId`, keeps one key while it is pending, and after an unknown outcome until it has succeeded.
 */
export interface ActRegister {
  /** Performs the act under its key; a repeat while it is pending joins the first promise. */
  perform<T>(id: string, send: SendAct<T>): Promise<T>;
  /** An act of unknown outcome that is not to be repeated under its key. */
  forget(id: string): void;
}

export function createActRegister(): ActRegister {
  const pending = new Map<string, Promise<unknown>>();
  const unknown = new Map<string, string>();

  async function attempt<T>(id: string, send: SendAct<T>): Promise<T> {
    const known = unknown.get(id);
    const key = known ?? randomId("pareta-react");
    try {
      const answer = await send(key, known !== undefined);
      unknown.delete(id);
      return answer;
    } catch (error) {
      // A repeat that is refused says nothing of the first attempt, which may have been charged: the key stays.
      if (!ParetaError.isInstance(error) || error.outcome === "unknown") unknown.set(id, key);
      throw error;
    }
  }

  return {
    // The same act performed by the same caller: its promise has the caller's type.
    perform: <T>(id: string, send: SendAct<T>) =>
      memo(pending, id, () => attempt(id, send).finally(() => pending.delete(id))) as Promise<T>,
    forget: (id) => void unknown.delete(id),
  };
}

const registers = new WeakMap<Pareta, ActRegister>();

export function actRegister(client: Pareta): ActRegister {
  return memo(registers, client, createActRegister);
}

/** Performs an act of this client under the key that its input has; a repeat while it is pending joins it. */
export async function performAct<T>(
  client: Pareta,
  act: readonly string[],
  input: unknown,
  send: SendAct<T>,
): Promise<T> {
  return actRegister(client).perform(await actId(act, input), send);
}
