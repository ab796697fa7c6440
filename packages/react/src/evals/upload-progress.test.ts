import { describe, expect, it } from "vitest";
import { noUploads, type UploadStep, uploadsAfter } from "./upload-progress.ts";

const [a, b] = [{ file: "a" }, { file: "b" }];

function shown(...steps: UploadStep[]): string[] {
  let uploads = noUploads;
  return steps.map((step) => {
    uploads = uploadsAfter(uploads, step);
    const { stage, done, total } = uploads.progress;
    return `${stage} ${done}/${total}`;
  });
}

describe("T34 the progress of several files", () => {
  it("is the stage of the one furthest behind, so that it does not go back", () => {
    expect(
      shown(
        [a, "preparing"],
        [b, "preparing"],
        [a, "sending"],
        [a, "confirming"],
        [b, "sending"],
        [a, "done"],
        [b, "confirming"],
        [b, "done"],
      ),
    ).toEqual([
      "preparing 0/1",
      "preparing 0/2",
      "preparing 0/2",
      "preparing 0/2",
      "sending 0/2",
      "sending 1/2",
      "confirming 1/2",
      "done 2/2",
    ]);
  });

  it("leaves out one that failed, and begins anew when nothing was left to do", () => {
    expect(
      shown([a, "preparing"], [b, "preparing"], [b, null], [a, "sending"], [a, "done"], [b, "preparing"]),
    ).toEqual([
      "preparing 0/1",
      "preparing 0/2",
      "preparing 0/1",
      "sending 0/1",
      "done 1/1",
      "preparing 0/1",
    ]);
    expect(shown([a, "preparing"], [a, null], [b, null])).toEqual([
      "preparing 0/1",
      "preparing 0/0",
      "preparing 0/0",
    ]);
  });
});
