import { warmUpTls } from "../endpoints/warm_up.ts";
import {
  type CloseCase,
  closeToJson,
  renderClose,
  renderCloseTable,
} from "../render/mod.ts";
import type { Flow } from "../stream/mod.ts";
import { CLOSE_WAYS, CloseStand, shows } from "./close_ways.ts";
import { show, type StudyOptions, tell, type Told } from "./study.ts";
import { Wire } from "./wire.ts";

/**
 * Ends connections in every way there is, and names each by its packets.
 *
 * @param options How it is shown.
 * @throws {Failure} `unavailable`, where packets cannot be had.
 */
export async function runCloseDemo(options: StudyOptions): Promise<void> {
  using stands = new DisposableStack();
  const all = CLOSE_WAYS.map((way) =>
    stands.use(new CloseStand(way, options.credentials))
  );
  await warmUpTls();
  await using wire = await Wire.open({
    ...options,
    ports: all.map(({ port }) => port),
  });
  for (const stand of all) await stand.provoke(wire);
  const chosen = all.map((stand) => {
    const flows = stand.flowsOf(wire);
    return flows.find((flow) => shows(flow, stand.way.name)) ?? flows.at(-1);
  });
  const numbers = new Set(chosen.map((flow) => flow?.number));
  const told = await tell(wire, options, ({ number }) => numbers.has(number));
  const cases = all.map(({ way }, index): CloseCase => {
    const flow = chosen[index];
    const found = flow && told.get(flow.number);
    const flows = all[index].flowsOf(wire);
    return {
      way: way.name,
      connections: flow ? flows.indexOf(flow) + 1 : 0,
      seen: found && {
        steps: found.steps,
        verdict: found.conversation.verdict(),
      },
    };
  });
  report(cases, chosen, told, options);
}

function report(
  cases: readonly CloseCase[],
  chosen: readonly (Flow | undefined)[],
  told: ReadonlyMap<number, Told>,
  options: StudyOptions,
): void {
  const { write } = options;
  if (!options.json && !options.html) {
    for (const [index, each] of cases.entries()) {
      write(`${renderClose(each, index + 1, options)}\n`);
    }
    write(renderCloseTable(cases, options));
    return;
  }
  const seen = cases.flatMap(({ way }, index) => {
    const one = told.get(chosen[index]?.number ?? -1);
    return one ? [{ way, one }] : [];
  });
  show(
    seen.map(({ one }) => one),
    options,
    seen.map(({ way }) => options.say(`ending.${way}`)),
  );
  if (!options.json) return;
  for (const [index, each] of cases.entries()) {
    write(`${closeToJson(each, chosen[index]?.number)}\n`);
  }
}
