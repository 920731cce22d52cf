import type { Endpoint } from "../packet/mod.ts";
import type { Negotiation } from "../ssh/mod.ts";
import type { Close, Direction, Flow } from "../stream/mod.ts";
import type { EncryptedReason, TlsFacts } from "../tls/mod.ts";
import { ALERT_DESCRIPTIONS, VERSION } from "../tls/mod.ts";
import type { Protocol } from "./content.ts";
import type { ContentDecoder } from "./content_decoder.ts";
import { diagnose, type Diagnosis } from "./diagnosis.ts";
import type { HttpVerdict } from "./http_tally.ts";
import type { Pace } from "./pace.ts";
import type { Side } from "./step.ts";
import { isResumed, registeredText } from "./tls.ts";
import type { FailureTime, TlsProgress } from "./tls_progress.ts";
import { sideOf } from "./words.ts";

/** How a conversation came to be. */
export type Opening =
  /** Three segments, all seen. */
  | "handshake"
  /** Both sides sent SYN before the other's arrived. */
  | "simultaneous"
  /** RST answered the SYN. */
  | "refused"
  /** The client connected to its own port: both ends are one socket. */
  | "self"
  /** Nothing answered the SYN. */
  | "unanswered"
  /** SYN and SYN+ACK, but no ACK. */
  | "incomplete"
  /** The capture began later. */
  | "midway"
  /** A relay saw it open, but no segments. */
  | "relayed";

/** The end of a conversation that went through a relay, which sees no FIN and no RST. */
export interface RelayedClose {
  /** Tells it from the end that was seen in segments. */
  readonly kind: "relayed";
  /** Who ended or broke it off first; `undefined` while it is open. */
  readonly first: Direction | undefined;
  /** Who broke it off. */
  readonly reset: Direction | undefined;
}

/** What was agreed by TLS. */
export interface TlsVerdict {
  /** Version, `TLS 1.3`. */
  readonly version: string | undefined;
  /** Cipher suite by its registered name. */
  readonly cipherSuite: string | undefined;
  /** Group of the key exchange. */
  readonly group: string | undefined;
  /** Application protocol; `null` where none was agreed, `undefined` where that is hidden. */
  readonly alpn: string | null | undefined;
  /** Name that the client asked for. */
  readonly serverName: string | undefined;
  /** Names in the server's certificate. */
  readonly certificateNames: readonly string[];
  /** Whether an earlier session was taken up. */
  readonly resumed: boolean;
  /** Whether both had a key from elsewhere, which stands for the certificate; TLS 1.3. */
  readonly preSharedKey: boolean;
  /** Whether both sides finished the handshake. */
  readonly finished: boolean;
  /** Round trips of the handshake. */
  readonly roundTrips: number;
  /** Whether protected records were opened. */
  readonly decryption: TlsFacts["decryption"];
  /** Why records stayed closed, where some did; of several reasons the first. */
  readonly closedBecause: EncryptedReason | undefined;
  /** Whether all that stayed closed is early data. */
  readonly onlyEarlyDataClosed: boolean;
  /** Whether the client offered early data, and whether the server took it. */
  readonly earlyData: TlsFacts["earlyData"];
  /** How often the peers went through a handshake again. */
  readonly renegotiations: number;
  /** The alert that ended it, where one did, and what was under way then. */
  readonly failure:
    | {
      readonly alert: string;
      readonly from: Side;
      readonly during: FailureTime;
    }
    | undefined;
  /** Who was seen to announce the end. */
  readonly closeNotify: readonly Side[];
  /** Who probably announced it, by the length of an encrypted record. */
  readonly probableCloseNotify: readonly Side[];
}

/** What was agreed by SSH; `null` where the lists have nothing in common. */
export interface SshVerdict {
  /** Key exchange. */
  readonly kex: string | null;
  /** Algorithm of the server's key. */
  readonly hostKey: string | null;
  /** Cipher of the client's packets. */
  readonly cipher: string | null;
  /** MAC of the client's packets; `null` also where the cipher brings its own. */
  readonly mac: string | null;
}

/** What a conversation comes to. */
export interface Verdict {
  /** The end that opened it. */
  readonly client: Endpoint;
  /** The other end. */
  readonly server: Endpoint;
  /** How it came to be. */
  readonly opening: Opening;
  /** Seconds from the first SYN to the ACK that completed the handshake. */
  readonly openingSeconds: number | undefined;
  /** How often the client sent its SYN, where once was not enough. */
  readonly repeatedSyns?: number;
  /** Protocol that it spoke. */
  readonly protocol: Protocol | undefined;
  /** What was agreed by TLS, where it was spoken. */
  readonly tls: TlsVerdict | undefined;
  /** Seconds from the first message of the handshake above TCP to its last. */
  readonly handshakeSeconds: number | undefined;
  /** What was agreed by SSH, where it was spoken. */
  readonly ssh: SshVerdict | undefined;
  /** What was asked and answered over HTTP, where it was seen in clear or opened. */
  readonly http?: HttpVerdict;
  /** Why it went wrong, where it did and its packets tell. */
  readonly diagnosis: Diagnosis | undefined;
  /** Bytes that each side sent over TCP, repetitions not counted. */
  readonly bytes: { readonly client: number; readonly server: number };
  /** Bytes that each side sent inside TLS, where they were opened. */
  readonly opened:
    | { readonly client: number; readonly server: number }
    | undefined;
  /** How it ended. */
  readonly close: Close | RelayedClose;
  /** Who closed first: FIN or RST. */
  readonly closedBy: Side | undefined;
  /** Segments that were seen. */
  readonly segments: number;
  /** Findings on them. */
  readonly findings: number;
  /** Seconds from the first segment to the last. */
  readonly seconds: number;
  /** Seconds from the client's first bytes to the server's first bytes. */
  readonly firstAnswerSeconds: number | undefined;
  /** The longest time in which neither side said anything, bare ACKs not counted, and who spoke again. */
  readonly longestPause:
    | { readonly seconds: number; readonly endedBy: Side }
    | undefined;
}

/** What a verdict rests on. */
export interface VerdictBasis {
  /** The two ends. */
  client: Endpoint;
  /** The end that was connected to. */
  server: Endpoint;
  /** How it came to be. */
  opening: Opening;
  /** Seconds from the first SYN to the ACK that completed the handshake, where they were seen. */
  openingSeconds: number | undefined;
  /** How often the client sent its SYN, where once was not enough. */
  repeatedSyns?: number;
  /** How it ended. */
  close: Close | RelayedClose;
  /** Bytes that each side sent. */
  bytes: Verdict["bytes"];
  /** Seconds from the first observation to the last. */
  seconds: number;
  /** What the bytes turned out to be. */
  content: ContentDecoder;
  /** Measures of time. */
  pace: Pace;
  /** Segments that were seen, or chunks that were relayed. */
  segments: number;
  /** Findings on them. */
  findings: number;
}

/** Judges a conversation by what was seen of it. */
export function verdictOf(evidence: VerdictBasis): Verdict {
  const { content, pace, ...rest } = evidence;
  const { tls, decrypted } = content;
  const { first } = evidence.close;
  const verdict = {
    ...rest,
    protocol: content.protocol,
    handshakeSeconds: pace.handshakeSeconds,
    tls: tls && content.tlsProgress &&
      tlsVerdict(tls, content.tlsProgress, pace, content.probableCloseNotify),
    ssh: content.ssh && sshVerdict(content.ssh),
    http: content.http,
    opened: tls?.decryption === "open" || tls?.decryption === "partly"
      ? { client: decrypted[0], server: decrypted[1] }
      : undefined,
    closedBy: first === undefined ? undefined : sideOf(first),
    firstAnswerSeconds: pace.firstAnswerSeconds,
    longestPause: pace.longestPause,
  };
  const diagnosis = diagnose(verdict, tls, content.answeredWithoutTls);
  return { ...verdict, diagnosis };
}

/**
 * Adds to a verdict what came when the conversation was over, and let go.
 *
 * @param verdict The conversation up to there.
 * @param late What came later, judged by itself.
 */
export function withLateSegments(verdict: Verdict, late: Verdict): Verdict {
  return {
    ...verdict,
    seconds: late.seconds,
    segments: verdict.segments + late.segments,
    findings: verdict.findings + late.findings,
  };
}

/** Tells how a flow came to be. */
export function openingOf(flow: Flow): Opening {
  if (flow.isSelf && flow.clientKnownBy === "syn") return "self";
  if (flow.close.kind === "refused") return "refused";
  if (flow.handshake) return "handshake";
  if (flow.clientKnownBy !== "syn") return "midway";
  return flow.sides[1].segments === 0 ? "unanswered" : "incomplete";
}

function tlsVerdict(
  facts: TlsFacts,
  progress: TlsProgress,
  pace: Pace,
  probableCloseNotify: readonly Direction[],
): TlsVerdict {
  const { failure } = progress;
  const resumption = progress.resumptionOf(facts);
  const finished = facts.finished[0] && facts.finished[1];
  return {
    version: facts.version && registeredText(facts.version),
    cipherSuite: facts.cipherSuite && registeredText(facts.cipherSuite),
    group: facts.group && registeredText(facts.group),
    alpn: facts.alpn ?? (hidesAlpn(facts, finished) ? undefined : null),
    serverName: facts.serverName,
    certificateNames: facts.serverCertificateNames,
    resumed: isResumed(resumption),
    preSharedKey: resumption === "external_psk",
    finished,
    roundTrips: pace.roundTrips,
    decryption: facts.decryption,
    closedBecause: progress.closedBecause,
    onlyEarlyDataClosed: progress.onlyEarlyDataClosed,
    earlyData: facts.earlyData,
    renegotiations: progress.renegotiations,
    failure: failure && {
      alert: ALERT_DESCRIPTIONS[failure.alert.description] ??
        String(failure.alert.description),
      from: sideOf(failure.alert.direction),
      during: failure.during,
    },
    closeNotify: ([0, 1] as const).filter((direction) =>
      facts.closeNotify[direction]
    ).map(sideOf),
    probableCloseNotify: probableCloseNotify.map(sideOf),
  };
}

/** Whether the server's answer on ALPN, if there is one, was not seen: from TLS 1.3 on it is encrypted. */
function hidesAlpn(facts: TlsFacts, finished: boolean): boolean {
  if (facts.alpnOffered.length === 0 || finished) return false;
  return facts.version === undefined ||
    (facts.version.code === VERSION.tls13 && facts.decryption !== "open");
}

function sshVerdict(negotiation: Negotiation): SshVerdict {
  const { kex, hostKey, clientToServer } = negotiation;
  return {
    kex: kex ?? null,
    hostKey: hostKey ?? null,
    cipher: clientToServer.encryption ?? null,
    mac: clientToServer.mac ?? null,
  };
}
