import type { MouseEvent, PointerEvent } from "react";
import { createDoublePress } from "./double-press.ts";

type Control = "send" | "stop";

/** Milliseconds after which a click that tells of no pointer is no part of a press that began with one. */
const longestPressMs = 1000;

/**
 * Tells a press on Send or Stop from one that was meant for the other: each takes the other's place, and the second
 * half of a double click would stop a paid answer, or pay for one.
 */
export interface ComposerPresses {
  /** Of an element around both buttons, which name themselves in `data-control`. */
  onPointerDownCapture(this: void, event: PointerEvent): void;
  /** This control takes the other's place now. */
  tookPlace(this: void, control: Control): void;
  /** Whether this click was meant for this control. Keys and assistive technology click without a pointer. */
  accepts(this: void, control: Control, event: MouseEvent): boolean;
}

export function createComposerPresses(): ComposerPresses {
  const arrivals = { send: createDoublePress(), stop: createDoublePress() };
  let press: { readonly on: string | undefined; readonly at: number } | null = null;
  return {
    onPointerDownCapture({ target }) {
      const control = target instanceof Element ? target.closest<HTMLElement>("[data-control]") : null;
      press = { on: control?.dataset["control"], at: performance.now() };
    },
    tookPlace: (control) => arrivals[control].changed(),
    accepts(control, { detail }) {
      const now = performance.now();
      const isOfPointer = press !== null && (detail > 0 || now - press.at < longestPressMs);
      const { on = control, at } = isOfPointer && press ? press : { at: now };
      press = null;
      return on === control && !arrivals[control].covers(at);
    },
  };
}
