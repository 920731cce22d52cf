/**
 * The lists of algorithms that a side offers, best first.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4253#section-7.1
 */
export interface KexInit {
  /** 16 random bytes; a view. */
  readonly cookie: Uint8Array;
  /** All names of the list, markers included. */
  readonly kexAlgorithms: readonly string[];
  readonly serverHostKeyAlgorithms: readonly string[];
  readonly encryptionClientToServer: readonly string[];
  readonly encryptionServerToClient: readonly string[];
  readonly macClientToServer: readonly string[];
  readonly macServerToClient: readonly string[];
  readonly compressionClientToServer: readonly string[];
  readonly compressionServerToClient: readonly string[];
  readonly languagesClientToServer: readonly string[];
  readonly languagesServerToClient: readonly string[];
  readonly firstKexPacketFollows: boolean;
  readonly reserved: number;
  /** Names in `kexAlgorithms` that are no methods, but announce something: ext-info-c, kex-strict-s-v00@openssh.com. */
  readonly markers: readonly string[];
}

/** A server's host key as the key exchange carries it. */
export interface HostKey {
  /** Key format, for example `ssh-ed25519`. */
  readonly type: string;
  /** The whole blob; a view. */
  readonly blob: Uint8Array;
  /** `SHA256:` and the digest in base64 without padding, as `ssh-keygen -l` prints it. */
  readonly fingerprint: string;
  /** Size of the key in bits, where the type tells it. */
  readonly bits: number | undefined;
}

/** A signature over the exchange hash. */
export interface Signature {
  /** Signature format, for example `rsa-sha2-512`. */
  readonly type: string;
  /** The signature itself; a view. */
  readonly bytes: Uint8Array;
}

/** SSH_MSG_DISCONNECT, RFC 4253 section 11.1. */
export interface DisconnectMessage {
  readonly name: "SSH_MSG_DISCONNECT";
  readonly number: 1;
  readonly reasonCode: number;
  /** Name of the reason in the registry. */
  readonly reason: string | undefined;
  readonly description: string;
  readonly language: string;
}

/** SSH_MSG_IGNORE, RFC 4253 section 11.2. */
export interface IgnoreMessage {
  readonly name: "SSH_MSG_IGNORE";
  readonly number: 2;
  readonly data: Uint8Array;
}

/** SSH_MSG_UNIMPLEMENTED, RFC 4253 section 11.4. */
export interface UnimplementedMessage {
  readonly name: "SSH_MSG_UNIMPLEMENTED";
  readonly number: 3;
  /** Number of the packet that was not understood. */
  readonly sequence: number;
}

/** SSH_MSG_DEBUG, RFC 4253 section 11.3. */
export interface DebugMessage {
  readonly name: "SSH_MSG_DEBUG";
  readonly number: 4;
  readonly alwaysDisplay: boolean;
  readonly text: string;
  readonly language: string;
}

/** SSH_MSG_SERVICE_REQUEST and SSH_MSG_SERVICE_ACCEPT, RFC 4253 section 10. */
export interface ServiceMessage {
  readonly name: "SSH_MSG_SERVICE_REQUEST" | "SSH_MSG_SERVICE_ACCEPT";
  readonly number: 5 | 6;
  readonly service: string;
}

/** SSH_MSG_EXT_INFO, RFC 8308 section 2.3. */
export interface ExtInfoMessage {
  readonly name: "SSH_MSG_EXT_INFO";
  readonly number: 7;
  readonly extensions: readonly {
    readonly name: string;
    readonly value: Uint8Array;
  }[];
}

/** SSH_MSG_KEXINIT, RFC 4253 section 7.1. */
export interface KexInitMessage {
  readonly name: "SSH_MSG_KEXINIT";
  readonly number: 20;
  readonly kexInit: KexInit;
}

/** SSH_MSG_NEWKEYS, RFC 4253 section 7.3. */
export interface NewKeysMessage {
  readonly name: "SSH_MSG_NEWKEYS";
  readonly number: 21;
}

/** The client's half of an elliptic-curve or hybrid exchange, RFC 5656 section 4. */
export interface KexEcdhInitMessage {
  readonly name: "SSH_MSG_KEX_ECDH_INIT" | "SSH_MSG_KEX_HYBRID_INIT";
  readonly number: 30;
  readonly clientPublic: Uint8Array;
}

/** The server's half, its host key, and its signature over the exchange. */
export interface KexEcdhReplyMessage {
  readonly name: "SSH_MSG_KEX_ECDH_REPLY" | "SSH_MSG_KEX_HYBRID_REPLY";
  readonly number: 31;
  readonly hostKey: HostKey;
  readonly serverPublic: Uint8Array;
  readonly signature: Signature;
}

/** The client's half of a Diffie-Hellman exchange, RFC 4253 section 8, RFC 4419 section 3. */
export interface KexDhInitMessage {
  readonly name: "SSH_MSG_KEXDH_INIT" | "SSH_MSG_KEX_DH_GEX_INIT";
  readonly number: 30 | 32;
  /** The number e, as an mpint; a view. */
  readonly e: Uint8Array;
}

/** The server's half, its host key, and its signature over the exchange. */
export interface KexDhReplyMessage {
  readonly name: "SSH_MSG_KEXDH_REPLY" | "SSH_MSG_KEX_DH_GEX_REPLY";
  readonly number: 31 | 33;
  readonly hostKey: HostKey;
  /** The number f, as an mpint; a view. */
  readonly f: Uint8Array;
  readonly signature: Signature;
}

/** Sizes of the group that the client asks for, in bits; RFC 4419 section 3. */
export interface KexGexRequestMessage {
  readonly name:
    | "SSH_MSG_KEX_DH_GEX_REQUEST"
    | "SSH_MSG_KEX_DH_GEX_REQUEST_OLD";
  readonly number: 30 | 34;
  /** Least size that the client takes; the old message has none. */
  readonly minimumBits: number | undefined;
  readonly preferredBits: number;
  /** Greatest size that the client takes; the old message has none. */
  readonly maximumBits: number | undefined;
}

/** The group that the server gives, RFC 4419 section 3. */
export interface KexGexGroupMessage {
  readonly name: "SSH_MSG_KEX_DH_GEX_GROUP";
  readonly number: 31;
  /** The prime p, as an mpint; a view. */
  readonly prime: Uint8Array;
  readonly primeBits: number;
  /** The generator g, as an mpint; a view. */
  readonly generator: Uint8Array;
}

/** A message that is not decoded further; its payload is kept. */
export interface OtherMessage {
  readonly name: "other";
  readonly number: number;
  /** Name in the registry, or of the key exchange method, where it is known. */
  readonly registeredName: string | undefined;
  /** What follows the message number; a view. */
  readonly payload: Uint8Array;
}

/** A decoded message; what it carries are views of the packet. */
export type SshMessage =
  | DisconnectMessage
  | IgnoreMessage
  | UnimplementedMessage
  | DebugMessage
  | ServiceMessage
  | ExtInfoMessage
  | KexInitMessage
  | NewKeysMessage
  | KexEcdhInitMessage
  | KexEcdhReplyMessage
  | KexDhInitMessage
  | KexDhReplyMessage
  | KexGexRequestMessage
  | KexGexGroupMessage
  | OtherMessage;
