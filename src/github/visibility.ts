import { asList, asObject, type JsonObject } from '../core/json.ts'
import { refusalError } from '../net/api.ts'
import { type GitHub, type GitHubCall, undefinedIfMissing } from './client.ts'
import { callBelow, type LocationSecrets, repositoryOwner } from './locations.ts'

/** Which repositories may read an organization secret. `selected`: OWNER/NAME each. */
export type Visibility = { is: 'all' | 'private' } | { is: 'selected'; repositories: string[] }

/** A visibility as GitHub's API takes it. */
export interface VisibilityFields {
  visibility: 'all' | 'private' | 'selected'
  selected_repository_ids?: number[]
}

const ROWS_PER_PAGE = 100

/** Tells a visibility that was asked for as the API takes it; repositories are looked up. Throws ActionError. */
export async function resolveVisibility(
  github: GitHub,
  wanted: Visibility
): Promise<VisibilityFields> {
  if (wanted.is !== 'selected') return { visibility: wanted.is }
  const ids = wanted.repositories.map(repository => {
    const { path } = repositoryOwner(repository)
    const displayName = `repository ${repository} of \`secret-visibility\``
    return github.readId({ displayName, path })
  })
  return selected(await Promise.all(ids))
}

/** Reads the visibility of an organization secret with all its repositories; undefined if there is no such secret. Throws ActionError. */
export async function readVisibility(
  github: GitHub,
  secrets: LocationSecrets,
  name: string
): Promise<VisibilityFields | undefined> {
  const call = callBelow(secrets, name, `read the visibility of the secret ${name}`)
  const visibility = await github.get(call, visibilityIn).catch(undefinedIfMissing)
  if (visibility !== 'selected') return visibility && { visibility }
  return selected(await readSelected(github, call))
}

function visibilityIn({ visibility }: JsonObject): VisibilityFields['visibility'] | undefined {
  const isKnown = visibility === 'all' || visibility === 'private' || visibility === 'selected'
  return isKnown ? visibility : undefined
}

/**
 * "List selected repositories for an organization secret": all pages.
 * @throws ActionError also for a list that is not whole: writing it would take the secret from the other repositories
 */
async function readSelected(github: GitHub, call: GitHubCall): Promise<number[]> {
  const all = new Set<number>()
  for (let page = 1; ; page++) {
    const path = `${call.path}/repositories?per_page=${ROWS_PER_PAGE}&page=${page}`
    const { total, ids } = await github.get({ ...call, path }, pageIn)
    const before = all.size
    for (const id of ids) all.add(id)
    if (all.size === total) return [...all]
    if (all.size === before || all.size > total) {
      const said = 'GitHub’s list of its repositories is not complete'
      const hint = 'Run again, or set `secret-visibility`.'
      const about = { doing: call.doing, url: github.apiUrl }
      throw refusalError(about, { code: 'github-refused', said, hint })
    }
  }
}

function pageIn({ total_count: total, repositories }: JsonObject) {
  if (typeof total !== 'number') return undefined
  const ids = asList(repositories).map(row => asObject(row)?.id)
  return { total, ids: ids.filter(id => typeof id === 'number') }
}

/** In one order, and none twice, so that equal sets of repositories have equal fields. */
function selected(ids: number[]): VisibilityFields {
  return { visibility: 'selected', selected_repository_ids: [...new Set(ids)].sort() }
}
