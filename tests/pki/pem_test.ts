import { assertEquals } from "@std/assert";
import {
  certificateText,
  isPrivateKeyLabel,
  readPem,
} from "../../src/pki/pem.ts";

function block(label: string, body = "AAAA"): string {
  return `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`;
}

Deno.test("readPem() finds the blocks of a file in order, and passes over the text around them", () => {
  const text = `Certificate:\n    Data:\n${block("CERTIFICATE")}\nsubject=x\n${
    block("EC PARAMETERS")
  }${block("EC PRIVATE KEY")}`;
  assertEquals(readPem(text), {
    blocks: [
      {
        label: "CERTIFICATE",
        text: block("CERTIFICATE"),
        encrypted: false,
      },
      {
        label: "EC PARAMETERS",
        text: block("EC PARAMETERS"),
        encrypted: false,
      },
      {
        label: "EC PRIVATE KEY",
        text: block("EC PRIVATE KEY"),
        encrypted: false,
      },
    ],
  });
});

Deno.test("readPem() accepts the line ends of Windows, a byte order mark and a missing last line end", () => {
  const text = `\uFEFF${
    block("CERTIFICATE").replaceAll("\n", "\r\n").trimEnd()
  }`;
  const bytes = new TextEncoder().encode(text);
  const { blocks } = readPem(new TextDecoder().decode(bytes));
  assertEquals(blocks.map(({ text }) => text), [block("CERTIFICATE")]);
});

Deno.test("readPem() sees encryption in the label of PKCS#8 and in the header of older keys", () => {
  const header = "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA";
  const { blocks } = readPem(
    block("ENCRYPTED PRIVATE KEY") + block("RSA PRIVATE KEY", header) +
      block("RSA PRIVATE KEY"),
  );
  assertEquals(blocks.map(({ encrypted }) => encrypted), [true, true, false]);
});

Deno.test("readPem() names a block that does not end, and keeps those before it", () => {
  const { blocks, unfinished } = readPem(
    block("CERTIFICATE") + block("CERTIFICATE").slice(0, -10),
  );
  assertEquals(blocks.length, 1);
  assertEquals(unfinished, "CERTIFICATE");
});

Deno.test("readPem() does not end a block with the END line of another label", () => {
  assertEquals(
    readPem("-----BEGIN A-----\nAAAA\n-----END B-----\n").unfinished,
    "A",
  );
});

Deno.test("readPem() finds nothing in a text that only mentions BEGIN", () => {
  assertEquals(readPem("see -----BEGIN CERTIFICATE----- in the manual"), {
    blocks: [],
  });
});

Deno.test("readPem() is not slowed down by many beginnings without an end", () => {
  const text = "-----BEGIN A-----\n".repeat(50_000);
  assertEquals(readPem(text), { blocks: [], unfinished: "A" });
});

Deno.test("certificateText() leaves the key of a combined file out", () => {
  const { blocks } = readPem(
    block("PRIVATE KEY") + block("CERTIFICATE", "AAAA") +
      block("CERTIFICATE", "BBBB"),
  );
  assertEquals(
    certificateText(blocks),
    block("CERTIFICATE", "AAAA") + block("CERTIFICATE", "BBBB"),
  );
});

Deno.test("isPrivateKeyLabel() knows each kind of private key, and no public one", () => {
  for (const kind of ["", "EC ", "RSA ", "ENCRYPTED ", "OPENSSH "]) {
    assertEquals(isPrivateKeyLabel(`${kind}PRIVATE KEY`), true);
  }
  assertEquals(isPrivateKeyLabel("PUBLIC KEY"), false);
  assertEquals(isPrivateKeyLabel("CERTIFICATE"), false);
});
