import { assertEquals, assertMatch } from "@std/assert";
import { setcapCommand } from "../../src/capture/host.ts";
import { namespaceObstacle } from "../../src/capture/namespace.ts";
import { PERMISSIONS } from "../../src/permissions.ts";
import {
  liveTest,
  noCapture,
  noProgram,
  type Output,
  run,
  tsharkFields,
  withFolder,
} from "./capture_support.ts";

const isRoot = Deno.build.os === "linux" && Deno.uid() === 0;
const notRoot = isRoot ? undefined : "it needs root, to become someone else";
const noNamespace = await namespaceObstacle();

/** Nobody in particular: no account is needed. */
const ORDINARY = [
  ...["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"],
  "--inh-caps=-all",
];

/** What lets that user open packet sockets, as a file capability would. */
const WITH_NET_RAW = [
  ...ORDINARY.slice(0, -1),
  "--inh-caps=+net_raw",
  "--ambient-caps=+net_raw",
];

/** Where the kernel allows no further user namespace, and no capability counts. */
const WITHOUT_NAMESPACES = [
  ...["unshare", "--user", "--map-root-user", "sh", "-c"],
  'echo 0 > /proc/sys/user/max_user_namespaces && exec "$@"',
  "sh",
];

interface RunOptions {
  as?: readonly string[];
  env?: Record<string, string>;
  /** Where it finds other programs. */
  path?: string;
}

/**
 * Copies the sources to where anyone may read them, with a configuration that
 * names no packages, and lends a way to run the program there.
 */
async function withProgram(
  test: (
    run: (args: readonly string[], options?: RunOptions) => Promise<Output>,
    folder: string,
  ) => Promise<void>,
): Promise<void> {
  const root = new URL("../../", import.meta.url).pathname;
  await withFolder(async (folder) => {
    const copied = await run("cp", ["-r", `${root}src`, folder]);
    assertEquals(copied.code, 0, copied.err);
    await Deno.mkdir(`${folder}/tests/live`, { recursive: true });
    await Deno.mkdir(`${folder}/open`);
    await Deno.copyFile(
      `${root}tests/live/capture_program.ts`,
      `${folder}/tests/live/capture_program.ts`,
    );
    await Deno.writeTextFile(`${folder}/deno.json`, '{ "version": "0.0.0" }');
    await run("chmod", ["-R", "a+rX", folder]);
    await Deno.chmod(`${folder}/open`, 0o777);
    await test(async (args, options = {}) => {
      const [program, ...rest] = [
        ...(isRoot ? options.as ?? ORDINARY : []),
        ...(options.path === undefined ? [] : ["env", `PATH=${options.path}`]),
        Deno.execPath(),
        ...["run", "--quiet", "--no-prompt", "--no-lock", ...PERMISSIONS],
        `${folder}/tests/live/capture_program.ts`,
        ...args,
      ];
      return await run(program, rest, {
        cwd: folder,
        env: {
          HOME: `${folder}/open`,
          DENO_DIR: `${folder}/open/deno`,
          NO_COLOR: "1",
          WIRELAB_CAPTURE: "",
          ...options.env,
        },
      });
    }, folder);
  });
}

liveTest(
  "an ordinary user records SYN, SYN+ACK, ACK in a namespace of their own",
  [noNamespace, noProgram("tshark")],
  async () => {
    await withProgram(async (program, folder) => {
      const file = `${folder}/open/talk.pcapng`;
      const { out, err, code } = await program(["record", file], {
        env: { WIRELAB_CAPTURE: "namespace" },
      });
      assertEquals({ err, code }, { err: "", code: 0 });
      const { method, inOwnNamespace, packets, dropped } = JSON.parse(out);
      assertEquals({ method, inOwnNamespace, dropped }, {
        method: "af-packet",
        inOwnNamespace: true,
        dropped: 0,
      });
      const flags = (await tsharkFields(file, ["tcp.flags.str"])).flat()
        .map((text) => text.replaceAll("·", ""));
      assertEquals(flags.slice(0, 3), ["S", "AS", "A"]);
      assertEquals(flags.filter((text) => text.includes("F")).length, 2);
      assertEquals(flags.length, packets);
      const { uid } = await Deno.stat(file);
      assertEquals(uid, isRoot ? 65534 : Deno.uid());
    });
  },
);

liveTest(
  "probe() chooses a namespace for an ordinary user, and names what would give more",
  [notRoot, noNamespace],
  async () => {
    await withProgram(async (program) => {
      const { out, err } = await program(["plan"]);
      assertEquals(err, "");
      const plan = JSON.parse(out);
      assertEquals(plan.method, "namespace");
      assertMatch(plan.reason.en, /lacks the capability CAP_NET_RAW/);
      assertEquals(plan.command, setcapCommand());
      assertEquals(plan.refused.length, 1);
      assertEquals(plan.refused[0].obstacle, "no-capability");
    });
  },
);

liveTest("probe() chooses the packet socket for a user with CAP_NET_RAW", [
  notRoot,
  noCapture,
], async () => {
  await withProgram(async (program) => {
    const { out, err } = await program(["plan"], { as: WITH_NET_RAW });
    assertEquals(err, "");
    assertEquals(JSON.parse(out), { method: "af-packet", refused: [] });
  });
});

liveTest(
  "probe() falls back to the relay where nothing else is there, and says why for each",
  [notRoot],
  async () => {
    await withProgram(async (program) => {
      const { out } = await program(["plan"], { path: "/nowhere" });
      const plan = JSON.parse(out);
      assertEquals(plan.method, "relay");
      assertEquals(
        plan.refused.map(({ obstacle }: { obstacle: string }) => obstacle),
        ["no-capability", "no-namespace", "no-tcpdump"],
      );
      assertEquals(plan.command, setcapCommand());
    });
  },
);

liveTest("probe() names the setting that keeps namespaces away", [
  notRoot,
  noNamespace,
], async () => {
  await withProgram(async (program) => {
    const { out, err } = await program(["plan"], { as: WITHOUT_NAMESPACES });
    assertEquals(err, "");
    const { refused } = JSON.parse(out);
    assertEquals(refused[0].obstacle, "no-capability");
    assertEquals(refused[1], {
      method: "namespace",
      obstacle: "namespaces-off",
      reason: {
        en: "the kernel allows no user namespaces",
        zh: "内核不允许用户命名空间",
      },
      command: "sudo sysctl user.max_user_namespaces=15000",
    });
  });
});

liveTest("probe() tells a tcpdump that may not capture", [
  notRoot,
  noProgram("tcpdump"),
], async () => {
  await withProgram(async (program, folder) => {
    const found = await run("sh", ["-c", "command -v tcpdump"]);
    await Deno.mkdir(`${folder}/bin`);
    await Deno.symlink(found.out.trim(), `${folder}/bin/tcpdump`);
    const { out } = await program(["plan"], { path: `${folder}/bin` });
    const plan = JSON.parse(out);
    assertEquals(plan.method, "relay");
    assertEquals(plan.refused[2].obstacle, "tcpdump-denied");
    assertMatch(plan.refused[2].reason.en, /permi/);
  });
});

liveTest("probe() does what WIRELAB_CAPTURE says, or says why not", [
  notRoot,
  noCapture,
  noProgram("tcpdump"),
], async () => {
  await withProgram(async (program) => {
    const chosen = async (way: string, as?: readonly string[]) =>
      JSON.parse(
        (await program(["plan"], { as, env: { WIRELAB_CAPTURE: way } })).out,
      );
    for (const way of ["af-packet", "tcpdump", "relay"]) {
      assertEquals((await chosen(way, ["env"])).method, way);
    }
    assertMatch(
      (await chosen("af-packet")).failure,
      /^Cannot capture by af-packet, as WIRELAB_CAPTURE says: this process lacks/,
    );
    assertMatch(
      (await chosen("wire")).failure,
      /^Cannot capture by wire, as WIRELAB_CAPTURE says: there is no such way\.$/,
    );
  });
});

liveTest("root records by tcpdump too, the same packets", [
  notRoot,
  noProgram("tcpdump"),
  noProgram("tshark"),
], async () => {
  await withProgram(async (program, folder) => {
    const file = `${folder}/open/talk.pcapng`;
    const { out, err } = await program(["record", file], {
      as: ["env"],
      env: { WIRELAB_CAPTURE: "tcpdump" },
    });
    assertEquals(err, "");
    const { method, dropped } = JSON.parse(out);
    assertEquals({ method, dropped }, { method: "tcpdump", dropped: 0 });
    const flags = (await tsharkFields(file, ["tcp.flags.str"])).flat()
      .map((text) => text.replaceAll("·", ""));
    assertEquals(flags.slice(0, 3), ["S", "AS", "A"]);
    assertEquals(flags.filter((text) => text.includes("F")).length, 2);
    assertEquals(flags.at(-1), "A");
  });
});
