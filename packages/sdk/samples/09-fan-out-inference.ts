import { Pareta } from "pareta";

const PROMPTS = [
"Extract the invoice total.",
"Extract the due date.",
"Extract the vendor name.",
"Extract the PO number.",
];

const pa = Pareta.fromEnv();

async function classify(model: string, prompt: string): Promise<string | null> {
const completion = await pa.chat.completions.create({
model,
messages: [{ role: "user", content: prompt }],
temperature: 0,
});
return completion.choices[0].message.content;
}

const results = await Promise.all(PROMPTS.map((p) => classify("ep_contract_kie_01", p)));
PROMPTS.forEach((prompt, i) => console.log(prompt, "->", results[i]));
