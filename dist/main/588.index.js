export const id = 588
export const ids = [588]
export const modules = {
	588: (__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.d(__webpack_exports__, {
			whatIsMeant: () => whatIsMeant
		})
		var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(916)
		var _text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(804)
		const whatIsMeant = (name, rows, quote) => {
			if (rows.length === 0)
				return 'It has no sandboxes that this user can see: check vault-dns, which is the production Vault of the sandbox.'
			const called = row => `"${quote(row.name)}"`
			const byId = rows.find(({ vaultId }) => vaultId === name.trim())
			if (byId !== undefined) return `That is the id of the sandbox ${called(byId)}: give this name.`
			const byDns = rows.find(({ dns }) => dns !== '' && dns.toLowerCase() === name.trim().toLowerCase())
			if (byDns !== undefined) return `That is the DNS of the sandbox ${called(byDns)}: give this name.`
			const several = namesIn(name).filter(part => rows.some(row => looks(row.name) === looks(part)))
			if (several.length > 0)
				return `Give one name per line: ${(0, _text_js__WEBPACK_IMPORTED_MODULE_1__.KE)(several.map(part => `"${quote(part)}"`))} stand in one line.`
			const alike = rows.find(row => looks(row.name) === looks(name))
			if (alike !== undefined)
				return `The sandbox ${called(alike)} looks the same, but ${difference(name, alike.name)}: copy its name from the My Vaults page.`
			const near = nearest(
				name,
				rows.map(row => row.name)
			).map(candidate => `"${quote(candidate)}"`)
			const most = near.length === 0 ? '' : `Nearest: ${(0, _text_js__WEBPACK_IMPORTED_MODULE_1__.KE)(near)}. `
			return `${most}Give sandbox-name exactly as on the My Vaults page.`
		}
		const namesIn = line => {
			const parts = line
				.replace(/^\s*\[|\]\s*$/g, '')
				.split(/[,;|]/)
				.map(part => part.trim().replace(/^(["'])(.*)\1$/, '$2'))
				.filter(part => part !== '')
			return parts.length > 1 || /^\s*\[.*\]\s*$/.test(line) ? parts : []
		}
		const LIKE_LATIN = new Map(
			[...'АВЕКМНОРСТУХаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο'].map((letter, index) => [
				letter,
				[...'ABEKMHOPCTYXaeopcyxijsABEZHIKMNOPTYXo'][index] ?? ''
			])
		)
		const looks = name =>
			[...name.normalize('NFKC').replace(/[\p{Cf}\p{Mn}]/gu, '')]
				.map(letter => LIKE_LATIN.get(letter) ?? letter)
				.join('')
				.replace(/[\p{White_Space}\p{Dash}_]+/gu, blank => (/\p{White_Space}/u.test(blank) ? ' ' : '-'))
				.trim()
				.toLowerCase()
		const difference = (given, real) => {
			if (given.toLowerCase() === real.toLowerCase()) return 'upper and lower case differ'
			const [ours, theirs] = [[...given], [...real]]
			const at = ours.findIndex((letter, index) => letter !== theirs[index])
			const [here, there] = [ours[at], theirs[at < 0 ? ours.length : at]]
			if (here === undefined) return `it goes on with ${characterName(there)}, where yours ends`
			return `yours has ${characterName(here)} at position ${at + 1}${there === undefined ? ', where it ends' : `, and it has ${characterName(there)}`}`
		}
		const UNSEEN = {
			' ': 'a blank',
			'\u00a0': 'a no-break space',
			'\u00ad': 'a soft hyphen',
			'\u200b': 'a zero-width space',
			'\u200c': 'a zero-width character',
			'\u200d': 'a zero-width character',
			'\u2060': 'a zero-width character',
			'\ufeff': 'a byte order mark',
			'\t': 'a tab'
		}
		const characterName = (letter = '') => {
			const code = `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
			const name = UNSEEN[letter] ?? (/[\p{L}\p{N}\p{P}\p{S}]/u.test(letter) ? `"${letter}"` : 'a character')
			return `${name} (${code})`
		}
		const nearest = (name, names) => {
			const wanted = name.toLowerCase()
			return names
				.map(candidate => ({
					candidate,
					steps: (0, fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__.Io)(wanted, candidate.toLowerCase())
				}))
				.filter(({ candidate, steps }) => steps <= Math.max(2, Math.floor(Math.max(wanted.length, candidate.length) / 2)))
				.sort((a, b) => a.steps - b.steps)
				.slice(0, 3)
				.map(({ candidate }) => candidate)
		}
	}
}
