import { assertEquals, assertThrows } from "@std/assert";
import { Failure } from "../../src/failure.ts";
import { TEXTS } from "../../src/lab/failure_text.ts";
import { parseFilter } from "../../src/lab/flow_filter.ts";
import { assertBilingual, assertChinese } from "../bilingual.ts";

Deno.test("failures to record, read and explain are told in both languages, with the same places", () => {
  assertBilingual(TEXTS, ["badFilter"]);
});

Deno.test("a capture without TCP is told of with one packet and with many", () => {
  assertEquals(
    [1, 2].map((count) => TEXTS.en.withoutTcp("a.pcap", count).message),
    [
      "Cannot explain a.pcap: its 1 packet holds no TCP.",
      "Cannot explain a.pcap: its 2 packets hold no TCP.",
    ],
  );
  assertEquals(
    [1, 2].map((count) => TEXTS.en.cutPackets("a.pcap", count).message),
    [
      "Cannot explain a.pcap: its 1 packet was cut off before the end of TCP's header.",
      "Cannot explain a.pcap: its 2 packets were cut off before the end of TCP's header.",
    ],
  );
});

Deno.test("a filter that cannot be read is told of in Chinese, with the reason", () => {
  for (const filter of ["hots 1", "host", "port x"]) {
    const failure = assertThrows(() => parseFilter(filter), Failure);
    assertChinese(failure.in("zh").message);
  }
  assertEquals(
    assertThrows(() => parseFilter("port x"), Failure).in("zh"),
    {
      message: "无法使用过滤条件：x 不是端口。",
      hint:
        "请写成：--filter 'host 127.0.0.1 and port 443 and tls'（或 http、ssh、data）",
    },
  );
  for (const held of [0, 1, 5]) {
    assertChinese(TEXTS.zh.noConversation(9, held).hint ?? "");
  }
});
