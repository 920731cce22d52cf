import { assertEquals } from "@std/assert";
import { ByteReader } from "../../src/bytes/mod.ts";
import {
  decodeKexInit,
  type KexInit,
  negotiate,
  type Negotiation,
} from "../../src/ssh/mod.ts";
import { kexInit, type Offer } from "./build.ts";

function lists(offer: Offer): KexInit {
  return decodeKexInit(new ByteReader(kexInit(offer).subarray(1), "ssh"));
}

function agreed(client: Offer, server: Offer): Negotiation {
  return negotiate(lists(client), lists(server));
}

Deno.test("negotiate() takes the client's first name that the server lists too", () => {
  const negotiation = agreed(
    { kex: "a,b,c", hostKey: "x,y", encryption: "p,q", mac: "m,n" },
    { kex: "c,b", hostKey: "y,x", encryption: "q", mac: "n,m" },
  );
  assertEquals(negotiation.kex, "b");
  assertEquals(negotiation.hostKey, "x");
  assertEquals(negotiation.clientToServer, {
    encryption: "q",
    mac: "m",
    impliedMac: false,
    compression: "none",
  });
});

Deno.test("negotiate() tells each direction apart", () => {
  const negotiation = agreed(
    { encryption: "aes128-ctr", encryptionBack: "aes256-ctr" },
    { encryption: "aes128-ctr", encryptionBack: "aes256-ctr" },
  );
  assertEquals(negotiation.clientToServer.encryption, "aes128-ctr");
  assertEquals(negotiation.serverToClient.encryption, "aes256-ctr");
});

for (
  const cipher of [
    "aes128-gcm@openssh.com",
    "aes256-gcm@openssh.com",
    "aes256-gcm",
    "AEAD_AES_128_GCM",
    "chacha20-poly1305@openssh.com",
  ]
) {
  Deno.test(`negotiate() takes no MAC with ${cipher}`, () => {
    const { clientToServer } = agreed(
      { encryption: cipher, mac: "a" },
      { encryption: cipher, mac: "b" },
    );
    assertEquals(clientToServer.mac, undefined);
    assertEquals(clientToServer.impliedMac, true);
  });
}

Deno.test("negotiate() leaves open what has no name in common", () => {
  const { kex, clientToServer } = agreed(
    { kex: "a", mac: "m" },
    { kex: "b", mac: "n" },
  );
  assertEquals(kex, undefined);
  assertEquals(clientToServer.mac, undefined);
  assertEquals(clientToServer.impliedMac, false);
});

Deno.test("negotiate() takes no marker for a method", () => {
  assertEquals(
    agreed({ kex: "ext-info-c,b" }, { kex: "ext-info-c,b" }).kex,
    "b",
  );
  assertEquals(
    agreed({ kex: `a,${DROPBEAR}` }, { kex: `b,${DROPBEAR}` }).kex,
    undefined,
  );
});

Deno.test("decodeKexInit() names the markers", () => {
  assertEquals(
    lists({ kex: "a,ext-info-s,kex-strict-s-v00@openssh.com" }).markers,
    ["ext-info-s", "kex-strict-s-v00@openssh.com"],
  );
});

/** How Dropbear announces that it takes a guess for right more often. */
const DROPBEAR = "kexguess2@matt.ucc.asn.au";

const STRICT = [
  { kex: "a,kex-strict-c-v00@openssh.com,ext-info-c" },
  { kex: "a,kex-strict-s-v00@openssh.com,ext-info-s" },
] as const;

Deno.test("negotiate() finds strict key exchange where both sides announce it", () => {
  assertEquals(agreed(...STRICT).strictKex, true);
  assertEquals(agreed(STRICT[0], { kex: "a" }).strictKex, false);
  assertEquals(agreed(STRICT[1], STRICT[0]).strictKex, false);
});

Deno.test("negotiate() finds who takes EXT_INFO", () => {
  const { extInfoClient, extInfoServer } = agreed(STRICT[0], { kex: "a" });
  assertEquals([extInfoClient, extInfoServer], [true, false]);
});

for (
  const [cipher, mac, exposed] of [
    ["chacha20-poly1305@openssh.com", "m", true],
    ["aes128-cbc", "hmac-sha2-256-etm@openssh.com", true],
    ["aes128-cbc", "hmac-sha2-256", false],
    ["aes128-ctr", "hmac-sha2-256-etm@openssh.com", false],
    ["aes128-gcm@openssh.com", "m", false],
  ] as const
) {
  Deno.test(`negotiate() says ${exposed} of prefix truncation with ${cipher} and ${mac}`, () => {
    const offer = { encryption: cipher, mac };
    assertEquals(agreed(offer, offer).prefixTruncation, exposed);
    assertEquals(
      agreed({ ...offer, ...STRICT[0] }, { ...offer, ...STRICT[1] })
        .prefixTruncation,
      false,
    );
  });
}

for (
  const [client, server, guess] of [
    [{ kex: "a,b", follows: true }, { kex: "a,b" }, "right"],
    [{ kex: "a,b", follows: true }, { kex: "b,a" }, "wrong"],
    [
      { kex: "a", hostKey: "x,y", follows: true },
      { kex: "a", hostKey: "y,x" },
      "wrong",
    ],
    [{ kex: `a,b,${DROPBEAR}`, follows: true }, { kex: "b,a" }, "wrong"],
    [
      { kex: `a,b,${DROPBEAR}`, follows: true },
      { kex: `b,a,${DROPBEAR}` },
      "right",
    ],
    [
      { kex: `a,${DROPBEAR}`, hostKey: "x,y", follows: true },
      { kex: `a,${DROPBEAR}`, hostKey: "y" },
      "wrong",
    ],
    [{ kex: "a" }, { kex: "a" }, undefined],
  ] as const
) {
  Deno.test(`negotiate() calls a guess ${guess} with ${JSON.stringify([client, server])}`, () => {
    assertEquals(agreed(client, server).clientGuess, guess);
  });
}
