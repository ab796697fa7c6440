import { Fragment, type ReactNode } from "react";
import { plainText } from "./emphasis.ts";
import { LiveText } from "../ui/live-text.tsx";
import { ImageOffer } from "./image-offer.tsx";
import { parseInline } from "./inline-parser.ts";
import { LinkView } from "./link-view.tsx";
import type { Inline, Leaf } from "./markdown-tree.ts";
import { ReferenceImage, ReferenceView } from "./reference-view.tsx";

const tags = { emphasis: "em", strong: "strong", strikethrough: "del" } as const;

/** The elements of a leaf. */
export function inlineContent({ text, isOpen }: Leaf): ReactNode {
  return content(parseInline(text, isOpen), false);
}

/** In a link there is no other link and nothing to press. */
function content(nodes: readonly Inline[], isInLink: boolean): ReactNode {
  return nodes.map((node, index) => {
    return typeof node === "string" ? <LiveText key={index} text={node} /> : element(node, index, isInLink);
  });
}

function element(node: Exclude<Inline, string>, key: number, isInLink: boolean): ReactNode {
  switch (node.type) {
    case "break":
      return <br key={key} />;
    case "code":
      return (
        <code key={key} dir="ltr">
          <LiveText text={node.text} />
        </code>
      );
    case "image":
      return isInLink ? (
        <LiveText key={key} text={node.alt} />
      ) : (
        <ImageOffer key={key} destination={node.destination} alt={node.alt} />
      );
    case "link": {
      const inside = content(node.children, true);
      if (isInLink) return <Fragment key={key}>{inside}</Fragment>;
      return (
        <LinkView
          key={key}
          destination={node.destination}
          words={plainText(node.children)}
          images={images(node.children)}
        >
          {inside}
        </LinkView>
      );
    }
    case "reference":
      return (
        <ReferenceView
          key={key}
          label={node.label}
          tail={node.tail}
          isImage={node.isImage}
          isInLink={isInLink}
          words={plainText(node.children)}
          images={images(node.children)}
        >
          {(isInside) => content(node.children, isInside)}
        </ReferenceView>
      );
    default: {
      const Tag = tags[node.type];
      return <Tag key={key}>{content(node.children, isInLink)}</Tag>;
    }
  }
}

/** The images among the words of a link: a button must not stand inside one, so they are offered behind it. */
function images(nodes: readonly Inline[]): ReactNode {
  return nodes.map((node, index) => {
    if (typeof node === "string" || node.type === "break" || node.type === "code") return null;
    if (node.type === "image") {
      return <ImageOffer key={index} destination={node.destination} alt={node.alt} />;
    }
    if (node.type === "reference" && node.isImage) {
      return <ReferenceImage key={index} label={node.label} alt={plainText(node.children)} />;
    }
    return <Fragment key={index}>{images(node.children)}</Fragment>;
  });
}
