import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { afterEach, expect, it } from "vitest";
import { Markdown } from "../markdown/index.ts";
import { Button } from "../ui/button.tsx";
import styles from "../styles.css?inline";

/** What Tailwind 4's reset does to what the kit draws, in its layer, and two of its utilities. */
const tailwind = `
  @layer theme, base, components, utilities;
  @layer base {
    *, ::after, ::before { box-sizing: border-box; margin: 0; padding: 0; border: 0 solid; }
    ol, ul, menu { list-style: none; }
    button, input, select, textarea { font: inherit; color: inherit; border-radius: 0; background-color: transparent; }
    h1, h2, h3, h4, h5, h6 { font-size: inherit; font-weight: inherit; }
  }
  @layer utilities { .p-8 { padding: 32px; } .rounded-full { border-radius: 999px; } }
`;
const order = "@layer theme, base, pareta, components, utilities;";

afterEach(() => {
  document.body.replaceChildren();
  for (const sheet of document.head.querySelectorAll("style[data-order]")) sheet.remove();
});

it.each([
  ["before", [order, tailwind, styles]],
  ["after", [order, styles, tailwind]],
])(
  "Tailwind's reset stays below the kit and its utilities above it, imported %s the kit (N2)",
  (_, sheets) => {
    for (const text of sheets) {
      const sheet = document.head.appendChild(document.createElement("style"));
      sheet.dataset["order"] = "";
      sheet.textContent = text;
    }
    const container = document.body.appendChild(document.createElement("div"));
    const root = createRoot(container);
    const page = (
      <>
        <Button>Plain</Button>
        <Button className="rounded-full p-8">Styled</Button>
        <Markdown text={"- one\n- two"} />
      </>
    );
    flushSync(() => root.render(page));
    const [plain, styled] = [...container.querySelectorAll("button")].map((one) => getComputedStyle(one));
    const list = container.querySelector("ul");
    if (plain === undefined || styled === undefined || list === null)
      throw new Error("Something is missing.");
    expect([plain.borderTopWidth, plain.borderRadius, plain.paddingLeft]).toEqual(["1px", "6px", "12px"]);
    expect([styled.borderRadius, styled.paddingLeft]).toEqual(["999px", "32px"]);
    expect(getComputedStyle(list).listStyleType).toBe("disc");
    root.unmount();
  },
);
