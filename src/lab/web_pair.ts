import { connectTcp } from "../endpoints/connect.ts";
import { HttpSite } from "../endpoints/http_site.ts";
import { listenTcp } from "../endpoints/listen.ts";
import type { PageCertificate } from "../render/page.ts";
import { pageCertificate } from "./page_certificate.ts";
import { type Credentials, type Pair, tlsPair } from "./pair.ts";
import { webSite } from "./web_site.ts";

/** What a browser says at its first visit, but for headers that change nothing here. */
const VISIT = [
  "GET / HTTP/1.1",
  "Host: localhost",
  "User-Agent: wirelab",
  "Accept: text/html",
  "Connection: close",
  "",
  "",
].join("\r\n");

/** A browser's visit over HTTP: a client asks for the page of `http-server`. */
export function httpPair(): Pair {
  return {
    listen: listenTcp,
    connect: (address) => connectTcp(address),
    ...visit(),
  };
}

/**
 * A browser's visit over HTTPS: a client asks for the page of `https-server`.
 *
 * @param credentials Certificate, key and authority.
 */
export function httpsPair(credentials: Credentials): Pair {
  const certificate = pageCertificate(credentials.certPem, true);
  return { ...tlsPair(credentials), ...visit(certificate) };
}

/** What both have in common: the site, and what is asked of it. */
function visit(
  certificate?: PageCertificate,
): Pick<Pair, "handler" | "request" | "clientEndsFirst" | "close"> {
  const site = new HttpSite(webSite({ certificate }), { keepAlive: false });
  return {
    handler: site.handler,
    request: VISIT,
    clientEndsFirst: false,
    close: () => site.close(),
  };
}
