import type { ChatParams } from "@pareta/react";

/** What the panel's fields say, as they were written. */
export interface AnswerSettings {
  /** `null`: not edited, the endpoint's own. */
  readonly system: string | null;
  readonly temperature: string;
  readonly maxTokens: string;
}

export const ownSettings: AnswerSettings = { system: null, temperature: "", maxTokens: "" };

export interface NumberRule {
  readonly min: number;
  readonly max: number;
  readonly isWhole: boolean;
  /** Stands below the field when what it says is not sent. */
  readonly problem: string;
}

export const temperatureRule: NumberRule = {
  min: 0,
  max: 2,
  isWhole: false,
  problem: "Enter a number from 0 to 2. Ignored until fixed.",
};

export const maxTokensRule: NumberRule = {
  min: 1,
  max: 1_000_000,
  isWhole: true,
  problem: "Enter a whole number, 1 or more. Ignored until fixed.",
};

/** `null` for an empty field and for what the rule refuses. */
export function readNumber(text: string, { min, max, isWhole }: NumberRule): number | null {
  if (text.trim() === "") return null;
  const value = Number(text);
  const isAllowed = value >= min && value <= max && (!isWhole || Number.isInteger(value));
  return isAllowed ? value : null;
}

/**
 * The prompt to send; `null` for none. The server adds the recommended one only where no system message was sent, so
 * unedited, edited back or emptied, none is.
 */
export function ownPrompt(system: string | null, recommended: string | null): string | null {
  return system === null || system.trim() === "" || system === recommended ? null : system;
}

/** What a request carries of the settings. */
export function requestOptions(
  settings: AnswerSettings,
  recommended: string | null,
): { system?: string; params: ChatParams } {
  const system = ownPrompt(settings.system, recommended);
  const temperature = readNumber(settings.temperature, temperatureRule);
  const maxTokens = readNumber(settings.maxTokens, maxTokensRule);
  return {
    ...(system !== null && { system }),
    params: {
      ...(temperature !== null && { temperature }),
      ...(maxTokens !== null && { max_tokens: maxTokens }),
    },
  };
}
