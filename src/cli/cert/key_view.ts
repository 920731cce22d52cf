import { escapeControls } from "../../bytes/mod.ts";
import {
  decodePem,
  encodePublicKey,
  isPrivateKeyLabel,
  nameOfKey,
  privateKeyIn,
  publicKeyOf,
  requestIn,
} from "../../pki/mod.ts";
import { paint } from "../../render/mod.ts";
import {
  type Field,
  pairLines,
  renderFields,
  type ViewStyle,
} from "./certificate_view.ts";
import { fingerprint } from "./fingerprint.ts";
import type { Input } from "./input.ts";

/** What a file without certificates holds, for a person and for a program. */
export interface View {
  /** Lines. */
  readonly lines: readonly string[];
  /** Facts; their names are the same in every language. */
  readonly json: Readonly<Record<string, unknown>>;
}

/**
 * Shows a request for a certificate.
 *
 * @param input Its file.
 * @param style How it is drawn.
 * @throws {Failure} `bad-file`, if it cannot be read.
 */
export async function requestView(
  input: Input,
  style: ViewStyle,
): Promise<View> {
  const request = await requestIn(input.blocks, input.name);
  const { text } = style;
  const { labels } = text;
  const key = nameOfKey(request.key);
  const hash = await fingerprint(request.spki);
  return {
    lines: render(text.kinds.request, [
      [labels.names, [request.names.join(", ") || text.noNames]],
      [labels.subject, [request.subject || text.noNames]],
      [labels.key, [key]],
      [labels.signature, [text.requestSigned(request.isSigned)]],
      ...request.asksForAuthority
        ? [[labels.uses, [text.kinds.authority]] as const]
        : [],
      [labels.publicKey, pairLines(hash)],
    ], { input, style }),
    json: {
      request: {
        subject: request.subject,
        names: request.names,
        key,
        isSigned: request.isSigned,
        asksForAuthority: request.asksForAuthority,
        publicKeySha256: hash,
      },
    },
  };
}

/**
 * Shows a private or public key; of an encrypted one, only that it is.
 *
 * @param input Its file.
 * @param style How it is drawn.
 * @throws {Failure} `bad-file`, if it cannot be read.
 */
export async function keyView(input: Input, style: ViewStyle): Promise<View> {
  const { blocks, name } = input;
  const { text } = style;
  const secret = blocks.find(({ label }) => isPrivateKeyLabel(label));
  if (secret?.encrypted) {
    return {
      lines: render(text.kinds.encryptedKey, [], { input, style }),
      json: { key: { isPrivate: true, isEncrypted: true } },
    };
  }
  const own = blocks.find(({ label }) => label === "PUBLIC KEY");
  const key = secret || !own
    ? privateKeyIn(blocks, name)
    : publicKeyOf(decodePem(own));
  const hash = await fingerprint(encodePublicKey(key));
  const kind = secret ? text.kinds.key : text.kinds.publicKey;
  return {
    lines: render(kind, [
      [text.labels.key, [nameOfKey(key)]],
      [text.labels.publicKey, pairLines(hash)],
    ], { input, style }),
    json: {
      key: {
        isPrivate: secret !== undefined,
        isEncrypted: false,
        name: nameOfKey(key),
        publicKeySha256: hash,
      },
    },
  };
}

function render(
  kind: string,
  fields: readonly Field[],
  { input, style }: { input: Input; style: ViewStyle },
): string[] {
  const { faint, strong } = paint(style.color);
  return [
    faint(escapeControls(input.name)),
    "",
    strong(style.text.sentence(kind).replace(/[.。]$/, "")),
    ...fields.length > 0 ? renderFields(fields, style) : [],
  ];
}
