// `npm test`: every test on the private PostgreSQL 18, then those that touch a database again on PostgreSQL 15.
// Tells every failure once more at the end, where it is found without scrolling; the last line is `N passed, N failed`.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findOrInstallChromium } from '../tests/chromium.ts'
import { startPostgres15 } from '../tests/postgres-15.ts'

const folder = mkdtempSync(join(tmpdir(), 'lotline-results-'))
let passed = 0
let failed = 0
/** What failed, in words: the run, the file, the test, and what it said. */
const failures: string[] = []

interface Results {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numFailedTestSuites: number
  readonly success: boolean
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message: string
    readonly assertionResults: readonly { fullName: string; status: string; failureMessages: readonly string[] | null }[]
  }[]
}

/** Runs vitest; adds its numbers to the sum. A run that gives no numbers counts as one failure. */
function run(name: string, env: Record<string, string>, words: readonly string[] = []): void {
  console.log(`\n${name}`)
  const file = join(folder, `${name.replaceAll(' ', '-')}.json`)
  spawnSync('node_modules/.bin/vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...words], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  try {
    const result: Results = JSON.parse(readFileSync(file, 'utf8'))
    passed += result.numPassedTests
    failed += result.numFailedTests
    if (!result.success && result.numFailedTests === 0) failed += Math.max(1, result.numFailedTestSuites)
    for (const suite of result.testResults) {
      if (suite.status === 'failed' && suite.message !== '') failures.push(`${name}: ${suite.name}\n${suite.message}`)
      for (const test of suite.assertionResults.filter(({ status }) => status === 'failed'))
        failures.push([`${name}: ${suite.name} > ${test.fullName}`, ...(test.failureMessages ?? [])].join('\n'))
    }
  } catch {
    failed += 1
    failures.push(`${name}: the run ended without its results`)
  }
}

// Here, once: the files of the tests only look for it.
findOrInstallChromium()
run('PostgreSQL 18', {})
const older = await startPostgres15()
if (older === null) console.log('\nPostgreSQL 15 is not here and cannot be installed: its tests were not run.')
else {
  // What a browser shows or a command line prints does not depend on the database's version.
  const same = ['tests/browser/**', 'web/**', 'src/app/cli*.test.ts', 'tests/tidy.test.ts', 'tests/vectors.test.ts']
  run('PostgreSQL 15', { LOTLINE_TEST_DATABASE: older.url }, same.flatMap((files) => ['--exclude', files]))
  await older.stop()
}
rmSync(folder, { recursive: true, force: true })
for (const failure of failures) console.log(`\n${failure}`)
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
