import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import {
  type PageFacts,
  preferredLanguage,
  renderErrorPage,
  renderFolder,
  renderPage,
  renderPlainError,
  renderPlainFolder,
  renderPlainPage,
} from "../../src/render/mod.ts";
import { PAGE_STYLE } from "../../src/render/page_style.ts";

const plain: PageFacts = {
  time: new Date(Date.UTC(2026, 0, 2, 3, 4, 5)),
  version: "HTTP/1.1",
  client: "127.0.0.1:50312",
  server: "127.0.0.1:8000",
  connection: 3,
  request: 2,
  tls: undefined,
  certificate: undefined,
};

const secure: PageFacts = {
  ...plain,
  version: "HTTP/2",
  server: "127.0.0.1:8444",
  tls: {
    version: "TLS 1.3",
    cipherSuite: "TLS_AES_256_GCM_SHA384",
    group: "x25519",
    alpn: "h2",
  },
  certificate: {
    origin: "local",
    subject: "CN=<localhost>",
    issuer: "CN=wirelab local CA",
    names: ["localhost", "127.0.0.1"],
    until: new Date(Date.UTC(2027, 5, 4)),
    key: "ECDSA P-256",
  },
};

Deno.test("renderPage() tells this connection's facts", () => {
  const page = renderPage(plain, "en");
  for (
    const fact of [
      "The server runs.",
      "HTTP/1.1",
      "127.0.0.1:50312",
      "127.0.0.1:8000",
      "no, in the clear",
      "number 3 of this server; request 2 on it",
      "wirelab http-client 8000",
    ]
  ) assertStringIncludes(page, fact);
  assert(!page.includes("ALPN"));
  assert(!page.includes("Why the browser warns"));
});

Deno.test("renderPage() tells of the certificate, and why the browser warns", () => {
  const page = renderPage(secure, "en");
  for (
    const fact of [
      "<b>TLS 1.3</b>",
      "yes, encrypted by TLS 1.3",
      "<dt>cipher suite</dt><dd>TLS_AES_256_GCM_SHA384</dd>",
      "<dt>key exchange</dt><dd>x25519</dd>",
      "<dt>ALPN</dt><dd>h2</dd>",
      "CN=&lt;localhost&gt;",
      "localhost, 127.0.0.1",
      "2027-06-04",
      "Why the browser warns",
      "wirelab cert trust",
      "wirelab https-client 8444",
    ]
  ) assertStringIncludes(page, fact);
});

Deno.test("renderPage() leaves out what is not known of TLS", () => {
  const page = renderPage({ ...secure, tls: { alpn: null } }, "en");
  assertStringIncludes(page, "<b>TLS</b>");
  assertStringIncludes(page, "<dd>yes, encrypted</dd>");
  assertStringIncludes(page, "<dd>none agreed on</dd>");
  assert(!page.includes("cipher suite"));
});

Deno.test("renderPage() has a text of its own for every kind of certificate, in both languages", () => {
  const pages = (["local", "self-signed", "other"] as const).flatMap((origin) =>
    (["en", "zh"] as const).map((language) => {
      const certificate = secure.certificate;
      assert(certificate);
      const facts = { ...secure, certificate: { ...certificate, origin } };
      return renderPage(facts, language);
    })
  );
  assertEquals(new Set(pages).size, 6);
});

Deno.test("pages load nothing and run nothing", () => {
  for (const language of ["en", "zh"] as const) {
    for (
      const page of [
        renderPage(secure, language),
        renderFolder("/a/", [], language),
        renderErrorPage(404, { method: "GET", target: "/x" }, language),
      ]
    ) {
      assert(!/<script|<img|<iframe|@import|url\(|https?:\/\/[^l]/.test(page));
      assertEquals(page.match(/<link [^>]*>/g), [
        '<link rel="icon" href="data:,">',
      ]);
    }
  }
});

Deno.test("pages escape what came from outside", () => {
  const evil = `<b onload="x">&'`;
  const escaped = "&lt;b onload=&quot;x&quot;&gt;&amp;&#39;";
  const error = renderErrorPage(404, { method: "GET", target: evil }, "en");
  assertStringIncludes(error, escaped);
  const folder = renderFolder(`/${evil}/`, [
    { name: evil, isFolder: false, size: 1 },
    { name: "?#%", isFolder: true, size: undefined },
  ], "en");
  assertStringIncludes(folder, escaped);
  assertStringIncludes(folder, 'href="./%3Cb%20onload%3D%22x%22%3E%26');
  assertStringIncludes(folder, 'href="./%3F%23%25/"');
  assert(!folder.includes("<b onload") && !error.includes("<b onload"));
});

Deno.test("renderFolder() leads up from every folder but the root", () => {
  assert(!renderFolder("/", [], "en").includes("../"));
  assertStringIncludes(renderFolder("/a/", [], "en"), 'href="../"');
});

Deno.test("renderPlainPage() tells the same facts without markup", () => {
  const text = renderPlainPage(secure, "zh");
  assertStringIncludes(text, "服务器正在运行。");
  assertStringIncludes(text, "ALPN：h2");
  assert(!text.includes("<"));
});

Deno.test("renderPlainFolder() lists names beside their sizes, and acts on no terminal", () => {
  const entries = [
    { name: "图片", isFolder: true, size: undefined },
    { name: "a\x1b[2J\n", isFolder: false, size: 1 },
    { name: "big.bin", isFolder: false, size: 50_000_000 },
  ];
  assertEquals(
    renderPlainFolder("/a\r/", entries, "en"),
    [
      "Folder /a\\r/",
      "            图片/",
      "       1 B  a\\x1b[2J\\n",
      "  47.7 MiB  big.bin",
      "",
    ].join("\n"),
  );
  assertEquals(
    renderPlainFolder("/", [], "zh"),
    "文件夹 /\n  这个文件夹是空的。\n",
  );
});

Deno.test("renderPlainFolder() lists more entries than a call takes arguments", () => {
  const entries = Array.from({ length: 150_000 }, (_, index) => ({
    name: `${index}`,
    isFolder: false,
    size: index,
  }));
  const lines = renderPlainFolder("/", entries, "en").split("\n");
  assertEquals(lines.length, entries.length + 2);
});

Deno.test("renderPlainError() tells why there is nothing, and acts on no terminal", () => {
  assertEquals(
    renderPlainError(404, { method: "GET", target: "/\x1b" }, "en"),
    "404: There is nothing here\n  asked for: GET /\\x1b\n",
  );
});

Deno.test("preferredLanguage() heeds the order and the weights", () => {
  for (
    const [header, language] of [
      [null, "en"],
      ["", "en"],
      ["de", "en"],
      ["zh", "zh"],
      ["zh-TW;q=0.5, en;q=0.4", "zh"],
      ["en-US,en;q=0.9,zh;q=0.8", "en"],
      ["zh;q=0, de", "en"],
      ["ZH-cn", "zh"],
      [";;q=,,zh;q=x", "en"],
    ] as const
  ) assertEquals(preferredLanguage(header), language, String(header));
  assertEquals(preferredLanguage(null, "zh"), "zh");
});

Deno.test("renderPage() titles its page, and says who signed beside the signer", () => {
  assertStringIncludes(
    renderPage(secure, "en"),
    "<title>The server runs. · wirelab</title>",
  );
  for (const language of ["en", "zh"] as const) {
    assertStringIncludes(
      renderPage(secure, language),
      "<dd>CN=wirelab local CA · ",
    );
  }
});

Deno.test("the page's colours stand out from its grounds, light and dark", () => {
  const [, light, dark] = PAGE_STYLE.split(":root{");
  const inLight = coloursIn(light);
  for (const colours of [inLight, { ...inLight, ...coloursIn(dark) }]) {
    const inks = ["ink", "faint", "client", "server", "warning", "tls"];
    for (
      const [ink, ground] of inks.flatMap((ink) =>
        ["paper", "ground"].map((ground) => [ink, ground])
      )
    ) {
      const ratio = contrast(colours[ink], colours[ground]);
      // WCAG 2.2, success criterion 1.4.3, for text of normal size.
      assert(ratio >= 4.5, `${ink} on ${ground}: ${ratio.toFixed(2)}`);
    }
  }
});

function coloursIn(style: string): Record<string, string> {
  const declarations = style.slice(0, style.indexOf("}"));
  return Object.fromEntries(
    Array.from(
      declarations.matchAll(/--(\w+):(#[\da-f]+)/g),
      ([, name, colour]) => [name, colour],
    ),
  );
}

/** How far two colours are apart: 1 to 21. */
function contrast(a: string, b: string): number {
  const [darker, lighter] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const digits = colour.slice(1);
  const size = digits.length / 3;
  const [red, green, blue] = [0, 1, 2].map((index) => {
    const part = digits.slice(index * size, (index + 1) * size);
    const value = parseInt(size === 1 ? part + part : part, 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
