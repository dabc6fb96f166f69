import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { isIP } from 'node:net'

const everyHost =
  '*.veevavault.com *.veevavault.cn *.vaultdev.com *.vaultpvm.com api.github.com github.acme.example login.microsoftonline.com *.actions.githubusercontent.com evil.example.com localhost'

export type ServerCertificate = { certificate: string; key: string }

/**
 * What a certificate is for: hosts (those that the simulator answers for), and from when to when, in days from now. `weak`: OpenSSL
 * accepts its key (RSA, 1,024 bits) or its signature (SHA-1) no more.
 */
export type For = { hosts?: string; days?: readonly [from: number, until: number]; weak?: 'key' | 'signature' }

export type Authority = ServerCertificate & {
  caPem: string
  /** Makes further certificates: of other hosts, expired ones, ones that are not valid yet, or weak ones. */
  issue: (purpose: For) => ServerCertificate
  /** Makes an authority whose certificate is signed by this one. */
  intermediate: () => Authority
}

type Issuer = { name: string; key: KeyObject }

/** Makes a throw-away certificate authority, and one certificate for every host that the simulator answers for. All in PEM. */
export const createAuthority = (commonName = 'Simulator authority', parent?: Issuer): Authority => {
  const ca = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const issuer = { name: commonName, key: ca.privateKey }
  const issueFor = ({ hosts = everyHost, days, weak }: For): ServerCertificate => {
    const server =
      weak === 'key' ? generateKeyPairSync('rsa', { modulusLength: 1024 }) : generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const names = hosts.split(' ').map(nameOf)
    const extensions = [
      extension(oids.keyUsage, true, Buffer.from('03020780', 'hex')), // signs handshakes
      extension(oids.extendedKeyUsage, false, sequence(oid(oids.serverAuthentication))),
      extension(oids.subjectAlternativeName, false, sequence(...names))
    ]
    const hash = weak === 'signature' ? 'sha1' : 'sha256'
    return {
      certificate: issue({ subject: 'Simulator', publicKey: server.publicKey, issuer, extensions, days, hash }),
      key: server.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    }
  }
  const extensions = [
    extension(oids.basicConstraints, true, sequence(yes)),
    extension(oids.keyUsage, true, Buffer.from('03020106', 'hex')) // signs certificates
  ]
  return {
    caPem: issue({ subject: commonName, publicKey: ca.publicKey, issuer: parent ?? issuer, extensions }),
    ...issueFor({}),
    issue: issueFor,
    intermediate: () => createAuthority(`${commonName}, intermediate`, issuer)
  }
}

/** A name that a certificate is for: of a host, or an IPv4 or IPv6 address. */
const nameOf = (host: string): Buffer => {
  const family = isIP(host)
  if (family === 0) return der(0x82, Buffer.from(host))
  return der(0x87, family === 4 ? Buffer.from(host.split('.').map(Number)) : Buffer.from('1'.padStart(32, '0'), 'hex')) // ::1
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
  days?: readonly [from: number, until: number] | undefined
  hash?: 'sha1' | 'sha256'
}

/** An X.509 v3 certificate (RFC 5280), valid from yesterday for a month where nothing else is said. */
const issue = ({
  subject,
  publicKey,
  issuer,
  extensions,
  days: [from, until] = [-1, 30],
  hash = 'sha256'
}: Certificate): string => {
  const algorithm = sequence(oid(oids[hash]))
  const version = der(0xa0, der(0x02, Buffer.from([2])))
  const serial = der(0x02, Buffer.from([1]), randomBytes(8))
  const validity = sequence(time(from), time(until))
  const key = publicKey.export({ type: 'spki', format: 'der' })
  const parts = [version, serial, algorithm, name(issuer.name), validity, name(subject), key]
  const body = sequence(...parts, der(0xa3, sequence(...extensions)))
  const certificate = sequence(body, algorithm, der(0x03, Buffer.from([0]), sign(hash, body, issuer.key)))
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}

const der = (tag: number, ...parts: Buffer[]): Buffer => {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}
const sequence = (...parts: Buffer[]) => der(0x30, ...parts)
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'))
const yes = der(0x01, Buffer.from([0xff]))
const name = (text: string) => sequence(der(0x31, sequence(oid(oids.commonName), der(0x0c, Buffer.from(text)))))
const extension = (id: string, critical: boolean, value: Buffer) =>
  sequence(oid(id), ...(critical ? [yes] : []), der(0x04, value))
const time = (days: number) => {
  const iso = new Date(Date.now() + days * 86_400_000).toISOString()
  return der(0x17, Buffer.from(`${iso.slice(2, 19).replace(/[-:T]/g, '')}Z`))
}
