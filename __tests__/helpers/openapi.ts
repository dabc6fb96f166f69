import { readFileSync } from 'node:fs'
import { Ajv, type AnySchema } from 'ajv'

interface Endpoint {
  parameters: { name: string; in: 'path' | 'query' }[]
  body?: Record<string, unknown>
  /** Schema of the body by status; null where there is none. */
  answers: Record<string, AnySchema | null>
}

interface Asked {
  method: string
  path: string
  body: string
}

/** A part of GitHub's OpenAPI description, from the package @octokit/openapi. */
const file = new URL('github-openapi.json', import.meta.url)
const { endpoints }: { endpoints: Record<string, Endpoint> } = JSON.parse(
  readFileSync(file, 'utf8')
)
const formats = {
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
  uri: /^https:/,
  int64: true
} as const
const ajv = new Ajv({ allErrors: true, formats })

/** What GitHub's description has against a request. Fields and queries that it does not name count too. */
export function checkRequest({ method, path, body }: Asked): string[] {
  const endpoint = find(method, path)
  if (endpoint === undefined) return [`${method} ${path} is not described`]
  const known = endpoint.parameters.map(({ name }) => name)
  const queries = [...new URLSearchParams(path.split('?')[1]).keys()]
  const unknown = queries.filter(name => !known.includes(name))
  const schema = endpoint.body && { ...endpoint.body, additionalProperties: false }
  return unknown.map(name => `query ${name} is not described`).concat(validate(schema, body))
}

/** What GitHub's description has against an answer. */
export function checkAnswer(asked: Omit<Asked, 'body'>, answer: { status: number; body: string }) {
  const schema = find(asked.method, asked.path)?.answers[answer.status]
  return schema === undefined
    ? [`status ${answer.status} is not described`]
    : validate(schema ?? undefined, answer.body)
}

/** The endpoint of a path; one that names a last part (`public-key`) goes before one that takes any. */
function find(method: string, path: string): Endpoint | undefined {
  const [pathname = ''] = path.split('?')
  const fitting = Object.keys(endpoints).filter(endpoint =>
    new RegExp(`^${endpoint.replace(/\{\w+\}/g, '[^/]+')}$`).test(`${method} ${pathname}`)
  )
  const exact = fitting.find(endpoint => endpoint.endsWith(pathname.replace(/.*\//, '/')))
  return endpoints[exact ?? fitting[0] ?? '']
}

function validate(schema: AnySchema | undefined, body: string): string[] {
  if (schema === undefined) return body === '' ? [] : ['a body is not described']
  ajv.validate(schema, body === '' ? undefined : JSON.parse(body))
  return (ajv.errors ?? []).map(({ instancePath, message }) => `body${instancePath} ${message}`)
}
