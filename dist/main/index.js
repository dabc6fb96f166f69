import { createRequire as __WEBPACK_EXTERNAL_createRequire } from 'module'
var __webpack_modules__ = {
	916: (__unused_webpack_module, exports) => {
		exports.Io = void 0
		var peq = new Uint32Array(0x10000)
		var myers_32 = function (a, b) {
			var n = a.length
			var m = b.length
			var lst = 1 << (n - 1)
			var pv = -1
			var mv = 0
			var sc = n
			var i = n
			while (i--) peq[a.charCodeAt(i)] |= 1 << i
			for (i = 0; i < m; i++) {
				var eq = peq[b.charCodeAt(i)]
				var xv = eq | mv
				eq |= ((eq & pv) + pv) ^ pv
				mv |= ~(eq | pv)
				pv &= eq
				if (mv & lst) sc++
				if (pv & lst) sc--
				mv = (mv << 1) | 1
				pv = (pv << 1) | ~(xv | mv)
				mv &= xv
			}
			i = n
			while (i--) peq[a.charCodeAt(i)] = 0
			return sc
		}
		var myers_x = function (b, a) {
			var n = a.length
			var m = b.length
			var mhc = []
			var phc = []
			var hsize = Math.ceil(n / 32)
			var vsize = Math.ceil(m / 32)
			for (var i = 0; i < hsize; i++) {
				phc[i] = -1
				mhc[i] = 0
			}
			var j = 0
			for (; j < vsize - 1; j++) {
				var mv_1 = 0
				var pv_1 = -1
				var start_1 = j * 32
				var vlen_1 = Math.min(32, m) + start_1
				for (var k = start_1; k < vlen_1; k++) peq[b.charCodeAt(k)] |= 1 << k
				for (var i = 0; i < n; i++) {
					var eq = peq[a.charCodeAt(i)]
					var pb = (phc[(i / 32) | 0] >>> i) & 1
					var mb = (mhc[(i / 32) | 0] >>> i) & 1
					var xv = eq | mv_1
					var xh = ((((eq | mb) & pv_1) + pv_1) ^ pv_1) | eq | mb
					var ph = mv_1 | ~(xh | pv_1)
					var mh = pv_1 & xh
					if ((ph >>> 31) ^ pb) phc[(i / 32) | 0] ^= 1 << i
					if ((mh >>> 31) ^ mb) mhc[(i / 32) | 0] ^= 1 << i
					ph = (ph << 1) | pb
					mh = (mh << 1) | mb
					pv_1 = mh | ~(xv | ph)
					mv_1 = ph & xv
				}
				for (var k = start_1; k < vlen_1; k++) peq[b.charCodeAt(k)] = 0
			}
			var mv = 0
			var pv = -1
			var start = j * 32
			var vlen = Math.min(32, m - start) + start
			for (var k = start; k < vlen; k++) peq[b.charCodeAt(k)] |= 1 << k
			var score = m
			for (var i = 0; i < n; i++) {
				var eq = peq[a.charCodeAt(i)]
				var pb = (phc[(i / 32) | 0] >>> i) & 1
				var mb = (mhc[(i / 32) | 0] >>> i) & 1
				var xv = eq | mv
				var xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb
				var ph = mv | ~(xh | pv)
				var mh = pv & xh
				score += (ph >>> (m - 1)) & 1
				score -= (mh >>> (m - 1)) & 1
				if ((ph >>> 31) ^ pb) phc[(i / 32) | 0] ^= 1 << i
				if ((mh >>> 31) ^ mb) mhc[(i / 32) | 0] ^= 1 << i
				ph = (ph << 1) | pb
				mh = (mh << 1) | mb
				pv = mh | ~(xv | ph)
				mv = ph & xv
			}
			for (var k = start; k < vlen; k++) peq[b.charCodeAt(k)] = 0
			return score
		}
		var distance = function (a, b) {
			if (a.length < b.length) {
				var tmp = b
				b = a
				a = tmp
			}
			if (b.length === 0) return a.length
			if (a.length <= 32) return myers_32(a, b)
			return myers_x(a, b)
		}
		exports.Io = distance
		var closest = function (str, arr) {
			var min_distance = Infinity
			var min_index = 0
			for (var i = 0; i < arr.length; i++) {
				var dist = distance(str, arr[i])
				if (dist < min_distance) {
					min_distance = dist
					min_index = i
				}
			}
			return arr[min_index]
		}
		closest
	},
	598: module => {
		module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)('node:crypto')
	},
	920: (__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {
		__nccwpck_require__.d(__webpack_exports__, {
			n0: () => remoteClock,
			ml: () => systemClock,
			uI: () => toSecond
		})

		// external "node:timers/promises"
		const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)('node:timers/promises')

		// ./lib/clock.js
		const systemClock = {
			now: () => new Date(),
			elapsed: () => Number(process.hrtime.bigint()) / 1e6,
			sleep: (ms, signal) =>
				(0, promises_namespaceObject.setTimeout)(ms, undefined, {
					signal
				})
		}
		const toSecond = instant => instant.toISOString().replace(/\.\d{3}Z$/, 'Z')
		const remoteClock = clock => {
			let told
			return {
				now: () => (told === undefined ? clock.now() : new Date(told.at + clock.elapsed() - told.elapsed)),
				isKnown: () => told !== undefined,
				heard: date => {
					const at = Date.parse(date ?? '')
					if (!Number.isNaN(at))
						told = {
							at,
							elapsed: clock.elapsed()
						}
				}
			}
		}
	},
	452: (__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {
		__nccwpck_require__.d(__webpack_exports__, {
			em: () => sentence,
			lZ: () => ActionError,
			mu: () => withHint,
			z6: () => asActionError,
			zS: () => fileError
		})
		class ActionError extends Error {
			code
			hint
			executionId
			constructor(code, message, hint, executionId = '') {
				super(message)
				this.name = 'ActionError'
				this.code = code
				this.hint = hint
				this.executionId = executionId
			}
		}
		const asActionError = thrown => {
			if (thrown instanceof ActionError) return thrown
			const type = thrown instanceof Error ? thrown.name : typeof thrown
			const place =
				thrown instanceof Error
					? (/^\s+at .*?([\w.-]+:\d+:\d+)\)?$/m.exec(thrown.stack ?? '')?.[1] ?? 'an unknown place')
					: 'an unknown place'
			return new ActionError(
				'internal',
				`The action failed in a way that it does not know: ${type} at ${place}.`,
				'Report this line as an issue of the action; it holds no credential.'
			)
		}
		const fileError = (variable, path, code) =>
			new ActionError(
				'internal',
				`The runner’s file ${path} (${variable}) can’t be written: ${code}.`,
				FILE_HINTS[code] ?? FILE_HINTS.other
			)
		const FILE_HINTS = {
			ENOSPC: 'Free space on the disk of the runner, and run again.',
			EBUSY: 'Another program holds it (a virus scanner, a backup): keep it from the runner’s folders, and run again.',
			EACCES: 'Let the user that the runner runs as write there, keep other programs from holding it, and run again.',
			EPERM: 'Let the user that the runner runs as write there, keep other programs from holding it, and run again.',
			ENOENT: 'Something removed it: keep other steps and programs from the runner’s folders, and run again.',
			EISDIR: 'A folder stands in its place: keep other steps from the runner’s folders, and run again.',
			other: 'Check the disk of the runner, and run again.'
		}
		const withHint = (error, more) =>
			new ActionError(error.code, error.message, `${error.hint} ${more}`.trim(), error.executionId)
		const sentence = error => `${error.message} ${error.hint}`.trim()
	},
	413: (__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {
		__nccwpck_require__.d(__webpack_exports__, {
			DD: () => asList,
			e1: () => asText,
			eB: () => asObject,
			qF: () => parseJson
		})
		const asObject = value => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined)
		const asList = value => (Array.isArray(value) ? value : [])
		const asText = value => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '')
		const DEPTH_LIMIT = 64
		const depthOf = text => {
			let depth = 0
			let deepest = 0
			for (const [mark] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
				if (mark === '[' || mark === '{') deepest = Math.max(deepest, ++depth)
				else if (mark === ']' || mark === '}') depth--
			}
			return deepest
		}
		const parseJson = text => {
			try {
				if (depthOf(text) > DEPTH_LIMIT) return undefined
				return JSON.parse(text)
			} catch {
				return undefined
			}
		}
	},
	165: (__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {
		__nccwpck_require__.d(__webpack_exports__, {
			F7: () => answeredAt,
			VM: () => interrupted,
			Vs: () => retryAfterMs,
			Zr: () => persist,
			kE: () => whyStopped,
			lo: () => persistUntil,
			v7: () => pause
		})
		var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(452)
		const LONGEST_WAIT = 60_000
		const FIRST_BACKOFF = 1_000
		const LONGEST_BACKOFF = 10_000
		const backoff = (triesMade, random) => Math.round(random * Math.min(LONGEST_BACKOFF, FIRST_BACKOFF * 2 ** (triesMade - 1)))
		const isTimeUp = ({ reason }) => reason?.name === 'TimeoutError'
		const whyStopped = stopping => (isTimeUp(stopping) ? 'the 2 minutes of the post step were over' : 'the run was cancelled')
		const interrupted = stopping =>
			isTimeUp(stopping)
				? new _errors_js__WEBPACK_IMPORTED_MODULE_0__.lZ(
						'interrupted',
						'The 2 minutes of the post step were over.',
						'Check that Vault and GitHub answer.'
					)
				: new _errors_js__WEBPACK_IMPORTED_MODULE_0__.lZ(
						'interrupted',
						'The run was cancelled.',
						'What was under way is finished or undone by the post step; run the workflow again.'
					)
		const pause = async (ms, { clock, stopping }) => {
			try {
				await clock.sleep(ms, stopping)
			} catch (thrown) {
				throw stopping.aborted ? interrupted(stopping) : thrown
			}
		}
		const persist = async (attempt, tries, patience) => {
			for (let made = 1; ; made++) {
				if (patience.stopping.aborted) throw interrupted(patience.stopping)
				const verdict = await attempt()
				if (verdict.is === 'done') return verdict.value
				if (verdict.is === 'failed' || made >= tries || (verdict.afterMs ?? 0) > LONGEST_WAIT) throw verdict.error
				await pause(verdict.afterMs ?? backoff(made, patience.random()), patience)
			}
		}
		const persistUntil = async (attempt, every, until, patience) => {
			for (;;) {
				if (patience.stopping.aborted) throw interrupted(patience.stopping)
				const verdict = await attempt()
				if (verdict.is === 'done') return verdict.value
				const wait = verdict.is === 'again' ? Math.max(every, verdict.afterMs ?? 0) : every
				if (verdict.is === 'failed' || patience.clock.elapsed() + wait > until) throw verdict.error
				await pause(wait, patience)
			}
		}
		const answeredAt = (headers, now) => {
			const at = Date.parse(headers.date ?? '')
			return Number.isNaN(at) ? now : new Date(at)
		}
		const retryAfterMs = (headers, now) => {
			const header = headers['retry-after']
			if (header === undefined) return undefined
			if (/^\d{1,9}$/.test(header)) return Number(header) * 1000
			if (!/^[A-Za-z]{3}/.test(header)) return undefined
			const at = Date.parse(header)
			return Number.isNaN(at) ? undefined : Math.max(0, at - answeredAt(headers, now).getTime())
		}
	},
	804: (__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {
		__nccwpck_require__.d(__webpack_exports__, {
			KE: () => listed,
			SY: () => neutral,
			hD: () => quote,
			wD: () => markdown,
			yw: () => pasted
		})
		const QUOTE_LIMIT = 300
		const CONTROLS = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu
		const neutral = text =>
			text
				.replace(CONTROLS, ' ')
				.replaceAll('##[', '## [')
				.replace(/^(\s*):(?=:)/, '$1: ')
		const quote = text => {
			const line = neutral(text).replace(/\s+/g, ' ').trim()
			return line.length > QUOTE_LIMIT ? `${line.slice(0, QUOTE_LIMIT - 1).replace(/[\ud800-\udbff]$/, '')}…` : line
		}
		const markdown = text =>
			neutral(text)
				.replace(/[&<>\\`*_[\]|~@#$]/g, character => `&#${character.charCodeAt(0)};`)
				.replaceAll('://', ':&#47;&#47;')
				.replace(/www\./gi, dotted => `${dotted.slice(0, 3)}&#46;`)
		const pasted = text => text.replace(/^[\s\u200b-\u200d\u2060\ufeff]+|[\s\u200b-\u200d\u2060\ufeff]+$/g, '')
		const listed = words => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`)
	},
	647: (__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {
		__nccwpck_require__.d(__webpack_exports__, {
			P: () => meaningOf,
			X: () => WRONG_VERSION
		})
		const isGenerating = kind => kind === 'generate' || kind === 'generate-for-sandbox'
		const no = (code, hint) => ({
			code,
			hint,
			again: undefined
		})
		const again = (code, hint, effect, afterMs) => ({
			code,
			hint,
			again:
				afterMs === undefined
					? {
							effect
						}
					: {
							effect,
							afterMs
						}
		})
		const LOGIN_HINTS = {
			USERNAME_OR_PASSWORD_INCORRECT:
				'Check the secrets behind username and password before the next run: five wrong passwords lock the account, so it was tried once only. A user who signs in with single sign-on has no password in Vault: use another user, or another way to sign in.',
			USER_LOCKED_OUT: 'Have a Vault administrator unlock the user, and check the stored password before the next run.',
			PASSWORD_CHANGE_REQUIRED: 'Sign in to Vault as this user once, set a new password, and store it in the secret.',
			INACTIVE_USER: 'Have a Vault administrator activate the user, or use another one.',
			NO_PASSWORD_PROVIDED: 'Check that the secret behind password is set and spelled right.',
			AUTHENTICATION_FAILED: 'Check the stored credential and that the user may sign in to this Vault; it was tried once only.'
		}
		const WRONG_VERSION = 'Check that the Vault has this API version, v26.2 or newer.'
		const OF_THE_USER = ['USER_NOT_FOUND', 'INACTIVE_USER']
		const WRONG_SANDBOX =
			'Vault knows no sandbox of this name under this address: give sandbox-name exactly as on the My Vaults page, and as vault-dns the production Vault that it was made from.'
		const GENERATE_CAUSES =
			'Usual causes: the user already has 25 active tokens in that Vault (delete those that nobody uses), the expiry is longer than the security profile of the user allows (give a shorter expires), it is a VeevaID user, who can have no tokens (use another one), or the user is missing or inactive in that sandbox.'
		const limitWait = kind => (kind === 'sign-in' ? 60_000 : 10_000)
		const meaningOf = (type, kind) => {
			if (isGenerating(kind) && OF_THE_USER.includes(type))
				return no(
					'vault-refused',
					kind === 'generate'
						? 'The user is missing or inactive in this Vault: have an administrator add or activate it.'
						: 'The user who signs in is missing or inactive in that sandbox: have an administrator add or activate it there, or sign in with the user who created the sandbox.'
				)
			const loginHint = Object.hasOwn(LOGIN_HINTS, type) ? LOGIN_HINTS[type] : undefined
			if (loginHint !== undefined) return no('vault-login', loginHint)
			switch (type) {
				case 'INVALID_SESSION_ID':
					return no(
						'vault-session',
						'The token or session is expired, deleted, or of another Vault: store a new one, or sign in another way (username and password, or session-id).'
					)
				case 'INSUFFICIENT_ACCESS':
					return no(
						'vault-permission',
						isGenerating(kind)
							? 'Give the user the permission "Application: API: Access API" in its security profile; for a sandbox the user also has to exist and be active there.'
							: 'In the security profile of the user, give the permission that Vault names.'
					)
				case 'API_LIMIT_EXCEEDED':
					return again(
						'vault-rate-limit',
						'Vault limits how often this may be asked: run again in a few minutes.',
						'none',
						limitWait(kind)
					)
				case 'RACE_CONDITION':
				case 'OPERATION_IN_PROGRESS':
					return again(
						'vault-unavailable',
						'Something else is working on the same item in Vault: run again when it is done.',
						'none'
					)
				case 'UNEXPECTED_ERROR':
					return again('vault-unavailable', 'Run again; if it stays, give the execution id to Veeva Support.', 'perhaps')
				case 'MALFORMED_URL':
					return no('vault-refused', kind === 'generate-for-sandbox' ? WRONG_SANDBOX : WRONG_VERSION)
				case 'METHOD_NOT_SUPPORTED':
					return no('vault-refused', WRONG_VERSION)
				case 'CONFIGURATION_MODE_ENABLED':
					return no('vault-refused', 'The Vault is in configuration mode: run again when it has left it.')
				default:
					return no(
						'vault-refused',
						isGenerating(kind) ? GENERATE_CAUSES : 'See what Vault says, and give the execution id to Veeva Support.'
					)
			}
		}
	},
	370: (__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {
		__nccwpck_require__.d(__webpack_exports__, {
			A: () => pLimit
		})

		// ./node_modules/yocto-queue/index.js
		class Node {
			value
			next
			constructor(value) {
				this.value = value
			}
		}
		class Queue {
			#head
			#tail
			#size
			constructor() {
				this.clear()
			}
			enqueue(value) {
				const node = new Node(value)
				if (this.#head) {
					this.#tail.next = node
					this.#tail = node
				} else {
					this.#head = node
					this.#tail = node
				}
				this.#size++
			}
			dequeue() {
				const current = this.#head
				if (!current) return
				this.#head = this.#head.next
				this.#size--
				if (!this.#head) this.#tail = undefined
				return current.value
			}
			peek() {
				if (!this.#head) return
				return this.#head.value
			}
			clear() {
				this.#head = undefined
				this.#tail = undefined
				this.#size = 0
			}
			get size() {
				return this.#size
			}
			*[Symbol.iterator]() {
				let current = this.#head
				while (current) {
					yield current.value
					current = current.next
				}
			}
			*drain() {
				while (this.#head) yield this.dequeue()
			}
		}

		// ./node_modules/p-limit/index.js
		function pLimit(concurrency) {
			let rejectOnClear = false
			if (typeof concurrency === 'object') ({ concurrency, rejectOnClear = false } = concurrency)
			validateConcurrency(concurrency)
			if (typeof rejectOnClear !== 'boolean') throw new TypeError('Expected `rejectOnClear` to be a boolean')
			const queue = new Queue()
			let activeCount = 0
			const resumeNext = () => {
				if (activeCount < concurrency && queue.size > 0) {
					activeCount++
					queue.dequeue().run()
				}
			}
			const next = () => {
				activeCount--
				resumeNext()
			}
			const run = async (function_, resolve, arguments_) => {
				const result = (async () => function_(...arguments_))()
				resolve(result)
				try {
					await result
				} catch {}
				next()
			}
			const enqueue = (function_, resolve, reject, arguments_) => {
				const queueItem = {
					reject
				}
				new Promise(internalResolve => {
					queueItem.run = internalResolve
					queue.enqueue(queueItem)
				}).then(run.bind(undefined, function_, resolve, arguments_))
				if (activeCount < concurrency) resumeNext()
			}
			const generator = (function_, ...arguments_) =>
				new Promise((resolve, reject) => {
					enqueue(function_, resolve, reject, arguments_)
				})
			Object.defineProperties(generator, {
				activeCount: {
					get: () => activeCount
				},
				pendingCount: {
					get: () => queue.size
				},
				clearQueue: {
					value() {
						if (!rejectOnClear) {
							queue.clear()
							return
						}
						const abortError = AbortSignal.abort().reason
						while (queue.size > 0) queue.dequeue().reject(abortError)
					}
				},
				concurrency: {
					get: () => concurrency,
					set(newConcurrency) {
						validateConcurrency(newConcurrency)
						concurrency = newConcurrency
						queueMicrotask(() => {
							while (activeCount < concurrency && queue.size > 0) resumeNext()
						})
					}
				},
				map: {
					async value(iterable, function_) {
						const promises = []
						try {
							Array.from(iterable, (value, index) => {
								const promise = generator(function_, value, index)
								promises.push(promise)
								return promise
							})
						} catch (error) {
							for (const promise of promises) promise.catch(() => {})
							throw error
						}
						return Promise.all(promises)
					}
				}
			})
			return generator
		}
		function validateConcurrency(concurrency) {
			if (!((Number.isInteger(concurrency) || concurrency === Number.POSITIVE_INFINITY) && concurrency > 0))
				throw new TypeError('Expected `concurrency` to be a number from 1 and up')
		}
	}
}
var __webpack_module_cache__ = {}
function __nccwpck_require__(moduleId) {
	var cachedModule = __webpack_module_cache__[moduleId]
	if (cachedModule !== undefined) return cachedModule.exports
	var module = (__webpack_module_cache__[moduleId] = {
		exports: {}
	})
	var threw = true
	try {
		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__)
		threw = false
	} finally {
		if (threw) delete __webpack_module_cache__[moduleId]
	}
	return module.exports
}
__nccwpck_require__.m = __webpack_modules__
if (typeof __nccwpck_require__ !== 'undefined')
	__nccwpck_require__.ab =
		decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + '/'
;(() => {
	var getProto = Object.getPrototypeOf ? obj => Object.getPrototypeOf(obj) : obj => obj.__proto__
	var leafPrototypes
	__nccwpck_require__.t = function (value, mode) {
		if (mode & 1) value = this(value)
		if (mode & 8) return value
		if (typeof value === 'object' && value) {
			if (mode & 4 && value.__esModule) return value
			if (mode & 16 && typeof value.then === 'function') return value
		}
		var ns = Object.create(null)
		__nccwpck_require__.r(ns)
		var def = {}
		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)]
		for (
			var current = mode & 2 && value;
			typeof current == 'object' && !~leafPrototypes.indexOf(current);
			current = getProto(current)
		)
			Object.getOwnPropertyNames(current).forEach(key => (def[key] = () => value[key]))
		def['default'] = () => value
		__nccwpck_require__.d(ns, def)
		return ns
	}
})()
;(() => {
	__nccwpck_require__.d = (exports, definition) => {
		for (var key in definition)
			if (__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key))
				Object.defineProperty(exports, key, {
					enumerable: true,
					get: definition[key]
				})
	}
})()
;(() => {
	__nccwpck_require__.f = {}
	__nccwpck_require__.e = chunkId => {
		return Promise.all(
			Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
				__nccwpck_require__.f[key](chunkId, promises)
				return promises
			}, [])
		)
	}
})()
;(() => {
	__nccwpck_require__.u = chunkId => {
		return '' + chunkId + '.index.js'
	}
})()
;(() => {
	__nccwpck_require__.o = (obj, prop) => Object.prototype.hasOwnProperty.call(obj, prop)
})()
;(() => {
	__nccwpck_require__.r = exports => {
		if (typeof Symbol !== 'undefined' && Symbol.toStringTag)
			Object.defineProperty(exports, Symbol.toStringTag, {
				value: 'Module'
			})
		Object.defineProperty(exports, '__esModule', {
			value: true
		})
	}
})()
;(() => {
	var installedChunks = {
		792: 0
	}
	var installChunk = data => {
		var { ids, modules, runtime } = data
		var moduleId,
			chunkId,
			i = 0
		for (moduleId in modules) if (__nccwpck_require__.o(modules, moduleId)) __nccwpck_require__.m[moduleId] = modules[moduleId]
		if (runtime) runtime(__nccwpck_require__)
		for (; i < ids.length; i++) {
			chunkId = ids[i]
			if (__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) installedChunks[chunkId][0]()
			installedChunks[ids[i]] = 0
		}
	}
	__nccwpck_require__.f.j = (chunkId, promises) => {
		var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined
		if (installedChunkData !== 0) {
			if (installedChunkData) promises.push(installedChunkData[1])
			else {
				var promise = import('./' + __nccwpck_require__.u(chunkId)).then(installChunk, e => {
					if (installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined
					throw e
				})
				var promise = Promise.race([promise, new Promise(resolve => (installedChunkData = installedChunks[chunkId] = [resolve]))])
				promises.push((installedChunkData[1] = promise))
			}
		}
	}
})()

// ./lib/context.js
const runContext = env => ({
	repository: env.GITHUB_REPOSITORY ?? '',
	runId: digits(env.GITHUB_RUN_ID),
	attempt: digits(env.GITHUB_RUN_ATTEMPT),
	apiUrl: env.GITHUB_API_URL || 'https://api.github.com'
})
const digits = (text = '') => (/^\d{1,20}$/.test(text) ? text : '1')
const referenceId = run => `${run.repository}/${run.runId}.${run.attempt}`.replace(/[^\x21-\x7e]/g, '_')
var p_limit = __nccwpck_require__(370)
var lib_errors = __nccwpck_require__(452)
var lib_clock = __nccwpck_require__(920)

// ./lib/expiry.js
const UNIT_SECONDS = {
	m: 60,
	h: 3600,
	d: 86_400
}
const LONGEST_SECONDS = 3153600000
const parseDuration = text => {
	const parts = /^(\d{1,9})([mhd])$/.exec(text)
	const seconds = Number(parts?.[1]) * (UNIT_SECONDS[parts?.[2] ?? ''] ?? Number.NaN)
	return seconds > 0 && seconds <= LONGEST_SECONDS ? seconds : undefined
}
const parseInstant = text => {
	if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)) return undefined
	const instant = new Date(text)
	return !Number.isNaN(instant.getTime()) && (0, lib_clock.uI)(instant) === text ? instant : undefined
}
const parseExpires = text => {
	if (text === 'never')
		return {
			is: 'never'
		}
	const seconds = parseDuration(text)
	if (seconds !== undefined)
		return {
			is: 'after',
			seconds
		}
	const instant = parseInstant(text)
	return instant === undefined
		? undefined
		: {
				is: 'at',
				instant
			}
}
const expiryFrom = (expires, generating) => {
	switch (expires.is) {
		case 'never':
			return undefined
		case 'at':
			return expires.instant
		case 'after':
			return new Date((Math.floor(generating.getTime() / 1000) + expires.seconds) * 1000)
	}
}
const timeLeft = (instant, now) => {
	if (instant === undefined) return 'never'
	const minutes = Math.round((instant.getTime() - now.getTime()) / 60_000)
	if (minutes < 1) return 'expired'
	const [count, unit] = minutes >= 2880 ? [minutes / 1440, 'day'] : minutes >= 120 ? [minutes / 60, 'hour'] : [minutes, 'minute']
	return `in ${Math.round(count)} ${unit}${Math.round(count) === 1 ? '' : 's'}`
}
var lib_text = __nccwpck_require__(804)
var retry = __nccwpck_require__(165)

// ./lib/token/wait.js
const INTERVAL = 10_000
const lasted = ms => {
	const seconds = Math.round(ms / 1000)
	if (seconds < 60) return `${seconds} s`
	const minutes = Math.floor(seconds / 60)
	return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
const waitFor = async (what, look, { began, timeoutMs }, shortest, runner, patience) => {
	for (;;) {
		const seen = await look()
		if (seen.is === 'there') return seen.value
		const passed = patience.clock.elapsed() - began
		const next = Math.min(INTERVAL, timeoutMs - passed)
		if (next <= 0 || next < shortest)
			throw new lib_errors.lZ(
				'wait-timeout',
				`Waiting for ${what} took longer than wait-timeout allows (${lasted(timeoutMs)}): after ${lasted(passed)} it is ${seen.state}.`,
				'Nothing was generated. Run again later, or give a longer wait-timeout.'
			)
		runner.info(`Waiting for ${what}: ${seen.state}; ${lasted(passed)} passed, next look in ${lasted(next)}.`)
		await (0, retry.v7)(next, patience)
	}
}

// ./lib/report.js
const hasToken = result => result.is === 'generated' || result.is === 'kept'
const expiresAt = expiry => (expiry === undefined ? '' : (0, lib_clock.uI)(expiry))
const tokensOf = results =>
	JSON.stringify(Object.fromEntries(results.filter(hasToken).map(({ subject, token }) => [subject.called, token.value.reveal()])))
const outputsOf = (results, one) => {
	const [only] = one ? results : []
	return {
		...(only !== undefined && outputsOfOne(only)),
		generated: String(results.some(result => result.is === 'generated')),
		tokens: tokensOf(results),
		results: JSON.stringify(results.map(describe))
	}
}
const outputsOfOne = result => ({
	token: hasToken(result) ? result.token.value.reveal() : '',
	'token-id': hasToken(result) ? result.token.id : '',
	'token-name': hasToken(result) ? result.token.name : '',
	'expires-at': hasToken(result) ? expiresAt(result.token.expiry) : '',
	'sandbox-name': result.subject.sandboxName,
	'sandbox-dns': result.subject.sandboxName === '' ? '' : (result.subject.host ?? ''),
	'sandbox-vault-id': result.subject.sandboxName === '' ? '' : result.subject.vaultId
})
const describe = result => {
	const { subject } = result
	const of = {
		sandbox_name: subject.sandboxName,
		sandbox_dns: subject.sandboxName === '' ? '' : (subject.host ?? ''),
		sandbox_vault_id: subject.sandboxName === '' ? '' : subject.vaultId,
		generated: result.is === 'generated'
	}
	switch (result.is) {
		case 'generated':
		case 'kept':
			return {
				...of,
				token_id: result.token.id,
				token_name: result.token.name,
				expires_at: expiresAt(result.token.expiry),
				...(result.is === 'generated' &&
					result.handedOn.as === 'secret' && {
						secret_name: result.handedOn.secret.name,
						secret_status: result.handedOn.status,
						revoked_token_ids: result.handedOn.revoked
					}),
				...(result.token.executionId !== '' && {
					execution_id: result.token.executionId
				})
			}
		case 'planned':
			return of
		case 'failed':
			return {
				...of,
				...(result.error.executionId !== '' && {
					execution_id: result.error.executionId
				}),
				error: {
					code: result.error.code,
					message: result.error.message
				}
			}
	}
}
const outcomeOf = result => {
	switch (result.is) {
		case 'generated':
		case 'kept':
			return what(result)
		case 'planned':
			return would(result)
		case 'failed':
			return `failed (${result.error.code})`
	}
}
const would = ({ plan, expiry }) => {
	switch (plan.is) {
		case 'keep':
			return `the current token would be kept: "${plan.name}" ${expiry === undefined ? 'never expires' : `expires ${(0, lib_clock.uI)(expiry)}`}`
		case 'renew':
			return `the current token would be renewed (${plan.why}) and ${plan.where}`
		case 'generate':
			return `a token would be generated and ${plan.where}`
	}
}
const ANNOTATIONS = 10
const errorsOf = results => {
	const failed = results.filter(result => result.is === 'failed')
	const several = results.length > 1
	const errors = new Map()
	for (const { error } of failed) errors.set((0, lib_errors.em)(error), error)
	const shared = errors.size === 1 && failed.length > 1
	const each = (shared ? failed.slice(0, 1) : failed).map(({ error, subject }) => ({
		title: error.code,
		text: several && !shared ? `${subject.called}: ${(0, lib_errors.em)(error)}` : (0, lib_errors.em)(error)
	}))
	if (!several || failed.length === 0 || (shared && failed.length === results.length)) return each
	const shown = each.slice(0, ANNOTATIONS - 1)
	const rest =
		each.length > shown.length
			? ` ${each.length - shown.length === 1 ? 'One more error is' : `${each.length - shown.length} more errors are`} in the job summary.`
			: ''
	const others = failed.length === results.length ? '' : '; the others did not'
	return [
		...shown,
		{
			title: 'partial',
			text: `${failed.length} of ${results.length} tokens failed${others}. Mend the causes and run again.${rest}`
		}
	]
}
const summaryOf = (results, vault, now) => {
	const failed = results.filter(result => result.is === 'failed')
	const rows = [...failed, ...results.filter(result => result.is !== 'failed')].map(
		result => `| ${row(result, now).join(' | ')} |\n`
	)
	const shown = withinLimit(rows)
	const left = rows.length - shown.length
	return [
		`### Vault access ${results.length === 1 ? 'token' : 'tokens'} from ${(0, lib_text.wD)(vault)}\n\n`,
		...(failed.length > 0 && results.length > 1 ? [`**${failed.length} of ${results.length} failed.**\n\n`] : []),
		'| Vault | What happened | Token | Expires |\n|---|---|---|---|\n',
		...shown,
		...(left > 0 ? [`\n${left} more are in the output \`results\`.\n`] : [])
	].join('')
}
const ROWS_LIMIT = 1024000
const withinLimit = rows => {
	let size = 0
	return rows.filter(text => {
		size += Buffer.byteLength(text)
		return size <= ROWS_LIMIT
	})
}
const row = (result, now) => {
	const { subject } = result
	const where = subject.host === undefined || subject.host === subject.called ? '' : `<br>${(0, lib_text.wD)(subject.host)}`
	const vault = `${(0, lib_text.wD)(subject.called)}${where}`
	switch (result.is) {
		case 'generated':
		case 'kept':
			return [
				vault,
				`${(0, lib_text.wD)(what(result))}${result.waitedMs >= WORTH_TELLING ? `<br>waited ${lasted(result.waitedMs)}` : ''}`,
				`${(0, lib_text.wD)(result.token.name)}<br>id ${(0, lib_text.wD)(result.token.id)}`,
				expires(result.token.expiry, now)
			]
		case 'planned':
			return [vault, `dry run: ${(0, lib_text.wD)(would(result))}`, '', expires(result.expiry, now)]
		case 'failed':
			return [vault, `**failed** (${result.error.code}): ${(0, lib_text.wD)((0, lib_errors.em)(result.error))}`, '', '']
	}
}
const WORTH_TELLING = 5_000
const what = result => (result.is === 'kept' ? 'kept: the current token still serves' : `generated, ${handing(result.handedOn)}`)
const handing = how =>
	how.as === 'secret'
		? `${how.status} ${how.secret.called}${how.revoked.length === 0 ? '' : `; deleted ${counted(how.revoked.length)}`}`
		: `handed on as output; ${how.revokeAfterJob ? 'deleted when the job ends' : 'not deleted when the job ends'}`
const counted = tokens => `${tokens} older token${tokens === 1 ? '' : 's'}`
const expires = (expiry, now) =>
	expiry === undefined
		? 'never'
		: `${timeLeft(expiry, now)}<br>${(0, lib_clock.uI)(expiry).replace('T', '<br>').replace('Z', '&nbsp;UTC')}`

// ./lib/settings.js
const isOne = target => target.is === 'vault' || (target.which.are === 'named' && target.which.names.length === 1)
var json = __nccwpck_require__(413)

// ./lib/vault/token-records.js
const FIELDS = 'id, name__v, user__sys, status__v, expiry_date__sys, last_used_date__sys'
const LISTING = `SELECT ${FIELDS} FROM api_access_token__sys WHERE status__v = 'active__v'`
const PAGE_LIMIT = 100
const listTokens = async vault => {
	const doing = 'Listing the access tokens'
	let answer = await vault.call({
		doing,
		kind: 'read',
		method: 'POST',
		path: '/query',
		form: {
			q: LISTING
		}
	})
	const records = [...recordsIn(answer.body)]
	for (let page = 1; ; page++) {
		const next = (0, json.e1)((0, json.eB)(answer.body.responseDetails)?.next_page)
		if (next === '')
			return {
				records,
				userId: answer.userId
			}
		const path = belowVersion(next, vault)
		if (path === undefined || page >= PAGE_LIMIT)
			throw new lib_errors.lZ(
				'vault-refused',
				`${doing} on ${vault.site.host} failed: its pages lead somewhere else, or never end.`,
				'Give the execution id to Veeva Support.',
				answer.executionId
			)
		answer = await nextPage(vault, doing, path)
		records.push(...recordsIn(answer.body))
	}
}
const nextPage = async (vault, doing, path) => {
	try {
		return await vault.call({
			doing,
			kind: 'read',
			method: 'POST',
			path
		})
	} catch (thrown) {
		if (!(thrown instanceof lib_errors.lZ) || !/METHOD_NOT_SUPPORTED|status 405/.test(thrown.message)) throw thrown
		return vault.call({
			doing,
			kind: 'read',
			method: 'GET',
			path
		})
	}
}
const belowVersion = (next, { site }) => {
	const url = URL.parse(next, `https://${site.host}/`)
	if (url?.origin !== `https://${site.host}` || url.username !== '' || url.password !== '') return undefined
	const [, path] = /^(?:\/api\/v\d+\.\d+)?(\/query\/[^/]+)$/.exec(url.pathname) ?? []
	return path === undefined ? undefined : `${path}${url.search}`
}
const retrieveToken = async (vault, id) => {
	const { body, vaultId } = await vault.call({
		doing: 'Reading the record of a token',
		kind: 'read',
		method: 'GET',
		path: `/vobjects/api_access_token__sys/${encodeURIComponent(id)}`
	})
	const data = (0, json.eB)(body.data)
	return {
		record: data && recordOf(data),
		vaultId
	}
}
const recordsIn = body =>
	(0, json.DD)(body.data).flatMap(row => {
		const data = (0, json.eB)(row)
		const record = data && recordOf(data)
		return record?.active ? [record] : []
	})
const recordOf = data => {
	const id = (0, json.e1)(data.id)
	const status = (0, json.e1)((0, json.DD)(data.status__v)[0]) || (0, json.e1)(data.status__v)
	if (id === '') return undefined
	return {
		id,
		name: (0, json.e1)(data.name__v),
		user: (0, json.e1)(data.user__sys),
		active: status === 'active__v',
		expiry: dateIn(data.expiry_date__sys),
		lastUsed: dateIn(data.last_used_date__sys)
	}
}
const dateIn = value => {
	const date = new Date((0, json.e1)(value))
	return Number.isNaN(date.getTime()) ? undefined : date
}

// ./lib/vault/tokens.js
const generateToken = async (vault, target, name, expiry, keep) => {
	const doing = target.is === 'sandbox' ? `Generating a token for the sandbox "${target.name}"` : 'Generating a token'
	const verdict = await vault.ask({
		doing,
		kind: target.is === 'sandbox' ? 'generate-for-sandbox' : 'generate',
		method: 'POST',
		path: `${target.is === 'sandbox' ? `/objects/sandbox/${encodeURIComponent(target.name)}` : '/objects'}/users/me/api_access_token__sys`,
		form: {
			name__v: name,
			...(expiry !== undefined && {
				expiry_date__v: expiry
			})
		}
	})
	if (verdict.is !== 'done') return verdict
	const { body, executionId, vaultId } = verdict.value
	const data = (0, json.eB)(body.data)
	const raw = (0, json.e1)(data?.token__sys)
	const id = (0, json.e1)(data?.id)
	if (raw !== '') {
		const value = keep(raw)
		if (id !== '')
			return {
				is: 'done',
				value: {
					id,
					value,
					executionId,
					answeredBy: vaultId
				}
			}
	}
	const error = new lib_errors.lZ(
		'vault-unavailable',
		`${doing} on ${vault.site.host} failed: Vault answered SUCCESS without a token and its id.`,
		'Run again; if it stays, give the execution id to Veeva Support.',
		executionId
	)
	return {
		is: 'again',
		error,
		effect: 'perhaps'
	}
}
const tokens_deleteTokens = (vault, ids, quote, itself = false) => {
	let mayBeDone = false
	const attempt = async () => {
		const verdict = await vault.ask({
			doing: `Deleting ${ids.length === 1 ? 'a token' : `${ids.length} tokens`}`,
			kind: 'delete',
			method: 'DELETE',
			path: '/vobjects/api_access_token__sys',
			json: ids.map(id => ({
				id
			}))
		})
		if (verdict.is === 'done')
			return {
				is: 'done',
				value: rows((0, json.DD)(verdict.value.body.data), ids, mayBeDone, quote)
			}
		if (itself && verdict.is === 'failed' && mayBeDone && verdict.error.code === 'vault-session')
			return {
				is: 'done',
				value: ids.map(id => ({
					id,
					is: 'gone'
				}))
			}
		mayBeDone ||= verdict.is === 'again' && verdict.effect === 'perhaps'
		return verdict
	}
	return vault.persist('delete', attempt)
}
const rows = (answer, ids, mayBeDone, quote) =>
	ids.map((id, index) => {
		const row = (0, json.eB)(answer[index])
		if ((0, json.e1)(row?.responseStatus) === 'SUCCESS')
			return {
				id,
				is: 'gone'
			}
		const first = (0, json.eB)((0, json.DD)(row?.errors)[0])
		const type = (0, json.e1)(first?.type)
		if (mayBeDone && type === 'INVALID_DATA')
			return {
				id,
				is: 'gone'
			}
		const said = quote([type, (0, json.e1)(first?.message)].filter(part => part !== '').join(': ')).replace(/[.\s]+$/, '')
		return {
			id,
			is: 'refused',
			reason: said === '' ? 'Vault gave no reason' : `Vault answered ${said}`
		}
	})
var external_node_crypto_ = __nccwpck_require__(598)

// ./lib/token/rotation.js
const destinationId = (destination, apiHost) =>
	(0, external_node_crypto_.createHash)('sha256')
		.update(JSON.stringify([apiHost.toLowerCase(), ...canonical(destination)]))
		.digest('hex')
		.slice(0, 8)
const canonical = destination => {
	if (destination.is === 'output') return ['output', destination.repository.toLowerCase()]
	const { place, name } = destination
	const owner = place.scope === 'organization' ? place.organization : place.repository
	const within = place.scope === 'environment' ? [place.environment.toLowerCase()] : []
	return [place.scope, owner.toLowerCase(), ...within, name.toUpperCase()]
}
const tokenName = ({ label, runId, attempt, destination, made, nonce }) =>
	`${label} #${runId}.${attempt}-${destination}-${made.toString(16).padStart(8, '0')}${nonce}`
const END = / #(?<runId>\d+)\.(?<attempt>\d+)-(?<destination>[0-9a-f]{8})-(?<made>[0-9a-f]{8})(?<nonce>[0-9a-f]{4})$/
const parseName = name => {
	const end = END.exec(name)
	if (end === null) return undefined
	const parts = end.groups
	return {
		...parts,
		label: name.slice(0, end.index),
		made: Number.parseInt(parts.made, 16)
	}
}
const oursAmong = (records, user, destination) =>
	records.flatMap(record => {
		const parts = parseName(record.name)
		const ours = user !== '' && record.user === user && parts?.destination === destination
		return ours
			? [
					{
						...record,
						made: parts.made
					}
				]
			: []
	})
const WRITTEN_WITHIN = 600
const YOUNG = 900
const CLOCK_SLACK = 60
const fatesOf = (records, own, destination, history) => {
	const others = oursAmong(records, own.user, destination).filter(({ id }) => id !== own.id)
	const twins = others.filter(({ name }) => name === own.name)
	if (history === undefined || history.written === 'untold')
		return {
			remove: twins,
			young: []
		}
	const { written, listedAt, keepPrevious } = history
	const rest = others.filter(({ name }) => name !== own.name)
	const young = rest.filter(({ made }) => made + YOUNG > listedAt.getTime() / 1000)
	const old = rest.filter(each => !young.includes(each))
	const lost = written === 'never' ? [] : old.filter(({ made }) => made > seconds(written) + CLOCK_SLACK)
	const previous = previousOnes(
		old.filter(each => !lost.includes(each)),
		written
	)
	const beyond = keepPrevious === 'all' ? [] : previous.slice(keepPrevious).flat()
	return {
		remove: [...twins, ...lost, ...beyond],
		young
	}
}
const seconds = date => date.getTime() / 1000
const previousOnes = (ours, written) => {
	const holders = written === 'never' ? [] : ours.filter(({ made }) => mayHold(made, written))
	const superseded = ours.filter(each => !holders.includes(each)).sort((a, b) => b.made - a.made || (a.id < b.id ? 1 : -1))
	return [...(holders.length > 0 ? [holders] : []), ...superseded.map(each => [each])]
}
const mayHold = (made, written) =>
	made >= seconds(written) - WRITTEN_WITHIN - CLOCK_SLACK && made <= seconds(written) + CLOCK_SLACK
const holderAmong = (records, user, destination, written) =>
	oursAmong(records, user, destination)
		.filter(({ made }) => mayHold(made, written))
		.sort(soonestFirst)[0]
const spareAmong = (records, user, destination, written, now) => {
	if (written === 'untold') return []
	return oursAmong(records, user, destination)
		.filter(({ made }) => made + YOUNG <= seconds(now) && (written === 'never' || !mayHold(made, written)))
		.sort((a, b) => a.made - b.made)
}
const FOR_EVER = 8.64e15
const soonestFirst = (a, b) => (a.expiry?.getTime() ?? FOR_EVER) - (b.expiry?.getTime() ?? FOR_EVER)
const isDue = (expiry, renewBefore, now) => expiry !== undefined && expiry.getTime() - now.getTime() <= renewBefore * 1000
const TOKEN_LIMIT = 25
const TOKEN_WARNING = 20
const activeOfUser = (records, user) => records.filter(record => record.user === user).length

// ./lib/token/keep.js
const keepOrRenew = async (vault, { renewBefore }, { secret }, destination) => {
	const [listing, written] = await Promise.all([askCurrent(vault), secret.lastWritten()])
	if (listing === 'refused')
		return {
			is: 'renew',
			why: `${vault.site.host} refuses it`,
			seen: undefined
		}
	const seen = {
		...listing,
		written
	}
	const renew = why => ({
		is: 'renew',
		why,
		seen
	})
	if (written === 'never') return renew(`GitHub does not have ${secret.called}`)
	if (written === 'untold') return renew('GitHub does not say when the secret was last written, by which its record is known')
	const record = holderAmong(seen.records, seen.user, destination, written)
	if (record === undefined) return renew('this action made none when the secret was last written (made by hand?)')
	if (isDue(record.expiry, renewBefore, vault.now())) return renew(`it expires ${timeLeft(record.expiry, vault.now())}`)
	return {
		is: 'keep',
		record,
		seen
	}
}
const askCurrent = async vault => {
	try {
		return await listOwn(vault)
	} catch (thrown) {
		const error = (0, lib_errors.z6)(thrown)
		if (error.code === 'vault-session' || error.code === 'vault-permission') return 'refused'
		throw error
	}
}
const listOwn = async vault => {
	const { records, userId } = await listTokens(vault)
	const [first = '', ...more] = new Set(records.map(({ user }) => user))
	return {
		records,
		user: userId || (more.length === 0 ? first : '')
	}
}

// ./lib/token/limit.js
const NAMED = 5
const refusalExplained = async (refused, task, seenBefore, world) => {
	if (refused.code !== 'vault-refused') return refused
	const seen = seenBefore ?? (await seenBySignIn(task).catch(() => undefined))
	if (seen === undefined || activeOfUser(seen.records, seen.user) < TOKEN_LIMIT) return refused
	const { quote } = world.runner
	const now = (task.way.to === 'secret' ? task.way.secret.now() : undefined) ?? task.vault.now()
	const spare = spareAmong(seen.records, seen.user, task.destination, seen.written, now)
		.slice(0, NAMED)
		.map(({ id, name }) => `"${quote(name)}" (id ${quote(id)})`)
	return new lib_errors.lZ(
		'token-limit',
		`The user holds ${TOKEN_LIMIT} active tokens on ${task.subject.host}, as many as Vault allows, so Vault refused to generate another one.`,
		spare.length === 0
			? 'None of those that this action made for the same destination can go: delete what nobody uses with the action delete-tokens, or give this job a user of its own.'
			: `Of those that this action made for the same destination these could go, oldest first: ${spare.join(', ')}. Delete them by their ids with the action delete-tokens.`,
		refused.executionId
	)
}
const seenBySignIn = async ({ target, vault, way }) => {
	if (target.is !== 'vault') return undefined
	const [listing, written] = await Promise.all([listOwn(vault), way.to === 'secret' ? way.secret.lastWritten() : 'never'])
	return {
		...listing,
		written
	}
}
const warnNearLimit = (active, host, { runner }) => {
	if (active < TOKEN_WARNING) return
	runner.warning(
		'token-limit',
		`The user holds ${active} of ${TOKEN_LIMIT} active tokens on ${host}: delete what nobody uses with the action delete-tokens, or give this job a user of its own.`
	)
}

// ./lib/token/patient.js
const TRY_EVERY = 2_000
const USABLE_WITHIN = 30_000
const NOT_YET = ['vault-session']
const patient = (vault, within, patience) => {
	const until = patience.clock.elapsed() + within
	const persist = (_kind, attempt) => (0, retry.lo)(async () => notYet(await attempt()), TRY_EVERY, until, patience)
	return {
		...vault,
		persist,
		call: call => persist(call.kind, () => vault.ask(call))
	}
}
const notYet = verdict =>
	verdict.is === 'failed' && NOT_YET.includes(verdict.error.code)
		? {
				is: 'again',
				error: verdict.error,
				effect: 'none'
			}
		: verdict

// ./lib/token/clean-up.js
const cleanUp = async (own, made, { fates, gap, active }, world) => {
	const { runner } = world
	const { host } = own.site
	if (gap !== undefined)
		runner.warning(gap.code, `${gap.why} So no older token on ${host} was deleted; the next rotation does that.`)
	if (fates.young.length > 0)
		runner.info(
			`Left alone on ${host}, because another run may be about to store what is younger than 15 minutes: ${named(fates.young, world)}. The action delete-tokens deletes at once.`
		)
	const revoked =
		fates.remove.length === 0 ? [] : await revoke(patient(own, USABLE_WITHIN, world.patience), made, fates.remove, world)
	if (active !== undefined) warnNearLimit(active - revoked.length, host, world)
	return revoked
}
const named = (tokens, { runner }) =>
	(0, lib_text.KE)(tokens.map(({ id, name }) => `"${runner.quote(name)}" (id ${runner.quote(id)})`))
const revoke = async (vault, made, tokens, world) => {
	const { runner } = world
	const left = (some, why) =>
		runner.warning(
			'token left behind',
			`Deleting ${named(some, world)} on ${vault.site.host} failed: ${why}. The next rotation tries again.`
		)
	const of = id => tokens.filter(token => token.id === id)
	try {
		const deletions = await tokens_deleteTokens(
			vault,
			tokens.map(({ id }) => id),
			runner.quote
		)
		const refused = deletions.filter(deletion => deletion.is === 'refused')
		const still = refused.length === 0 ? [] : await idsNow(vault)
		for (const { id, reason } of refused) if (still?.includes(id) !== false) left(of(id), reason)
		const gone = deletions.filter(({ is }) => is === 'gone').map(({ id }) => id)
		for (const id of gone) runner.info(`Deleted the token ${named(of(id), world)} on ${vault.site.host}.`)
		return gone
	} catch (thrown) {
		const error = (0, lib_errors.z6)(thrown)
		if (error.code === 'vault-session') throw noLongerKnown(vault, made, error, world)
		left(tokens, error.message.replace(/\.$/, ''))
		return []
	}
}
const noLongerKnown = (vault, made, error, world) =>
	new lib_errors.lZ(
		'token-unverified',
		`${vault.site.host} no longer knows the new token ${named([made], world)}, which it had accepted: somebody deleted it.`,
		'What holds it holds a dead token: run again now, and see in Vault’s audit trail who deletes the tokens of this user.',
		error.executionId
	)
const idsNow = async vault => {
	try {
		return (await listTokens(vault)).records.map(({ id }) => id)
	} catch {
		return undefined
	}
}
var refusals = __nccwpck_require__(647)

// ./lib/vault/client.js
const TRIES = {
	'sign-in': 2,
	read: 4,
	generate: 1,
	'generate-for-sandbox': 1,
	delete: 4,
	'end-session': 2
}
const DEADLINE_MS = {
	'sign-in': 30_000,
	read: 30_000,
	generate: 60_000,
	'generate-for-sandbox': 60_000,
	delete: 30_000,
	'end-session': 30_000
}
const client_reachVault = (site, wire) => {
	const clock = (0, lib_clock.n0)(wire.patience.clock)
	const addressed = credential => {
		const ask = async call => {
			const outcome = await wire.send({
				method: call.method,
				url: new URL(`https://${site.host}${call.root ? '' : `/api/${site.apiVersion}`}${call.path}`),
				headers: headersOf(site, call, credential),
				...bodyOf(call),
				deadlineMs: DEADLINE_MS[call.kind]
			})
			if (outcome.is === 'answer') clock.heard(outcome.headers.date)
			return readAnswer(outcome, call, site.host, wire.quote, wire.patience.clock.now())
		}
		const silence = async () => {
			const call = {
				doing: 'Asking whether Vault answers',
				kind: 'read',
				method: 'GET',
				path: '/api/',
				root: true
			}
			const outcome = await wire.send({
				method: call.method,
				url: new URL(`https://${site.host}${call.path}`),
				headers: headersOf(site, call, credential),
				deadlineMs: DEADLINE_MS[call.kind]
			})
			if (outcome.is === 'no-answer') return outcome.reason
			if ((0, json.e1)((0, json.eB)((0, json.qF)(outcome.text))?.responseStatus) !== '') return undefined
			return `it answers with status ${outcome.status} and ${kindOfText(outcome.text)}`
		}
		const persistByKind = (kind, attempt) => (0, retry.Zr)(attempt, TRIES[kind], wire.patience)
		return {
			site,
			now: clock.now,
			as: addressed,
			at: host =>
				client_reachVault(
					{
						...site,
						host
					},
					wire
				),
			ask,
			silence,
			persist: persistByKind,
			call: call => persistByKind(call.kind, () => ask(call))
		}
	}
	return addressed(undefined)
}
const headersOf = (site, call, credential) => ({
	accept: 'application/json',
	'x-vaultapi-clientid': site.clientId,
	'x-vaultapi-referenceid': site.referenceId,
	...(credential && {
		authorization: `Bearer ${credential.reveal()}`
	}),
	...(call.form && {
		'content-type': 'application/x-www-form-urlencoded'
	}),
	...(call.json !== undefined && {
		'content-type': 'application/json'
	})
})
const bodyOf = call => {
	if (call.form)
		return {
			body: new URLSearchParams(call.form).toString()
		}
	if (call.json !== undefined)
		return {
			body: JSON.stringify(call.json)
		}
	return call.method === 'POST'
		? {
				body: ''
			}
		: {}
}
const readAnswer = (outcome, call, host, quote, now) => {
	const what = `${call.doing} on ${host} failed`
	if (outcome.is === 'no-answer') {
		const error = new lib_errors.lZ('network', `${what}: ${outcome.reason}.`, outcome.hint ?? networkHint(outcome.lasting))
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
	const executionId = idOf(headers['x-vaultapi-executionid'])
	const fail = (code, came, hint) =>
		new lib_errors.lZ(code, `${what}: ${came}${executionId === '' ? '' : ` (execution id ${executionId})`}.`, hint, executionId)
	const judge = (meaning, came) => {
		const error = fail(meaning.code, came, meaning.hint)
		if (meaning.again === undefined)
			return {
				is: 'failed',
				error
			}
		const asked = (0, retry.Vs)(headers, now)
		return {
			is: 'again',
			error,
			...meaning.again,
			...(asked !== undefined && {
				afterMs: asked
			})
		}
	}
	if (status >= 300 && status < 400) {
		const hint = 'A redirect is never followed: check that vault-dns is the DNS of the Vault itself.'
		return {
			is: 'failed',
			error: fail('host-refused', `it answered with a redirect (status ${status})`, hint)
		}
	}
	const body = (0, json.eB)((0, json.qF)(text))
	const responseStatus = (0, json.e1)(body?.responseStatus)
	if (body && status === 200 && (responseStatus === 'SUCCESS' || responseStatus === 'WARNING'))
		return {
			is: 'done',
			value: {
				body,
				executionId,
				vaultId: idOf(headers['x-vaultapi-vaultid']),
				userId: idOf(headers['x-vaultapi-userid'])
			}
		}
	if (body && (responseStatus === 'FAILURE' || responseStatus === 'EXCEPTION')) {
		const first = (0, json.eB)((0, json.DD)(body.errors)[0])
		const type = (0, json.e1)(first?.type) || (0, json.e1)(body.errorType) || responseStatus
		const said = quote((0, json.e1)(first?.message) || (0, json.e1)(body.responseMessage)).replace(/[.\s]+$/, '')
		return judge(refusal(type, responseStatus, call.kind), `Vault answered ${quote(type)}${said === '' ? '' : `: ${said}`}`)
	}
	return judge(meaningOfStatus(status, call.kind), `it answered with status ${status} and ${kindOfText(text)}`)
}
const idOf = header => (/^[\w.-]{1,100}$/.test(header ?? '') ? (header ?? '') : '')
const NOT_THE_CREDENTIAL = ['MALFORMED_URL', 'METHOD_NOT_SUPPORTED', 'CONFIGURATION_MODE_ENABLED']
const refusal = (type, responseStatus, kind) => {
	const meaning = (0, refusals.P)(type, kind)
	if (meaning.code !== 'vault-refused' || NOT_THE_CREDENTIAL.includes(type)) return meaning
	if (responseStatus === 'EXCEPTION') return (0, refusals.P)('UNEXPECTED_ERROR', kind)
	return kind === 'sign-in'
		? {
				...(0, refusals.P)('AUTHENTICATION_FAILED', kind)
			}
		: meaning
}
const GATEWAY = 'That is no answer of Vault: check vault-dns, and whether a firewall, gateway or proxy answers in its place.'
const meaningOfStatus = (status, kind) => {
	const down =
		'The Vault is down or something in front of it answers in its place: check vault-dns and the Vault’s status, and run again.'
	if (status === 401) {
		const again =
			kind === 'read' || kind === 'delete'
				? {
						effect: 'none'
					}
				: undefined
		return {
			code: 'vault-unavailable',
			hint: GATEWAY,
			again
		}
	}
	if (status === 429) return (0, refusals.P)('API_LIMIT_EXCEEDED', kind)
	if (status >= 500)
		return {
			code: 'vault-unavailable',
			hint: down,
			again: {
				effect: status === 503 ? 'none' : 'perhaps'
			}
		}
	if (status === 200)
		return {
			code: 'vault-unavailable',
			hint: down,
			again: {
				effect: 'perhaps'
			}
		}
	return {
		code: 'vault-unavailable',
		hint: GATEWAY,
		again: undefined
	}
}
const kindOfText = text => {
	if (text.trim() === '') return 'an empty body'
	if (/^\s*</.test(text)) return 'a page (HTML) where JSON belongs'
	return (0, json.qF)(text) === undefined ? 'text that is no whole JSON' : 'JSON that is no answer of Vault'
}
const networkHint = lasting =>
	lasting
		? 'Check the proxy settings (HTTPS_PROXY, NO_PROXY) and the certificates that the runner trusts (ca-certificate).'
		: 'Check vault-dns and that the runner may reach this host (DNS, firewall, HTTPS_PROXY), and run again.'

// ./lib/token/task.js
const ownVault = ({ subject, vault }, token, { send, patience, runner }) =>
	subject.host &&
	client_reachVault(
		{
			...vault.site,
			host: subject.host
		},
		{
			send,
			patience,
			quote: runner.quote
		}
	).as(token)

// ./lib/token/current.js
const current_askCurrent = async (task, world) => {
	const { way, destination } = task
	if (way.to === 'output' || way.current.is !== 'given')
		return {
			is: 'none'
		}
	const own = ownVault(task, way.current.value, world)
	return own === undefined
		? {
				is: 'none'
			}
		: keepOrRenew(own, way.current, way, destination)
}
const noteWithoutCurrent = (current, { secret }, { runner }) => {
	const { name, called } = secret
	if (current.is === 'line is empty')
		runner.warning(
			'current-token',
			`The line ${name}= holds no value, although GitHub has ${called}, so each run renews. Check the name of the secret in that line; a secret of an environment is there only for a job that names the environment, and none is for a fork or Dependabot.`
		)
	if (current.is === 'no line') runner.info(`current-token has no line for ${called}, so each run renews it.`)
	if (current.is === 'nothing given') runner.info(`current-token was not given, or is empty, so each run renews ${called}.`)
}

// ./lib/token/generate.js
const generate_TRIES = 3
const generate = async (task, seen, world) => {
	const { vault, target, subject, record } = task
	const { patience, runner } = world
	const asked = expiryFrom(task.expires, vault.now())
	const name = nameNow(task, world)
	const at = {
		called: subject.called,
		vaultId: subject.vaultId,
		site:
			task.verify && subject.host
				? {
						...vault.site,
						host: subject.host
					}
				: undefined
	}
	record({
		state: 'generating',
		at,
		name
	})
	const madeAt = patience.clock.elapsed()
	let twins = false
	const attempt = async () => {
		const verdict = await generateToken(vault, target, name, asked && (0, lib_clock.uI)(asked), runner.keep)
		if (verdict.is === 'again' && verdict.effect === 'perhaps') twins = true
		return verdict
	}
	try {
		return {
			...(await (0, retry.Zr)(attempt, generate_TRIES, patience)),
			name,
			asked,
			at,
			twins,
			madeAt
		}
	} catch (thrown) {
		const error = (0, lib_errors.z6)(thrown)
		if (!twins) {
			record({
				state: 'over'
			})
			throw await refusalExplained(error, task, seen, world)
		}
		throw (0, lib_errors.mu)(
			error,
			`Vault may have made a token all the same, whose value nobody has: look for "${name}" among the user’s tokens and delete it there.`
		)
	}
}
const nameNow = ({ way, vault, label, run, destination }, { nonce }) => {
	const now = (way.to === 'secret' ? way.secret.now() : undefined) ?? vault.now()
	return tokenName({
		label,
		...run,
		destination,
		made: Math.floor(now.getTime() / 1000),
		nonce: nonce()
	})
}

// ./lib/token/twins.js
const LOOK_EVERY = 2_000
const listShowing = (vault, id, within, patience) =>
	(0, retry.lo)(
		async () => {
			const { records } = await listTokens(vault)
			if (records.some(record => record.id === id))
				return {
					is: 'done',
					value: records
				}
			const error = new lib_errors.lZ(
				'vault-unavailable',
				`Listing the access tokens on ${vault.site.host} failed: Vault does not show the new one.`,
				'An answer of Vault was lost, so there may be a second token of its name: look for it among the user’s tokens and delete it.'
			)
			return {
				is: 'again',
				error,
				effect: 'none'
			}
		},
		LOOK_EVERY,
		patience.clock.elapsed() + within,
		patience
	)
const twins_twinsOf = async (vault, { id, name }, within, patience) => {
	const records = await listShowing(vault, id, within, patience)
	const own = records.find(record => record.id === id)
	return records.filter(each => each.name === name && each.user === own?.user && each.id !== id).map(each => each.id)
}

// ./lib/token/remove.js
const TWIN_SHOWS_WITHIN = 30_000
const remove = async ({ at, id, name, value, twins, worked }, within, { send, patience, runner }) => {
	if (at.site === undefined) return NOT_TO_BE_CONTACTED
	const reached = client_reachVault(at.site, {
		send,
		patience,
		quote: runner.quote
	}).as(value)
	const vault = worked ? reached : patient(reached, within, patience)
	try {
		const others = twins
			? await twins_twinsOf(
					vault,
					{
						id,
						name
					},
					TWIN_SHOWS_WITHIN,
					patience
				).catch(lib_errors.z6)
			: []
		if (!(others instanceof lib_errors.lZ))
			return removal(await tokens_deleteTokens(vault, [...others, id], runner.quote, worked))
		if (others.code === 'vault-session') throw others
		await tokens_deleteTokens(vault, [id], runner.quote, worked)
		return {
			is: 'failed',
			reason: `it is gone, but a second one of its name may be there (${others.message.replace(/\.$/, '')})`
		}
	} catch (thrown) {
		const error = (0, lib_errors.z6)(thrown)
		return {
			is: error.code === 'vault-session' ? 'unknown' : 'failed',
			reason: error.message.replace(/\.$/, '')
		}
	}
}
const NOT_TO_BE_CONTACTED = {
	is: 'failed',
	reason: 'its Vault is not to be contacted (verify: false), or its DNS is not known'
}
const removal = deletions => {
	const refused = deletions.find(deletion => deletion.is === 'refused')
	return refused === undefined
		? {
				is: 'gone'
			}
		: {
				is: 'failed',
				reason: refused.reason
			}
}

// ./lib/token/store.js
const store = async (made, { secret }, { record }, world) => {
	const { at, id, name, value, twins } = made
	const { apiUrl, place, visibility } = secret
	const entry = {
		at,
		id,
		name,
		value: value.reveal(),
		twins
	}
	record({
		state: 'storing',
		...entry,
		secret: {
			apiUrl,
			place,
			name: secret.name,
			visibility
		}
	})
	const outcome = await secret.write(value, () => tooLate(made, secret, world))
	if (outcome.is === 'stored') {
		record(
			twins
				? {
						state: 'kept',
						...entry
					}
				: {
						state: 'over'
					}
		)
		return outcome.status
	}
	const named = `"${name}" (id ${world.runner.quote(id)})`
	const { error, stored } = outcome
	if (world.patience.stopping.aborted) throw error
	if (stored === 'perhaps')
		throw (0, lib_errors.mu)(
			error,
			`GitHub may have stored the new token all the same, so it is kept: ${named}. The post step makes sure.`
		)
	record({
		state: 'made',
		...entry
	})
	const deletion = await remove(
		{
			...made,
			worked: at.site !== undefined
		},
		0,
		world
	)
	if (deletion.is === 'gone')
		record({
			state: 'over'
		})
	throw (0, lib_errors.mu)(
		error,
		deletion.is === 'gone'
			? 'The secret keeps its old value, and the new token is deleted again.'
			: `The secret keeps its old value. Deleting the new token again failed (${deletion.reason}): ${named}; the post step tries once more.`
	)
}
const tooLate = (made, secret, { patience }) => {
	const byOurs = (patience.clock.elapsed() - made.madeAt) / 1000
	const byGitHub = (secret.now()?.getTime() ?? 0) / 1000 - (parseName(made.name)?.made ?? 0)
	if (Math.max(byOurs, byGitHub) <= WRITTEN_WITHIN) return undefined
	return new lib_errors.lZ(
		'wait-timeout',
		`Writing ${secret.called} came too late: more than ${WRITTEN_WITHIN / 60} minutes passed since the token was generated.`,
		'Run again; if it stays, with fewer sandboxes in one step.'
	)
}

// ./lib/token/verify.js
const TOLERANCE = 60_000
const judge = (record, answeredBy, expected) => {
	const bad = why => ({
		is: 'bad',
		why
	})
	if (expected.vaultId !== '' && answeredBy !== '' && answeredBy !== expected.vaultId)
		return bad(`Vault ${answeredBy} answered, not Vault ${expected.vaultId}`)
	if (record === undefined || record.id !== expected.id) return bad('its record is not there')
	if (record.name !== expected.name) return bad('its record has another name than the one that was sent')
	if (!record.active) return bad('its record is not active')
	const asked = expected.expiry
	const fine = warning => ({
		is: 'fine',
		record,
		warning
	})
	if (record.expiry === undefined) return asked === undefined ? fine() : bad('it never expires, although an expiry was asked for')
	const expires = (0, lib_clock.uI)(record.expiry)
	const longer = asked === undefined ? Number.NEGATIVE_INFINITY : record.expiry.getTime() - asked.getTime()
	const wanted = asked === undefined ? 'never' : (0, lib_clock.uI)(asked)
	if (longer > TOLERANCE) return bad(`it expires ${expires}, later than asked for (${wanted})`)
	if (longer >= -TOLERANCE) return fine()
	return fine(
		`it expires ${expires}, earlier than asked for (${wanted}): the security profile of the user allows no longer one. Give an expires that it allows.`
	)
}
const unproven = ({ asked }) => ({
	expiry: asked,
	fates: {
		remove: [],
		young: []
	},
	gap: undefined,
	active: undefined,
	written: undefined
})
const prove = async (own, made, task, world) => {
	const { patience, runner } = world
	const listedAt = task.way.to === 'secret' ? task.way.secret.now() : undefined
	const giveUp = new AbortController()
	const beside = {
		...patience,
		stopping: AbortSignal.any([patience.stopping, giveUp.signal])
	}
	const listedBy = patient(own, USABLE_WITHIN, beside)
	const listing = (
		made.twins ? listShowing(listedBy, made.id, USABLE_WITHIN, beside) : listTokens(listedBy).then(({ records }) => records)
	).catch(lib_errors.z6)
	const asking = task.way.to === 'secret' ? task.way.secret.lastWritten().catch(lib_errors.z6) : undefined
	try {
		const record = await proveRecord(patient(own, USABLE_WITHIN, patience), made, task, world)
		return {
			expiry: record.expiry,
			...othersOf(record, await listing, await asking, listedAt, task)
		}
	} catch (thrown) {
		giveUp.abort()
		if (patience.stopping.aborted) throw thrown
		const removal = await remove(
			{
				...made,
				worked: false
			},
			USABLE_WITHIN,
			world
		)
		if (removal.is === 'gone')
			task.record({
				state: 'over'
			})
		const left =
			removal.is === 'gone'
				? 'The new token is deleted again.'
				: `Deleting the new token again failed (${removal.reason}): "${made.name}" (id ${runner.quote(made.id)}); the post step tries once more.`
		throw (0, lib_errors.mu)((0, lib_errors.z6)(thrown), left)
	}
}
const proveRecord = async (vault, made, task, { runner }) => {
	const what = `Verifying the token "${made.name}" (id ${runner.quote(made.id)}) on ${vault.site.host} failed`
	const seen = await retrieveToken(vault, made.id).catch(thrown => {
		const error = (0, lib_errors.z6)(thrown)
		if (error.code !== 'vault-session') throw error
		throw new lib_errors.lZ(
			'token-unverified',
			`${what}: Vault still does not accept it after ${USABLE_WITHIN / 1000} seconds.`,
			'Check that the user is active there and may use the API, and run again.',
			error.executionId
		)
	})
	const vaultId = task.target.is === 'vault' ? made.answeredBy : task.subject.vaultId
	const judgement = judge(seen.record, seen.vaultId, {
		id: made.id,
		name: made.name,
		vaultId,
		expiry: made.asked
	})
	if (judgement.is === 'bad')
		throw new lib_errors.lZ(
			'token-unverified',
			`${what}: ${judgement.why}.`,
			'Check the sandbox and the user’s security profile.'
		)
	if (judgement.warning !== undefined) runner.warning('token-unverified', `The token "${made.name}": ${judgement.warning}`)
	return judgement.record
}
const othersOf = (record, listing, written, listedAt, { way, destination }) => {
	const known = written instanceof lib_errors.lZ ? undefined : written
	const gap = gapIn(listing, written, listedAt)
	if (listing instanceof lib_errors.lZ)
		return {
			fates: {
				remove: [],
				young: []
			},
			gap,
			active: undefined,
			written: known
		}
	const history =
		gap === undefined && way.to === 'secret' && known !== undefined && listedAt !== undefined
			? {
					written: known,
					listedAt,
					keepPrevious: way.keepPrevious
				}
			: undefined
	const fates = fatesOf(listing, record, destination, history)
	const active = activeOfUser(listing, record.user) + (listing.some(({ id }) => id === record.id) ? 0 : 1)
	return {
		fates,
		gap,
		active,
		written: known
	}
}
const gapIn = (listing, written, listedAt) => {
	if (listing instanceof lib_errors.lZ)
		return {
			code: listing.code,
			why: (0, lib_errors.em)(listing)
		}
	if (written === undefined) return undefined
	if (written instanceof lib_errors.lZ)
		return {
			code: written.code,
			why: (0, lib_errors.em)(written)
		}
	if (written === 'untold')
		return {
			code: 'github-refused',
			why: 'GitHub does not say when the secret was last written.'
		}
	if (listedAt === undefined)
		return {
			code: 'github-refused',
			why: 'GitHub’s answers do not tell the time (Date).'
		}
	return undefined
}

// ./lib/token/index.js
const obtainToken = async (task, world) => {
	const { way, subject } = task
	const keeping = await current_askCurrent(task, world)
	if (keeping.is === 'keep') return keep(keeping, task, world)
	if (keeping.is === 'renew') world.runner.info(`Renewing the current token for ${subject.called}: ${keeping.why}.`)
	const made = await makeToken(task, keeping.is === 'renew' ? keeping.seen : undefined, world)
	const own = task.verify ? ownVault(task, made.value, world) : undefined
	const proof = own === undefined ? unproven(made) : await prove(own, made, task, world)
	if (own === undefined && made.twins) nameTwins(made, world)
	if (world.patience.stopping.aborted) throw (0, retry.VM)(world.patience.stopping)
	const handedOn =
		way.to === 'output' ? handOver(made, proof, way.revokeAfterJob, task) : await handToSecret(made, proof, way, task, world)
	if (own === undefined) return handedOn
	const revoked = await cleanUp(own, made, proof, world)
	if (made.twins && proof.gap === undefined && proof.fates.remove.every(({ id }) => revoked.includes(id))) forgetTwins(made, task)
	return handedOn.is === 'generated' && handedOn.handedOn.as === 'secret'
		? {
				...handedOn,
				handedOn: {
					...handedOn.handedOn,
					revoked
				}
			}
		: handedOn
}
const keep = ({ record, seen }, task, world) => {
	const { way, subject } = task
	if (way.to === 'output' || way.current.is !== 'given') throw new Error('only a token that was given is kept')
	const { id, name, expiry } = record
	const kept = {
		is: 'kept',
		token: {
			id,
			name,
			value: way.current.value,
			expiry,
			executionId: ''
		}
	}
	task.generatedAll()
	task.setOutputs(kept)
	world.runner.info(
		`Kept the current token for ${subject.called}: "${world.runner.quote(name)}" expires ${expiry === undefined ? 'never' : ((0, lib_clock.uI))(expiry)}.`
	)
	warnNearLimit(activeOfUser(seen.records, record.user), subject.host ?? '', world)
	return kept
}
const makeToken = async (task, seen, world) => {
	const made = await generate(task, seen, world)
	task.record({
		state: 'made',
		...entryOf(made)
	})
	task.generatedAll()
	world.runner.info(
		`Generated "${made.name}" (id ${world.runner.quote(made.id)}) for ${task.subject.called} on ${task.subject.host ?? task.vault.site.host}.`
	)
	return made
}
const entryOf = ({ at, id, name, value, twins }) => ({
	at,
	id,
	name,
	value: value.reveal(),
	twins
})
const tokenOf = ({ id, name, value, executionId }, { expiry }) => ({
	id,
	name,
	value,
	executionId,
	expiry
})
const handOver = (made, proof, revokeAfterJob, task) => {
	const handed = {
		is: 'generated',
		token: tokenOf(made, proof),
		handedOn: {
			as: 'output',
			revokeAfterJob
		}
	}
	task.setOutputs(handed)
	if (revokeAfterJob)
		task.record({
			state: 'handed-over',
			...entryOf(made)
		})
	else
		task.record(
			made.twins
				? {
						state: 'kept',
						...entryOf(made)
					}
				: {
						state: 'over'
					}
		)
	return handed
}
const handToSecret = async (made, proof, way, task, world) => {
	const { secret } = way
	const status = await store(made, way, task, world)
	const stored = {
		is: 'generated',
		token: tokenOf(made, proof),
		handedOn: {
			as: 'secret',
			secret,
			status,
			revoked: []
		}
	}
	task.setOutputs(stored)
	world.runner.info(`${status === 'created' ? 'Created' : 'Updated'} ${secret.called}.`)
	if (proof.written instanceof Date) noteWithoutCurrent(way.current, way, world)
	return stored
}
const nameTwins = ({ name, id }, { runner }) =>
	runner.warning(
		'token left behind',
		`An answer of Vault was lost: it may hold a second "${name}", whose value nobody has. Find the one that is not ${runner.quote(id)} with the action list-tokens and delete it with delete-tokens.`
	)
const forgetTwins = (made, { way, record }) =>
	record(
		way.to === 'output' && way.revokeAfterJob
			? {
					state: 'handed-over',
					...entryOf(made),
					twins: false
				}
			: {
					state: 'over'
				}
	)

// ./lib/token/plan.js
const planToken = async (task, world) => {
	const { way, subject, vault } = task
	const keeping = await current_askCurrent(task, world)
	if (keeping.is !== 'none' && keeping.seen !== undefined)
		warnNearLimit(activeOfUser(keeping.seen.records, keeping.seen.user), subject.host ?? '', world)
	if (keeping.is === 'keep') {
		const { id, name, expiry } = keeping.record
		return {
			is: 'planned',
			expiry,
			plan: {
				is: 'keep',
				id,
				name
			}
		}
	}
	const where = way.to === 'output' ? 'handed on as output' : `stored as ${way.secret.called}`
	const expiry = expiryFrom(task.expires, vault.now())
	if (keeping.is === 'renew')
		return {
			is: 'planned',
			expiry,
			plan: {
				is: 'renew',
				why: keeping.why,
				where
			}
		}
	if (way.to === 'secret' && task.verify && (await way.secret.lastWritten()) instanceof Date)
		noteWithoutCurrent(way.current, way, world)
	return {
		is: 'planned',
		expiry,
		plan: {
			is: 'generate',
			where
		}
	}
}

// ./lib/vault/host.js
const VAULT_HOST_SUFFIXES = ['.veevavault.com', '.veevavault.cn', '.vaultdev.com', '.vaultpvm.com']
const HOST_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/i
const host_vaultHost = text => {
	const host = text.toLowerCase()
	return HOST_NAME.test(text) && VAULT_HOST_SUFFIXES.some(suffix => host.endsWith(suffix)) ? host : undefined
}
const LOGIN_HOST = 'login.veevavault.com'
const vaultHostSuffixes = VAULT_HOST_SUFFIXES.join(', ')

// ./lib/token/reach.js
const reach_TRIES = 4
const MOST_AHEAD = 10
const waitForApi = async ({ subject, waitedMs }, { verify, target }, vault, deadline, { runner }, patience) => {
	const { host } = subject
	if (!verify || host === undefined || target.is === 'vault' || (target.jobId === undefined && waitedMs < INTERVAL)) return
	const own = vault.at(host)
	const look = async () => {
		const silence = await own.silence()
		return silence === undefined
			? {
					is: 'there',
					value: undefined
				}
			: {
					is: 'not-yet',
					state: `silent: ${silence}`
				}
	}
	await waitFor(`${host}, the Vault of the sandbox "${runner.quote(subject.called)}",`, look, deadline, 0, runner, patience)
}
const reachAhead = ({ verify, target }, vaults, { connect }) => {
	if (!verify || target.is === 'vault' || target.which.are !== 'named' || target.jobId !== undefined) return
	for (const name of target.which.names.slice(0, MOST_AHEAD)) {
		const host = target.dns ?? host_vaultHost(vaults.find(seen => seen.name === name)?.host ?? '')
		if (host !== undefined) connect(host).catch(() => undefined)
	}
}
const reachOwnVault = async ({ subject }, { verify, target }, { connect, runner, patience }) => {
	const { host } = subject
	if (!verify || host === undefined || target.is === 'vault') return
	const attempt = async () => {
		const none = await connect(host)
		if (none === undefined)
			return {
				is: 'done',
				value: undefined
			}
		const error = new lib_errors.lZ(
			'network',
			`Reaching ${host}, the Vault of the sandbox "${runner.quote(subject.called)}", failed: ${none.reason}.`,
			`Nothing was generated, because a token that can’t be proven there could not be deleted either. ${none.hint ?? 'Have the runner reach this host too (DNS, firewall, HTTPS_PROXY).'}`
		)
		return none.lasting
			? {
					is: 'failed',
					error
				}
			: {
					is: 'again',
					error,
					effect: 'none'
				}
	}
	await (0, retry.Zr)(attempt, reach_TRIES, patience)
}

// ./lib/token/task-of.js
const taskOf = (settings, context, vault, subject, secret) => ({
	vault,
	target:
		settings.target.is === 'vault'
			? {
					is: 'vault'
				}
			: {
					is: 'sandbox',
					name: subject.sandboxName
				},
	subject,
	label: settings.label,
	destination: destinationId(destinationOf(secret, context), apiHost(context)),
	run: context,
	expires: settings.expires,
	way: wayOf(settings, secret),
	verify: settings.verify
})
const destinationOf = (secret, { repository }) =>
	secret === undefined
		? {
				is: 'output',
				repository
			}
		: {
				is: 'secret',
				place: secret.place,
				name: secret.name
			}
const apiHost = ({ apiUrl }) => URL.parse(apiUrl)?.hostname ?? ''
const wayOf = ({ handOn }, secret) => {
	if (handOn.to === 'output') return handOn
	if (secret === undefined) throw new Error('a secret that is to be written is ready')
	const { keepPrevious } = handOn
	return {
		to: 'secret',
		secret,
		keepPrevious,
		current: currentOf(handOn, secret.name)
	}
}
const currentOf = ({ current, renewBefore }, name) => {
	if (current.size === 0)
		return {
			is: 'nothing given'
		}
	if (!current.has(name))
		return {
			is: 'no line'
		}
	const value = current.get(name)
	return value === undefined
		? {
				is: 'line is empty'
			}
		: {
				is: 'given',
				value,
				renewBefore
			}
}

// ./lib/each-token.js
const AT_ONCE = 10
const eachToken = async (coming, run) => {
	const { settings, vault, world, failed, end } = run
	const results = []
	const limit = (0, p_limit.A)(AT_ONCE)
	const report = reporter(coming.length, world)
	const generating = new Set(coming)
	const generatedAll = one => {
		if (generating.delete(one) && generating.size === 0) end().catch(() => {})
	}
	let full
	const noteFull = thrown => {
		if (thrown instanceof lib_errors.lZ && thrown.code === 'github-rate-limit') full ??= thrown
		throw thrown
	}
	const begin = async (one, ready, index) => {
		if (full !== undefined) throw full
		await reachOwnVault(ready.found, settings, world)
		return oneToken(
			ready,
			index,
			result => setOne(index, result),
			() => generatedAll(one),
			run
		)
	}
	const obtain = async (one, index) => {
		const ready = await one.ready().catch(noteFull)
		return limit(() => begin(one, ready, index).catch(noteFull))
	}
	const setOne = (index, result) => {
		results[index] = result
		if (isOne(settings.target)) setOutputs([result], true, world)
		else if (settings.handOn.to === 'output') world.runner.output('tokens', tokensOf(results.filter(Boolean)))
	}
	return Promise.all(
		coming.map(async (one, index) => {
			const result = await obtain(one, index).catch(async thrown => failed(one.subject, await withVersions(thrown, vault)))
			generatedAll(one)
			results[index] = result
			report(result)
			return result
		})
	)
}
const oneToken = async (
	{ found: { subject, waitedMs }, secret },
	index,
	setOne,
	generatedAll,
	{ settings, context, journal, vault, world }
) => {
	const task = {
		...taskOf(settings, context, vault, subject, secret),
		record: entry => journal.token(index, entry),
		generatedAll,
		setOutputs: obtained =>
			setOne({
				...obtained,
				subject,
				waitedMs
			})
	}
	if (settings.dryRun) {
		const planned = {
			...(await planToken(task, world)),
			subject
		}
		if (isOne(settings.target)) {
			const what = `for "${world.runner.quote(subject.called)}" ${outcomeOf(planned)}`
			world.runner.notice('dry-run', `Signed in to ${vault.site.host}; ${what}. Nothing was generated.`)
		}
		return planned
	}
	return {
		...(await obtainToken(task, world)),
		subject,
		waitedMs
	}
}
const withVersions = async (thrown, vault) =>
	(await __nccwpck_require__.e(519).then(__nccwpck_require__.bind(__nccwpck_require__, 519))).withVersions(thrown, vault)
const setOutputs = (results, one, { runner }) => {
	for (const [name, value] of Object.entries(outputsOf(results, one))) runner.output(name, value)
}
const reporter = (total, { runner }) => {
	let ended = 0
	return result => {
		ended++
		if (total > 1) runner.info(`[${ended}/${total}] ${runner.quote(result.subject.called)}: ${outcomeOf(result)}.`)
	}
}

// ./lib/github/secret-name.js
const PLACEHOLDER = '{sandbox}'
const secretNameFor = (template, sandbox) =>
	template.replaceAll(PLACEHOLDER, sandbox.toUpperCase().replace(/[^A-Z0-9]/g, '_')).toUpperCase()
const secretNameMistake = name => {
	if (/[\r\n]/.test(name)) return 'holds a line break: give the name of one secret, not its value'
	if (!/^[A-Z0-9_]+$/.test(name)) return 'may hold letters, digits and underscores only'
	if (/^\d/.test(name)) return 'begins with a digit, which GitHub refuses: put a letter in front'
	if (/^GH[A-Z]_[A-Z0-9]{30}/.test(name)) return 'looks like the value of a token of GitHub: give the name of the secret'
	return name.startsWith('GITHUB_') ? 'begins with GITHUB_, which GitHub keeps for itself: give another name' : undefined
}
const placeFor = (place, sandbox) =>
	isPerSandbox(place)
		? {
				...place,
				environment: sandbox
			}
		: place
const isPerSandbox = place => place.scope === 'environment' && place.environment === PLACEHOLDER
const collision = secrets => {
	const seen = new Map()
	for (const { name, at, of } of secrets) {
		const key = `${name} ${JSON.stringify(at).toLowerCase()}`
		const other = seen.get(key)
		if (other !== undefined)
			return {
				name,
				of: [other, of]
			}
		seen.set(key, of)
	}
	return undefined
}

// ./lib/certificates.js
const BLOCK = /-----BEGIN (?:X509 )?CERTIFICATE-----(.*?)-----END (?:X509 )?CERTIFICATE-----/gs
const NEEDED = 'give PEM, with its lines -----BEGIN CERTIFICATE----- and -----END CERTIFICATE-----'
const readCertificates = given => {
	const text = unescaped(given.replaceAll('\ufeff', ''))
	const encoded = text.replace(/\s/g, '')
	const inner = Buffer.from(encoded, 'base64').toString('latin1')
	if (inner.includes('-----BEGIN')) return readCertificates(inner)
	const bare = certificate(encoded)
	if (bare !== undefined)
		return {
			is: 'certificates',
			pems: [bare]
		}
	const found = [...text.matchAll(BLOCK)].map(([, body = '']) => certificate(body.replace(/\s/g, '')))
	const rest = text.replace(BLOCK, '')
	const other = /-----BEGIN ([A-Z0-9 ]{1,40})-----/.exec(rest)?.[1]
	if (other !== undefined && !/^(X509 )?CERTIFICATE$/.test(other))
		return {
			is: 'mistake',
			what: `holds "${other}", which does not belong there: ${NEEDED}`
		}
	if (found.length === 0 || /-----(BEGIN|END)/.test(rest))
		return {
			is: 'mistake',
			what: `is no certificate: ${NEEDED}`
		}
	const pems = found.filter(pem => pem !== undefined)
	if (pems.length === found.length)
		return {
			is: 'certificates',
			pems
		}
	const bad = found.indexOf(undefined)
	return {
		is: 'mistake',
		what: `holds as number ${bad + 1} what can’t be read as a certificate: give each one whole, as PEM`
	}
}
const unescaped = text => text.replace(/\\+[rnt]|%0[AD]/gi, '\n')
const certificate = base64 => {
	if (!/^[A-Za-z0-9+/]{8,}={0,2}$/.test(base64)) return undefined
	try {
		return new external_node_crypto_.X509Certificate(Buffer.from(base64, 'base64')).toString()
	} catch {
		return undefined
	}
}

// external "node:net"
const external_node_net_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)('node:net')

// ./lib/proxy.js
const readProxy = env => {
	const mistakes = proxyMistakes(env)
	if (mistakes.length > 0)
		return {
			is: 'mistakes',
			mistakes
		}
	const url = proxyUrl(settingOf(env, 'https_proxy')?.value ?? '')
	const proxy = url && proxyOf(url)
	const rules = entriesOf(settingOf(env, 'no_proxy')).map(ruleOf)
	return {
		is: 'read',
		proxyFor: (host, port) => {
			const bare = bareHost(host).replace(/\.$/, '')
			return isLoopback(bare) || rules.some(rule => rule?.(bare, port)) ? undefined : proxy
		}
	}
}
const proxyMistakes = env => {
	const setting = settingOf(env, 'https_proxy')
	if (setting === undefined) return []
	return [...addressMistakes(setting), ...exceptionMistakes(settingOf(env, 'no_proxy'))]
}
const addressMistakes = ({ name, value }) =>
	proxyUrl(value) === undefined
		? [
				`${name} is set and is no proxy address: give http://HOST:PORT or https://HOST:PORT, with user and password percent-encoded, or unset it`
			]
		: []
const exceptionMistakes = setting =>
	entriesOf(setting)
		.filter(entry => ruleOf(entry) === undefined)
		.map(
			entry =>
				`${setting?.name} holds "${entry.slice(0, 60)}", which neither curl nor Go understands: give names, .suffixes, addresses or networks like 10.0.0.0/8, separated by commas`
		)
const LONG = 12
const proxyCredentials = env => {
	const url = proxyUrl(settingOf(env, 'https_proxy')?.value ?? '')
	if (!url) return []
	if (url.password === '')
		return [...new Set([decodeURIComponent(url.username), url.username])].filter(({ length }) => length >= LONG)
	const password = decodeURIComponent(url.password)
	return [...new Set([password, url.password, loginOf(url)])].filter(({ length }) => length > 2)
}
const settingOf = (env, lower) => {
	const asked = [lower, lower.toUpperCase()].find(name => env[name])
	if (asked === undefined) return undefined
	const names = Object.keys(env)
	const name = names.includes(asked) ? asked : (names.find(other => other.toLowerCase() === lower) ?? asked)
	return {
		name,
		value: env[asked] ?? ''
	}
}
const proxyUrl = value => {
	const text = value.trim()
	const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(text)
	const url = URL.parse(whole ? text : `http://${text}`)
	if (url === null || url.hostname === '' || !['http:', 'https:'].includes(url.protocol) || !decodes(url)) return undefined
	return whole || url.pathname === '/' ? url : undefined
}
const decodes = url => {
	try {
		return loginOf(url) !== undefined
	} catch {
		return false
	}
}
const loginOf = ({ username, password }) => `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
const proxyOf = url => {
	const scheme = url.protocol === 'https:' ? 'https' : 'http'
	return {
		scheme,
		host: bareHost(url.hostname),
		port: url.port === '' ? (scheme === 'https' ? 443 : 80) : Number(url.port),
		authorization:
			url.username === '' && url.password === '' ? undefined : `Basic ${Buffer.from(loginOf(url)).toString('base64')}`
	}
}
const bareHost = host => host.replace(/^\[(.*)\]$/, '$1').toLowerCase()
const isLoopback = host =>
	host === 'localhost' || host === '::1' || ((0, external_node_net_namespaceObject.isIPv4)(host) && host.startsWith('127.'))
const entriesOf = setting => (setting?.value ?? '').split(/[\s,]+/).filter(entry => entry !== '')
const PORT = /^(\[[^\]]*\]|[^:]*):(\d{1,5})$/
const NAME = /^[\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)*$/u
const ruleOf = entry => {
	if (entry === '*') return () => true
	const withPort = PORT.exec(entry)
	const pattern = bareHost(withPort?.[1] ?? entry)
	const port = withPort === null ? undefined : Number(withPort[2])
	const matches = networkRule(pattern) ?? nameRule(pattern)
	return matches && ((host, asked) => (port === undefined || port === asked) && matches(host))
}
const networkRule = pattern => {
	const [address = '', bits, ...more] = pattern.split('/')
	const family = (0, external_node_net_namespaceObject.isIP)(address)
	if (family === 0 || more.length > 0) return undefined
	const prefix = bits === undefined ? (family === 4 ? 32 : 128) : /^\d{1,3}$/.test(bits) ? Number(bits) : -1
	if (prefix < 0 || prefix > (family === 4 ? 32 : 128)) return undefined
	const list = new external_node_net_namespaceObject.BlockList()
	list.addSubnet(address, prefix, family === 4 ? 'ipv4' : 'ipv6')
	return host =>
		(0, external_node_net_namespaceObject.isIP)(host) !== 0 &&
		list.check(host, (0, external_node_net_namespaceObject.isIPv6)(host) ? 'ipv6' : 'ipv4')
}
const nameRule = pattern => {
	const below = pattern.startsWith('*.')
	const name = pattern.replace(/^\*?\./, '').replace(/\.$/, '')
	return NAME.test(name) ? host => host.endsWith(`.${name}`) || (!below && host === name) : undefined
}

// external "node:util"
const external_node_util_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)('node:util')

// ./lib/credential.js
const isCredential = text => text.length > 2
const toMask = value => {
	const lines = value.split(/[\r\n]+/).map(line => line.trim())
	return lines.every(line => line === '' || isCredential(line)) ? [value] : lines.filter(isCredential)
}
const credentials = mask => {
	const forms = new Set()
	const keep = value => {
		if (value !== '') {
			for (const text of toMask(value)) mask(text)
			for (const line of [value, ...value.split(/[\r\n]+/)].map(part => part.trim()).filter(isCredential)) {
				const asForm = new URLSearchParams({
					'': line
				})
					.toString()
					.slice(1)
				for (const form of [
					line,
					JSON.stringify(line).slice(1, -1),
					encodeURIComponent(line.toWellFormed()),
					asForm,
					(0, lib_text.wD)(line)
				])
					forms.add(form)
			}
		}
		return Object.freeze({
			reveal: () => value,
			toString: () => '***',
			toJSON: () => '***',
			[external_node_util_namespaceObject.inspect.custom]: () => '***'
		})
	}
	const redact = text => [...forms].sort((a, b) => b.length - a.length).reduce((rest, form) => rest.replaceAll(form, '***'), text)
	return {
		keep,
		redact
	}
}

// ./lib/inputs/sign-in.js
const readSignIn = (inputs, wrong) => {
	const { input, rawInput, keep, usualCause } = inputs
	const kept = text => (text === '' ? undefined : keep(text))
	const token = kept(input('access-token'))
	const session = kept(input('session-id'))
	const password = kept(rawInput('password'))
	const username = input('username')
	const oauthToken = kept(input('oauth-token'))
	const profileId = input('oauth-profile-id')
	const clientId = input('oauth-client-id')
	const keyless = OF_OIDC.some(name => input(name) !== '')
	const ways = [
		token && 'access-token',
		session && 'session-id',
		(username !== '' || password !== undefined) && 'username and password',
		oauthToken !== undefined && 'oauth-profile-id and oauth-token',
		keyless && 'oauth-profile-id and oidc-token-url',
		oauthToken === undefined && !keyless && (profileId !== '' || clientId !== '') && 'oauth-profile-id'
	].filter(way => typeof way === 'string')
	if (ways.length === 0) {
		const all = 'access-token, session-id, username and password, or oauth-profile-id with oauth-token or oidc-token-url'
		return wrong(all, `one way to sign in is required; ${usualCause}`)
	}
	if (ways.length > 1) return wrong((0, lib_text.KE)(ways), 'these are several ways to sign in: give exactly one')
	if (token !== undefined) {
		if (/^veeva-vault-[\x21-\x7e]+$/.test(token.reveal()))
			return {
				by: 'access-token',
				token
			}
		return wrong('access-token', 'is not an API access token: those begin with veeva-vault-; a session belongs in session-id')
	}
	if (session !== undefined) {
		if (/^[\x21-\x7e]{3,}$/.test(session.reveal()))
			return {
				by: 'session-id',
				session
			}
		return wrong('session-id', 'is not a session id: it holds blanks or characters that none has; give the id alone')
	}
	if (oauthToken !== undefined || keyless || profileId !== '' || clientId !== '') {
		if (profileId === '')
			return wrong('oauth-profile-id', `is required with ${keyless ? 'oidc-token-url' : 'oauth-token'}; ${usualCause}`)
		if (!/^[\w-]{1,100}$/.test(profileId))
			return wrong(
				'oauth-profile-id',
				`"${profileId}" is no id of an OAuth 2.0 / OpenID Connect profile: those are letters, digits, hyphens and underscores, at most 100`
			)
		if (keyless) return readKeyless(inputs, profileId, clientId || undefined, wrong)
		if (oauthToken === undefined)
			return wrong(
				'oauth-token',
				`is required with oauth-profile-id, or oidc-token-url and oidc-client-id in its place; ${usualCause}`
			)
		if (!/^[\x21-\x7e]{3,}$/.test(oauthToken.reveal()))
			return wrong('oauth-token', 'is no access token: it holds blanks or characters that none has; give the token alone')
		return {
			by: 'oauth',
			profileId,
			token: oauthToken,
			clientId: clientId || undefined
		}
	}
	if (password === undefined) return wrong('password', `is required with username; ${usualCause}`)
	if (username === '') return wrong('username', `is required with password; ${usualCause}`)
	if (!isCredential(password.reveal()))
		return wrong('password', 'has one or two characters, so it can be none: give the secret that holds it')
	if (UNSEEN.test(username)) return wrong('username', `holds ${PASTED}`)
	if (UNSEEN.test(password.reveal())) return wrong('password', `holds ${PASTED}; nothing was sent, so no try is spent`)
	return {
		by: 'password',
		username,
		password
	}
}
const UNSEEN = /(?!\t)[\p{Cc}\p{Cf}\u2028\u2029]/u
const PASTED = 'a line break or a character that can’t be seen, as comes in by pasting: type it anew into the secret'
const OF_OIDC = ['oidc-token-url', 'oidc-client-id', 'oidc-scope', 'oidc-audience']
const DEFAULT_AUDIENCE = 'api://AzureADTokenExchange'
const readKeyless = ({ input, usualCause }, profileId, vaultClientId, wrong) => {
	const [address, clientId, scope] = [input('oidc-token-url'), input('oidc-client-id'), input('oidc-scope')]
	const tokenUrl = URL.parse(address)
	if (address === '') wrong('oidc-token-url', `is required with the other inputs oidc-…; ${usualCause}`)
	else if (tokenUrl?.protocol !== 'https:' || tokenUrl.username !== '' || tokenUrl.password !== '' || tokenUrl.hash !== '')
		wrong(
			'oidc-token-url',
			'is no address like https://login.example.com/TENANT/oauth2/v2.0/token: give one of https, without user and fragment'
		)
	if (clientId === '') wrong('oidc-client-id', `is required with oidc-token-url; ${usualCause}`)
	if (tokenUrl?.protocol !== 'https:' || clientId === '') return undefined
	const audience = input('oidc-audience') || DEFAULT_AUDIENCE
	return {
		by: 'oidc',
		profileId,
		vaultClientId,
		tokenUrl,
		clientId,
		scope,
		audience
	}
}

// ./lib/inputs/reader.js
const usualCause = env =>
	env.GITHUB_ACTOR === 'dependabot[bot]'
		? 'if it was given: this is a run of Dependabot, which gets only Dependabot’s own secrets, so store it there too (secret-scope: dependabot, or by hand)'
		: 'if it was given, the secret or variable behind it is empty: a misspelt name, an environment that the job does not name, a reusable workflow that was not given its secrets, or a run from a fork, which gets none'
const readLines = ({ input }, name) =>
	input(name)
		.split(/\r?\n/)
		.map(lib_text.yw)
		.filter(line => line !== '')
const readBoolean = ({ input }, name, otherwise, wrong) => {
	const text = input(name)
	if (text === '') return otherwise
	if (['true', 'True', 'TRUE'].includes(text)) return true
	if (!['false', 'False', 'FALSE'].includes(text)) wrong(name, `"${text}" is neither true nor false`)
	return false
}

// ./lib/inputs/target.js
const notAHost = text => `${/^(?!veeva-vault-|gh\w_)[\w.:/-]{1,100}$/.test(text) ? `"${text}" ` : ''}${NOT_A_HOST}`
const NOT_A_HOST = `is not the host name of a Vault: give the bare name, without https://, path, port or user, ending in ${vaultHostSuffixes}`
const readVaultDns = ({ input, usualCause }, wrong) => {
	const text = input('vault-dns')
	if (text === '')
		return wrong('vault-dns', `is required: the host name of the Vault, like myvault.veevavault.com; ${usualCause}`)
	return host_vaultHost(text) ?? wrong('vault-dns', notAHost(text))
}
const OF_SANDBOXES = ['sandbox-name', 'sandbox-dns', 'vault-job-id', 'wait-timeout']
const readTarget = (inputs, wrong) => {
	const { input } = inputs
	const target = input('target') || 'sandbox'
	if (target === 'vault') {
		for (const given of OF_SANDBOXES.filter(name => input(name) !== ''))
			wrong(given, 'can have no effect with target: vault; leave one of them out')
		return {
			is: 'vault'
		}
	}
	if (target !== 'sandbox') return wrong('target', `"${target}" is neither sandbox nor vault`)
	const which = readWhich(readLines(inputs, 'sandbox-name'), inputs.usualCause, wrong)
	const dns = input('sandbox-dns')
	const host = dns === '' ? undefined : (host_vaultHost(dns) ?? wrong('sandbox-dns', notAHost(dns)))
	if (dns !== '' && which !== undefined && (which.are === 'every' || which.names.length > 1))
		wrong('sandbox-dns', 'is of one sandbox: give one sandbox-name with it')
	const waitMs = readWait(input('wait-timeout') || DEFAULT_WAIT, wrong)
	const jobId = readJobId(input('vault-job-id'), wrong)
	return (
		which && {
			is: 'sandboxes',
			which,
			dns: host,
			jobId,
			waitMs
		}
	)
}
const readWhich = (lines, usualCause, wrong) => {
	if (lines.length === 0)
		return wrong(
			'sandbox-name',
			`is required: the sandbox’s name as on the My Vaults page; ${usualCause}. For a token of the Vault itself set target: vault`
		)
	const double = lines.find((line, index) => lines.indexOf(line) !== index)
	if (double !== undefined) return wrong('sandbox-name', `"${double}" is there twice: leave one out`)
	if (lines.includes('*')) {
		const name = lines.find(line => line !== '*' && !/^!./.test(line))
		if (name !== undefined) return wrong('sandbox-name', `"${name}" is part of * already; to leave it out write !${name}`)
		return {
			are: 'every',
			except: lines.filter(line => line !== '*').map(line => line.slice(1).trim())
		}
	}
	const exception = lines.find(line => line.startsWith('!'))
	if (exception !== undefined) return wrong('sandbox-name', `"${exception}" leaves one out of *, so * has to be there too`)
	const bad = lines.find(line => line === '.' || line === '..')
	if (bad !== undefined) return wrong('sandbox-name', `"${bad}" is no name of a sandbox: give it as on the My Vaults page`)
	return {
		are: 'named',
		names: lines
	}
}
const DEFAULT_WAIT = '15m'
const readWait = (text, wrong) => {
	const seconds = text === '0' ? 0 : parseDuration(text)
	if (seconds === undefined)
		wrong('wait-timeout', `"${text}" is neither a length in minutes, hours or days (15m, 2h, 1d), nor 0, which looks once`)
	return (seconds ?? 0) * 1000
}
const readJobId = (text, wrong) => {
	if (text === '') return undefined
	return /^\d{1,18}$/.test(text) ? text : wrong('vault-job-id', `"${text}" is no id of a job: those are digits only`)
}

// ./lib/inputs/connection.js
const OLDEST_API_VERSION = 'v26.2'
const DEFAULT_CLIENT_ID = 'github-actions-vault-sandbox-token'
const readConnection = (inputs, wrong) => {
	const signIn = readSignIn(inputs, wrong)
	const vault = readVaultDns(inputs, wrong)
	const apiVersion = readApiVersion(inputs, wrong)
	const clientId = readClientId(inputs, wrong)
	const caCertificates = readCaCertificates(inputs, wrong)
	return (
		vault &&
		signIn && {
			vault,
			signIn,
			apiVersion,
			clientId,
			caCertificates
		}
	)
}
const readProxies = ({ keep }, env) => {
	for (const secret of proxyCredentials(env)) keep(secret)
	return proxyMistakes(env).map(mistake => `${mistake}.`)
}
const readCaCertificates = ({ rawInput }, wrong) => {
	const text = rawInput('ca-certificate')
	if (text.trim() === '') return []
	const read = readCertificates(text)
	if (read.is === 'certificates') return read.pems
	wrong('ca-certificate', read.what)
	return []
}
const readApiVersion = ({ input }, wrong) => {
	const text = input('api-version')
	if (text === '') return OLDEST_API_VERSION
	const numbers = /^v(\d{2})\.(\d)$/.exec(text)
	if (numbers === null) wrong('api-version', `"${text}" is no version like ${OLDEST_API_VERSION}`)
	else if (text < OLDEST_API_VERSION)
		wrong('api-version', `${text} has no endpoint for tokens: ${OLDEST_API_VERSION} is the oldest that has one`)
	return text
}
const readClientId = ({ input }, wrong) => {
	const text = input('vault-client-id')
	if (text === '') return DEFAULT_CLIENT_ID
	if (!/^[A-Za-z0-9._-]{1,100}$/.test(text))
		wrong('vault-client-id', 'may hold letters, digits, dots, hyphens and underscores only, at most 100')
	return text
}

// ./lib/inputs/hand-on.js
const OF_SECRETS = ['secret-scope', 'secret-visibility', 'github-token', 'keep-previous', 'current-token', 'renew-before']
const REPOSITORY = /^(?!\.{1,2}\/)[\w.-]+\/(?!\.{1,2}$)[\w.-]+$/
const readHandOn = (inputs, { target, run, verify, lifetime }, wrong) => {
	const { input, keep, usualCause } = inputs
	const rawToken = input('github-token')
	const token = rawToken === '' ? undefined : keep(rawToken)
	const currents = keepCurrents(inputs)
	const template = input('secret-name')
	if (template === '') {
		for (const given of OF_SECRETS.filter(name => input(name) !== '')) wrong(given, withoutSecretName)
		if (isElsewhere(input('secret-repository'), run)) wrong('secret-repository', withoutSecretName)
		const revokeAfterJob = readBoolean(inputs, 'revoke-after-job', verify, wrong)
		if (revokeAfterJob && !verify) wrong('revoke-after-job', WITHOUT_VERIFY)
		return {
			to: 'output',
			revokeAfterJob
		}
	}
	if (input('revoke-after-job') !== '')
		wrong(
			'revoke-after-job',
			'can have no effect with secret-name, because a stored token is not deleted when the job ends; leave it out'
		)
	if (token === undefined)
		wrong('github-token', `is required with secret-name: a GitHub App or personal token that may write secrets; ${usualCause}`)
	else if (!/^[\x21-\x7e]{3,}$/.test(token.reveal()))
		wrong('github-token', 'is no token: it holds blanks or characters that none has; give the token alone')
	const apiUrl = URL.parse(run.apiUrl)
	if (apiUrl?.protocol !== 'https:')
		wrong(
			'GITHUB_API_URL',
			'the runner gives no https address for GitHub’s API, and a secret is sent to no other: have GitHub Enterprise Server use TLS'
		)
	const place = readPlace(inputs, run, target, wrong)
	const named = readSecretName(template, target, place, wrong)
	const visibility = readVisibility(inputs, place, wrong)
	if (!verify)
		for (const given of ['keep-previous', 'current-token', 'renew-before'].filter(name => input(name) !== ''))
			wrong(given, WITHOUT_VERIFY)
	const keepPrevious = readKeepPrevious(inputs, wrong)
	const current = readCurrents(currents, template, target, wrong)
	if (current.size > 0 && place && isPerSandbox(place) && target && !isOne(target) && !template.includes(PLACEHOLDER))
		wrong(
			'current-token',
			`can’t tell the sandboxes apart where each has a secret of the same name in an environment of its own: put ${PLACEHOLDER} into secret-name too, or run one job for each sandbox, which names its environment`
		)
	const renewBefore = readRenewBefore(inputs, lifetime, wrong)
	if (token === undefined || apiUrl === null || !named || place === undefined) return undefined
	return {
		to: 'secret',
		apiUrl,
		token,
		place,
		template,
		visibility,
		keepPrevious,
		current,
		renewBefore
	}
}
const WITHOUT_VERIFY = 'can have no effect with verify: false, which leaves the token’s own Vault alone; leave one of them out'
const withoutSecretName = 'can have no effect without secret-name: give secret-name, or leave it out'
const isElsewhere = (repository, run) => repository !== '' && repository.toLowerCase() !== run.repository.toLowerCase()
const readSecretName = (template, target, place, wrong) => {
	const at = place ?? {
		scope: 'repository',
		repository: ''
	}
	const say = what => {
		wrong('secret-name', what)
		return false
	}
	const several = target !== undefined && !isOne(target)
	if (target?.is === 'vault' && template.includes(PLACEHOLDER))
		return say(`${PLACEHOLDER} stands for a sandbox’s name, and there is none with target: vault; leave it out`)
	if (several && !template.includes(PLACEHOLDER) && place !== undefined && !isPerSandbox(place))
		return say(`needs ${PLACEHOLDER} for several sandboxes, or all would be written to one secret`)
	const sandboxes = namesOf(target)
	const names = sandboxes.map(of => ({
		name: secretNameFor(template, of),
		of
	}))
	const checked =
		names.length > 0
			? names
			: [
					{
						name: secretNameFor(template, 'X'),
						of: ''
					}
				]
	for (const { name, of } of checked) {
		const mistake = secretNameMistake(name)
		if (mistake !== undefined) return say(of !== '' && several ? `for the sandbox "${of}" it ${mistake}` : mistake)
	}
	const same = collision(
		names.map(({ name, of }) => ({
			name,
			at: placeFor(at, of),
			of
		}))
	)
	return (
		same === undefined ||
		say(
			`the sandboxes "${same.of[0]}" and "${same.of[1]}" would both be stored as ${same.name}: leave one out, or give it a step of its own`
		)
	)
}
const namesOf = target => {
	if (target?.is === 'vault') return ['']
	return target?.which.are === 'named' ? target.which.names : []
}
const SCOPES = ['repository', 'environment/NAME', 'environment/{sandbox}', 'organization/NAME', 'dependabot', 'codespaces']
const readPlace = ({ input, usualCause }, run, target, wrong) => {
	const text = input('secret-scope') || 'repository'
	const slash = text.indexOf('/')
	const [scope, name] = slash < 0 ? [text, undefined] : [text.slice(0, slash), text.slice(slash + 1).trim()]
	const repository = input('secret-repository') || run.repository
	if (text.includes(PLACEHOLDER)) {
		if (text.replaceAll(' ', '') !== `environment/${PLACEHOLDER}`)
			return wrong(
				'secret-scope',
				`"${text}": ${PLACEHOLDER} can stand only as environment/${PLACEHOLDER}, for an environment of each sandbox’s own name`
			)
		if (target?.is === 'vault')
			return wrong(
				'secret-scope',
				`${PLACEHOLDER} stands for a sandbox’s name, and there is none with target: vault; name the environment`
			)
	}
	if (scope === 'organization') {
		if (isElsewhere(repository, run))
			wrong('secret-repository', 'can have no effect with secret-scope: organization/NAME; leave it out')
	} else if (!REPOSITORY.test(repository)) wrong('secret-repository', `"${repository}" is not of the form OWNER/NAME`)
	switch (scope) {
		case 'repository':
		case 'dependabot':
		case 'codespaces':
			if (name !== undefined)
				return wrong(
					'secret-scope',
					`"${text}": nothing belongs behind ${scope}; another repository belongs in secret-repository`
				)
			return {
				scope,
				repository
			}
		case 'environment':
			if (!name) return wrong('secret-scope', `names no environment: give environment/NAME; ${usualCause}`)
			if (/^\.{1,2}$|\p{Cc}/u.test(name))
				return wrong('secret-scope', 'names no environment that there can be: give its name as on GitHub')
			return {
				scope,
				repository,
				environment: name
			}
		case 'organization':
			if (!name) return wrong('secret-scope', `names no organization: give organization/NAME; ${usualCause}`)
			if (!/^[\w-]+$/.test(name))
				return wrong('secret-scope', `"${name}" is no name of an organization: give the one in its address on GitHub`)
			return {
				scope,
				organization: name
			}
		default:
			return wrong('secret-scope', `"${text}" is none of ${(0, lib_text.KE)(SCOPES)}`)
	}
}
const readVisibility = (inputs, place, wrong) => {
	const lines = readLines(inputs, 'secret-visibility')
	const [first] = lines
	if (first === undefined || place === undefined) return undefined
	if (place.scope !== 'organization')
		return wrong(
			'secret-visibility',
			`can have no effect with secret-scope: ${place.scope}, because only an organization’s secrets have one; leave it out`
		)
	if (lines.length === 1 && (first === 'all' || first === 'private'))
		return {
			is: first
		}
	const bad = lines.find(line => !REPOSITORY.test(line) || line.split('/')[0]?.toLowerCase() !== place.organization.toLowerCase())
	if (bad !== undefined)
		return wrong(
			'secret-visibility',
			`"${bad}" is neither all, private, nor a repository of the organization as ${place.organization}/NAME, one per line`
		)
	return {
		is: 'selected',
		repositories: lines
	}
}
const readKeepPrevious = ({ input }, wrong) => {
	const text = input('keep-previous') || '1'
	if (text === 'all') return 'all'
	if (!/^\d{1,2}$/.test(text) || Number(text) >= TOKEN_LIMIT)
		wrong('keep-previous', `"${text}" is neither a number below ${TOKEN_LIMIT} nor all`)
	return Number(text)
}
const DAY = 86_400
const LONGEST_DEFAULT_RENEWAL = 7 * DAY
const keepCurrents = inputs =>
	readLines(inputs, 'current-token').map(line => {
		const [, name = '', value = ''] = /^([A-Za-z0-9_]+)=(?!=)(.*)$/s.exec(line) ?? ['', '', line]
		return {
			name: name.toUpperCase(),
			value: value.trim() === '' ? undefined : inputs.keep(value.trim())
		}
	})
const readCurrents = (lines, template, target, wrong) => {
	const one = target !== undefined && isOne(target)
	const unnamed = lines.find(({ name }) => name === '')
	if (unnamed !== undefined && !(one && lines.length === 1)) {
		if (target !== undefined)
			wrong('current-token', 'for several sandboxes has one line per secret: its name, =, and its value from the secrets context')
		return new Map()
	}
	const written = namesOf(target).map(of => secretNameFor(template, of))
	const currents = new Map()
	for (const { name, value } of lines) {
		const secret = name || (written[0] ?? '')
		if (value === undefined || (written.length > 0 && !written.includes(secret))) {
			if (!currents.has(secret)) currents.set(secret, undefined)
			continue
		}
		if (currents.get(secret) !== undefined) wrong('current-token', `names ${secret} twice: leave one line out`)
		if (!/^veeva-vault-[\x21-\x7e]+$/.test(value.reveal()))
			wrong(
				'current-token',
				`holds for ${secret} no API access token (those begin with veeva-vault-): give what the secret holds now, or nothing on the first run`
			)
		currents.set(secret, value)
	}
	return currents
}
const readRenewBefore = ({ input }, lifetime, wrong) => {
	const text = input('renew-before')
	const seconds = text === '' ? Math.min(LONGEST_DEFAULT_RENEWAL, (lifetime ?? DAY) / 3) : parseDuration(text)
	if (seconds === undefined) {
		wrong('renew-before', `"${text}" is no length in minutes, hours or days, like 90m, 12h or 7d`)
		return 0
	}
	if (lifetime !== undefined && seconds >= lifetime)
		wrong(
			'renew-before',
			`${text} is not shorter than the lifetime asked for, so that every run would renew: give a shorter one, or a longer expires`
		)
	return seconds
}
var mod = __nccwpck_require__(916)

// ./lib/inputs/names.js
const OF_CONNECTION = [
	'vault-dns',
	'access-token',
	'session-id',
	'username',
	'password',
	'oauth-profile-id',
	'oauth-token',
	'oauth-client-id',
	'oidc-token-url',
	'oidc-client-id',
	'oidc-scope',
	'oidc-audience',
	'api-version',
	'vault-client-id',
	'ca-certificate'
]
const INPUTS = [
	...OF_CONNECTION,
	'target',
	'sandbox-name',
	'sandbox-dns',
	'token-name',
	'expires',
	'secret-name',
	'secret-scope',
	'secret-repository',
	'secret-visibility',
	'github-token',
	'current-token',
	'renew-before',
	'keep-previous',
	'revoke-after-job',
	'verify',
	'wait-timeout',
	'vault-job-id',
	'dry-run'
]
const NEAR = 2
const WINDOWS_LIMIT = 32_767
const inputMistakes = (env, known, platform = process.platform) => {
	const arrived = Object.keys(env)
		.filter(name => name.startsWith('INPUT_'))
		.map(name => name.slice(6).toLowerCase())
	if (arrived.length > 0 && arrived.every(name => !name.includes('-')) && known.some(name => name.includes('-')))
		return [
			'The inputs arrived without those that have a hyphen in their name: a shell that starts the action (dash, for one) drops such variables, or something renames them. Have the runner start the action without it.'
		]
	const unknown = arrived.filter(name => !known.includes(name))
	const misspelt = unknown.flatMap(name => {
		const meant = known.find(each => plain(each) === plain(name)) ?? nearest(name, known)
		return meant === undefined ? [] : [`${name}: there is no such input, so it would have no effect; did you mean ${meant}?`]
	})
	const long = platform === 'win32' ? arrived.filter(name => lengthOf(env, name) + name.length >= WINDOWS_LIMIT - 6 - 1) : []
	return [
		...misspelt,
		...long.map(
			name =>
				`${name}: is longer than a variable can be on Windows (${WINDOWS_LIMIT} characters), so it did not arrive whole: split it over several steps.`
		)
	]
}
const plain = name => name.replace(/[^a-z0-9]/g, '')
const nearest = (name, known) => known.find(each => (0, mod.Io)(plain(each), plain(name)) <= (each.length < 8 ? 1 : NEAR))
const lengthOf = (env, name) => env[Object.keys(env).find(each => each.toLowerCase() === `input_${name}`) ?? '']?.length ?? 0

// ./lib/inputs/index.js
const LABEL_LIMIT = 80
const readSettings = (runner, run, env, now) => {
	const inputs = {
		...runner,
		usualCause: usualCause(env)
	}
	const mistakes = [...inputMistakes(env, INPUTS)]
	const wrong = (input, what) => {
		mistakes.push(`${input}: ${what}.`)
	}
	const connection = readConnection(inputs, wrong)
	const target = readTarget(inputs, wrong)
	const label = readLabel(inputs, run, wrong)
	const expires = readExpires(inputs, inputs.input('secret-name') === '' ? '1d' : '30d', now, wrong)
	const verify = readBoolean(inputs, 'verify', true, wrong)
	const handOn = readHandOn(
		inputs,
		{
			target,
			run,
			verify,
			lifetime: expires && lifetime(expires, now)
		},
		wrong
	)
	const dryRun = readBoolean(inputs, 'dry-run', false, wrong)
	mistakes.push(...readProxies(inputs, env))
	if (!connection || !target || !handOn || !expires || mistakes.length > 0)
		return {
			is: 'mistakes',
			mistakes
		}
	return {
		is: 'settings',
		settings: {
			...connection,
			target,
			label,
			expires,
			handOn,
			verify,
			dryRun
		}
	}
}
const readLabel = ({ input }, run, wrong) => {
	const text = input('token-name')
	if ([...text].length > LABEL_LIMIT) wrong('token-name', `has ${[...text].length} characters: at most ${LABEL_LIMIT}`)
	if (/\p{Cc}/u.test(text)) wrong('token-name', 'holds a line break or another control character: leave it out')
	return text || [...`github-actions ${run.repository}`].slice(0, LABEL_LIMIT).join('').trim()
}
const readExpires = ({ input }, otherwise, now, wrong) => {
	const text = input('expires') || otherwise
	const expires = parseExpires(text)
	if (expires === undefined)
		return wrong(
			'expires',
			`"${text}" is neither a length in minutes, hours or days (90m, 12h, 30d), nor an instant like 2026-12-31T12:00:00Z, nor never`
		)
	if (expires.is === 'at' && expires.instant <= now) return wrong('expires', `${text} is over already: give a later instant`)
	return expires
}
const lifetime = (expires, now) => {
	const until = expiryFrom(expires, now)
	return until === undefined ? Number.POSITIVE_INFINITY : (until.getTime() - now.getTime()) / 1000
}

// ./lib/once.js
const once = act => {
	let result
	return () => {
		result ??= act()
		return result
	}
}

// ./lib/vault/sign-in.js
const signIn = async (how, vault, tools) => {
	switch (how.by) {
		case 'access-token':
			return vault.as(how.token)
		case 'session-id':
			return vault.as(how.session)
		case 'password':
			return byPassword(how.username, how.password, vault, tools)
		case 'oauth':
			return byOauth(how, vault, tools)
	}
}
const byPassword = async (username, password, vault, tools) => {
	const { host } = vault.site
	const doing = 'Signing in with username and password'
	const { body, executionId } = await vault.call({
		doing,
		kind: 'sign-in',
		method: 'POST',
		path: '/auth',
		form: {
			username,
			password: password.reveal(),
			vaultDNS: host
		}
	})
	return guarded(body, executionId, doing, vault, tools)
}
const byOauth = async ({ profileId, token, clientId }, vault, tools) => {
	const doing = 'Exchanging the identity provider’s token for a session'
	const { body, executionId } = await vault
		.at(LOGIN_HOST)
		.as(token)
		.call({
			doing,
			kind: 'sign-in',
			method: 'POST',
			root: true,
			path: `/auth/oauth/session/${encodeURIComponent(profileId)}`,
			form: {
				vaultDNS: vault.site.host,
				...(clientId !== undefined && {
					client_id: clientId
				})
			}
		})
		.catch(thrown => {
			if (!(thrown instanceof lib_errors.lZ) || thrown.code !== 'vault-login') throw thrown
			throw new lib_errors.lZ(thrown.code, thrown.message, OAUTH_HINT, thrown.executionId)
		})
	return guarded(body, executionId, doing, vault, tools)
}
const OAUTH_HINT =
	'Check oauth-profile-id, that the token is fresh and meant for Vault (audience, client), and that its user exists and is active there; it was tried once only.'
const guarded = (body, executionId, doing, vault, tools) => {
	const { host } = vault.site
	const value = (0, json.e1)(body.sessionId)
	if (value === '')
		throw new lib_errors.lZ(
			'vault-login',
			`${doing} on ${host} failed: the answer holds no session.`,
			'Run again; if it stays, give the execution id to Veeva Support.',
			executionId
		)
	const session = tools.keep(value)
	tools.opened(session)
	const vaults = vaultsIn(body)
	const landed = landedOn((0, json.e1)(body.vaultId), vaults)
	if (landed.includes(host)) {
		tools.sees(vaults)
		return vault.as(session)
	}
	throw new lib_errors.lZ(
		'vault-mismatch',
		`${doing} on ${host} failed: Vault opened a session of ${landed[0] === undefined ? 'a Vault that it does not name' : tools.quote(landed[0])} instead.`,
		`Check vault-dns, and that the user is active in ${host}; nothing was generated, and that session ends by itself when it has been idle.`,
		executionId
	)
}
const vaultsIn = body =>
	(0, json.DD)(body.vaultIds)
		.map(json.eB)
		.map(vault => ({
			id: (0, json.e1)(vault?.id),
			name: (0, json.e1)(vault?.name),
			host: URL.parse((0, json.e1)(vault?.url))?.hostname ?? ''
		}))
const landedOn = (vaultId, vaults) =>
	vaults.filter(({ id, host }) => vaultId !== '' && id === vaultId && host !== '').map(({ host }) => host)
const ensureHost = async (vault, quote) => {
	const { host, apiVersion } = vault.site
	const doing = 'Asking which Vault the credential is of'
	const { body, executionId } = await vault.call({
		doing,
		kind: 'read',
		method: 'GET',
		root: true,
		path: '/api/'
	})
	const values = (0, json.eB)(body.values) ?? {}
	if (Object.keys(values).length > 0 && values[apiVersion] === undefined) return
	const named = URL.parse((0, json.e1)(values[apiVersion]))?.hostname
	if (named === host) return
	throw new lib_errors.lZ(
		'vault-mismatch',
		`${doing} on ${host} failed: ${named === undefined ? 'the answer names none' : `it is of ${quote(named)}`}.`,
		`Give the token or session of ${host}, or correct vault-dns; nothing was generated.`,
		executionId
	)
}
const endSession = async vault => {
	await vault.call({
		doing: 'Ending the session',
		kind: 'end-session',
		method: 'DELETE',
		path: '/session'
	})
}
const proveSignIn = async vault => {
	await vault.call({
		doing: 'Checking the sign-in',
		kind: 'read',
		method: 'GET',
		path: '/objects/users/me'
	})
}

// ./lib/session.js
const openSession = (connection, context, journal, world, sees = () => {}) => {
	const { runner, patience, send } = world
	const { vault, apiVersion, clientId, caCertificates } = connection
	if (caCertificates.length > 0) {
		journal.trusts(caCertificates.join(''))
		world.trust(caCertificates)
	}
	const site = {
		host: vault,
		apiVersion,
		clientId,
		referenceId: referenceId(context)
	}
	const wire = {
		send,
		patience,
		quote: runner.quote
	}
	const over = new AbortController()
	const stopping = AbortSignal.any([patience.stopping, over.signal])
	const unsigned = client_reachVault(site, {
		...wire,
		patience: {
			...patience,
			stopping
		}
	})
	let opened
	const signingIn = knownToVault(connection.signIn, world).then(how =>
		signIn(how, unsigned, {
			keep: runner.keep,
			quote: runner.quote,
			sees,
			opened: session => {
				opened = client_reachVault(site, wire).as(session)
				journal.session({
					state: 'open',
					site,
					session: session.reveal()
				})
			}
		})
	)
	signingIn.catch(() => {})
	const end = once(async () => {
		over.abort()
		if (opened !== undefined && !patience.stopping.aborted) await endOpened(opened, journal, world)
	})
	return {
		unsigned,
		signingIn,
		end
	}
}
const knownToVault = async (how, world) =>
	how.by === 'oidc'
		? (await __nccwpck_require__.e(346).then(__nccwpck_require__.bind(__nccwpck_require__, 346))).keylessSignIn(how, world)
		: how
const endOpened = async (vault, journal, { runner }) => {
	try {
		await endSession(vault)
		journal.session({
			state: 'over'
		})
	} catch (thrown) {
		const error = (0, lib_errors.z6)(thrown)
		if (error.code === 'vault-session')
			return journal.session({
				state: 'over'
			})
		runner.warning(error.code, `${(0, lib_errors.em)(error)} The post step tries again.`)
	}
}

// external "node:https"
const external_node_https_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)('node:https')

// external "node:tls"
const external_node_tls_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)('node:tls')

// external "http"
const external_http_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)('http')
var external_http_namespaceObject_0 = __nccwpck_require__.t(external_http_namespaceObject, 2)

// external "https"
const external_https_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)('https')
var external_https_namespaceObject_0 = __nccwpck_require__.t(external_https_namespaceObject, 2)

// ./node_modules/@actions/http-client/lib/proxy.js
function getProxyUrl(reqUrl) {
	const usingSsl = reqUrl.protocol === 'https:'
	if (checkBypass(reqUrl)) return undefined
	const proxyVar = (() => {
		if (usingSsl) return process.env['https_proxy'] || process.env['HTTPS_PROXY']
		else return process.env['http_proxy'] || process.env['HTTP_PROXY']
	})()
	if (proxyVar)
		try {
			return new DecodedURL(proxyVar)
		} catch (_a) {
			if (!proxyVar.startsWith('http://') && !proxyVar.startsWith('https://')) return new DecodedURL(`http://${proxyVar}`)
		}
	else return undefined
}
function checkBypass(reqUrl) {
	if (!reqUrl.hostname) return false
	const reqHost = reqUrl.hostname
	if (isLoopbackAddress(reqHost)) return true
	const noProxy = process.env['no_proxy'] || process.env['NO_PROXY'] || ''
	if (!noProxy) return false
	let reqPort
	if (reqUrl.port) reqPort = Number(reqUrl.port)
	else if (reqUrl.protocol === 'http:') reqPort = 80
	else if (reqUrl.protocol === 'https:') reqPort = 443
	const upperReqHosts = [reqUrl.hostname.toUpperCase()]
	if (typeof reqPort === 'number') upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`)
	for (const upperNoProxyItem of noProxy
		.split(',')
		.map(x => x.trim().toUpperCase())
		.filter(x => x)) {
		if (
			upperNoProxyItem === '*' ||
			upperReqHosts.some(
				x =>
					x === upperNoProxyItem ||
					x.endsWith(`.${upperNoProxyItem}`) ||
					(upperNoProxyItem.startsWith('.') && x.endsWith(`${upperNoProxyItem}`))
			)
		)
			return true
	}
	return false
}
function isLoopbackAddress(host) {
	const hostLower = host.toLowerCase()
	return (
		hostLower === 'localhost' ||
		hostLower.startsWith('127.') ||
		hostLower.startsWith('[::1]') ||
		hostLower.startsWith('[0:0:0:0:0:0:0:1]')
	)
}
class DecodedURL extends URL {
	constructor(url, base) {
		super(url, base)
		this._decodedUsername = decodeURIComponent(super.username)
		this._decodedPassword = decodeURIComponent(super.password)
	}
	get username() {
		return this._decodedUsername
	}
	get password() {
		return this._decodedPassword
	}
}

// ./stubs/absent.js
const absent = () => {
	throw new Error('this is not part of the bundle')
}
const ProxyAgent = absent
const httpOverHttp = absent
const httpOverHttps = absent
const httpsOverHttp = absent
const httpsOverHttps = absent

// ./node_modules/@actions/http-client/lib/index.js
var __awaiter = function (thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P
			? value
			: new P(function (resolve) {
					resolve(value)
				})
	}
	return new (P || (P = Promise))(function (resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value))
			} catch (e) {
				reject(e)
			}
		}
		function rejected(value) {
			try {
				step(generator['throw'](value))
			} catch (e) {
				reject(e)
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected)
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next())
	})
}
var HttpCodes
;(function (HttpCodes) {
	HttpCodes[(HttpCodes['OK'] = 200)] = 'OK'
	HttpCodes[(HttpCodes['MultipleChoices'] = 300)] = 'MultipleChoices'
	HttpCodes[(HttpCodes['MovedPermanently'] = 301)] = 'MovedPermanently'
	HttpCodes[(HttpCodes['ResourceMoved'] = 302)] = 'ResourceMoved'
	HttpCodes[(HttpCodes['SeeOther'] = 303)] = 'SeeOther'
	HttpCodes[(HttpCodes['NotModified'] = 304)] = 'NotModified'
	HttpCodes[(HttpCodes['UseProxy'] = 305)] = 'UseProxy'
	HttpCodes[(HttpCodes['SwitchProxy'] = 306)] = 'SwitchProxy'
	HttpCodes[(HttpCodes['TemporaryRedirect'] = 307)] = 'TemporaryRedirect'
	HttpCodes[(HttpCodes['PermanentRedirect'] = 308)] = 'PermanentRedirect'
	HttpCodes[(HttpCodes['BadRequest'] = 400)] = 'BadRequest'
	HttpCodes[(HttpCodes['Unauthorized'] = 401)] = 'Unauthorized'
	HttpCodes[(HttpCodes['PaymentRequired'] = 402)] = 'PaymentRequired'
	HttpCodes[(HttpCodes['Forbidden'] = 403)] = 'Forbidden'
	HttpCodes[(HttpCodes['NotFound'] = 404)] = 'NotFound'
	HttpCodes[(HttpCodes['MethodNotAllowed'] = 405)] = 'MethodNotAllowed'
	HttpCodes[(HttpCodes['NotAcceptable'] = 406)] = 'NotAcceptable'
	HttpCodes[(HttpCodes['ProxyAuthenticationRequired'] = 407)] = 'ProxyAuthenticationRequired'
	HttpCodes[(HttpCodes['RequestTimeout'] = 408)] = 'RequestTimeout'
	HttpCodes[(HttpCodes['Conflict'] = 409)] = 'Conflict'
	HttpCodes[(HttpCodes['Gone'] = 410)] = 'Gone'
	HttpCodes[(HttpCodes['TooManyRequests'] = 429)] = 'TooManyRequests'
	HttpCodes[(HttpCodes['InternalServerError'] = 500)] = 'InternalServerError'
	HttpCodes[(HttpCodes['NotImplemented'] = 501)] = 'NotImplemented'
	HttpCodes[(HttpCodes['BadGateway'] = 502)] = 'BadGateway'
	HttpCodes[(HttpCodes['ServiceUnavailable'] = 503)] = 'ServiceUnavailable'
	HttpCodes[(HttpCodes['GatewayTimeout'] = 504)] = 'GatewayTimeout'
})(HttpCodes || (HttpCodes = {}))
var Headers
;(function (Headers) {
	Headers['Accept'] = 'accept'
	Headers['ContentType'] = 'content-type'
})(Headers || (Headers = {}))
var MediaTypes
;(function (MediaTypes) {
	MediaTypes['ApplicationJson'] = 'application/json'
})(MediaTypes || (MediaTypes = {}))
const HttpRedirectCodes = [
	HttpCodes.MovedPermanently,
	HttpCodes.ResourceMoved,
	HttpCodes.SeeOther,
	HttpCodes.TemporaryRedirect,
	HttpCodes.PermanentRedirect
]
const HttpResponseRetryCodes = [HttpCodes.BadGateway, HttpCodes.ServiceUnavailable, HttpCodes.GatewayTimeout]
const RetryableHttpVerbs = ['OPTIONS', 'GET', 'DELETE', 'HEAD']
const ExponentialBackoffCeiling = 10
const ExponentialBackoffTimeSlice = 5
class HttpClientError extends Error {
	constructor(message, statusCode) {
		super(message)
		this.name = 'HttpClientError'
		this.statusCode = statusCode
		Object.setPrototypeOf(this, HttpClientError.prototype)
	}
}
class HttpClientResponse {
	constructor(message) {
		this.message = message
	}
	readBody() {
		return __awaiter(this, void 0, void 0, function* () {
			return new Promise(resolve =>
				__awaiter(this, void 0, void 0, function* () {
					let output = Buffer.alloc(0)
					this.message.on('data', chunk => {
						output = Buffer.concat([output, chunk])
					})
					this.message.on('end', () => {
						resolve(output.toString())
					})
				})
			)
		})
	}
	readBodyBuffer() {
		return __awaiter(this, void 0, void 0, function* () {
			return new Promise(resolve =>
				__awaiter(this, void 0, void 0, function* () {
					const chunks = []
					this.message.on('data', chunk => {
						chunks.push(chunk)
					})
					this.message.on('end', () => {
						resolve(Buffer.concat(chunks))
					})
				})
			)
		})
	}
}
class lib_HttpClient {
	constructor(userAgent, handlers, requestOptions) {
		this._ignoreSslError = false
		this._allowRedirects = true
		this._allowRedirectDowngrade = false
		this._maxRedirects = 50
		this._allowRetries = false
		this._maxRetries = 1
		this._keepAlive = false
		this._disposed = false
		this.userAgent = this._getUserAgentWithOrchestrationId(userAgent)
		this.handlers = handlers || []
		this.requestOptions = requestOptions
		if (requestOptions) {
			if (requestOptions.ignoreSslError != null) this._ignoreSslError = requestOptions.ignoreSslError
			this._socketTimeout = requestOptions.socketTimeout
			if (requestOptions.allowRedirects != null) this._allowRedirects = requestOptions.allowRedirects
			if (requestOptions.allowRedirectDowngrade != null) this._allowRedirectDowngrade = requestOptions.allowRedirectDowngrade
			if (requestOptions.maxRedirects != null) this._maxRedirects = Math.max(requestOptions.maxRedirects, 0)
			if (requestOptions.keepAlive != null) this._keepAlive = requestOptions.keepAlive
			if (requestOptions.allowRetries != null) this._allowRetries = requestOptions.allowRetries
			if (requestOptions.maxRetries != null) this._maxRetries = requestOptions.maxRetries
		}
	}
	options(requestUrl, additionalHeaders) {
		return __awaiter(this, void 0, void 0, function* () {
			return this.request('OPTIONS', requestUrl, null, additionalHeaders || {})
		})
	}
	get(requestUrl, additionalHeaders) {
		return __awaiter(this, void 0, void 0, function* () {
			return this.request('GET', requestUrl, null, additionalHeaders || {})
		})
	}
	del(requestUrl, additionalHeaders) {
		return __awaiter(this, void 0, void 0, function* () {
			return this.request('DELETE', requestUrl, null, additionalHeaders || {})
		})
	}
	post(requestUrl, data, additionalHeaders) {
		return __awaiter(this, void 0, void 0, function* () {
			return this.request('POST', requestUrl, data, additionalHeaders || {})
		})
	}
	patch(requestUrl, data, additionalHeaders) {
		return __awaiter(this, void 0, void 0, function* () {
			return this.request('PATCH', requestUrl, data, additionalHeaders || {})
		})
	}
	put(requestUrl, data, additionalHeaders) {
		return __awaiter(this, void 0, void 0, function* () {
			return this.request('PUT', requestUrl, data, additionalHeaders || {})
		})
	}
	head(requestUrl, additionalHeaders) {
		return __awaiter(this, void 0, void 0, function* () {
			return this.request('HEAD', requestUrl, null, additionalHeaders || {})
		})
	}
	sendStream(verb, requestUrl, stream, additionalHeaders) {
		return __awaiter(this, void 0, void 0, function* () {
			return this.request(verb, requestUrl, stream, additionalHeaders)
		})
	}
	getJson(requestUrl_1) {
		return __awaiter(this, arguments, void 0, function* (requestUrl, additionalHeaders = {}) {
			additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(
				additionalHeaders,
				Headers.Accept,
				MediaTypes.ApplicationJson
			)
			const res = yield this.get(requestUrl, additionalHeaders)
			return this._processResponse(res, this.requestOptions)
		})
	}
	postJson(requestUrl_1, obj_1) {
		return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
			const data = JSON.stringify(obj, null, 2)
			additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(
				additionalHeaders,
				Headers.Accept,
				MediaTypes.ApplicationJson
			)
			additionalHeaders[Headers.ContentType] = this._getExistingOrDefaultContentTypeHeader(
				additionalHeaders,
				MediaTypes.ApplicationJson
			)
			const res = yield this.post(requestUrl, data, additionalHeaders)
			return this._processResponse(res, this.requestOptions)
		})
	}
	putJson(requestUrl_1, obj_1) {
		return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
			const data = JSON.stringify(obj, null, 2)
			additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(
				additionalHeaders,
				Headers.Accept,
				MediaTypes.ApplicationJson
			)
			additionalHeaders[Headers.ContentType] = this._getExistingOrDefaultContentTypeHeader(
				additionalHeaders,
				MediaTypes.ApplicationJson
			)
			const res = yield this.put(requestUrl, data, additionalHeaders)
			return this._processResponse(res, this.requestOptions)
		})
	}
	patchJson(requestUrl_1, obj_1) {
		return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
			const data = JSON.stringify(obj, null, 2)
			additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(
				additionalHeaders,
				Headers.Accept,
				MediaTypes.ApplicationJson
			)
			additionalHeaders[Headers.ContentType] = this._getExistingOrDefaultContentTypeHeader(
				additionalHeaders,
				MediaTypes.ApplicationJson
			)
			const res = yield this.patch(requestUrl, data, additionalHeaders)
			return this._processResponse(res, this.requestOptions)
		})
	}
	request(verb, requestUrl, data, headers) {
		return __awaiter(this, void 0, void 0, function* () {
			if (this._disposed) throw new Error('Client has already been disposed.')
			const parsedUrl = new URL(requestUrl)
			let info = this._prepareRequest(verb, parsedUrl, headers)
			const maxTries = this._allowRetries && RetryableHttpVerbs.includes(verb) ? this._maxRetries + 1 : 1
			let numTries = 0
			let response
			do {
				response = yield this.requestRaw(info, data)
				if (response && response.message && response.message.statusCode === HttpCodes.Unauthorized) {
					let authenticationHandler
					for (const handler of this.handlers)
						if (handler.canHandleAuthentication(response)) {
							authenticationHandler = handler
							break
						}
					if (authenticationHandler) return authenticationHandler.handleAuthentication(this, info, data)
					else return response
				}
				let redirectsRemaining = this._maxRedirects
				while (
					response.message.statusCode &&
					HttpRedirectCodes.includes(response.message.statusCode) &&
					this._allowRedirects &&
					redirectsRemaining > 0
				) {
					const redirectUrl = response.message.headers['location']
					if (!redirectUrl) break
					const parsedRedirectUrl = new URL(redirectUrl)
					if (
						parsedUrl.protocol === 'https:' &&
						parsedUrl.protocol !== parsedRedirectUrl.protocol &&
						!this._allowRedirectDowngrade
					)
						throw new Error(
							'Redirect from HTTPS to HTTP protocol. This downgrade is not allowed for security reasons. If you want to allow this behavior, set the allowRedirectDowngrade option to true.'
						)
					yield response.readBody()
					if (parsedRedirectUrl.hostname !== parsedUrl.hostname) {
						for (const header in headers) if (header.toLowerCase() === 'authorization') delete headers[header]
					}
					info = this._prepareRequest(verb, parsedRedirectUrl, headers)
					response = yield this.requestRaw(info, data)
					redirectsRemaining--
				}
				if (!response.message.statusCode || !HttpResponseRetryCodes.includes(response.message.statusCode)) return response
				numTries += 1
				if (numTries < maxTries) {
					yield response.readBody()
					yield this._performExponentialBackoff(numTries)
				}
			} while (numTries < maxTries)
			return response
		})
	}
	dispose() {
		if (this._agent) this._agent.destroy()
		this._disposed = true
	}
	requestRaw(info, data) {
		return __awaiter(this, void 0, void 0, function* () {
			return new Promise((resolve, reject) => {
				function callbackForResult(err, res) {
					if (err) reject(err)
					else if (!res) reject(new Error('Unknown error'))
					else resolve(res)
				}
				this.requestRawWithCallback(info, data, callbackForResult)
			})
		})
	}
	requestRawWithCallback(info, data, onResult) {
		if (typeof data === 'string') {
			if (!info.options.headers) info.options.headers = {}
			info.options.headers['Content-Length'] = Buffer.byteLength(data, 'utf8')
		}
		let callbackCalled = false
		function handleResult(err, res) {
			if (!callbackCalled) {
				callbackCalled = true
				onResult(err, res)
			}
		}
		const req = info.httpModule.request(info.options, msg => {
			const res = new HttpClientResponse(msg)
			handleResult(undefined, res)
		})
		let socket
		req.on('socket', sock => {
			socket = sock
		})
		req.setTimeout(this._socketTimeout || 180000, () => {
			if (socket) socket.end()
			handleResult(new Error(`Request timeout: ${info.options.path}`))
		})
		req.on('error', function (err) {
			handleResult(err)
		})
		if (data && typeof data === 'string') req.write(data, 'utf8')
		if (data && typeof data !== 'string') {
			data.on('close', function () {
				req.end()
			})
			data.pipe(req)
		} else req.end()
	}
	getAgent(serverUrl) {
		const parsedUrl = new URL(serverUrl)
		return this._getAgent(parsedUrl)
	}
	getAgentDispatcher(serverUrl) {
		const parsedUrl = new URL(serverUrl)
		const proxyUrl = getProxyUrl(parsedUrl)
		const useProxy = proxyUrl && proxyUrl.hostname
		if (!useProxy) return
		return this._getProxyAgentDispatcher(parsedUrl, proxyUrl)
	}
	_prepareRequest(method, requestUrl, headers) {
		const info = {}
		info.parsedUrl = requestUrl
		const usingSsl = info.parsedUrl.protocol === 'https:'
		info.httpModule = usingSsl ? external_https_namespaceObject_0 : external_http_namespaceObject_0
		const defaultPort = usingSsl ? 443 : 80
		info.options = {}
		info.options.host = info.parsedUrl.hostname
		info.options.port = info.parsedUrl.port ? parseInt(info.parsedUrl.port) : defaultPort
		info.options.path = (info.parsedUrl.pathname || '') + (info.parsedUrl.search || '')
		info.options.method = method
		info.options.headers = this._mergeHeaders(headers)
		if (this.userAgent != null) info.options.headers['user-agent'] = this.userAgent
		info.options.agent = this._getAgent(info.parsedUrl)
		if (this.handlers) for (const handler of this.handlers) handler.prepareRequest(info.options)
		return info
	}
	_mergeHeaders(headers) {
		if (this.requestOptions && this.requestOptions.headers)
			return Object.assign({}, lowercaseKeys(this.requestOptions.headers), lowercaseKeys(headers || {}))
		return lowercaseKeys(headers || {})
	}
	_getExistingOrDefaultHeader(additionalHeaders, header, _default) {
		let clientHeader
		if (this.requestOptions && this.requestOptions.headers) {
			const headerValue = lowercaseKeys(this.requestOptions.headers)[header]
			if (headerValue) clientHeader = typeof headerValue === 'number' ? headerValue.toString() : headerValue
		}
		const additionalValue = additionalHeaders[header]
		if (additionalValue !== undefined) return typeof additionalValue === 'number' ? additionalValue.toString() : additionalValue
		if (clientHeader !== undefined) return clientHeader
		return _default
	}
	_getExistingOrDefaultContentTypeHeader(additionalHeaders, _default) {
		let clientHeader
		if (this.requestOptions && this.requestOptions.headers) {
			const headerValue = lowercaseKeys(this.requestOptions.headers)[Headers.ContentType]
			if (headerValue) {
				if (typeof headerValue === 'number') clientHeader = String(headerValue)
				else if (Array.isArray(headerValue)) clientHeader = headerValue.join(', ')
				else clientHeader = headerValue
			}
		}
		const additionalValue = additionalHeaders[Headers.ContentType]
		if (additionalValue !== undefined) {
			if (typeof additionalValue === 'number') return String(additionalValue)
			else if (Array.isArray(additionalValue)) return additionalValue.join(', ')
			else return additionalValue
		}
		if (clientHeader !== undefined) return clientHeader
		return _default
	}
	_getAgent(parsedUrl) {
		let agent
		const proxyUrl = getProxyUrl(parsedUrl)
		const useProxy = proxyUrl && proxyUrl.hostname
		if (this._keepAlive && useProxy) agent = this._proxyAgent
		if (!useProxy) agent = this._agent
		if (agent) return agent
		const usingSsl = parsedUrl.protocol === 'https:'
		let maxSockets = 100
		if (this.requestOptions) maxSockets = this.requestOptions.maxSockets || external_http_namespaceObject.globalAgent.maxSockets
		if (proxyUrl && proxyUrl.hostname) {
			const agentOptions = {
				maxSockets,
				keepAlive: this._keepAlive,
				proxy: Object.assign(
					Object.assign(
						{},
						(proxyUrl.username || proxyUrl.password) && {
							proxyAuth: `${proxyUrl.username}:${proxyUrl.password}`
						}
					),
					{
						host: proxyUrl.hostname,
						port: proxyUrl.port
					}
				)
			}
			let tunnelAgent
			const overHttps = proxyUrl.protocol === 'https:'
			if (usingSsl) tunnelAgent = overHttps ? httpsOverHttps : httpsOverHttp
			else tunnelAgent = overHttps ? httpOverHttps : httpOverHttp
			agent = tunnelAgent(agentOptions)
			this._proxyAgent = agent
		}
		if (!agent) {
			const options = {
				keepAlive: this._keepAlive,
				maxSockets
			}
			agent = usingSsl ? new external_https_namespaceObject.Agent(options) : new external_http_namespaceObject.Agent(options)
			this._agent = agent
		}
		if (usingSsl && this._ignoreSslError)
			agent.options = Object.assign(agent.options || {}, {
				rejectUnauthorized: false
			})
		return agent
	}
	_getProxyAgentDispatcher(parsedUrl, proxyUrl) {
		let proxyAgent
		if (this._keepAlive) proxyAgent = this._proxyAgentDispatcher
		if (proxyAgent) return proxyAgent
		const usingSsl = parsedUrl.protocol === 'https:'
		proxyAgent = new ProxyAgent(
			Object.assign(
				{
					uri: proxyUrl.href,
					pipelining: !this._keepAlive ? 0 : 1
				},
				(proxyUrl.username || proxyUrl.password) && {
					token: `Basic ${Buffer.from(`${proxyUrl.username}:${proxyUrl.password}`).toString('base64')}`
				}
			)
		)
		this._proxyAgentDispatcher = proxyAgent
		if (usingSsl && this._ignoreSslError)
			proxyAgent.options = Object.assign(proxyAgent.options.requestTls || {}, {
				rejectUnauthorized: false
			})
		return proxyAgent
	}
	_getUserAgentWithOrchestrationId(userAgent) {
		const baseUserAgent = userAgent || 'actions/http-client'
		const orchId = process.env['ACTIONS_ORCHESTRATION_ID']
		if (orchId) {
			const sanitizedId = orchId.replace(/[^a-z0-9_.-]/gi, '_')
			return `${baseUserAgent} actions_orchestration_id/${sanitizedId}`
		}
		return baseUserAgent
	}
	_performExponentialBackoff(retryNumber) {
		return __awaiter(this, void 0, void 0, function* () {
			retryNumber = Math.min(ExponentialBackoffCeiling, retryNumber)
			const ms = ExponentialBackoffTimeSlice * Math.pow(2, retryNumber)
			return new Promise(resolve => setTimeout(() => resolve(), ms))
		})
	}
	_processResponse(res, options) {
		return __awaiter(this, void 0, void 0, function* () {
			return new Promise((resolve, reject) =>
				__awaiter(this, void 0, void 0, function* () {
					const statusCode = res.message.statusCode || 0
					const response = {
						statusCode,
						result: null,
						headers: {}
					}
					if (statusCode === HttpCodes.NotFound) resolve(response)
					function dateTimeDeserializer(key, value) {
						if (typeof value === 'string') {
							const a = new Date(value)
							if (!isNaN(a.valueOf())) return a
						}
						return value
					}
					let obj
					let contents
					try {
						contents = yield res.readBody()
						if (contents && contents.length > 0) {
							if (options && options.deserializeDates) obj = JSON.parse(contents, dateTimeDeserializer)
							else obj = JSON.parse(contents)
							response.result = obj
						}
						response.headers = res.message.headers
					} catch (err) {}
					if (statusCode > 299) {
						let msg
						if (obj && obj.message) msg = obj.message
						else if (contents && contents.length > 0) msg = contents
						else msg = `Failed request: (${statusCode})`
						const err = new HttpClientError(msg, statusCode)
						err.result = response.result
						reject(err)
					} else resolve(response)
				})
			)
		})
	}
}
const lowercaseKeys = obj => Object.keys(obj).reduce((c, k) => ((c[k.toLowerCase()] = obj[k]), c), {})

// external "node:events"
const external_node_events_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)('node:events')

// external "node:http"
const external_node_http_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)('node:http')

// ./lib/connection.js
const openConnection = async ({ host, port, proxy, trusted, unchecked }, signal) => {
	const secured = (over, name) => {
		const servername =
			external_node_net_namespaceObject.isIP(name) === 0
				? {
						servername: name
					}
				: {}
		const checks = {
			rejectUnauthorized: true,
			ALPNProtocols: ['http/1.1']
		}
		return ready(
			external_node_tls_namespaceObject.connect({
				...over,
				host: name,
				...servername,
				secureContext: trusted,
				...checks
			}),
			'secureConnect',
			signal
		)
	}
	const step = async (late, work, explain) => {
		try {
			return {
				is: 'done',
				value: await work()
			}
		} catch (thrown) {
			const why = signal.aborted
				? {
						reason: `${late} ${signal.reason.unopened}`,
						lasting: false
					}
				: explain(thrown)
			return {
				is: 'not-open',
				...why
			}
		}
	}
	const byHost = thrown => unsecured(thrown, 'host', unchecked)
	const byProxy = thrown => unsecured(thrown, 'proxy', unchecked)
	if (signal.aborted)
		return {
			is: 'not-open',
			reason: `no connection was made ${signal.reason.unopened}`,
			lasting: false
		}
	if (proxy === undefined) {
		const direct = await step(
			'no connection was made',
			() =>
				secured(
					{
						port
					},
					host
				),
			byHost
		)
		return direct.is === 'done'
			? {
					is: 'open',
					socket: direct.value
				}
			: direct
	}
	const toProxy = () =>
		proxy.scheme === 'https'
			? secured(
					{
						port: proxy.port
					},
					proxy.host
				)
			: ready(
					external_node_net_namespaceObject.connect({
						host: proxy.host,
						port: proxy.port
					}),
					'connect',
					signal
				)
	const reached = await step('the proxy could not be reached', toProxy, byProxy)
	if (reached.is === 'not-open') return reached
	const ask = () => askProxy(reached.value, proxy, host, port, signal)
	const answered = await step('the proxy gave no answer', ask, unanswered)
	if (answered.is === 'not-open') return answered
	if (answered.value < 200 || answered.value > 299) {
		reached.value.destroy()
		return {
			is: 'not-open',
			...refused(answered.value)
		}
	}
	const overTunnel = () =>
		secured(
			{
				socket: reached.value
			},
			host
		)
	const through = await step('no connection was made through the proxy', overTunnel, byHost)
	if (through.is === 'done')
		return {
			is: 'open',
			socket: through.value
		}
	reached.value.destroy()
	return through
}
const ready = async (socket, event, signal) => {
	socket.on('error', () => {})
	socket.setNoDelay(true)
	try {
		await (0, external_node_events_namespaceObject.once)(socket, event, {
			signal
		})
		return socket
	} catch (thrown) {
		socket.destroy()
		throw thrown
	}
}
const askProxy = async (socket, proxy, host, port, signal) => {
	const target = `${external_node_net_namespaceObject.isIPv6(host) ? `[${host}]` : host}:${port}`
	const headers = {
		host: target,
		...(proxy.authorization !== undefined && {
			'proxy-authorization': proxy.authorization
		})
	}
	const request = external_node_http_namespaceObject.request({
		createConnection: () => socket,
		method: 'CONNECT',
		path: target,
		headers
	})
	request.on('error', () => {})
	try {
		const answer = (0, external_node_events_namespaceObject.once)(request, 'connect', {
			signal
		})
		request.end()
		const [response] = await answer
		return response.statusCode ?? 0
	} catch (thrown) {
		socket.destroy()
		throw thrown
	}
}
const NETWORK = {
	ENOTFOUND: 'its name does not resolve (ENOTFOUND)',
	EAI_AGAIN: 'its name could not be resolved (EAI_AGAIN)',
	ECONNREFUSED: 'the connection was refused (ECONNREFUSED)',
	EHOSTUNREACH: 'the host is unreachable (EHOSTUNREACH)',
	ENETUNREACH: 'the network is unreachable (ENETUNREACH)',
	ETIMEDOUT: 'the host does not answer (ETIMEDOUT)'
}
const CERTIFICATE = /^(CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_)/
const UNKNOWN_AUTHORITY =
	/^(DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_GET_|UNABLE_TO_VERIFY_|CERT_SIGNATURE_FAILURE|CERT_UNTRUSTED|INVALID_CA)/
const CHECK_PROXY = 'Check HTTPS_PROXY, and that the proxy runs and may be reached from the runner.'
const unsecured = (thrown, peer, unchecked) => {
	const codes = codesOf(thrown)
	const code = codes.join(', ') || 'no code'
	const whose = reason => (peer === 'proxy' ? reason.replace(/^its /, 'the proxy’s ') : reason)
	if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
		return {
			reason: whose(`its certificate is of another host (${code})`),
			hint:
				peer === 'proxy'
					? 'Give in HTTPS_PROXY the name that the proxy’s certificate is of.'
					: 'Something else answers under this name: check the name, the DNS that the runner uses, and what stands in between (proxy, firewall).',
			lasting: true
		}
	if (code === 'CERT_HAS_EXPIRED')
		return {
			reason: whose(`its certificate, or that of its authority, has expired (${code})`),
			hint: 'Have it renewed by those who run it, or by those who run a proxy that inspects TLS; check the runner’s clock too.',
			lasting: true
		}
	if (code === 'CERT_NOT_YET_VALID')
		return {
			reason: whose(`its certificate is not valid yet (${code})`),
			hint: 'Check the runner’s clock: it is probably slow.',
			lasting: true
		}
	if (UNKNOWN_AUTHORITY.test(code))
		return {
			reason: whose(`its certificate is not trusted here (${code})`),
			hint: `Give the certificate of the authority that signed it in ca-certificate; a proxy or firewall that inspects TLS has one of its own.${unchecked ? ' NODE_TLS_REJECT_UNAUTHORIZED changes nothing: certificates are always checked here.' : ''}`,
			lasting: true
		}
	if (CERTIFICATE.test(code)) {
		const hint = 'Have the certificate replaced by those who run the host, or by those who run a proxy that inspects TLS.'
		return {
			reason: whose(`its certificate is not in order (${code})`),
			hint,
			lasting: true
		}
	}
	if (/^(ERR_SSL_|ERR_TLS_|EPROTO)/.test(code)) {
		const hint =
			peer === 'proxy'
				? 'Check HTTPS_PROXY: https:// is for a proxy that is itself reached over TLS, and most proxies are given with http://.'
				: 'Check what answers under this name (DNS, proxy, firewall): it does not speak TLS as Vault and GitHub do.'
		return {
			reason: `${peer === 'proxy' ? 'the proxy and the runner' : 'both sides'} found no TLS to agree on (${code})`,
			hint,
			lasting: true
		}
	}
	if (peer === 'proxy')
		return {
			reason: `the proxy could not be reached (${code})`,
			hint: CHECK_PROXY,
			lasting: false
		}
	if (codes.length > 1)
		return {
			reason: `none of its addresses could be reached (${code})`,
			lasting: false
		}
	const known = NETWORK[code]
	if (known !== undefined)
		return {
			reason: known,
			lasting: false
		}
	return {
		reason: `no connection was made (${code})`,
		lasting: false
	}
}
const codesOf = thrown => {
	const { code, errors } = Object(thrown)
	const inner = Array.isArray(errors) ? [...new Set(errors.flatMap(codesOf))] : []
	return inner.length > 0 ? inner : typeof code === 'string' ? [code] : []
}
const unanswered = thrown => {
	const code = codesOf(thrown)[0] ?? 'no code'
	return code.startsWith('HPE_')
		? {
				reason: `what the proxy answered is no HTTP (${code})`,
				hint: CHECK_PROXY,
				lasting: true
			}
		: {
				reason: `the proxy cut the connection without an answer (${code})`,
				hint: CHECK_PROXY,
				lasting: false
			}
}
const refused = status => {
	const reason = `the proxy refused the connection with status ${status}`
	if (status === 407)
		return {
			reason,
			hint: 'Check the user and the password in HTTPS_PROXY (percent-encoded).',
			lasting: true
		}
	if (status >= 500)
		return {
			reason,
			hint: 'The proxy does not reach the host: check the host’s name and the proxy, and run again.',
			lasting: false
		}
	return {
		reason,
		hint: 'Have this host allowed on the proxy (port 443), or name it in NO_PROXY where the runner may reach it directly.',
		lasting: true
	}
}

// ./lib/http.js
const ANSWER_LIMIT = 1048576
const LAST_WORDS = 5_000
const CONNECT_DEADLINE = 30_000
const AHEAD = 2
const IDLE = {
	used: 4_000,
	unused: 10_000
}
const createTransport = (stopping, env) => {
	const unchecked = env.NODE_TLS_REJECT_UNAUTHORIZED === '0'
	delete env.NODE_TLS_REJECT_UNAUTHORIZED
	const proxies = readProxy(env)
	let trusted
	const client = new lib_HttpClient()
	const agent = new external_node_https_namespaceObject.Agent({
		keepAlive: true,
		timeout: IDLE.used
	})
	const spares = new Map()
	const underWay = new Map()
	agent.getName = ({ host, port } = {}) => `${host}:${port}`
	agent.createConnection = options => takeFrom(spares.get(agent.getName(options)))
	const open = async (host, port, signal) => {
		if (proxies.is === 'mistakes')
			return {
				is: 'not-open',
				reason: proxies.mistakes.join('; '),
				lasting: true
			}
		trusted ??= external_node_tls_namespaceObject.createSecureContext()
		return openConnection(
			{
				host: bareHost(host),
				port,
				proxy: proxies.proxyFor(host, port),
				trusted,
				unchecked
			},
			signal
		)
	}
	const offer = (name, socket) => {
		spares.set(name, [...(spares.get(name) ?? []).filter(isOpen), http_keep(socket)])
	}
	const readyFor = name => {
		const free = agent.freeSockets[name] ?? []
		return (free.at(-1)?.destroyed === false ? free.length : 0) + (spares.get(name) ?? []).filter(isOpen).length
	}
	const openAhead = (host, name) => {
		const cutter = new AbortController()
		const giveUp = unopened =>
			cutter.abort({
				unopened
			})
		const deadline = setTimeout(() => giveUp(`within ${CONNECT_DEADLINE / 1000} seconds`), CONNECT_DEADLINE).unref()
		const stop = () => giveUp(`before ${(0, retry.kE)(stopping)}`)
		stopping.addEventListener('abort', stop, {
			once: true
		})
		const opening = open(host, 443, cutter.signal).then(opened => {
			clearTimeout(deadline)
			stopping.removeEventListener('abort', stop)
			underWay.set(
				name,
				(underWay.get(name) ?? []).filter(other => other !== opening)
			)
			if (opened.is === 'not-open') return unopened(opened)
			offer(name, opened.socket)
			return undefined
		})
		underWay.set(name, [...(underWay.get(name) ?? []), opening])
	}
	return {
		connect: async host => {
			if (stopping.aborted) return stopped(stopping)
			const name = agent.getName({
				host,
				port: 443
			})
			while (readyFor(name) + (underWay.get(name)?.length ?? 0) < AHEAD) openAhead(host, name)
			return readyFor(name) > 0 ? undefined : firstThere(underWay.get(name) ?? [])
		},
		send: async ({ method, url, headers, body, deadlineMs }) => {
			if (stopping.aborted) return stopped(stopping)
			const cutter = new AbortController()
			const cut = (reason, unopened) =>
				cutter.abort({
					reason,
					unopened
				})
			const within = `within ${deadlineMs / 1000} seconds`
			const deadline = setTimeout(() => cut(`no whole answer came ${within}`, within), deadlineMs)
			let lastWords
			const stop = () => {
				const why = (0, retry.kE)(stopping)
				lastWords = setTimeout(() => cut(`${why} before the answer came`, `before ${why}`), LAST_WORDS)
			}
			stopping.addEventListener('abort', stop, {
				once: true
			})
			try {
				const host = url.hostname
				const port = url.port === '' ? 443 : Number(url.port)
				const name = agent.getName({
					host,
					port
				})
				const early = readyFor(name) > 0 ? undefined : underWay.get(name)?.shift()
				if (early !== undefined) await Promise.race([early, aborted(cutter.signal)])
				const opened = readyFor(name) > 0 ? undefined : await open(host, port, cutter.signal)
				if (opened?.is === 'not-open') return unopened(opened)
				if (opened !== undefined) offer(name, opened.socket)
				const options = {
					method,
					host,
					port,
					path: url.pathname + url.search,
					headers: {
						...headers
					},
					agent,
					signal: cutter.signal
				}
				const response = await client.requestRaw(
					{
						options,
						parsedUrl: url,
						httpModule: external_node_https_namespaceObject
					},
					body ?? null
				)
				const chunks = []
				let size = 0
				for await (const chunk of response.message) {
					chunks.push(chunk)
					size += chunk.length
					if (size > ANSWER_LIMIT) return tooLarge
				}
				cutter.signal.throwIfAborted()
				return {
					is: 'answer',
					status: response.message.statusCode ?? 0,
					headers: Object.fromEntries(Object.entries(response.message.headers).map(([name, value]) => [name, String(value)])),
					text: Buffer.concat(chunks).toString('utf8')
				}
			} catch (thrown) {
				if (!cutter.signal.aborted) return explain(thrown)
				return {
					is: 'no-answer',
					reason: cutter.signal.reason.reason,
					reached: 'perhaps',
					lasting: false
				}
			} finally {
				clearTimeout(deadline)
				clearTimeout(lastWords)
				stopping.removeEventListener('abort', stop)
			}
		},
		trust: pems => {
			if (pems.length > 0)
				trusted = external_node_tls_namespaceObject.createSecureContext({
					ca: [...external_node_tls_namespaceObject.getCACertificates('default'), ...pems]
				})
		}
	}
}
const http_keep = socket => socket.setTimeout(IDLE.unused).once('timeout', http_close).unref()
function http_close() {
	this.destroy()
}
const isOpen = ({ readable, writable }) => readable && writable
const takeFrom = (spares = []) => {
	const found = spares.splice(0, spares.findIndex(isOpen) + 1).at(-1)
	return found?.setTimeout(0).off('timeout', http_close).ref()
}
const firstThere = openings =>
	new Promise(resolve => {
		let left = openings.length
		for (const opening of openings) opening.then(none => (--left > 0 && none !== undefined ? undefined : resolve(none)))
	})
const aborted = signal =>
	new Promise(resolve =>
		signal.addEventListener('abort', resolve, {
			once: true
		})
	)
const stopped = stopping => ({
	is: 'no-answer',
	reason: (0, retry.kE)(stopping),
	reached: 'no',
	lasting: true
})
const unopened = ({ reason, hint, lasting }) => ({
	is: 'no-answer',
	reason,
	reached: 'no',
	lasting,
	...(hint !== undefined && {
		hint
	})
})
const tooLarge = {
	is: 'no-answer',
	reason: 'the answer is larger than 1 MiB',
	reached: 'perhaps',
	lasting: false
}
const explain = thrown => {
	const { code } = Object(thrown)
	const said = typeof code === 'string' ? code : 'no code'
	if (/^ERR_(INVALID_CHAR|INVALID_ARG|INVALID_HTTP_TOKEN|HTTP_INVALID_HEADER|UNESCAPED_CHARACTERS)/.test(said))
		return {
			is: 'no-answer',
			reason: `the request could not be made (${said})`,
			hint: 'A credential or another input holds a character that no request can carry: check what was pasted.',
			reached: 'no',
			lasting: true
		}
	return {
		is: 'no-answer',
		reason: `the connection was lost (${said})`,
		reached: 'perhaps',
		lasting: false
	}
}

// ./lib/journal.js
const createJournal = saveState => ({
	began: (main, stateFile) =>
		saveState(
			'main',
			JSON.stringify({
				...main,
				stateFile
			})
		),
	trusts: pem => saveState('ca-certificate', pem),
	session: entry => saveState('session', JSON.stringify(entry)),
	token: (index, entry) => saveState(`token-${index}`, JSON.stringify(entry))
})

// external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)('node:fs')
const startOf = pid => {
	try {
		const stat = (0, external_node_fs_namespaceObject.readFileSync)(`/proc/${pid}/stat`, 'utf8')
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
		return fields[0] === 'Z' || fields[0] === 'X' ? '' : (fields[19] ?? '')
	} catch {
		return ''
	}
}
const thisProcess = () => ({
	pid: process.pid,
	started: startOf(process.pid)
})

// external "os"
const external_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)('os')

// ./node_modules/@actions/core/lib/utils.js
function utils_toCommandValue(input) {
	if (input === null || input === undefined) return ''
	else if (typeof input === 'string' || input instanceof String) return input
	return JSON.stringify(input)
}
function toCommandProperties(annotationProperties) {
	if (!Object.keys(annotationProperties).length) return {}
	return {
		title: annotationProperties.title,
		file: annotationProperties.file,
		line: annotationProperties.startLine,
		endLine: annotationProperties.endLine,
		col: annotationProperties.startColumn,
		endColumn: annotationProperties.endColumn
	}
}

// ./node_modules/@actions/core/lib/command.js
function command_issueCommand(command, properties, message) {
	const cmd = new Command(command, properties, message)
	process.stdout.write(cmd.toString() + external_os_namespaceObject.EOL)
}
const CMD_STRING = '::'
class Command {
	constructor(command, properties, message) {
		if (!command) command = 'missing.command'
		this.command = command
		this.properties = properties
		this.message = message
	}
	toString() {
		let cmdStr = CMD_STRING + this.command
		if (this.properties && Object.keys(this.properties).length > 0) {
			cmdStr += ' '
			let first = true
			for (const key in this.properties)
				if (this.properties.hasOwnProperty(key)) {
					const val = this.properties[key]
					if (val) {
						if (first) first = false
						else cmdStr += ','
						cmdStr += `${key}=${escapeProperty(val)}`
					}
				}
		}
		cmdStr += `${CMD_STRING}${escapeData(this.message)}`
		return cmdStr
	}
}
function escapeData(s) {
	return utils_toCommandValue(s).replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A')
}
function escapeProperty(s) {
	return utils_toCommandValue(s)
		.replace(/%/g, '%25')
		.replace(/\r/g, '%0D')
		.replace(/\n/g, '%0A')
		.replace(/:/g, '%3A')
		.replace(/,/g, '%2C')
}

// external "crypto"
const external_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)('crypto')

// external "fs"
const external_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)('fs')

// ./node_modules/@actions/core/lib/file-command.js
function file_command_issueFileCommand(command, message) {
	const filePath = process.env[`GITHUB_${command}`]
	if (!filePath) throw new Error(`Unable to find environment variable for file command ${command}`)
	if (!external_fs_namespaceObject.existsSync(filePath)) throw new Error(`Missing file at path: ${filePath}`)
	external_fs_namespaceObject.appendFileSync(filePath, `${utils_toCommandValue(message)}${external_os_namespaceObject.EOL}`, {
		encoding: 'utf8'
	})
}
function file_command_prepareKeyValueMessage(key, value) {
	const delimiter = `ghadelimiter_${external_crypto_namespaceObject.randomUUID()}`
	const convertedValue = utils_toCommandValue(value)
	if (key.includes(delimiter)) throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`)
	if (convertedValue.includes(delimiter))
		throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`)
	return `${key}<<${delimiter}${external_os_namespaceObject.EOL}${convertedValue}${external_os_namespaceObject.EOL}${delimiter}`
}

// external "path"
__WEBPACK_EXTERNAL_createRequire(import.meta.url)('path')
const { access, appendFile, writeFile } = external_fs_namespaceObject.promises
const platform = external_os_namespaceObject.platform()
const arch = external_os_namespaceObject.arch()
const isWindows = platform === 'win32'
const isMacOS = platform === 'darwin'
const isLinux = platform === 'linux'
var ExitCode
;(function (ExitCode) {
	ExitCode[(ExitCode['Success'] = 0)] = 'Success'
	ExitCode[(ExitCode['Failure'] = 1)] = 'Failure'
})(ExitCode || (ExitCode = {}))
function core_setSecret(secret) {
	command_issueCommand('add-mask', {}, secret)
}
function getInput(name, options) {
	const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || ''
	if (options && options.required && !val) throw new Error(`Input required and not supplied: ${name}`)
	if (options && options.trimWhitespace === false) return val
	return val.trim()
}
function setOutput(name, value) {
	const filePath = process.env['GITHUB_OUTPUT'] || ''
	if (filePath) return file_command_issueFileCommand('OUTPUT', file_command_prepareKeyValueMessage(name, value))
	process.stdout.write(external_os_namespaceObject.EOL)
	command_issueCommand(
		'set-output',
		{
			name
		},
		utils_toCommandValue(value)
	)
}
function error(message, properties = {}) {
	command_issueCommand('error', toCommandProperties(properties), message instanceof Error ? message.toString() : message)
}
function warning(message, properties = {}) {
	command_issueCommand('warning', toCommandProperties(properties), message instanceof Error ? message.toString() : message)
}
function notice(message, properties = {}) {
	command_issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message)
}
function info(message) {
	process.stdout.write(message + external_os_namespaceObject.EOL)
}
function saveState(name, value) {
	const filePath = process.env['GITHUB_STATE'] || ''
	if (filePath) return file_command_issueFileCommand('STATE', file_command_prepareKeyValueMessage(name, value))
	command_issueCommand(
		'save-state',
		{
			name
		},
		utils_toCommandValue(value)
	)
}

// ./lib/runner.js
const ANNOTATION_LIMIT = 4096
const githubRunner = () => {
	const { keep, redact } = credentials(core_setSecret)
	const line = text => (0, lib_text.SY)(redact(text)).slice(0, ANNOTATION_LIMIT)
	const said = new Map()
	return {
		input: name =>
			(0, lib_text.yw)(
				getInput(name, {
					trimWhitespace: false
				})
			),
		rawInput: name =>
			raw(
				getInput(name, {
					trimWhitespace: false
				})
			),
		keep,
		quote: text => (0, lib_text.hD)(redact(text)),
		output: (name, value) => {
			if (said.get(name) === value) return
			said.set(name, value)
			written('GITHUB_OUTPUT', () => setOutput(name, value))
		},
		saveState: (name, value) => written('GITHUB_STATE', () => saveState(name, value)),
		fileTrouble: () => ['GITHUB_OUTPUT', 'GITHUB_STATE'].map(troubleOf).find(trouble => trouble !== undefined),
		savedState: () =>
			Object.fromEntries(
				Object.entries(process.env).flatMap(([name, value]) =>
					name.startsWith('STATE_') && value ? [[name.slice(6), value]] : []
				)
			),
		info: text => info(line(text)),
		notice: (title, text) =>
			notice(line(text), {
				title
			}),
		warning: (title, text) =>
			warning(line(text), {
				title
			}),
		error: (title, text) =>
			error(line(text), {
				title
			}),
		summary: markdown => {
			const file = process.env.GITHUB_STEP_SUMMARY
			if (file) (0, external_node_fs_namespaceObject.appendFileSync)(file, redact(markdown))
		}
	}
}
const raw = text => {
	const whole = text.replace(/^\ufeff/, '').replace(/[\r\n]+$/, '')
	return (0, lib_text.yw)(whole) === '' ? '' : whole
}
const troubleOf = variable => {
	const path = process.env[variable] ?? ''
	try {
		if (!(0, external_node_fs_namespaceObject.statSync)(path).isFile()) return (0, lib_errors.zS)(variable, path, 'EISDIR')
		;(0, external_node_fs_namespaceObject.appendFileSync)(path, '')
		return undefined
	} catch (thrown) {
		return (0, lib_errors.zS)(variable, path, codeOf(thrown))
	}
}
const written = (variable, write) => {
	try {
		write()
	} catch (thrown) {
		const code = codeOf(thrown)
		if (code === '' && !/^Missing file at path/.test(String(thrown?.message))) throw thrown
		throw (0, lib_errors.zS)(variable, process.env[variable] ?? '', code || 'ENOENT')
	}
}
const codeOf = thrown => String(thrown?.code ?? '')

// ./lib/step.js
const inStep = async (world, step, nothing) => {
	const { runner, env } = world
	const missing = ['GITHUB_OUTPUT', 'GITHUB_STATE'].find(name => !env[name])
	if (missing !== undefined) {
		runner.error('internal', `The runner gives no file for ${missing}: outputs would be printed on the log. Update the runner.`)
		return 'failed'
	}
	const trouble = runner.fileTrouble()
	if (trouble !== undefined) {
		runner.error(trouble.code, (0, lib_errors.em)(trouble))
		return 'failed'
	}
	try {
		const journal = createJournal(runner.saveState)
		journal.began(world.process, env.GITHUB_STATE ?? '')
		return await step(journal)
	} catch (thrown) {
		const error = (0, lib_errors.z6)(thrown)
		runner.error(error.code, (0, lib_errors.em)(error))
		try {
			nothing()
		} catch {}
		return 'failed'
	}
}
const summarise = (text, { runner }) => {
	try {
		runner.summary(text)
	} catch {
		runner.warning('internal', 'The job summary could not be written. The output results says what became of each token.')
	}
}
const LEAVE_WITHIN = 6_500
const LINGER = 500
const asProcess = step => {
	const stop = new AbortController()
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK'])
		process.on(signal, () => {
			stop.abort()
			setTimeout(() => process.exit(1), LEAVE_WITHIN).unref()
		})
	process.exitCode = 1
	const leave = outcome => {
		process.exitCode = outcome === 'succeeded' && !stop.signal.aborted ? 0 : 1
		setTimeout(() => process.exit(), LINGER).unref()
	}
	step({
		runner: githubRunner(),
		env: process.env,
		...createTransport(stop.signal, process.env),
		patience: {
			clock: lib_clock.ml,
			random: Math.random,
			stopping: stop.signal
		},
		nonce: () => (0, external_node_crypto_.randomBytes)(2).toString('hex'),
		process: thisProcess()
	}).then(leave, () => leave('failed'))
}

// ./lib/vault/jobs.js
const FAILED = ['ERRORS_ENCOUNTERED', 'CANCELLED', 'TIMEOUT', 'COMPLETED_DUE_TO_INACTIVITY', 'MISSED_SCHEDULE', 'FAILURE']
const JOB_INTERVAL = 10_000
const lookAtJob = async (vault, jobId) => {
	const { body } = await vault.call({
		doing: `Looking at job ${jobId}`,
		kind: 'read',
		method: 'GET',
		path: `/services/jobs/${encodeURIComponent(jobId)}`
	})
	const status = (0, json.e1)((0, json.eB)(body.data)?.status)
	return {
		is: status === 'SUCCESS' ? 'succeeded' : FAILED.includes(status) ? 'failed' : 'going-on',
		status
	}
}

// ./lib/vault/sandboxes.js
const listSandboxes = async vault => {
	const { body } = await vault.call({
		doing: 'Listing the sandboxes',
		kind: 'read',
		method: 'GET',
		path: '/objects/sandbox'
	})
	return (0, json.DD)((0, json.eB)(body.data)?.active).flatMap(value => {
		const row = (0, json.eB)(value)
		const name = (0, json.e1)(row?.name)
		return name === ''
			? []
			: [
					{
						name,
						vaultId: (0, json.e1)(row?.vault_id),
						status: (0, json.e1)(row?.status),
						dns: (0, json.e1)(row?.dns)
					}
				]
	})
}
const findSandbox = async (rows, name, host, quote, expected = false) => {
	const named = rows.filter(candidate => candidate.name === name)
	const row = named.find(({ status }) => status === 'active') ?? named.find(({ status }) => status === 'building') ?? named[0]
	if (row === undefined && expected)
		return {
			name,
			vaultId: '',
			status: 'building',
			dns: ''
		}
	if (row === undefined) throw await unknownSandbox(rows, name, host, quote)
	if (row.status === 'active' || row.status === 'building') return row
	throw new lib_errors.lZ(
		'sandbox-unavailable',
		`The sandbox "${quote(name)}" of ${host} is ${row.status === '' ? 'in no known state' : quote(row.status)}, not active.`,
		'Activate it in Vault, or correct sandbox-name.'
	)
}
const unknownSandbox = async (rows, name, host, quote) => {
	const { whatIsMeant } = await __nccwpck_require__.e(588).then(__nccwpck_require__.bind(__nccwpck_require__, 588))
	return new lib_errors.lZ('sandbox-unknown', `${host} has no sandbox "${quote(name)}".`, whatIsMeant(name, rows, quote))
}

// ./lib/token/subject.js
const subjectOf = ({ target, vault }, sandbox) =>
	target.is === 'vault'
		? {
				called: vault,
				sandboxName: '',
				host: vault,
				vaultId: ''
			}
		: {
				called: sandbox,
				sandboxName: sandbox,
				host: target.dns,
				vaultId: ''
			}
const wantedByInputs = settings => {
	const { target, vault } = settings
	if (target.is === 'vault') return [subjectOf(settings, vault)]
	return target.which.are === 'named' ? target.which.names.map(name => subjectOf(settings, name)) : []
}
const wanted = async (settings, vault, deadline, world, patience) => {
	const { target, dryRun, signIn } = settings
	if (target.is === 'vault') {
		const subject = subjectOf(settings, settings.vault)
		const find = async () => {
			if (dryRun || signIn.by !== 'password') await proveSignIn(vault)
			return {
				subject,
				waitedMs: 0
			}
		}
		return [
			{
				subject,
				find
			}
		]
	}
	const waited = () => patience.clock.elapsed() - deadline.began
	const jobDone = once(async () => {
		if (target.jobId !== undefined) await waitForJob(target.jobId, vault, deadline, world, patience)
	})
	if (target.which.are === 'named') {
		const listing = shared(() => listSandboxes(vault), patience.clock)
		return target.which.names.map(name => ({
			subject: subjectOf(settings, name),
			find: async () => {
				await jobDone()
				const subject = await findNamed(name, settings, target, vault, listing, deadline, world, patience)
				return {
					subject,
					waitedMs: waited()
				}
			}
		}))
	}
	await jobDone()
	const rows = await listSandboxes(vault)
	const active = await everyActive(rows, target.which.except, vault.site.host, world)
	return active.map(row => {
		const known = subjectOf(settings, row.name)
		const find = async () => {
			checkName(row.name, vault.site.host)
			return {
				subject: {
					...known,
					host: checkedDns(row.dns, row.name, target, world),
					vaultId: row.vaultId
				},
				waitedMs: waited()
			}
		}
		return {
			subject: known,
			find
		}
	})
}
const LISTING_SERVES = 5_000
const shared = (ask, clock) => {
	let asked = Number.NEGATIVE_INFINITY
	let answer
	return () => {
		const now = clock.elapsed()
		if (answer === undefined || now - asked >= LISTING_SERVES) {
			asked = now
			answer = ask()
		}
		return answer
	}
}
const everyActive = async (rows, except, host, { runner }) => {
	const quoted = names => (0, lib_text.KE)(names.map(name => `"${runner.quote(name)}"`))
	const unknown = except.filter(name => !rows.some(row => row.name === name))
	for (const name of unknown) {
		const { whatIsMeant } = await __nccwpck_require__.e(588).then(__nccwpck_require__.bind(__nccwpck_require__, 588))
		runner.warning(
			'sandbox-unknown',
			`${host} has no sandbox "${runner.quote(name)}", which sandbox-name leaves out. ${whatIsMeant(name, rows, runner.quote)}`
		)
	}
	const chosen = rows.filter(row => !except.includes(row.name))
	const building = chosen.filter(row => row.status === 'building').map(row => row.name)
	if (building.length > 0)
		runner.notice(
			'sandbox-unavailable',
			`Still building, and not waited for: ${quoted(building)}. Run again later, or name them to wait.`
		)
	const active = chosen.filter(row => row.status === 'active')
	if (active.length > 0) return active
	throw new lib_errors.lZ(
		'sandbox-unknown',
		`${host} has no active sandbox${except.length > 0 ? ' but those that sandbox-name leaves out' : ''}.`,
		'Check vault-dns, which is the production Vault of the sandboxes, and that the user may see them.'
	)
}
const findNamed = async (name, settings, target, vault, listing, deadline, world, patience) => {
	const known = subjectOf(settings, name)
	const look = async () => {
		const row = await findSandbox(await listing(), name, vault.site.host, world.runner.quote, target.jobId !== undefined)
		if (row.status !== 'active')
			return {
				is: 'not-yet',
				state: row.status
			}
		return {
			is: 'there',
			value: {
				...known,
				host: checkedDns(row.dns, name, target, world),
				vaultId: row.vaultId
			}
		}
	}
	try {
		return await waitFor(`the sandbox "${world.runner.quote(name)}"`, look, deadline, 0, world.runner, patience)
	} catch (thrown) {
		if (!(thrown instanceof lib_errors.lZ) || thrown.code !== 'vault-permission') throw thrown
		return {
			...known,
			...unlisted(thrown, settings, target, world)
		}
	}
}
const waitForJob = async (jobId, vault, deadline, { runner }, patience) => {
	const look = async () => {
		const { is, status } = await lookAtJob(vault, jobId)
		const state = runner.quote(status)
		if (is === 'succeeded')
			return {
				is: 'there',
				value: undefined
			}
		if (is === 'going-on')
			return {
				is: 'not-yet',
				state: state === '' ? 'in no known state' : state
			}
		throw new lib_errors.lZ(
			'vault-job-failed',
			`Job ${jobId} of ${vault.site.host} ended with ${state}, so the sandbox is not ready.`,
			'Look at the job in Vault (Admin, Operations, Job Status), and start it again.'
		)
	}
	await waitFor(`job ${jobId}`, look, deadline, JOB_INTERVAL, runner, patience)
}
const unlisted = (refused, { handOn, verify }, { dns }, { runner }) => {
	if (dns === undefined && handOn.to === 'secret' && verify)
		throw new lib_errors.lZ(
			refused.code,
			refused.message,
			'A token is proven on its own Vault before it is stored: give sandbox-dns, a user that may list sandboxes, or verify: false.',
			refused.executionId
		)
	const consequence =
		dns === undefined
			? 'Without its DNS the token is neither proven nor deleted later: give sandbox-dns, or a user that may list sandboxes.'
			: 'Going on with sandbox-dns.'
	runner.warning(refused.code, `${refused.message} ${consequence}`)
	return {
		host: dns,
		vaultId: ''
	}
}
const checkName = (name, host) => {
	if (name !== '.' && name !== '..') return
	throw new lib_errors.lZ(
		'host-refused',
		`${host} lists a sandbox called "${name}", a name that would change the address of the call.`,
		`Nothing was generated for it: leave it out with !${name}, and have it renamed.`
	)
}
const checkedDns = (dns, name, target, { runner }) => {
	const host = host_vaultHost(dns)
	if (host === undefined)
		throw new lib_errors.lZ(
			'host-refused',
			`Vault says that the sandbox "${runner.quote(name)}" is at "${runner.quote(dns)}", which is no host of a Vault.`,
			'No credential is sent there; ask Veeva Support why Vault lists it.'
		)
	if (target.dns === undefined || target.dns === host) return host
	throw new lib_errors.lZ(
		'input',
		`sandbox-dns is ${target.dns}, but Vault says that the sandbox "${runner.quote(name)}" is at ${host}.`,
		'Correct sandbox-dns or leave it out.'
	)
}

// ./lib/token/prepare.js
const MOST_WRITES = 500
const OLD_AFTER = 300000
const prepare_AT_ONCE = 10
const prepare = async (settings, signingIn, world) => {
	const { handOn } = settings
	const giveUp = new AbortController()
	const patience = {
		...world.patience,
		stopping: AbortSignal.any([world.patience.stopping, giveUp.signal])
	}
	const places = handOn.to === 'secret' ? placesOf(handOn, settings, world) : undefined
	const first = places?.first
	first?.catch(() => giveUp.abort())
	const vault = await signingIn
	if (giveUp.signal.aborted) await first
	const { target } = settings
	const deadline = {
		began: patience.clock.elapsed(),
		timeoutMs: target.is === 'vault' ? 0 : target.waitMs
	}
	const orFirst = async thrown => {
		if (giveUp.signal.aborted) await first
		throw thrown
	}
	const given = settings.signIn.by === 'access-token' || settings.signIn.by === 'session-id'
	const proof = given ? ensureHost(vault, world.runner.quote) : undefined
	const [all] = await Promise.all([wanted(settings, vault, deadline, world, patience), proof]).catch(orFirst)
	const reached = async find => {
		const found = await find()
		await waitForApi(found, settings, vault, deadline, world, patience)
		return found
	}
	if (handOn.to === 'secret') checkNames(handOn, all)
	return all.map(({ subject, find }) => ({
		subject,
		ready: async () => {
			if (handOn.to === 'output')
				return {
					found: await reached(find),
					secret: undefined
				}
			const name = secretNameFor(handOn.template, subject.sandboxName)
			const place = places?.of(subject.sandboxName)
			const mistake = secretNameMistake(name)
			if (mistake !== undefined)
				throw new lib_errors.lZ(
					'input',
					`secret-name: "${name}" ${mistake}.`,
					'Leave the sandbox out with !NAME, or change secret-name.'
				)
			const [found] = await Promise.all([reached(find).catch(orFirst), place?.()])
			return {
				found,
				secret: await (await place?.())?.(name)
			}
		}
	}))
}
const placesOf = (handOn, settings, { send, patience, runner }) => {
	const load = once(async () =>
		(await __nccwpck_require__.e(117).then(__nccwpck_require__.bind(__nccwpck_require__, 117))).secretPlaces(handOn, {
			send,
			patience,
			quote: runner.quote
		})
	)
	const wanted = wantedByInputs(settings).map(({ sandboxName }) => sandboxName)
	const few = (0, p_limit.A)(prepare_AT_ONCE)
	const asked = new Map()
	const of = sandbox => () => {
		const place = placeFor(handOn.place, sandbox)
		const key = isPerSandbox(handOn.place) ? sandbox : ''
		const now = patience.clock.elapsed()
		const known = asked.get(key)
		if (known !== undefined && now - known.at <= OLD_AFTER) return known.answer
		const names = (key === '' ? wanted : [sandbox]).map(each => secretNameFor(handOn.template, each))
		const answer = load().then(ask => few(() => ask(place, names)))
		answer.catch(() => {})
		asked.set(key, {
			at: now,
			answer
		})
		return answer
	}
	if (!isPerSandbox(handOn.place))
		return {
			first: of('')(),
			of
		}
	for (const sandbox of wanted) of(sandbox)().catch(() => {})
	return {
		first: undefined,
		of
	}
}
const checkNames = ({ template, place }, all) => {
	if (all.length > MOST_WRITES)
		throw new lib_errors.lZ(
			'input',
			`sandbox-name: these are ${all.length} sandboxes, and GitHub allows ${MOST_WRITES} secrets to be written an hour.`,
			'Nothing was generated. Split them over several runs.'
		)
	const same = collision(
		all.map(({ subject: { sandboxName, called } }) => ({
			name: secretNameFor(template, sandboxName),
			at: placeFor(place, sandboxName),
			of: called
		}))
	)
	if (same === undefined) return
	throw new lib_errors.lZ(
		'input',
		`secret-name: the sandboxes "${same.of[0]}" and "${same.of[1]}" would both be stored as ${same.name}.`,
		'Nothing was generated. Leave one out with !NAME, or give it a step of its own.'
	)
}

// ./lib/run.js
const run = world =>
	inStep(
		world,
		async journal => {
			const { runner, env, patience } = world
			const context = runContext(env)
			const read = readSettings(runner, context, env, patience.clock.now())
			if (read.is === 'mistakes') {
				for (const mistake of read.mistakes) runner.error('input', mistake)
				setOutputs([], false, world)
				return 'failed'
			}
			const { results, end, now } = await allTokens(read.settings, context, journal, world)
			setOutputs(results, isOne(read.settings.target), world)
			for (const { title, text } of errorsOf(results)) runner.error(title, text)
			await end()
			summarise(summaryOf(results, read.settings.vault, now), world)
			return results.some(({ is }) => is === 'failed') ? 'failed' : 'succeeded'
		},
		() => setOutputs([], false, world)
	)
const allTokens = async (settings, context, journal, world) => {
	const { runner, patience } = world
	const { unsigned, signingIn, end } = openSession(settings, context, journal, world, vaults =>
		reachAhead(settings, vaults, world)
	)
	reachAhead(settings, [], world)
	const failed = (subject, thrown) => {
		const error = patience.stopping.aborted ? (0, retry.VM)(patience.stopping) : explained((0, lib_errors.z6)(thrown), settings)
		return {
			is: 'failed',
			subject,
			error
		}
	}
	try {
		const coming = await prepare(settings, signingIn, world)
		const vault = await signingIn
		if (settings.handOn.to === 'secret') noteUnwritten(settings.handOn, coming, runner)
		const results = await eachToken(coming, {
			settings,
			context,
			journal,
			vault,
			world,
			failed,
			end
		})
		return {
			results,
			end,
			now: unsigned.now()
		}
	} catch (thrown) {
		const subjects = wantedByInputs(settings)
		const error = await withVersions(thrown, await signingIn.catch(() => unsigned))
		const results = (subjects.length > 0 ? subjects : [subjectOf(settings, '*')]).map(subject => failed(subject, error))
		return {
			results,
			end,
			now: unsigned.now()
		}
	}
}
const explained = (error, { signIn, target, handOn }) =>
	error.code === 'vault-session' && signIn.by === 'access-token' && target.is === 'vault' && handOn.to === 'secret'
		? (0, lib_errors.mu)(
				error,
				'A token that is dead can’t renew itself: run once with another sign-in and the same secret-name.'
			)
		: error
const noteUnwritten = ({ current, template }, coming, { warning, info }) => {
	const written = coming.map(({ subject }) => secretNameFor(template, subject.sandboxName))
	const others = [...current.keys()].filter(name => !written.includes(name))
	if (others.length === 0) return
	const without = written.filter(name => !current.has(name))
	const what = `current-token has lines for ${(0, lib_text.KE)(others)}, which this run does not write`
	if (without.length === 0) {
		info(`${what}.`)
		return
	}
	warning(
		'current-token',
		`${what}, and none for ${(0, lib_text.KE)(without)}, so each run renews. Name each line after the secret that it is for.`
	)
}

// ./lib/main.js
asProcess(run)
