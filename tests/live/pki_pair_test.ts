import { assert, assertEquals, assertRejects } from "@std/assert";
import { Failure, type FailureKind } from "../../src/failure.ts";
import { type KeyPair, loadKeyPair } from "../../src/pki/mod.ts";
import { shellWord } from "../../src/bytes/shell_word.ts";
import { isMissing, shell, withFolder } from "../pki/support.ts";
import { wirelabCommand } from "./program.ts";

const LEAF = "-addext basicConstraints=critical,CA:FALSE";
const SELF_SIGN =
  "openssl req -x509 -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1";

/**
 * What a user may have made with openssl: a key of each form, and certificates
 * of which only `good.pem` and `chain.pem` are fit for a server.
 */
const MATERIAL = `
openssl ecparam -name prime256v1 -genkey -noout -out sec1.key
openssl ecparam -name prime256v1 -genkey -out parameters.key
openssl pkcs8 -topk8 -nocrypt -in sec1.key -out good.key
openssl genrsa -out rsa.key 2048
openssl rsa -in rsa.key -traditional -out pkcs1.key
openssl pkcs8 -topk8 -in sec1.key -passout pass:secret -out encrypted.key
openssl ec -in sec1.key -aes128 -passout pass:secret -out encrypted-sec1.key
openssl pkey -in sec1.key -pubout -out public.key
openssl genrsa -out weak.key 1024
openssl genpkey -algorithm rsa-pss -pkeyopt rsa_keygen_bits:2048 -out pss.key
openssl ecparam -name prime256v1 -genkey -noout -out other.key
openssl ecparam -name secp384r1 -genkey -noout -out p384.key
openssl ecparam -name secp521r1 -genkey -noout -out p521.key
openssl genpkey -algorithm ed25519 -out ed25519.key
for name in p384 p521 ed25519; do
  ${SELF_SIGN} -key $name.key ${LEAF} -out $name.pem
done
${SELF_SIGN} -key sec1.key -out ca.pem
${SELF_SIGN} -key sec1.key ${LEAF} -out good.pem
${SELF_SIGN} -key rsa.key ${LEAF} -out rsa.pem
${SELF_SIGN} -key parameters.key ${LEAF} -out parameters.pem
${SELF_SIGN} -key weak.key ${LEAF} -out weak.pem
${SELF_SIGN} -key other.key ${LEAF} -out other.pem
openssl req -new -key sec1.key -subj /CN=localhost -out request.pem
openssl req -x509 -x509v1 -key sec1.key -subj /CN=localhost -out version1.pem || openssl x509 -req -in request.pem -signkey sec1.key -out version1.pem
printf 'basicConstraints=CA:FALSE\\nsubjectAltName=DNS:localhost\\n' > leaf.cnf
printf '[ca]\\ndatabase=index\\nserial=serial\\nunique_subject=no\\npolicy=any\\n[any]\\ncommonName=supplied\\n' > ca.cnf
: > index
issue() { openssl ca -batch -config ca.cnf -name ca -in request.pem -md sha256 -rand_serial -extfile leaf.cnf -notext -outdir . "$@"; }
issue -cert other.pem -keyfile other.key -startdate 20240101000000Z -enddate 20240201000000Z -out expired.pem
issue -selfsign -keyfile sec1.key -startdate 20240101000000Z -enddate 20240201000000Z -out expired-self.pem
issue -selfsign -keyfile sec1.key -startdate 20490101000000Z -enddate 20491231000000Z -out future.pem
cat good.pem other.pem > chain.pem
cat other.pem good.pem > backwards.pem
cat sec1.key good.pem > both.pem
openssl x509 -in good.pem -text > text.pem
sed 's/$/\\r/' good.pem > windows.pem
openssl x509 -in good.pem -outform DER -out good.der
openssl pkey -in sec1.key -outform DER -out key.der
openssl pkcs12 -export -in good.pem -inkey sec1.key -passout pass: -out good.p12
head -c 300 good.pem > cut.pem
printf -- '-----BEGIN CERTIFICATE-----\\nAAAA\\n-----END CERTIFICATE-----\\n' > broken.pem
printf -- '-----BEGIN PRIVATE KEY-----\\nAAAA\\n-----END PRIVATE KEY-----\\n' > broken.key
printf 'hello\\n' > hello.txt
: > empty.pem
head -c 1100000 /dev/zero > large.pem
ssh-keygen -q -t ecdsa -N '' -f openssh.key
mkdir folder
`;

/** A pair that cannot be used: its files, the kind of failure, its sentence and its hint. */
type Row = [cert: string, key: string, FailureKind, string, string];

const NO_CERT =
  "Name the file of its certificate; where both are named, perhaps they are swapped.";
const NO_KEY =
  "Name the file of its private key; where both are named, perhaps they are swapped.";
const OWN =
  "Check the path, or leave --cert and --key out: wirelab then uses certificates of its own.";
const REPLACEMENT =
  "wirelab cert self-signed --key sec1.key --out NAME-server.pem --host localhost";

const ROWS: readonly Row[] = [
  [
    "good.pem",
    "other.key",
    "bad-file",
    "Cannot use good.pem with other.key: the key does not match the certificate.",
    "Find the right key; this tells whether a pair belongs together: wirelab cert match good.pem other.key",
  ],
  [
    "backwards.pem",
    "sec1.key",
    "bad-file",
    "Cannot use backwards.pem: the certificate of sec1.key stands in place 2 of it, not first.",
    "Put the server's own certificate first, then that of its issuer, and so on.",
  ],
  [
    "expired.pem",
    "sec1.key",
    "tls-expired",
    "Cannot use expired.pem: it expired on 2024-02-01.",
    "Have its issuer renew it, or leave --cert and --key out: wirelab then uses certificates of its own.",
  ],
  [
    "expired-self.pem",
    "sec1.key",
    "tls-expired",
    "Cannot use expired-self.pem: it expired on 2024-02-01.",
    `Make a new one: ${REPLACEMENT.replace("NAME", "expired-self")}`,
  ],
  [
    "future.pem",
    "sec1.key",
    "tls-expired",
    "Cannot use future.pem: it is not valid before 2049-01-01T00:00:00.000Z.",
    "Check the clock of this computer; it says NOW.",
  ],
  [
    "ca.pem",
    "sec1.key",
    "bad-file",
    "Cannot use ca.pem: it is the certificate of a CA, and clients refuse that from a server (CaUsedAsEndEntity).",
    `Make one with CA:FALSE: ${
      REPLACEMENT.replace("NAME", "ca")
    } --host 127.0.0.1`,
  ],
  [
    "version1.pem",
    "sec1.key",
    "bad-file",
    "Cannot use version1.pem: it is a certificate of X.509 version 1, and TLS here takes version 3 only.",
    `Make one with extensions: ${
      REPLACEMENT.replace("NAME", "version1")
    } --host 127.0.0.1`,
  ],
  [
    "missing.pem",
    "sec1.key",
    "bad-file",
    "Cannot read missing.pem: there is no such file.",
    OWN,
  ],
  [
    "good.pem",
    "missing.key",
    "bad-file",
    "Cannot read missing.key: there is no such file.",
    OWN,
  ],
  [
    "folder",
    "sec1.key",
    "bad-file",
    "Cannot read folder: it is a folder.",
    "Name the PEM file in it.",
  ],
  [
    "sec1.key",
    "good.pem",
    "bad-file",
    "Cannot use sec1.key: it holds a private key, not a certificate.",
    NO_CERT,
  ],
  [
    "good.pem",
    "good.pem",
    "bad-file",
    "Cannot use good.pem: it holds a certificate, not a private key.",
    NO_KEY,
  ],
  [
    "request.pem",
    "sec1.key",
    "bad-file",
    "Cannot use request.pem: it holds a request for a certificate, not a certificate.",
    "Have a CA sign it, for example wirelab's own: wirelab cert sign request.pem",
  ],
  [
    "public.key",
    "sec1.key",
    "bad-file",
    "Cannot use public.key: it holds a PUBLIC KEY, not a certificate.",
    "--cert takes a block that begins with -----BEGIN CERTIFICATE-----.",
  ],
  [
    "good.pem",
    "public.key",
    "bad-file",
    "Cannot use public.key: it holds a PUBLIC KEY, not a private key.",
    "A private key is a block that begins with -----BEGIN PRIVATE KEY-----.",
  ],
  [
    "good.pem",
    "encrypted.key",
    "bad-file",
    "Cannot use encrypted.key: the private key in it is encrypted.",
    "Take the passphrase off: wirelab cert decrypt encrypted.key --out encrypted-plain.key",
  ],
  [
    "good.pem",
    "encrypted-sec1.key",
    "bad-file",
    "Cannot use encrypted-sec1.key: the private key in it is encrypted.",
    "Take the passphrase off: wirelab cert decrypt encrypted-sec1.key --out encrypted-sec1-plain.key",
  ],
  [
    "good.pem",
    "openssh.key",
    "bad-file",
    "Cannot use openssh.key: it holds a private key in OpenSSH's own form.",
    "Make a key for TLS: wirelab cert key --out openssh-plain.key",
  ],
  [
    "weak.pem",
    "weak.key",
    "bad-file",
    "Cannot use weak.key: TLS here takes no RSA 1024 key.",
    "Make one on P-256, and a certificate for it: wirelab cert self-signed",
  ],
  [
    "good.pem",
    "pss.key",
    "bad-file",
    "Cannot use pss.key: TLS here takes no RSA-PSS 2048 key.",
    "Make one on P-256, and a certificate for it: wirelab cert self-signed",
  ],
  [
    "good.der",
    "sec1.key",
    "bad-file",
    "Cannot use good.der: it is a certificate in DER, not in PEM.",
    "Convert it: wirelab cert show good.der --pem > good-pem.pem",
  ],
  [
    "good.pem",
    "key.der",
    "bad-file",
    "Cannot use key.der: it is a key in DER, not in PEM.",
    "Convert it: openssl pkey -inform DER -in key.der -out key-pem.pem",
  ],
  [
    "good.p12",
    "sec1.key",
    "bad-file",
    "Cannot use good.p12: it is PKCS#12, not PEM.",
    "Convert it; the result holds both a certificate and its key: openssl pkcs12 -in good.p12 -nodes -out good-pem.pem",
  ],
  [
    "cut.pem",
    "sec1.key",
    "bad-file",
    "Cannot use cut.pem: its CERTIFICATE block has no END line.",
    "The file was cut off; copy it again.",
  ],
  [
    "broken.pem",
    "sec1.key",
    "bad-file",
    "Cannot use broken.pem: its CERTIFICATE block holds no certificate that can be read.",
    "Ask openssl what is wrong with it: openssl x509 -in broken.pem -noout -text",
  ],
  [
    "good.pem",
    "broken.key",
    "bad-file",
    "Cannot use broken.key: its PRIVATE KEY block holds no key that can be read.",
    "Ask openssl what is wrong with it: openssl pkey -in broken.key -noout",
  ],
  [
    "hello.txt",
    "sec1.key",
    "bad-file",
    "Cannot use hello.txt: it is not PEM.",
    "A PEM file is text that begins with -----BEGIN.",
  ],
  [
    "empty.pem",
    "sec1.key",
    "bad-file",
    "Cannot use empty.pem: it is empty.",
    "A PEM file is text that begins with -----BEGIN.",
  ],
  [
    "large.pem",
    "sec1.key",
    "bad-file",
    "Cannot use large.pem: it is larger than any certificate or key.",
    "Give a PEM file; it starts with -----BEGIN.",
  ],
];

Deno.test("loadKeyPair()", async (test) => {
  if (await isMissing("openssl") || await isMissing("ssh-keygen")) return;
  await withFolder(async (folder) => {
    await shell(MATERIAL, folder);
    await test.step(
      "names each thing that can be wrong, and its fix",
      () => namesFaults(folder),
    );
    await test.step(
      "accepts keys in PKCS#8, PKCS#1 and SEC1, chains, and files that hold both",
      () => acceptsForms(folder),
    );
    await test.step(
      "gives commands as hints that do what they say",
      () => givesCommands(folder),
    );
  });
});

async function namesFaults(folder: string): Promise<void> {
  for (const [cert, key, kind, message, hint] of ROWS) {
    const failure = await failureOf(folder, cert, key);
    const plain = (text = "") =>
      text.replaceAll(`${folder}/`, "").replace(/says [\dT:.-]+Z/, "says NOW");
    assertEquals(
      [failure.kind, plain(failure.message), plain(failure.hint)],
      [kind, message, hint],
    );
  }
}

async function acceptsForms(folder: string): Promise<void> {
  for (
    const [cert, key, keyType, count] of [
      ["good.pem", "good.key", "ECDSA P-256", 1],
      ["good.pem", "sec1.key", "ECDSA P-256", 1],
      ["parameters.pem", "parameters.key", "ECDSA P-256", 1],
      ["rsa.pem", "rsa.key", "RSA 2048", 1],
      ["rsa.pem", "pkcs1.key", "RSA 2048", 1],
      ["p384.pem", "p384.key", "ECDSA P-384", 1],
      ["p521.pem", "p521.key", "ECDSA P-521", 1],
      ["ed25519.pem", "ed25519.key", "Ed25519", 1],
      ["chain.pem", "sec1.key", "ECDSA P-256", 2],
      ["both.pem", "both.pem", "ECDSA P-256", 1],
      ["text.pem", "sec1.key", "ECDSA P-256", 1],
      ["windows.pem", "sec1.key", "ECDSA P-256", 1],
    ] as const
  ) {
    const pair = await load(folder, cert, key);
    assertEquals(pair.certificate.keyType, keyType);
    assertEquals(pair.certificate.names, ["localhost", "127.0.0.1"]);
    assertEquals(pair.certPem.match(/BEGIN/g)?.length, count);
    assert(!pair.certPem.includes("PRIVATE"));
    // TLS takes what comes out, whatever went in.
    Deno.listenTls({
      hostname: "127.0.0.1",
      port: 0,
      cert: pair.certPem,
      key: pair.keyPem,
    }).close();
  }
}

async function givesCommands(folder: string): Promise<void> {
  for (const name of ["ca", "version1", "expired-self"]) {
    const failure = await failureOf(folder, `${name}.pem`, "sec1.key");
    await perform(failure);
    await load(folder, `${name}-server.pem`, "sec1.key");
  }
  const encrypted = await failureOf(folder, "good.pem", "encrypted.key");
  await Deno.writeTextFile(`${folder}/secret`, "secret\n");
  await perform(encrypted, `--passphrase-file ${folder}/secret`);
  await load(folder, "good.pem", "encrypted-plain.key");
  await perform(await failureOf(folder, "good.der", "sec1.key"));
  await load(folder, "good-pem.pem", "sec1.key");
  await perform(await failureOf(folder, "good.pem", "key.der"));
  await load(folder, "good.pem", "key-pem.pem");
  const bundle = await failureOf(folder, "good.p12", "sec1.key");
  await perform(bundle, "-passin pass:");
  await load(folder, "good-pem.pem", "good-pem.pem");
}

function load(folder: string, cert: string, key: string): Promise<KeyPair> {
  return loadKeyPair({
    certPath: `${folder}/${cert}`,
    keyPath: `${folder}/${key}`,
  });
}

async function failureOf(
  folder: string,
  cert: string,
  key: string,
): Promise<Failure> {
  return await assertRejects(
    () => load(folder, cert, key),
    Failure,
    undefined,
    `${cert} with ${key}`,
  );
}

/** Performs the command of a hint. */
async function perform({ hint = "" }: Failure, more = ""): Promise<void> {
  const command = /(openssl|wirelab) .*/.exec(hint)?.[0];
  const wirelab = wirelabCommand().map(shellWord).join(" ");
  await shell(`wirelab() { ${wirelab} "$@"; }\n${command} ${more}`);
}
