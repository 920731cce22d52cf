import { assertEquals, assertRejects } from "@std/assert";
import { Failure } from "../../src/failure.ts";
import { readSmallFile } from "../../src/pki/files.ts";

/** Has the system refuse to open any file while something runs: it refuses root none. */
async function whileRefused(action: () => Promise<void>): Promise<void> {
  const { open } = Deno;
  const refuse = () => Promise.reject(new Deno.errors.PermissionDenied("no"));
  Object.defineProperty(Deno, "open", { value: refuse, configurable: true });
  try {
    await action();
  } finally {
    Object.defineProperty(Deno, "open", { value: open, configurable: true });
  }
}

Deno.test("readSmallFile() advises to take a file only where wirelab made it", async () => {
  await whileRefused(async () => {
    const hintOf = async (path: string, own?: boolean) => {
      const { kind, hint, message } = await assertRejects(
        () => readSmallFile(path, { own }),
        Failure,
      );
      assertEquals([kind, message], [
        "permission",
        `Cannot read ${path}: the system does not permit it to this user.`,
      ]);
      return hint;
    };
    assertEquals(
      await hintOf("/etc/shadow"),
      "Name a file that this user may read, or have its owner permit it.",
    );
    assertEquals(
      await hintOf("certs/a b.key", true),
      `Let this user read it: sudo chown "$USER" 'certs/a b.key'`,
    );
  });
});
