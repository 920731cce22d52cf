import { assertEquals } from "@std/assert";
import {
  renderProgress,
  renderStart,
  renderSummary,
} from "../../src/cli/capture_report.ts";

Deno.test("renderStart() names what is captured, where, and by what", () => {
  const lo = { interface: "lo", method: "af-packet" };
  assertEquals(
    renderStart(lo, [8080]),
    "Capturing TCP port 8080 on lo; Ctrl-C ends.\n",
  );
  assertEquals(
    renderStart(lo, [8080, 8443]),
    "Capturing TCP port 8080, 8443 on lo; Ctrl-C ends.\n",
  );
  assertEquals(
    renderStart({ interface: "any", method: "tcpdump" }, []),
    "Capturing all packets on any with tcpdump; Ctrl-C ends.\n",
  );
});

Deno.test("renderProgress() counts packets, bytes, drops and time", () => {
  assertEquals(
    renderProgress({ packets: 1, bytes: 66, dropped: 0 }, 0.9),
    "1 packet, 66 B, none dropped, 0:00",
  );
  assertEquals(
    renderProgress({ packets: 12_345, bytes: 4_200_000, dropped: 1234 }, 65),
    "12,345 packets, 4.2 MB, 1,234 dropped, 1:05",
  );
  assertEquals(
    renderProgress({ packets: 0, bytes: 0, dropped: 0 }, 3600 + 62),
    "0 packets, 0 B, none dropped, 1:01:02",
  );
});

Deno.test("renderSummary() advises where packets were dropped or none came", () => {
  assertEquals(
    renderSummary({ packets: 8, bytes: 549, dropped: 0 }, "talk.pcapng"),
    "8 packets, 549 B, none dropped, in talk.pcapng\n",
  );
  assertEquals(
    renderSummary({ packets: 8, bytes: 549, dropped: 2 }, "a").split("\n")[1],
    "This computer was too slow; --buffer 256 gives it more room.",
  );
  assertEquals(
    renderSummary({ packets: 0, bytes: 0, dropped: 0 }, "a").split("\n")[1],
    "Nothing passed. Was the conversation on this port and interface?",
  );
});
