// The one stylesheet: light and dark by the reader's choice, from a phone to a wide screen. Every pair of
// text and ground has a contrast of at least 4.5 to 1.
export const stylesheet = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --raised: #f4f5f3; --text: #1b1f1c; --quiet: #535b55; --line: #c9cec9;
  --accent: #14603c; --on-accent: #ffffff; --bad: #9b1c1c; --bad-ground: #fdecec;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #141715; --raised: #1e2320; --text: #e8ece9; --quiet: #a9b3ac; --line: #3c453f;
    --accent: #7fd6a8; --on-accent: #0d1510; --bad: #ffb4b4; --bad-ground: #3a1a1a;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); line-height: 1.5;
  font: 1rem/1.5 system-ui, sans-serif; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: .5rem; background: var(--ground); padding: .5rem; }
header { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center;
  padding: .75rem 1rem; background: var(--raised); border-bottom: 1px solid var(--line); }
header nav { flex: 1; }
header ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; list-style: none; margin: 0; padding: 0; }
header nav a { display: inline-block; padding: .5rem 0; text-decoration: none; }
header nav a[aria-current] { text-decoration: underline; text-underline-offset: .35em; font-weight: 600; }
main { max-width: 72rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.6rem; line-height: 1.2; } h2 { font-size: 1.2rem; margin-top: 2rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; color: var(--quiet); padding: .25rem 0; }
th, td { text-align: left; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line);
  vertical-align: top; }
th { font-weight: 600; } .number { text-align: right; font-variant-numeric: tabular-nums; }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: .75rem; }
dl div { background: var(--raised); padding: .5rem .75rem; border-radius: .375rem; }
dt { color: var(--quiet); font-size: .9rem; } dd { margin: 0; overflow-wrap: anywhere; }
.field { display: grid; gap: .25rem; max-width: 26rem; } small, .empty { color: var(--quiet); }
input, button, select { font: inherit; min-height: 2.75rem; padding: .5rem .75rem; border-radius: .375rem;
  border: 1px solid var(--quiet); background: var(--ground); color: var(--text); }
button { background: var(--accent); color: var(--on-accent); border-color: var(--accent); cursor: pointer; }
fieldset { border: 1px solid var(--line); border-radius: .375rem; max-width: 26rem; }
fieldset label { display: block; padding: .35rem 0; } fieldset input { min-height: 0; }
.search { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; }
.warning { background: var(--bad-ground); color: var(--bad); padding: .75rem 1rem; border-radius: .375rem; }
.chain { list-style: none; padding-left: 0; } .chain li { padding: .25rem 0; }
@media (max-width: 40rem) { header nav { flex-basis: 100%; order: 3; } h1 { font-size: 1.35rem; } }
@media print { header, form { display: none; } }
`
