import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { isIP } from 'node:net'

/** The hosts that the simulator answers for. */
const allHosts = [
  '*.veevavault.com *.veevavault.cn *.vaultdev.com *.vaultpvm.com',
  'api.github.com github.acme.example *.actions.githubusercontent.com',
  'login.microsoftonline.com acme.okta.com evil.example.com localhost'
].join(' ')

export type ServerCertificate = { certificate: string; key: string }

/**
 * What a certificate is for: hosts, and the first and last day of its validity, counted from today.
 * OpenSSL rejects a weak key (RSA, 1,024 bits) or signature (SHA-1).
 */
export type For = {
  hosts?: string
  days?: readonly [from: number, until: number]
  weak?: 'key' | 'signature'
}

export type Authority = ServerCertificate & {
  caPem: string
  /** Issues a certificate for other hosts, an expired one, or a weak one. */
  issue: (purpose: For) => ServerCertificate
  /** Creates an authority whose certificate this one has signed. */
  intermediate: () => Authority
}

type Issuer = { name: string; key: KeyObject }

/** Creates a certificate authority and a certificate for the simulator's hosts, all in PEM. */
export const createAuthority = (commonName = 'Simulator authority', parent?: Issuer): Authority => {
  const ca = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const issuer = { name: commonName, key: ca.privateKey }
  const extensions = [
    extension(oids.basicConstraints, true, sequence(yes)),
    extension(oids.keyUsage, true, Buffer.from('03020106', 'hex')) // signs certificates
  ]
  const { publicKey } = ca
  return {
    caPem: encode({ subject: commonName, publicKey, issuer: parent ?? issuer, extensions }),
    ...issue(issuer, {}),
    issue: purpose => issue(issuer, purpose),
    intermediate: () => createAuthority(`${commonName}, intermediate`, issuer)
  }
}

const issue = (issuer: Issuer, { hosts = allHosts, days, weak }: For): ServerCertificate => {
  const server =
    weak === 'key'
      ? generateKeyPairSync('rsa', { modulusLength: 1024 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const names = hosts.split(' ').map(toAlternativeName)
  const extensions = [
    extension(oids.keyUsage, true, Buffer.from('03020780', 'hex')), // signs handshakes
    extension(oids.extendedKeyUsage, false, sequence(oid(oids.serverAuthentication))),
    extension(oids.subjectAlternativeName, false, sequence(...names))
  ]
  const hash = weak === 'signature' ? 'sha1' : 'sha256'
  const { publicKey, privateKey } = server
  return {
    certificate: encode({ subject: 'Simulator', publicKey, issuer, extensions, days, hash }),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  }
}

/** A subject alternative name: a host name, an IPv4 address, or the IPv6 address ::1. */
const toAlternativeName = (host: string): Buffer => {
  const family = isIP(host)
  if (family === 0) return der(0x82, Buffer.from(host))
  if (family === 4) return der(0x87, Buffer.from(host.split('.').map(Number)))
  return der(0x87, Buffer.from('1'.padStart(32, '0'), 'hex'))
}

const oids = {
  basicConstraints: '551d13',
  keyUsage: '551d0f',
  extendedKeyUsage: '551d25',
  subjectAlternativeName: '551d11',
  serverAuthentication: '2b06010505070301',
  commonName: '550403',
  sha1: '2a8648ce3d0401', // with ECDSA, like the next one
  sha256: '2a8648ce3d040302'
}

type Certificate = {
  subject: string
  publicKey: KeyObject
  issuer: Issuer
  extensions: Buffer[]
  days?: For['days'] | undefined
  hash?: 'sha1' | 'sha256'
}

/** Encodes and signs an X.509 v3 certificate (RFC 5280), valid for 30 days by default. */
const encode = (fields: Certificate): string => {
  const { subject, publicKey, issuer, extensions, days = [-1, 30], hash = 'sha256' } = fields
  const algorithm = sequence(oid(oids[hash]))
  const version = der(0xa0, der(0x02, Buffer.from([2])))
  const serial = der(0x02, Buffer.from([1]), randomBytes(8))
  const validity = sequence(...days.map(time))
  const key = publicKey.export({ type: 'spki', format: 'der' })
  const parts = [version, serial, algorithm, name(issuer.name), validity, name(subject), key]
  const body = sequence(...parts, der(0xa3, sequence(...extensions)))
  const signature = der(0x03, Buffer.from([0]), sign(hash, body, issuer.key))
  const lines =
    sequence(body, algorithm, signature)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}

const der = (tag: number, ...parts: Buffer[]): Buffer => {
  const content = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag, ...derLength(content.length)]), content])
}
const derLength = (length: number): number[] => {
  if (length < 0x80) return [length]
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
}
const sequence = (...parts: Buffer[]) => der(0x30, ...parts)
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'))
const yes = der(0x01, Buffer.from([0xff]))
const name = (text: string) => {
  const commonName = sequence(oid(oids.commonName), der(0x0c, Buffer.from(text)))
  return sequence(der(0x31, commonName))
}
const extension = (id: string, critical: boolean, value: Buffer) =>
  sequence(oid(id), ...(critical ? [yes] : []), der(0x04, value))
const time = (days: number) => {
  const iso = new Date(Date.now() + days * 86_400_000).toISOString()
  return der(0x17, Buffer.from(`${iso.slice(2, 19).replace(/[-:T]/g, '')}Z`))
}
