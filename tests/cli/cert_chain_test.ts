import { assertEquals } from "@std/assert";
import {
  type Anchor,
  type Chain,
  findChain,
} from "../../src/cli/cert/chain.ts";
import { KEY_USAGE, type Made, make, type Shape } from "./cert_support.ts";

const root = await make({ name: "root", authority: true });
const middle = await make({ name: "middle", issuer: root, authority: true });
const leaf = await make({ name: "leaf", issuer: middle, hosts: ["a.test"] });

async function chainOf(
  of: Made,
  others: readonly Made[],
  anchors: readonly Made[] = [root],
): Promise<Chain> {
  return await findChain(
    of.certificate,
    others.map(({ certificate }) => certificate),
    anchors.map(({ certificate }): Anchor => ({
      certificate,
      origin: { kind: "system" },
    })),
  );
}

function subjects({ links }: Chain): string[] {
  return links.map(({ subject }) => subject);
}

Deno.test("findChain() finds the way to a trusted certificate, in any order", async () => {
  for (const others of [[middle], [root, middle], [leaf, middle, middle]]) {
    const chain = await chainOf(leaf, others);
    assertEquals(chain.problem, undefined);
    assertEquals(subjects(chain), ["leaf", "middle", "root"]);
    assertEquals(chain.origin, { kind: "system" });
  }
});

Deno.test("findChain() ends at whatever is trusted first", async () => {
  const chain = await chainOf(leaf, [middle], [middle]);
  assertEquals(subjects(chain), ["leaf", "middle"]);
  assertEquals((await chainOf(leaf, [], [leaf])).problem, undefined);
});

Deno.test("findChain() tells the ways in which a chain breaks", async () => {
  const own = await make({ name: "own", authority: false });
  const namesake = await make({
    name: "middle",
    issuer: root,
    authority: true,
  });
  assertEquals((await chainOf(own, [])).problem, { kind: "self-signed" });
  assertEquals((await chainOf(leaf, [middle, root], [])).problem, {
    kind: "untrusted-root",
    root: "root",
  });
  assertEquals((await chainOf(leaf, [])).problem, {
    kind: "missing-issuer",
    of: undefined,
    issuer: "middle",
  });
  assertEquals((await chainOf(leaf, [middle], [])).problem, {
    kind: "missing-issuer",
    of: "middle",
    issuer: "root",
  });
  assertEquals((await chainOf(leaf, [namesake])).problem, {
    kind: "bad-signature",
    of: undefined,
    issuer: "middle",
  });
});

Deno.test("findChain() passes over a namesake that did not sign", async () => {
  const namesake = await make({
    name: "middle",
    issuer: root,
    authority: true,
  });
  const chain = await chainOf(leaf, [namesake, middle]);
  assertEquals(chain.problem, undefined);
});

Deno.test("findChain() goes another way where the first one leads nowhere", async () => {
  const elsewhere = await make({ name: "elsewhere", authority: true });
  const cross = await make({
    name: "middle",
    issuer: elsewhere,
    authority: true,
    key: middle.key,
  });
  const chain = await chainOf(leaf, [cross, middle]);
  assertEquals(subjects(chain), ["leaf", "middle", "root"]);
});

Deno.test("findChain() does not go round in circles", async () => {
  const a = await make({ name: "a", authority: true });
  const b = await make({ name: "b", issuer: a, authority: true });
  const loop = await make({
    name: "a",
    issuer: b,
    authority: true,
    key: a.key,
  });
  const end = await make({ name: "end", issuer: b });
  assertEquals((await chainOf(end, [b, loop])).origin, undefined);
});

/** The problem of a leaf below a CA of this shape. */
async function below(
  shape: Partial<Shape>,
  hosts: readonly string[] = ["a.test"],
) {
  const authority = await make({ name: "middle", issuer: root, ...shape });
  const end = await make({ name: "leaf", issuer: authority, hosts });
  return (await chainOf(end, [authority])).problem;
}

Deno.test("findChain() refuses issuers that may not sign", async () => {
  assertEquals(await below({ authority: false }), {
    kind: "issuer-no-ca",
    of: undefined,
    issuer: "middle",
  });
  assertEquals((await below({}))?.kind, "issuer-no-ca");
  const { digitalSignature, keyCertSign } = KEY_USAGE;
  assertEquals(await below({ authority: true, keyUsage: digitalSignature }), {
    kind: "issuer-may-not-sign",
    issuer: "middle",
  });
  assertEquals(
    await below({ authority: true, keyUsage: keyCertSign }),
    undefined,
  );
});

Deno.test("findChain() counts the CAs below another", async () => {
  const narrow = await make({ name: "narrow", authority: 0 });
  const inner = await make({ name: "inner", issuer: narrow, authority: true });
  const end = await make({ name: "end", issuer: inner });
  assertEquals((await chainOf(end, [inner], [narrow])).problem, {
    kind: "path-too-long",
    issuer: "narrow",
    limit: 0,
  });
  const direct = await make({ name: "direct", issuer: narrow });
  assertEquals((await chainOf(direct, [], [narrow])).problem, undefined);
});

Deno.test("findChain() refuses critical extensions that nobody knows", async () => {
  const unknown = ["1.2.3.4", "0500", true] as const;
  const end = await make({
    name: "leaf",
    issuer: middle,
    extension: unknown,
  });
  assertEquals((await chainOf(end, [middle])).problem, {
    kind: "unknown-critical",
    of: undefined,
    extension: "1.2.3.4",
  });
  assertEquals(await below({ authority: true, extension: unknown }), {
    kind: "unknown-critical",
    of: "middle",
    extension: "1.2.3.4",
  });
  const harmless = ["1.2.3.4", "0500", false] as const;
  assertEquals(
    await below({ authority: true, extension: harmless }),
    undefined,
  );
});

const NAME_CONSTRAINTS = "2.5.29.30";

/** A CA with these limits: hexadecimal of `permitted` and `excluded` subtrees. */
function limited(hex: string): Partial<Shape> {
  return { authority: true, extension: [NAME_CONSTRAINTS, hex, true] };
}

Deno.test("findChain() heeds the names that a CA may sign for", async () => {
  // permitted: DNS a.test
  const permitted = limited("300ca00a30088206612e74657374");
  assertEquals(await below(permitted, ["a.test", "b.a.test"]), undefined);
  assertEquals(await below(permitted, ["b.test"]), {
    kind: "name-not-permitted",
    issuer: "middle",
    name: "b.test",
  });
  assertEquals(
    (await below(permitted, ["aa.test"]))?.kind,
    "name-not-permitted",
  );
  assertEquals(await below(permitted, ["127.0.0.1"]), undefined);
  // excluded: DNS a.test
  const excluded = limited("300ca10a30088206612e74657374");
  assertEquals(
    (await below(excluded, ["b.a.test"]))?.kind,
    "name-not-permitted",
  );
  assertEquals(await below(excluded, ["b.test"]), undefined);
  // permitted: 10.0.0.0/8
  const network = limited("300ea00c300a87080a000000ff000000");
  assertEquals(await below(network, ["10.1.2.3"]), undefined);
  assertEquals(
    (await below(network, ["11.1.2.3"]))?.kind,
    "name-not-permitted",
  );
  assertEquals((await below(network, ["::1"]))?.kind, "name-not-permitted");
  // permitted: fe80::/10
  const v6 = limited(
    "3026a024302287" + "20fe800000000000000000000000000000" +
      "ffc00000000000000000000000000000",
  );
  assertEquals(await below(v6, ["fe80::1"]), undefined);
  assertEquals((await below(v6, ["2001:db8::1"]))?.kind, "name-not-permitted");
});

Deno.test("findChain() lets a CA whose limits cannot be read sign for nothing", async () => {
  assertEquals((await below(limited("3082ffff")))?.kind, "name-not-permitted");
});
