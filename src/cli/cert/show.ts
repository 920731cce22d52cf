import { escapeControls } from "../../bytes/mod.ts";
import { Failure, inEvery } from "../../failure.ts";
import { shellWord } from "../../bytes/shell_word.ts";
import { isPrivateKeyLabel } from "../../pki/mod.ts";
import { fit, paint, wrap } from "../../render/mod.ts";
import { SUCCESS } from "../exit_codes.ts";
import type { Call } from "../mode.ts";
import { browserAnchors, ownAnchors } from "./anchors.ts";
import { viewOfBrowser } from "./browser.ts";
import { renderBrowserView } from "./browser_view.ts";
import { type Certificate, certificatesOf, pemOf } from "./certificate.ts";
import { browserJson, certificateJson } from "./certificate_json.ts";
import {
  renderCertificate,
  renderHeading,
  type ViewStyle,
} from "./certificate_view.ts";
import { type Anchor, type Chain, findChain } from "./chain.ts";
import { TEXTS } from "./failure_text.ts";
import { type Input, readInput, requirePath } from "./input.ts";
import { keyView, requestView } from "./key_view.ts";
import { trustOf } from "./remark.ts";
import {
  certificatesFrom,
  nameOfSource,
  readSource,
  type Source,
} from "./source.ts";
import { certText } from "./text.ts";

/** Columns of the widest line. */
const MOST_COLUMNS = 100;
/** Certificates of one file that are shown in full. */
const MOST_IN_FULL = 8;
/** Names of a certificate that its heading mentions. */
const MOST_NAMES = 3;

/** Runs `wirelab cert show`. */
export async function runShow(call: Call): Promise<number> {
  const { args, terminal } = call;
  const argument = requirePath(
    args,
    0,
    "show",
    "wirelab cert show server.pem",
  );
  const source = await readSource(call, argument);
  if (args.has("pem")) {
    terminal.out(pemIn(source));
    return SUCCESS;
  }
  const style: ViewStyle = {
    text: certText(terminal.language),
    now: new Date(),
    color: terminal.color,
    columns: Math.min(terminal.columns, MOST_COLUMNS),
  };
  const isOther = source.kind === "file" && !holdsCertificate(source.input);
  const output = isOther
    ? await showOther(call, source.input, style)
    : await showCertificates(call, source, style);
  terminal.out(output);
  return SUCCESS;
}

/** Certificates of a source as PEM; of a file without any, all that it holds. */
function pemIn(source: Source): string {
  if (source.kind === "file" && !holdsCertificate(source.input)) {
    return source.input.blocks.map(({ text }) => text).join("");
  }
  return certificatesFrom(source).map(pemOf).join("");
}

function holdsCertificate({ blocks }: Input): boolean {
  return blocks.some(({ label }) => label === "CERTIFICATE");
}

async function showOther(
  call: Call,
  input: Input,
  style: ViewStyle,
): Promise<string> {
  const { blocks, name } = input;
  const view = blocks.some(({ label }) => label.endsWith("REQUEST"))
    ? await requestView(input, style)
    : blocks.some(({ label }) =>
        isPrivateKeyLabel(label) || label === "PUBLIC KEY"
      )
    ? await keyView(input, style)
    : undefined;
  if (!view) {
    throw new Failure(
      "bad-file",
      inEvery(TEXTS, (text) => text.nothingToShow(name, blocks[0].label)),
    );
  }
  return call.args.has("json")
    ? `${JSON.stringify({ source: name, ...view.json })}\n`
    : `${view.lines.join("\n")}\n`;
}

async function showCertificates(
  call: Call,
  source: Source,
  style: ViewStyle,
): Promise<string> {
  const certificates = certificatesFrom(source);
  const judgement = await judge(call, source, certificates);
  const { args } = call;
  if (args.has("json")) {
    return `${
      JSON.stringify({
        source: nameOfSource(source),
        ...source.kind === "server"
          ? { version: source.version, cipherSuite: source.cipherSuite ?? null }
          : {},
        certificates: await Promise.all(
          certificates.map((each) => certificateJson(each, style.now)),
        ),
        browser: browserJson(judgement.view, judgement.chain, style.text),
      })
    }\n`;
  }
  const lines = certificates.length > MOST_IN_FULL
    ? certificates.map((each) => renderHeading(each, style))
    : await renderAll(certificates, style);
  return `${
    [
      ...title(source, certificates, style),
      ...lines,
      "",
      ...certificates.length > MOST_IN_FULL
        ? []
        : [...verdict(judgement, style), ""],
    ].join("\n")
  }`;
}

async function renderAll(
  certificates: readonly Certificate[],
  style: ViewStyle,
): Promise<string[]> {
  const parts = await Promise.all(
    certificates.map((each) => renderCertificate(each, style)),
  );
  return parts.flatMap((part, index) => index === 0 ? part : ["", ...part]);
}

function title(
  source: Source,
  certificates: readonly Certificate[],
  { text, color, columns }: ViewStyle,
): string[] {
  const { faint } = paint(color);
  const name = escapeControls(nameOfSource(source));
  const about = source.kind === "server"
    ? ` ${
      source.cipherSuite === undefined
        ? text.overHalf(source.version)
        : text.overTls(source.version, source.cipherSuite)
    }`
    : certificates.length > 1
    ? `: ${text.manyCertificates(certificates.length)}`
    : "";
  return [faint(fit(`${name}${about}`, columns)), ""];
}

/** What a browser says of a source, and on which way it trusts it. */
interface Judgement {
  readonly source: Source;
  readonly view: ReturnType<typeof viewOfBrowser>;
  readonly chain: Chain;
  readonly host: string | undefined;
}

async function judge(
  call: Call,
  source: Source,
  certificates: readonly Certificate[],
): Promise<Judgement> {
  const { args } = call;
  const host = args.text("host") ??
    (source.kind === "server" ? source.host : undefined);
  const given: Anchor[] = [];
  for (const path of args.all("ca")) {
    for (const certificate of certificatesOf(await readInput(path))) {
      given.push({ certificate, origin: { kind: "file", path } });
    }
  }
  const [leaf, ...others] = certificates;
  const [own] = await ownAnchors(call);
  const chain = await findChain(
    leaf,
    own ? [...others, own.certificate] : others,
    [...given, ...await browserAnchors()],
  );
  const now = new Date();
  const version = source.kind === "server" ? source.version : undefined;
  const view = viewOfBrowser(chain, { host, own, version, now });
  return { source, view, chain, host };
}

/** What a browser says; of a CA, or of a client's certificate, why nothing. */
function verdict(judgement: Judgement, style: ViewStyle): string[] {
  const { view, chain, host } = judgement;
  const { text } = style;
  const [leaf] = chain.links;
  const isPlainAuthority = leaf.isAuthority && leaf.names.length === 0;
  if (isPlainAuthority && host === undefined) {
    return [
      ...wrap(text.isAuthority, style.columns),
      ...chain.origin
        ? trustLines(chain, style)
        : wrap(text.notTold(trustCall(judgement)), style.columns),
    ];
  }
  if (
    leaf.purposes?.includes("clientAuth") &&
    !leaf.purposes.includes("serverAuth") && host === undefined
  ) return wrap(text.isForClients, style.columns);
  const names = leaf.names.slice(0, MOST_NAMES).map(({ value }) => value);
  const about = host !== undefined
    ? text.browserOn(host)
    : text.browserOnNames(text.list(names));
  const way = trustLines(chain, style);
  const hasRemarks = view.faults.length + view.notes.length > 0;
  return [
    ...renderBrowserView(view, about, style),
    ...hasRemarks && way.length > 0 ? ["", ...way] : way,
  ];
}

/** The call that tells programs on this machine of a CA. */
function trustCall({ source }: Judgement): string {
  const path = source.kind === "file" ? nameOfSource(source) : "FILE";
  return `wirelab cert trust --ca ${shellWord(path)}`;
}

/** The chain to a CA that the browser trusts, where there is one. */
function trustLines(
  chain: Chain,
  { text, color, columns }: ViewStyle,
): string[] {
  const { good } = paint(color);
  const way = trustOf(chain, text);
  return way === undefined
    ? []
    : wrap(way, columns - 4).map((line, index) =>
      `  ${index === 0 ? good("✓") : " "} ${line}`
    );
}
