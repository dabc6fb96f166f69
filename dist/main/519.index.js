export const id = 519
export const ids = [519]
export const modules = {
	519: (__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
		__webpack_require__.r(__webpack_exports__)
		__webpack_require__.d(__webpack_exports__, {
			withVersions: () => withVersions
		})
		var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452)
		var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(413)
		var _refusals_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(647)
		const listVersions = async vault => {
			const { body } = await vault.call({
				doing: 'Asking for the API versions',
				kind: 'read',
				method: 'GET',
				root: true,
				path: '/api/'
			})
			return Object.keys((0, _json_js__WEBPACK_IMPORTED_MODULE_2__.eB)(body.values) ?? {})
				.filter(version => /^v\d{1,3}\.\d$/.test(version))
				.sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)))
		}
		const withVersions = async (thrown, vault) => {
			const error = (0, _errors_js__WEBPACK_IMPORTED_MODULE_0__.z6)(thrown)
			if (error.hint !== _refusals_js__WEBPACK_IMPORTED_MODULE_1__.X) return error
			const { host, apiVersion } = vault.site
			const versions = await listVersions(vault).catch(() => [])
			if (versions.length === 0 || versions.includes(apiVersion)) return error
			return new _errors_js__WEBPACK_IMPORTED_MODULE_0__.lZ(
				'vault-refused',
				`${host} does not have the API version ${apiVersion}; it has ${versions.slice(-10).join(', ')}.`,
				'Give one of these as api-version; v26.2 is the oldest that has the endpoints.',
				error.executionId
			)
		}
	}
}
