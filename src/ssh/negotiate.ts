import { cipherTraitsOf } from "./algorithms.ts";
import { MARKER, MARKERS } from "./constants.ts";
import type { KexInit } from "./messages.ts";

/** The algorithms of one direction. */
export interface DirectionAlgorithms {
  /** Cipher, or `undefined` where the lists have none in common. */
  readonly encryption: string | undefined;
  /** MAC; `undefined` where the cipher brings its own (`impliedMac`) or none is in common. */
  readonly mac: string | undefined;
  /** Whether the cipher authenticates by itself, so that no MAC is used. */
  readonly impliedMac: boolean;
  /** Compression, or `undefined` where the lists have none in common. */
  readonly compression: string | undefined;
}

/**
 * What two KEXINITs come to.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4253#section-7.1
 */
export interface Negotiation {
  /** Key exchange method, or `undefined` where the lists have none in common. */
  readonly kex: string | undefined;
  /** Host key algorithm, or `undefined` where the lists have none in common. */
  readonly hostKey: string | undefined;
  /** Algorithms from client to server. */
  readonly clientToServer: DirectionAlgorithms;
  /** Algorithms from server to client. */
  readonly serverToClient: DirectionAlgorithms;
  /** Whether both sides announced strict key exchange, now or in the first one. */
  readonly strictKex: boolean;
  /** Whether an attacker on the path could cut packets off the start unseen (CVE-2023-48795, Terrapin). */
  readonly prefixTruncation: boolean;
  /** Whether the client takes SSH_MSG_EXT_INFO (ext-info-c). */
  readonly extInfoClient: boolean;
  /** Whether the server takes SSH_MSG_EXT_INFO (ext-info-s). */
  readonly extInfoServer: boolean;
  /** Whether the client guessed right, where it sent first_kex_packet_follows. */
  readonly clientGuess: "right" | "wrong" | undefined;
  /** Whether the server guessed right, where it sent first_kex_packet_follows. */
  readonly serverGuess: "right" | "wrong" | undefined;
}

/**
 * Finds the algorithms that two KEXINITs agree on: of each list the first of
 * the client's names that the server lists too.
 *
 * Conditions on host keys (that a method needs one that can sign, or encrypt)
 * hold for all methods and keys in use, and are not checked.
 *
 * @param client The client's lists.
 * @param server The server's lists.
 * @param strict Whether an earlier key exchange of the connection was strict:
 * only the first KEXINITs announce it, and it holds from then on.
 * @see https://www.rfc-editor.org/rfc/rfc4253#section-7.1
 */
export function negotiate(
  client: KexInit,
  server: KexInit,
  strict = false,
): Negotiation {
  const clientToServer = algorithms(
    [client.encryptionClientToServer, server.encryptionClientToServer],
    [client.macClientToServer, server.macClientToServer],
    [client.compressionClientToServer, server.compressionClientToServer],
  );
  const serverToClient = algorithms(
    [client.encryptionServerToClient, server.encryptionServerToClient],
    [client.macServerToClient, server.macServerToClient],
    [client.compressionServerToClient, server.compressionServerToClient],
  );
  const strictKex = strict ||
    client.markers.includes(MARKER.STRICT_CLIENT) &&
      server.markers.includes(MARKER.STRICT_SERVER);
  const guess = guessOf(client, server);
  return {
    kex: common(
      client.kexAlgorithms.filter((name) => !MARKERS.has(name)),
      server.kexAlgorithms,
    ),
    hostKey: common(
      client.serverHostKeyAlgorithms,
      server.serverHostKeyAlgorithms,
    ),
    clientToServer,
    serverToClient,
    strictKex,
    prefixTruncation: !strictKex &&
      [clientToServer, serverToClient].some(canBeTruncated),
    extInfoClient: client.markers.includes(MARKER.EXT_INFO_CLIENT),
    extInfoServer: server.markers.includes(MARKER.EXT_INFO_SERVER),
    clientGuess: client.firstKexPacketFollows ? guess : undefined,
    serverGuess: server.firstKexPacketFollows ? guess : undefined,
  };
}

type Lists = readonly [client: readonly string[], server: readonly string[]];

function algorithms(
  encryption: Lists,
  mac: Lists,
  compression: Lists,
): DirectionAlgorithms {
  const cipher = common(...encryption);
  const impliedMac = cipher !== undefined &&
    (cipherTraitsOf(cipher)?.tagBytes ?? 0) > 0;
  return {
    encryption: cipher,
    mac: impliedMac ? undefined : common(...mac),
    impliedMac,
    compression: common(...compression),
  };
}

function common(
  client: readonly string[],
  server: readonly string[],
): string | undefined {
  const offered = new Set(server);
  return client.find((name) => offered.has(name));
}

/**
 * A guess is right where both sides prefer the same method and the same host
 * key; between two Dropbears, where the ones that the client prefers are taken.
 */
function guessOf(client: KexInit, server: KexInit): "right" | "wrong" {
  const agree =
    [client, server].every(({ markers }) => markers.includes(MARKER.GUESS_2))
      ? (preferred: string, names: readonly string[]) =>
        names.includes(preferred)
      : (preferred: string, [first]: readonly string[]) => first === preferred;
  const isRight = agree(client.kexAlgorithms[0], server.kexAlgorithms) &&
    agree(client.serverHostKeyAlgorithms[0], server.serverHostKeyAlgorithms);
  return isRight ? "right" : "wrong";
}

/** Ciphers whose packets still open after earlier ones were cut off. */
function canBeTruncated({ encryption, mac }: DirectionAlgorithms): boolean {
  if (encryption?.startsWith("chacha20-poly1305")) return true;
  return encryption?.endsWith("-cbc") === true &&
    mac?.endsWith("-etm@openssh.com") === true;
}
