/** The algorithms of one direction. */
export interface DirectionAlgorithms {
  /** Cipher, or `undefined` where the lists have none in common. */
  readonly encryption: string | undefined;
  /** MAC; `undefined` where the cipher brings its own (`impliedMac`) or none is in common. */
  readonly mac: string | undefined;
  /** Whether the cipher authenticates by itself, so that no MAC is negotiated. */
  readonly impliedMac: boolean;
  readonly compression: string | undefined;
}

/**
 * What two KEXINITs come to.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4253#section-7.1
 */
export interface Negotiation {
  readonly kex: string | undefined;
  readonly hostKey: string | undefined;
  readonly clientToServer: DirectionAlgorithms;
  readonly serverToClient: DirectionAlgorithms;
  /** Whether both sides announced strict key exchange. */
  readonly strictKex: boolean;
  /** Whether the client takes SSH_MSG_EXT_INFO (ext-info-c). */
  readonly extInfoClient: boolean;
  /** Whether the server takes SSH_MSG_EXT_INFO (ext-info-s). */
  readonly extInfoServer: boolean;
  /** Whether the side that sent first_kex_packet_follows guessed right; `undefined` where none did. */
  readonly clientGuess: "right" | "wrong" | undefined;
  readonly serverGuess: "right" | "wrong" | undefined;
}
