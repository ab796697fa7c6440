import { ParetaError, type Pareta } from "pareta";
import { memo } from "../memory/memo.ts";
import { actId } from "./act-id.ts";
import { randomId } from "./random-id.ts";
import { sha256 } from "./sha256.ts";

/**
 * `isRepeat`: the key was sent before, so that a receipt of 0 means "charged then", not "free". `canRetry`: whether
 * anybody who asked for this request is still there, as the SDK asks before each further attempt.
 */
export type SendAct<T> = (key: string, isRepeat: boolean, canRetry: () => boolean) => Promise<T>;

/**
 * Idempotency keys, in memory only: no hook sees one, nothing stores one, a duplicated tab has none (contract 3.0).
 * One act, by its `actId`, keeps one key while it is pending, and after an unknown outcome until it has succeeded.
 */
export interface ActRegister {
  /**
   * Performs the act under its key; a repeat while it is pending joins the first promise. `isWanted`: whether the one who
   * asks is still there; default always.
   */
  perform<T>(id: string, send: SendAct<T>, isWanted?: () => boolean): Promise<T>;
  /** An act of unknown outcome that is not to be repeated under its key. */
  forget(id: string): Promise<void>;
}

/**
 * Keys of unknown outcome that are kept. Of more, the oldest are given up: what they stand for may have been charged, and
 * repeating it is a new request that is billed. A chat shows such an answer as billed `unknown` also when the repeat ended.
 */
const maxUnknownKeys = 1000;

const keysGivenUp = `Pareta: more than ${maxUnknownKeys} requests ended without a known outcome. The oldest can no longer be repeated free of charge: a repeat is a new request, and billed.`;

/** Characters up to which what is kept of an act is its id as it is. */
const maxIdLength = 4096;

/** What is kept of an act after its end: of a long id its SHA-256, where the platform can make one. */
const shortId = async (id: string): Promise<string> =>
  id.length > maxIdLength ? ((await sha256(id)) ?? id) : id;

interface PendingAct {
  readonly promise: Promise<unknown>;
  /** Of everyone who joined. */
  readonly wanted: (() => boolean)[];
}

export function createActRegister(): ActRegister {
  const pending = new Map<string, PendingAct>();
  /** By short id, oldest first. */
  const unknown = new Map<string, string>();
  let hasWarned = false;

  function keep(id: string, key: string): void {
    unknown.delete(id);
    unknown.set(id, key);
    const [oldest] = unknown.keys();
    if (unknown.size <= maxUnknownKeys || oldest === undefined) return;
    unknown.delete(oldest);
    if (!hasWarned) console.warn(keysGivenUp);
    hasWarned = true;
  }

  async function attempt<T>(id: string, send: SendAct<T>, canRetry: () => boolean): Promise<T> {
    // Nothing is waited for where nothing is kept, as nearly always.
    const known = unknown.size > 0 ? unknown.get(await shortId(id)) : undefined;
    const key = known ?? randomId("pareta-react");
    try {
      const answer = await send(key, known !== undefined, canRetry);
      if (known !== undefined) unknown.delete(await shortId(id));
      return answer;
    } catch (error) {
      // A repeat that is refused says nothing of the first attempt, which may have been charged: the key stays.
      if (!ParetaError.isInstance(error) || error.outcome === "unknown") keep(await shortId(id), key);
      throw error;
    }
  }

  return {
    perform<T>(id: string, send: SendAct<T>, isWanted = () => true) {
      const joined = pending.get(id);
      joined?.wanted.push(isWanted);
      // The same act performed by the same caller: its promise has the caller's type.
      if (joined) return joined.promise as Promise<T>;
      const wanted = [isWanted];
      const canRetry = () => wanted.some((isStill) => isStill());
      const promise = attempt(id, send, canRetry).finally(() => pending.delete(id));
      pending.set(id, { promise, wanted });
      return promise;
    },
    forget: async (id) => void unknown.delete(await shortId(id)),
  };
}

const registers = new WeakMap<Pareta, ActRegister>();

export function actRegister(client: Pareta): ActRegister {
  return memo(registers, client, createActRegister);
}

/** Performs an act of this client under the key that its input has; a repeat while it is pending joins it. */
export function performAct<T>(
  client: Pareta,
  act: readonly string[],
  input: unknown,
  send: SendAct<T>,
  isWanted?: () => boolean,
): Promise<T> {
  return actRegister(client).perform(actId(act, input), send, isWanted);
}

/** Of an act that something else has overtaken: it is not to be repeated under its key. */
export function forgetAct(client: Pareta, act: readonly string[], input: unknown): Promise<void> {
  return actRegister(client).forget(actId(act, input));
}
