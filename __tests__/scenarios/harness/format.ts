import sodium from 'libsodium-wrappers'
import { RECIPIENT } from './recipient.ts'
import type { StepResult } from './run-bundle.ts'
import type { Part, SentRequest, Step } from './types.ts'

const WIDTH = 120
const CREDENTIAL_INPUTS = [
  'password',
  'access-token',
  'session-id',
  'oauth-token',
  'current-token',
  'github-token'
]

/** @returns what a user sees of a step, and what it sent, in lines of a snapshot */
export const formatStep = async (
  title: string,
  step: Step,
  result: StepResult
): Promise<readonly string[]> => {
  const heading = `${title}: exit ${result.exit}`
  const log = section('', countRepeated(linesOf(result.stdout)))
  const parts: Readonly<Record<Part, readonly string[]>> = {
    log: [...log, ...section('stderr', linesOf(result.stderr))],
    outputs: section('outputs', pairs(result.outputs)),
    summary: section('summary', linesOf(result.summary)),
    requests: section('requests', await formatRequests(step, result)),
    'saved state': section('saved state', stateOf(result.state))
  }
  return [heading, ...partsOf(step).flatMap(part => parts[part])]
}

const ALL: readonly Part[] = ['log', 'outputs', 'summary', 'requests', 'saved state']

const partsOf = ({ brief, shows = ALL }: Step): readonly Part[] => (brief ? ['requests'] : shows)

const section = (title: string, lines: readonly string[]): readonly string[] => {
  if (lines.length === 0) return []
  const heading = title === '' ? [] : [`${title}:`]
  return [...heading, ...lines.flatMap(line => wrap(`  ${line}`))]
}

const linesOf = (text: string): readonly string[] =>
  text.split('\n').filter(line => line.trim() !== '')

const pairs = (values: Readonly<Record<string, string>>): readonly string[] => {
  const names = Object.keys(values)
  const empty = names.filter(name => values[name] === '')
  const given = names.filter(name => values[name] !== '').map(name => `${name}: ${values[name]}`)
  return empty.length === 0 ? given : [...given, `(empty: ${empty.join(', ')})`]
}

/** Continues a long line in the next one, after a space or a comma. */
const wrap = (line: string): readonly string[] => {
  if (line.length <= WIDTH) return [line]
  const end = Math.max(line.lastIndexOf(' ', WIDTH - 1), line.lastIndexOf(',', WIDTH - 1)) + 1
  const cut = end > WIDTH / 2 ? end : WIDTH
  return [line.slice(0, cut).trimEnd(), ...wrap(`      ${line.slice(cut)}`)]
}

/** The names of the entries, with how far each came: values in them are not stable. */
const stateOf = (state: StepResult['state']): readonly string[] => {
  const entries = Object.entries(state).map(([name, value]) => {
    const progress = /"state":"([^"]+)"/.exec(value)?.[1]
    return progress === undefined ? name : `${name} (${progress})`
  })
  return entries.length === 0 ? [] : [entries.join(', ')]
}

/** Value to name. */
type Credentials = Readonly<Record<string, string>>

const formatRequests = async (
  { inputs }: Step,
  { report }: StepResult
): Promise<readonly string[]> => {
  const given = CREDENTIAL_INPUTS.map(name => [inputs[name] ?? '', name])
  const known = given.filter(([value]) => value !== '')
  const credentials: Credentials = { ...Object.fromEntries(known), ...report.carried.credentials }
  const lines: string[] = []
  for (const request of report.requests) lines.push(await formatRequest(request, credentials))
  return countRepeated(lines)
}

const formatRequest = async (request: SentRequest, credentials: Credentials): Promise<string> => {
  const { method, authorization, body } = request
  const { host, pathname, search } = new URL(request.url)
  const target = `${method} ${host}${pathname}${search}`
  const parts = [target, asCredential(authorization, credentials), await bodyOf(body, credentials)]
  return parts.filter(part => part !== '').join(' ')
}

const asCredential = (authorization: string, credentials: Credentials): string => {
  if (authorization === '') return ''
  const value = authorization.replace(/^(Bearer|token) /, '')
  return `[${credentials[value] ?? 'unknown credential'}]`
}

const bodyOf = async (body: string, credentials: Credentials): Promise<string> => {
  if (body === '') return ''
  // The fields of a query would fill two lines of every snapshot.
  const fields = [...new URLSearchParams(body.replace(/SELECT.+?FROM/, 'SELECT+…+FROM'))]
  if (body.startsWith('{') || body.startsWith('[')) return jsonBody(body, credentials)
  return fields.map(([name, value]) => `${name}=${nameOf(value, credentials) ?? value}`).join(' ')
}

const jsonBody = async (body: string, credentials: Credentials): Promise<string> => {
  const fields = JSON.parse(body)
  if (typeof fields.encrypted_value !== 'string') return body
  const value = await decrypt(fields.encrypted_value)
  const name = nameOf(value, credentials) ?? 'something unknown'
  return JSON.stringify({ ...fields, encrypted_value: `sealed box of ${name}` })
}

const nameOf = (value: string, credentials: Credentials): string | undefined => {
  const name = credentials[value]
  return name === undefined ? undefined : `<${name}>`
}

/** @throws Error when the box can't be opened with the private key that belongs to the public key */
const decrypt = async (sealedBox: string): Promise<string> => {
  await sodium.ready
  const bytes = (base64: string): Uint8Array => Buffer.from(base64, 'base64')
  const publicKey = bytes(RECIPIENT.publicKey)
  const opened = sodium.crypto_box_seal_open(
    bytes(sealedBox),
    publicKey,
    bytes(RECIPIENT.privateKey)
  )
  return sodium.to_string(opened)
}

/** A wait sends the same request, and prints the same line, many times. */
const countRepeated = (lines: readonly string[]): readonly string[] => {
  const counted: { line: string; count: number }[] = []
  for (const line of lines) {
    const last = counted.at(-1)
    if (last?.line === line) last.count += 1
    else counted.push({ line, count: 1 })
  }
  return counted.map(({ line, count }) => (count === 1 ? line : `${count} × ${line}`))
}
