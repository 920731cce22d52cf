/**
 * The lists of algorithms that a side offers, best first.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4253#section-7.1
 */
export interface KexInit {
  /** 16 random bytes; a view. */
  readonly cookie: Uint8Array;
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
}

/** A server's host key as the key exchange carries it. */
export interface HostKey {
  /** Key format, for example `ssh-ed25519`. */
  readonly type: string;
  /** The whole blob; a view. */
  readonly blob: Uint8Array;
  /** `SHA256:` and the digest in base64 without padding, as `ssh-keygen -l` prints it. */
  readonly fingerprint: string;
  /** Size of the key in bits, where the type is known. */
  readonly bits: number | undefined;
}

/** A decoded message; views of the packet's payload. */
export type SshMessage =
  | {
    readonly name: "SSH_MSG_DISCONNECT";
    readonly number: 1;
    readonly reasonCode: number;
    readonly reason: string | undefined;
    readonly description: string;
    readonly language: string;
  }
  | {
    readonly name: "SSH_MSG_IGNORE";
    readonly number: 2;
    readonly data: Uint8Array;
  }
  | {
    readonly name: "SSH_MSG_UNIMPLEMENTED";
    readonly number: 3;
    readonly sequence: number;
  }
  | {
    readonly name: "SSH_MSG_DEBUG";
    readonly number: 4;
    readonly alwaysDisplay: boolean;
    readonly text: string;
    readonly language: string;
  }
  | {
    readonly name: "SSH_MSG_SERVICE_REQUEST" | "SSH_MSG_SERVICE_ACCEPT";
    readonly number: 5 | 6;
    readonly service: string;
  }
  | {
    readonly name: "SSH_MSG_EXT_INFO";
    readonly number: 7;
    readonly extensions: readonly {
      readonly name: string;
      readonly value: Uint8Array;
    }[];
  }
  | {
    readonly name: "SSH_MSG_KEXINIT";
    readonly number: 20;
    readonly kexInit: KexInit;
  }
  | { readonly name: "SSH_MSG_NEWKEYS"; readonly number: 21 }
  /** The client's half of an elliptic-curve or hybrid exchange. */
  | {
    readonly name: "SSH_MSG_KEX_ECDH_INIT" | "SSH_MSG_KEX_HYBRID_INIT";
    readonly number: 30;
    readonly clientPublic: Uint8Array;
  }
  /** The server's half, its host key, and its signature over the exchange. */
  | {
    readonly name: "SSH_MSG_KEX_ECDH_REPLY" | "SSH_MSG_KEX_HYBRID_REPLY";
    readonly number: 31;
    readonly hostKey: HostKey;
    readonly serverPublic: Uint8Array;
    readonly signature: Signature;
  }
  /** The client's half of a Diffie-Hellman exchange. */
  | {
    readonly name: "SSH_MSG_KEXDH_INIT" | "SSH_MSG_KEX_DH_GEX_INIT";
    readonly number: 30 | 32;
    readonly e: Uint8Array;
  }
  | {
    readonly name: "SSH_MSG_KEXDH_REPLY" | "SSH_MSG_KEX_DH_GEX_REPLY";
    readonly number: 31 | 33;
    readonly hostKey: HostKey;
    readonly f: Uint8Array;
    readonly signature: Signature;
  }
  /** Sizes of the group that the client asks for, in bits. */
  | {
    readonly name: "SSH_MSG_KEX_DH_GEX_REQUEST";
    readonly number: 34;
    readonly minimumBits: number;
    readonly preferredBits: number;
    readonly maximumBits: number;
  }
  | {
    readonly name: "SSH_MSG_KEX_DH_GEX_REQUEST_OLD";
    readonly number: 30;
    readonly preferredBits: number;
  }
  | {
    readonly name: "SSH_MSG_KEX_DH_GEX_GROUP";
    readonly number: 31;
    readonly prime: Uint8Array;
    readonly primeBits: number;
    readonly generator: Uint8Array;
  }
  /** A message that nothing here decodes; kept as bytes. */
  | {
    readonly name: string | undefined;
    readonly number: number;
    readonly other: true;
    readonly payload: Uint8Array;
  };

/** A signature over the exchange hash. */
export interface Signature {
  /** Signature format, for example `rsa-sha2-512`. */
  readonly type: string;
  /** The signature itself; a view. */
  readonly bytes: Uint8Array;
}
