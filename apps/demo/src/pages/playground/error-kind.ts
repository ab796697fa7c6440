import { type ChatEntry, EndpointStoppedError } from "@pareta/react";
import {
  APIStatusError,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  EndpointNotReadyError,
  InsufficientCreditsError,
  NotFoundError,
  type ParetaError,
  PermissionDeniedError,
  RateLimitError,
} from "pareta";
import { tokenCount } from "./answer-facts.ts";

export interface ErrorKind {
  readonly tone: "no-credit" | "stopped" | "failed";
  readonly title: string;
  readonly body: string;
  readonly action: "top-up" | "retry" | "none";
}

/** What to say about a failure, decided by its class and never by its message. */
export function errorKind(error: ParetaError, entry: ChatEntry): ErrorKind {
  if (entry.status === "incomplete") return incompleteKind(error, entry);
  if (error instanceof InsufficientCreditsError) {
    return {
      tone: "no-credit",
      title: "Your organisation is out of credit",
      body: "Nothing was charged for this request. Top up in the Pareta dashboard, then continue here.",
      action: "top-up",
    };
  }
  if (error instanceof EndpointStoppedError) {
    return {
      tone: "stopped",
      title: "This endpoint is stopped",
      body: `Start ${error.endpointId} to use it again. Nothing was charged for this request.`,
      action: "retry",
    };
  }
  return { tone: "failed", ...failureWords(error) };
}

function failureWords(error: ParetaError): Omit<ErrorKind, "tone"> {
  if (error instanceof EndpointNotReadyError) {
    return { title: "The provider isn’t responding", body: "This is on Pareta’s side.", action: "retry" };
  }
  if (error instanceof RateLimitError) {
    return { title: "Too many requests", body: "Wait a moment, then try again.", action: "retry" };
  }
  if (error instanceof AuthenticationError) {
    return {
      title: "This key isn’t accepted",
      body: "Check the key this page was set up with.",
      action: "none",
    };
  }
  if (error instanceof PermissionDeniedError) {
    return {
      title: "This key can’t do that",
      body: "Ask for a key that may use this endpoint.",
      action: "none",
    };
  }
  if (error instanceof NotFoundError) {
    return {
      title: "No such endpoint",
      body: "It may have been deleted. Choose another one.",
      action: "retry",
    };
  }
  if (error instanceof ConflictError) {
    return { title: "Something else is changing this", body: "Try again in a moment.", action: "retry" };
  }
  if (error instanceof BadRequestError) {
    const fields = Object.entries(error.fieldErrors).map(
      ([field, problems]) => `${field}: ${problems.join(", ")}`,
    );
    return { title: "This request was refused", body: fields.join("; ") || error.message, action: "retry" };
  }
  return { title: "Couldn’t reach Pareta", body: "Your work is kept.", action: "retry" };
}

function incompleteKind(error: ParetaError, entry: ChatEntry): ErrorKind {
  const tokens = tokenCount(entry);
  const title = error instanceof APIStatusError ? "The answer broke off" : "Connection lost";
  return {
    tone: "failed",
    title: tokens === null ? title : `${title} after ${tokens}`,
    body: "The text above is incomplete. Trying again is never billed twice.",
    action: "retry",
  };
}
