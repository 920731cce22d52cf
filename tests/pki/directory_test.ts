import { assertEquals, assertThrows } from "@std/assert";
import { Failure } from "../../src/failure.ts";
import {
  certificateDirectories,
  certificateDirectory,
  pathsIn,
  type Surroundings,
} from "../../src/pki/directory.ts";

function surroundings(
  os: Surroundings["os"],
  environment: Record<string, string>,
  directories: readonly string[] = [],
): Surroundings {
  return {
    os,
    env: (name) => environment[name],
    isDirectory: (path) => directories.includes(path),
  };
}

Deno.test("certificateDirectory() prefers ./certs where it exists", () => {
  assertEquals(
    certificateDirectory(surroundings("linux", { HOME: "/home/ada" }, [
      "certs",
    ])),
    "certs",
  );
});

Deno.test("certificateDirectories() names every folder, the chosen one first", () => {
  const here = surroundings("linux", { HOME: "/home/ada" }, ["certs"]);
  assertEquals(certificateDirectories(here), [
    "certs",
    "/home/ada/.local/share/wirelab",
  ]);
  assertEquals(certificateDirectories(surroundings("linux", {})), []);
});

Deno.test("certificateDirectory() takes the data folder of each system else", () => {
  const home = { HOME: "/home/ada", XDG_DATA_HOME: "/data" };
  const local = { LOCALAPPDATA: "C:\\Users\\Ada\\AppData\\Local" };
  assertEquals(
    certificateDirectory(surroundings("linux", home)),
    "/data/wirelab",
  );
  assertEquals(
    certificateDirectory(surroundings("linux", { HOME: "/home/ada" })),
    "/home/ada/.local/share/wirelab",
  );
  assertEquals(
    certificateDirectory(surroundings("darwin", home)),
    "/home/ada/Library/Application Support/wirelab",
  );
  assertEquals(
    certificateDirectory(surroundings("windows", local)),
    "C:\\Users\\Ada\\AppData\\Local\\wirelab",
  );
});

Deno.test("certificateDirectory() ignores a relative XDG_DATA_HOME", () => {
  assertEquals(
    certificateDirectory(
      surroundings("linux", { HOME: "/home/ada", XDG_DATA_HOME: "data" }),
    ),
    "/home/ada/.local/share/wirelab",
  );
});

Deno.test("certificateDirectory() names the variable that is missing", () => {
  const failure = assertThrows(
    () => certificateDirectory(surroundings("linux", {})),
    Failure,
    "HOME is not set",
  );
  assertEquals(failure.kind, "unavailable");
  assertThrows(
    () => certificateDirectory(surroundings("windows", { HOME: "/x" })),
    Failure,
    "LOCALAPPDATA is not set",
  );
});

Deno.test({
  name: "pathsIn() gives RSA files of its own, and the same CA",
  ignore: Deno.build.os === "windows",
  fn() {
    assertEquals(pathsIn("certs"), {
      directory: "certs",
      ca: "certs/ca.pem",
      caKey: "certs/ca.key",
      cert: "certs/localhost.pem",
      key: "certs/localhost.key",
    });
    assertEquals(pathsIn("/", "rsa"), {
      directory: "/",
      ca: "/ca.pem",
      caKey: "/ca.key",
      cert: "/localhost-rsa.pem",
      key: "/localhost-rsa.key",
    });
  },
});
