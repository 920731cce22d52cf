/**
 * What the tests of endpoints share: certificates, and ears for events.
 *
 * @module
 */
import type { EndpointEvent, OnEvent } from "../../src/endpoints/mod.ts";
import {
  createAuthority,
  encodeKey,
  generateKey,
  issueLeaf,
  type LeafOptions,
} from "../../src/pki/mod.ts";

/** A certificate for a server, with its key. */
export interface TestPair {
  readonly certPem: string;
  readonly keyPem: string;
}

type Key = Awaited<ReturnType<typeof generateKey>>;

const DAY_MILLIS = 86_400_000;

/** A certificate authority of the tests' own. */
export class TestAuthority {
  /** Its certificate. */
  readonly pem: string;
  readonly #key: Key;

  private constructor(key: Key, pem: string) {
    this.#key = key;
    this.pem = pem;
  }

  /** Makes one. */
  static async create(): Promise<TestAuthority> {
    const key = await generateKey("ecdsa");
    const notBefore = daysFromNow(-1000);
    return new TestAuthority(key, await createAuthority(key, { notBefore }));
  }

  /** Issues a certificate; for localhost, 127.0.0.1 and ::1 if nothing is said. */
  async issue(options: LeafOptions = {}): Promise<TestPair> {
    const key = await generateKey("ecdsa");
    const issuer = { pem: this.pem, key: this.#key };
    return {
      certPem: await issueLeaf(key, issuer, options),
      keyPem: encodeKey(key),
    };
  }

  /** The authority's own certificate, as if it were a server's. */
  asServer(): TestPair {
    return { certPem: this.pem, keyPem: encodeKey(this.#key) };
  }
}

/** A moment some days from now. */
export function daysFromNow(days: number): Date {
  return new Date(Date.now() + days * DAY_MILLIS);
}

/** Collects events, and can wait for one. */
export class Ear {
  readonly events: EndpointEvent[] = [];
  #heard = Promise.withResolvers<void>();

  /** To be handed to an endpoint. */
  readonly onEvent: OnEvent = (event) => {
    this.events.push(event);
    this.#heard.resolve();
    this.#heard = Promise.withResolvers();
  };

  /** Kinds of the events of one connection, in order; data only once a run. */
  kinds(connection?: number): string[] {
    return this.events
      .filter((event) =>
        connection === undefined ||
        "connection" in event && event.connection === connection
      )
      .map((event) => event.kind)
      .filter((kind, index, all) => kind !== all[index - 1]);
  }

  /** Waits until so many events of a kind have happened, and gives the last. */
  async event<K extends EndpointEvent["kind"]>(
    kind: K,
    count = 1,
  ): Promise<Extract<EndpointEvent, { kind: K }>> {
    for (;;) {
      const found = this.events.filter((
        event,
      ): event is Extract<EndpointEvent, { kind: K }> => event.kind === kind);
      if (found.length >= count) return found[count - 1];
      await this.#heard.promise;
    }
  }
}
