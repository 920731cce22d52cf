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
  /** Host key algorithms. */
  readonly serverHostKeyAlgorithms: readonly string[];
  /** Ciphers from client to server. */
  readonly encryptionClientToServer: readonly string[];
  /** Ciphers from server to client. */
  readonly encryptionServerToClient: readonly string[];
  /** MACs from client to server. */
  readonly macClientToServer: readonly string[];
  /** MACs from server to client. */
  readonly macServerToClient: readonly string[];
  /** Compression methods from client to server. */
  readonly compressionClientToServer: readonly string[];
  /** Compression methods from server to client. */
  readonly compressionServerToClient: readonly string[];
  /** Language tags from client to server; empty nearly always. */
  readonly languagesClientToServer: readonly string[];
  /** Language tags from server to client; empty nearly always. */
  readonly languagesServerToClient: readonly string[];
  /** Whether a packet follows that was sent on a guess of the method. */
  readonly firstKexPacketFollows: boolean;
  /** Kept for extensions; 0. */
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

/** What every message has. */
export interface NamedMessage<Name extends string, Number extends number> {
  /** Name in the registry, or of the key exchange method; `"other"` where it is not decoded further. */
  readonly name: Name;
  /** Message number on the wire. */
  readonly number: Number;
}

/** SSH_MSG_DISCONNECT, RFC 4253 section 11.1. */
export interface DisconnectMessage
  extends NamedMessage<"SSH_MSG_DISCONNECT", 1> {
  /** Reason, as a number. */
  readonly reasonCode: number;
  /** Name of the reason in the registry. */
  readonly reason: string | undefined;
  /** Reason, in words. */
  readonly description: string;
  /** Language tag of those words. */
  readonly language: string;
}

/** SSH_MSG_IGNORE, RFC 4253 section 11.2. */
export interface IgnoreMessage extends NamedMessage<"SSH_MSG_IGNORE", 2> {
  /** What is to be ignored. */
  readonly data: Uint8Array;
}

/** SSH_MSG_UNIMPLEMENTED, RFC 4253 section 11.4. */
export interface UnimplementedMessage
  extends NamedMessage<"SSH_MSG_UNIMPLEMENTED", 3> {
  /** Number of the packet that was not understood. */
  readonly sequence: number;
}

/** SSH_MSG_DEBUG, RFC 4253 section 11.3. */
export interface DebugMessage extends NamedMessage<"SSH_MSG_DEBUG", 4> {
  /** Whether the user is to see it in any case. */
  readonly alwaysDisplay: boolean;
  /** The message. */
  readonly text: string;
  /** Language tag of those words. */
  readonly language: string;
}

/** SSH_MSG_SERVICE_REQUEST and SSH_MSG_SERVICE_ACCEPT, RFC 4253 section 10. */
export interface ServiceMessage
  extends
    NamedMessage<"SSH_MSG_SERVICE_REQUEST" | "SSH_MSG_SERVICE_ACCEPT", 5 | 6> {
  /** Name of the service. */
  readonly service: string;
}

/** SSH_MSG_EXT_INFO, RFC 8308 section 2.3. */
export interface ExtInfoMessage extends NamedMessage<"SSH_MSG_EXT_INFO", 7> {
  /** Extensions, in order. */
  readonly extensions: readonly {
    readonly name: string;
    readonly value: Uint8Array;
  }[];
}

/** SSH_MSG_KEXINIT, RFC 4253 section 7.1. */
export interface KexInitMessage extends NamedMessage<"SSH_MSG_KEXINIT", 20> {
  /** The lists. */
  readonly kexInit: KexInit;
}

/** SSH_MSG_NEWKEYS, RFC 4253 section 7.3. */
export type NewKeysMessage = NamedMessage<"SSH_MSG_NEWKEYS", 21>;

/** The client's half of an elliptic-curve or hybrid exchange, RFC 5656 section 4. */
export interface KexEcdhInitMessage
  extends
    NamedMessage<"SSH_MSG_KEX_ECDH_INIT" | "SSH_MSG_KEX_HYBRID_INIT", 30> {
  /** What the client sends: Q_C, or C_INIT of a hybrid method; a view. */
  readonly clientPublic: Uint8Array;
}

/** The server's half, its host key, and its signature over the exchange. */
export interface KexEcdhReplyMessage
  extends
    NamedMessage<"SSH_MSG_KEX_ECDH_REPLY" | "SSH_MSG_KEX_HYBRID_REPLY", 31> {
  /** Host key of the server. */
  readonly hostKey: HostKey;
  /** What the server sends: Q_S, or S_REPLY of a hybrid method; a view. */
  readonly serverPublic: Uint8Array;
  /** Signature over the exchange hash. */
  readonly signature: Signature;
}

/** The client's half of a Diffie-Hellman exchange, RFC 4253 section 8, RFC 4419 section 3. */
export interface KexDhInitMessage
  extends
    NamedMessage<"SSH_MSG_KEXDH_INIT" | "SSH_MSG_KEX_DH_GEX_INIT", 30 | 32> {
  /** The number e, as an mpint; a view. */
  readonly e: Uint8Array;
}

/** The server's half, its host key, and its signature over the exchange. */
export interface KexDhReplyMessage
  extends
    NamedMessage<"SSH_MSG_KEXDH_REPLY" | "SSH_MSG_KEX_DH_GEX_REPLY", 31 | 33> {
  /** Host key of the server. */
  readonly hostKey: HostKey;
  /** The number f, as an mpint; a view. */
  readonly f: Uint8Array;
  /** Signature over the exchange hash. */
  readonly signature: Signature;
}

/** Sizes of the group that the client asks for, in bits; RFC 4419 section 3. */
export interface KexGexRequestMessage extends
  NamedMessage<
    "SSH_MSG_KEX_DH_GEX_REQUEST" | "SSH_MSG_KEX_DH_GEX_REQUEST_OLD",
    30 | 34
  > {
  /** Least size that the client takes; the old message has none. */
  readonly minimumBits: number | undefined;
  /** Size that the client prefers. */
  readonly preferredBits: number;
  /** Greatest size that the client takes; the old message has none. */
  readonly maximumBits: number | undefined;
}

/** The group that the server gives, RFC 4419 section 3. */
export interface KexGexGroupMessage
  extends NamedMessage<"SSH_MSG_KEX_DH_GEX_GROUP", 31> {
  /** The prime p, as an mpint; a view. */
  readonly prime: Uint8Array;
  /** Size of the prime in bits. */
  readonly primeBits: number;
  /** The generator g, as an mpint; a view. */
  readonly generator: Uint8Array;
}

/** A message that is not decoded further; its payload is kept. */
export interface OtherMessage extends NamedMessage<"other", number> {
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
