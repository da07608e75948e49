/** The pages over HTTP. */
export { type PageServer, type PageServerOptions, servePages } from "./page-server.ts";
export { PortTaken } from "./port.ts";
