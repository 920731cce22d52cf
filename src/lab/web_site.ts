import { formatAddress } from "../endpoints/address.ts";
import { fileResponse } from "../endpoints/file_response.ts";
import { type Respond, targetOf } from "../endpoints/http_site.ts";
import type { HttpConnection } from "../endpoints/http_visit.ts";
import { isWithheld, type StaticFiles } from "../endpoints/static_files.ts";
import {
  type ErrorStatus,
  PAGE_POLICY,
  type PageCertificate,
  type PageLanguage,
  preferredLanguage,
  renderErrorPage,
  renderFolder,
  renderPage,
  renderPlainError,
  renderPlainFolder,
  renderPlainPage,
} from "../render/mod.ts";

/** What a web site shows. */
export interface WebSiteOptions {
  /** Files to show instead of the page. */
  files?: Pick<StaticFiles, "find">;
  /** The server's certificate, where there is TLS. */
  certificate?: PageCertificate;
  /** Language for clients that do not say which they want; English if not given. */
  language?: PageLanguage;
}

/** A request, and what its answer depends on. */
interface Asked {
  readonly request: Request;
  readonly target: string;
  readonly language: PageLanguage;
}

/**
 * Makes the web site of `http-server` and `https-server`: a page that tells
 * what is known of the connection, or the files of a folder.
 *
 * @param options What it shows.
 */
export function webSite(options: WebSiteOptions = {}): Respond {
  return async (request, connection, tell) => {
    const asked = read(request, options.language);
    if (request.method !== "GET" && request.method !== "HEAD") {
      return failed(asked, 405, { allow: "GET, HEAD" });
    }
    if (options.files) return await showFile(asked, options.files, tell);
    const [path] = asked.target.split("?", 1);
    return path === "/"
      ? showPage(asked, connection, options.certificate)
      : failed(asked, 404);
  };
}

function read(request: Request, fallback: PageLanguage | undefined): Asked {
  const target = targetOf(request.url);
  const wanted = /\?(?:.*&)?lang=(en|zh)(?:&|$)/.exec(target)?.[1];
  const language = wanted === "en" || wanted === "zh"
    ? wanted
    : preferredLanguage(request.headers.get("accept-language"), fallback);
  return { request, target, language };
}

function showPage(
  asked: Asked,
  connection: HttpConnection,
  certificate: PageCertificate | undefined,
): Response {
  const { id, peer, local, version, negotiated, request } = connection;
  const facts = {
    time: new Date(),
    version,
    client: formatAddress(peer),
    server: formatAddress(local),
    connection: id,
    request,
    tls: negotiated,
    certificate,
  };
  return wantsHtml(asked.request)
    ? html(asked, renderPage(facts, asked.language))
    : text(asked, renderPlainPage(facts, asked.language));
}

async function showFile(
  asked: Asked,
  files: Pick<StaticFiles, "find">,
  tell: (error: unknown) => void,
): Promise<Response> {
  const found = await files.find(asked.target);
  switch (found.kind) {
    case "file":
      try {
        return await fileResponse(asked.request, found);
      } catch (error) {
        tell(error);
        return failed(asked, isWithheld(error) ? 404 : 500);
      }
    case "folder": {
      const path = decodeURIComponent(asked.target.split("?", 1)[0]);
      return wantsHtml(asked.request)
        ? html(asked, renderFolder(path, found.entries, asked.language))
        : text(asked, renderPlainFolder(path, found.entries, asked.language));
    }
    case "moved":
      return new Response(null, {
        status: 301,
        headers: { location: found.to },
      });
    case "missing":
      if (found.error !== undefined) tell(found.error);
      return failed(asked, 404);
  }
}

/** Whether a client asks for HTML by name, as browsers do and others do not. */
function wantsHtml({ headers }: Request): boolean {
  return headers.get("accept")?.includes("text/html") ?? false;
}

function failed(
  asked: Asked,
  status: ErrorStatus,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const { request, target, language } = asked;
  const what = { method: request.method, target };
  const init = { status, headers };
  return wantsHtml(request)
    ? html(asked, renderErrorPage(status, what, language), init)
    : text(asked, renderPlainError(status, what, language), init);
}

/** How an answer differs from the usual one. */
interface AnswerInit {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

function html(asked: Asked, page: string, init: AnswerInit = {}): Response {
  return content(asked, page, init.status ?? 200, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": PAGE_POLICY,
    ...init.headers,
  });
}

function text(asked: Asked, page: string, init: AnswerInit = {}): Response {
  return content(asked, page, init.status ?? 200, {
    "content-type": "text/plain; charset=utf-8",
    ...init.headers,
  });
}

/** Makes an answer that no cache keeps, for it tells of one connection. */
function content(
  { request, language }: Asked,
  page: string,
  status: number,
  headers: Readonly<Record<string, string>>,
): Response {
  const bytes = new TextEncoder().encode(page);
  return new Response(request.method === "HEAD" ? null : bytes, {
    status,
    headers: {
      ...headers,
      "content-length": String(bytes.length),
      "content-language": language,
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      vary: "accept, accept-language",
    },
  });
}
