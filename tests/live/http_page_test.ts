/** The page in a real browser: what headless Chromium makes of it. */
import { assert, assertMatch, assertStringIncludes } from "@std/assert";
import { liveTest, noProgram, withFolder } from "./capture_support.ts";
import { run, Server } from "./program.ts";

const chromium = noProgram("chromium");

/** What Chromium makes of a page, as HTML, and what it complained about. */
async function browse(
  url: string,
  folder: string,
  ...args: string[]
): Promise<{ dom: string; complaints: string }> {
  const { stdout, stderr, code } = await run([
    "chromium",
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    `--user-data-dir=${folder}/profile`,
    "--ignore-certificate-errors",
    "--enable-logging=stderr",
    ...args,
    "--dump-dom",
    url,
  ]);
  assert(code === 0, stderr);
  const complaints = stderr.split("\n").filter((line) =>
    line.includes("CONSOLE") || line.includes("Content Security Policy")
  );
  return { dom: stdout, complaints: complaints.join("\n") };
}

liveTest(
  "Chromium shows the page of http-server",
  [chromium],
  () =>
    withFolder(async (folder) => {
      await using server = new Server(["http-server"]);
      const port = await server.port();
      const { dom, complaints } = await browse(
        `http://127.0.0.1:${port}/`,
        folder,
        "--accept-lang=en",
      );
      assertStringIncludes(dom, "The server runs.");
      assertStringIncludes(dom, "<b>HTTP/1.1</b>");
      assertMatch(dom, /<dt>client \(you\)<\/dt><dd>127\.0\.0\.1:\d+<\/dd>/);
      assertMatch(dom, /<dt>server's time<\/dt><dd>\d{4}-\d\d-\d\d /);
      assertStringIncludes(dom, "<dt>TLS</dt><dd>no, in the clear</dd>");
      assert(complaints === "", complaints);
    }),
);

liveTest(
  "Chromium shows the page of https-server over HTTP/2, and why it warns",
  [
    chromium,
  ],
  () =>
    withFolder(async (folder) => {
      const certs = `${folder}/certs`;
      await using server = new Server(["https-server", "--certs", certs]);
      const url = `https://localhost:${await server.port()}/`;
      const english = await browse(url, folder, "--accept-lang=en");
      assertStringIncludes(english.dom, "<b>HTTP/2</b>");
      assertStringIncludes(english.dom, "<b>TLS 1.3</b>");
      assertStringIncludes(english.dom, "<dt>ALPN</dt><dd>h2</dd>");
      assertStringIncludes(english.dom, "Why the browser warns");
      assertStringIncludes(english.dom, "wirelab cert trust");
      assertStringIncludes(english.dom, "<dd>localhost, 127.0.0.1, ::1</dd>");
      assert(english.complaints === "", english.complaints);
      const chinese = await browse(`${url}?lang=zh`, folder);
      assertStringIncludes(chinese.dom, "浏览器为什么警告");
    }),
);
