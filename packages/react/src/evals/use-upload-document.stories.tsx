import type { Meta, StoryObj } from "@storybook/react-vite";
import { MutationResult, pressing } from "../testing/hook-story.tsx";
import { UploadDocumentVariablesTable, UploadProgressTable } from "../testing/hook-tables.tsx";
import { useUploadDocument } from "./use-upload-document.ts";

const file = new Blob(["%PDF-1.7"], { type: "application/pdf" });

function UseUploadDocument({ setId }: { setId: string }) {
  const result = useUploadDocument();
  return (
    <MutationResult
      result={result}
      variables={{ setId, file, filename: "invoice.pdf", idx: 0, fieldName: "document" }}
      action="Upload"
      values={{ progress: result.progress }}
    />
  );
}

const meta = {
  title: "Hooks/Evals/useUploadDocument",
  component: UseUploadDocument,
  args: { setId: "es_invoices_24" },
  parameters: {
    hook: {
      tables: [
        { title: "Variables", of: UploadDocumentVariablesTable },
        { title: "Progress", of: UploadProgressTable },
      ],
    },
  },
  play: pressing("Upload"),
} satisfies Meta<typeof UseUploadDocument>;

export default meta;

export const Live: StoryObj<typeof meta> = {};
