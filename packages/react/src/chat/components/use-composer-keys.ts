"use client";

import { type KeyboardEvent, type RefObject, useEffect, useState } from "react";
import { activeElementBeside } from "../../page/active-element.ts";
import { useLatest } from "../../page/use-latest.ts";
import { createDoublePress } from "./double-press.ts";
import { isComposing } from "./is-composing.ts";

interface ComposerKeys {
  readonly isBusy: boolean;
  /** Escape anywhere in the composer, while busy. */
  readonly onStop: () => void;
  /** Enter in the box. */
  readonly onEnter: () => void;
  /** ArrowUp in the box; `undefined` where it is not empty. */
  readonly onEditLast: (() => void) | undefined;
}

/** What the composer's keys do; while an input method composes, every key is its own. Returns the box's `onKeyDown`. */
export function useComposerKeys(
  composer: RefObject<HTMLElement | null>,
  keys: ComposerKeys,
): (event: KeyboardEvent<HTMLTextAreaElement>) => void {
  const [enterElsewhere] = useState(createDoublePress);
  const latest = useLatest(keys);

  // A dialog around the chat may listen on the document, in the capture phase: only the window comes before it.
  useEffect(() => {
    const element = composer.current;
    const view = element?.ownerDocument.defaultView;
    if (!element || !view) return undefined;
    let isHeldEscapeOurs = false;

    /** A closed shadow root keeps the path of its events to itself. */
    const isIn = (place: Element | null, event: Event) =>
      place !== null &&
      (event.composedPath().includes(place) || place.contains(activeElementBeside(element)));

    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (event.key !== "Enter") enterElsewhere.forget();
      // It may move the focus into the box, and its second half must send nothing there.
      else if (!isIn(element.querySelector("textarea"), event)) enterElsewhere.changed();
      if (event.key !== "Escape" || isComposing(event)) return;
      const { isBusy, onStop } = latest.current;
      isHeldEscapeOurs = event.repeat ? isHeldEscapeOurs : isBusy && isIn(element, event);
      if (!isHeldEscapeOurs) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!event.repeat) onStop();
    };
    view.addEventListener("keydown", onKeyDown, { capture: true });
    return () => view.removeEventListener("keydown", onKeyDown, { capture: true });
  }, [composer, enterElsewhere, latest]);

  return (event) => {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === "ArrowUp") keys.onEditLast?.();
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    if (!event.repeat && !enterElsewhere.covers()) keys.onEnter();
  };
}
