import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { shellWord } from "../../src/bytes/shell_word.ts";
import { Pty } from "../cli/pty.ts";
import { isMissing, namesIn, shell, withFolder } from "../pki/support.ts";
import { wirelabCommand } from "./program.ts";

/** A shell on a terminal, in which `wirelab` is the program under test. */
async function onTerminal(
  test: (pty: Pty, cwd: string) => Promise<void>,
): Promise<void> {
  for (const program of ["script", "openssl"]) {
    if (await isMissing(program)) return;
  }
  await withFolder(async (cwd) => {
    await using pty = new Pty("sh -i", cwd);
    const wirelab = wirelabCommand().map(shellWord).join(" ");
    await pty.send(
      `LC_ALL=C.UTF-8; export LC_ALL; wirelab() { ${wirelab} "$@"; }; PS1='ready''> '\n`,
    );
    await pty.until("ready> ");
    await test(pty, cwd);
  });
}

/** Waits for the shell, and gives the exit code of what it ran. */
async function codeOf(pty: Pty): Promise<[code: string, shown: string]> {
  const shown = await pty.until("ready> ");
  await pty.send('echo "code $?."\n');
  const text = await pty.until("ready> ");
  return [/code (\d+)\./.exec(text)?.[1] ?? "", shown];
}

Deno.test("a passphrase is asked for twice, unseen, and protects the key", async () => {
  await onTerminal(async (pty, cwd) => {
    await pty.send("wirelab cert key --encrypt\n");
    await pty.until("New passphrase for key.pem: ");
    await pty.send("correct hosre\x7f\x7f\x7frse\r");
    const first = await pty.until("The same again: ");
    await pty.send("correct horse\r");
    const [code, second] = await codeOf(pty);
    assertEquals(code, "0");
    assertStringIncludes(second, "protected by the passphrase");
    for (const shown of [first, second]) {
      assert(!shown.includes("horse") && !shown.includes("hosre"), shown);
    }
    await shell(
      "openssl pkey -in key.pem -passin 'pass:correct horse' -noout -check",
      cwd,
    );
    await pty.send("wirelab cert decrypt key.pem --out open.pem\n");
    await pty.until("Passphrase of key.pem: ");
    await pty.send("correct horse\r");
    assertEquals((await codeOf(pty))[0], "0");
    await shell("openssl pkey -in open.pem -noout -check", cwd);
  });
});

Deno.test("a passphrase that is typed differently is asked for again", async () => {
  await onTerminal(async (pty) => {
    await pty.send("wirelab cert key --encrypt\n");
    for (let attempt = 0; attempt < 3; attempt++) {
      await pty.until("New passphrase for key.pem: ");
      await pty.send("correct horse\r");
      await pty.until("The same again: ");
      await pty.send("correct house\r");
    }
    const [code, shown] = await codeOf(pty);
    assertEquals(code, "2");
    assertStringIncludes(shown, "typed differently 3 times");
  });
});

Deno.test("a wrong passphrase is told", async () => {
  await onTerminal(async (pty, cwd) => {
    await shell(
      "openssl genrsa -aes256 -passout 'pass:correct horse' -out key.pem 2048",
      cwd,
    );
    await pty.send("wirelab cert decrypt key.pem --out open.pem\n");
    await pty.until("Passphrase of key.pem: ");
    await pty.send("wrong\r");
    const [code, shown] = await codeOf(pty);
    assertEquals(code, "3");
    assertStringIncludes(shown, "the passphrase is wrong");
  });
});

Deno.test("Ctrl-C at a passphrase ends, writes nothing, and leaves the terminal as it was", async () => {
  await onTerminal(async (pty, cwd) => {
    await pty.send("wirelab cert key --encrypt\n");
    await pty.until("New passphrase for key.pem: ");
    await pty.send("corre\x03");
    assertEquals((await codeOf(pty))[0], "130");
    assertEquals(await namesIn(cwd), []);
    await pty.send("echo visible\n");
    const shown = await pty.until("ready> ");
    assertEquals(shown.match(/visible/g)?.length, 2, "the terminal echoes");
  });
});

Deno.test("a passphrase is asked for in Chinese", async () => {
  await onTerminal(async (pty) => {
    await pty.send("wirelab cert key --encrypt --lang zh\n");
    await pty.until("为 key.pem 设置口令：");
    await pty.send("密码密码\r");
    await pty.until("再输入一次：");
    await pty.send("密码密码\r");
    const [code, shown] = await codeOf(pty);
    assertEquals(code, "0");
    assertStringIncludes(shown, "由口令保护");
    await pty.send("wirelab cert show key.pem --lang zh\n");
    assertStringIncludes(await pty.until("ready> "), "私钥，由口令保护");
  });
});
