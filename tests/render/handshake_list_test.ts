import { assert, assertEquals } from "@std/assert";
import { type HandshakeSummary, speak } from "../../src/explain/mod.ts";
import {
  renderHandshakeHead,
  renderHandshakeRow,
} from "../../src/render/handshake_list.ts";
import { widthOf } from "../../src/render/width.ts";

const LONG = "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384";

function handshakeOf(
  cipherSuite: string,
  serverName: string,
): HandshakeSummary {
  const end = { address: "127.0.0.1", port: 8443 };
  const lists = {
    frame: 4,
    random: "",
    versions: [],
    cipherSuites: [],
    groups: [],
    keyShares: [],
    signatureSchemes: [],
    alpn: [],
    extensions: [],
  };
  return {
    stream: 0,
    client: { ...end, port: 50_000 },
    server: end,
    certificateNames: [],
    offer: { ...lists, serverName },
    choice: {
      ...lists,
      version: "TLS 1.2",
      cipherSuite,
      group: undefined,
      alpn: undefined,
    },
  };
}

Deno.test("renderHandshakeRow() shows a long cipher suite whole where the name leaves room", () => {
  const row = renderHandshakeRow(handshakeOf(LONG, "localhost"));
  assert(row.endsWith(" ECDHE_ECDSA_WITH_AES_256_GCM_SHA384 localhost\n"), row);
  assertEquals(widthOf(row.trimEnd()), 80);
  const named = renderHandshakeRow(handshakeOf(LONG, "www.example.org"));
  assert(named.endsWith("AES_256_GCM… www.example.org\n"), named);
  assertEquals(widthOf(named.trimEnd()), 80);
});

Deno.test("renderHandshakeRow() sets names below each other, further right where there is room", () => {
  for (const columns of [80, 100, 120]) {
    const head = renderHandshakeHead({ say: speak("en"), columns });
    const row = renderHandshakeRow(
      handshakeOf("TLS_AES_128_GCM_SHA256", "a.test"),
      { columns },
    );
    assertEquals(head.indexOf("name asked for"), row.indexOf("a.test"), head);
  }
});
