/** Style of the page: two lifelines, arrows between them, light and dark. */
export const STYLE = `
:root{color-scheme:light dark;--ink:#1b1f24;--faint:#667085;--paper:#fff;--ground:#f5f6f8;--line:#d5d9e0;
--client:#0b6e8f;--server:#a4570a;--good:#16784a;--warning:#8a5a00;--bad:#b42318;--rail:3.2rem}
@media(prefers-color-scheme:dark){:root{--ink:#e6e8eb;--faint:#98a2b3;--paper:#1a1d21;--ground:#121417;--line:#343a42;
--client:#5cc8ea;--server:#f0a35a;--good:#63d29b;--warning:#e5b567;--bad:#ff8b7e}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,"Noto Sans","Noto Sans CJK SC",sans-serif}
header,main{max-width:58rem;margin:auto;padding:1rem}
h1{font-size:1.35rem;margin:.4rem 0 0}
h2{font-size:1.15rem;margin:0 0 .8rem}h3{font-size:1rem;margin:0 0 .5rem}
.hint{color:var(--faint);margin:.3rem 0 0}
nav ul{margin:.8rem 0 0;padding-left:1.2rem}a{color:var(--client)}
article{background:var(--paper);border:1px solid var(--line);border-radius:.7rem;padding:1.2rem;margin:0 0 1.5rem;scroll-margin-top:.5rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;margin:0}
dt{color:var(--faint)}dd{margin:0}
.good{color:var(--good)}.warning{color:var(--warning)}.bad{color:var(--bad)}
.verdict{border-bottom:1px solid var(--line);padding-bottom:1rem;margin-bottom:1rem}
.ends{display:grid;grid-template-columns:8.8rem 1fr 1fr;position:sticky;top:0;background:var(--paper);z-index:1;
padding-block:.4rem;font-variant-numeric:tabular-nums}
.ends i{grid-row:span 2;align-self:end;text-align:right;padding-right:.8rem;font-style:normal;font-size:.85em;color:var(--faint)}
.ends .server{text-align:right}b.client,span.client{color:var(--client)}b.server,span.server{color:var(--server)}
.phase{border-left:4px solid var(--line);border-radius:2px;padding:.2rem 0 .4rem .8rem;margin:0 0 .9rem}
.phase.open{border-color:#7a9e7e}.phase.tls,.phase.ssh{border-color:#7c6fc4}.phase.data{border-color:#4b8ec9}.phase.close{border-color:#b7791f}
.flight,.outcome{color:var(--faint);margin:.3rem 0;font-size:.9em}
.outcome{border-top:1px dashed var(--line);padding-top:.3rem}
summary{list-style:none;cursor:pointer}summary::-webkit-details-marker{display:none}
.segment>summary .frame::before,.message>summary b::before{content:"▸";display:inline-block;width:1em;color:var(--faint);font-weight:400}
[open]>summary .frame::before,.message[open]>summary b::before{content:"▾"}
.empty>summary{cursor:default}.empty>summary .frame::before,.empty>summary b::before{content:none}
summary:hover .arrow,summary:hover .card{background:var(--ground)}.message>summary:hover .card{border-color:var(--faint)}
.empty>summary:hover .arrow{background:none}
summary:focus-visible{outline:2px solid var(--client);outline-offset:2px}
.segment>summary{display:grid;grid-template-columns:3rem 4.6rem 1fr;align-items:center;font-variant-numeric:tabular-nums}
.frame,time{color:var(--faint);font-size:.85em}time{text-align:right;padding-right:.8rem}
.arrow{position:relative;display:block;border-inline:2px solid var(--line);padding:.35rem 1rem .45rem;font-size:.92em}
.arrow::after{content:"";position:absolute;left:0;right:0;bottom:.12rem;border-bottom:1px solid var(--client)}
.arrow::before{content:"";position:absolute;bottom:-.13rem;border:.26rem solid transparent}
.data>summary .arrow::after{border-bottom-width:3px;bottom:.06rem}
.relayed>summary .arrow::after{border-bottom-style:dashed}
.client>summary .arrow::before{right:0;border-right:0;border-left:.5rem solid var(--client)}
.server>summary .arrow{text-align:right}
.server>summary .arrow::after{border-color:var(--server)}
.server>summary .arrow::before{left:0;border-left:0;border-right:.5rem solid var(--server)}
.client>summary .arrow b{color:var(--client)}.server>summary .arrow b{color:var(--server)}
.client .card b{color:var(--client)}.server .card b{color:var(--server)}
.message>summary{margin-left:7.6rem;border-inline:2px solid var(--line);padding:.22rem .9rem;display:flex}
.message.server>summary{justify-content:flex-end}
.card{max-width:88%;border:1px solid var(--line);border-left:3px solid var(--client);border-radius:.4rem;padding:.25rem .7rem;background:var(--ground)}
.server .card{border-left:1px solid var(--line);border-right:3px solid var(--server)}
.card p{margin:.1rem 0 0;color:var(--faint);font-size:.92em}
.card em{font-style:normal;font-size:.8em;color:#7c6fc4}
.finding .card,.gap .card{border-color:var(--warning)}.error .card{border-color:var(--bad)}
small{color:var(--faint)}
.says{grid-column:3;border-inline:2px solid var(--line);padding:.1rem 1rem .3rem;color:var(--faint);font-size:.9em}
.server>summary .says{text-align:right}
.states{grid-column:3;border-inline:2px solid var(--line);padding:0 1rem .3rem;display:flex;justify-content:space-between;font-size:.78em}
.states b{font-weight:500}
table{border-collapse:collapse;table-layout:fixed;font-size:.82rem;margin:.4rem 0 .8rem 7.6rem;width:calc(100% - 7.6rem)}
td,th{text-align:left;vertical-align:top;padding:.12rem .5rem .12rem .3rem;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
th{font-weight:500}thead th{color:var(--faint);font-weight:400}thead th:nth-child(-n+2){text-align:right}.at{width:2.9rem}.name{width:28%}.value{width:34%}td:nth-child(-n+2){color:var(--faint);text-align:right;font-variant-numeric:tabular-nums;width:2.6rem}
code{font:.95em/1.3 ui-monospace,"DejaVu Sans Mono",monospace}
caption{text-align:left;color:var(--faint);padding:.3rem}
.note td{color:var(--faint);border-bottom:0;padding-top:0}td:nth-child(-n+2).note{border:0}
tr:has(+.note)>*{border-bottom:0}
@media(max-width:40rem){article{padding:.8rem}.message>summary,table{margin-left:0}
.ends{grid-template-columns:1fr 1fr}.ends i{display:none}
.segment>summary{grid-template-columns:auto 1fr;row-gap:0}.segment>summary time{text-align:left;padding-left:.5rem}time::after{content:" ms"}
.segment>summary .arrow,.segment>summary .says,.states{grid-column:1/-1}
table,tbody,tr,caption{display:block;width:100%}thead,colgroup,td:empty{display:none}
tr{display:grid;grid-template-columns:2.2rem 2.2rem minmax(0,1fr);border-bottom:1px solid var(--line)}tr:has(+.note){border:0}
td,th{border:0}tr>*{grid-column:3}tr>:first-child{grid-column:1}tr>:nth-child(2):not(:last-child){grid-column:2}td:nth-child(-n+2){width:auto}td:nth-child(n+4){padding-left:2.3em}}
@media print{body{background:#fff}article{border:0}.ends{position:static}}
`.replaceAll(/\s*\n\s*/g, "");
