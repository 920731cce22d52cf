import type { ByteReader } from "../bytes/reader.ts";
import { ETHER_TYPE_NAMES, EtherType } from "./constants.ts";

/** What an EtherType, and the VLAN tags behind it, lead to. */
export interface EtherTypeChain {
  /** EtherType of what follows the last tag. */
  readonly etherType: number;
  /** VLAN identifiers, the outermost first. */
  readonly vlans: readonly number[];
}

const UNTAGGED: readonly number[] = [];

/** Whether an EtherType is that of a VLAN tag. */
export function isVlanTag(etherType: number): boolean {
  return etherType === EtherType.VLAN || etherType === EtherType.SERVICE_VLAN ||
    etherType === EtherType.OLD_SERVICE_VLAN;
}

/**
 * Reads an EtherType (16 bits).
 *
 * @param name Name of the field.
 */
export function decodeEtherType(reader: ByteReader, name: string): number {
  const etherType = reader.u16(name);
  reader.annotate({ text: ETHER_TYPE_NAMES[etherType] });
  return etherType;
}

/**
 * Reads the VLAN tags that an EtherType announces: each is a priority (3
 * bits), a drop-eligible bit, an identifier (12 bits), and the next EtherType
 * (16 bits).
 *
 * @param reader Stands behind the EtherType.
 * @param etherType The EtherType.
 * @see {@link https://standards.ieee.org/ieee/802.1Q/6844/ | IEEE 802.1Q}
 */
export function decodeVlanTags(
  reader: ByteReader,
  etherType: number,
): EtherTypeChain {
  if (!isVlanTag(etherType)) return { etherType, vlans: UNTAGGED };
  const vlans: number[] = [];
  let next = etherType;
  while (isVlanTag(next)) {
    next = reader.group("vlan", () => {
      const control = reader.u16("tag_control_information");
      reader.annotate({
        bits: [
          { name: "priority", mask: 0xe000, value: control >> 13 },
          { name: "drop_eligible", mask: 0x1000, value: control >> 12 & 1 },
          { name: "vlan_identifier", mask: 0x0fff, value: control & 0x0fff },
        ],
      });
      vlans.push(control & 0x0fff);
      return decodeEtherType(reader, "ether_type");
    });
  }
  return { etherType: next, vlans };
}
