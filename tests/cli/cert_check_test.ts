import { assertEquals } from "@std/assert";
import { viewOfBrowser } from "../../src/cli/cert/browser.ts";
import type { Certificate } from "../../src/cli/cert/certificate.ts";
import type { Chain, ChainProblem } from "../../src/cli/cert/chain.ts";
import {
  checkCertificate,
  type Use,
  useProblems,
} from "../../src/cli/cert/check.ts";
import type { GeneralName } from "../../src/tls/x509/mod.ts";
import { make } from "./cert_support.ts";

const NOW = new Date("2026-06-01T12:00:00Z");

const { certificate: plain } = await make({
  name: "localhost",
  authority: false,
  hosts: ["localhost"],
});

/** A good certificate, but for what is given. */
function certificate(changes: Partial<Certificate> = {}): Certificate {
  return {
    ...plain,
    notBefore: new Date("2026-01-01T00:00:00Z"),
    notAfter: new Date("2026-12-31T23:59:59Z"),
    ...changes,
  };
}

/** A certificate whose fields differ. */
function withFields(fields: Partial<Certificate["fields"]>): Certificate {
  return certificate({ fields: { ...plain.fields, ...fields } });
}

/** A key of another kind. */
function withKey(
  name: string,
  key: { curve?: string; bits?: number },
): Certificate {
  const algorithm = { oid: "", name, parameters: undefined };
  return withFields({
    publicKey: {
      ...plain.fields.publicKey,
      curve: key.curve,
      bits: key.bits,
      algorithm,
    },
  });
}

/** A chain of one certificate below a trusted root. */
function chain(leaf: Certificate, problem?: ChainProblem): Chain {
  return {
    links: [leaf, certificate({ subject: "root", isAuthority: true })],
    origin: problem ? undefined : { kind: "system" },
    problem,
  };
}

function dns(...values: string[]): GeneralName[] {
  return values.map((value) => ({ type: "dns", value }));
}

function problems(leaf: Certificate, host?: string, use: Use = "server") {
  return checkCertificate(chain(leaf), { host, use, now: NOW })
    .flatMap(({ problem }) => problem ?? []);
}

Deno.test("checkCertificate() asks in the order in which reasons are told", () => {
  const checks = checkCertificate(chain(certificate()), {
    host: "localhost",
    use: "server",
    now: NOW,
  });
  assertEquals(checks, [
    { subject: "chain", asked: true, problem: undefined },
    { subject: "dates", asked: true, problem: undefined },
    { subject: "names", asked: true, problem: undefined },
    { subject: "uses", asked: true, problem: undefined },
  ]);
});

Deno.test("checkCertificate() tells dates to the second, and counts begun days", () => {
  const end = new Date("2026-06-01T11:59:59Z");
  assertEquals(problems(certificate({ notAfter: end })), [
    { kind: "expired", of: undefined, date: end, days: 1 },
  ]);
  assertEquals(problems(certificate({ notAfter: NOW })), []);
  assertEquals(problems(certificate({ notBefore: NOW })), []);
  const start = new Date("2026-06-03T00:00:00Z");
  assertEquals(problems(certificate({ notBefore: start })), [
    { kind: "not-yet-valid", of: undefined, date: start, days: 2 },
  ]);
});

Deno.test("checkCertificate() looks at the dates of every link", () => {
  const date = new Date("2026-05-01T00:00:00Z");
  const links = [
    certificate(),
    certificate({ subject: "root", notAfter: date }),
  ];
  const [, dates] = checkCertificate({
    links,
    origin: { kind: "system" },
    problem: undefined,
  }, { use: "server", now: NOW });
  assertEquals(dates.problem, { kind: "expired", of: "root", date, days: 32 });
});

Deno.test("checkCertificate() asks for a host only where one is given", () => {
  const leaf = certificate({ names: dns("a.test", "b.test") });
  assertEquals(problems(leaf), []);
  assertEquals(problems(leaf, "c.test"), [
    { kind: "wrong-name", host: "c.test", names: ["a.test", "b.test"] },
  ]);
  assertEquals(problems(certificate({ names: [] }), "localhost"), [
    { kind: "no-names", commonName: "localhost" },
  ]);
});

Deno.test("useProblems() knows what each use needs", () => {
  const rows: readonly [Partial<Certificate>, Use, string[]][] = [
    [{}, "server", []],
    [{}, "client", []],
    [{}, "ca", ["no-authority"]],
    [{ isAuthority: true }, "server", ["ca-as-leaf"]],
    [{ isAuthority: true }, "ca", []],
    [{ purposes: ["serverAuth"] }, "server", []],
    [{ purposes: ["serverAuth"] }, "client", ["wrong-purpose"]],
    [{ purposes: ["anyExtendedKeyUsage"] }, "client", []],
    [{ keyUsages: ["digitalSignature"] }, "server", []],
    [{ keyUsages: ["keyEncipherment"] }, "server", ["cannot-sign"]],
    [{ isAuthority: true, keyUsages: ["cRLSign"] }, "ca", ["cannot-certify"]],
  ];
  for (const [changes, use, kinds] of rows) {
    assertEquals(
      useProblems(certificate(changes), use).map(({ kind }) => kind),
      kinds,
      JSON.stringify([changes, use]),
    );
  }
});

/** Chromium's reason, and the kinds of what it says. */
function view(
  leaf: Certificate,
  options: { host?: string; version?: string; problem?: ChainProblem } = {},
): [code: string | undefined, ...kinds: string[]] {
  const { host = "localhost", version, problem } = options;
  const { code, faults, notes } = viewOfBrowser(chain(leaf, problem), {
    host,
    version,
    now: NOW,
  });
  return [code, ...[...faults, ...notes].map(({ kind }) => kind)];
}

Deno.test("viewOfBrowser() takes what is good", () => {
  assertEquals(view(certificate()), [undefined]);
  const rsa = withKey("rsaEncryption", { bits: 2048 });
  assertEquals(view(rsa), [undefined]);
  assertEquals(view(certificate(), { version: "TLS 1.3" }), [undefined]);
});

Deno.test("viewOfBrowser() knows the keys that browsers take", () => {
  const refused = [
    "ERR_SSL_VERSION_OR_CIPHER_MISMATCH",
    "key-not-for-browsers",
  ];
  const rows: readonly [Certificate, (string | undefined)[]][] = [
    [withKey("ecPublicKey", { curve: "secp384r1" }), [undefined]],
    [withKey("ecPublicKey", { curve: "secp521r1" }), refused],
    [withKey("ecPublicKey", { curve: "secp256k1" }), refused],
    [withKey("Ed25519", {}), refused],
    [withKey("RSASSA-PSS", { bits: 2048 }), refused],
    [withKey("rsaEncryption", { bits: 1024 }), [undefined, "weak-key"]],
    [
      withKey("rsaEncryption", { bits: 768 }),
      ["ERR_CERT_WEAK_KEY", "tiny-key"],
    ],
  ];
  for (const [leaf, expected] of rows) assertEquals(view(leaf), expected);
});

Deno.test("viewOfBrowser() puts first what Chromium tells first", () => {
  const untrusted: ChainProblem = { kind: "untrusted-root", root: "root" };
  const expired = { notAfter: new Date("2026-02-01T00:00:00Z") };
  const client = { purposes: ["clientAuth"] };
  const other = { names: dns("other") };
  const rows: readonly [
    Partial<Certificate>,
    ChainProblem | undefined,
    string,
  ][] = [
    [expired, undefined, "ERR_CERT_DATE_INVALID"],
    [{ ...expired, ...other }, undefined, "ERR_CERT_COMMON_NAME_INVALID"],
    [{ ...expired, ...client }, undefined, "ERR_CERT_DATE_INVALID"],
    [client, undefined, "ERR_CERT_INVALID"],
    [{ ...client, ...other }, undefined, "ERR_CERT_INVALID"],
    [client, untrusted, "ERR_CERT_AUTHORITY_INVALID"],
    [{ ...expired, ...other }, untrusted, "ERR_CERT_AUTHORITY_INVALID"],
    [
      { keyUsages: ["keyEncipherment"], ...other },
      untrusted,
      "ERR_SSL_KEY_USAGE_INCOMPATIBLE",
    ],
  ];
  for (const [changes, problem, expected] of rows) {
    const [code] = view(certificate(changes), { problem });
    assertEquals(code, expected, JSON.stringify(changes));
  }
  const [, first] = view(certificate({ ...expired, ...client }));
  assertEquals(first, "expired");
});

Deno.test("viewOfBrowser() asks for names even where no host is known", () => {
  const { code, faults } = viewOfBrowser(
    chain(certificate({ names: [] })),
    { now: NOW },
  );
  assertEquals(code, "ERR_CERT_COMMON_NAME_INVALID");
  assertEquals(faults, [{ kind: "no-names", commonName: "localhost" }]);
});

Deno.test("viewOfBrowser() notes what others refuse, and what ends soon", () => {
  const rows: readonly [Partial<Certificate>, string][] = [
    [{ isAuthority: true }, "ca-as-leaf"],
    [{ notAfter: new Date("2029-01-01T00:00:00Z") }, "long-validity"],
    [{ notAfter: new Date("2026-06-20T00:00:00Z") }, "ends-soon"],
    [{ names: dns("localhost", "*.test") }, "wide-wildcard"],
  ];
  for (const [changes, kind] of rows) {
    assertEquals(view(certificate(changes)), [undefined, kind]);
  }
});

Deno.test("viewOfBrowser() does not call a short validity one that ends soon", () => {
  const leaf = certificate({
    notBefore: new Date("2026-05-20T00:00:00Z"),
    notAfter: new Date("2026-06-10T00:00:00Z"),
  });
  assertEquals(view(leaf), [undefined]);
});

Deno.test("viewOfBrowser() finds signatures that can be forged, but not the root's", () => {
  const sha1 = {
    oid: "",
    name: "sha1WithRSAEncryption",
    parameters: undefined,
  };
  assertEquals(view(withFields({ signatureAlgorithm: sha1 })), [
    "ERR_CERT_INVALID",
    "weak-signature",
  ]);
  const old = withFields({ signatureAlgorithm: sha1 });
  const { code } = viewOfBrowser(
    { ...chain(certificate()), links: [certificate(), old] },
    { host: "localhost", now: NOW },
  );
  assertEquals(code, undefined);
});

Deno.test("viewOfBrowser() refuses servers that know old versions of TLS only", () => {
  for (const version of ["TLS 1.0", "TLS 1.1", "SSL 3.0"]) {
    assertEquals(view(certificate(), { version }), [
      "ERR_SSL_VERSION_OR_CIPHER_MISMATCH",
      "old-version",
    ]);
  }
});

Deno.test("viewOfBrowser() calls wirelab's own CA by name", () => {
  const [leaf, root] = chain(certificate()).links;
  const { code, faults } = viewOfBrowser({
    links: [leaf, root],
    origin: undefined,
    problem: { kind: "untrusted-root", root: "root" },
  }, {
    host: "localhost",
    own: { certificate: root, origin: { kind: "own", path: "ca.pem" } },
    now: NOW,
  });
  assertEquals(code, "ERR_CERT_AUTHORITY_INVALID");
  assertEquals(faults, [{
    kind: "own-authority",
    root: "root",
    path: "ca.pem",
  }]);
});
