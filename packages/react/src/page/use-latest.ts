"use client";

import { type RefObject, useInsertionEffect, useRef } from "react";

/** The value of the last render that was shown, for what happens later. */
export function useLatest<T>(value: T): RefObject<T> {
  const latest = useRef(value);
  useInsertionEffect(() => {
    latest.current = value;
  });
  return latest;
}
