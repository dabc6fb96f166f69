import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { isIP } from 'node:net'

const everyHost =
  '*.veevavault.com *.veevavault.cn *.vaultdev.com *.vaultpvm.com api.github.com github.acme.example login.microsoftonline.com *.actions.githubusercontent.com evil.example.com localhost'

export type ServerCertificate = { certificate: string; key: string }

/** What a certificate is for: hosts (those that the simulator answers for), and from when to when, in days from now. */
export type For = { hosts?: string; days?: readonly [from: number, until: number] }

/**
 * Makes a throw-away certificate authority, and one certificate for every host that the simulator answers for. All in PEM. `issue`
 * makes further certificates: of other hosts, expired ones, or ones that are not valid yet.
 */
export const createAuthority = (): ServerCertificate & { caPem: string; issue: (purpose: For) => ServerCertificate } => {
  const ca = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const issueFor = ({ hosts = everyHost, days }: For): ServerCertificate => {
    const server = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const names = hosts.split(' ').map(nameOf)
    const extensions = [
      extension(oids.keyUsage, true, Buffer.from('03020780', 'hex')), // signs handshakes
      extension(oids.extendedKeyUsage, false, sequence(oid(oids.serverAuthentication))),
      extension(oids.subjectAlternativeName, false, sequence(...names))
    ]
    return {
      certificate: issue('Simulator', server.publicKey, ca.privateKey, extensions, days),
      key: server.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    }
  }
  return {
    caPem: issue('Simulator authority', ca.publicKey, ca.privateKey, [
      extension(oids.basicConstraints, true, sequence(yes)),
      extension(oids.keyUsage, true, Buffer.from('03020106', 'hex')) // signs certificates
    ]),
    ...issueFor({}),
    issue: issueFor
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
  ecdsaWithSha256: '2a8648ce3d040302'
}

/** An X.509 v3 certificate (RFC 5280) of the authority, valid from yesterday for a month where nothing else is said. */
const issue = (
  subject: string,
  publicKey: KeyObject,
  signer: KeyObject,
  extensions: Buffer[],
  [from, until]: readonly [number, number] = [-1, 30]
): string => {
  const algorithm = sequence(oid(oids.ecdsaWithSha256))
  const version = der(0xa0, der(0x02, Buffer.from([2])))
  const serial = der(0x02, Buffer.from([1]), randomBytes(8))
  const validity = sequence(time(from), time(until))
  const key = publicKey.export({ type: 'spki', format: 'der' })
  const parts = [version, serial, algorithm, name('Simulator authority'), validity, name(subject), key]
  const body = sequence(...parts, der(0xa3, sequence(...extensions)))
  const certificate = sequence(body, algorithm, der(0x03, Buffer.from([0]), sign('sha256', body, signer)))
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
