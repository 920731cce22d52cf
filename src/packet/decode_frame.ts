import type { Frame } from "../pcap/frame.ts";
import type { Packet } from "./packet.ts";

/** How to decode a frame. */
export interface DecodeFrameOptions {
  /** Whether to keep the fields of every layer. */
  record?: boolean;
}

/** Decodes the layers of one frame; fragments of IP datagrams stay as they are. */
export declare function decodeFrame(
  frame: Frame,
  options?: DecodeFrameOptions,
): Packet;

/** Decodes frames one after another, and puts fragmented datagrams together. */
export declare class PacketDecoder {
  /** Decodes the next frame of the capture. */
  decode(frame: Frame, options?: DecodeFrameOptions): Packet;
}
