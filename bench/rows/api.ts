import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Takes an eval set of any size on a loopback port. */
export async function serveApi() {
  let length = 0;
  const server = createServer((request, response) => {
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("access-control-allow-headers", "*");
    if (request.method === "POST") length = 0;
    request.on("data", (chunk: Buffer) => (length += chunk.length));
    request.on("end", () =>
      response
        .writeHead(request.method === "POST" ? 201 : 200, { "content-type": "application/json" })
        .end('{"eval_set":{"id":"es_1"}}'),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    /** Bytes of the last POST. */
    lastLength: () => length,
    close: () => server.close(),
  };
}
