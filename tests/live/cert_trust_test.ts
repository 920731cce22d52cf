import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { shellWord } from "../../src/bytes/shell_word.ts";
import { isMissing, run, shell, withFolder } from "../pki/support.ts";
import { certOk, homeAt } from "./cert_program.ts";
import { Running, wirelabCommand } from "./program.ts";

/** Makes folders of the system private, as they are, in a namespace of mounts. */
const PRIVATE_FOLDERS = `
for folder in /etc/ssl/certs /usr/local/share/ca-certificates; do
  mkdir copy
  cp -a "$folder/." copy
  mount -t tmpfs tmpfs "$folder"
  cp -a copy/. "$folder"
  rm -r copy
done
`;

/**
 * Runs a script whose changes to the system's list of CAs nobody else sees and
 * nothing keeps.
 */
async function inNamespace(script: string, cwd: string) {
  const wirelab = wirelabCommand().map(shellWord).join(" ");
  const exports = Object.entries(await homeAt(cwd))
    .map(([name, value]) => `${name}=${shellWord(value)}`).join(" ");
  const lines = `set -e\n${PRIVATE_FOLDERS}\nwirelab() { ${wirelab} "$@"; }
export LC_ALL=C.UTF-8 ${exports}\n${script}`;
  return await run("unshare", [
    "--user",
    "--map-root-user",
    "--mount",
    "sh",
    "-c",
    lines,
  ], { cwd });
}

async function isImpossible(): Promise<boolean> {
  for (const program of ["unshare", "update-ca-certificates", "openssl"]) {
    if (await isMissing(program)) return true;
  }
  const { code, stderr } = await run("unshare", [
    "--user",
    "--map-root-user",
    "--mount",
    "mount",
    "-t",
    "tmpfs",
    "tmpfs",
    "/etc/ssl/certs",
  ]);
  if (code === 0) return false;
  assert(!Deno.env.get("CI"), `namespaces are not permitted: ${stderr}`);
  // deno-lint-ignore no-console -- the reason of a skipped test is for whoever runs it
  console.log(`skipped: namespaces are not permitted here: ${stderr}`);
  return true;
}

Deno.test("cert trust --install makes this system trust the CA, and cert untrust takes it back", async () => {
  if (await isImpossible()) return;
  await withFolder(async (cwd) => {
    const script = `
wirelab cert init --certs certs > /dev/null
check() { openssl verify certs/localhost.pem > /dev/null 2>&1 && echo "$1: trusted" || echo "$1: not trusted"; }
check before
wirelab cert trust --certs certs --install
check between
wirelab cert verify certs/localhost.pem --certs nowhere
wirelab cert untrust --certs certs --install
check after
wirelab cert untrust --certs certs --install
`;
    const { code, stdout, stderr } = await inNamespace(script, cwd);
    assertEquals(code, 0, `${stdout}${stderr}`);
    for (
      const line of [
        "before: not trusted",
        "$ update-ca-certificates",
        "✓ trusted now",
        "between: trusted",
        "localhost ← wirelab local CA (trusted by this system)",
        "$ update-ca-certificates --fresh",
        "✓ forgotten",
        "after: not trusted",
        "· was not trusted",
      ]
    ) assertStringIncludes(stdout, line);
  });
  const left = await shell(
    "ls /usr/local/share/ca-certificates | grep ^wirelab- || true",
  );
  assertEquals(left, "", "the system itself was changed");
});

/** Commands of `cert trust` or `cert untrust` for the databases of browsers. */
async function databaseCommands(
  action: "trust" | "untrust",
  cwd: string,
): Promise<string> {
  const out = await certOk([action, "--certs", "certs"], { cwd });
  return [...out.matchAll(/^ {2}\$ (.*(?:nssdb|firefox).*)$/gm)]
    .map(([, line]) => line).join("\n");
}

/** What Chromium says of wirelab's own server. */
async function visit(port: string, home: string): Promise<string> {
  const { stdout, stderr } = await new Deno.Command("chromium", {
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--no-proxy-server",
      `--user-data-dir=${home}/profile`,
      "--dump-dom",
      `https://localhost:${port}/`,
    ],
    env: { HOME: home },
    stdin: "null",
  }).output();
  const decoder = new TextDecoder();
  return /net::ERR_\w+/.exec(decoder.decode(stderr))?.[0] ??
    decoder.decode(stdout);
}

Deno.test("the commands of cert trust make Chromium open wirelab's own page, until cert untrust", async () => {
  for (const program of ["chromium", "certutil"]) {
    if (await isMissing(program)) return;
  }
  await withFolder(async (cwd) => {
    await certOk(["init", "--certs", "certs"], { cwd });
    await using server = new Running(
      [...wirelabCommand(), "tls-server", "0", "--certs", "certs"],
      { cwd, env: await homeAt(cwd) },
    );
    const [, port] = await server.until(/listening on 127\.0\.0\.1:(\d+)/);
    assertEquals(await visit(port, cwd), "net::ERR_CERT_AUTHORITY_INVALID");
    const show = ["show", `localhost:${port}`, "--certs", "certs"];
    assertStringIncludes(await certOk(show, { cwd }), "It warns");
    await shell(await databaseCommands("trust", cwd), cwd);
    assert(!(await visit(port, cwd)).startsWith("net::"));
    const trusted = await certOk(show, { cwd });
    assertStringIncludes(trusted, "It opens the page without a warning.");
    assertStringIncludes(trusted, "trusted by Chromium, as you told it");
    await shell(await databaseCommands("untrust", cwd), cwd);
    assertEquals(await visit(port, cwd), "net::ERR_CERT_AUTHORITY_INVALID");
  });
});

Deno.test("cert trust keeps its sentences to 80 columns, wherever the CA is", async () => {
  if (await isImpossible()) return;
  await withFolder(async (cwd) => {
    const certs = `a folder ${"with a long name ".repeat(3)}`.trim();
    await certOk(["init", "--certs", certs], { cwd });
    for (const action of ["trust", "untrust"]) {
      const out = await certOk([action, "--certs", certs], { cwd });
      const sentences = out.split("\n").filter((line) => !/^ {2}./.test(line));
      for (const line of sentences) assert(line.length <= 80, line);
    }
  });
});

Deno.test("cert trust finds the profiles of Firefox", async () => {
  if (await isMissing("certutil")) return;
  await withFolder(async (cwd) => {
    await certOk(["init", "--certs", "certs"], { cwd });
    const profile = `${cwd}/.mozilla/firefox/x1.default-release`;
    await Deno.mkdir(profile, { recursive: true });
    await Deno.mkdir(`${cwd}/.mozilla/firefox/Crash Reports`);
    await shell(`certutil -d sql:${profile} -N --empty-password`);
    const out = await certOk(["trust", "--certs", "certs"], { cwd });
    assertStringIncludes(out, "Firefox (x1.default-release)");
    await shell(await databaseCommands("trust", cwd), cwd);
    const list = await shell(`certutil -L -d sql:${profile}`);
    assertStringIncludes(list, "wirelab local CA ");
    await shell(await databaseCommands("untrust", cwd), cwd);
    assert(!(await shell(`certutil -L -d sql:${profile}`)).includes("wirelab"));
  });
});
