/** One field of a header or trailer section. */
export interface HeaderField {
  /** Name in the spelling that was on the wire. */
  readonly name: string;
  /** Value without the white space around it; folded lines are joined by one space. */
  readonly value: string;
  /** Whether the value goes on over several lines (obs-fold). */
  readonly folded: boolean;
}

/**
 * How the end of a message's body is found.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-6.3
 */
export type BodyFraming =
  /** There is no body. */
  | { readonly kind: "none" }
  /** As many bytes as Content-Length says. */
  | { readonly kind: "length"; readonly lengthBytes: number }
  /** Chunks, up to one of size 0. */
  | { readonly kind: "chunked" }
  /** All that comes until the connection is closed. */
  | { readonly kind: "close" }
  /** No body of HTTP: another protocol follows. */
  | { readonly kind: "tunnel" }
  /** Frames of HTTP/2, up to the one that has END_STREAM. */
  | { readonly kind: "frames" };

/** What the heads of requests and responses have in common. */
export interface MessageHead {
  /** `"1.0"`, `"1.1"`, `"2"`, or what else stood after `HTTP/`. */
  readonly version: string;
  /** Fields in their order; a name that is repeated stays repeated. */
  readonly headers: readonly HeaderField[];
  /** How the end of the body is found. */
  readonly framing: BodyFraming;
}

/**
 * A request's head.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-3
 */
export interface RequestHead extends MessageHead {
  /** Method, in the spelling that was on the wire. */
  readonly method: string;
  /** Request target as it was sent: path, absolute URI, authority, or `*`. */
  readonly target: string;
  /** Scheme of an HTTP/2 request. */
  readonly scheme?: string;
  /** Authority: of HTTP/2's pseudo-header, else of the Host field. */
  readonly authority?: string;
}

/**
 * A response's head.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-4
 */
export interface ResponseHead extends MessageHead {
  /** Status code, 100 to 999. */
  readonly status: number;
  /** Reason phrase as it was sent; empty in HTTP/2. */
  readonly reason: string;
}
