import { DecodeError, type Direction } from "../bytes/mod.ts";
import type {
  OpenedRecord,
  RecordCipher,
  SealedRecord,
} from "./record_cipher.ts";
import type { EncryptedReason } from "./events.ts";
import type { KeyLog } from "./key_log.ts";
import type { FramedRecord } from "./records.ts";
import { EARLY_LABEL, type Epoch, Session } from "./session.ts";

/** Errors of different causes that are kept, because most records fail for the same one. */
const MAX_ERRORS = 16;

/** Most record numbers that are tried after records were lost. */
const MAX_SLACK = 1024;

/** Trials over all records of a direction, besides the first of each record. */
const MAX_TRIALS = 2048;

/** Records in a row that may fail before a secret is given up. */
const MAX_FAILURES = 64;

/** Shortest protected record, in bytes. */
const SHORTEST_RECORD = 5 + 17;

/** What came of a protected record. */
export type OpenResult =
  | { readonly opened: OpenedRecord; readonly epoch: Epoch }
  | {
    readonly opened: undefined;
    readonly reason: EncryptedReason;
    readonly error: DecodeError;
  };

/** One secret in use: its cipher and its count of records. */
interface Slot {
  readonly epoch: Epoch;
  /** KeyUpdates since the first application secret. */
  readonly generation: number;
  /** Made when it is first needed, because the key log may still grow. */
  cipher: RecordCipher | undefined;
  /** Label of its secret, once that was looked for. */
  label: string;
  /** Why it has no cipher. */
  reason: EncryptedReason;
  /** Number of the next record. */
  sequence: number;
  /** Records that may have been lost before it. */
  slack: number;
  /** Whether it has opened a record. */
  proven: boolean;
}

/** Opens the protected records of one direction: which secret is in use, and the number of the next record. */
export class ReadState {
  readonly #direction: Direction;
  readonly #log: KeyLog | undefined;
  #session = new Session();
  #slot = slot("clear", 0);
  #previousTail: Uint8Array | undefined;
  /** Whether bytes are missing, with which the secrets may have changed. */
  #doubtful = false;
  #failures = 0;
  #trials = 0;
  #logSize = 0;
  readonly #errors = new Map<string, DecodeError>();

  /**
   * @param direction Whose records it opens.
   * @param log Where secrets are looked up, when they are needed.
   */
  constructor(direction: Direction, log: KeyLog | undefined) {
    this.#direction = direction;
    this.#log = log;
  }

  /** Under which secret the next record should be. */
  get epoch(): Epoch {
    return this.#slot.epoch;
  }

  /** What the handshake negotiated that these records are under. */
  get session(): Session {
    return this.#session;
  }

  /** Starts the next secret; its records count from 0. */
  begin(epoch: Epoch, session: Session): void {
    this.#session = session;
    this.#slot = slot(epoch, 0);
    this.#previousTail = undefined;
    this.#failures = 0;
  }

  /** Goes on to the secret that follows a KeyUpdate. */
  update(): void {
    this.#slot = slot("application", this.#slot.generation + 1);
  }

  /** Counts a record whose content is not there. */
  skip(): void {
    this.#slot.sequence++;
    this.#previousTail = new Uint8Array(0);
  }

  /**
   * Notes that an unknown number of records was lost.
   *
   * @param length Bytes in which they were.
   */
  lose(length: number): void {
    const most = Math.ceil(length / SHORTEST_RECORD) + 1;
    this.#slot.slack = Math.min(this.#slot.slack + most, MAX_SLACK);
    this.#previousTail = new Uint8Array(0);
    this.#failures = 0;
  }

  /** Notes that bytes of either direction are missing, and with them perhaps a handshake. */
  doubt(): void {
    this.#doubtful = true;
  }

  /** Opens a record; its number counts even where that fails. */
  open(framed: FramedRecord): OpenResult {
    const { fragment } = framed;
    // A capture's own secrets are added to a log that may stay empty.
    if (!this.#log?.size) return this.#closed(framed, "no-key-log", "");
    if (!fragment) return this.#closed(framed, "missing-bytes", "");
    const record: SealedRecord = {
      type: framed.type,
      version: framed.version,
      fragment,
      previousTail: this.#previousTail,
    };
    if (this.#hopeless()) return this.#failed(framed, this.#slot);
    for (const candidate of this.#candidates()) {
      const opened = this.#try(candidate, record);
      if (!opened) continue;
      this.#slot = candidate;
      this.#failures = 0;
      this.#advance(fragment);
      return { opened, epoch: candidate.epoch };
    }
    this.#failures++;
    return this.#failed(framed, this.#slot);
  }

  /** The secret in use, then those that it may have given way to unseen. */
  *#candidates(): Generator<Slot> {
    const { epoch, generation, slack } = this.#slot;
    yield this.#slot;
    // Early data may be rejected, and a key log may lack the handshake's secrets.
    if (epoch === "early") yield slot("handshake", 0, slack);
    if (epoch === "early" || epoch === "handshake") {
      yield slot("application", 0, slack);
    }
    if (epoch === "application" && slack > 0) {
      yield slot("application", generation + 1, slack);
    }
  }

  #try(candidate: Slot, record: SealedRecord): OpenedRecord | undefined {
    const ciphers = this.#ciphersOf(candidate);
    for (const cipher of ciphers) {
      for (let ahead = 0; ahead <= candidate.slack; ahead++) {
        if (ahead > 0 && ++this.#trials > MAX_TRIALS) break;
        const opened = cipher.open(record, candidate.sequence + ahead);
        if (!opened) continue;
        candidate.cipher = cipher;
        candidate.sequence += ahead;
        candidate.slack = 0;
        candidate.proven = true;
        return opened;
      }
    }
    return undefined;
  }

  #ciphersOf(candidate: Slot): RecordCipher[] {
    const { epoch, generation, cipher } = candidate;
    if (cipher) return [cipher];
    if (!this.#log || epoch === "clear") return [];
    if (epoch === "early" && this.#session.cipherSuite === undefined) {
      const ciphers = this.#session.earlyCiphers(this.#log);
      candidate.label = EARLY_LABEL;
      candidate.reason = ciphers.length > 0 ? "wrong-secret" : "no-secret";
      return ciphers;
    }
    const found = this.#session.cipher(
      this.#log,
      this.#direction,
      epoch,
      generation,
    );
    candidate.label = found.label;
    candidate.cipher = found.cipher;
    if (found.cipher) return [found.cipher];
    candidate.reason = found.reason;
    return [];
  }

  /** Whether the secret has failed so often that only a new one could help. */
  #hopeless(): boolean {
    const size = this.#log?.size ?? 0;
    if (size !== this.#logSize) {
      this.#logSize = size;
      this.#failures = 0;
    }
    return this.#failures >= MAX_FAILURES;
  }

  #failed(framed: FramedRecord, failed: Slot): OpenResult {
    const { cipher, label, proven, reason } = failed;
    if (!cipher) return this.#closed(framed, reason, label);
    if (this.#doubtful) {
      return this.#closed(framed, "missing-bytes", label);
    }
    return this.#closed(framed, proven ? "bad-record" : "wrong-secret", label);
  }

  #closed(
    framed: FramedRecord,
    reason: EncryptedReason,
    label: string,
  ): OpenResult {
    this.#advance(framed.fragment);
    const key = `${reason} ${label} ${this.#session.randomHex}`;
    let error = this.#errors.get(key);
    if (!error) {
      error = closedError(reason, label, this.#session);
      if (this.#errors.size >= MAX_ERRORS) this.#errors.clear();
      this.#errors.set(key, error);
    }
    return { opened: undefined, reason, error };
  }

  #advance(fragment: Uint8Array | undefined): void {
    this.#slot.sequence++;
    this.#previousTail = fragment?.slice(-64) ?? new Uint8Array(0);
  }
}

function slot(epoch: Epoch, generation: number, slack = 0): Slot {
  return {
    epoch,
    generation,
    cipher: undefined,
    label: "",
    reason: "missing-bytes",
    sequence: 0,
    slack,
    proven: false,
  };
}

function closedError(
  reason: EncryptedReason,
  label: string,
  session: Session,
): DecodeError {
  const client = `client random ${session.randomHex.slice(0, 16)}…`;
  const state: Record<EncryptedReason, string> = {
    "no-key-log": "there is no key log",
    "no-secret": `the key log has no ${label} for ${client}`,
    "wrong-secret":
      `the ${label} that the key log has for ${client} does not open it`,
    "bad-record":
      `its tag is wrong, although the ${label} for ${client} opened records before it`,
    "unsupported-suite": "its cipher suite is not implemented here",
    "missing-bytes":
      "bytes before it are missing, so that its keys or its number are unknown",
  };
  const outcome = reason === "unsupported-suite"
    ? "unsupported"
    : reason === "missing-bytes"
    ? "truncated"
    : reason === "bad-record"
    ? "malformed"
    : "key-missing";
  return new DecodeError(`Cannot decrypt the record: ${state[reason]}`, {
    outcome,
    protocol: "tls",
    field: "encrypted_record",
    offset: 0,
  });
}
