import type { Address } from "./address.ts";
import { detailOf } from "./cause.ts";
import type { Conversation } from "./conversation.ts";
import type { OnEvent } from "./events.ts";
import {
  type HttpConnection,
  HttpVisit,
  type HttpVisitOptions,
} from "./http_visit.ts";
import { sendAtOnce } from "./socket.ts";

/**
 * Answers a request.
 *
 * What is told by `tell`, or thrown, goes to the operator's log, and not to the client.
 */
export type Respond = (
  request: Request,
  connection: HttpConnection,
  tell: (error: unknown) => void,
) => Response | Promise<Response>;

/** How connections are served. */
export interface HttpSiteOptions extends HttpVisitOptions {
  /** Hears of requests. */
  onEvent?: OnEvent;
}

const LOOPBACK = "127.0.0.1";

/**
 * A web site that is served on connections of the accept loop of all servers
 * here, over TCP or TLS: HTTP/1.0, HTTP/1.1 and HTTP/2.
 *
 * `Deno.serve` speaks the protocol, on a loopback port of its own, and hears
 * only the connections that this class makes to it. It cannot be given a
 * connection, and tells neither the version nor what TLS settled; so each
 * connection is passed on to it, and what is known of it stays known.
 */
export class HttpSite implements AsyncDisposable {
  readonly #respond: Respond;
  readonly #options: HttpSiteOptions;
  readonly #server: Deno.HttpServer<Deno.NetAddr>;
  readonly #visits = new Map<number, HttpVisit>();

  /** Serves one connection; a function of its own, to be handed on. */
  readonly handler = async (conversation: Conversation): Promise<void> => {
    // The tickets of TLS 1.3 go out just before the first answer, which would
    // else wait for their acknowledgment: some 40 ms.
    if (conversation.negotiated) {
      sendAtOnce({
        localAddr: socketAddress(conversation.local),
        remoteAddr: socketAddress(conversation.peer),
      });
    }
    const inner = await Deno.connect({
      hostname: LOOPBACK,
      port: this.#server.addr.port,
    });
    inner.setNoDelay();
    const visit = new HttpVisit(conversation, inner, this.#options);
    this.#visits.set(inner.localAddr.port, visit);
    try {
      await visit.run();
    } finally {
      this.#visits.delete(inner.localAddr.port);
    }
  };

  /**
   * Opens the site.
   *
   * @param respond Answers a request.
   * @param options How connections are served.
   */
  constructor(respond: Respond, options: HttpSiteOptions = {}) {
    this.#respond = respond;
    this.#options = options;
    this.#server = Deno.serve(
      { hostname: LOOPBACK, port: 0, onListen: () => {} },
      (request, info) => this.#answer(request, info),
    );
  }

  /** Ends connections that wait for a request, and the others after their answer. */
  async close(): Promise<void> {
    await this.#server.shutdown();
  }

  /** Does what {@linkcode close} does. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #answer(
    request: Request,
    { remoteAddr }: Deno.ServeHandlerInfo<Deno.NetAddr>,
  ): Promise<Response> {
    const visit = this.#visits.get(remoteAddr.port);
    // Any program of this machine can connect to a loopback port.
    if (!visit) return new Response(null, { status: 403 });
    const started = performance.now();
    // Deno forgets a request once it is answered.
    const { method, url } = request;
    const { connection, answered } = visit.begin(method);
    let detail: string | undefined;
    const response = await this.#respondTo(request, connection, (error) => {
      detail = detailOf(error);
    });
    if (this.#options.keepAlive === false) {
      response.headers.set("connection", "close");
    }
    // `completed` of Deno's tells what was handed to its own connection.
    answered.then((complete) =>
      this.#options.onEvent?.({
        kind: "request",
        connection: connection.id,
        peer: connection.peer,
        method,
        target: targetOf(url),
        version: connection.version,
        status: response.status,
        bytes: lengthOf(response),
        seconds: (performance.now() - started) / 1000,
        complete,
        detail,
      })
    );
    return response;
  }

  /** Answers; what goes wrong with one request is the end of that request only. */
  async #respondTo(
    request: Request,
    connection: HttpConnection,
    tell: (error: unknown) => void,
  ): Promise<Response> {
    try {
      return await this.#respond(request, connection, tell);
    } catch (error) {
      tell(error);
      return new Response(null, { status: 500 });
    }
  }
}

/**
 * Cuts path and query out of a URL, as they came: nothing is decoded, and
 * `..` stays.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { targetOf } from "./http_site.ts";
 *
 * assertEquals(targetOf("http://localhost/a/%2e%2e/b?c"), "/a/%2e%2e/b?c");
 * ```
 */
export function targetOf(url: string): string {
  return url.replace(/^[a-z]+:\/\/[^/?#]*/i, "") || "/";
}

function socketAddress({ host, port }: Address): Deno.NetAddr {
  return { transport: "tcp", hostname: host, port };
}

function lengthOf(response: Response): number | undefined {
  const length = response.headers.get("content-length");
  return length === null ? undefined : Number(length);
}
