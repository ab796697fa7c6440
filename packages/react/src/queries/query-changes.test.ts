import { hashKey, QueryClient } from "@tanstack/react-query";
import { expect, it } from "vitest";
import { onQueryChange } from "./query-changes.ts";

function open() {
  const queryClient = new QueryClient();
  const heard: string[] = [];
  const listen = (name: string, key: string) =>
    onQueryChange(queryClient.getQueryCache(), hashKey([key]), () => heard.push(name));
  return { queryClient, heard, listen };
}

it("tells the listeners of the query that changed, and no others", () => {
  const { queryClient, heard, listen } = open();
  listen("a", "one");
  listen("b", "one");
  listen("c", "two");
  queryClient.setQueryData(["one"], 1);
  expect(heard).toEqual(["a", "b"]);
  queryClient.removeQueries({ queryKey: ["two"] });
  expect(heard).toEqual(["a", "b"]);
  queryClient.setQueryData(["two"], 1);
  queryClient.removeQueries({ queryKey: ["two"] });
  expect(heard).toEqual(["a", "b", "c", "c"]);
});

it("a listener that has left hears nothing, and one that comes back does", () => {
  const { queryClient, heard, listen } = open();
  const leave = listen("a", "one");
  leave();
  leave();
  queryClient.setQueryData(["one"], 1);
  listen("b", "one");
  queryClient.setQueryData(["one"], 2);
  expect(heard).toEqual(["b"]);
});

it("many listeners are one subscription of the cache", () => {
  const { queryClient, listen } = open();
  for (let row = 0; row < 1000; row++) listen("row", `row-${row}`);
  expect(queryClient.getQueryCache().hasListeners()).toBe(true);
  expect(queryClient.getQueryCache()).toHaveProperty("listeners.size", 1);
});
