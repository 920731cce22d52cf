import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  ByteReader,
  DecodeError,
  fromHex,
  tilingFault,
  toHex,
} from "../../src/bytes/mod.ts";
import {
  certificateNames,
  decodeCertificate,
  readCertificate,
  type X509Certificate,
} from "../../src/tls/mod.ts";
import { objectIdentifier } from "../../src/tls/x509/der.ts";
import { converse } from "./check.ts";
import { keyLogOf, RECORDED, recorded } from "./samples.ts";

/** DER of all certificates of a recording, each once. */
function certificatesOf(name: string): Uint8Array[] {
  const found = new Map<string, Uint8Array>();
  for (const item of recorded(name)) {
    const { events } = converse(item.parts, { keyLog: keyLogOf(item) });
    for (const event of events) {
      if (event.kind !== "handshake") continue;
      if (event.message.kind !== "certificate") continue;
      for (const { data } of event.message.entries) {
        found.set(toHex(data), data);
      }
    }
  }
  return [...found.values()];
}

function valueOf(certificate: X509Certificate, name: string): unknown {
  const extension = certificate.extensions.find((item) => item.name === name);
  const { kind: _, ...value } = extension?.value ?? { kind: "none" };
  return value;
}

Deno.test("decodeCertificate() decodes an ECDSA certificate down to its fields", () => {
  const [der] = certificatesOf("tls13_chacha20");
  const certificate = decodeCertificate(der);
  assertEquals(certificate.version, 3);
  assertEquals(certificate.issuer.text, "O=wirelab, CN=wirelab test CA");
  assertEquals(certificate.subject.text, "O=wirelab, CN=localhost");
  assertEquals(certificate.signatureAlgorithm.name, "ecdsa-with-SHA256");
  assertEquals(certificate.publicKey.algorithm.name, "ecPublicKey");
  assertEquals(certificate.publicKey.curve, "secp256r1");
  assertEquals(certificate.publicKey.bits, 256);
  assertEquals(
    certificate.notAfterSeconds - certificate.notBeforeSeconds,
    3650 * 24 * 3600,
  );
  assertEquals(valueOf(certificate, "basicConstraints"), {
    ca: false,
    pathLength: undefined,
  });
  assertEquals(valueOf(certificate, "keyUsage"), {
    usages: ["digitalSignature", "keyEncipherment"],
  });
  assertEquals(valueOf(certificate, "extKeyUsage"), {
    purposes: ["serverAuth"],
  });
  assertEquals(valueOf(certificate, "subjectAltName"), {
    names: [
      { type: "dns", value: "localhost" },
      { type: "dns", value: "wirelab.example" },
      { type: "ip", value: "127.0.0.1" },
      { type: "ip", value: "::1" },
    ],
  });
  assertEquals(valueOf(certificate, "authorityInfoAccess"), {
    locations: [{
      method: "OCSP",
      location: { type: "uri", value: "http://ocsp.example/" },
    }],
  });
  assertEquals(valueOf(certificate, "cRLDistributionPoints"), {
    locations: [{ type: "uri", value: "http://crl.example/ca.crl" }],
  });
  assertEquals(valueOf(certificate, "certificatePolicies"), {
    purposes: ["domain-validated"],
  });
  const critical = certificate.extensions.filter((item) => item.critical);
  assertEquals(critical.map(({ name }) => name), [
    "basicConstraints",
    "keyUsage",
  ]);
  assertEquals(certificateNames(certificate)[0], "localhost");
});

Deno.test("decodeCertificate() decodes an RSA certificate", () => {
  const [der] = certificatesOf("tls12_rsa_aes256_gcm");
  const { publicKey } = decodeCertificate(der);
  assertEquals(publicKey.algorithm.name, "rsaEncryption");
  assertEquals(publicKey.bits, 2048);
  assertEquals(publicKey.exponent, 65537);
});

Deno.test("decodeCertificate() writes addresses of IPv6 in their canonical form", () => {
  const [der] = certificatesOf("tls13_chacha20");
  const own = "87100000000000000000000000000000" + "0001";
  const at = toHex(der).indexOf(own) / 2 + 2;
  const rows: readonly [string, string][] = [
    ["fe800000000000000000000000000001", "fe80::1"],
    ["20010db8000000000001000000000001", "2001:db8::1:0:0:1"],
    ["00000000000000000000000000000000", "::"],
    ["20010db8000100010001000100010000", "2001:db8:1:1:1:1:1:0"],
    ["10000000000000100000000000000010", "1000:0:0:10::10"],
    ["20010000000000000000000000000000", "2001::"],
  ];
  for (const [hex, text] of rows) {
    const changed = der.slice();
    changed.set(fromHex(hex), at);
    assertEquals(certificateNames(decodeCertificate(changed)).at(-1), text);
  }
});

Deno.test("readCertificate() records fields that tile the certificate", () => {
  for (const { name } of RECORDED) {
    for (const der of certificatesOf(name.split(" ")[0])) {
      const reader = new ByteReader(der, "x509", { record: true });
      readCertificate(reader);
      assertEquals(tilingFault(reader.fields ?? [], 0, der.length), undefined);
    }
  }
});

Deno.test("decodeCertificate() rejects a certificate that is cut anywhere", () => {
  const [der] = certificatesOf("tls13_chacha20");
  for (let length = 0; length < der.length; length++) {
    assertThrows(() => decodeCertificate(der.subarray(0, length)), DecodeError);
  }
});

Deno.test("decodeCertificate() takes a certificate with any byte changed, or throws a DecodeError", () => {
  const [der] = certificatesOf("tls13_chacha20");
  let taken = 0;
  for (let at = 0; at < der.length; at++) {
    for (const value of [0x00, 0x80, 0xff, der[at] ^ 1]) {
      const changed = der.slice();
      changed[at] = value;
      try {
        certificateNames(decodeCertificate(changed));
        taken++;
      } catch (error) {
        assert(error instanceof DecodeError, String(error));
      }
    }
  }
  assert(taken > 0);
});

Deno.test("decodeCertificate() rejects bytes after the certificate", () => {
  const [der] = certificatesOf("tls13_chacha20");
  assertThrows(
    () => decodeCertificate(Uint8Array.from([...der, 0])),
    DecodeError,
    "1 bytes are left",
  );
});

Deno.test("objectIdentifier() rejects one that is too long to be written in time", () => {
  const read = (bytes: Uint8Array) =>
    objectIdentifier(new ByteReader(bytes, "x509"), "oid", () => undefined);
  assertEquals(read(fromHex("0603 550403")), "2.5.4.3");
  const length = 1 << 20;
  const bytes = new Uint8Array(5 + length).fill(0x81);
  bytes.set([0x06, 0x83, length >> 16, length >> 8, length]);
  assertThrows(() => read(bytes), DecodeError, "1048576 bytes are more than");
});
