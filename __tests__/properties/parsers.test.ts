import { X509Certificate } from 'node:crypto'
import { rootCertificates } from 'node:tls'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readCertificates } from '../../src/certificates.ts'
import { toSecond } from '../../src/clock.ts'
import { expiryFrom, parseDuration, parseExpires, parseInstant, timeLeft } from '../../src/expiry.ts'
import { secretNameFor, secretNameMistake } from '../../src/github/secret-name.ts'
import { parseJson } from '../../src/json.ts'
import { retryAfterMs } from '../../src/retry.ts'
import { parseName, tokenName } from '../../src/token/rotation.ts'
import { vaultHost } from '../../src/vault/host.ts'
import { readAll, secretInputs } from '../helpers/inputs.ts'
import { cases, seeded } from '../helpers/seeded.ts'
import { inputs } from '../helpers/settings.ts'
import { noon } from '../helpers/world.ts'

/** What is wrong with the text of certificates; undefined where it is in order. */
const certificateMistake = (text: string) => {
  const read = readCertificates(text)
  return read.is === 'mistake' ? read.what : undefined
}

const runs = cases(2000)

const anyText = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }))
/** A text that is right, or one character away from it: changed, left out, doubled, or put in. */
const nearly = (right: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(
      right,
      fc.nat(),
      fc.oneof(fc.constant(''), fc.constantFrom(...' 0aZ-.:/\n\r\t٣é%#'), fc.string({ maxLength: 2 })),
      fc.nat({ max: 2 })
    )
    .map(([text, where, put, take]) => {
      const at = where % (text.length + 1)
      return text.slice(0, at) + put + text.slice(at + take)
    })
const mixed = (right: fc.Arbitrary<string>) => fc.oneof(right, nearly(right), anyText)

describe('a length of time', () => {
  const units = { m: 60, h: 3600, d: 86_400 } as const
  const right = fc.tuple(fc.nat({ max: 999_999_999 }), fc.constantFrom('m', 'h', 'd')).map(([count, unit]) => `${count}${unit}`)

  test(`is digits and one of m, h, d, more than nothing and no more than a hundred years ${seeded}`, () => {
    let accepted = 0
    fc.assert(
      fc.property(mixed(right), text => {
        const seconds = parseDuration(text)
        const [, digits, unit] = /^([0-9]{1,9})([mhd])$/.exec(text.endsWith('\n') ? '' : text) ?? []
        const expected = Number(digits) * (units[unit as keyof typeof units] ?? Number.NaN)
        expect(seconds).toBe(expected > 0 && expected <= 36_500 * 86_400 ? expected : undefined)
        if (seconds !== undefined) accepted++
      }),
      runs
    )
    expect(accepted).toBeGreaterThan(100)
  })

  test(`of a token ends when it says, to the second, from any moment ${seeded}`, () => {
    fc.assert(
      fc.property(right, fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }), (text, from) => {
        const expires = parseExpires(text)
        if (expires?.is !== 'after') return
        const until = expiryFrom(expires, from)
        expect(until?.getUTCMilliseconds()).toBe(0)
        const late = expires.seconds * 1000 - ((until?.getTime() ?? 0) - from.getTime())
        expect(late >= 0 && late < 1000).toBe(true)
        expect(timeLeft(until, from)).toMatch(/^in \d+ (day|hour|minute)s?$/)
      }),
      runs
    )
  })
})

describe('an instant', () => {
  const date = fc.date({ min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
  const field = (min: number, max: number) => fc.integer({ min, max }).map(number => String(number).padStart(2, '0'))
  const perhaps = fc
    .tuple(fc.integer({ min: 1990, max: 2030 }), field(0, 13), field(0, 32), field(0, 24), field(0, 60), field(0, 60))
    .map(([year, month, day, hour, minute, second]) => `${year}-${month}-${day}T${hour}:${minute}:${second}Z`)

  /** Years of more than four digits, which dates have and this form has not. */
  const farAway = fc.constantFrom('+012026-12-31T12:00:00Z', '-000001-12-31T12:00:00Z', '+002026-12-31T12:00:00Z')

  test(`is read as it is written ${seeded}`, () => {
    fc.assert(
      fc.property(date, instant => {
        expect(parseInstant(toSecond(instant))?.getTime()).toBe(Math.floor(instant.getTime() / 1000) * 1000)
      }),
      runs
    )
  })

  test(`is a second of the calendar in this one form, or none ${seeded}`, () => {
    fc.assert(
      fc.property(fc.oneof(perhaps, mixed(date.map(toSecond)), farAway), text => {
        const instant = parseInstant(text)
        if (instant !== undefined) expect(toSecond(instant)).toBe(text)
        const [, year, month, day, hour, minute, second] =
          /^([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})Z$/.exec(text) ?? []
        const days = new Date(Date.UTC(2000 + (Number(year) % 400), Number(month), 0)).getUTCDate()
        const exists =
          [month, day].every(part => Number(part) >= 1) && Number(month) <= 12 && Number(day) <= days && Number(hour) <= 23
        expect(instant !== undefined).toBe(exists && Number(minute) <= 59 && Number(second) <= 59)
      }),
      runs
    )
  })
})

describe('the name of a token', () => {
  const hex = (digits: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${digits}}$`))
  const parts = fc.record({
    label: anyText,
    runId: fc.nat().map(String),
    attempt: fc.nat({ max: 99 }).map(String),
    destination: hex(8),
    made: fc.nat({ max: 0xffffffff }),
    nonce: hex(4)
  })

  test(`with one character more, less or other is another name or none, never the same ${seeded}`, () => {
    fc.assert(
      fc.property(parts, nearly(parts.map(tokenName)), fc.nat(), (own, other, where) => {
        expect(parseName(tokenName(own))).toEqual(own)
        const name = tokenName(own)
        const at = where % name.length
        for (const text of [other, name.slice(0, at) + name.slice(at + 1), `${name}\n`, `${name} `]) {
          const found = parseName(text)
          if (found !== undefined) expect(tokenName(found)).toBe(text)
          if (text !== name) expect(found).not.toEqual(own)
        }
      }),
      runs
    )
  })
})

describe('the host of a Vault', () => {
  const suffix = fc.constantFrom('.veevavault.com', '.veevavault.cn', '.vaultdev.com', '.vaultpvm.com')
  const part = fc.stringMatching(/^[A-Za-z0-9]([A-Za-z0-9-]{0,20}[A-Za-z0-9])?$/)
  const right = fc.tuple(part, suffix).map(([name, end]) => `${name}${end}`)
  const decoys = fc
    .tuple(
      right,
      right,
      fc.constantFrom('@', '/', '#', '?', '\\', ':443', ':', '%2e', '\t', '\n', ' ', '.', '..', '。', '\0', '[', '%00')
    )
    .map(([one, other, between]) => `${one}${between}${other}`)
  const foreign = fc.tuple(right, fc.constantFrom('evil.example.com', 'x', 'com')).map(([host, end]) => `${host}.${end}`)

  test(`is a bare name with one of four ends: as an address it leads there and nowhere else ${seeded}`, () => {
    let accepted = 0
    fc.assert(
      fc.property(fc.oneof(decoys, foreign, mixed(right)), text => {
        const host = vaultHost(text)
        if (host === undefined) return
        accepted++
        expect(host).toBe(text.toLowerCase())
        const url = new URL(`https://${host}/api`)
        expect([url.hostname, url.port, url.username, url.password, url.pathname]).toEqual([host, '', '', '', '/api'])
        expect(host).toMatch(/^[a-z0-9.-]+\.(veevavault\.com|veevavault\.cn|vaultdev\.com|vaultpvm\.com)$/)
        expect(host.length).toBeLessThanOrEqual(253)
      }),
      runs
    )
    expect(accepted).toBeGreaterThan(300)
  })

  test(`is taken as it is when it is right, however it is spelt ${seeded}`, () => {
    fc.assert(
      fc.property(right, host => {
        expect(vaultHost(host)).toBe(host.toLowerCase())
      }),
      runs
    )
  })
})

describe('certificates', () => {
  const [one = '', other = ''] = rootCertificates.map(pem => `${pem}\n`)
  const around = fc.string().filter(text => !text.includes('-----'))

  test(`are right one after the other, whatever is told around them ${seeded}`, () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(one, other), { minLength: 1, maxLength: 4 }), around, (pems, comment) => {
        expect(certificateMistake(pems.map(pem => `${comment}\n${pem}`).join(''))).toBeUndefined()
        expect(certificateMistake(pems.join('').replaceAll('\n', '\r\n'))).toBeUndefined()
      }),
      cases(200)
    )
  })

  test(`with anything wrong in them are told as a mistake, which repeats none of them ${seeded}`, () => {
    const body = one.split('\n').slice(1, -2).join('')
    expect(body.length).toBeGreaterThan(500)
    const wrapped = (text: string) => `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`
    const markers = fc.constantFrom('-----BEGIN CERTIFICATE-----', '-----END CERTIFICATE-----', '-----BEGIN PRIVATE KEY-----')
    fc.assert(
      fc.property(fc.nat({ max: 200 }), markers, anyText, (cut, marker, text) => {
        for (const bad of [wrapped(body.slice(0, cut)), marker, wrapped(text)]) {
          for (const pem of [bad, one + bad, bad + one, one + bad + other]) {
            expect(certificateMistake(pem)).toMatch(/^(is no certificate|holds as number \d|holds "PRIVATE KEY")/)
            expect(certificateMistake(pem)).not.toContain(body.slice(0, 20))
          }
        }
        if (!text.includes('-----')) expect(certificateMistake(text)).toBeDefined()
      }),
      cases(300)
    )
  })

  test(`that are taken with a character changed are certificates still ${seeded}`, () => {
    fc.assert(
      fc.property(nearly(fc.constant(one)), pem => {
        const read = readCertificates(pem)
        if (read.is === 'certificates') for (const each of read.pems) expect(new X509Certificate(each).subject).toContain('=')
      }),
      runs
    )
  })
})

describe('the lines of current-token', () => {
  const value = fc.stringMatching(/^[\x21-\x7e]{1,30}$/).map(rest => `veeva-vault-${rest}`)
  const several = { 'sandbox-name': 'Dev One\nDev Two\nDev Three', 'secret-name': 'T_{sandbox}' }

  test(`are a value for each secret, in any order and with any blanks; empty ones are absent, and those of others passed over ${seeded}`, () => {
    const secrets = ['T_DEV_ONE', 'T_DEV_TWO', 'T_OF_OTHERS']
    fc.assert(
      fc.property(
        fc.shuffledSubarray(secrets),
        fc.array(fc.option(value), { minLength: 3, maxLength: 3 }),
        fc.constantFrom('\n', '\r\n', '\n\n  '),
        (names, values, between) => {
          const lines = names.map((name, index) => ` ${name.toLowerCase()}=${values[index] ?? ' '}`)
          const result = readAll(secretInputs({ ...several, 'current-token': lines.join(between) }))
          if (result.is === 'mistakes') throw new Error(result.mistakes.join())
          const { handOn } = result.settings
          const current = handOn.to === 'secret' ? [...handOn.current].map(([name, kept]) => [name, kept?.reveal()]) : []
          expect(current).toEqual(names.map((name, index) => [name, (name !== 'T_OF_OTHERS' && values[index]) || undefined]))
        }
      ),
      cases(500)
    )
  })

  test(`of any other kind are a mistake that repeats no value; every value is masked all the same ${seeded}`, () => {
    fc.assert(
      fc.property(fc.array(mixed(value.map(token => `T_DEV_ONE=${token}`)), { maxLength: 4 }), fc.boolean(), (lines, one) => {
        const given = { ...(one ? {} : several), 'current-token': lines.join('\n') }
        const { runner, ...result } = readAll(secretInputs(given))
        const masked = runner.effects.filter(({ does }) => does === 'mask').map(({ text }) => text)
        const tokens = runner
          .input('current-token')
          .split(/\r?\n/)
          .map(line =>
            line
              .trim()
              .replace(/^[A-Za-z0-9_]+=(?!=)/, '')
              .trim()
          )
          .filter(text => text.split(/\r/).every(part => part.trim().length > 2))
        expect(masked).toEqual(expect.arrayContaining(tokens))
        const told = result.is === 'mistakes' ? result.mistakes.join('\n') : ''
        for (const token of tokens.filter(text => text.length > 16)) expect(told).not.toContain(token)
        if (result.is !== 'settings' || result.settings.handOn.to !== 'secret') return
        for (const kept of result.settings.handOn.current.values())
          expect(kept?.reveal() ?? 'veeva-vault-x').toMatch(/^veeva-vault-[\x21-\x7e]+$/)
      }),
      runs
    )
  })
})

test(`settings are read or mistakes are told, whatever the inputs are; a mistake is never without a name ${seeded}`, () => {
  const names = [
    ...['vault-dns', 'target', 'sandbox-name', 'sandbox-dns', 'access-token', 'session-id', 'username', 'password'],
    ...['oauth-profile-id', 'oauth-token', 'oauth-client-id', 'token-name', 'expires', 'secret-name', 'secret-scope'],
    ...['secret-repository', 'secret-visibility', 'github-token', 'current-token', 'renew-before', 'keep-previous'],
    ...[
      'revoke-after-job',
      'verify',
      'wait-timeout',
      'vault-job-id',
      'dry-run',
      'api-version',
      'vault-client-id',
      'ca-certificate'
    ]
  ]
  const likely = fc.constantFrom(
    'true',
    'false',
    'all',
    '*',
    '!x',
    '7d',
    '0',
    'never',
    'vault',
    'a/b',
    'environment/',
    'organization/x',
    'T',
    '..'
  )
  const given = fc.dictionary(fc.constantFrom(...names), fc.oneof(likely, anyText), { maxKeys: 5 })
  fc.assert(
    fc.property(given, fc.boolean(), (odd, stored) => {
      const result = readAll(stored ? secretInputs(odd) : inputs(odd))
      if (result.is === 'settings') return
      expect(result.mistakes.length).toBeGreaterThan(0)
      for (const mistake of result.mistakes) expect(mistake).toMatch(/^(GITHUB_API_URL|[a-z, -]+): ./)
    }),
    runs
  )
})

test(`a secret’s name is one that GitHub takes, in one path, or a mistake ${seeded}`, () => {
  fc.assert(
    fc.property(mixed(fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,20}$/)), anyText, (template, sandbox) => {
      const name = secretNameFor(`${template}_{sandbox}`, sandbox)
      if (secretNameMistake(name) !== undefined) return
      expect(name).toMatch(/^(?!GITHUB_)[A-Z_][A-Z0-9_]*$/)
      expect(encodeURIComponent(name)).toBe(name)
    }),
    runs
  )
})

test(`what asks for a later try asks for a time that is not over, or for none ${seeded}`, () => {
  const right = fc.oneof(
    fc.nat().map(String),
    fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-01-01') }).map(date => date.toUTCString())
  )
  fc.assert(
    fc.property(fc.option(mixed(right), { nil: undefined }), header => {
      const wait = retryAfterMs(header === undefined ? {} : { 'retry-after': header }, noon)
      if (wait !== undefined) expect(wait).toBeGreaterThanOrEqual(0)
      if (header !== undefined && /^[0-9]{1,9}$/.test(header)) expect(wait).toBe(Number(header) * 1000)
    }),
    runs
  )
})

test(`JSON is read as it was written, and anything else is nothing ${seeded}`, () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 20 }), anyText, fc.nat(), (value, text, cut) => {
      const json = JSON.stringify(value)
      expect(parseJson(json)).toEqual(JSON.parse(json))
      const nested = (depth: number) => `${'[{"a":'.repeat(depth / 2)}1${'}]'.repeat(depth / 2)}`
      expect(parseJson(nested(64))).toEqual(JSON.parse(nested(64)))
      expect(parseJson(nested(66))).toBeUndefined()
      const shallow = JSON.stringify([`${text}${'[{'.repeat(99)}`, Array(99).fill([{}]), Array(99).fill({ '"[': ['\\'] })])
      expect(parseJson(shallow)).toEqual(JSON.parse(shallow))
      const deep = 65 + (cut % 2000)
      expect(parseJson('['.repeat(deep) + ']'.repeat(deep))).toBeUndefined()
      expect(parseJson(`${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`)).toBeUndefined()
      for (const broken of [text, json.slice(0, cut % (json.length + 1))]) {
        const read = parseJson(broken)
        if (read !== undefined) expect(read).toEqual(JSON.parse(broken))
      }
    }),
    cases(200)
  )
})
