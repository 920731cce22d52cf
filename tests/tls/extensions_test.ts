import { assert, assertEquals } from "@std/assert";
import { ByteReader, fromHex, tilingFault } from "../../src/bytes/mod.ts";
import {
  decodeExtensions,
  type Extension,
  EXTENSION_TYPES,
  extensionName,
  type ExtensionPlace,
} from "../../src/tls/mod.ts";

/** Writes an extension block that holds one extension. */
function block(type: number, content: string): Uint8Array {
  const data = fromHex(content);
  const length = data.length;
  return Uint8Array.of(
    (length + 4) >> 8,
    length + 4,
    type >> 8,
    type,
    length >> 8,
    length,
    ...data,
  );
}

/** Decodes one extension at both speeds, and checks that its fields tile it. */
function decode(
  type: number,
  content: string,
  place: ExtensionPlace = "client_hello",
): Extension {
  const bytes = block(type, content);
  const recorder = new ByteReader(bytes, "tls", { record: true });
  decodeExtensions(recorder, place);
  assertEquals(tilingFault(recorder.fields ?? [], 0, bytes.length), undefined);
  const [extension] = decodeExtensions(new ByteReader(bytes, "tls"), place);
  assertEquals(extension.type, type);
  return extension;
}

/** What an extension says, apart from its bytes. */
function values(
  type: number,
  content: string,
  place?: ExtensionPlace,
): Record<string, unknown> {
  const { type: _, data: __, ...rest } = decode(type, content, place);
  return rest;
}

const BYTE = Uint8Array.of(0xab);

Deno.test("decodeExtensions() decodes names", () => {
  assertEquals(values(0, "000e 00 000b 6578616d706c652e6f7267"), {
    kind: "server_name",
    names: [{ nameType: 0, name: "example.org" }],
  });
  assertEquals(values(0, "", "encrypted_extensions"), {
    kind: "server_name",
    names: [],
  });
  assertEquals(values(16, "000c 02 6832 08 687474702f312e31"), {
    kind: "alpn",
    protocols: ["h2", "http/1.1"],
  });
});

Deno.test("decodeExtensions() decodes versions, groups and schemes", () => {
  assertEquals(values(43, "04 0a0a 0304"), {
    kind: "supported_versions",
    versions: [0x0a0a, 0x0304],
  });
  assertEquals(values(43, "0304", "server_hello"), {
    kind: "supported_versions",
    versions: [0x0304],
  });
  assertEquals(values(10, "0004 11ec 001d"), {
    kind: "supported_groups",
    groups: [0x11ec, 0x001d],
  });
  assertEquals(values(11, "02 00 01"), {
    kind: "ec_point_formats",
    formats: [0, 1],
  });
  for (const type of [13, 50]) {
    assertEquals(values(type, "0004 0403 0804"), {
      kind: "signature_algorithms",
      schemes: [0x0403, 0x0804],
    });
  }
});

Deno.test("decodeExtensions() decodes key shares by the message that they stand in", () => {
  assertEquals(values(51, "0005 001d 0001 ab"), {
    kind: "key_share",
    shares: [{ group: 0x001d, keyExchange: BYTE }],
  });
  assertEquals(values(51, "001d 0001 ab", "server_hello"), {
    kind: "key_share",
    shares: [{ group: 0x001d, keyExchange: BYTE }],
  });
  assertEquals(values(51, "0017", "hello_retry_request"), {
    kind: "key_share",
    shares: [],
    selectedGroup: 0x0017,
  });
});

Deno.test("decodeExtensions() decodes pre-shared keys, early data and tickets", () => {
  assertEquals(values(41, "0007 0001 ab 01020304 0002 01 ab"), {
    kind: "pre_shared_key",
    identities: [{ identity: BYTE, obfuscatedTicketAge: 0x01020304 }],
    binders: [BYTE],
  });
  assertEquals(values(41, "0001", "server_hello"), {
    kind: "pre_shared_key",
    identities: [],
    binders: [],
    selectedIdentity: 1,
  });
  assertEquals(values(42, ""), { kind: "early_data" });
  assertEquals(values(42, "00004000", "new_session_ticket"), {
    kind: "early_data",
    maxEarlyDataBytes: 16384,
  });
  assertEquals(values(45, "02 01 0b"), {
    kind: "psk_key_exchange_modes",
    modes: [1, 0x0b],
  });
  assertEquals(values(44, "0001 ab"), { kind: "cookie", cookie: BYTE });
  assertEquals(values(35, "ab"), { kind: "session_ticket", ticket: BYTE });
  assertEquals(values(65281, "01 ab"), {
    kind: "renegotiation_info",
    renegotiatedConnection: BYTE,
  });
});

Deno.test("decodeExtensions() decodes what is about certificates", () => {
  const request = {
    statusType: 1,
    responderIds: [BYTE],
    requestExtensions: BYTE,
  };
  assertEquals(values(5, "01 0003 0001 ab 0001 ab"), {
    kind: "status_request",
    requests: [request],
  });
  assertEquals(values(5, "", "server_hello"), {
    kind: "status_request",
    requests: [],
  });
  assertEquals(values(5, "01 000001 ab", "certificate"), {
    kind: "certificate_status",
    statusType: 1,
    response: BYTE,
  });
  assertEquals(values(17, "000b 02 0008 0003 0001 ab 0001 ab"), {
    kind: "status_request_v2",
    requests: [{ ...request, statusType: 2 }],
  });
  assertEquals(values(18, ""), {
    kind: "signed_certificate_timestamp",
    timestamps: [],
  });
  assertEquals(values(18, "0003 0001 ab", "certificate"), {
    kind: "signed_certificate_timestamp",
    timestamps: [BYTE],
  });
  assertEquals(values(19, "02 00 02"), {
    kind: "certificate_types",
    types: [0, 2],
  });
  assertEquals(values(20, "02", "server_hello"), {
    kind: "certificate_types",
    types: [2],
  });
  assertEquals(values(27, "04 0001 0002"), {
    kind: "compress_certificate",
    algorithms: [1, 2],
  });
  assertEquals(values(47, "0003 0001 ab"), {
    kind: "certificate_authorities",
    authorities: [BYTE],
  });
  assertEquals(values(48, "0005 01 ab 0001 ab"), {
    kind: "oid_filters",
    filters: [{ oid: BYTE, values: BYTE }],
  });
  assertEquals(values(3, "0005 00 02 0001 ab"), {
    kind: "trusted_ca_keys",
    authorities: [
      { identifierType: 0, identifier: new Uint8Array() },
      { identifierType: 2, identifier: BYTE },
    ],
  });
  assertEquals(values(34, "0002 0403"), {
    kind: "delegated_credential",
    schemes: [0x0403],
  });
  assertEquals(
    values(34, "00093a80 0403 000001 ab 0804 0001 ab", "certificate"),
    {
      kind: "delegated_credential",
      schemes: [],
      credential: {
        validSeconds: 604800,
        verifyScheme: 0x0403,
        publicKey: BYTE,
        signatureScheme: 0x0804,
        signature: BYTE,
      },
    },
  );
});

Deno.test("decodeExtensions() decodes limits and the small ones", () => {
  assertEquals(values(1, "01"), {
    kind: "max_fragment_length",
    code: 1,
    limitBytes: 512,
  });
  assertEquals(values(28, "4001"), {
    kind: "record_size_limit",
    limitBytes: 16385,
  });
  assertEquals(values(21, "000000"), { kind: "padding", lengthBytes: 3 });
  assertEquals(values(15, "01"), { kind: "heartbeat", mode: 1 });
  assertEquals(values(14, "0004 0001 0007 01 ab"), {
    kind: "use_srtp",
    profiles: [1, 7],
    masterKeyIdentifier: BYTE,
  });
  for (const type of [2, 4, 22, 23, 49]) {
    assertEquals(values(type, ""), { kind: "empty" });
  }
  assertEquals(values(17613, "0003 02 6832"), {
    kind: "application_settings",
    protocols: ["h2"],
  });
  assertEquals(values(17613, "ab", "encrypted_extensions"), {
    kind: "application_settings",
    protocols: [],
  });
});

Deno.test("decodeExtensions() decodes encrypted_client_hello as far as it is visible", () => {
  const kind = "encrypted_client_hello";
  assertEquals(values(65037, "00 0001 0003 2a 0001 ab 0001 ab"), {
    kind,
    form: "outer",
    kdf: 1,
    aead: 3,
    configId: 42,
    enc: BYTE,
    payload: BYTE,
  });
  assertEquals(values(65037, "01"), { kind, form: "inner" });
  assertEquals(values(65037, "0001 ab", "encrypted_extensions"), {
    kind,
    form: "retry_configs",
    payload: BYTE,
  });
  assertEquals(values(65037, "0102030405060708", "hello_retry_request"), {
    kind,
    form: "confirmation",
    payload: fromHex("0102030405060708"),
  });
  assertEquals(values(64768, "04 000a 0033"), {
    kind: "ech_outer_extensions",
    types: [10, 51],
  });
});

Deno.test("decodeExtensions() keeps what it does not know", () => {
  assertEquals(values(57, "0102"), { kind: "unknown" });
  assertEquals(values(0x1a1a, ""), { kind: "unknown" });
  assertEquals(values(0xabcd, "ff"), { kind: "unknown" });
  assertEquals(extensionName(57), "quic_transport_parameters");
  assertEquals(extensionName(0x1a1a), "GREASE");
  assertEquals(extensionName(0xabcd), undefined);
});

Deno.test("decodeExtensions() keeps an extension that breaks its grammar, and those around it", () => {
  const bytes = fromHex("000e" + "0017 0000" + "000a 0002 00ff" + "0016 0000");
  const recorder = new ByteReader(bytes, "tls", { record: true });
  const extensions = decodeExtensions(recorder, "client_hello");
  assertEquals(extensions.map(({ kind }) => kind), [
    "empty",
    "malformed",
    "empty",
  ]);
  assertEquals(tilingFault(recorder.fields ?? [], 0, bytes.length), undefined);
});

Deno.test("decodeExtensions() takes any content of any extension", () => {
  const places: ExtensionPlace[] = [
    "client_hello",
    "server_hello",
    "hello_retry_request",
    "encrypted_extensions",
    "certificate",
    "certificate_request",
    "new_session_ticket",
  ];
  const contents = ["", "00", "0000", "ffff", "0001ab", "01".repeat(40)];
  for (const type of Object.keys(EXTENSION_TYPES).map(Number)) {
    for (const place of places) {
      for (const content of contents) {
        const extension = decode(type, content, place);
        assert(extension.kind, `${type} ${place} ${content}`);
      }
    }
  }
});
