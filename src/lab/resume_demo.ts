import { httpReply } from "../endpoints/http_reply.ts";
import { listenTls } from "../endpoints/listen.ts";
import { serve } from "../endpoints/serve.ts";
import { type HandshakeRun, renderResumption } from "../render/mod.ts";
import { show, type StudyOptions, tell } from "./study.ts";
import { Wire } from "./wire.ts";

/**
 * Connects twice over TLS 1.3: a full handshake, then one that takes the
 * session up again; and sets one beside the other.
 *
 * The client is `fetch` with a client of its own: of all that Deno offers, it
 * alone keeps the tickets of a server.
 *
 * @param options How it is shown.
 * @throws {Failure} `unavailable`, where packets cannot be had.
 */
export async function runResumeDemo(options: StudyOptions): Promise<void> {
  const { certPem, keyPem, caPem } = options.credentials;
  const listener = listenTls({ host: "127.0.0.1", port: 0 }, {
    certPem,
    keyPem,
  });
  const { port } = listener.address;
  const stop = new AbortController();
  const serving = serve(listener, httpReply(), { signal: stop.signal });
  using client = Deno.createHttpClient({ caCerts: [caPem], http2: false });
  const ask = async (client: Deno.HttpClient) => {
    const response = await fetch(`https://127.0.0.1:${port}/`, { client });
    await response.text();
  };
  try {
    {
      // What TLS loads at its first use would else stand in the measure.
      using other = Deno.createHttpClient({ caCerts: [caPem], http2: false });
      await ask(other);
    }
    await using wire = await Wire.open({ ...options, ports: [port] });
    for (const count of [1, 2]) {
      await ask(client);
      // The ticket comes behind the handshake: the first one ends before the second begins.
      await wire.untilOver(count);
    }
    const told = [...(await tell(wire, options)).values()];
    if (options.json || options.html) {
      const { say } = options;
      show(told, options, [say("resume.full"), say("resume.resumed")]);
      return;
    }
    const [full, resumed] = told.map((
      { conversation, steps },
    ): HandshakeRun => ({
      steps,
      verdict: conversation.verdict(),
    }));
    options.write(renderResumption([full, resumed], options));
  } finally {
    stop.abort();
    await serving;
  }
}
