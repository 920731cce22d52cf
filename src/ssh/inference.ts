import type { Direction } from "../bytes/mod.ts";

/** What an encrypted packet probably holds. */
export type SshGuess =
  | "ext-info"
  | "service-request"
  | "service-accept"
  | "userauth-request"
  | "userauth-reply"
  | "userauth-success"
  | "global-request"
  | "channel-open"
  | "channel-open-confirmation"
  | "channel-data"
  | "keystroke"
  | "connection-message";

/** A guess at what encryption hides; never observed, always an inference. */
export interface SshInference {
  /** What it probably is. */
  readonly guess: SshGuess;
  /** What the guess rests on. */
  readonly basis: "order" | "size" | "order-and-size";
  /** Whether it takes the bytes to be exactly one packet. */
  readonly assumesOnePacket: boolean;
  /** Least and most bytes that the payload can have, if the sender pads no more than it must. */
  readonly payloadBytes: PayloadBounds;
}

/** Least and most bytes of a payload. */
export interface PayloadBounds {
  /** Least bytes. */
  readonly least: number;
  /** Most bytes. */
  readonly most: number;
}

/** What both sides announced about SSH_MSG_EXT_INFO. */
export interface ExtInfoSupport {
  /** Whether the client may get one. */
  readonly client: boolean;
  /** Whether the server may get one. */
  readonly server: boolean;
}

/** SSH_MSG_SERVICE_REQUEST of "ssh-userauth", and SSH_MSG_SERVICE_ACCEPT of it. */
const SERVICE_BYTES = 1 + 4 + 12;
/** SSH_MSG_USERAUTH_SUCCESS is its number alone. */
const SUCCESS_BYTES = 1;
/** SSH_MSG_CHANNEL_OPEN_CONFIRMATION: its number, two channels, window, packet size. */
const OPEN_CONFIRMATION_BYTES = 1 + 4 * 4;
/** SSH_MSG_CHANNEL_DATA with one character: its number, channel, length, character. */
const KEYSTROKE_BYTES = 1 + 4 + 4 + 1;
/** So many echoes make a terminal session probable. */
const LEAST_ECHOES = 2;
/** From here on a payload of the connection protocol is hardly anything else than data. */
const LEAST_BULK_BYTES = 512;

/**
 * Bounds the payload of an encrypted packet.
 *
 * ```text
 * packet_length 32 | padding_length 8 | payload | padding 4 to 3 + block
 * ```
 *
 * @param packetLength The packet_length field, in bytes.
 * @param blockBytes Multiple that the sender pads to.
 */
export function payloadBounds(
  packetLength: number,
  blockBytes: number,
): PayloadBounds {
  return {
    least: Math.max(1, packetLength - 1 - (3 + blockBytes)),
    most: Math.max(1, packetLength - 1 - 4),
  };
}

/**
 * Guesses what the packets after NEWKEYS hold, from their order and sizes:
 * service, authentication, connection, in that order, as RFC 4252 and RFC 4254
 * have it and OpenSSH does it.
 */
export class SshInferrer {
  readonly #extInfo: ExtInfoSupport;
  #phase: "service" | "auth" | "connection" = "service";
  #requested = false;
  /** Small packets of the client that a small packet of the server followed at once. */
  #echoes = 0;
  #typed = false;
  readonly #packets: [number, number] = [0, 0];

  /**
   * Starts after NEWKEYS.
   *
   * @param extInfo What the KEXINITs announced.
   */
  constructor(extInfo: ExtInfoSupport) {
    this.#extInfo = extInfo;
  }

  /**
   * Guesses at the next packet.
   *
   * @param direction Direction of the packet.
   * @param payloadBytes Bounds of its payload.
   * @param assumesOnePacket Whether its bounds are themselves assumed.
   */
  next(
    direction: Direction,
    payloadBytes: PayloadBounds,
    assumesOnePacket: boolean,
  ): SshInference {
    const [guess, basis] = this.#guess(direction, payloadBytes);
    this.#packets[direction]++;
    return { guess, basis, assumesOnePacket, payloadBytes };
  }

  /** Passes over packets of a direction that cannot be told apart. */
  skip(direction: Direction): void {
    this.#packets[direction]++;
    if (this.#phase === "service" && direction === 0) this.#requested = true;
  }

  #guess(
    direction: Direction,
    payload: PayloadBounds,
  ): readonly [SshGuess, SshInference["basis"]] {
    if (this.#phase === "service") return this.#service(direction, payload);
    if (this.#phase === "auth") return this.#auth(direction, payload);
    return this.#connection(direction, payload);
  }

  #service(
    direction: Direction,
    payload: PayloadBounds,
  ): readonly [SshGuess, SshInference["basis"]] {
    const fits = holds(payload, SERVICE_BYTES);
    if (direction === 0) {
      const extInfo = this.#extInfo.server && this.#packets[0] === 0;
      if (!fits && extInfo) return ["ext-info", "order-and-size"];
      this.#requested = true;
      return ["service-request", fits ? "order-and-size" : "order"];
    }
    const extInfo = this.#extInfo.client && this.#packets[1] === 0;
    if (extInfo && !(fits && this.#requested)) {
      return ["ext-info", fits ? "order" : "order-and-size"];
    }
    this.#phase = "auth";
    this.#packets.fill(0);
    return ["service-accept", fits ? "order-and-size" : "order"];
  }

  #auth(
    direction: Direction,
    payload: PayloadBounds,
  ): readonly [SshGuess, SshInference["basis"]] {
    if (direction === 0) return ["userauth-request", "order"];
    if (!holds(payload, SUCCESS_BYTES)) return ["userauth-reply", "order"];
    this.#phase = "connection";
    this.#packets.fill(0);
    this.#packets[1]--;
    return ["userauth-success", "order-and-size"];
  }

  #connection(
    direction: Direction,
    payload: PayloadBounds,
  ): readonly [SshGuess, SshInference["basis"]] {
    const first = this.#packets[direction] === 0;
    if (direction === 0 && first) return ["channel-open", "order"];
    if (direction === 1 && first && payload.least > OPEN_CONFIRMATION_BYTES) {
      return ["global-request", "order-and-size"];
    }
    if (
      direction === 1 && this.#packets[1] < 2 &&
      holds(payload, OPEN_CONFIRMATION_BYTES)
    ) {
      return ["channel-open-confirmation", "order-and-size"];
    }
    if (payload.most >= LEAST_BULK_BYTES) return ["channel-data", "size"];
    return this.#isKeystroke(direction, payload)
      ? ["keystroke", "order-and-size"]
      : ["connection-message", "order"];
  }

  /** Whether a session where the server echoes each character has another. */
  #isKeystroke(direction: Direction, payload: PayloadBounds): boolean {
    const small = holds(payload, KEYSTROKE_BYTES);
    if (direction === 0) {
      this.#typed = small;
      return small && this.#echoes >= LEAST_ECHOES;
    }
    this.#echoes = this.#typed && small ? this.#echoes + 1 : 0;
    this.#typed = false;
    return false;
  }
}

function holds(bounds: PayloadBounds, bytes: number): boolean {
  return bounds.least <= bytes && bytes <= bounds.most;
}
