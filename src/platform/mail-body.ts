// What a letter looks like: the same parts as plain text and as simple HTML, with links where it is known where they lead.

/** A line of a list. `path` is an address of the app, as /lots/…; `more` stands behind it, paler. */
export type MailLine = { readonly says: string; readonly path?: string; readonly more?: string }

/** A part of a letter: a heading, sentences, a list, and a line that leads on. */
export type MailPart = {
  readonly heading?: string
  readonly text?: string
  readonly lines?: readonly MailLine[]
  readonly onward?: MailLine
}

/** Writes the parts. `publicUrl` null: without links. */
export function mailBody(parts: readonly MailPart[], publicUrl: string | null): { readonly text: string; readonly html: string } {
  const text = parts.map((part) => plainPart(part, publicUrl)).join('\n\n')
  const html = parts.map((part) => htmlPart(part, publicUrl)).join('\n')
  return { text: `${text}\n`, html: `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"></head><body style="${BODY}">\n${html}\n</body></html>\n` }
}

const BODY = 'margin:0 auto;padding:16px;max-width:640px;font-family:system-ui,-apple-system,Segoe UI,Roboto,sans-serif;font-size:15px;line-height:1.5'

function plainPart({ heading, text, lines = [], onward }: MailPart, publicUrl: string | null): string {
  const line = ({ says, path, more }: MailLine) => {
    const link = path === undefined || publicUrl === null ? '' : `\n    ${publicUrl}${path}`
    return `${says}${more === undefined ? '' : ` (${more})`}${link}`
  }
  return [
    ...(heading === undefined ? [] : [heading, '-'.repeat(Math.min(heading.length, 60))]),
    ...(text === undefined ? [] : [text]),
    ...lines.map((one) => `  - ${line(one)}`),
    ...(onward === undefined ? [] : [`  ${line(onward)}`]),
  ].join('\n')
}

function htmlPart({ heading, text, lines = [], onward }: MailPart, publicUrl: string | null): string {
  const line = ({ says, path, more }: MailLine) => {
    const told = path === undefined || publicUrl === null ? escaped(says) : `<a href="${escaped(`${publicUrl}${path}`)}">${escaped(says)}</a>`
    return more === undefined ? told : `${told} <span style="color:#6b7280">${escaped(more)}</span>`
  }
  return [
    heading === undefined ? '' : `<h2 style="font-size:17px;margin:24px 0 4px">${escaped(heading)}</h2>`,
    text === undefined ? '' : `<p style="margin:4px 0">${escaped(text).replaceAll('\n', '<br>')}</p>`,
    lines.length === 0 ? '' : `<ul style="margin:4px 0;padding-left:20px">${lines.map((one) => `<li style="margin:2px 0">${line(one)}</li>`).join('')}</ul>`,
    onward === undefined ? '' : `<p style="margin:${heading === undefined ? '28px' : '4px'} 0 4px">${line(onward)}</p>`,
  ].filter((one) => one !== '').join('\n')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
