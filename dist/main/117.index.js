export const id = 117
export const ids = [117]
export const modules = {
	117: (__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.r(__webpack_exports__)
		__webpack_require__.d(__webpack_exports__, {
			describeSecret: () => describeSecret,
			loadSeal: () => loadSeal,
			secretPlaces: () => secretPlaces
		})
		var lib_clock = __webpack_require__(920)
		var errors = __webpack_require__(452)
		var json = __webpack_require__(413)
		var retry = __webpack_require__(165)

		// ./lib/github/refusals.js
		const HOW = 'from a GitHub App with actions/create-github-app-token, or a fine-grained personal access token'
		const remedyFor = refusal => {
			const { status, message, isGitHubs, headers, needs } = refusal
			if (status > 300 && status < 400)
				return {
					code: 'github-not-found',
					hint: moved(refusal)
				}
			if (status === 404 && !isGitHubs)
				return {
					code: 'network',
					hint: NOT_GITHUB
				}
			if (status === 403 || (status === 404 && headers['x-github-sso'] !== undefined))
				return {
					code: 'github-permission',
					hint: isGitHubs ? forbidden(refusal) : NOT_GITHUB
				}
			if (status === 401)
				return {
					code: 'github-login',
					hint: isGitHubs ? unknownToken(message) : NOT_GITHUB
				}
			if (status === 404)
				return {
					code: 'github-not-found',
					hint: `It does not exist under this name, or the token may not see it: check the name, and that github-token has the permission ${needs} there.`
				}
			if (status === 409)
				return {
					code: 'github-refused',
					hint: 'Something else writes there at the same time: run again, and where it stays so, see what GitHub says.'
				}
			if (status === 451)
				return {
					code: 'github-refused',
					hint: CLOSED
				}
			return {
				code: 'github-refused',
				hint: 'See what GitHub says, and check secret-name and secret-scope.'
			}
		}
		const NOT_GITHUB =
			'This is no answer of GitHub’s API: see whether a proxy, a firewall or a sign-in page answers in its place, and check the address of the API (GITHUB_API_URL).'
		const CLOSED = 'GitHub has closed the repository or the account: what it says there to the owner tells why.'
		const unknownToken = message =>
			/JSON web token/i.test(message)
				? 'The value of github-token is an App’s JSON web token, which only makes tokens: give the one that actions/create-github-app-token makes.'
				: `The token in github-token is wrong, expired or revoked: make a new one (${HOW}).`
		const forbidden = ({ message, headers, needs, apiUrl }) => {
			const sso = headers['x-github-sso']
			if (sso !== undefined || /SAML|single sign-on/i.test(message)) return singleSignOn(sso ?? '', apiUrl)
			if (/IP allow ?list|IP address/i.test(message))
				return 'The organization lets in certain addresses only: have the address of the runner added to its IP allow list, or use a runner that is on it.'
			if (/archived/i.test(message)) return 'The repository is archived: unarchive it, or store the secret in another one.'
			if (/account\b.*suspended/i.test(message))
				return `The account that github-token belongs to is suspended: give a token of another one (${HOW}).`
			if (/suspended/i.test(message))
				return 'The installation of the GitHub App is suspended: have an owner of the organization resume it.'
			if (/lifetime/i.test(message))
				return 'The organization allows only a shorter lifetime of tokens: make a new token with an earlier expiry.'
			if (/forbids access via|personal access token \(classic\)/i.test(message))
				return `The organization forbids this kind of token: give github-token one ${HOW}, as the organization allows.`
			if (/OAuth App/i.test(message))
				return `The organization lets in no OAuth App that it has not approved: give github-token a token ${HOW}.`
			if (/not accessible by integration/i.test(message))
				return `The workflow’s own GITHUB_TOKEN can never write secrets, and an App needs the permission ${needs}: give github-token one that has it (${HOW}).`
			if (/not accessible by personal access token/i.test(message))
				return `The personal access token in github-token lacks the permission ${needs} for this place: edit it on GitHub, or have it approved there.`
			if (/\b(admin|owner)\b/i.test(message))
				return 'The user of the token is no admin of the repository, or no owner of the organization: use the token of one, or of a GitHub App.'
			if (/login attempts/i.test(message))
				return 'GitHub had too many wrong tokens from here: wait some minutes, and check the secret behind github-token.'
			if (/blocked|disabled|locked|trade control/i.test(message)) return CLOSED
			const reason = message === '' ? 'GitHub gives no reason. ' : ''
			return `${reason}Check that the token in github-token has the permission ${needs} for this place (${HOW}).`
		}
		const singleSignOn = (header, apiUrl) => {
			const address = addressIn(header, apiUrl)
			const [, ids] = /organizations=(\d+(?:,\d+){0,19})(?!\S)/.exec(header) ?? []
			const which = ids === undefined ? '' : ` (by its id, ${ids.replaceAll(',', ', ')})`
			const where =
				address === undefined
					? ', in the settings of the token on GitHub (Configure SSO)'
					: ` at ${address} (the address is good for an hour)`
			return `The organization demands single sign-on: authorize the token in github-token for it${which}${where}, and run again.`
		}
		const SAFE = /^(?!.*::)[\w.:/?&=%~+-]{1,300}$/
		const addressIn = (header, apiUrl) => {
			const [, text = ''] = /url=([^\s;]+)/.exec(header) ?? []
			const url = URL.parse(text)
			const isOurs = url !== null && [apiUrl.host, apiUrl.host.replace(/^api\./, '')].includes(url.host)
			return isOurs && url.protocol === 'https:' && SAFE.test(text) ? text : undefined
		}
		const PLACE = /^\/(?:(repositories\/\d+|repos\/[\w.-]+\/[\w.-]+)|(?:organizations\/\d+|orgs\/[\w-]+))(?=\/|$)/
		const moved = ({ location, apiUrl }) => {
			const base = apiUrl.pathname.replace(/\/$/, '')
			const to = location === '' ? undefined : (URL.parse(location, apiUrl.href) ?? undefined)
			if (to !== undefined && to.origin !== apiUrl.origin)
				return `The answer leads to another host, where the token never goes. ${NOT_GITHUB} What was renamed or transferred is to be given by its new name.`
			const [place, repository] = (to?.pathname.startsWith(base) && PLACE.exec(to.pathname.slice(base.length))) || []
			if (place === undefined)
				return 'The repository or organization was renamed or transferred, and a redirect is never followed: give its new name as secret-repository or in secret-scope.'
			const [what, input] =
				repository === undefined ? ['organization', 'in secret-scope'] : ['repository', 'as secret-repository']
			return `The ${what} was renamed or transferred to ${apiUrl.origin}${base}${place}, and a redirect is never followed: give its new name ${input}; its page on GitHub shows it.`
		}

		// ./lib/github/client.js
		const TRIES = 4
		const DEADLINE_MS = 30_000
		const LIMIT_WAIT_MS = 60_000
		const reachGitHub = (apiUrl, token, wire) => {
			const clock = (0, lib_clock.n0)(wire.patience.clock)
			const base = apiUrl.href.replace(/\/$/, '')
			const ask = async call => {
				const outcome = await wire.send({
					method: call.method,
					url: new URL(base + call.path),
					headers: {
						accept: 'application/vnd.github+json',
						authorization: `Bearer ${token.reveal()}`,
						'user-agent': 'veeva-vault-sandbox-token',
						'x-github-api-version': '2022-11-28',
						...(call.json !== undefined && {
							'content-type': 'application/json'
						})
					},
					...(call.json !== undefined && {
						body: JSON.stringify(call.json)
					}),
					deadlineMs: DEADLINE_MS
				})
				if (outcome.is === 'answer') clock.heard(outcome.headers.date)
				return readAnswer(outcome, call, apiUrl, wire.quote, clock.now())
			}
			return {
				host: apiUrl.hostname,
				url: apiUrl.href,
				now: () => (clock.isKnown() ? clock.now() : undefined),
				call: (call, effect = () => {}) =>
					(0, retry.Zr)(
						async () => {
							const late = await call.begin?.()
							if (late !== undefined)
								return {
									is: 'failed',
									error: late
								}
							const verdict = await ask(call)
							if (verdict.is === 'again') effect(verdict.effect)
							if (verdict.is === 'failed') effect('none')
							return verdict
						},
						call.tries ?? TRIES,
						wire.patience
					)
			}
		}
		const readAnswer = (outcome, call, apiUrl, quote, now) => {
			const what = `${call.doing} on ${apiUrl.hostname} failed`
			if (outcome.is === 'no-answer') {
				const hint = outcome.lasting
					? 'Check the proxy settings (HTTPS_PROXY, NO_PROXY) and the certificates that the runner trusts (ca-certificate).'
					: 'Check that the runner may reach GitHub’s API (DNS, firewall, HTTPS_PROXY), and run again.'
				const error = new errors.lZ('network', `${what}: ${outcome.reason}.`, outcome.hint ?? hint)
				return outcome.lasting
					? {
							is: 'failed',
							error
						}
					: {
							is: 'again',
							error,
							effect: outcome.reached === 'no' ? 'none' : 'perhaps'
						}
			}
			const { status, headers, text } = outcome
			const body = (0, json.qF)(text)
			if (status >= 200 && status < 300 && (text === '' || body !== undefined))
				return {
					is: 'done',
					value: {
						status,
						body
					}
				}
			const message = (0, json.e1)((0, json.eB)(body)?.message)
			const said = quote([message, ...detailsOf(body)].filter(text => text !== '').join('; ')).replace(/[.\s]+$/, '')
			const came = `${what}: GitHub answered with status ${status}${said === '' ? '' : `: ${said}`}`
			const again = (error, effect, afterMs) =>
				afterMs === undefined
					? {
							is: 'again',
							error,
							effect
						}
					: {
							is: 'again',
							error,
							effect,
							afterMs
						}
			if (status === 429 || (status === 403 && isLimit(headers, message))) {
				const wait = limitWait(headers, now)
				const at = (0, lib_clock.uI)(new Date((0, retry.F7)(headers, now).getTime() + (wait ?? 0)))
				const hint = `GitHub limits how often secrets may be written: run again after ${at}, or with fewer secrets at a time.`
				return again(new errors.lZ('github-rate-limit', `${came}.`, hint), 'none', wait)
			}
			if (status >= 500 || status < 300) {
				const hint = 'GitHub is down or something in front of it answers in its place: look at its status page, and run again.'
				return again(new errors.lZ('network', `${came}.`, hint), 'perhaps', (0, retry.Vs)(headers, now))
			}
			const isGitHubs = (0, json.eB)(body) !== undefined
			const location = headers.location ?? (0, json.e1)((0, json.eB)(body)?.url)
			const { code, hint } = remedyFor({
				status,
				message,
				isGitHubs,
				location,
				headers,
				needs: call.needs,
				apiUrl
			})
			const error = new errors.lZ(code, `${came}${accepted(headers, quote)}.`, hint)
			if (status === 404 && code === 'github-not-found' && call.mayBeMissing)
				return {
					is: 'done',
					value: {
						status,
						body,
						missing: error
					}
				}
			return status === 409 && call.method === 'PUT'
				? again(error, 'none')
				: {
						is: 'failed',
						error
					}
		}
		const detailsOf = body =>
			(0, json.DD)((0, json.eB)(body)?.errors).map(each => {
				const mistake = (0, json.eB)(each)
				const of = [mistake?.resource, mistake?.field, mistake?.code].map(json.e1).filter(word => word !== '')
				return (0, json.e1)(each) || (0, json.e1)(mistake?.message) || of.join(' ')
			})
		const accepted = (headers, quote) => {
			const permissions = headers['x-accepted-github-permissions']
			return permissions === undefined ? '' : ` (it would accept the permissions ${quote(permissions)})`
		}
		const isLimit = (headers, message) =>
			headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0' || /rate limit/i.test(message)
		const limitWait = (headers, now) => {
			const asked = (0, retry.Vs)(headers, now)
			if (asked !== undefined) return asked
			const [reset] = /^[1-9]\d{0,10}$/.exec(headers['x-ratelimit-reset'] ?? '') ?? []
			if (headers['x-ratelimit-remaining'] !== '0' || reset === undefined) return LIMIT_WAIT_MS
			const until = Number(reset) * 1000 - (0, retry.F7)(headers, now).getTime()
			return until > 0 ? until : undefined
		}
		var p_limit = __webpack_require__(370)

		// ./lib/github/pace.js
		const IN_A_MINUTE = 75
		const MINUTE = 60_000
		const writingLine = patience => {
			const one = (0, p_limit.A)(1)
			const begun = []
			return {
				inLine: task => one(task),
				turn: async () => {
					const oldest = begun.length < IN_A_MINUTE ? undefined : begun.shift()
					const wait = oldest === undefined ? 0 : oldest + MINUTE - patience.clock.elapsed()
					if (wait > 0) await (0, retry.v7)(wait, patience)
					begun.push(patience.clock.elapsed())
				}
			}
		}

		// ./lib/github/secrets.js
		const repo = ({ repository }) => `/repos/${repository.split('/').map(encodeURIComponent).join('/')}`
		const inRepository = ({ repository }) => `of the repository ${repository}`
		const segment = name => {
			if (name !== '.' && name !== '..') return encodeURIComponent(name)
			throw new errors.lZ(
				'input',
				`secret-scope: "${name}" is no name of an environment.`,
				'Nothing was generated; leave that sandbox out with !NAME.'
			)
		}
		const SCOPES = {
			repository: {
				path: at => `${repo(at)}/actions/secrets`,
				of: inRepository,
				needs: '"Secrets: write"'
			},
			environment: {
				path: at => `${repo(at)}/environments/${segment(at.environment)}/secrets`,
				of: at => `of the environment "${at.environment}" ${inRepository(at)}`,
				needs: '"Secrets: write" and "Environments: write"'
			},
			organization: {
				path: at => `/orgs/${encodeURIComponent(at.organization)}/actions/secrets`,
				of: at => `of the organization ${at.organization}`,
				needs: '"Secrets: write" of the organization'
			},
			dependabot: {
				path: at => `${repo(at)}/dependabot/secrets`,
				of: at => `for Dependabot ${inRepository(at)}`,
				needs: '"Dependabot secrets: write"'
			},
			codespaces: {
				path: at => `${repo(at)}/codespaces/secrets`,
				of: at => `for Codespaces ${inRepository(at)}`,
				needs: '"Codespaces secrets: write"'
			}
		}
		const about = place => {
			const row = SCOPES[place.scope]
			return {
				path: row.path(place),
				of: row.of(place),
				needs: row.needs
			}
		}
		const placeName = place => about(place).of
		const fetchPublicKey = async (github, place) => {
			const { path, needs } = about(place)
			const { body, missing } = await github.call({
				doing: reading(place),
				method: 'GET',
				path: `${path}/public-key`,
				needs,
				mayBeMissing: true
			})
			if (missing !== undefined) throw await withWhatIsMissing(github, place, missing)
			const answer = (0, json.eB)(body)
			const key = {
				id: (0, json.e1)(answer?.key_id),
				key: (0, json.e1)(answer?.key)
			}
			if (key.id !== '' && Buffer.from(key.key, 'base64').length === 32) return key
			throw noPublicKey(github, place)
		}
		const withWhatIsMissing = async (github, place, error) => {
			const [called, path] =
				place.scope === 'organization'
					? [`organization ${place.organization}`, `/orgs/${encodeURIComponent(place.organization)}`]
					: [`repository ${place.repository}`, repo(place)]
			const doing = `Looking for the ${called}`
			const hint = await github
				.call({
					doing,
					method: 'GET',
					path,
					needs: '"Metadata: read"',
					mayBeMissing: true,
					tries: 1
				})
				.then(
					({ missing }) => (missing === undefined ? notInThere(github, place) : notSeen(place)),
					() => error.hint
				)
			return new errors.lZ(error.code, error.message, hint)
		}
		const notInThere = (github, place) => {
			if (place.scope === 'environment')
				return `The repository ${place.repository} has no environment "${place.environment}", or github-token may not see it. Create it on GitHub (Settings, Environments), which this action never does, or correct secret-scope; the token needs "Environments: write".`
			const { of, needs } = about(place)
			const isServer = new URL(github.url).pathname.startsWith('/api/v3')
			return isServer
				? `The token sees it, but no secrets ${of}: this GitHub Enterprise Server has no secrets of that kind, or github-token lacks the permission ${needs}.`
				: `The token sees it, but no secrets ${of}: give github-token the permission ${needs}.`
		}
		const notSeen = place =>
			place.scope === 'organization'
				? `There is no organization ${place.organization} that github-token may see, and a user’s own account has no such secrets: correct secret-scope.`
				: `There is no repository ${place.repository} that github-token may see: correct secret-repository, or let the token reach it (install the App on it, or select it in the personal access token).`
		const noPublicKey = (github, place) =>
			new errors.lZ('network', `${reading(place)} on ${github.host} failed: the answer holds no public key.`, 'Run again.')
		const reading = place => `Reading the public key for secrets ${about(place).of}`
		const proveKey = (github, place, { key }, seal) => {
			try {
				seal('', key)
			} catch {
				throw noPublicKey(github, place)
			}
		}
		const ROWS_PER_PAGE = 100
		const visibilityFields = async (github, place, name, wanted) => {
			if (wanted === undefined) return existingVisibility(github, place, name)
			if (wanted.is !== 'selected')
				return {
					visibility: wanted.is
				}
			const ids = await Promise.all(wanted.repositories.map(repository => repositoryId(github, repository)))
			return {
				visibility: 'selected',
				selected_repository_ids: ids
			}
		}
		const repositoryId = async (github, repository) => {
			const doing = `Looking up the repository ${repository} of secret-visibility`
			const { body } = await github.call({
				doing,
				method: 'GET',
				path: repo({
					repository
				}),
				needs: '"Metadata: read"'
			})
			const id = (0, json.eB)(body)?.id
			if (typeof id === 'number') return id
			throw new errors.lZ('network', `${doing} on ${github.host} failed: the answer holds no id.`, 'Run again.')
		}
		const existingVisibility = async (github, place, name) => {
			const { path, of, needs } = about(place)
			const doing = `Reading the visibility of the secret ${name} ${of}`
			const { body, missing } = await github.call({
				doing,
				method: 'GET',
				path: `${path}/${name}`,
				needs,
				mayBeMissing: true
			})
			if (missing !== undefined)
				throw new errors.lZ(
					'input',
					`secret-visibility: the organization ${place.organization} has no secret ${name} yet, so it has no visibility to keep.`,
					'Give secret-visibility: all, private, or the repositories that may read it, OWNER/NAME one per line.'
				)
			const visibility = (0, json.e1)((0, json.eB)(body)?.visibility)
			if (visibility === 'all' || visibility === 'private')
				return {
					visibility
				}
			if (visibility !== 'selected')
				throw new errors.lZ(
					'github-refused',
					`${doing} on ${github.host} failed: the answer holds no visibility.`,
					'Give secret-visibility.'
				)
			return {
				visibility,
				selected_repository_ids: await selectedRepositories(github, `${path}/${name}/repositories`, doing, needs)
			}
		}
		const selectedRepositories = async (github, path, doing, needs) => {
			const idIn = row => {
				const id = (0, json.eB)(row)?.id
				return typeof id === 'number' ? id : undefined
			}
			return everyRow(
				github,
				{
					doing,
					path,
					needs,
					rows: 'repositories'
				},
				idIn
			)
		}
		const everyRow = async (github, { doing, path, needs, rows: named }, read) => {
			const all = []
			for (let page = 1; ; page++) {
				const { body } = await github.call({
					doing,
					method: 'GET',
					path: `${path}?per_page=${ROWS_PER_PAGE}&page=${page}`,
					needs
				})
				const total = (0, json.eB)(body)?.total_count
				const rows = (0, json.DD)((0, json.eB)(body)?.[named])
				all.push(...rows.map(read).filter(row => row !== undefined))
				if (all.length === total) return all
				if (rows.length === 0 || typeof total !== 'number') {
					const hint = named === 'repositories' ? 'Run again, or give secret-visibility.' : 'Run again.'
					throw new errors.lZ('github-refused', `${doing} on ${github.host} failed: the list of its ${named} is not whole.`, hint)
				}
			}
		}
		const lastWritten = async (github, place, name) => {
			const { path, of, needs } = about(place)
			const doing = `Asking when the secret ${name} ${of} was last written`
			const { body, missing } = await github.call({
				doing,
				method: 'GET',
				path: `${path}/${name}`,
				needs,
				mayBeMissing: true
			})
			if (missing !== undefined) return 'never'
			const at = new Date((0, json.e1)((0, json.eB)(body)?.updated_at))
			return Number.isNaN(at.getTime()) ? 'untold' : at
		}
		const writeSecret = async (github, { place, name, value, key, visibility, begin }, seal) => {
			const { path, of, needs } = about(place)
			let stored = 'no'
			const put = async withKey => {
				const json = {
					encrypted_value: seal(value.reveal(), withKey.key),
					key_id: withKey.id,
					...visibility
				}
				return github.call(
					{
						doing: `Writing the secret ${name} ${of}`,
						method: 'PUT',
						path: `${path}/${name}`,
						needs,
						json,
						begin,
						mayBeMissing: true
					},
					effect => {
						if (effect === 'perhaps') stored = 'perhaps'
					}
				)
			}
			try {
				const answer = await put(key).catch(async thrown => {
					if (!(thrown instanceof errors.lZ) || thrown.code !== 'github-refused') throw thrown
					const now = await fetchPublicKey(github, place)
					if (now.id === key.id) throw thrown
					return put(now)
				})
				if (answer.missing !== undefined) throw await withWhatIsMissing(github, place, answer.missing)
				return {
					is: 'stored',
					status: answer.status === 201 ? 'created' : 'updated'
				}
			} catch (thrown) {
				return {
					is: 'not-stored',
					error: (0, errors.z6)(thrown),
					stored
				}
			}
		}

		// ./lib/github/ready-secret.js
		const describeSecret = ({ name, place }) => `the secret ${name} ${placeName(place)}`
		const secretPlaces = ({ apiUrl, token, visibility: wanted }, wire) => {
			const github = reachGitHub(apiUrl, token, wire)
			const { inLine, turn } = writingLine(wire.patience)
			return async (place, names) => {
				const asked = new Map()
				const visibilityOf = name => {
					const subject = wanted === undefined ? name : ''
					const answer =
						asked.get(subject) ??
						(place.scope === 'organization' ? visibilityFields(github, place, name, wanted) : Promise.resolve(undefined))
					asked.set(subject, answer)
					return answer
				}
				for (const name of names) visibilityOf(name).catch(() => {})
				const key = await fetchPublicKey(github, place)
				const seal = await loadSeal()
				proveKey(github, place, key, seal)
				return async name => {
					const visibility = await visibilityOf(name)
					return {
						called: describeSecret({
							name,
							place
						}),
						name,
						place,
						apiUrl: github.url,
						visibility: wanted === undefined && place.scope === 'organization' ? 'as it is' : visibility,
						write: (value, tooLate) => {
							const begin = async () => {
								await turn()
								return tooLate()
							}
							return inLine(() =>
								writeSecret(
									github,
									{
										place,
										name,
										value,
										key,
										visibility,
										begin
									},
									seal
								)
							)
						},
						lastWritten: () => lastWritten(github, place, name),
						now: github.now
					}
				}
			}
		}
		const loadSeal = async () =>
			(
				await Promise.all([__webpack_require__.e(235), __webpack_require__.e(866)]).then(
					__webpack_require__.bind(__webpack_require__, 866)
				)
			).seal
	}
}
