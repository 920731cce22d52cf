import type { Direction } from "../bytes/mod.ts";
import { MAX_MESSAGE_BYTES } from "./assembler.ts";
import {
  CONTENT_TYPE,
  HANDSHAKE_TYPE,
  HANDSHAKE_TYPES,
  VERSION,
} from "./constants.ts";
import { type Extension, EXTENSION_TYPE } from "./extensions/mod.ts";
import { FactKeeper, hasExtension, negotiatedVersion } from "./facts.ts";
import type { HandshakeContext } from "./handshake.ts";
import { Guesser } from "./inference.ts";
import type { KeyLog } from "./key_log.ts";
import type { ClientHello, HandshakeMessage, ServerHello } from "./messages.ts";
import { ReadState } from "./read_state.ts";
import type { FramedRecord } from "./records.ts";
import { Session } from "./session.ts";

const RAW_PUBLIC_KEY = 2;

/** Where a handshake stands: what is negotiated, and under which secrets each side sends. */
export class HandshakeState {
  readonly facts = new FactKeeper();
  readonly guesser = new Guesser();
  /** How the records of each side are opened. */
  readonly reads: readonly [ReadState, ReadState];
  readonly #keyLog: KeyLog | undefined;
  #session = new Session();
  #earlyDataOffered = false;
  /** Whether bytes are missing, so that a hello or a change_cipher_spec may have gone unseen. */
  #lossy = false;
  /** Change_cipher_specs of each side while the version was not known. */
  readonly #unclear = [false, false];
  /** Whether the certificate of each side is a bare public key. */
  #rawPublicKeys: readonly [boolean, boolean] = [false, false];

  /** @param keyLog Where secrets come from. */
  constructor(keyLog: KeyLog | undefined) {
    this.#keyLog = keyLog;
    this.reads = [new ReadState(0, keyLog), new ReadState(1, keyLog)];
  }

  /** What the latest handshake has negotiated. */
  get session(): Session {
    return this.#session;
  }

  /** What the layout of the next message follows from. */
  context(direction: Direction): HandshakeContext {
    const { version, cipherSuite } = this.#session;
    const rawPublicKey = this.#rawPublicKeys[direction];
    return { direction, version, cipherSuite, rawPublicKey };
  }

  /** Notes that bytes are missing, and with them perhaps a hello or a change_cipher_spec. */
  doubt(): void {
    this.#lossy = true;
    for (const reads of this.reads) reads.doubt();
  }

  /**
   * Whether a record is encrypted, as far as the state and its own look tell.
   *
   * @param pending Whether a handshake message has begun that it may go on with.
   */
  isProtected(
    direction: Direction,
    framed: FramedRecord,
    pending: boolean,
  ): boolean {
    const { epoch } = this.reads[direction];
    if (epoch === "tls12") return true;
    const data = framed.type === CONTENT_TYPE.applicationData;
    if (epoch !== "clear") return data;
    const unsure = !pending &&
      (this.#lossy || this.#session.version === undefined);
    const changed = this.#unclear[direction];
    if (!data && !(unsure && looksEncrypted(framed, changed))) return false;
    if (unsure) this.#assumeChangeCipherSpec(direction);
    return true;
  }

  /**
   * Goes over to the keys that were negotiated, up to TLS 1.2.
   *
   * @returns Whether it did; in TLS 1.3 a change_cipher_spec changes nothing.
   */
  changeCipherSpec(direction: Direction): boolean {
    const { version } = this.#session;
    if (version === undefined) this.#unclear[direction] = true;
    if (version === undefined || version === VERSION.tls13) return false;
    if (direction === 1) this.facts.addServerChangeCipherSpec();
    this.reads[direction].begin("tls12", this.#session);
    return true;
  }

  /** Goes over to the keys that were negotiated although the change_cipher_spec was not seen. */
  #assumeChangeCipherSpec(direction: Direction): void {
    const { version, serverRandom } = this.#session;
    if (!serverRandom || version === VERSION.tls13) return;
    const reads = this.reads[direction];
    reads.begin("tls12", this.#session);
    reads.lose(0);
  }

  /** Takes in a message that was decoded. */
  follow(
    direction: Direction,
    message: HandshakeMessage,
    bytes: Uint8Array,
  ): void {
    this.facts.addMessage(direction, message);
    const reads = this.reads[direction];
    switch (message.kind) {
      case "client_hello":
        this.#clientHello(message);
        break;
      case "server_hello":
        this.#serverHello(message);
        break;
      case "encrypted_extensions":
        this.#certificateTypes(message.extensions);
        break;
      case "client_key_exchange":
        this.#session.encryptedPremasterSecret =
          message.encryptedPreMasterSecret;
        break;
      case "end_of_early_data":
        reads.begin("handshake", this.#session);
        break;
      case "finished":
        this.guesser.finish(direction);
        // After it, its sender goes over to the application secret of TLS 1.3.
        if (reads.epoch === "handshake") {
          reads.begin("application", this.#session);
        }
        break;
      case "key_update":
        if (reads.epoch === "application") reads.update();
        break;
    }
    // RFC 5246 section 7.4.9: a HelloRequest is not part of what is hashed.
    if (message.kind !== "hello_request") {
      this.#session.remember(bytes[0], bytes);
    }
  }

  #clientHello(message: ClientHello): void {
    if (!this.facts.helloRetryRequest) {
      this.#session = new Session(this.#session);
      this.guesser.reset();
    }
    const session = this.#session;
    session.clientRandom = message.random;
    session.offeredSuites = message.cipherSuites;
    if (this.#keyLog?.hasPremasterSecrets) session.transcript = [];
    const { extensions } = message;
    const early = hasExtension(extensions, EXTENSION_TYPE.earlyData);
    this.#earlyDataOffered = early;
    const [reads] = this.reads;
    if (early && reads.epoch === "clear") reads.begin("early", session);
  }

  #serverHello(message: ServerHello): void {
    const session = this.#session;
    const { extensions } = message;
    session.version = negotiatedVersion(message);
    session.cipherSuite = message.cipherSuite;
    session.serverRandom = message.random;
    session.encryptThenMac = hasExtension(
      extensions,
      EXTENSION_TYPE.encryptThenMac,
    );
    session.extendedMasterSecret = hasExtension(
      extensions,
      EXTENSION_TYPE.extendedMasterSecret,
    );
    this.#certificateTypes(extensions);
    // Only extended_master_secret, up to TLS 1.2, takes a hash of them.
    const isTls13 = session.version === VERSION.tls13;
    if (isTls13 || !session.extendedMasterSecret) {
      session.transcript = undefined;
    }
    if (!isTls13) return;
    this.reads[1].begin("handshake", session);
    if (!this.#earlyDataOffered || this.facts.helloRetryRequest) {
      this.reads[0].begin("handshake", session);
    }
  }

  /** Notes which side's certificate is a bare public key. RFC 7250 section 4. */
  #certificateTypes(extensions: readonly Extension[] | undefined): void {
    function isRaw(type: number): boolean {
      return extensions?.some((item) =>
        item.kind === "certificate_types" && item.type === type &&
        item.types[0] === RAW_PUBLIC_KEY
      ) ?? false;
    }
    this.#rawPublicKeys = [
      isRaw(EXTENSION_TYPE.clientCertificateType),
      isRaw(EXTENSION_TYPE.serverCertificateType),
    ];
  }
}

/**
 * Whether a record that should be in the clear cannot be.
 *
 * @param changed Whether a change_cipher_spec of an unknown version came before it.
 */
function looksEncrypted(framed: FramedRecord, changed: boolean): boolean {
  const { type, length, fragment } = framed;
  switch (type) {
    case CONTENT_TYPE.changeCipherSpec:
      return length !== 1;
    case CONTENT_TYPE.alert:
      return length !== 2;
    case CONTENT_TYPE.handshake: {
      if (!fragment || fragment.length < 4) return true;
      const declared = fragment[1] << 16 | fragment[2] << 8 | fragment[3];
      if (declared > MAX_MESSAGE_BYTES) return true;
      const hello = fragment[0] === HANDSHAKE_TYPE.clientHello ||
        fragment[0] === HANDSHAKE_TYPE.serverHello;
      if (changed) return !hello;
      const known = HANDSHAKE_TYPES[fragment[0]] !== undefined;
      const empty = fragment[0] === HANDSHAKE_TYPE.helloRequest;
      return !known || empty && declared > 0;
    }
    default:
      return false;
  }
}
