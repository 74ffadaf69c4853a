// The port Lotline listens on.
import { createServer } from 'node:net'
import { Fault } from '#kernel'

/** The port when none is asked for. */
export const DEFAULT_PORT = 4210

/**
 * Proves that a port can be listened on.
 * @throws Fault when it cannot.
 */
export async function provePort(port: number, host: string): Promise<void> {
  const probe = createServer()
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once('error', reject)
      probe.listen(port, host, resolve)
    })
  } catch (error) {
    throw portFault(port, host, error)
  }
  await new Promise((done) => probe.close(done))
}

/** Why a port cannot be listened on. */
export function portFault(port: number, host: string, cause: unknown): Fault {
  const code = cause instanceof Error && 'code' in cause ? cause.code : ''
  const another = 'Choose another with --port, or stop the program that uses it.'
  if (code === 'EADDRINUSE') return new Fault(`Port ${port} is in use by another program.`, another, { cause })
  if (code === 'EACCES') {
    return new Fault(`This user may not listen on port ${port}.`, 'Choose one above 1023 with --port.', { cause })
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new Fault(`This machine has no address ${host}.`, 'Choose one it has with --host, such as 127.0.0.1.', { cause })
  }
  const why = cause instanceof Error ? cause.message : String(cause)
  return new Fault(`Port ${port} cannot be used: ${why}`, another, { cause })
}
