import { assertEquals } from "@std/assert";
import { shellWord } from "../../src/bytes/shell_word.ts";
import {
  type SystemCommand,
  type TrustStore,
  trustStores,
  type TrustSurroundings,
} from "../../src/pki/trust_store.ts";

const AUTHORITY = {
  path: "certs/ca.pem",
  name: "wirelab local CA",
  sha256: "AB:CD:EF:01:23:45",
  sha1: "11:22:33",
};

function surroundings(
  changes: Partial<TrustSurroundings> & { has?: string[] },
): TrustSurroundings {
  return {
    os: "linux",
    home: "/home/ada",
    tools: new Set(changes.has ?? []),
    firefoxProfiles: [],
    chromiumDatabases: [],
    ...changes,
  };
}

function lines(commands: readonly SystemCommand[]): string[] {
  return commands.map(({ program, args, asRoot }) =>
    [...asRoot ? ["sudo"] : [], program, ...args].map(shellWord).join(" ")
  );
}

function plan(changes: Parameters<typeof surroundings>[0]): {
  stores: TrustStore[];
  trust: string[];
  untrust: string[];
} {
  const stores = trustStores(AUTHORITY, surroundings(changes));
  return {
    stores,
    trust: lines(stores.flatMap(({ trust }) => trust)),
    untrust: lines(stores.flatMap(({ untrust }) => untrust)),
  };
}

Deno.test("trustStores() goes by update-ca-certificates on Debian and its relatives", () => {
  const { trust, untrust } = plan({ has: ["update-ca-certificates", "trust"] });
  const copy = "/usr/local/share/ca-certificates/wirelab-abcdef01.crt";
  assertEquals(trust, [
    `sudo cp certs/ca.pem ${copy}`,
    "sudo update-ca-certificates",
  ]);
  assertEquals(untrust, [
    `sudo rm ${copy}`,
    "sudo update-ca-certificates --fresh",
  ]);
});

Deno.test("trustStores() goes by trust on Fedora and Arch", () => {
  const { trust, untrust } = plan({ has: ["trust"] });
  assertEquals(trust, ["sudo trust anchor --store certs/ca.pem"]);
  assertEquals(untrust, ["sudo trust anchor --remove certs/ca.pem"]);
});

Deno.test("trustStores() goes by the keychain on macOS", () => {
  const { trust, untrust } = plan({ os: "darwin", home: "/Users/ada" });
  const file = "/Users/ada/Library/Keychains/login.keychain-db";
  assertEquals(trust, [
    `security add-trusted-cert -r trustRoot -k ${file} certs/ca.pem`,
  ]);
  assertEquals(untrust, [
    "security remove-trusted-cert certs/ca.pem",
    `security delete-certificate -Z 112233 ${file}`,
  ]);
});

Deno.test("trustStores() goes by the user's certificates on Windows", () => {
  const { trust, untrust } = plan({ os: "windows" });
  assertEquals(trust, ["certutil -user -addstore Root certs/ca.pem"]);
  assertEquals(untrust, ["certutil -user -delstore Root 112233"]);
});

Deno.test("trustStores() tells every database of Chromium and Firefox", () => {
  const { stores, trust, untrust } = plan({
    has: ["certutil", "chromium"],
    chromiumDatabases: ["/home/ada/.pki/nssdb"],
    firefoxProfiles: ["/home/ada/.mozilla/firefox/x.default"],
  });
  assertEquals(stores.map(({ name }) => name), ["chromium", "firefox"]);
  const name = "-n 'wirelab local CA abcdef01'";
  assertEquals(trust, [
    `certutil -d sql:/home/ada/.pki/nssdb -A -t C,, ${name} -i certs/ca.pem`,
    `certutil -d sql:/home/ada/.mozilla/firefox/x.default -A -t C,, ${name} -i certs/ca.pem`,
  ]);
  assertEquals(untrust, [
    `certutil -d sql:/home/ada/.pki/nssdb -D ${name}`,
    `certutil -d sql:/home/ada/.mozilla/firefox/x.default -D ${name}`,
  ]);
});

Deno.test("trustStores() makes the database of a Chromium that was never started", () => {
  const { trust } = plan({ has: ["certutil", "google-chrome"] });
  assertEquals(trust.slice(0, 2), [
    "mkdir -p /home/ada/.pki/nssdb",
    "certutil -d sql:/home/ada/.pki/nssdb -N --empty-password",
  ]);
  assertEquals(plan({ has: ["certutil"] }).trust, []);
});

Deno.test("trustStores() knows what installs certutil on each system", () => {
  const rows: readonly [string, string][] = [
    ["apt-get", "sudo apt-get install libnss3-tools"],
    ["dnf", "sudo dnf install nss-tools"],
    ["pacman", "sudo pacman -S nss"],
    ["zypper", "sudo zypper install mozilla-nss-tools"],
    ["apk", "sudo apk add nss-tools"],
  ];
  for (const [installer, line] of rows) {
    const { stores } = plan({ has: [installer, "chromium"] });
    assertEquals(lines(stores.flatMap(({ install }) => install ?? [])), [line]);
  }
  const { stores } = plan({ has: ["certutil", "apt-get", "chromium"] });
  assertEquals(stores.map(({ install }) => install), [undefined]);
});

Deno.test("trustStores() gives two CAs of the same name two places", () => {
  const other = { ...AUTHORITY, sha256: "00:11:22:33:44" };
  const place = (authority: typeof AUTHORITY) =>
    trustStores(
      authority,
      surroundings({ has: ["update-ca-certificates"] }),
    )[0].sign;
  assertEquals(
    place(other),
    "/usr/local/share/ca-certificates/wirelab-00112233.crt",
  );
  assertEquals(
    place(AUTHORITY),
    "/usr/local/share/ca-certificates/wirelab-abcdef01.crt",
  );
});
