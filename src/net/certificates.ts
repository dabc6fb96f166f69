import { X509Certificate } from 'node:crypto'

const BLOCK = /-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----/g

/**
 * Reads certificates as people paste them: with any line breaks, also written out as `\n`, with other text around them, or in Base64.
 * @returns each in PEM; undefined if there is none, or something else in PEM, or one that can't be read
 */
export function parseCertificates(pasted: string): string[] | undefined {
  const decoded = Buffer.from(pasted, 'base64').toString('latin1')
  const isEncoded = decoded.includes('-----BEGIN ')
  const text = isEncoded ? decoded : pasted.replace(/\\[rn]/g, '\n')
  const bodies = [...text.matchAll(BLOCK)].map(([, body = '']) => body)
  if (bodies.length === 0 || text.replace(BLOCK, '').includes('-----')) return undefined
  try {
    return bodies.map(body => new X509Certificate(Buffer.from(body, 'base64')).toString())
  } catch {
    return undefined
  }
}
