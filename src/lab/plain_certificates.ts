import { ByteWriter } from "../bytes/mod.ts";
import {
  type Address,
  closeQuietly,
  GivenUp,
  isIpAddress,
  openTcp,
  writeAll,
} from "../endpoints/mod.ts";
import {
  CIPHER_SUITES,
  CONTENT_TYPE,
  EXTENSION_TYPE,
  GROUPS,
  HANDSHAKE_TYPE,
  SIGNATURE_SCHEMES,
  TlsConversation,
  type TlsEvent,
  VERSION,
} from "../tls/mod.ts";

/** How a server is asked for its certificates. */
export interface PlainFetchOptions {
  /** Name that is asked for (SNI). */
  serverName: string;
  /** How long connecting and the server's answer may take, in seconds. */
  timeoutSeconds: number;
}

/** What a server showed in clear. */
export interface PlainCertificates {
  /** Certificates in DER, in the order in which they were sent. */
  readonly chain: readonly Uint8Array<ArrayBuffer>[];
  /** Version in the specification's words, for example `TLS 1.2`. */
  readonly version: string;
}

/** Bytes of a server's answer that are read at the most. */
const MOST_BYTES = 1 << 18;
/** Suites in which a server shows a certificate, and groups that need no share of a key. */
const WITH_CERTIFICATE =
  /^TLS_(ECDHE_ECDSA|ECDHE_RSA|DHE_RSA|DHE_DSS|RSA)_WITH_(?!NULL)/;
const LAST_PLAIN_GROUP = 0x01ff;

/**
 * Asks a server for its certificates up to TLS 1.2, which still sends them in
 * clear, and ends the connection before the handshake is over.
 *
 * It finishes no handshake, so it reads every certificate: also those with keys
 * and signatures that no TLS here would take, and from servers that know only
 * TLS 1.0.
 *
 * @param target Where it is.
 * @param options The name that is asked for.
 * @returns `undefined` where the server did not answer with certificates.
 * @throws What Deno throws; `causeOf` tells why.
 * @see {@link https://www.rfc-editor.org/rfc/rfc5246#section-7.4}
 */
export async function fetchPlainCertificates(
  target: Address,
  { serverName, timeoutSeconds }: PlainFetchOptions,
): Promise<PlainCertificates | undefined> {
  const connection = await openTcp(target, { timeoutSeconds });
  const timer = setTimeout(
    () => closeQuietly(connection),
    timeoutSeconds * 1000,
  );
  const conversation = new TlsConversation();
  try {
    const hello = encodeHello(serverName);
    conversation.push(0, hello);
    await writeAll(connection, hello);
    const buffer = new Uint8Array(16_384);
    for (let total = 0; total < MOST_BYTES;) {
      const length = await connection.read(buffer);
      if (length === null) return undefined;
      total += length;
      const events = conversation.push(1, buffer.slice(0, length));
      const chain = events.map(certificatesIn).find((found) => found);
      if (!chain) continue;
      return { chain, version: conversation.facts.version?.name ?? "" };
    }
    return undefined;
  } catch (error) {
    if (error instanceof Deno.errors.BadResource) {
      throw new GivenUp("handshake-silent");
    }
    throw error;
  } finally {
    clearTimeout(timer);
    closeQuietly(connection);
  }
}

function certificatesIn(
  event: TlsEvent,
): Uint8Array<ArrayBuffer>[] | undefined {
  if (event.kind !== "handshake" || event.message.kind !== "certificate") {
    return undefined;
  }
  const entries = event.message.entries.map(({ data }) => new Uint8Array(data));
  return entries.length > 0 ? entries : undefined;
}

/**
 * Writes a ClientHello of TLS 1.2 that offers everything.
 *
 * ```text
 * record:    type (1) | version (2) | length (2)
 * handshake: type (1) | length (3)
 * hello:     version (2) | random (32) | session_id (1) |
 *            suites (2 + n) | compression (1 + 1) | extensions (2 + n)
 * ```
 */
function encodeHello(serverName: string): Uint8Array<ArrayBuffer> {
  const hello = new ByteWriter();
  hello.u16(VERSION.tls12);
  hello.bytes(crypto.getRandomValues(new Uint8Array(32)));
  hello.u8(0);
  hello.bytes(
    list16(numbersOf(CIPHER_SUITES, (name) => WITH_CERTIFICATE.test(name))),
  );
  hello.u8(1);
  hello.u8(0);
  hello.bytes(vector16(encodeExtensions(serverName)));
  const body = hello.finish();
  const record = new ByteWriter();
  record.u8(CONTENT_TYPE.handshake);
  record.u16(VERSION.tls10);
  record.u16(4 + body.length);
  record.u32(HANDSHAKE_TYPE.clientHello << 24 | body.length);
  record.bytes(body);
  return record.finish();
}

function encodeExtensions(serverName: string): Uint8Array {
  const writer = new ByteWriter();
  const add = (type: number, data: Uint8Array) => {
    writer.u16(type);
    writer.bytes(vector16(data));
  };
  if (!isIpAddress(serverName)) {
    const name = new TextEncoder().encode(serverName);
    const entry = new ByteWriter();
    entry.u8(0);
    entry.bytes(vector16(name));
    add(EXTENSION_TYPE.serverName, vector16(entry.finish()));
  }
  const groups = numbersOf(GROUPS, () => true)
    .filter((group) => group <= LAST_PLAIN_GROUP);
  add(EXTENSION_TYPE.supportedGroups, list16(groups));
  add(EXTENSION_TYPE.ecPointFormats, Uint8Array.of(1, 0));
  add(
    EXTENSION_TYPE.signatureAlgorithms,
    list16(numbersOf(SIGNATURE_SCHEMES, () => true)),
  );
  add(EXTENSION_TYPE.renegotiationInfo, Uint8Array.of(0));
  return writer.finish();
}

/** The numbers of a registry whose names fit. */
function numbersOf(
  registry: Readonly<Record<number, string>>,
  fits: (name: string) => boolean,
): number[] {
  return Object.entries(registry)
    .filter(([, name]) => fits(name)).map(([number]) => Number(number));
}

/** Writes numbers of 16 bits after their length in bytes, also in 16 bits. */
function list16(numbers: readonly number[]): Uint8Array {
  const writer = new ByteWriter();
  for (const number of numbers) writer.u16(number);
  return vector16(writer.finish());
}

/** Writes bytes after their length in 16 bits. */
function vector16(bytes: Uint8Array): Uint8Array {
  const writer = new ByteWriter();
  writer.u16(bytes.length);
  writer.bytes(bytes);
  return writer.finish();
}
