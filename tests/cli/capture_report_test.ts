import { assertEquals } from "@std/assert";
import { CAPTURE_TEXTS } from "../../src/cli/capture_text.ts";
import { assertBilingual } from "../bilingual.ts";
import {
  renderProgress,
  renderStart,
  renderSummary,
} from "../../src/cli/capture_report.ts";

Deno.test("renderStart() names what is captured, where, and by what", () => {
  const lo = { interface: "lo", method: "af-packet" };
  assertEquals(
    renderStart(lo, [8080], "en"),
    "Capturing TCP port 8080 on lo; Ctrl-C ends.\n",
  );
  assertEquals(
    renderStart(lo, [8080, 8443], "en"),
    "Capturing TCP port 8080, 8443 on lo; Ctrl-C ends.\n",
  );
  assertEquals(
    renderStart({ interface: "any", method: "tcpdump" }, [], "en"),
    "Capturing all packets on any with tcpdump; Ctrl-C ends.\n",
  );
});

Deno.test("renderProgress() counts packets, bytes, drops and time", () => {
  assertEquals(
    renderProgress({ packets: 1, bytes: 66, dropped: 0 }, 0.9, "en"),
    "1 packet, 66 B, none dropped, 0:00",
  );
  assertEquals(
    renderProgress(
      { packets: 12_345, bytes: 4_200_000, dropped: 1234 },
      65,
      "en",
    ),
    "12,345 packets, 4.2 MB, 1,234 dropped, 1:05",
  );
  assertEquals(
    renderProgress({ packets: 0, bytes: 0, dropped: 0 }, 3600 + 62, "en"),
    "0 packets, 0 B, none dropped, 1:01:02",
  );
});

Deno.test("renderSummary() advises where packets were dropped or none came", () => {
  assertEquals(
    renderSummary({ packets: 8, bytes: 549, dropped: 0 }, "talk.pcapng", "en"),
    "8 packets, 549 B, none dropped, in talk.pcapng\n",
  );
  assertEquals(
    renderSummary({ packets: 8, bytes: 549, dropped: 0 }, "-", "en"),
    "8 packets, 549 B, none dropped, to standard output\n",
  );
  assertEquals(
    renderSummary({ packets: 8, bytes: 549, dropped: 2 }, "a", "en").split(
      "\n",
    )[1],
    "This computer was too slow; --buffer 256 gives it more room.",
  );
  assertEquals(
    renderSummary({ packets: 0, bytes: 0, dropped: 0 }, "a", "en").split(
      "\n",
    )[1],
    "Nothing passed. Was the conversation on this port and interface?",
  );
});

Deno.test("a capture is told of in both languages, with the same places", () => {
  assertBilingual(CAPTURE_TEXTS, ["running"]);
});

Deno.test("a capture is told of in Chinese", () => {
  const tcpdump = { interface: "lo", method: "tcpdump" };
  assertEquals(
    renderStart(tcpdump, [8080, 8443], "zh"),
    "正在接口 lo 上用 tcpdump 抓取 TCP 端口 8080、8443 的分组；按 Ctrl-C 结束。\n",
  );
  assertEquals(
    renderStart({ interface: "any", method: "af-packet" }, [], "zh"),
    "正在接口 any 上抓取所有分组；按 Ctrl-C 结束。\n",
  );
  assertEquals(
    renderProgress({ packets: 1234, bytes: 66, dropped: 5 }, 65, "zh"),
    "1,234 个分组，66 B，丢失 5 个，1:05",
  );
  assertEquals(
    renderSummary({ packets: 8, bytes: 549, dropped: 0 }, "-", "zh"),
    "8 个分组，549 B，没有丢失，写到标准输出\n",
  );
});
