import { closeQuietly } from "./link.ts";

/**
 * Has Deno load what the first TLS client of a process loads, the authorities
 * of the system among it: some 50 ms, which would else stand in the middle of
 * the first conversation.
 */
export async function warmUpTls(): Promise<void> {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { hostname, port } = listener.addr;
  const [client, server] = await Promise.all([
    Deno.connect({ hostname, port }),
    listener.accept(),
  ]);
  closeQuietly(await Deno.startTls(client, { hostname: "localhost" }));
  closeQuietly(server);
}
