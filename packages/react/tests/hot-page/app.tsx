import { ParetaProvider } from "@pareta/react";
import { Chat } from "./chat.tsx";
import { client } from "./client.ts";

export function App() {
  return (
    <ParetaProvider client={client}>
      <Chat />
    </ParetaProvider>
  );
}
