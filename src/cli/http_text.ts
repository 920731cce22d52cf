import type { PhaseName } from "../lab/phases.ts";
import type { Language } from "./terminal.ts";

/** What a web client says, in one language. */
export interface HttpText {
  /** Names of the phases. */
  readonly phases: Readonly<Record<PhaseName, string>>;
  /** The sum of the phases. */
  readonly total: string;
  /** How many addresses a name has. */
  addresses(first: string, count: number): string;
  /** The answer points elsewhere. */
  elsewhere(url: string): string;
}

const TEXTS: Readonly<Record<Language, HttpText>> = {
  en: {
    phases: {
      name: "name",
      tcp: "TCP",
      tls: "TLS",
      wait: "first byte",
      body: "body",
    },
    total: "total",
    addresses: (first, count) =>
      count === 1 ? first : `${first}, and ${count - 1} more`,
    elsewhere: (url) =>
      `the answer points elsewhere, and is not followed: ${url}`,
  },
  zh: {
    phases: {
      name: "域名解析",
      tcp: "TCP",
      tls: "TLS",
      wait: "首字节",
      body: "正文",
    },
    total: "合计",
    addresses: (first, count) =>
      count === 1 ? first : `${first} 等 ${count} 个地址`,
    elsewhere: (url) => `响应指向别处，未跟随：${url}`,
  },
};

/** A web client's words in a language. */
export function httpText(language: Language): HttpText {
  return TEXTS[language];
}
