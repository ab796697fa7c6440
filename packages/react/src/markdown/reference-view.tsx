"use client";

import { type ReactNode, use } from "react";
import { LiveText } from "../ui/live-text.tsx";
import { ImageOffer } from "./image-offer.tsx";
import { LinkView } from "./link-view.tsx";
import { LinkDefinitionsContext } from "./markdown-context.ts";

interface ReferenceViewProps {
  readonly label: string;
  readonly tail: string;
  readonly isImage: boolean;
  readonly isInLink: boolean;
  readonly words: string;
  readonly images: ReactNode;
  readonly children: (isInLink: boolean) => ReactNode;
}

/** Brackets with a label: a link or an image once the answer defines it, which may be at its very end; text till then. */
export function ReferenceView({
  label,
  tail,
  isImage,
  isInLink,
  words,
  images,
  children,
}: ReferenceViewProps): ReactNode {
  const destination = use(LinkDefinitionsContext).find(label);
  if (destination === undefined) {
    return (
      <>
        <LiveText text={isImage ? "![" : "["} />
        {children(isInLink)}
        <LiveText text={`]${tail}`} />
      </>
    );
  }
  if (isImage)
    return isInLink ? <LiveText text={words} /> : <ImageOffer destination={destination} alt={words} />;
  if (isInLink) return children(true);
  return (
    <LinkView destination={destination} words={words} images={images}>
      {children(true)}
    </LinkView>
  );
}

/** An image by label among the words of a link. */
export function ReferenceImage({ label, alt }: { readonly label: string; readonly alt: string }): ReactNode {
  const destination = use(LinkDefinitionsContext).find(label);
  return destination === undefined ? null : <ImageOffer destination={destination} alt={alt} />;
}
