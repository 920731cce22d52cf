import type { ByteReader } from "../bytes/mod.ts";
import { EC_CURVE_TYPES, VERSION } from "./constants.ts";
import { groupName } from "./groups.ts";
import type { ClientKeyExchange, ServerKeyExchange } from "./messages.ts";
import { code16, code8, namesIn, opaque } from "./read.ts";
import { signatureSchemeName } from "./signature_schemes.ts";
import { type KeyExchange, suiteParameters } from "./suite_parameters.ts";

/** What has been negotiated when a key exchange message comes. */
export interface KeyExchangeContext {
  /** Negotiated version; `undefined` before the ServerHello. */
  readonly version: number | undefined;
  /** Negotiated suite; `undefined` before the ServerHello. */
  readonly cipherSuite: number | undefined;
}

/**
 * Decodes the body of a ServerKeyExchange; its layout follows from the cipher suite.
 *
 * ```text
 * ECDHE: curve_type (1) | named_curve (2) | point (1+n)
 * DHE:   dh_p (2+n) | dh_g (2+n) | dh_Ys (2+n)
 * PSK:   psk_identity_hint (2+n), then what its other half needs
 * then, where signed: algorithm (2, TLS 1.2 only) | signature (2+n)
 * ```
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc8422#section-5.4 RFC 8422 section 5.4}
 * @see {@link https://www.rfc-editor.org/rfc/rfc5246#section-7.4.3 RFC 5246 section 7.4.3}
 */
export function decodeServerKeyExchange(
  reader: ByteReader,
  context: KeyExchangeContext,
): ServerKeyExchange {
  const suite = parametersOf(context);
  const exchange = suite?.keyExchange ?? "other";
  const parameters = reader.group(
    "params",
    (params) => serverParameters(params, exchange),
  );
  if (!suite?.signed || parameters.opaque) {
    return { kind: "server_key_exchange", ...parameters };
  }
  const signatureScheme = (context.version ?? 0) >= VERSION.tls12
    ? code16(reader, "algorithm", signatureSchemeName)
    : undefined;
  const signature = opaque(reader, 2, "signature");
  return {
    kind: "server_key_exchange",
    ...parameters,
    ...(signatureScheme === undefined ? {} : { signatureScheme }),
    signature,
  };
}

function serverParameters(
  reader: ByteReader,
  exchange: KeyExchange,
): Omit<ServerKeyExchange, "kind"> {
  switch (exchange) {
    case "ecdhe":
      return ecdheParameters(reader);
    case "dhe":
      return dheParameters(reader);
    case "rsa_export":
      return {
        exchange: "rsa_export",
        prime: opaque(reader, 2, "rsa_modulus"),
        publicKey: opaque(reader, 2, "rsa_exponent"),
      };
    case "psk":
    case "rsa_psk":
      return { exchange: "psk", pskIdentityHint: identityHint(reader) };
    case "dhe_psk":
      return {
        pskIdentityHint: identityHint(reader),
        ...dheParameters(reader),
      };
    case "ecdhe_psk":
      return {
        pskIdentityHint: identityHint(reader),
        ...ecdheParameters(reader),
      };
    case "srp":
      return {
        exchange: "srp",
        prime: opaque(reader, 2, "srp_N"),
        generator: opaque(reader, 2, "srp_g"),
        salt: opaque(reader, 1, "srp_s"),
        publicKey: opaque(reader, 2, "srp_B"),
      };
    default:
      return { exchange: "opaque", opaque: reader.rest("params") };
  }
}

function identityHint(reader: ByteReader): Uint8Array {
  return opaque(reader, 2, "psk_identity_hint");
}

function ecdheParameters(
  reader: ByteReader,
): Omit<ServerKeyExchange, "kind"> {
  const curveType = code8(reader, "curve_type", namesIn(EC_CURVE_TYPES));
  if (curveType !== 3) {
    // Explicit curves were never deployed, and RFC 8422 withdrew them.
    return { exchange: "ecdhe", curveType, opaque: reader.rest("curve") };
  }
  return {
    exchange: "ecdhe",
    curveType,
    group: code16(reader, "named_curve", groupName),
    publicKey: opaque(reader, 1, "point"),
  };
}

function dheParameters(reader: ByteReader): Omit<ServerKeyExchange, "kind"> {
  return {
    exchange: "dhe",
    prime: opaque(reader, 2, "dh_p"),
    generator: opaque(reader, 2, "dh_g"),
    publicKey: opaque(reader, 2, "dh_Ys"),
  };
}

/**
 * Decodes the body of a ClientKeyExchange; its layout follows from the cipher suite.
 *
 * ```text
 * ECDHE: point (1+n)   DHE: dh_Yc (2+n)   RSA: encrypted_pre_master_secret (2+n)
 * PSK:   psk_identity (2+n), then what its other half needs
 * ```
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc8422#section-5.7 RFC 8422 section 5.7}
 * @see {@link https://www.rfc-editor.org/rfc/rfc5246#section-7.4.7 RFC 5246 section 7.4.7}
 */
export function decodeClientKeyExchange(
  reader: ByteReader,
  context: KeyExchangeContext,
): ClientKeyExchange {
  const kind = "client_key_exchange";
  const exchange = parametersOf(context)?.keyExchange ?? "other";
  switch (exchange) {
    case "rsa":
    case "rsa_export":
      return {
        kind,
        exchange: "rsa",
        encryptedPreMasterSecret: encryptedSecret(reader, context),
      };
    case "ecdhe":
    case "ecdh":
      return { kind, exchange: "ecdhe", publicKey: ecdhPoint(reader) };
    case "dhe":
    case "dh":
      return { kind, exchange: "dhe", publicKey: dhValue(reader) };
    case "psk":
      return { kind, exchange: "psk", pskIdentity: identity(reader) };
    case "dhe_psk":
      return {
        kind,
        exchange: "dhe",
        pskIdentity: identity(reader),
        publicKey: dhValue(reader),
      };
    case "ecdhe_psk":
      return {
        kind,
        exchange: "ecdhe",
        pskIdentity: identity(reader),
        publicKey: ecdhPoint(reader),
      };
    case "rsa_psk":
      return {
        kind,
        exchange: "rsa",
        pskIdentity: identity(reader),
        encryptedPreMasterSecret: encryptedSecret(reader, context),
      };
    case "srp":
      return { kind, exchange: "srp", publicKey: opaque(reader, 2, "srp_A") };
    default:
      return {
        kind,
        exchange: "opaque",
        opaque: reader.rest("exchange_keys"),
      };
  }
}

function identity(reader: ByteReader): Uint8Array {
  return opaque(reader, 2, "psk_identity");
}

function ecdhPoint(reader: ByteReader): Uint8Array {
  return opaque(reader, 1, "ecdh_Yc");
}

function dhValue(reader: ByteReader): Uint8Array {
  return opaque(reader, 2, "dh_Yc");
}

function encryptedSecret(
  reader: ByteReader,
  context: KeyExchangeContext,
): Uint8Array {
  // SSL 3.0 sends the ciphertext without the length that TLS puts before it.
  return context.version === VERSION.ssl30
    ? reader.rest("encrypted_pre_master_secret")
    : opaque(reader, 2, "encrypted_pre_master_secret");
}

function parametersOf(
  context: KeyExchangeContext,
): ReturnType<typeof suiteParameters> {
  return context.cipherSuite === undefined
    ? undefined
    : suiteParameters(context.cipherSuite);
}
