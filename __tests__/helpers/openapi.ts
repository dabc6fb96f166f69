import { readFileSync } from 'node:fs'
import { Ajv, type AnySchema } from 'ajv'
import { parseJson } from '../../src/core/json.ts'

interface Endpoint {
  parameters: { name: string; in: 'path' | 'query'; schema: AnySchema }[]
  body?: Record<string, unknown>
  /** Schema of the body by status; null where there is none. */
  answers: Record<string, AnySchema | null>
}

/** A part of GitHub's OpenAPI description, from the package @octokit/openapi. */
const file = new URL('github-openapi.json', import.meta.url)
const { endpoints }: { endpoints: Record<string, Endpoint> } = JSON.parse(
  readFileSync(file, 'utf8')
)
const patterns = Object.entries(endpoints).map(([line, endpoint]) => {
  // Fields that it does not name count too.
  if (endpoint.body) endpoint.body.additionalProperties = false
  return { line, endpoint, pattern: new RegExp(`^${line.replace(/\{\w+\}/g, '[^/]+')}$`) }
})
const formats = {
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
  uri: /^https:/,
  int64: true
} as const
const ajv = new Ajv({ allErrors: true, formats })
const forText = new Ajv({ coerceTypes: true, formats })

export interface ApiRequest {
  method: string
  /** May begin with /api/v3. */
  path: string
  body: string
  headers: Record<string, string>
}

/** What GitHub's description has against a request. */
export function checkRequest({ method, path, body, headers }: ApiRequest): string[] {
  const [pathname, search] = partsOf(path)
  const endpoint = find(method, pathname)
  if (!endpoint) return [`${method} ${pathname} is not described`]
  const problems = [...new URLSearchParams(search)].flatMap(([name, value]) => {
    const parameter = endpoint.parameters.find(each => each.in === 'query' && each.name === name)
    if (!parameter) return [`query ${name} is not described`]
    return validate(forText, parameter.schema, value, `query ${name}`)
  })
  if (!headers['user-agent']) problems.push('there is no User-Agent')
  if (!endpoint.body) return body === '' ? problems : [...problems, 'a body is not described']
  const isJson = headers['content-type']?.startsWith('application/json')
  if (!isJson) problems.push('the body is not declared as JSON')
  return [...problems, ...validate(ajv, endpoint.body, parseJson(body), 'body')]
}

/** What GitHub's description has against an answer. */
export function checkAnswer(
  { method, path }: Pick<ApiRequest, 'method' | 'path'>,
  { status, body }: { status: number; body: string }
): string[] {
  const [pathname] = partsOf(path)
  const schema = find(method, pathname)?.answers[status]
  if (schema === undefined) return [`${status} is not described for ${method} ${pathname}`]
  if (schema === null) return body === '' ? [] : ['a body is not described']
  return validate(ajv, schema, parseJson(body), 'body')
}

function partsOf(path: string): [pathname: string, search: string | undefined] {
  const [pathname = '', search] = path.replace(/^\/api\/v3(?=\/)/, '').split('?')
  return [pathname, search]
}

/** The endpoint of a path; one that names a last part (`public-key`) goes before one that takes any. */
function find(method: string, pathname: string): Endpoint | undefined {
  const fitting = patterns.filter(({ pattern }) => pattern.test(`${method} ${pathname}`))
  const last = pathname.slice(pathname.lastIndexOf('/'))
  return (fitting.find(({ line }) => line.endsWith(last)) ?? fitting[0])?.endpoint
}

function validate(validator: Ajv, schema: AnySchema, value: unknown, where: string): string[] {
  if (validator.validate(schema, value)) return []
  return (validator.errors ?? []).map(({ instancePath, message, params }) =>
    `${where}${instancePath} ${message} ${params.additionalProperty ?? ''}`.trim()
  )
}
