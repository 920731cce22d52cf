import type { DecodeError } from "../bytes/decode_error.ts";
import type { Field } from "../bytes/field.ts";
import type { Frame } from "../pcap/frame.ts";
import type { Segment } from "./segment.ts";

/** Link layers that are decoded. */
export type LinkKind =
  | "ethernet"
  | "linux_cooked"
  | "linux_cooked_v2"
  | "null_loopback"
  | "ppp"
  | "raw_ip";

/** What stands before the IP header. */
export interface LinkHeader {
  /** Which link layer it is. */
  readonly kind: LinkKind;
  /** Length in bytes, VLAN tags included; 0 for raw IP. */
  readonly length: number;
  /** EtherType of what follows; 0 where it is none that is known. */
  readonly etherType: number;
  /** VLAN identifiers, the outermost first. */
  readonly vlans: readonly number[];
}

/** Which part of a larger datagram a packet carries. */
export interface Fragment {
  /** Number that all fragments of the datagram share. */
  readonly identification: number;
  /** Where the part belongs in the datagram's payload, in bytes. */
  readonly offset: number;
  /** Whether more parts follow it. */
  readonly more: boolean;
}

/** An IPv4 header, or an IPv6 header with its extension headers. */
export interface IpHeader {
  /** 4 or 6. */
  readonly version: 4 | 6;
  /** Address of the sender, as text. */
  readonly source: string;
  /** Address of the receiver, as text. */
  readonly destination: string;
  /** Number of the protocol that it carries, behind all extension headers. */
  readonly protocol: number;
  /** Routers that it may still pass. */
  readonly hopLimit: number;
  /** Length of the header in bytes, with options or extension headers. */
  readonly headerLength: number;
  /** Bytes of payload that the header declares. */
  readonly payloadLength: number;
  /** Set where the packet is a part of a larger datagram. */
  readonly fragment: Fragment | undefined;
}

/** A datagram that came in fragments and was put together again. */
export interface Datagram {
  /** Its payload: a copy. The fields of the layers above count from its start. */
  readonly bytes: Uint8Array;
  /** Numbers of the frames that carried it, in the order of capture. */
  readonly frames: readonly number[];
  /** Fields of the layers above, where they are recorded. */
  readonly fields: readonly Field[] | undefined;
}

/** What ended the decoding of a packet that nothing is wrong with. */
export interface UnsupportedProtocol {
  /** Registry that the number is from. */
  readonly registry: "link type" | "EtherType" | "IP protocol";
  /** The number. */
  readonly number: number;
  /** Its name, where it is known. */
  readonly name: string | undefined;
}

/** The layers of one frame. */
export interface Packet {
  /** The frame that was decoded. */
  readonly frame: Frame;
  /** Link header, where the link type is known and the header is whole. */
  readonly link: LinkHeader | undefined;
  /** IP header. */
  readonly ip: IpHeader | undefined;
  /** TCP segment. */
  readonly tcp: Segment | undefined;
  /** Set on the frame that completed a fragmented datagram; `tcp` is then a segment of it. */
  readonly datagram: Datagram | undefined;
  /** Whether the capture kept fewer bytes than the headers declare. */
  readonly cut: boolean;
  /** The number that names a protocol which is not decoded here. */
  readonly unsupported: UnsupportedProtocol | undefined;
  /** Where decoding stopped, because bytes are damaged or were not captured. */
  readonly error: DecodeError | undefined;
  /** With `record`: fields that tile `frame.bytes`, one a layer. */
  readonly fields: readonly Field[] | undefined;
}
