import { X509Certificate } from 'node:crypto'

/** Certificates, PEM each, or what is wrong with the text. */
export type ReadCertificates =
  | Readonly<{ is: 'certificates'; pems: readonly string[] }>
  | Readonly<{ is: 'mistake'; what: string }>

const BLOCK = /-----BEGIN CERTIFICATE-----([\s\S]*?)-----END CERTIFICATE-----/g

/**
 * In: text of one or more certificates, PEM; what stands between them is passed over. Line breaks that were lost on the way (a secret pasted
 * in one line, `\n` written out) are put back, since base64 can only mean one thing.
 */
export const readCertificates = (text: string): ReadCertificates => {
  const whole = text.replaceAll('\\r', '').replaceAll('\\n', '\n')
  const blocks = [...whole.matchAll(BLOCK)].map(([, inside = '']) => inside.replace(/\s+/g, ''))
  if (blocks.length === 0 || /-----(BEGIN|END)/.test(whole.replace(BLOCK, '')))
    return mistake('is no certificate: give PEM, with its lines -----BEGIN CERTIFICATE----- and -----END CERTIFICATE-----')
  const pems = blocks.map(
    base64 => `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}(?=.)/g, '$&\n')}\n-----END CERTIFICATE-----\n`
  )
  const bad = pems.findIndex(pem => !isCertificate(pem))
  return bad < 0
    ? { is: 'certificates', pems }
    : mistake(`holds as number ${bad + 1} what can’t be read as a certificate: give each one whole, as PEM`)
}

const mistake = (what: string): ReadCertificates => ({ is: 'mistake', what })

const isCertificate = (pem: string): boolean => {
  try {
    return new X509Certificate(pem).subject !== undefined
  } catch {
    return false
  }
}
