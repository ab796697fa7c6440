import { Pareta } from "pareta";

const pa = Pareta.fromEnv();
const LIMIT = 5; // at most 5 concurrent requests

const prompts = Array.from({ length: 100 }, (_, i) => `Extract field ${i}.`);

async function one(prompt: string): Promise<string | null> {
const completion = await pa.chat.completions.create({
model: "ep_contract_kie_01",
messages: [{ role: "user", content: prompt }],
});
return completion.choices[0].message.content;
}

const answers: (string | null)[] = new Array(prompts.length);
let next = 0;
async function worker() {
while (next < prompts.length) {
const i = next++;
answers[i] = await one(prompts[i]);
}
}
await Promise.all(Array.from({ length: LIMIT }, () => worker()));
console.log(answers.length, "done");
