import type { Meta, StoryObj } from "@storybook/react-vite";
import { useEffect, useState } from "react";
import { expect, spyOn, userEvent, waitFor, within } from "storybook/test";
import { Markdown, type MarkdownProps } from "./index.ts";
import type { Guide } from "../testing/story-guide.ts";
import "./markdown.css";

const guide: Guide = {
  purpose: "A model's markdown, safe to show at every moment of a stream.",
  anatomy: [
    "Blocks: headings, paragraphs, lists, quotes, tables, code. Only the one that grows is parsed and rendered again.",
    "Code: its language, Copy, and a region that scrolls by itself. A wide table has such a region too.",
    "Links: `https:`, `http:` and `mailto:` only; the host is shown where the words do not say it.",
    "Images: a button each. Nothing is fetched before it is pressed.",
  ],
  dos: [
    {
      do: "Give it the whole text each time, and `isStreaming` while more is coming.",
      dont: "Give it piece after piece as components of their own: a list would begin anew with each.",
    },
    {
      do: "Hand it to `Chat` as `textComponent`.",
      dont: "Turn an answer into HTML: it is somebody else's text.",
    },
    {
      do: "Set `headingLevel` so that an answer's headings stand below the page's own.",
      dont: "Let an answer bring a second `h1`.",
    },
  ],
  keyboard: [
    { keys: "Tab", does: "Goes through links, images, Copy, and the regions that scroll." },
    { keys: "Enter", does: "Follows a link in a new tab; loads an image; copies." },
    { keys: "Escape", does: "Puts away the address that a link shows." },
  ],
  accessibility: [
    "It is no live region: `Chat` decides what is spoken of an answer that grows.",
    "Headings go down without gaps from `headingLevel`; code and tables are named regions.",
    "Each block has the direction of its own first letters; code reads from the left.",
  ],
  content:
    "HTML and math are shown as they were written. Characters that nobody sees are neither shown nor copied.",
  hooks:
    "`messages` of `useChatStream`, or `useChatMessage`: `content` is the text, `status` says whether more is coming.",
  maturity: "beta",
};

const everything = `# Moving invoices to a small model

A small open model reads these invoices **as well as** the large one on 118 of 120 rows, at *a twentieth* of the price.
The two it gets wrong are ~~scans~~ photographs of crumpled paper, and \`total_due\` is the only field it misses.

## What to do first

1. Deploy \`contract-kie-1\` and leave the large model on.
2. Send a tenth of the traffic to it:
   - invoices in English and German,
   - none with more than four pages.
3. Compare after a week.

- [x] Rows collected
- [x] Prices known
- [ ] Somebody has read twenty answers

> A mean hides what matters. Read the rows on which they disagree before you decide.

### The call

\`\`\`ts
const completion = await pareta.chat.completions.create({
  model: "ep_contract_kie_01",
  messages: [{ role: "user", content: invoice }],
});
\`\`\`

| Model          | Quality | Cost a page | Errors |
| :------------- | ------: | ----------: | :----: |
| contract-kie-1 |   91.2% |    $0.00042 |   2    |
| gpt-5.5        |   93.8% |    $0.01800 |   0    |

---

Prices are on [the pricing page](https://pareta.ai/pricing), and questions go to <hello@pareta.ai>.
`;

const code = `A fenced block says its language and can be copied:

\`\`\`python
def saved(requests: int, frontier: float, open_model: float) -> float:
    """Dollars saved in a month, before anybody reads the answers."""
    return requests * (frontier - open_model)
\`\`\`

Without a language, and wider than the page:

\`\`\`
2026-11-27T09:14:07Z POST /v1/chat/completions 200 1284ms request_id=req_01JCZ8R3M0 endpoint=ep_contract_kie_01 billed=420 currency=micro_usd
\`\`\`

And in a sentence, \`max_tokens\` beside \`temperature\`.
`;

const table = `| Field | Type | What it holds |
| :--- | :---: | ---: |
| \`invoice_no\` | string | As printed, with its dashes |
| \`total\` | number | In the invoice's currency, **with** tax |
| \`terms\` | string \\| null | Days, or nothing |
| \`lines\` |

A table as wide as this one scrolls in a region of its own:

| Model | Mon | Tue | Wed | Thu | Fri | Sat | Sun | Requests in the week | Cost in the week | Difference to the week before |
| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |
| contract-kie-1 | 12,204 | 13,881 | 12,990 | 14,002 | 11,430 | 2,204 | 1,876 | 68,587 | $28.81 | +4.2% |
| gpt-5.5 | 1,204 | 1,381 | 1,290 | 1,402 | 1,143 | 220 | 187 | 6,827 | $122.89 | −61.0% |
`;

const links = `The words of a link say where it leads, or the host is shown behind them.

- [pareta.ai](https://pareta.ai/docs) says it, and so does https://pareta.ai/pricing.
- [The contract](https://docs.pareta.ai/contract?section=3) does not.
- [bank.com](https://evil.example/login) says something else.
- [аррӏе.com](https://аррӏе.com) is written in another alphabet.
- [Write to us](mailto:hello@pareta.ai?subject=Invoices), or to hello@pareta.ai.
- [The changelog][1] is defined at the end of the answer.

These are no links: [a script](javascript:alert(1)), [a path](/settings), [another scheme](ftp://files.example/x), //host.example/x.

[1]: https://github.com/pareta/changelog
`;

const images = `Nothing is asked of a host before somebody presses the button.

![Invoices a day, October to November](https://images.example/invoices.png?chat=secret)

In a sentence ![](https://images.example/dot.gif), in a link [![Build status](https://images.example/badge.svg)](https://ci.example/main), and by label: ![Quality by model][chart].

[chart]: https://images.example/chart.svg
`;

const hostile = `<img src=x onerror="alert(1)"> <script>alert(1)</script> <svg onload=alert(1)>

[click me](javascript:alert(document.domain)) · [tab](java&Tab;script:alert(1)) · [data](data:text/html;base64,PHNjcmlwdD4=) · <javascript:alert(1)> · [no host](//evil.example/x) · [slash](/\\evil.example) · [user](https://pareta.ai@evil.example)

![beacon](//evil.example/pixel.gif) ![beacon](data:image/svg+xml,<svg onload=alert(1)>) [https://bank.com](https://evil.example/?q=everything%20said%20so%20far)

Right-to-left override: \u202Egpj.exe\u202C, zero width: pay\u200Bpal, tags: hi\u{E0068}\u{E0069}.

> > > > > > > > > > > > > > > > > > > > > > > > > > > > > deeper than anybody quotes

${"*".repeat(300)} ${"[".repeat(300)} ${"`".repeat(299)}

${"word".repeat(300)}
`;

const rightToLeft = `# ملخص الفواتير

النموذج الصغير يقرأ الفواتير **بنفس الجودة** تقريبا، والتكلفة \`$0.00042\` لكل صفحة.

1. انشر النموذج \`contract-kie-1\`.
2. أرسل عُشر الطلبات إليه.
   - الفواتير بالعربية والإنجليزية
3. قارن بعد أسبوع.

> المتوسط يخفي ما يهم.

| النموذج | الجودة | التكلفة |
| --- | --: | --: |
| contract-kie-1 | 91.2% | $0.00042 |

انظر [صفحة الأسعار](https://pareta.ai/pricing).

This paragraph is English, and the next is Hebrew.

המודל הקטן קורא את החשבוניות כמעט באותה איכות.

\`\`\`ts
const total = 420; // code reads from the left in every language
\`\`\`
`;

const asText = `The interval is $\\bar{x} \\pm 1.96 \\cdot \\frac{s}{\\sqrt{n}}$, which costs between $5 and $10 to halve:

$$
n_2 = 4 n_1
  \\quad \\text{with } s_1 = s_2
$$

Also \\(a_1 + b_1\\) and \\[ e^{i\\pi} = -1 \\] keep their backslashes.

<details>
<summary>HTML</summary>
stays <b>as it is written</b>, &copy; and &#x1F600; are characters.
</details>
`;

const meta = {
  title: "Chat/Markdown",
  component: Markdown,
  args: { text: everything, isStreaming: false, headingLevel: 3 },
  argTypes: { headingLevel: { control: { type: "number", min: 1, max: 6 } } },
  parameters: { guide },
  decorators: [
    (Story) => (
      <div style={{ maxInlineSize: 720 }}>
        <Story />
      </div>
    ),
  ],
} satisfies Meta<typeof Markdown>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Everything: Story = {};

/** Feeds a text a few characters at a time, as it comes from a model. */
function Feed({ text, ...props }: MarkdownProps) {
  const [length, setLength] = useState(0);
  const isStreaming = length < text.length;
  useEffect(() => {
    if (!isStreaming) return undefined;
    const timer = setInterval(() => setLength((known) => known + 6), 16);
    return () => clearInterval(timer);
  }, [isStreaming]);
  return <Markdown {...props} text={text.slice(0, length)} isStreaming={isStreaming} />;
}

/** A heading, a list or a table is there from its first characters on, and what stands above stays as it is. */
export const Streaming: Story = {
  render: ({ text, headingLevel }) => <Feed text={text} headingLevel={headingLevel ?? 3} />,
  play: async ({ canvasElement }) => {
    const root = within(canvasElement);
    const answer = () => canvasElement.querySelector('[data-slot="markdown"]');
    const heading = await root.findByRole("heading", { name: "Moving invoices to a small model" });
    await waitFor(() => expect(answer()).toHaveAttribute("data-state", "settled"), { timeout: 20_000 });
    await expect(root.getByRole("heading", { name: "Moving invoices to a small model" })).toBe(heading);
    await expect(root.getAllByRole("row")).toHaveLength(3);
  },
};

/** Copy gives exactly what the model wrote. */
export const Code: Story = {
  args: { text: code },
  play: async ({ canvasElement }) => {
    const write = spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    const [copy] = within(canvasElement).getAllByRole("button", { name: /^Copy/ });
    if (!copy) throw new Error("There is nothing to copy.");
    await userEvent.click(copy);
    await expect(write).toHaveBeenCalledWith(code.split("```python\n")[1]?.split("\n```")[0]);
    await expect(copy).toHaveTextContent("Copied");
    await waitFor(() => expect(within(canvasElement).getAllByRole("status")[0]).toHaveTextContent("Copied"));
    await waitFor(() => expect(copy).toHaveTextContent("Copy"), { timeout: 5_000 });
    write.mockRestore();
  },
};

export const Table: Story = { args: { text: table } };

/** Focus shows the whole address; so does the pointer. */
export const Links: Story = {
  args: { text: links },
  play: async ({ canvasElement }) => {
    const root = within(canvasElement);
    await expect(root.getAllByRole("link")).toHaveLength(8);
    const deceiving = root.getByRole("link", { name: "bank.com evil.example" });
    deceiving.focus();
    const { content } = getComputedStyle(deceiving, "::after");
    await expect(content).toContain("https://evil.example/login");
    deceiving.blur();
  },
};

/** The buttons are the only way to the hosts: nothing is asked of them here. */
export const Images: Story = {
  args: { text: images },
  play: async ({ canvasElement }) => {
    const root = within(canvasElement);
    await expect(canvasElement.querySelector("img")).toBeNull();
    const offers = root.getAllByRole("button", { name: "Load image from images.example" });
    await expect(offers).toHaveLength(4);
  },
};

/** What must not run, load, deceive or take long. */
export const Hostile: Story = {
  args: { text: hostile },
  play: async ({ canvasElement }) => {
    const [link, ...others] = within(canvasElement).getAllByRole("link");
    await expect(others).toHaveLength(0);
    await expect(link).toHaveAccessibleName("https://bank.com evil.example");
    await expect(canvasElement.querySelector("img, script, svg:not([data-icon]), iframe")).toBeNull();
  },
};

export const RightToLeft: Story = { name: "RTL", args: { text: rightToLeft } };

export const MathAndHtmlAsText: Story = { name: "Math and HTML as text", args: { text: asText } };
