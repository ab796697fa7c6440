export { startMockServer } from "./start-mock-server.ts";
export type { MockServer, MockServerOptions } from "./start-mock-server.ts";
