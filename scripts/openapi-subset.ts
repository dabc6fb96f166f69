import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Makes the tests' subset of GitHub's OpenAPI description again, from the package that publishes it. */
const from = '@octokit/openapi@23'
const root = fileURLToPath(new URL('..', import.meta.url))
const target = '__tests__/helpers/github-openapi.json'

const repository = '/repos/{owner}/{repo}'
const places = [
  `${repository}/actions/secrets`,
  `${repository}/environments/{environment_name}/secrets`,
  `${repository}/dependabot/secrets`,
  `${repository}/codespaces/secrets`,
  '/orgs/{org}/actions/secrets'
]
const endpoints = [
  `GET ${repository}`,
  'GET /orgs/{org}',
  ...places.flatMap(place => [
    `GET ${place}`,
    `GET ${place}/public-key`,
    `GET ${place}/{secret_name}`,
    `PUT ${place}/{secret_name}`
  ]),
  'GET /orgs/{org}/actions/secrets/{secret_name}/repositories'
]

// biome-ignore lint/suspicious/noExplicitAny: the description has no type of its own
type Json = any

/** A schema without what is there for people to read, and a repository or an organization reduced to what names it. */
const reduce = (schema: Json): Json => {
  if (Array.isArray(schema)) return schema.map(reduce)
  if (typeof schema !== 'object' || schema === null) return schema
  const { title = '', description: _, example: __, examples: ___, properties, required, ...rest } = schema
  const names = /^(Full|Minimal) Repository$/.test(title)
    ? ['id', 'full_name']
    : title === 'Organization Full'
      ? ['login']
      : undefined
  const kept = names ?? Object.keys(properties ?? {})
  return {
    ...Object.fromEntries(
      Object.entries(rest)
        .filter(([key]) => !key.startsWith('x-'))
        .map(([key, value]) => [key, reduce(value)])
    ),
    ...(properties && { properties: Object.fromEntries(kept.map(name => [name, reduce(properties[name])])) }),
    ...(required && { required: required.filter((name: string) => kept.includes(name)) })
  }
}

const bodyOf = (message: Json) => message?.content?.['application/json']?.schema

const toEndpoint = (paths: Json, endpoint: string) => {
  const [method = '', path = ''] = endpoint.split(' ')
  const { parameters, requestBody, responses } = paths[path][method.toLowerCase()]
  const good = Object.entries<Json>(responses).filter(([status]) => status.startsWith('2'))
  return {
    parameters: parameters.map(({ name, in: where, schema }: Json) => ({ name, in: where, schema: reduce(schema) })),
    ...(requestBody && { body: reduce(bodyOf(requestBody)) }),
    answers: Object.fromEntries(good.map(([status, answer]) => [status, reduce(bodyOf(answer)) ?? null]))
  }
}

const folder = mkdtempSync(join(tmpdir(), 'openapi-'))
const run = (command: string, ...args: string[]) => execFileSync(command, args, { cwd: folder, encoding: 'utf8' })
try {
  const archive = run('npm', 'pack', from, '--silent').trim()
  const description = 'package/generated/api.github.com.deref.json'
  run('tar', '-xzf', archive, 'package/package.json', description)
  const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8'))
  const { name, version } = read('package/package.json')
  const { paths } = read(description)
  const subset = Object.fromEntries(endpoints.map(endpoint => [endpoint, toEndpoint(paths, endpoint)]))
  writeFileSync(join(root, target), JSON.stringify({ from: `${name}@${version}`, endpoints: subset }))
  execFileSync('npx', ['biome', 'format', '--write', target], { cwd: root })
  console.log(`${target} is from ${name}@${version}.`)
} finally {
  rmSync(folder, { recursive: true })
}
