import { Failure, inEvery } from "../../failure.ts";
import {
  alternativeName,
  type CertificateRequest,
  certificatesIn,
  certificateText,
  describeCertificate,
  findAuthority,
  isKeyOf,
  type Issuer,
  pathsIn,
  requestIn,
  signRequest,
  validityOf,
} from "../../pki/mod.ts";
import { shellWord } from "../../bytes/shell_word.ts";
import { SUCCESS } from "../exit_codes.ts";
import type { Call } from "../mode.ts";
import { DASH } from "../standard_input.ts";
import { formatDay, lengthInDays } from "./dates.ts";
import { type FailureText, TEXTS } from "./failure_text.ts";
import { readInput, refuseSharedInput, requirePath } from "./input.ts";
import { checkOutputs } from "./output.ts";
import { openKey, type PrivateKey } from "./passphrase.ts";
import { deliver } from "./report.ts";
import {
  notesOn,
  readDays,
  readHosts,
  requireSigningKey,
} from "./request_options.ts";
import { certText } from "./text.ts";

/** Runs `wirelab cert sign`. */
export async function runSign(call: Call): Promise<number> {
  const { args, terminal } = call;
  const text = certText(terminal.language);
  const requestPath = requirePath(
    args,
    0,
    "sign",
    "wirelab cert sign request.csr",
  );
  refuseSharedInput([requestPath, args.text("passphrase-file")]);
  const hosts = readHosts(args);
  const days = readDays(args);
  const path = args.text("out") ?? certificatePath(requestPath);
  await checkOutputs(call, [path]);
  const input = await readInput(requestPath);
  const request = await requestIn(input.blocks, input.name);
  requireSigned(request, input.name);
  const issuer = await readIssuer(call);
  const fallback = hosts || request.names.length > 0
    ? undefined
    : hostIn(request);
  const names = hosts ?? (fallback === undefined ? undefined : [fallback]);
  const isClient = args.has("client");
  const pem = await signRequest(request, issuer.issuer, {
    names,
    days,
    purposes: isClient ? ["client"] : undefined,
  });
  const { notBefore, notAfter, keyType } = describeCertificate(pem);
  const validDays = lengthInDays(notBefore, notAfter);
  const listed = names ?? request.names;
  const what = text.madeLeaf(
    text.list(listed.length > 0 ? listed : [request.subject]),
    formatDay(notAfter),
    text.days(validDays),
  );
  await deliver(call, [{ path, text: pem, what }], {
    notes: [
      text.signedBy(issuer.path),
      ...fallback === undefined ? [] : [text.tookCommonName(fallback)],
      ...listed.length === 0 && !isClient ? [text.namesNobody] : [],
      ...request.asksForAuthority ? [text.noAuthorityGranted] : [],
      ...validDays < (days ?? 0) ? [text.cutShort(formatDay(notAfter))] : [],
      ...notesOn(call, { days: validDays, keyType }),
    ],
    next: path === DASH ? [] : [
      [
        `wirelab cert verify ${shellWord(path)} --ca ${shellWord(issuer.path)}`,
        text.uses.verify,
      ],
    ],
  });
  return SUCCESS;
}

/** Where the certificate for a request goes: beside it. */
function certificatePath(requestPath: string): string {
  if (requestPath === DASH) return DASH;
  const stem = requestPath.replace(/\.(csr|req|pem|der)$/i, "");
  return stem === requestPath || !requestPath.endsWith(".pem")
    ? `${stem}.pem`
    : `${stem}-cert.pem`;
}

function requireSigned(request: CertificateRequest, name: string): void {
  if (request.isSigned) return;
  throw new Failure(
    "bad-file",
    inEvery(TEXTS, (text) => text.badRequest(name)),
  );
}

/** The host that a request names only by its common name, as was once usual. */
function hostIn({ commonName }: CertificateRequest): string | undefined {
  try {
    return commonName === undefined
      ? undefined
      : alternativeName(commonName).value;
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

/** Reads the CA that `--ca` and `--ca-key` name, or wirelab's own. */
async function readIssuer(
  call: Call,
): Promise<{ issuer: Issuer; path: string }> {
  const { args } = call;
  const [ca, caKey] = [args.text("ca"), args.text("ca-key")];
  if ((ca === undefined) !== (caKey === undefined)) {
    throw new Failure(
      "usage",
      inEvery(
        TEXTS,
        (text) => text.halfAuthority(ca === undefined ? "ca-key" : "ca"),
      ),
    );
  }
  const own = ca === undefined ? await ownAuthority(call) : undefined;
  const path = own?.ca ?? ca ?? "";
  const keyPath = own?.caKey ?? caKey ?? "";
  const blocks = (await readInput(path)).blocks;
  const [certificate] = certificatesIn(blocks, path);
  const key = await openKey(call, (await readInput(keyPath)).blocks, keyPath);
  const fault = faultOf(certificate, key, keyPath);
  if (fault) {
    throw new Failure(
      "bad-file",
      inEvery(
        TEXTS,
        (text) => text.unfitAuthority(path, fault(text.authorityFaults)),
      ),
    );
  }
  requireSigningKey(key, keyPath);
  return { issuer: { pem: certificateText(blocks), key }, path };
}

async function ownAuthority(
  { args }: Call,
): Promise<{ ca: string; caKey: string }> {
  const found = await findAuthority({ directory: args.text("certs") });
  if (found) return pathsIn(found.directory);
  throw new Failure(
    "bad-file",
    inEvery(TEXTS, (text) => text.noAuthorityToSign),
  );
}

/** Why a CA cannot sign with a key, if it cannot. */
function faultOf(
  certificate: ReturnType<typeof certificatesIn>[number],
  key: PrivateKey,
  keyPath: string,
): ((faults: FailureText["authorityFaults"]) => string) | undefined {
  if (!certificate.ca) return ({ notAuthority }) => notAuthority;
  if (!isKeyOf(certificate, key)) {
    return ({ notItsKey }) => notItsKey(keyPath);
  }
  if (validityOf(certificate) !== "expired") return undefined;
  return ({ expired }) => expired(formatDay(certificate.validToDate));
}
