import { assert, assertEquals } from "@std/assert";
import { fit, pad, wrap } from "../../src/render/layout.ts";
import { widthOf } from "../../src/render/width.ts";

Deno.test("fit() leaves a text that has room", () => {
  assertEquals(fit("hello", 5), "hello");
});

Deno.test("fit() tells that it cut", () => {
  assertEquals(fit("hello, server", 6), "hello…");
});

Deno.test("fit() leaves nothing where there is no room", () => {
  assertEquals([fit("hello", 0), fit("hello", -1), fit("", 0)], ["", "", ""]);
});

Deno.test("fit() never cuts through a double-width character", () => {
  assertEquals(fit("三次握手", 4), "三…");
  assertEquals(widthOf(fit("三次握手", 6)), 5);
});

Deno.test("pad() counts a Chinese character as two columns", () => {
  assertEquals(pad("客户端", 8), "客户端  ");
  assertEquals(pad("ms", 4, "right"), "  ms");
});

Deno.test("wrap() breaks at spaces", () => {
  assertEquals(wrap("one two three four", 9), ["one two", "three", "four"]);
});

Deno.test("wrap() breaks a word that is longer than a line", () => {
  assertEquals(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
});

Deno.test("wrap() keeps Chinese punctuation off the start of a line", () => {
  for (const line of wrap("双方交换序号，连接建立。可以发送数据了。", 9)) {
    assert(!/^[，。]/.test(line), line);
  }
});

Deno.test("wrap() keeps opening brackets and quotes off the end of a line", () => {
  const text = "证书（由“本机”的「颁发机构」签发）《说明》（abc）和『甲』。";
  for (let columns = 8; columns < 40; columns++) {
    for (const line of wrap(text, columns)) {
      assert(!/[（《「『“]$/u.test(line), line);
      assert(!/^[）》」』”。]/u.test(line), line);
    }
  }
});

Deno.test("wrap() keeps a command on one line where it fits", () => {
  const commands = [
    "wirelab cert untrust",
    "wirelab cert show cert.pem",
    "wirelab cert verify a.pem --ca 'my ca.pem' --use client",
    "sudo wirelab capture 8080 -w talk.pcapng",
    "wirelab tls-client 8443 --certs DIR --insecure",
    "openssl pkcs7 -in full.p7b -print_certs -out full.pem",
  ];
  for (const command of commands) {
    for (const end of [".", "，再试一次。"]) {
      const text =
        `So that it is far from the start: ${command}${end} 然后 more.`;
      for (let columns = 60; columns < 90; columns++) {
        const lines = wrap(text, columns);
        assert(lines.some((line) => line.includes(command)), lines.join("\n"));
        assert(lines.every((line) => widthOf(line) <= columns), `${columns}`);
      }
      // Where it has no room it is broken as any text is.
      assert(wrap(text, 16).every((line) => widthOf(line) <= 16));
    }
  }
});

Deno.test("wrap() breaks prose that speaks of wirelab as any other", () => {
  assertEquals(
    wrap("Leave it out, then wirelab makes one of its own for you", 30),
    ["Leave it out, then wirelab", "makes one of its own for you"],
  );
});

Deno.test("wrap() stays within its columns and loses nothing", () => {
  const text =
    "第二次握手：同意。我的初始序号是 3052416441，记作 0；ok then, go on.";
  for (let columns = 4; columns < 40; columns++) {
    const lines = wrap(text, columns);
    assert(lines.every((line) => widthOf(line) <= columns), `${columns}`);
    assertEquals(
      lines.join("").replaceAll(" ", ""),
      text.replaceAll(" ", ""),
      `${columns}`,
    );
  }
});
