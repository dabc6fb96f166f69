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
const endpoints: [line: string, Endpoint][] = Object.entries(
  JSON.parse(readFileSync(file, 'utf8')).endpoints
)
// Fields that it does not name count too.
for (const [, { body }] of endpoints) if (body) body.additionalProperties = false
const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/
const formats = { 'date-time': dateTime, uri: /^https:/, int64: true } as const
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
  const endpoint = find(method, path)
  if (!endpoint) return [`${method} ${path} is not described`]
  const problems = [...new URLSearchParams(path.split('?')[1])].flatMap(([name, value]) => {
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
  const schema = find(method, path)?.answers[status]
  if (schema === undefined) return [`${status} is not described for ${method} ${path}`]
  if (schema === null) return body === '' ? [] : ['a body is not described']
  return validate(ajv, schema, parseJson(body), 'body')
}

/** The endpoint of a path; one that names a last part (`public-key`) goes before one that takes any. */
function find(method: string, path: string): Endpoint | undefined {
  const [pathname = ''] = path.replace(/^\/api\/v3(?=\/)/, '').split('?')
  const patternOf = (line: string) => new RegExp(`^${line.replace(/\{\w+\}/g, '[^/]+')}$`)
  const fitting = endpoints.filter(([line]) => patternOf(line).test(`${method} ${pathname}`))
  const last = pathname.slice(pathname.lastIndexOf('/'))
  return (fitting.find(([line]) => line.endsWith(last)) ?? fitting[0])?.[1]
}

function validate(validator: Ajv, schema: AnySchema, value: unknown, where: string): string[] {
  if (validator.validate(schema, value)) return []
  return (validator.errors ?? []).map(({ instancePath, message, params }) =>
    `${where}${instancePath} ${message} ${params.additionalProperty ?? ''}`.trim()
  )
}
