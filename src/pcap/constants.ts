/**
 * Block types of pcapng.
 *
 * @see {@link https://www.ietf.org/archive/id/draft-ietf-opsawg-pcapng-03.html#section-11.1}
 */
export const BlockType = {
  SECTION_HEADER: 0x0a0d0d0a,
  INTERFACE_DESCRIPTION: 0x00000001,
  /** Packet Block: obsolete, still found in old files. */
  PACKET: 0x00000002,
  SIMPLE_PACKET: 0x00000003,
  NAME_RESOLUTION: 0x00000004,
  INTERFACE_STATISTICS: 0x00000005,
  ENHANCED_PACKET: 0x00000006,
  DECRYPTION_SECRETS: 0x0000000a,
} as const;

/** What a Section Header Block starts with, in the byte order of its section. */
export const BYTE_ORDER_MAGIC = 0x1a2b3c4d;

/** What the secrets of a Decryption Secrets Block are. */
export const SecretsType = {
  /** NSS key log: lines of label, client random and secret. */
  TLS_KEY_LOG: 0x544c534b,
  /** SSH key log: lines of cookie, label and secret. */
  SSH_KEY_LOG: 0x5353484b,
} as const;

/** Codes of the options in pcapng blocks that are read or written here. */
export const OptionCode = {
  END: 0,
  COMMENT: 1,
  SECTION_HARDWARE: 2,
  SECTION_OS: 3,
  SECTION_APPLICATION: 4,
  INTERFACE_NAME: 2,
  INTERFACE_DESCRIPTION: 3,
  INTERFACE_RESOLUTION: 9,
  INTERFACE_FILTER: 11,
  INTERFACE_OS: 12,
  INTERFACE_OFFSET: 14,
  PACKET_FLAGS: 2,
  STATISTICS_START: 2,
  STATISTICS_END: 3,
  STATISTICS_RECEIVED: 4,
  STATISTICS_DROPPED: 5,
} as const;

/** First four bytes of a pcap file, read in the byte order that makes them one of these. */
export const PcapMagic = {
  /** Times in microseconds. */
  MICROSECONDS: 0xa1b2c3d4,
  /** Times in nanoseconds. */
  NANOSECONDS: 0xa1b23c4d,
  /** Alexey Kuznetsov's variant: a record header of 24 bytes. */
  MODIFIED: 0xa1b2cd34,
} as const;

/**
 * Most bytes that one packet or block may declare.
 *
 * It is what the reader would have to keep while a block is incomplete; a
 * length beyond it is damage, not data.
 */
export const MAXIMUM_BLOCK_BYTES = 0x0100_0000;
