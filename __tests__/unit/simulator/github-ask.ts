import { expect } from '@jest/globals'
import { githubPath, handleGitHub } from '../../../simulator/github.ts'
import type { GitHubToken, Place } from '../../../simulator/github-state.ts'
import { createWorld, type World } from '../../../simulator/world.ts'
import { checkAnswer, checkRequest } from '../../helpers/openapi.ts'

/** An organization, two of its repositories, the first with an environment, and a token that may do everything. */
export const githubStage = (world: World = createWorld()) => {
  const { github } = world
  github.addOrganization('acme')
  const pipelines = github.addRepository('acme/pipelines', { environments: ['prod/eu'] })
  const website = github.addRepository('acme/website', { private: false })
  const token = github.addToken({
    permissions: [
      ...(['secrets:write', 'environments:write', 'organization_secrets:write'] as const),
      ...(['dependabot_secrets:write', 'codespaces_secrets:write'] as const)
    ]
  })
  return { world, github, pipelines, website, token }
}

export const places: [Place, path: string][] = [
  [{ scope: 'repository', repository: 'acme/pipelines' }, '/repos/acme/pipelines/actions/secrets'],
  [
    { scope: 'environment', repository: 'acme/pipelines', environment: 'prod/eu' },
    '/repos/acme/pipelines/environments/prod%2Feu/secrets'
  ],
  [{ scope: 'organization', organization: 'acme' }, '/orgs/acme/actions/secrets'],
  [{ scope: 'dependabot', repository: 'acme/pipelines' }, '/repos/acme/pipelines/dependabot/secrets'],
  [{ scope: 'codespaces', repository: 'acme/pipelines' }, '/repos/acme/pipelines/codespaces/secrets']
]

type Question = { host?: string; token?: Pick<GitHubToken, 'value'>; json?: unknown; headers?: Record<string, string> }

/** Asks the pure model, without sockets. What it accepts and what it then answers must be as GitHub describes it. */
export const askGitHub = (world: World, line: string, { host = 'api.github.com', token, json, headers }: Question = {}) => {
  const [method = '', path = ''] = line.split(' ')
  const request = {
    host,
    method,
    path,
    headers: {
      'user-agent': 'test',
      ...(token && { authorization: `Bearer ${token.value}` }),
      ...(json !== undefined && { 'content-type': 'application/json' }),
      ...headers
    },
    body: json === undefined ? '' : typeof json === 'string' ? json : JSON.stringify(json)
  }
  const answer = handleGitHub(world, request, githubPath(request) ?? '')
  if (answer.status < 300) expect([...checkRequest(request), ...checkAnswer(request, answer)]).toEqual([])
  return { ...answer, json: answer.body === '' ? undefined : JSON.parse(answer.body) }
}
