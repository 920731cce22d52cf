import { assert, assertEquals, assertRejects } from "@std/assert";
import type { Address } from "../../src/endpoints/address.ts";
import { causeOf } from "../../src/endpoints/cause.ts";
import {
  abortable,
  type ConnectOptions,
  limitOf,
  openTcp,
} from "../../src/endpoints/connect.ts";
import { openFirst } from "../../src/endpoints/open_first.ts";

const SILENT = ["192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4"];

/** Opens connections on loopback only; the other addresses never answer. */
function open(
  target: Address,
  options?: ConnectOptions,
): Promise<Deno.TcpConn> {
  return target.host === "127.0.0.1"
    ? openTcp(target, options)
    : abortable(new Promise<never>(() => {}), limitOf(options ?? {}));
}

/** A port of loopback that nothing listens on. */
function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

Deno.test("openFirst() gives silent addresses one time for all", async () => {
  const times: number[] = [];
  const error = await assertRejects(() =>
    openFirst(SILENT, 80, { timeoutSeconds: 0.4 }, (target, options) => {
      times.push(options?.timeoutSeconds ?? NaN);
      return open(target, options);
    })
  );
  assertEquals(causeOf(error), "timed-out");
  // The last one has what is left, which the signal of all of them ends.
  const parts = times.filter((time) => time > 0);
  const sum = parts.reduce((sum, part) => sum + part);
  assert(parts[0] <= 0.1 && sum <= 0.4, `${times} s`);
});

Deno.test("openFirst() reaches an address behind one that never answers", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  const hosts = [SILENT[0], "127.0.0.1"];
  const { connection, peer } = await openFirst(
    hosts,
    port,
    { timeoutSeconds: 2 },
    open,
  );
  connection.close();
  assertEquals(peer, { host: "127.0.0.1", port });
});

Deno.test("openFirst() tells why the first address was not reached", async () => {
  const hosts = ["127.0.0.1", SILENT[0]];
  const error = await assertRejects(() =>
    openFirst(hosts, freePort(), { timeoutSeconds: 1 }, open)
  );
  assertEquals(causeOf(error), "refused");
});

Deno.test("openFirst() tries no further address once it is given up", async () => {
  const controller = new AbortController();
  const tried: string[] = [];
  const error = await assertRejects(() =>
    openFirst(
      SILENT,
      80,
      { signal: controller.signal, timeoutSeconds: 0 },
      (target, options) => {
        tried.push(target.host);
        controller.abort();
        return open(target, options);
      },
    )
  );
  assertEquals([causeOf(error), tried], ["stopped", [SILENT[0]]]);
});
