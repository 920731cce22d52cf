import { Failure, inEvery } from "../failure.ts";
import { TEXTS } from "./failure_text.ts";

/** One instruction of classic BPF. */
export interface BpfInstruction {
  /** Operation, size and addressing mode. */
  readonly code: number;
  /** Instructions to skip where a condition holds. */
  readonly jumpTrue: number;
  /** Instructions to skip where it does not. */
  readonly jumpFalse: number;
  /** Operand. */
  readonly operand: number;
}

/** Which packets pass. */
export interface PortFilterOptions {
  /** TCP ports, of either end; every packet passes if there are none. */
  ports: readonly number[];
  /** Bytes that stand before the IP header in what the filter sees. */
  linkHeaderBytes: number;
  /**
   * Whose outgoing copies are dropped, because the same packet comes in again:
   * `"all"` interfaces, or the one with this index; none by default.
   */
  dropOutgoing?: "all" | number;
  /** Bytes to keep of a packet that passes. */
  snapLength: number;
}

/** Ports that one filter holds at the most: a conditional jump skips 255 instructions. */
export const MAXIMUM_PORTS = 64;

/**
 * Operations of classic BPF: `A` is the accumulator, `X` the index register.
 *
 * @see {@link https://docs.kernel.org/networking/filter.html}
 */
export const BpfCode = {
  /** A = 32 bits at k. */
  LOAD_WORD: 0x20,
  /** A = 16 bits at k. */
  LOAD_HALF: 0x28,
  /** A = 8 bits at k. */
  LOAD_BYTE: 0x30,
  /** A = 16 bits at X + k. */
  LOAD_HALF_INDEXED: 0x48,
  /** X = k. */
  LOAD_INDEX: 0x01,
  /** X = 4 × the low half of the byte at k: the length of an IPv4 header. */
  LOAD_INDEX_HEADER_LENGTH: 0xb1,
  /** Go on k instructions further. */
  JUMP: 0x05,
  /** Is A = k? */
  JUMP_EQUAL: 0x15,
  /** Has A any bit of k? */
  JUMP_SET: 0x45,
  /** Keep k bytes of the packet; 0 drops it. */
  RETURN: 0x06,
} as const;

/** Addresses past the packet where the kernel answers about it (`SKF_AD_OFF`). */
export const BpfAncillary = {
  /** EtherType, in the byte order of the host. */
  PROTOCOL: 0xffff_f000,
  /** How the packet goes: to this host, outgoing, … */
  PACKET_TYPE: 0xffff_f004,
  /** Index of the interface. */
  INTERFACE_INDEX: 0xffff_f008,
} as const;

/** The packet is one that this host sends. */
export const PACKET_OUTGOING = 4;

const ETHERTYPE_IPV4 = 0x0800;
const ETHERTYPE_IPV6 = 0x86dd;
const IP_PROTOCOL_TCP = 6;
const IPV6_FRAGMENT = 44;
const IPV6_HEADER_BYTES = 40;
const FRAGMENT_HEADER_BYTES = 8;

/**
 * Makes the kernel's filter for TCP ports over IPv4 and IPv6.
 *
 * Of a fragmented packet the first fragment passes, which holds the ports. An
 * IPv6 extension header other than the fragment header is not looked behind;
 * libpcap does not either.
 *
 * @throws {Failure} `usage`, if there are more than {@linkcode MAXIMUM_PORTS} ports.
 */
export function portFilter(options: PortFilterOptions): BpfInstruction[] {
  const { ports, linkHeaderBytes: ip, dropOutgoing } = options;
  if (ports.length > MAXIMUM_PORTS) {
    throw new Failure(
      "usage",
      inEvery(TEXTS, (text) => text.manyPorts(ports.length, MAXIMUM_PORTS)),
    );
  }
  const filter = new Assembler();
  if (dropOutgoing !== undefined) {
    if (dropOutgoing !== "all") {
      filter.add(BpfCode.LOAD_WORD, BpfAncillary.INTERFACE_INDEX);
      filter.branch(BpfCode.JUMP_EQUAL, dropOutgoing, undefined, "protocol");
    }
    filter.add(BpfCode.LOAD_WORD, BpfAncillary.PACKET_TYPE);
    filter.branch(BpfCode.JUMP_EQUAL, PACKET_OUTGOING, "drop");
  }
  filter.label("protocol");
  if (ports.length > 0) {
    filter.add(BpfCode.LOAD_HALF, BpfAncillary.PROTOCOL);
    filter.branch(BpfCode.JUMP_EQUAL, ETHERTYPE_IPV6, "ipv6");
    filter.branch(BpfCode.JUMP_EQUAL, ETHERTYPE_IPV4, undefined, "drop");

    filter.add(BpfCode.LOAD_BYTE, ip + 9);
    filter.branch(BpfCode.JUMP_EQUAL, IP_PROTOCOL_TCP, undefined, "drop");
    filter.add(BpfCode.LOAD_HALF, ip + 6);
    filter.branch(BpfCode.JUMP_SET, 0x1fff, "drop");
    filter.add(BpfCode.LOAD_INDEX_HEADER_LENGTH, ip);
    filter.jump("ports");

    filter.label("ipv6");
    filter.add(BpfCode.LOAD_INDEX, IPV6_HEADER_BYTES);
    filter.add(BpfCode.LOAD_BYTE, ip + 6);
    filter.branch(BpfCode.JUMP_EQUAL, IP_PROTOCOL_TCP, "ports");
    filter.branch(BpfCode.JUMP_EQUAL, IPV6_FRAGMENT, undefined, "drop");
    filter.add(BpfCode.LOAD_BYTE, ip + IPV6_HEADER_BYTES);
    filter.branch(BpfCode.JUMP_EQUAL, IP_PROTOCOL_TCP, undefined, "drop");
    filter.add(BpfCode.LOAD_HALF, ip + IPV6_HEADER_BYTES + 2);
    filter.branch(BpfCode.JUMP_SET, 0xfff8, "drop");
    filter.add(BpfCode.LOAD_INDEX, IPV6_HEADER_BYTES + FRAGMENT_HEADER_BYTES);

    filter.label("ports");
    for (const field of [0, 2]) {
      filter.add(BpfCode.LOAD_HALF_INDEXED, ip + field);
      for (const port of ports) {
        filter.branch(BpfCode.JUMP_EQUAL, port, "keep");
      }
    }
    filter.jump("drop");
  }
  filter.label("keep");
  filter.add(BpfCode.RETURN, options.snapLength);
  filter.label("drop");
  filter.add(BpfCode.RETURN, 0);
  return filter.finish();
}

/** A filter that drops every packet: it ends a capture without closing it. */
export const DROP_ALL: readonly BpfInstruction[] = [
  { code: BpfCode.RETURN, jumpTrue: 0, jumpFalse: 0, operand: 0 },
];

/**
 * Writes instructions as the kernel reads them.
 *
 * ```text
 * struct sock_filter { u16 code; u8 jt; u8 jf; u32 k; }   host byte order
 * ```
 */
export function encodeFilter(
  instructions: readonly BpfInstruction[],
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(instructions.length * 8);
  const view = new DataView(bytes.buffer);
  instructions.forEach((instruction, index) => {
    view.setUint16(index * 8, instruction.code, true);
    view.setUint8(index * 8 + 2, instruction.jumpTrue);
    view.setUint8(index * 8 + 3, instruction.jumpFalse);
    view.setUint32(index * 8 + 4, instruction.operand, true);
  });
  return bytes;
}

interface Line {
  readonly code: number;
  readonly operand: number;
  readonly whenTrue?: string;
  readonly whenFalse?: string;
}

/** Puts instructions in a row and turns the names of places into distances. */
class Assembler {
  readonly #lines: Line[] = [];
  readonly #labels = new Map<string, number>();

  add(code: number, operand: number): void {
    this.#lines.push({ code, operand });
  }

  /** A condition; without a label it goes on with the next instruction. */
  branch(
    code: number,
    operand: number,
    whenTrue?: string,
    whenFalse?: string,
  ): void {
    this.#lines.push({ code, operand, whenTrue, whenFalse });
  }

  jump(label: string): void {
    this.#lines.push({ code: BpfCode.JUMP, operand: 0, whenTrue: label });
  }

  label(name: string): void {
    this.#labels.set(name, this.#lines.length);
  }

  finish(): BpfInstruction[] {
    return this.#lines.map(({ code, operand, whenTrue, whenFalse }, index) => {
      const distance = (label: string | undefined) =>
        label === undefined ? 0 : this.#labels.get(label)! - index - 1;
      return code === BpfCode.JUMP
        ? { code, jumpTrue: 0, jumpFalse: 0, operand: distance(whenTrue) }
        : {
          code,
          jumpTrue: distance(whenTrue),
          jumpFalse: distance(whenFalse),
          operand,
        };
    });
  }
}
