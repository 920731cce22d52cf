/**
 * Runs classic BPF as the kernel does, for the operations that the filter uses.
 *
 * @module
 */
import {
  BpfAncillary,
  BpfCode,
  type BpfInstruction,
} from "../../src/capture/filter.ts";

/** What the kernel knows about a packet beside its bytes. */
export interface PacketFacts {
  /** EtherType; that of the Ethernet header by default. */
  protocol?: number;
  /** 0 for a packet to this host, 4 for one that goes out. */
  packetType?: number;
  /** Index of the interface. */
  interfaceIndex?: number;
}

/**
 * Runs a filter over a packet.
 *
 * @returns Bytes that are kept; 0 if the packet is dropped. A load past the
 * end of the packet drops it.
 */
export function runFilter(
  filter: readonly BpfInstruction[],
  packet: Uint8Array,
  facts: PacketFacts = {},
): number {
  const view = new DataView(packet.buffer, packet.byteOffset, packet.length);
  const ancillary = new Map<number, number>([
    [
      BpfAncillary.PROTOCOL,
      facts.protocol ?? (packet.length >= 14 ? view.getUint16(12) : 0),
    ],
    [BpfAncillary.PACKET_TYPE, facts.packetType ?? 0],
    [BpfAncillary.INTERFACE_INDEX, facts.interfaceIndex ?? 1],
  ]);
  let a = 0;
  let x = 0;
  let at = 0;
  try {
    for (;;) {
      const { code, operand: k, jumpTrue, jumpFalse } = filter[at++];
      switch (code) {
        case BpfCode.LOAD_WORD:
        case BpfCode.LOAD_HALF:
          a = ancillary.get(k) ??
            (code === BpfCode.LOAD_WORD
              ? view.getUint32(k)
              : view.getUint16(k));
          break;
        case BpfCode.LOAD_BYTE:
          a = view.getUint8(k);
          break;
        case BpfCode.LOAD_HALF_INDEXED:
          a = view.getUint16(x + k);
          break;
        case BpfCode.LOAD_INDEX:
          x = k;
          break;
        case BpfCode.LOAD_INDEX_HEADER_LENGTH:
          x = 4 * (view.getUint8(k) & 0x0f);
          break;
        case BpfCode.JUMP:
          at += k;
          break;
        case BpfCode.JUMP_EQUAL:
          at += a === k ? jumpTrue : jumpFalse;
          break;
        case BpfCode.JUMP_SET:
          at += (a & k) !== 0 ? jumpTrue : jumpFalse;
          break;
        case BpfCode.RETURN:
          return k;
        default:
          throw new TypeError(`Cannot run operation ${code}: it is not known`);
      }
    }
  } catch (error) {
    if (error instanceof RangeError) return 0;
    throw error;
  }
}
