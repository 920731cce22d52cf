/** Message numbers by name; RFC 4250 section 4.1.2, RFC 8308, and OpenSSH's own. */
export const MESSAGE = {
  SSH_MSG_DISCONNECT: 1,
  SSH_MSG_IGNORE: 2,
  SSH_MSG_UNIMPLEMENTED: 3,
  SSH_MSG_DEBUG: 4,
  SSH_MSG_SERVICE_REQUEST: 5,
  SSH_MSG_SERVICE_ACCEPT: 6,
  SSH_MSG_EXT_INFO: 7,
  SSH_MSG_NEWCOMPRESS: 8,
  SSH_MSG_KEXINIT: 20,
  SSH_MSG_NEWKEYS: 21,
  SSH_MSG_USERAUTH_REQUEST: 50,
  SSH_MSG_USERAUTH_FAILURE: 51,
  SSH_MSG_USERAUTH_SUCCESS: 52,
  SSH_MSG_USERAUTH_BANNER: 53,
  SSH_MSG_GLOBAL_REQUEST: 80,
  SSH_MSG_REQUEST_SUCCESS: 81,
  SSH_MSG_REQUEST_FAILURE: 82,
  SSH_MSG_CHANNEL_OPEN: 90,
  SSH_MSG_CHANNEL_OPEN_CONFIRMATION: 91,
  SSH_MSG_CHANNEL_OPEN_FAILURE: 92,
  SSH_MSG_CHANNEL_WINDOW_ADJUST: 93,
  SSH_MSG_CHANNEL_DATA: 94,
  SSH_MSG_CHANNEL_EXTENDED_DATA: 95,
  SSH_MSG_CHANNEL_EOF: 96,
  SSH_MSG_CHANNEL_CLOSE: 97,
  SSH_MSG_CHANNEL_REQUEST: 98,
  SSH_MSG_CHANNEL_SUCCESS: 99,
  SSH_MSG_CHANNEL_FAILURE: 100,
  SSH2_MSG_PING: 192,
  SSH2_MSG_PONG: 193,
} as const;

/** Least and greatest number of the messages that each key exchange method defines for itself. */
export const KEX_METHOD_MESSAGES = { first: 30, last: 49 } as const;

/**
 * Names of the messages whose numbers mean the same in every session.
 *
 * @see https://www.iana.org/assignments/ssh-parameters
 */
export const MESSAGE_NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(MESSAGE).map(([name, number]) => [number, name]),
);

/**
 * Reason codes of SSH_MSG_DISCONNECT.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4253#section-11.1
 */
export const DISCONNECT_REASONS: ReadonlyMap<number, string> = new Map([
  [1, "SSH_DISCONNECT_HOST_NOT_ALLOWED_TO_CONNECT"],
  [2, "SSH_DISCONNECT_PROTOCOL_ERROR"],
  [3, "SSH_DISCONNECT_KEY_EXCHANGE_FAILED"],
  [4, "SSH_DISCONNECT_RESERVED"],
  [5, "SSH_DISCONNECT_MAC_ERROR"],
  [6, "SSH_DISCONNECT_COMPRESSION_ERROR"],
  [7, "SSH_DISCONNECT_SERVICE_NOT_AVAILABLE"],
  [8, "SSH_DISCONNECT_PROTOCOL_VERSION_NOT_SUPPORTED"],
  [9, "SSH_DISCONNECT_HOST_KEY_NOT_VERIFIABLE"],
  [10, "SSH_DISCONNECT_CONNECTION_LOST"],
  [11, "SSH_DISCONNECT_BY_APPLICATION"],
  [12, "SSH_DISCONNECT_TOO_MANY_CONNECTIONS"],
  [13, "SSH_DISCONNECT_AUTH_CANCELLED_BY_USER"],
  [14, "SSH_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE"],
  [15, "SSH_DISCONNECT_ILLEGAL_USER_NAME"],
]);

/** Names in the list of key exchange methods that are no methods, but announce something. */
export const MARKER = {
  /** The client takes SSH_MSG_EXT_INFO; RFC 8308 section 2.1. */
  EXT_INFO_CLIENT: "ext-info-c",
  /** The server takes SSH_MSG_EXT_INFO. */
  EXT_INFO_SERVER: "ext-info-s",
  /** The client offers strict key exchange, OpenSSH's answer to CVE-2023-48795. */
  STRICT_CLIENT: "kex-strict-c-v00@openssh.com",
  /** The server offers strict key exchange. */
  STRICT_SERVER: "kex-strict-s-v00@openssh.com",
  /** A guess of Dropbear's is right where the other side need not prefer the same. */
  GUESS_2: "kexguess2@matt.ucc.asn.au",
} as const;

/** All of {@linkcode MARKER}. */
export const MARKERS: ReadonlySet<string> = new Set(Object.values(MARKER));
