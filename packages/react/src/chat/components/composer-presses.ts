import type { MouseEvent, PointerEvent } from "react";
import { doublePressMs } from "./double-press.ts";

type Control = "send" | "stop";

/** Milliseconds after which a click that tells of no pointer is no part of a press that began with one. */
const maxPressMs = 1000;

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

interface Press {
  readonly on: string | null | undefined;
  readonly startedAt: number;
  readonly isTouch: boolean;
}

interface Place {
  readonly clientX: number;
  readonly clientY: number;
}

export function createComposerPresses(): ComposerPresses {
  const arrivedAt = { send: -Infinity, stop: -Infinity };
  let press: Press | null = null;
  let lastPlace: Place | null = null;

  /** A mouse counts its own clicks; the time decides where nothing counts, and where a mistake would cost money. */
  function isMeantForOther(control: Control, { startedAt, isTouch }: Press, event: MouseEvent): boolean {
    const isSoon = startedAt - arrivedAt[control] <= doublePressMs;
    const isCounted = event.detail === 1 && !isTouch && !isSamePlace(lastPlace, event);
    return event.detail === 2 || (isSoon && (control === "send" || !isCounted));
  }

  return {
    onPointerDownCapture({ target, pointerType }) {
      // By shape: a portal may lead into another window, whose elements are of another class.
      const { closest }: { closest?: Element["closest"] } = Object(target);
      press = {
        on: closest?.call(target, "[data-control]")?.getAttribute("data-control"),
        startedAt: performance.now(),
        isTouch: pointerType === "touch",
      };
    },
    tookPlace(control) {
      arrivedAt[control] = performance.now();
    },
    accepts(control, event) {
      const now = performance.now();
      const isOfPointer = press !== null && (event.detail > 0 || now - press.startedAt < maxPressMs);
      const own = isOfPointer && press ? press : { on: control, startedAt: now, isTouch: false };
      press = null;
      if (own.on !== control || isMeantForOther(control, own, event)) return false;
      lastPlace = { clientX: event.clientX, clientY: event.clientY };
      return true;
    },
  };
}

/** An engine may count anew where another element stands by then. Scripts tell no place: 0, 0. */
function isSamePlace(last: Place | null, { clientX, clientY }: Place): boolean {
  return last?.clientX === clientX && last.clientY === clientY && (clientX !== 0 || clientY !== 0);
}
