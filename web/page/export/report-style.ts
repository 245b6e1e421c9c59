/** The report's own style sheet: the page's colours, light and dark, and something to print on. */
export const REPORT_STYLE = `
:root { color-scheme: light dark; --text: light-dark(#1c2024, #e3e6e8); --quiet: light-dark(#565c63, #9ca4ac);
  --line: light-dark(#dddcd6, #2c3237); --accent: light-dark(#1d4b94, #94b8f2);
  --gain: light-dark(#006b57, #4fc4a7); --loss: light-dark(#b33c0b, #f0895c); --page: light-dark(#fdfdfc, #14171a); }
body { max-width: 1000px; margin: 32px auto; padding: 0 20px; background: var(--page); color: var(--text);
  font: 14px/1.5 system-ui, sans-serif; font-variant-numeric: tabular-nums; }
h1 { font-size: 20px; margin: 0; overflow-wrap: anywhere; } h2 { font-size: 15px; margin: 32px 0 4px; }
p { margin: 4px 0; } .quiet { color: var(--quiet); } .gain { color: var(--gain); } .loss { color: var(--loss); }
.failed { border-left: 3px solid var(--loss); padding-left: 12px; overflow-wrap: anywhere; }
.kpis { display: flex; flex-wrap: wrap; gap: 12px 40px; margin: 16px 0; padding: 12px 0; border: solid var(--line); border-width: 1px 0; }
dt, dd.quiet { color: var(--quiet); font-size: 12px; } dd { margin: 0; font-size: 20px; }
figure { margin: 16px 0; } figcaption { color: var(--quiet); font-size: 12px; font-weight: 600; }
svg { display: block; width: 100%; height: auto; } svg text { fill: var(--quiet); font-size: 11px; }
path { fill: none; stroke-width: 1.5; vector-effect: non-scaling-stroke; } .grid { stroke: var(--line); stroke-width: 1; }
.equity { stroke: var(--accent); } .held { stroke: var(--quiet); stroke-width: 1; stroke-dasharray: 5 4; }
.fall { stroke: var(--loss); stroke-width: 1; } .price { stroke: var(--text); stroke-width: 1; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; font-size: 12.5px; }
th, td { padding: 3px 16px 3px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { color: var(--quiet); font-weight: 600; white-space: nowrap; } .n { text-align: right; white-space: nowrap; }
pre { padding: 12px; border: 1px solid var(--line); overflow-x: auto; font: 12.5px/1.5 ui-monospace, Menlo, Consolas, monospace; }
@media print { :root { color-scheme: light; } body { margin: 0; } }
`;
