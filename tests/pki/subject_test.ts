import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { Failure } from "../../src/failure.ts";
import {
  commonNameOf,
  parseSubject,
  subjectOf,
} from "../../src/pki/subject.ts";

Deno.test("parseSubject() reads what openssl's -subj takes, in its order", () => {
  const subject = parseSubject(
    "/C=us/ST=CA/L=San Francisco/O=MyCompany/CN=localhost",
  );
  assertEquals(
    subject.map(({ identifier, value }) => `${identifier}=${value}`),
    [
      "2.5.4.6=US",
      "2.5.4.8=CA",
      "2.5.4.7=San Francisco",
      "2.5.4.10=MyCompany",
      "2.5.4.3=localhost",
    ],
  );
  assertEquals(commonNameOf(subject), "localhost");
});

Deno.test("parseSubject() reads escaped slashes, and other = signs as they are", () => {
  const subject = parseSubject(String.raw`/O=A\/B \\ C/CN=a=b`);
  assertEquals(subject.map(({ value }) => value), ["A/B \\ C", "a=b"]);
});

Deno.test("parseSubject() takes names in any case, and object identifiers", () => {
  const subject = parseSubject("/cn=x/EmailAddress=a@b.c/1.2.3.4=y");
  assertEquals(
    subject.map(({ identifier, string }) => [identifier, string]),
    [
      ["2.5.4.3", "utf8String"],
      ["1.2.840.113549.1.9.1", "ia5String"],
      ["1.2.3.4", "utf8String"],
    ],
  );
});

Deno.test("parseSubject() says what is wrong with a subject", () => {
  const rows: readonly [string, string][] = [
    ["CN=localhost", "it does not start with /"],
    ["/", "it names nobody"],
    ["/localhost", "localhost has no = in it"],
    ["/=x", "=x has no = in it"],
    ["/CN=", "CN has no value"],
    ["/XY=1", "nothing is called XY"],
    ["/constructor=1", "nothing is called constructor"],
    ["/C=USA", "a country, C, has two letters, for example CN"],
    [`/CN=${"x".repeat(65)}`, "CN has more than 64 characters"],
    ["/emailAddress=ü@b.c", "emailAddress takes letters of ASCII only"],
  ];
  for (const [text, problem] of rows) {
    const failure = assertThrows(() => parseSubject(text), Failure);
    assertEquals(failure.kind, "usage");
    assertEquals(
      failure.message,
      `Cannot use the subject ${text}: ${problem}.`,
    );
  }
});

Deno.test("parseSubject() recognises a subject that Git Bash took for a path", () => {
  const failure = assertThrows(
    () => parseSubject("C:/Program Files/Git/CN=localhost"),
    Failure,
  );
  assertStringIncludes(failure.hint ?? "", "Git Bash");
});

Deno.test("subjectOf() leaves a name out that is too long for a common name", () => {
  assertEquals(commonNameOf(subjectOf("localhost")), "localhost");
  assertEquals(subjectOf("x".repeat(65)), []);
});
