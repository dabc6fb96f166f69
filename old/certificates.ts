import { X509Certificate } from 'node:crypto'

/** Certificates, PEM each, or what is wrong with the text. */
export type ReadCertificates =
  | Readonly<{ is: 'certificates'; pems: readonly string[] }>
  | Readonly<{ is: 'mistake'; what: string }>

const BLOCK = /-----BEGIN (?:X509 )?CERTIFICATE-----(.*?)-----END (?:X509 )?CERTIFICATE-----/gs
const NEEDED = 'give PEM, with its lines -----BEGIN CERTIFICATE----- and -----END CERTIFICATE-----'

/**
 * In: a text of one or more certificates as people paste it. Out: the certificates. What a secret
 * or a shell does to line breaks is undone: one line, `\n` written out, CRLF, indentation, a byte order mark; PEM in Base64 once more, and the
 * Base64 of one certificate without its frame, are read as what they are. Other words around the certificates are left out.
 */
export const readCertificates = (given: string): ReadCertificates => {
  const text = unescaped(given.replaceAll('\ufeff', ''))
  const encoded = text.replace(/\s/g, '')
  const inner = Buffer.from(encoded, 'base64').toString('latin1')
  if (inner.includes('-----BEGIN')) return readCertificates(inner)
  const bare = certificate(encoded)
  if (bare !== undefined) return { is: 'certificates', pems: [bare] }

  const found = [...text.matchAll(BLOCK)].map(([, body = '']) => certificate(body.replace(/\s/g, '')))
  const rest = text.replace(BLOCK, '')
  const other = /-----BEGIN ([A-Z0-9 ]{1,40})-----/.exec(rest)?.[1]
  if (other !== undefined && !/^(X509 )?CERTIFICATE$/.test(other)) {
    return { is: 'mistake', what: `holds "${other}", which does not belong there: ${NEEDED}` }
  }
  if (found.length === 0 || /-----(BEGIN|END)/.test(rest)) return { is: 'mistake', what: `is no certificate: ${NEEDED}` }
  const pems = found.filter(pem => pem !== undefined)
  if (pems.length === found.length) return { is: 'certificates', pems }
  const bad = found.indexOf(undefined)
  return { is: 'mistake', what: `holds as number ${bad + 1} what can’t be read as a certificate: give each one whole, as PEM` }
}

/** Line breaks that something wrote out: `\n` as in JSON and shells, `%0A` as in commands of GitHub's runner. Neither can stand in Base64. */
const unescaped = (text: string): string => text.replace(/\\+[rnt]|%0[AD]/gi, '\n')

/** In: Base64. Out: the certificate that it is, in PEM, or undefined. */
const certificate = (base64: string): string | undefined => {
  if (!/^[A-Za-z0-9+/]{8,}={0,2}$/.test(base64)) return undefined
  try {
    return new X509Certificate(Buffer.from(base64, 'base64')).toString()
  } catch {
    return undefined
  }
}
