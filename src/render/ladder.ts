import { escapeControls, type Field } from "../bytes/mod.ts";
import {
  type Carrier,
  endpointText,
  type FieldNotes,
  groupsOfCarrier,
  milliseconds,
  type Phase,
  phaseEnd,
  type Say,
  type Side,
  type Step,
  type Verdict,
  verdictLines,
} from "../explain/mod.ts";
import { asciiMarks } from "./ascii.ts";
import { fieldTreeHead, renderFieldTree } from "./field_tree.ts";
import { fit, LEAST_COLUMNS, pad, wrap } from "./layout.ts";
import { type Paint, paint } from "./paint.ts";
import { phaseKey } from "./phase_key.ts";
import { widthOf } from "./width.ts";

/** How a ladder is drawn. */
export interface LadderOptions {
  /** Sentences of a language. */
  say: Say;
  /** Whether colours are used; not by default. */
  color?: boolean;
  /** Whether only ASCII is used for lines and arrows; not by default. */
  ascii?: boolean;
  /** Columns that it may take, 60 at the least; 80 by default. */
  columns?: number;
  /** Sentences on fields: with them every byte is drawn as a tree of fields. */
  notes?: FieldNotes;
}

/** What lines and arrows are drawn with. */
interface Strokes {
  lifeline: string;
  thin: string;
  thick: string;
  right: string;
  left: string;
  /** For what was relayed: its segments were not observed. */
  dashed: string;
  bracketTop: string;
  bracketSide: string;
  bracketBranch: string;
  bracketEnd: string;
  rule: string;
  bullet: string;
  remark: string;
  /** Tells that a text was cut. */
  cut: string;
}

const UNICODE: Strokes = {
  lifeline: "│",
  thin: "─",
  thick: "━",
  dashed: "╌",
  right: "▶",
  left: "◀",
  bracketTop: "┌",
  bracketSide: "│",
  bracketBranch: "├",
  bracketEnd: "└",
  rule: "─",
  bullet: "▪",
  remark: "!",
  cut: "…",
};

const ASCII: Strokes = {
  lifeline: "|",
  thin: "-",
  thick: "=",
  dashed: ".",
  right: ">",
  left: "<",
  bracketTop: "+",
  bracketSide: "|",
  bracketBranch: "+",
  bracketEnd: "+",
  rule: "-",
  bullet: "*",
  remark: "!",
  cut: "~",
};

/** Packets that are named behind a message at the most. */
const SHOWN_CARRIERS = 4;
/** Columns left of the client's lifeline: bracket, frame number, time. */
const MARGIN = 17;
/** Columns by which what the server says is indented, so that the eye finds the speaker. */
const SERVER_INDENT = 6;

/**
 * Draws a conversation as two lifelines with a row for each step.
 *
 * It keeps only the phase that is open, so that a conversation can be drawn
 * while it goes on. Every call returns whole lines, each with its line end.
 */
export class Ladder {
  readonly #say: Say;
  /** Makes a sentence drawable. */
  readonly #plain: (text: string) => string;
  readonly #paint: Paint;
  readonly #strokes: Strokes;
  readonly #columns: number;
  readonly #notes: FieldNotes | undefined;
  #phase: Phase | undefined;
  #flight = 0;
  /** Number of the packet that was drawn last. */
  #frame: number | undefined;

  /**
   * Draws with what the place it is shown on allows.
   *
   * @param options How it is drawn.
   */
  constructor(options: LadderOptions) {
    this.#plain = options.ascii ? asciiMarks : (text) => text;
    this.#say = (key, values) => this.#plain(options.say(key, values));
    this.#paint = paint(options.color ?? false);
    this.#strokes = options.ascii ? ASCII : UNICODE;
    this.#columns = Math.max(LEAST_COLUMNS, options.columns ?? 80);
    this.#notes = options.notes;
  }

  /**
   * Draws the heads of the two lifelines.
   *
   * @param verdict The conversation; its two ends are drawn.
   * @param title Title above them; none by default.
   */
  head(verdict: Verdict, title?: string): string {
    const inside = this.#columns - MARGIN;
    const client = endpointText(verdict.client);
    const server = endpointText(verdict.server);
    const names = this.#ends(client, server, inside);
    const roles = this.#ends(
      this.#say("side.client"),
      this.#say("side.server"),
      inside,
    );
    const columns = ` ${pad(this.#say("column.frame"), 4, "right")} ${
      pad(this.#say("column.time"), 9, "right")
    }  `;
    const heading = title === undefined
      ? ""
      : wrap(this.#plain(title), this.#columns)
        .map((line) => `${this.#paint.strong(line)}\n`).join("");
    return `${heading}${" ".repeat(MARGIN)}${names}\n${
      this.#paint.faint(columns)
    }${roles}\n`;
  }

  /**
   * Draws one step, and the frame of its phase where that begins.
   *
   * @param step The step.
   * @param verdict Judges the conversation up to here; called when a phase ends.
   */
  step(step: Step, verdict: () => Verdict): string {
    let text = "";
    if (step.phase !== this.#phase) {
      text += this.endPhase(verdict);
      text += this.#line(
        this.#strokes.bracketTop,
        this.#paint.strong(this.#say(phaseKey(step, verdict))),
      );
      this.#phase = step.phase;
    }
    if (step.flight !== undefined && step.flight > this.#flight) {
      this.#flight = step.flight;
      const flight = this.#say("flight", {
        n: step.flight,
        side: this.#say(`side.${step.from}`),
      });
      text += this.#line(
        this.#strokes.bracketBranch,
        this.#paint.faint(flight),
      );
    }
    if (step.kind === "segment") {
      this.#frame = step.frames[0];
      return text + this.#arrow(step) + this.#sentence(step, step.text) +
        this.#states(step) + this.#fields(step);
    }
    return text + this.#message(step) + this.#fields(step);
  }

  /**
   * Ends the ladder: the last phase, and the verdict.
   *
   * @param verdict The whole conversation.
   */
  end(verdict: Verdict): string {
    const lines = verdictLines(verdict, this.#say);
    const labelWidth = Math.max(...lines.map((line) => widthOf(line.label)));
    const textWidth = this.#columns - labelWidth - 4;
    const rows = lines.flatMap((line) =>
      wrap(this.#plain(line.text), textWidth).map((part, index) => {
        const label = this.#paint.faint(
          pad(index === 0 ? line.label : "", labelWidth),
        );
        const text = line.tone === "neutral"
          ? part
          : this.#paint[line.tone](part);
        return `  ${label}  ${text}\n`;
      })
    );
    const title = this.#say("verdict");
    return `${this.endPhase(() => verdict)}\n${this.#paint.strong(title)}\n${
      rows.join("")
    }`;
  }

  /**
   * Ends the phase that is open, where one is, with what it came to.
   *
   * @param verdict Judges the conversation up to here.
   */
  endPhase(verdict: () => Verdict): string {
    if (this.#phase === undefined) return "";
    const text = phaseEnd(this.#phase, verdict(), this.#say);
    const [first, ...rest] = wrap(text, this.#columns - 2);
    this.#phase = undefined;
    return this.#line(this.#strokes.bracketEnd, this.#paint.faint(first)) +
      rest.map((line) => `  ${this.#paint.faint(line)}\n`).join("");
  }

  #line(bracket: string, text: string): string {
    return `${this.#paint.strong(bracket)} ${text}\n`;
  }

  #margin(frame: string, time: string): string {
    const numbers = ` ${pad(frame, 4, "right")} ${pad(time, 9, "right")} `;
    return this.#paint.strong(this.#strokes.bracketSide) +
      this.#paint.faint(numbers);
  }

  #arrow(step: Step): string {
    const strokes = this.#strokes;
    const inside = this.#columns - MARGIN - 2;
    const shaft = shaftOf(step, strokes);
    const label = fit(`${step.title}  ${step.detail}`, inside - 6, strokes.cut);
    const rest = shaft.repeat(inside - widthOf(label) - 4);
    const title = label.slice(0, step.title.length);
    const named = ` ${this.#paint.strong(title)}${label.slice(title.length)} `;
    const color = this.#colorOf(step.from);
    const body = step.from === "client"
      ? color(shaft) + named + color(rest + strokes.right)
      : color(strokes.left + rest) + named + color(shaft);
    const frame = step.frames[0] === undefined ? "" : String(step.frames[0]);
    return `${
      this.#margin(frame, milliseconds(step.time))
    }${strokes.lifeline}${body}${strokes.lifeline}\n`;
  }

  /** The states of both ends, each at its lifeline, where the segment moves one. */
  #states({ segment }: Step): string {
    if (!segment?.states) return "";
    const { client = "", server = "" } = segment.states;
    const inside = this.#columns - MARGIN - 4;
    const space = " ".repeat(inside - widthOf(client) - widthOf(server));
    const { lifeline } = this.#strokes;
    return `${this.#margin("", "")}${lifeline} ${
      this.#paint.client(client)
    }${space}${this.#paint.server(server)} ${lifeline}\n`;
  }

  #message(step: Step): string {
    const finding = step.kind !== "message";
    const bullet = finding ? this.#strokes.remark : this.#strokes.bullet;
    const color = finding ? this.#paint.warning : this.#colorOf(step.from);
    const title = this.#plain(escapeControls(step.title));
    const room = this.#room(step.from) - 2;
    const secret = step.encrypted ? this.#say("encrypted") : "";
    const marks = [secret, this.#carriers(step)].filter((part) => part !== "")
      .map((part) => part.startsWith("（") ? part : ` ${part}`).join("");
    // Values give way, so that what is said of the whole stays in sight.
    const head = `${title}  ${step.detail}`.trimEnd();
    const short = fit(
      head,
      Math.max(room - widthOf(marks), widthOf(title)),
      this.#strokes.cut,
    );
    const label = fit(
      step.detail === "" && marks !== "" ? `${title} ${marks}` : short + marks,
      room,
      this.#strokes.cut,
    );
    const shown = label.slice(0, title.length);
    const named = `${color(bullet)} ${this.#paint.strong(color(shown))}${
      this.#paint.faint(label.slice(shown.length))
    }`;
    return this.#row(step.from, named, 2 + widthOf(label)) +
      this.#sentence(step, step.text, 2);
  }

  /** Names the packets that carried a message, where they are not just the one above it. */
  #carriers({ frames }: Step): string {
    if (frames.length === 0) return "";
    if (frames.length === 1 && frames[0] === this.#frame) return "";
    const shown = frames.slice(0, SHOWN_CARRIERS).map((frame) => `#${frame}`);
    const more = frames.length > SHOWN_CARRIERS ? this.#plain(" …") : "";
    return `(${shown.join(" ")}${more})`;
  }

  /** Every byte of a step, where that is asked for: what carried it, then its own. */
  #fields(step: Step): string {
    if (!this.#notes) return "";
    const trees = step.carriers().map(({ kind, bytes, fields }) =>
      this.#tree(kind, step, bytes, fields())
    );
    const own = step.kind === "segment" ? "packet" : "message";
    trees.push(this.#tree(own, step, step.bytes(), step.fields()));
    return trees.join("");
  }

  #tree(
    kind: Carrier["kind"] | "message",
    { protocol, from }: Step,
    bytes: Uint8Array,
    fields: readonly Field[],
  ): string {
    if (!this.#notes || fields.length === 0) return "";
    const columns = this.#columns - 2;
    const n = fields.reduce((sum, { length }) => sum + length, 0);
    const head = fieldTreeHead({
      offset: this.#say("fields.offset"),
      length: this.#say("fields.length"),
      bytes: this.#say("fields.bytes"),
      title: this.#say(`fields.${kind}`, { n }),
    });
    const lines = renderFieldTree(fields, {
      protocol,
      groups: kind === "message" ? [] : groupsOfCarrier(kind),
      notes: this.#notes,
      bytes,
      columns,
      paint: this.#paint,
      hue: this.#colorOf(from),
      plain: this.#plain,
      cut: this.#strokes.cut,
    });
    const side = this.#paint.strong(this.#strokes.bracketSide);
    return [this.#paint.faint(fit(head, columns)), ...lines].map((line) =>
      `${side} ${line}\n`
    ).join("");
  }

  #sentence(step: Step, text: string, indent = 0): string {
    if (text === "") return "";
    const room = this.#room(step.from) - indent;
    return wrap(this.#plain(text), room).map((line) =>
      this.#row(
        step.from,
        " ".repeat(indent) + this.#paint.faint(line),
        indent + widthOf(line),
      )
    ).join("");
  }

  /** Columns that a text of one side may take between the lifelines. */
  #room(from: Side): number {
    return this.#columns - MARGIN - 4 - (from === "server" ? SERVER_INDENT : 0);
  }

  #row(from: Side, text: string, width: number): string {
    const { lifeline } = this.#strokes;
    const inside = this.#columns - MARGIN - 2;
    const indent = from === "server" ? SERVER_INDENT + 1 : 1;
    const space = " ".repeat(Math.max(0, inside - indent - width));
    return `${this.#margin("", "")}${lifeline}${
      " ".repeat(indent)
    }${text}${space}${lifeline}\n`;
  }

  #ends(left: string, right: string, width: number): string {
    const space = " ".repeat(
      Math.max(1, width - widthOf(left) - widthOf(right)),
    );
    return this.#paint.strong(this.#paint.client(left)) + space +
      this.#paint.strong(this.#paint.server(right));
  }

  #colorOf(side: Side): (text: string) => string {
    return side === "client" ? this.#paint.client : this.#paint.server;
  }
}

function shaftOf(step: Step, strokes: Strokes): string {
  if (step.evidence === "relayed") return strokes.dashed;
  return (step.segment?.length ?? 0) > 0 ? strokes.thick : strokes.thin;
}
