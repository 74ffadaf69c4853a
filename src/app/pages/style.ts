// The one stylesheet: light and dark by the reader's choice, from a phone to a wide screen. Every pair of
// text and ground has a contrast of at least 4.5 to 1.
export const stylesheet = `
:root {
  color-scheme: light dark;
  --ground: #f6f7f5; --panel: #ffffff; --raised: #eff2ee; --text: #18201b; --quiet: #525c55;
  --line: #dde2dc; --edge: #7d877f; --accent: #0f6a41; --on-accent: #ffffff;
  --bad: #9b1c1c; --bad-ground: #fdeaea; --good: #0f5c38; --good-ground: #e3f3e9;
  --shade: 0 1px 2px rgb(20 40 28 / .06);
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #111513; --panel: #191e1b; --raised: #232a26; --text: #e8ede9; --quiet: #a9b5ad;
    --line: #303934; --edge: #7c8a81; --accent: #7fd6a8; --on-accent: #0b1710;
    --bad: #ffb4b0; --bad-ground: #3d1d1c; --good: #93e0b6; --good-ground: #16331f; --shade: none;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
a { color: var(--accent); text-underline-offset: .2em; text-decoration-thickness: 1px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: .25rem; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: .5rem; background: var(--panel); padding: .5rem; z-index: 1; }

header { background: var(--panel); border-bottom: 1px solid var(--line); }
.bar { display: flex; flex-wrap: wrap; gap: 0 1.75rem; align-items: center; max-width: 78rem;
  margin: 0 auto; padding: .5rem 1.5rem; }
.brand { display: flex; gap: .5rem; align-items: center; font-weight: 700; font-size: 1.1rem;
  color: var(--text); text-decoration: none; min-height: 2.5rem; }
.brand svg { width: 1.9rem; height: 1.25rem; color: var(--accent); }
.bar nav { flex: 1; }
.bar ul { display: flex; flex-wrap: wrap; gap: 0 .25rem; list-style: none; margin: 0; padding: 0; }
.bar nav a { display: inline-block; padding: .5rem .7rem; text-decoration: none; color: var(--quiet);
  border-radius: .375rem; }
.bar nav a:hover { background: var(--raised); color: var(--text); }
.bar nav a[aria-current] { background: var(--raised); color: var(--text); font-weight: 600; }
.bar form { display: flex; gap: .75rem; align-items: center; color: var(--quiet); }

main { max-width: 78rem; margin: 0 auto; padding: 1.25rem 1.5rem 4rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: .5rem 0 1rem; letter-spacing: -.01em;
  overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; line-height: 1.3; margin: 0 0 .75rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
p { margin: .5rem 0; } .panel > :last-child { margin-bottom: 0; }
.under { color: var(--quiet); margin: -.6rem 0 1rem; }
.panel { background: var(--panel); border: 1px solid var(--line); border-radius: .625rem;
  padding: 1.1rem 1.25rem; margin: 0 0 1.25rem; box-shadow: var(--shade); min-width: 0; }
.two { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 28rem), 1fr)); gap: 0 1.25rem;
  align-items: start; }
.empty, small, .quiet { color: var(--quiet); } .empty { margin: 0; }

.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; color: var(--quiet); font-size: .9rem; padding: 0 0 .4rem; }
th, td { text-align: left; padding: .5rem 1.25rem .5rem 0; border-bottom: 1px solid var(--line);
  vertical-align: top; }
tr > :last-child { padding-right: 0; }
tbody tr:last-child > * { border-bottom: 0; }
thead th { font-weight: 600; font-size: .875rem; color: var(--quiet); white-space: nowrap; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
time, .code { white-space: nowrap; } .code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; }

.pill { display: inline-block; border-radius: 1rem; padding: .1rem .7rem; font-size: .875rem; font-weight: 600;
  letter-spacing: 0; vertical-align: .2em; white-space: nowrap; background: var(--raised); color: var(--quiet); }
td .pill { vertical-align: baseline; } td .whole { white-space: nowrap; }
.pill.good { background: var(--good-ground); color: var(--good); }
.pill.bad { background: var(--bad-ground); color: var(--bad); }

dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 12rem), 1fr)); gap: .75rem 1.5rem;
  margin: 0; }
dt { color: var(--quiet); font-size: .875rem; } dd { margin: 0; overflow-wrap: anywhere; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 8.5rem), 1fr)); gap: 1rem 1.25rem; }
.figures dd { font-size: 1.5rem; line-height: 1.3; font-variant-numeric: tabular-nums; letter-spacing: -.01em; }
.figures small { display: block; font-size: .875rem; letter-spacing: 0; line-height: 1.4; }

.traced { list-style: none; margin: 0; padding: 0; display: flex; align-items: stretch; }
.traced > li { flex: 1 1 0; min-width: 10.5rem; }
.traced > li + li { padding-left: 2.25rem; position: relative; }
.traced > li + li::before { content: ""; position: absolute; left: .5rem; width: 1.2rem; top: 3.1rem;
  border-top: 2px solid var(--edge); }
.traced > li + li::after { content: ""; position: absolute; left: 1.15rem; top: 2.82rem; width: .5rem; height: .5rem;
  border: solid var(--edge); border-width: 2px 2px 0 0; transform: rotate(45deg); }
.traced h3 { margin: 0 0 .5rem; font-size: .875rem; color: var(--quiet); font-weight: 600; }
.traced ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .5rem; }
.traced ul li { border: 1px solid var(--line); border-radius: .5rem; padding: .55rem .75rem; background: var(--panel); }
.traced ul li.here { border: 2px solid var(--accent); background: var(--raised); }
.traced strong, .traced small { display: block; overflow-wrap: anywhere; }
.traced small { line-height: 1.45; }

.sums { display: grid; grid-template-columns: 1fr 1fr; gap: 1.25rem 2rem; }
.sums > div { display: flex; flex-direction: column; } .sums h3 { margin: 0; font-size: .875rem; color: var(--quiet); }
.sums dl { display: flex; flex-direction: column; gap: 0; flex: 1; }
.sums dl div { display: flex; gap: 1rem; justify-content: space-between; padding: .45rem 0; border-bottom: 1px solid var(--line); }
.sums dt { color: var(--text); font-size: 1rem; } .sums dd { white-space: nowrap; font-variant-numeric: tabular-nums; }
.sums dl .together { margin-top: auto; border-top: 2px solid var(--edge); border-bottom: 0; font-weight: 600; }
.verdict { margin: .75rem 0 0; padding: .5rem .75rem; border-radius: .5rem; background: var(--good-ground); color: var(--good); }
.verdict.bad, .warning { background: var(--bad-ground); color: var(--bad); }
.warning { padding: .75rem 1rem; border-radius: .5rem; margin: 0 0 1.25rem; }
.warning a { color: inherit; } .warning ul { margin: .25rem 0 0; } .warning p:first-child { margin-top: 0; }
.warning > p:last-child { margin-bottom: 0; }

.narrow { max-width: 31rem; margin: 2.5rem auto; }
.field { display: grid; gap: .3rem; margin: 0 0 1rem; } .field label { font-weight: 600; }
input, button, select { font: inherit; min-height: 2.75rem; padding: .5rem .75rem; border-radius: .5rem;
  border: 1px solid var(--edge); background: var(--panel); color: var(--text); max-width: 100%; }
input[type=radio] { min-height: 0; width: 1.1rem; height: 1.1rem; margin: .22rem 0 0; flex: none; accent-color: var(--accent); }
button { background: var(--accent); color: var(--on-accent); border-color: var(--accent); cursor: pointer;
  font-weight: 600; padding: .5rem 1.1rem; }
button:hover { filter: brightness(.93); }
button.plain { background: none; color: var(--text); border-color: var(--edge); font-weight: 400; min-height: 2.5rem;
  padding: .25rem .8rem; }
fieldset { border: 0; margin: 0 0 1rem; padding: 0; } legend { font-weight: 600; padding: 0; margin-bottom: .4rem; }
fieldset label { display: flex; gap: .65rem; border: 1px solid var(--line); border-radius: .5rem; padding: .7rem .8rem;
  margin-bottom: .5rem; cursor: pointer; }
fieldset label:has(:checked) { border-color: var(--accent); background: var(--raised); }
fieldset small { display: block; }
.search { display: flex; flex-wrap: wrap; gap: .5rem .75rem; align-items: end; margin: 0 0 1rem; }
.search .field { margin: 0; flex: 1 1 12rem; max-width: 24rem; } .search p { margin: 0; }
pre { background: var(--raised); border-radius: .5rem; padding: .75rem 1rem; overflow-x: auto; font-size: .9rem; margin: .5rem 0; }
ol.steps { padding-left: 1.25rem; } ol.steps li { margin: .6rem 0; }
details summary { cursor: pointer; color: var(--quiet); } details[open] summary { margin-bottom: .75rem; }

@media (max-width: 60rem) {
  .traced { flex-direction: column; gap: 2rem; }
  .traced > li + li { padding-left: 0; }
  .traced > li + li::before { left: 1.2rem; top: -1.6rem; width: 0; height: 1.15rem; border: 0; border-left: 2px solid var(--edge); }
  .traced > li + li::after { left: .98rem; top: -.95rem; transform: rotate(135deg); }
}
@media (max-width: 40rem) {
  .bar { padding: .35rem 1rem; } .bar nav { flex-basis: 100%; order: 3; margin: 0 -.3rem; }
  .bar nav ul { justify-content: space-between; gap: 0; } .bar nav a { padding: .5rem .3rem; } .bar form { margin-left: auto; }
  main { padding: .75rem 1rem 3rem; } h1 { font-size: 1.4rem; } .panel { padding: .9rem 1rem; }
  .wide { display: none; } th, td { padding-right: .9rem; }
  .figures { grid-template-columns: 1fr 1fr; } .figures dd { font-size: 1.2rem; }
  .sums { grid-template-columns: 1fr; }
  .bar nav a { font-size: .925rem; }
  .narrow { margin: .5rem auto; }
}
@media print { header, form { display: none; } .panel { border: 0; padding: 0; } }
`

/** The mark: a line from one lot to the next. */
export const mark = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 38 25" fill="none" stroke="currentColor" \
stroke-width="3" aria-hidden="true"><path d="M10 12.5h18"/><circle cx="6" cy="12.5" r="4"/>\
<circle cx="32" cy="12.5" r="4" fill="currentColor"/></svg>`
