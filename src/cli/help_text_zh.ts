import { COMMANDS } from "./commands_zh.ts";
import { CERT_COMMANDS } from "./cert/commands_zh.ts";
import type { HelpText } from "./help_text.ts";

/** What the help screens say, in Chinese. */
export const ZH: HelpText = {
  tagline: "逐个分组看清一次 TCP 或 TLS 会话，并加以解释",
  try: "先试试",
  firstCalls: {
    "wirelab demo tcp": "一次 TCP 会话，抓取真实分组并解释",
    "wirelab demo tls": "同样的会话，经过 TLS",
    "wirelab tls-server 8443": "启动一端；再打开另一个终端：",
    "wirelab tls-client 8443": "启动另一端",
  },
  categories: {
    "See it happen": "演示",
    "Run one end": "运行一端",
    "Packets": "分组",
    "Tools": "工具",
  },
  more: [
    "wirelab MODE --help 列出一个模式的选项；",
    "wirelab help exit-codes 列出退出码的含义。",
  ],
  examples: "示例",
  actions: "操作，以及它们代替的命令",
  actionHelp: (mode) => `wirelab ${mode} ACTION --help 列出一个操作的选项。`,
  inPlaceOf: "代替",
  options: "选项",
  ownFault: "这是 wirelab 自身的错误，不是你的操作造成的。",
  oneOf: (choices) => `；可选 ${choices.join("、")}`,
  translation: {
    ends: {
      "success": "已按要求完成",
      "internal-error": "wirelab 自身的错误",
      "usage": "参数不认识、缺少或超出范围",
      "bad-file": "文件不存在、读不了，或内容不对",
      "permission": "系统不允许",
      "port-in-use": "端口已被其他程序占用",
      "unavailable": "本系统做不到",
      "name-not-found": "主机名解析不到地址",
      "refused": "该地址和端口上没有程序监听",
      "timed-out": "对端没有及时应答",
      "closed-early": "交互还没结束，对端就关闭或重置了连接",
      "tls-untrusted": "证书不是由受信任的机构签发的",
      "tls-wrong-name": "证书的名称不符",
      "tls-expired": "证书已过期或尚未生效",
      "tls-no-common-version": "双方没有共同的 TLS 版本或密码套件",
      "tls-failed": "TLS 握手因其他原因失败",
      "host-key-changed": "SSH 服务器的主机密钥与以前不同",
      "login-refused": "SSH 服务器拒绝登录",
      "ssh-failed": "SSH 握手因其他原因失败",
      "interrupted": "被用户中止",
      "output-closed": "输出已没有读者",
      "terminated": "被其他程序中止",
    },
    commonOptions: {
      help: "显示本帮助",
      lang: "语言；默认由 LC_ALL、LC_MESSAGES 或 LANG 决定",
      "no-color": "不用颜色（与 NO_COLOR 相同）",
    },
    commands: { ...COMMANDS, ...CERT_COMMANDS },
  },
};
