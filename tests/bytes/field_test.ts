import { assertEquals } from "@std/assert";
import { type Field, leavesOf, tilingFault } from "../../src/bytes/mod.ts";

function field(
  name: string,
  offset: number,
  length: number,
  fields?: Field[],
): Field {
  return { name, offset, length, value: null, ...(fields ? { fields } : {}) };
}

const tree = [
  field("head", 0, 1),
  field("body", 1, 4, [
    field("left", 1, 1),
    field("right", 2, 3, [field("deep", 2, 3)]),
  ]),
  field("none", 5, 0, []),
];

Deno.test("leavesOf() yields the fields without children, in order", () => {
  assertEquals([...leavesOf(tree)].map((leaf) => leaf.name), [
    "head",
    "left",
    "deep",
  ]);
});

Deno.test("tilingFault() accepts fields that account for every byte once", () => {
  assertEquals(tilingFault(tree, 0, 5), undefined);
  assertEquals(tilingFault([], 3, 0), undefined);
});

Deno.test("tilingFault() names a gap", () => {
  assertEquals(
    tilingFault([field("a", 0, 1), field("b", 2, 1)], 0, 3),
    "field b starts at 2, not at 1",
  );
});

Deno.test("tilingFault() names an overlap", () => {
  assertEquals(
    tilingFault([field("a", 0, 2), field("b", 1, 2)], 0, 3),
    "field b starts at 1, not at 2",
  );
});

Deno.test("tilingFault() names bytes that are missing, and too many", () => {
  assertEquals(
    tilingFault([field("a", 0, 2)], 0, 3),
    "1 of 3 bytes are not in any field",
  );
  assertEquals(
    tilingFault([field("a", 0, 4)], 0, 3),
    "the fields reach 1 bytes past the end",
  );
});

Deno.test("tilingFault() looks into groups", () => {
  const group = field("group", 0, 3, [field("a", 0, 2)]);
  assertEquals(
    tilingFault([group], 0, 3),
    "in group: 1 of 3 bytes are not in any field",
  );
});
