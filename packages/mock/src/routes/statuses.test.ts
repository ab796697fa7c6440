import { describe, expect, test } from "vitest";
import { mountNames, openMock } from "../testing/mounts.ts";
import type { MountedMock } from "../testing/mounts.ts";
import { chat } from "../testing/streamed-chat.ts";

type Act = (opened: MountedMock) => Promise<Response>;

const scripted =
  (status: number): Act =>
  ({ mock, call }) => {
    mock.faults.next("GET /v1/models", { kind: "status", status, body: { detail: "as scripted" } });
    return call("/models");
  };

/** Every status of the contract, and how a client meets it. */
const table: readonly [status: number, how: string, act: Act][] = [
  [200, "a read", ({ call }) => call("/models")],
  [201, "a new eval set", ({ call }) => call("/eval-sets", { method: "POST", body: setForm() })],
  [202, "a new run", ({ post }) => post("/eval-runs", order("gpt-5.5"))],
  [204, "a deleted endpoint", ({ call }) => call("/endpoints/ep_sentiment_01", { method: "DELETE" })],
  [400, "a form that is none", ({ call }) => call("/eval-sets", { method: "POST", ...noForm })],
  [402, "no credit", ({ mock, post }) => (mock.setScenario("no-credit"), post("/chat/completions", chat))],
  [403, "a key without the right", ({ mock, call }) => (mock.setScenario("forbidden"), call("/models"))],
  [
    403,
    "a signed address that is not ours",
    ({ call }) => call("/signed-uploads/x", { method: "PUT", body: "x" }),
  ],
  [404, "an id nobody has", ({ call }) => call("/endpoints/nobody")],
  [404, "a path nobody has", ({ call }) => call("/nowhere")],
  [405, "a method the path does not have", ({ call }) => call("/models", { method: "DELETE" })],
  [408, "scripted", scripted(408)],
  [409, "a legacy endpoint", ({ call }) => call("/endpoints/pareta-prod-9/stop", { method: "POST" })],
  [
    409,
    "a name that is taken",
    ({ post }) => post("/endpoints", { task: "review-sentiment", name: "pareta-prod-9" }),
  ],
  [
    413,
    "a document that has to go to a signed address",
    ({ call }) =>
      call("/eval-sets/es_invoices_24/attach-blob", { method: "POST", body: blobForm(5_242_880) }),
  ],
  [422, "a body with a wrong field", ({ post }) => post("/chat/completions", { ...chat, n: 0 })],
  [
    429,
    "too many requests",
    ({ mock, post }) => (mock.setScenario("rate-limited"), post("/chat/completions", chat)),
  ],
  [500, "a server error", ({ mock, post }) => (mock.setScenario("error"), post("/chat/completions", chat))],
  [502, "scripted", scripted(502)],
  [503, "a stopped endpoint", ({ post }) => post("/chat/completions", { ...chat, model: "ep_sentiment_01" })],
  [
    503,
    "an endpoint that sleeps",
    ({ post }) => post("/chat/completions", { ...chat, model: "ep_invoice_01" }),
  ],
  [504, "scripted", scripted(504)],
];

const noForm = { headers: { "content-type": "multipart/form-data; boundary=b" }, body: "not a form" };

function order(model: string) {
  return { eval_set_id: "es_tickets_60", candidate_model_ids: [model] };
}

function setForm(): FormData {
  const form = new FormData();
  form.set("task_id", "review-sentiment");
  form.set("items", new File(['{"text":"fine","label":"neutral"}'], "items.jsonl"));
  return form;
}

function blobForm(size: number): FormData {
  const form = new FormData();
  form.set("idx", "0");
  form.set("field_name", "document");
  form.set("file", new File([new Uint8Array(size)], "scan.pdf", { type: "application/pdf" }));
  return form;
}

/** What stands beside the status: the body's `detail` (422: its items), and the headers that go with it. */
const headers: Partial<Record<number, Record<string, string>>> = {
  405: { allow: "GET" },
  429: { "retry-after": "12" },
};

describe.each(mountNames)("every status by %s", (mount) => {
  test.each(table)("%i: %s", async (status, _how, act) => {
    const opened = await openMock(mount);
    const response = await act(opened);
    const text = await response.text();
    expect(response.status).toBe(status);
    expect(response.headers.get("x-request-id")).toMatch(/^req_\w+$/);
    expect(Object.fromEntries(response.headers)).toMatchObject(headers[status] ?? {});
    expect(status < 400 || detailOf(text)).toBeTruthy();
    expect(opened.mock.requests.at(-1)?.status).toBe(status);
    await opened.close();
  });
});

/** "" for a body that is no error's. */
function detailOf(text: string): string {
  const { detail } = JSON.parse(text);
  if (typeof detail === "string") return detail;
  return Array.isArray(detail) ? detail.map((item: { msg: string }) => item.msg).join() : "";
}
