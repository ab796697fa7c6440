import { APIStatusError, NotFoundError, type ParetaError } from "pareta";
import { describe, expect, it } from "vitest";
import { nextPoll, pollDelay } from "./poll-schedule.ts";

const fields = { detail: null, retryAfter: null, response: null, headers: new Headers() };
const refusal = (status: number) => new APIStatusError("no", { ...fields, status });
const state = (change: { error?: ParetaError; updates?: number } = {}) => ({
  data: undefined,
  error: change.error ?? null,
  dataUpdatedAt: 0,
  dataUpdateCount: change.updates ?? 0,
  errorUpdateCount: 0,
});
const job = { isPending: () => true };
const now = { since: 0, updates: 0 };

describe("poll schedule", () => {
  it.each([
    [0, 3000],
    [1, 3900],
    [5, 11_139],
    [7, 15_000],
    [1000, 15_000],
  ])("after %i answers the next look is %i ms away", (updates, delay) => {
    expect(Math.round(pollDelay(3, updates))).toBe(delay);
  });

  it("counts the answers since the job was first seen pending", () => {
    expect(nextPoll(state({ updates: 40 }), { since: 0, updates: 40 }, job, 0)).toBe(3000);
  });

  it("a first delay beyond 15 seconds stays, and 0 looks no more", () => {
    expect(nextPoll(state({ updates: 9 }), now, { ...job, first: 60 }, 0)).toBe(60_000);
    expect(nextPoll(state(), now, { ...job, first: 0 }, 0)).toBe(0);
  });

  it("ends after the longest time", () => {
    expect(nextPoll(state(), now, { ...job, longest: 900 }, 900_000)).toBe(3000);
    expect(nextPoll(state(), now, { ...job, longest: 900 }, 900_001)).toBe(false);
  });

  it.each([401, 403])("T20 T21 a %i ends it", (status) => {
    expect(nextPoll(state({ error: refusal(status) }), now, job, 0)).toBe(false);
  });

  it("a 404 ends it, anything else does not", () => {
    const missing = new NotFoundError("no", { ...fields, status: 404 });
    expect(nextPoll(state({ error: missing }), now, job, 0)).toBe(false);
    for (const status of [408, 429, 500, 503]) {
      expect(nextPoll(state({ error: refusal(status) }), now, job, 0)).toBe(3000);
    }
  });
});
