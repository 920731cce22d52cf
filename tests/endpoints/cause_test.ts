import { assert, assertEquals } from "@std/assert";
import {
  type Cause,
  causeOf,
  detailOf,
  GivenUp,
} from "../../src/endpoints/cause.ts";

/** What Deno 2.9 and rustls say; the live tests provoke most of it. */
const sentences: readonly (readonly [Error, Cause])[] = [
  [
    new Deno.errors.ConnectionRefused("Connection refused (os error 111)"),
    "refused",
  ],
  [
    new Error(
      "failed to lookup address information: Name or service not known",
    ),
    "name-not-found",
  ],
  [
    new URIError("invalid host 'a b': invalid char found in FQDN"),
    "name-not-found",
  ],
  [new Deno.errors.NetworkUnreachable("Network is unreachable"), "unreachable"],
  [
    Object.assign(new Error("No route to host"), { code: "EHOSTUNREACH" }),
    "unreachable",
  ],
  [
    new DOMException(
      "The operation was aborted due to timeout",
      "TimeoutError",
    ),
    "timed-out",
  ],
  [new DOMException("The signal has been aborted", "AbortError"), "stopped"],
  [new Deno.errors.ConnectionReset("Connection reset by peer"), "reset"],
  [new Deno.errors.BrokenPipe("Broken pipe"), "reset"],
  [new Deno.errors.UnexpectedEof("unexpected end of file"), "handshake-closed"],
  [
    new Deno.errors.UnexpectedEof(
      "peer closed connection without sending TLS close_notify: https://docs.rs/x",
    ),
    "no-close-notify",
  ],
  [new Error("received fatal alert: ProtocolVersion"), "no-common-version"],
  [new Error("received fatal alert: HandshakeFailure"), "no-common-suite"],
  [new Error("received fatal alert: NoApplicationProtocol"), "no-common-alpn"],
  [
    new Error("received fatal alert: CertificateRequired"),
    "certificate-wanted",
  ],
  [
    new Error("received fatal alert: CertificateExpired"),
    "certificate-refused",
  ],
  [new Error("received fatal alert: BadCertificate"), "certificate-refused"],
  [new Error("received fatal alert: UnknownCA"), "certificate-refused"],
  [new Error("received fatal alert: InternalError"), "alert"],
  [
    new Error("peer is incompatible: SignatureAlgorithmsExtensionRequired"),
    "no-common-version",
  ],
  [
    new Error("peer is incompatible: NoCipherSuitesInCommon"),
    "no-common-suite",
  ],
  [new Error("received corrupt message of type InvalidContentType"), "not-tls"],
  [new Error("received unexpected message: got ApplicationData"), "violation"],
  [
    new Error(
      "received unexpected handshake message: got ClientHello when expecting ServerHello",
    ),
    "echoed",
  ],
  [new Error("invalid peer certificate: UnknownIssuer"), "untrusted"],
  [new Error("invalid peer certificate: BadSignature"), "untrusted"],
  [
    new Error("invalid peer certificate: Other(OtherError(CaUsedAsEndEntity))"),
    "ca-as-leaf",
  ],
  [
    new Error(
      "invalid peer certificate: certificate does not allow extended key usage for server authentication",
    ),
    "wrong-purpose",
  ],
  [new Error("something else"), "other"],
];

for (const [error, cause] of sentences) {
  Deno.test(`causeOf() takes “${error.message}” for ${cause}`, () => {
    assertEquals(causeOf(error), cause);
  });
}

Deno.test("causeOf() takes an endpoint's own word", () => {
  assertEquals(causeOf(new GivenUp("idle")), "idle");
  assertEquals(causeOf("no error at all"), "other");
});

Deno.test("causeOf() is not misled by names that every object has", () => {
  const error = new Error("x");
  error.name = "constructor";
  assertEquals(causeOf(error), "other");
});

Deno.test("detailOf() is one line, without the address of a manual", () => {
  const error = new Error("peer closed\n  too early: https://docs.rs/a/b#c");
  assertEquals(detailOf(error), "peer closed too early");
  assert(!detailOf(new GivenUp("idle")).includes("Cannot"));
});
