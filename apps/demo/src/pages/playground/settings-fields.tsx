import { useId } from "react";
import {
  type AnswerSettings,
  maxTokensRule,
  ownPrompt,
  type NumberRule,
  readNumber,
  temperatureRule,
} from "./answer-settings.ts";

interface SettingsFieldsProps {
  settings: AnswerSettings;
  onChange: (settings: AnswerSettings) => void;
  /** The endpoint's own prompt; `null` when it has none, or nobody knows. */
  recommended: string | null;
}

/** What the next answer is asked with. */
export function SettingsFields({ settings, onChange, recommended }: SettingsFieldsProps) {
  return (
    <>
      <SystemPrompt
        system={settings.system}
        recommended={recommended}
        onChange={(system) => onChange({ ...settings, system })}
      />
      <div className="field-pair">
        <NumberField
          label="Temperature"
          text={settings.temperature}
          onChange={(temperature) => onChange({ ...settings, temperature })}
          rule={temperatureRule}
        />
        <NumberField
          label="Max tokens"
          text={settings.maxTokens}
          onChange={(maxTokens) => onChange({ ...settings, maxTokens })}
          rule={maxTokensRule}
        />
      </div>
    </>
  );
}

interface SystemPromptProps {
  system: string | null;
  recommended: string | null;
  onChange: (system: string | null) => void;
}

function SystemPrompt({ system, recommended, onChange }: SystemPromptProps) {
  const id = useId();
  const isOwn = ownPrompt(system, recommended) !== null;
  return (
    <div className="field">
      <div className="field-head">
        <label htmlFor={id}>System prompt</label>
        {system === null ? null : (
          <button type="button" className="pareta-button" data-variant="quiet" onClick={() => onChange(null)}>
            Reset
          </button>
        )}
      </div>
      <textarea
        id={id}
        className="field-input system-prompt"
        rows={5}
        dir="auto"
        value={system ?? recommended ?? ""}
        placeholder={recommended ?? "Default: the endpoint’s own prompt"}
        aria-describedby={`${id}-note`}
        onChange={({ target }) => onChange(target.value)}
      />
      <p id={`${id}-note`} className="note">
        {promptNote(isOwn, recommended !== null)}
      </p>
    </div>
  );
}

function promptNote(isOwn: boolean, hasRecommended: boolean): string {
  if (isOwn) return "Sent before the conversation, from the next message on.";
  return hasRecommended ? "Applied by the endpoint, not sent by this page." : "No system prompt.";
}

interface NumberFieldProps {
  label: string;
  text: string;
  onChange: (text: string) => void;
  rule: NumberRule;
}

function NumberField({ label, text, onChange, rule }: NumberFieldProps) {
  const id = useId();
  const isRefused = text.trim() !== "" && readNumber(text, rule) === null;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {/* As text: a number field gives an empty value for what it does not understand, and that would be no sign. */}
      <input
        id={id}
        className="field-input"
        inputMode={rule.isWhole ? "numeric" : "decimal"}
        autoComplete="off"
        placeholder="Default"
        value={text}
        aria-invalid={isRefused}
        aria-describedby={`${id}-problem`}
        onChange={({ target }) => onChange(target.value)}
      />
      <p id={`${id}-problem`} className="field-problem">
        {isRefused ? rule.problem : null}
      </p>
    </div>
  );
}
