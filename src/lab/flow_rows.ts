import { TcpFlag } from "../packet/mod.ts";
import type { FlowRow } from "../render/mod.ts";
import type { Flow, FlowSummary } from "../stream/mod.ts";

/** Makes the row of a conversation that was followed segment by segment. */
export function rowOfFlow(flow: Flow): FlowRow {
  const [client, server] = flow.sides;
  const { close } = flow;
  const fins = close.fins.filter((fin) => fin !== undefined).length;
  return {
    number: flow.number,
    client: flow.client,
    server: flow.server,
    packets: [client.segments, server.segments],
    bytes: [client.bytes, server.bytes],
    seconds: flow.duration / 1e9,
    end: endOf(close.reset !== undefined, fins),
  };
}

/** Makes the row of a conversation that was only counted. */
export function rowOfSummary(summary: FlowSummary): FlowRow {
  const [client, server] = summary.sides;
  const flags = client.flags | server.flags;
  const fins = summary.sides.filter((side) => side.flags & TcpFlag.FIN).length;
  return {
    number: summary.number,
    client: summary.client,
    server: summary.server,
    packets: [client.packets, server.packets],
    bytes: [client.payloadBytes, server.payloadBytes],
    seconds: summary.duration / 1e9,
    end: endOf((flags & TcpFlag.RST) !== 0, fins),
  };
}

function endOf(reset: boolean, fins: number): FlowRow["end"] {
  if (reset) return "RST";
  return fins === 2 ? "FIN" : fins === 1 ? "FIN 1/2" : "";
}
