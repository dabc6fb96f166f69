import { X509Certificate } from 'node:crypto'

const BLOCK = /-----BEGIN (X509 )?CERTIFICATE-----([^-]*)-----END \1CERTIFICATE-----/g

/**
 * Reads one or more certificates as people paste them. It undoes what a secret or a shell does to line breaks (one line,
 * `\n` or `%0A` written out, CRLF, indentation) and Base64 around the whole, also of one certificate without its PEM
 * lines. Other text around the certificates is ignored.
 * @returns each in PEM; undefined if there is none, or something else in PEM, or one that can't be read
 */
export function parseCertificates(given: string): string[] | undefined {
  const pasted = withLineBreaks(given)
  const decoded = Buffer.from(pasted, 'base64').toString('latin1')
  const text = decoded.includes('-----BEGIN ') ? withLineBreaks(decoded) : pasted
  const bodies = [...text.matchAll(BLOCK)].map(([, , body = '']) => body)
  if (/-----(BEGIN|END)/.test(text.replace(BLOCK, ''))) return undefined
  if (bodies.length === 0) bodies.push(text)
  try {
    return bodies.map(body => new X509Certificate(Buffer.from(body, 'base64')).toString())
  } catch {
    return undefined
  }
}

/** Line breaks that something wrote out: `\n` as in JSON and shells, `%0A` as in commands of the runner. */
function withLineBreaks(text: string): string {
  return text.replace(/\\[rnt]?|%0[AD]/gi, '\n')
}
