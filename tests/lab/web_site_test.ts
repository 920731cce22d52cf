import { assert, assertEquals } from "@std/assert";
import type { Found } from "../../src/endpoints/static_files.ts";
import { webSite } from "../../src/lab/web_site.ts";

const CONNECTION = {
  id: 1,
  peer: { host: "127.0.0.1", port: 50_000 },
  local: { host: "127.0.0.1", port: 8000 },
  version: "HTTP/1.1",
  negotiated: undefined,
  request: 1,
} as const;

/** Asks a site that finds this; gives the answer, and what its operator is told. */
async function ask(
  found: Found,
  method = "GET",
): Promise<{ status: number; body: string; told: unknown[] }> {
  const told: unknown[] = [];
  const respond = webSite({ files: { find: () => Promise.resolve(found) } });
  const request = new Request("http://127.0.0.1/notes.txt", { method });
  const response = await respond(
    request,
    CONNECTION,
    (error) => told.push(error),
  );
  return { status: response.status, body: await response.text(), told };
}

Deno.test("webSite() answers 404 for a file that cannot be opened, and tells the operator why", async () => {
  const found: Found = {
    kind: "file",
    path: "/nowhere/secret/notes.txt",
    contentType: "text/plain",
    size: 5,
    modified: undefined,
  };
  for (const method of ["GET", "HEAD"]) {
    const { status, body, told } = await ask(found, method);
    assertEquals(status, 404, method);
    assert(!body.includes("secret"));
    assert(told[0] instanceof Deno.errors.NotFound);
  }
});

Deno.test("webSite() tells the operator, and nobody else, of a path that is not to be read", async () => {
  const error = new Deno.errors.PermissionDenied("not for you: /secret");
  const { status, body, told } = await ask({ kind: "missing", error });
  assertEquals([status, told], [404, [error]]);
  assert(!body.includes("secret"));
  assertEquals((await ask({ kind: "missing" })).told, []);
});
