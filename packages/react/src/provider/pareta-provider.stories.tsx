import { createMockPareta, type Scenario } from "@pareta/mock";
import type { Meta, StoryObj } from "@storybook/react-vite";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { Pareta } from "pareta";
import { type ReactNode, useState } from "react";
import { expect, waitFor, within } from "storybook/test";
import { useEndpoints } from "../endpoints/use-endpoints.ts";
import type { Guide } from "../testing/story-guide.ts";
import { DataTable } from "../ui/data-table.tsx";
import type { DataTableColumn } from "../ui/data-table-column.ts";
import { Money } from "../ui/money.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import { ParetaProvider, type ParetaProviderProps } from "./pareta-provider.tsx";

const guide: Guide = {
  purpose: "Gives everything below it a client, a scope, a language and a QueryClient.",
  anatomy: `<ParetaProvider client={client} scope="acme" locale="de" onError={report}>
  <App />
</ParetaProvider>`,
  dos: [
    {
      do: "Build the client once, outside of rendering.",
      dont: "Build it in render: each new one stops the chats of the last.",
    },
    {
      do: "Let a proxy of your own hold the key, and give the client its path.",
      dont: "A secret key in a browser bundle: the client refuses it.",
    },
    {
      do: "Name each organization and each environment as a scope.",
      dont: "Two organizations under one scope would see each other’s data.",
    },
  ],
  accessibility: "It renders nothing of its own.",
  content: "`labels` replaces any word of any component below it; `locale` writes numbers and times.",
  hooks: ["`useParetaClient` gives the client back.", "Every other hook finds what it needs here."],
  maturity: "beta",
};

const meta = {
  title: "Provider/ParetaProvider",
  component: ParetaProvider,
  args: { client: new Pareta({ baseURL: "/api/pareta" }) },
  parameters: { guide, pareta: false },
} satisfies Meta<typeof ParetaProvider>;

export default meta;
type Story = StoryObj<typeof meta>;

interface EndpointRow {
  readonly id: string;
  readonly status: string | null;
}

const columns: readonly DataTableColumn<EndpointRow>[] = [
  { id: "id", header: "Endpoint", width: 220, cell: ({ id }) => <span className="pareta-mono">{id}</span> },
  { id: "status", header: "Status", cell: ({ status }) => <StatusBadge status={status} /> },
];

function Endpoints({ caption }: { caption: string }) {
  const { data = [], isPending } = useEndpoints();
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={data}
      rowKey={({ id }) => id}
      isLoading={isPending}
    />
  );
}

/** What one provider's client asked for, and whether it sent a key along. */
function Backed(
  props: Omit<ParetaProviderProps, "client"> & { baseURL?: string; caption: string; scenario?: Scenario },
) {
  const { baseURL, caption, scenario = "happy", children, ...provider } = props;
  const [requests, setRequests] = useState<readonly string[]>([]);
  const [client] = useState(() => {
    const mock = createMockPareta({ scenario });
    return new Pareta({
      ...(baseURL === undefined ? {} : { baseURL }),
      fetch: (input, init) => {
        const request = new Request(input, init);
        const key = request.headers.has("authorization") ? "a key" : "no key";
        setRequests((seen) => [...seen, `${request.method} ${new URL(request.url).pathname}, ${key}`]);
        return mock.fetch(request);
      },
    });
  });
  return (
    <ParetaProvider {...provider} client={client}>
      <Endpoints caption={caption} />
      {children}
      <ul className="pareta-base" style={{ marginBlock: 12 }} aria-label={`Requests of ${caption}`}>
        {requests.map((request, index) => (
          <li key={index} className="pareta-mono">
            {request}
          </li>
        ))}
      </ul>
    </ParetaProvider>
  );
}

const inOneClient = (children: ReactNode) => (
  <QueryClientProvider client={new QueryClient()}>{children}</QueryClientProvider>
);

/** A whole Pareta in the page: for demos, stories and tests. */
export const Mock: Story = {
  render: ({ client: _client, ...args }) => <Backed {...args} caption="Endpoints of the mock" />,
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText("ep_general_chat_01")).toBeVisible();
  },
};

/** The browser speaks to a path of its own origin and has no key; what answers there adds it. */
export const Proxy: Story = {
  render: () => <Backed baseURL="/api/pareta" caption="Endpoints through a proxy" />,
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(await canvas.findByText("ep_general_chat_01")).toBeVisible();
    await expect(canvas.getByText("GET /api/pareta/v1/endpoints, no key")).toBeVisible();
  },
};

const twoScopes = `import { ParetaProvider, useEndpoints } from "@pareta/react";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { Pareta } from "pareta";

const queryClient = new QueryClient();
const acme = new Pareta({ baseURL: "/api/acme/pareta" });
const globex = new Pareta({ baseURL: "/api/globex/pareta" });

function EndpointCount() {
  const { data } = useEndpoints();
  return <p>{data?.length ?? "…"} endpoints</p>;
}

export function Organizations() {
  return (
    <QueryClientProvider client={queryClient}>
      <ParetaProvider client={acme} scope="acme">
        <EndpointCount />
      </ParetaProvider>
      <ParetaProvider client={globex} scope="globex">
        <EndpointCount />
      </ParetaProvider>
    </QueryClientProvider>
  );
}
`;

/** Two organizations on one page and in one QueryClient: neither sees what the other fetched. */
export const TwoScopes: Story = {
  parameters: { docs: { source: { code: twoScopes } } },
  render: () =>
    inOneClient(
      <>
        <Backed scope="acme" caption="Acme" />
        <Backed scope="globex" scenario="empty" caption="Globex" />
      </>,
    ),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    for (const name of ["Acme", "Globex"]) {
      const requests = within(canvas.getByRole("list", { name: `Requests of ${name}` }));
      await waitFor(() => expect(requests.getAllByRole("listitem")).toHaveLength(1));
    }
    await expect(await canvas.findByText("Nothing here yet")).toBeVisible();
    await expect(canvas.getByText("ep_general_chat_01")).toBeVisible();
  },
};

const inGerman = `import { Money, ParetaProvider, type PartialLabels } from "@pareta/react";
import { Pareta } from "pareta";

const client = new Pareta({ baseURL: "/api/pareta" });
const labels: PartialLabels = {
  frame: { notReported: "Keine Angabe", rowCount: (rows) => \`\${rows} Zeilen\` },
};

export function App() {
  return (
    <ParetaProvider client={client} locale="de" labels={labels}>
      <Money value={420} kind="rate" /> · <Money value={null} kind="total" />
    </ParetaProvider>
  );
}
`;

/** Numbers in another language, and a word of the kit in the host's own. */
export const Language: Story = {
  parameters: { docs: { source: { code: inGerman } } },
  render: () => (
    <Backed
      locale="de"
      labels={{ frame: { notReported: "Keine Angabe", rowCount: (rows) => `${rows} Zeilen` } }}
      caption="Endpunkte"
    >
      <p className="pareta-base">
        <Money value={420} kind="rate" /> · <Money value={null} kind="total" />
      </p>
    </Backed>
  ),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(await canvas.findByText("Keine Angabe")).toBeVisible();
    await expect(await canvas.findByText(/\d+ Zeilen/)).toBeVisible();
  },
};
