import { X509Certificate } from 'node:crypto'

/** Certificates, PEM each, or what is wrong with the text. */
export type ReadCertificates =
  | { is: 'certificates'; pems: string[] }
  | { is: 'mistake'; what: string }

const BEGIN = '-----BEGIN '
const END = '-----END '
const FORMAT = 'use PEM, with its lines -----BEGIN CERTIFICATE----- and -----END CERTIFICATE-----'

/**
 * Reads one or more certificates as people paste them. It undoes what a secret or a shell does to line breaks (one line,
 * `\n` or `%0A` written out, CRLF, indentation) and Base64 around the whole, also of one certificate without its PEM
 * lines. Other text around the certificates is ignored.
 */
export function readCertificates(given: string): ReadCertificates {
  const pasted = withLineBreaks(given.replaceAll('\ufeff', ''))
  const decoded = Buffer.from(pasted, 'base64').toString('latin1')
  const isEncoded = decoded.includes(BEGIN)
  const bare = isEncoded ? undefined : parseCertificate(pasted)
  if (bare !== undefined) return { is: 'certificates', pems: [bare] }

  const text = isEncoded ? withLineBreaks(decoded) : pasted
  const [before = '', ...blocks] = text.split(BEGIN)
  const pems: string[] = []
  for (const block of blocks) {
    const read = readBlock(block, pems.length + 1)
    if (read.is === 'mistake') return read
    pems.push(...read.pems)
  }
  const isCut = pems.length === 0 || before.includes(END)
  return isCut ? mistake(`is not a certificate: ${FORMAT}`) : { is: 'certificates', pems }
}

/** @param block what follows `-----BEGIN `: the label, the body in Base64, and other text behind the line of the end */
function readBlock(block: string, number: number): ReadCertificates {
  const [, label, body = '', after = ''] =
    /^([A-Z0-9 ]{1,40})-----([^-]*)-----END \1-----(.*)$/s.exec(block) ?? []
  if (label === undefined || after.includes(END)) return mistake(`is not a certificate: ${FORMAT}`)
  if (!/^(X509 )?CERTIFICATE$/.test(label)) {
    return mistake(`contains "${label}", which does not belong there: ${FORMAT}`)
  }
  const pem = parseCertificate(body)
  if (pem === undefined) {
    return mistake(`certificate number ${number} can’t be read: copy each one completely, as PEM`)
  }
  return { is: 'certificates', pems: [pem] }
}

const mistake = (what: string): ReadCertificates => ({ is: 'mistake', what })

/** Line breaks that something wrote out: `\n` as in JSON and shells, `%0A` as in commands of the runner. */
const withLineBreaks = (text: string): string => text.replace(/\\[rnt]?|%0[AD]/gi, '\n')

/** @returns the certificate in PEM; undefined where the text is not the Base64 of one */
function parseCertificate(text: string): string | undefined {
  const base64 = text.replace(/\s/g, '')
  if (!/^[A-Za-z0-9+/]{8,}={0,2}$/.test(base64)) return undefined
  try {
    return new X509Certificate(Buffer.from(base64, 'base64')).toString()
  } catch {
    return undefined
  }
}
