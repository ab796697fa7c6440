import type { Json } from "../acts.ts";
import { blobFields } from "../world/blob-fields.ts";
import { jsonFields } from "../body-fields.ts";
import type { BodyFields } from "../body-fields.ts";
import { freeAct } from "../exchange.ts";
import type { Exchange } from "../exchange.ts";
import { formFields } from "../form-fields.ts";
import { token } from "../random.ts";
import { invalid, Refusal } from "../refusal.ts";
import type { Reply } from "../reply.ts";
import { pathWithoutPrefix } from "../route.ts";
import type { EvalSetRecord } from "../world/world.ts";
import { evalSetOf } from "./eval-sets.ts";

const inlineLimit = 5_242_880;
const signedLimit = 100 * 1024 * 1024;

/** POST /v1/eval-sets/{id}/attach-blob: a file under 5 MiB in one go (contract 3.7). */
export function attachBlob(exchange: Exchange): Reply {
  return setAct(exchange, () => {
    const set = evalSetOf(exchange);
    const form = formFields(exchange);
    const idx = form.wholeNumber("idx");
    const fieldName = form.text("field_name");
    const file = form.file("file");
    form.done();
    if (file.bytes.length >= inlineLimit) {
      throw new Refusal(413, "files of 5 MiB and more go through blob-upload-url");
    }
    return attach(set, { idx, fieldName, mime: form.optionalText("mime") ?? file.mime });
  });
}

/** POST /v1/eval-sets/{id}/blob-upload-url: an address to PUT the bytes to, without a key. */
export function createBlobUploadUrl(exchange: Exchange): Reply {
  const { backend, url } = exchange;
  return setAct(exchange, () => {
    const set = evalSetOf(exchange);
    const body = jsonFields(exchange);
    const target = targetOf(body);
    const size = body.count("file_size", { least: 1 });
    body.done();
    if (size > signedLimit) throw new Refusal(413, "files are limited to 100 MiB");
    check(set, target);
    const upload = `up_${token(backend.seed, "upload", backend.nextNumber())}`;
    const storageUri = uriOf(set, target);
    backend.world.uploads.push({ token: upload, storageUri, mime: target.mime, state: "waiting" });
    const prefix = url.pathname.slice(0, url.pathname.length - pathWithoutPrefix(url.pathname).length);
    const signature = token(backend.seed, "signature", upload);
    return {
      upload_url: `${url.origin}${prefix}/v1/signed-uploads/${upload}?sig=${signature}`,
      storage_uri: storageUri,
    };
  });
}

/** The signed address: bytes with the declared type and no key, as a storage service wants them. */
export function putSignedUpload(exchange: Exchange): Reply {
  const { backend, id, url, headers, body } = exchange;
  const upload = backend.world.uploads.find((candidate) => candidate.token === id);
  if (!upload || url.searchParams.get("sig") !== token(backend.seed, "signature", id)) {
    throw new Refusal(403, "SignatureDoesNotMatch");
  }
  if (headers.has("authorization")) throw new Refusal(400, "a signed address takes no Authorization header");
  if (headers.get("content-type") !== upload.mime)
    throw new Refusal(403, "SignatureDoesNotMatch: content-type");
  if (body.kind !== "bytes" || body.bytes.length === 0) throw new Refusal(400, "the body is empty");
  upload.state = "received";
  return { kind: "empty", status: 200 };
}

/** POST /v1/eval-sets/{id}/blob-upload-complete: attaches what was PUT. */
export function completeBlobUpload(exchange: Exchange): Reply {
  return setAct(exchange, () => {
    const set = evalSetOf(exchange);
    const body = jsonFields(exchange);
    const target = targetOf(body);
    const uri = body.text("storage_uri");
    body.done();
    const upload = exchange.backend.world.uploads.find(
      (candidate) => candidate.storageUri === uri && candidate.state === "received",
    );
    if (!upload) throw invalid(["body", "storage_uri"], "nothing was uploaded there", "not_uploaded");
    return attach(set, target);
  });
}

function setAct(exchange: Exchange, perform: () => Json): Reply {
  return freeAct(exchange, perform, { subject: exchange.id });
}

interface BlobTarget {
  idx: number;
  fieldName: string;
  mime: string;
}

function targetOf(body: BodyFields): BlobTarget {
  return {
    idx: body.count("idx", { least: 0 }),
    fieldName: body.text("field_name"),
    mime: body.text("mime"),
  };
}

function attach(set: EvalSetRecord, target: BlobTarget) {
  check(set, target);
  const uri = uriOf(set, target);
  set.blobs = set.blobs.filter((blob) => blob.uri !== uri);
  set.blobs.push({ ...target, uri });
  return { kind: "blob", uri, mime: target.mime };
}

function check(set: EvalSetRecord, target: BlobTarget): void {
  if (target.idx >= set.itemCount) {
    throw invalid(["body", "idx"], `the set has ${set.itemCount} rows, counted from 0`, "out_of_range");
  }
  if (!blobFields(set, target.idx).includes(target.fieldName)) {
    throw invalid(
      ["body", "field_name"],
      `row ${target.idx} has no document field ${JSON.stringify(target.fieldName)}`,
      "not_a_blob_field",
    );
  }
}

function uriOf(set: EvalSetRecord, target: BlobTarget): string {
  return `gs://pareta-mock/${set.id}/${target.idx}/${target.fieldName}`;
}
