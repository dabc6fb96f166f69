import { readFileSync } from 'node:fs'
import { Ajv, type AnySchema } from 'ajv'

type Endpoint = {
  parameters: { name: string; in: 'path' | 'query'; schema: AnySchema }[]
  body?: Record<string, unknown>
  /** Schema of the body by status; null where there is none. */
  answers: Record<string, AnySchema | null>
}

/** A part of GitHub's OpenAPI description, from the package @octokit/openapi. */
const { endpoints }: { endpoints: Record<string, Endpoint> } = JSON.parse(
  readFileSync(new URL('github-openapi.json', import.meta.url), 'utf8')
)
const formats = {
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
  uri: /^https:/,
  int64: true
} as const
const ajv = new Ajv({ allErrors: true, formats })
const forText = new Ajv({ coerceTypes: true, formats })

export type ApiRequest = {
  method: string
  path: string
  body: string
  headers: Record<string, string>
}

/** What GitHub's description has against a request; its path may begin with /api/v3. Fields that it does not name count too. */
export const checkRequest = ({ method, path, body, headers }: ApiRequest): string[] => {
  const [pathname = '', search] = path.replace(/^\/api\/v3(?=\/)/, '').split('?')
  const endpoint = find(method, pathname)
  if (!endpoint) return [`${method} ${pathname} is not described`]
  const query = endpoint.parameters.filter(parameter => parameter.in === 'query')
  const problems = [...new URLSearchParams(search)].flatMap(([name, value]) => {
    const parameter = query.find(each => each.name === name)
    return parameter
      ? validate(forText, parameter.schema, value, `query ${name}`)
      : [`query ${name} is not described`]
  })
  if (!headers['user-agent']) problems.push('there is no User-Agent')
  if (!endpoint.body) return body === '' ? problems : [...problems, 'a body is not described']
  if (!headers['content-type']?.startsWith('application/json'))
    problems.push('the body is not declared as JSON')
  return [
    ...problems,
    ...validate(ajv, { ...endpoint.body, additionalProperties: false }, parse(body), 'body')
  ]
}

/** What GitHub's description has against an answer. */
export const checkAnswer = (
  request: Pick<ApiRequest, 'method' | 'path'>,
  answer: { status: number; body: string }
): string[] => {
  const [pathname = ''] = request.path.replace(/^\/api\/v3(?=\/)/, '').split('?')
  const schema = find(request.method, pathname)?.answers[answer.status]
  if (schema === undefined)
    return [`${answer.status} is not described for ${request.method} ${pathname}`]
  if (schema === null) return answer.body === '' ? [] : ['a body is not described']
  return validate(ajv, schema, parse(answer.body), 'body')
}

/** The endpoint of a path; one that names a last part (`public-key`) goes before one that takes any. */
const find = (method: string, pathname: string): Endpoint | undefined => {
  const fitting = Object.keys(endpoints).filter(endpoint => {
    const pattern = endpoint.replace(/\{\w+\}/g, '[^/]+')
    return new RegExp(`^${pattern}$`).test(`${method} ${pathname}`)
  })
  const exact = fitting.find(endpoint =>
    endpoint.endsWith(pathname.slice(pathname.lastIndexOf('/')))
  )
  return endpoints[exact ?? fitting[0] ?? '']
}

const validate = (validator: Ajv, schema: AnySchema, value: unknown, where: string): string[] => {
  if (validator.validate(schema, value)) return []
  return (validator.errors ?? []).map(({ instancePath, message, params }) =>
    `${where}${instancePath} ${message} ${params.additionalProperty ?? ''}`.trim()
  )
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
