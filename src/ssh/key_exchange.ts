import { type Direction, noFields } from "../bytes/mod.ts";
import { KEX_METHOD_MESSAGES, MESSAGE } from "./constants.ts";
import type { Emitter } from "./emitter.ts";
import type { PacketEvent } from "./events.ts";
import {
  type PayloadBounds,
  type SshInference,
  SshInferrer,
} from "./inference.ts";
import type { KexInit, SshMessage } from "./messages.ts";
import {
  type DirectionAlgorithms,
  negotiate,
  type Negotiation,
} from "./negotiate.ts";
import { type Protection, protectionOf } from "./protection.ts";

/** What one side has said so far. */
interface Side {
  kexInit: KexInit | undefined;
  /** Whether the next message of the key exchange was sent on a guess. */
  guessing: boolean;
  /** Packets so far; strict key exchange counts anew after NEWKEYS. */
  packets: number;
  /** Number of a message before NEWKEYS that strict key exchange forbids there. */
  intruder: number | undefined;
  newKeys: boolean;
}

/**
 * What the two directions of a connection have in common: the key exchange,
 * and what follows from it.
 */
export class KeyExchange {
  readonly #emitters: readonly [Emitter, Emitter];
  readonly #sides: readonly [Side, Side] = [newSide(), newSide()];
  #negotiation: Negotiation | undefined;
  #strict = false;
  #inferrer: SshInferrer | undefined;

  /** @param emitters Client's direction first. */
  constructor(emitters: readonly [Emitter, Emitter]) {
    this.#emitters = emitters;
  }

  /** What both KEXINITs came to, once both were seen. */
  get negotiation(): Negotiation | undefined {
    return this.#negotiation;
  }

  /** Counts a packet, and gives its number. */
  count({ direction }: Emitter): number {
    return this.#sides[direction].packets++;
  }

  /** Key exchange method that the next message of its own belongs to. */
  method(
    { direction }: Emitter,
  ): { method: string | undefined; guess: PacketEvent["guess"] } {
    const side = this.#sides[direction];
    if (!side.guessing) {
      return { method: this.#negotiation?.kex, guess: "none" };
    }
    side.guessing = false;
    const guess = direction === 0
      ? this.#negotiation?.clientGuess
      : this.#negotiation?.serverGuess;
    return {
      method: side.kexInit?.kexAlgorithms.at(0),
      guess: guess ?? "pending",
    };
  }

  /** Heeds a packet in clear; called after its event. */
  packet({ direction }: Emitter, message: SshMessage): void {
    const side = this.#sides[direction];
    if (message.name === "SSH_MSG_KEXINIT") {
      this.#offer(direction, message.kexInit);
    } else if (message.name === "SSH_MSG_NEWKEYS") {
      side.newKeys = true;
      if (this.#negotiation?.strictKex) side.packets = 0;
    } else if (!side.newKeys && isForbidden(message.number)) {
      side.intruder ??= message.number;
      if (this.#negotiation) this.#reportIntruder(direction);
    }
  }

  /** How packets of a direction look after NEWKEYS. */
  protection({ direction }: Emitter): Protection {
    return protectionOf(this.#algorithms(direction));
  }

  /** Guesses what the next encrypted packet of a direction holds. */
  infer(
    { direction }: Emitter,
    payload: PayloadBounds,
    assumesOnePacket: boolean,
  ): SshInference {
    return this.#guesser().next(direction, payload, assumesOnePacket);
  }

  /** Passes over encrypted packets of a direction that cannot be told apart. */
  skip({ direction }: Emitter): void {
    this.#guesser().skip(direction);
  }

  #guesser(): SshInferrer {
    this.#inferrer ??= new SshInferrer({
      client: this.#negotiation?.extInfoClient ?? false,
      server: this.#negotiation?.extInfoServer ?? false,
    });
    return this.#inferrer;
  }

  #offer(direction: Direction, kexInit: KexInit): void {
    const side = this.#sides[direction];
    if (side.kexInit && this.#negotiation) {
      // Keys are exchanged anew; both sides send their lists again.
      this.#negotiation = undefined;
      this.#sides[1 - direction].kexInit = undefined;
    }
    side.kexInit = kexInit;
    side.guessing = kexInit.firstKexPacketFollows;
    const [client, server] = this.#sides;
    if (!client.kexInit || !server.kexInit) return;
    const negotiation = negotiate(
      client.kexInit,
      server.kexInit,
      this.#strict,
    );
    this.#negotiation = negotiation;
    this.#strict = negotiation.strictKex;
    const { offset } = this.#emitters[direction].queue;
    this.#emitters[direction].push({
      kind: "negotiated",
      direction,
      start: offset,
      end: offset,
      negotiation,
      fields: noFields,
    });
    this.#reportIntruder(0);
    this.#reportIntruder(1);
  }

  /** Strict key exchange lets nothing stand between the messages of the exchange. */
  #reportIntruder(direction: Direction): void {
    const { intruder } = this.#sides[direction];
    if (intruder === undefined || !this.#negotiation?.strictKex) return;
    this.#emitters[direction].report({
      code: "unexpected-message",
      outcome: "misbehaved",
      field: "message number",
      problem: `strict key exchange forbids message ${intruder} before NEWKEYS`,
    });
    this.#sides[direction].intruder = undefined;
  }

  #algorithms(direction: Direction): DirectionAlgorithms | undefined {
    return direction === 0
      ? this.#negotiation?.clientToServer
      : this.#negotiation?.serverToClient;
  }
}

/** Whether a message is none of a key exchange, nor the end of the connection. */
function isForbidden(number: number): boolean {
  if (number === MESSAGE.SSH_MSG_DISCONNECT) return false;
  return number < MESSAGE.SSH_MSG_KEXINIT || number > KEX_METHOD_MESSAGES.last;
}

function newSide(): Side {
  return {
    kexInit: undefined,
    guessing: false,
    packets: 0,
    intruder: undefined,
    newKeys: false,
  };
}
