import { Pareta } from "pareta";

const PROMPTS = ["Extract the invoice total.", "Extract the due date."];

const pa = Pareta.fromEnv();

async function classify(model: string, prompt: string): Promise<string | null> {
  const completion = await pa.chat.completions.create({
    model,
    messages: [{ role: "user", content: prompt }],
  });
  return completion.choices[0].message.content;
}

// The sample.
const settled = await Promise.allSettled(PROMPTS.map((p) => classify("ep_contract_kie_01", p)));
PROMPTS.forEach((prompt, i) => {
const result = settled[i];
if (result.status === "rejected") {
console.log(prompt, "FAILED:", result.reason);
} else {
console.log(prompt, "->", result.value);
}
});
