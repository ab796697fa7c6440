"use client";

import { type ReactNode, use, useState } from "react";
import { LiveText } from "../ui/live-text.tsx";
import { MarkdownSettingsContext } from "./markdown-context.ts";
import { useAddressTip } from "./use-address-tip.ts";
import { readAddress } from "./web-address.ts";

interface ImageOfferProps {
  readonly destination: string;
  readonly alt: string;
}

/** What a reader pressed the button of, and what came of it. */
interface Asked {
  readonly href: string;
  readonly outcome: "shown" | "failed";
}

/**
 * An image that its host hears nothing of until somebody asks for it: an address can carry what was said in the chat.
 * Its description alone where the address is none that may be offered.
 */
export function ImageOffer({ destination, alt }: ImageOfferProps): ReactNode {
  const { labels } = use(MarkdownSettingsContext);
  // With its address: another answer may put another image in the same place, and nobody has asked for that one.
  const [asked, setAsked] = useState<Asked | null>(null);
  const address = readAddress(destination);
  if (address === null || address.isMail) return <LiveText text={alt} />;
  const { href, place } = address;
  const state = asked?.href === href ? asked.outcome : "offered";
  const caption = alt.trim();
  return (
    <span className="pareta-markdown-image" data-slot="markdown-image" data-state={state} tabIndex={-1}>
      {state === "offered" ? (
        <LoadButton href={href} onLoad={() => setAsked({ href, outcome: "shown" })}>
          {labels.loadImage(place)}
        </LoadButton>
      ) : null}
      {state === "shown" ? (
        <img
          src={href}
          alt={caption || labels.image(place)}
          referrerPolicy="no-referrer"
          onError={() => setAsked({ href, outcome: "failed" })}
        />
      ) : null}
      {state === "shown" || caption === "" ? null : <bdi className="pareta-markdown-caption">{caption}</bdi>}
      {state === "failed" ? (
        <span role="alert" className="pareta-markdown-problem">
          {labels.imageFailed(place)}
        </span>
      ) : null}
    </span>
  );
}

interface LoadButtonProps {
  readonly href: string;
  readonly onLoad: () => void;
  readonly children: string;
}

function LoadButton({ href, onLoad, children }: LoadButtonProps) {
  const tip = useAddressTip(href);
  return (
    <button
      type="button"
      className="pareta-markdown-button"
      onClick={({ currentTarget }) => {
        // The button goes away; who pressed it by key stays where they are.
        currentTarget.parentElement?.focus();
        onLoad();
      }}
      {...tip}
    >
      {children}
    </button>
  );
}
