/** Style of the web server's pages, in the colours of all pages here, light and dark. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--ink:#1b1f24;--faint:#667085;--paper:#fff;--ground:#f5f6f8;--line:#d5d9e0;
--client:#0b6e8f;--server:#a4570a;--good:#16784a;--warning:#8a5a00;--tls:#6557b5}
@media(prefers-color-scheme:dark){:root{--ink:#e6e8eb;--faint:#98a2b3;--paper:#1a1d21;--ground:#121417;--line:#343a42;
--client:#5cc8ea;--server:#f0a35a;--good:#63d29b;--warning:#e5b567;--tls:#a99cf0}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.55 system-ui,"Noto Sans","Noto Sans CJK SC",sans-serif}
header,main{max-width:46rem;margin:auto;padding:1rem}
header{padding-top:1.6rem}header p{color:var(--faint);margin:.2rem 0}
h1{font-size:1.9rem;line-height:1.25;margin:0;overflow-wrap:anywhere}
h1 i{display:inline-block;width:.62em;height:.62em;border-radius:50%;background:var(--good);margin-right:.4em}
h2{font-size:1.05rem;margin:0 0 .7rem}h3{font-size:1rem;margin:1.1rem 0 .4rem}
.switch{float:right}a{color:var(--client)}a:focus-visible{outline:2px solid;outline-offset:2px}
section{background:var(--paper);border:1px solid var(--line);border-radius:.7rem;padding:1.2rem;margin:0 0 1.2rem}
.warning{border-left:4px solid var(--warning);padding-left:calc(1.2rem - 3px)}
p{margin:.5rem 0}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1.2rem;margin:0}
dt{color:var(--faint)}dd{margin:0;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
.stack{list-style:none;margin:0 0 1.1rem;padding:0}
.stack li{border:1px solid var(--line);border-left:4px solid var(--layer);padding:.45rem .8rem;display:flex;gap:0 .8rem;flex-wrap:wrap;background:var(--ground)}
.stack li+li{border-top:0}.stack li:first-child{border-radius:.4rem .4rem 0 0}.stack li:last-child{border-radius:0 0 .4rem .4rem}
.stack b{color:var(--layer);min-width:9.5rem}.stack span{color:var(--faint)}
.http{--layer:var(--client)}.tls{--layer:var(--tls)}.tcp{--layer:var(--server)}.none{--layer:var(--warning)}.stack .none{border-style:dashed}
code{font:.92em ui-monospace,"DejaVu Sans Mono",monospace;background:var(--ground);border:1px solid var(--line);border-radius:.3rem;padding:.1em .4em;white-space:nowrap}
table{border-collapse:collapse;width:100%}td{padding:.25rem .4rem;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
td+td{text-align:right;color:var(--faint);white-space:nowrap;font-variant-numeric:tabular-nums}
@media(max-width:34rem){dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}.stack li{flex-direction:column}}
`.replaceAll(/\s*\n\s*/g, "");
