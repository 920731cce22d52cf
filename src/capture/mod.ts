/**
 * Where packets come from: packet sockets, tcpdump, and what is possible here.
 *
 * @module
 */
export * from "./af_packet.ts";
export * from "./filter.ts";
export * from "./host.ts";
export * from "./libc.ts";
export * from "./namespace.ts";
export * from "./network_interface.ts";
export * from "./probe.ts";
export * from "./ring.ts";
export * from "./source.ts";
export * from "./tcpdump.ts";
