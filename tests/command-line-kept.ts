// The built command line, run again and again by one process: most of what a run costs is the loading of packages,
// which stay. The program itself is loaded anew for each run, so that none knows of another.
import { pathToFileURL } from 'node:url'
import type { Ran } from './command-line.ts'

const program = pathToFileURL(process.argv[2] ?? '').href
let runs = 0
let last: Promise<void> = Promise.resolve()

// Each run listens to it.
process.stdout.setMaxListeners(0)
process.on('message', (args: string[]) => {
  last = last.then(async () => void process.send?.(await run(args)))
})

async function run(args: readonly string[]): Promise<Ran> {
  const [out, err] = [catchWrites(process.stdout), catchWrites(process.stderr)]
  process.argv = [process.execPath, program, ...args]
  process.exitCode = 0
  await import(`${program}?run=${++runs}`)
  return { out: out(), err: err(), code: Number(process.exitCode) }
}

/** Catches what is written from now on; gives it, and lets go. */
function catchWrites(stream: NodeJS.WriteStream): () => string {
  const caught: Buffer[] = []
  const { write } = stream
  stream.write = (chunk: string | Uint8Array, ...rest: unknown[]) => {
    caught.push(Buffer.from(chunk as string))
    const done = rest.at(-1)
    if (typeof done === 'function') process.nextTick(done as () => void)
    return true
  }
  return () => {
    stream.write = write
    return Buffer.concat(caught).toString()
  }
}
