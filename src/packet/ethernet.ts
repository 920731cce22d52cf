import { toHex } from "../bytes/hex.ts";
import type { ByteReader } from "../bytes/reader.ts";
import { EtherType } from "./constants.ts";
import { decodeEtherType, decodeVlanTags } from "./ether_type.ts";
import type { LinkHeader } from "./packet.ts";
import { decodePppProtocol } from "./ppp.ts";

/** Values below this are the length of an IEEE 802.3 frame, not an EtherType. */
const SMALLEST_ETHER_TYPE = 0x0600;

/**
 * Reads an Ethernet header: destination (48 bits), source (48 bits),
 * EtherType (16 bits), VLAN tags.
 *
 * A PPPoE session header, where there is one, is read with it.
 *
 * @throws {DecodeError} If the header is cut.
 */
export function decodeEthernet(reader: ByteReader): LinkHeader {
  const start = reader.offset;
  hardwareAddress(reader, "destination");
  hardwareAddress(reader, "source");
  const first = decodeEtherType(reader, "ether_type");
  if (first < SMALLEST_ETHER_TYPE) reader.annotate({ text: "length" });
  const { etherType, vlans } = decodeVlanTags(reader, first);
  const carried = etherType === EtherType.PPPOE_SESSION
    ? decodePppoeSession(reader)
    : etherType < SMALLEST_ETHER_TYPE
    ? 0
    : etherType;
  return {
    kind: "ethernet",
    length: reader.offset - start,
    etherType: carried,
    vlans,
  };
}

/** Reads a hardware address of 48 bits. */
function hardwareAddress(reader: ByteReader, name: string): void {
  const address = reader.take(name, 6);
  if (reader.fields) reader.annotate({ text: toHex(address, ":") });
}

/**
 * Version and type (4 bits each), code, session, length; then PPP.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc2516#section-4 | RFC 2516, section 4}
 */
function decodePppoeSession(reader: ByteReader): number {
  return reader.group("pppoe", () => {
    reader.u8("version_type");
    reader.u8("code");
    reader.u16("session_id");
    reader.u16("length");
    return decodePppProtocol(reader);
  });
}
