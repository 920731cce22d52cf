import { toHex } from "../bytes/hex.ts";
import type { ByteReader } from "../bytes/reader.ts";
import { decodeEtherType, decodeVlanTags } from "./ether_type.ts";
import type { LinkHeader } from "./packet.ts";

const PACKET_TYPE_NAMES: Readonly<Record<number, string>> = {
  0: "to us",
  1: "broadcast",
  2: "multicast",
  3: "to another host",
  4: "from us",
};

/**
 * Reads the header of a Linux cooked capture: packet type (16 bits), ARPHRD
 * type (16), address length (16), address (64), protocol (16).
 *
 * @throws {DecodeError} If the header is cut.
 * @see {@link https://www.tcpdump.org/linktypes/LINKTYPE_LINUX_SLL.html}
 */
export function decodeLinuxCooked(reader: ByteReader): LinkHeader {
  const start = reader.offset;
  const packetType = reader.u16("packet_type");
  reader.annotate({ text: PACKET_TYPE_NAMES[packetType] });
  reader.u16("arphrd_type");
  const addressLength = reader.u16("address_length");
  linkAddress(reader, addressLength);
  const protocol = decodeEtherType(reader, "protocol");
  const { etherType, vlans } = decodeVlanTags(reader, protocol);
  return {
    kind: "linux_cooked",
    length: reader.offset - start,
    etherType,
    vlans,
  };
}

/**
 * Reads the header of a Linux cooked capture, version 2: protocol (16 bits),
 * reserved (16), interface (32), ARPHRD type (16), packet type (8), address
 * length (8), address (64).
 *
 * @throws {DecodeError} If the header is cut.
 * @see {@link https://www.tcpdump.org/linktypes/LINKTYPE_LINUX_SLL2.html}
 */
export function decodeLinuxCookedV2(reader: ByteReader): LinkHeader {
  const start = reader.offset;
  const protocol = decodeEtherType(reader, "protocol");
  reader.u16("reserved");
  reader.u32("interface_index");
  reader.u16("arphrd_type");
  const packetType = reader.u8("packet_type");
  reader.annotate({ text: PACKET_TYPE_NAMES[packetType] });
  linkAddress(reader, reader.u8("address_length"));
  const { etherType, vlans } = decodeVlanTags(reader, protocol);
  return {
    kind: "linux_cooked_v2",
    length: reader.offset - start,
    etherType,
    vlans,
  };
}

/** The address has eight bytes in any case; `length` of them count. */
function linkAddress(reader: ByteReader, length: number): void {
  const address = reader.take("address", 8);
  if (reader.fields) {
    reader.annotate({ text: toHex(address.subarray(0, length), ":") });
  }
}
