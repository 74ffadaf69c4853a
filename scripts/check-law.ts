// Runs the import law, and fails when the checker saw fewer files than src/ holds: it can fall silent.
import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'))
const said = execFileSync(
  'node_modules/.bin/depcruise',
  ['--config', '.dependency-cruiser.js', '--output-type', 'json', 'src'],
  { encoding: 'utf8', maxBuffer: 2 ** 28 },
)
type Report = {
  modules: { source: string }[]
  summary: { violations: { from: string; to: string; rule: { name: string; severity: string } }[] }
}
const report: Report = JSON.parse(said.slice(said.indexOf('{')))
const seen = report.modules.filter(({ source }) => source.startsWith('src/')).length
for (const { from, to, rule } of report.summary.violations) console.error(`${rule.name}: ${from} → ${to}`)
if (seen < files.length) console.error(`The checker saw ${seen} of ${files.length} files.`)
const broken = report.summary.violations.length > 0 || seen < files.length
console.log(broken ? 'The import law is broken.' : `The import law holds in ${seen} files.`)
process.exit(broken ? 1 : 0)
