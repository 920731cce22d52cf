import { type Direction, toHex } from "../bytes/mod.ts";
import { HANDSHAKE_TYPE, VERSION } from "./constants.ts";
import { tls12Cipher, tls13Cipher } from "./decrypt.ts";
import {
  keyLengths,
  type RecordCipher,
  type RecordLayout,
  recordLayout,
} from "./record_cipher.ts";
import { type KeyLog, keyLogRandom } from "./key_log.ts";
import {
  keyBlock,
  masterSecret,
  nextTrafficSecret,
  trafficKeys,
} from "./key_schedule.ts";
import {
  type HashName,
  type SuiteParameters,
  suiteParameters,
} from "./suite_parameters.ts";

/** Under which secret records are protected. */
export type Epoch = "clear" | "early" | "handshake" | "application" | "tls12";

/** Why there is no cipher. */
export interface NoCipher {
  readonly cipher: undefined;
  readonly reason: "no-secret" | "missing-bytes" | "unsupported-suite";
  /** Label of the secret in question. */
  readonly label: string;
}

/** A cipher and the label of the secret that it was made from. */
export interface FoundCipher {
  readonly cipher: RecordCipher;
  readonly label: string;
}

/** Label of the secret that early data is under. */
export const EARLY_LABEL = "CLIENT_EARLY_TRAFFIC_SECRET";

const TLS13_LABELS: Readonly<
  Record<"early" | "handshake" | "application", readonly [string, string]>
> = {
  early: [EARLY_LABEL, EARLY_LABEL],
  handshake: [
    "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
    "SERVER_HANDSHAKE_TRAFFIC_SECRET",
  ],
  application: ["CLIENT_TRAFFIC_SECRET_0", "SERVER_TRAFFIC_SECRET_0"],
};

/** An application secret of TLS 1.3 after some KeyUpdates. */
interface Derived {
  /** The first of them, which the key log has, in hexadecimal. */
  readonly base: string;
  /** KeyUpdates since that one. */
  readonly generation: number;
  readonly secret: Uint8Array;
}

/** What one handshake has negotiated so far, and the keys that follow from it. */
export class Session {
  version: number | undefined;
  cipherSuite: number | undefined;
  clientRandom: Uint8Array | undefined;
  serverRandom: Uint8Array | undefined;
  /** Suites that the client offered; early data is protected by one of them. */
  offeredSuites: readonly number[] = [];
  encryptThenMac = false;
  extendedMasterSecret = false;
  /** The RSA-encrypted premaster secret. */
  encryptedPremasterSecret: Uint8Array | undefined;
  /** Handshake messages up to ClientKeyExchange, where a premaster secret may need them. */
  transcript: Uint8Array[] | undefined;
  #transcriptEnded = false;
  /** The secret of each direction that was derived last: the next one follows from it. */
  readonly #derived: [Derived | undefined, Derived | undefined] = [
    undefined,
    undefined,
  ];
  #randomHex: string | undefined;

  /** @param previous Handshake that this one renegotiates. */
  constructor(previous?: Session) {
    // Until a renegotiation's ServerHello comes, the old terms still hold.
    this.version = previous?.version;
    this.cipherSuite = previous?.cipherSuite;
    this.encryptThenMac = previous?.encryptThenMac ?? false;
  }

  /** What the cipher suite stands for, where it is known. */
  get suite(): SuiteParameters | undefined {
    return this.cipherSuite === undefined
      ? undefined
      : suiteParameters(this.cipherSuite);
  }

  /** The client's random value as a key log has it. */
  get randomHex(): string {
    if (!this.clientRandom) return "";
    return this.#randomHex ??= keyLogRandom(this.clientRandom);
  }

  /** How a protected fragment is laid out, where that is known. */
  get layout(): RecordLayout | undefined {
    const { version, suite } = this;
    return version !== undefined && suite && suite.cipher !== "other"
      ? recordLayout(version, suite, this.encryptThenMac)
      : undefined;
  }

  /** Keeps a handshake message for the hash that extended_master_secret takes. */
  remember(type: number, message: Uint8Array): void {
    if (this.#transcriptEnded) return;
    this.transcript?.push(message);
    this.#transcriptEnded = type === HANDSHAKE_TYPE.clientKeyExchange;
  }

  /**
   * Makes the cipher of one direction.
   *
   * @param generation KeyUpdates since the first application secret.
   */
  cipher(
    log: KeyLog,
    direction: Direction,
    epoch: Exclude<Epoch, "clear">,
    generation: number,
  ): FoundCipher | NoCipher {
    return epoch === "tls12"
      ? this.#tls12(log, direction)
      : this.#tls13(log, direction, epoch, generation);
  }

  /** Ciphers that early data may be under, before the ServerHello tells the suite. */
  earlyCiphers(log: KeyLog): RecordCipher[] {
    const secret = log.get(EARLY_LABEL, this.randomHex);
    const ciphers: RecordCipher[] = [];
    for (const code of this.offeredSuites) {
      const suite = suiteParameters(code);
      if (!secret || suite?.keyExchange !== "tls13") continue;
      if (secret.length !== (suite.hash === "sha384" ? 48 : 32)) continue;
      const keys = trafficKeys(suite.hash, secret, suite.keyBytes);
      const cipher = tls13Cipher(suite, keys);
      if (cipher) ciphers.push(cipher);
    }
    return ciphers;
  }

  #tls13(
    log: KeyLog,
    direction: Direction,
    epoch: "early" | "handshake" | "application",
    generation: number,
  ): FoundCipher | NoCipher {
    const label = TLS13_LABELS[epoch][direction];
    const { suite } = this;
    if (!this.clientRandom || this.cipherSuite === undefined) {
      return { cipher: undefined, reason: "missing-bytes", label };
    }
    const first = log.get(label, this.randomHex);
    if (!first) return { cipher: undefined, reason: "no-secret", label };
    if (!suite) {
      return { cipher: undefined, reason: "unsupported-suite", label };
    }
    const secret = this.#updated(suite.hash, direction, first, generation);
    const keys = trafficKeys(suite.hash, secret, suite.keyBytes);
    const cipher = tls13Cipher(suite, keys);
    return cipher
      ? { cipher, label }
      : { cipher, reason: "unsupported-suite", label };
  }

  /** The application secret after some KeyUpdates, which a peer may send by the thousand. */
  #updated(
    hash: HashName,
    direction: Direction,
    first: Uint8Array,
    generation: number,
  ): Uint8Array {
    if (generation === 0) return first;
    const base = toHex(first);
    const last = this.#derived[direction];
    const isOnTheWay = last?.base === base && last.generation <= generation;
    let { generation: at, secret } = isOnTheWay
      ? last
      : { generation: 0, secret: first };
    for (; at < generation; at++) secret = nextTrafficSecret(hash, secret);
    this.#derived[direction] = { base, generation, secret };
    return secret;
  }

  #tls12(log: KeyLog, direction: Direction): FoundCipher | NoCipher {
    const { version, suite, clientRandom, serverRandom } = this;
    const label = "CLIENT_RANDOM";
    if (!clientRandom || !serverRandom || version === undefined) {
      return { cipher: undefined, reason: "missing-bytes", label };
    }
    if (!suite || suite.cipher === "other" || version < VERSION.tls10) {
      return { cipher: undefined, reason: "unsupported-suite", label };
    }
    const master = this.#masterSecret(log, version, suite);
    if (!master) return { cipher: undefined, reason: "no-secret", label };
    const keys = keyBlock(master, {
      version,
      hash: suite.hash,
      clientRandom,
      serverRandom,
      ...keyLengths(suite, version),
    });
    const { encryptThenMac } = this;
    const cipher = tls12Cipher({
      version,
      suite,
      encryptThenMac,
      keys,
      direction,
    });
    return cipher
      ? { cipher, label }
      : { cipher, reason: "unsupported-suite", label };
  }

  #masterSecret(
    log: KeyLog,
    version: number,
    suite: SuiteParameters,
  ): Uint8Array | undefined {
    const master = log.get("CLIENT_RANDOM", this.randomHex);
    const { clientRandom, serverRandom, encryptedPremasterSecret } = this;
    if (master || !clientRandom || !serverRandom) return master;
    const premaster = log.get("PMS_CLIENT_RANDOM", this.randomHex) ??
      (encryptedPremasterSecret &&
        log.get("RSA", toHex(encryptedPremasterSecret.subarray(0, 8))));
    if (!premaster) return undefined;
    const transcript = this.extendedMasterSecret ? this.transcript : undefined;
    if (this.extendedMasterSecret && !transcript) return undefined;
    return masterSecret(premaster, {
      version,
      hash: suite.hash,
      clientRandom,
      serverRandom,
      transcript,
    });
  }
}
