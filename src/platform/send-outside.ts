// Sending to addresses that others chose. A name is resolved here, every address it has is judged, and the connection
// goes to one of those: a name that means something else a moment later (DNS rebinding) changes nothing.
import { lookup as resolve } from 'node:dns'
import { type IncomingMessage, request as plain } from 'node:http'
import { request as secure } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** Sends a body somewhere and gives the status of the answer. */
export type Send = (url: string, body: string, headers: Record<string, string>) => Promise<number>

const own = new BlockList()
const never = new BlockList()
/** This machine, this network, and what is not one receiver (RFC 6890 and the lists of IANA it names). */
for (const range of [
  '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '172.16.0.0/12', '192.0.0.0/24', '192.168.0.0/16',
  '198.18.0.0/15', '::/127', 'fc00::/7', 'fec0::/10', '64:ff9b::/96', '64:ff9b:1::/48', '2002::/16', '2001::/32',
]) add(own, range)
/** Link-local addresses answer with the secrets of a cloud machine; groups and broadcasts are nobody's. */
for (const range of ['169.254.0.0/16', 'fe80::/10', 'fd00:ec2::/32', '224.0.0.0/4', '240.0.0.0/4', 'ff00::/8']) add(never, range)

function add(list: BlockList, range: string): void {
  const [address = '', bits = ''] = range.split('/')
  list.addSubnet(address, Number(bits), address.includes(':') ? 'ipv6' : 'ipv4')
}

/** Why nothing is sent to an address, or null. `privately`: whoever runs Lotline allowed its own network. */
export function refuseAddress(address: string, privately: boolean): string | null {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
  if (never.check(address, family)) return `${address} is link-local or nobody’s own; nothing is sent there.`
  if (privately || !own.check(address, family)) return null
  return `${address} belongs to this machine or its own network; start Lotline with --private-webhooks to send there.`
}

/** Sends by HTTP to somebody who has so many seconds to answer. Nobody is sent elsewhere. */
export function sendWithin(seconds: number, privately: boolean): Send {
  return (url, body, headers) => new Promise((done, fail) => {
    const { protocol, hostname } = new URL(url)
    const host = hostname.replace(/^\[|\]$/g, '')
    const wrong = isIP(host) === 0 ? null : refuseAddress(host, privately)
    if (wrong !== null) throw new Error(wrong)
    const request = (protocol === 'https:' ? secure : plain)(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      lookup: judged(privately),
      signal: AbortSignal.timeout(seconds * 1000),
      agent: false,
    }, (answer: IncomingMessage) => {
      done(answer.statusCode ?? 0)
      answer.destroy()
    })
    request.on('error', (error) => fail(error.name === 'AbortError' || error.name === 'TimeoutError'
      ? new Error(`It did not answer within ${seconds} seconds.`) : error))
    request.end(body)
  })
}

// One address that is not allowed is enough: the name is in the hands of whoever wrote it.
function judged(privately: boolean): LookupFunction {
  return (hostname, options, callback) => resolve(hostname, { ...options, all: true }, (error, found) => {
    if (error !== null) return callback(error, [])
    const wrong = found.map(({ address }) => refuseAddress(address, privately)).find((why) => why !== null)
    if (wrong !== undefined) return callback(new Error(`${hostname} is at ${wrong}`), [])
    const [first] = found
    if (options.all === true || first === undefined) callback(null, found)
    else callback(null, first.address, first.family)
  })
}
