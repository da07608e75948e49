/** Only what this server itself gives out runs, loads or stands in a frame. */
const contentPolicy = (framedBy: "'none'" | "*"): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${framedBy}`,
  ].join("; ");

/** Headers of every answer: only this server's own scripts and styles run, nobody frames the page, nothing leaks. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": contentPolicy("'none'"),
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
};

/** The page that other sites show in a frame of theirs, in both languages. */
const FRAMED_PAGE = /^\/(en\/)?embed\/(index\.html)?$/;
/** The script with which they put it there. */
const FRAMING_SCRIPT = "/embed.js";

/**
 * What differs from `SECURITY_HEADERS` at an address that other sites may use; undefined takes a header away. The page
 * holds no sign-in and nothing of a person, so that a frame around it can steal nothing.
 */
export function openedHeaders(url: string): Readonly<Record<string, string | undefined>> {
  if (url === FRAMING_SCRIPT) return { "cross-origin-resource-policy": "cross-origin" };
  if (!FRAMED_PAGE.test(url)) return {};
  return {
    "content-security-policy": contentPolicy("*"),
    "x-frame-options": undefined,
    "cross-origin-resource-policy": "cross-origin",
  };
}
