import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 916:
/***/ ((__unused_webpack_module, exports) => {

var __webpack_unused_export__;

__webpack_unused_export__ = true;
exports.Io = __webpack_unused_export__ = void 0;
var peq = new Uint32Array(0x10000);
var myers_32 = function (a, b) {
    var n = a.length;
    var m = b.length;
    var lst = 1 << (n - 1);
    var pv = -1;
    var mv = 0;
    var sc = n;
    var i = n;
    while (i--) {
        peq[a.charCodeAt(i)] |= 1 << i;
    }
    for (i = 0; i < m; i++) {
        var eq = peq[b.charCodeAt(i)];
        var xv = eq | mv;
        eq |= ((eq & pv) + pv) ^ pv;
        mv |= ~(eq | pv);
        pv &= eq;
        if (mv & lst) {
            sc++;
        }
        if (pv & lst) {
            sc--;
        }
        mv = (mv << 1) | 1;
        pv = (pv << 1) | ~(xv | mv);
        mv &= xv;
    }
    i = n;
    while (i--) {
        peq[a.charCodeAt(i)] = 0;
    }
    return sc;
};
var myers_x = function (b, a) {
    var n = a.length;
    var m = b.length;
    var mhc = [];
    var phc = [];
    var hsize = Math.ceil(n / 32);
    var vsize = Math.ceil(m / 32);
    for (var i = 0; i < hsize; i++) {
        phc[i] = -1;
        mhc[i] = 0;
    }
    var j = 0;
    for (; j < vsize - 1; j++) {
        var mv_1 = 0;
        var pv_1 = -1;
        var start_1 = j * 32;
        var vlen_1 = Math.min(32, m) + start_1;
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] |= 1 << k;
        }
        for (var i = 0; i < n; i++) {
            var eq = peq[a.charCodeAt(i)];
            var pb = (phc[(i / 32) | 0] >>> i) & 1;
            var mb = (mhc[(i / 32) | 0] >>> i) & 1;
            var xv = eq | mv_1;
            var xh = ((((eq | mb) & pv_1) + pv_1) ^ pv_1) | eq | mb;
            var ph = mv_1 | ~(xh | pv_1);
            var mh = pv_1 & xh;
            if ((ph >>> 31) ^ pb) {
                phc[(i / 32) | 0] ^= 1 << i;
            }
            if ((mh >>> 31) ^ mb) {
                mhc[(i / 32) | 0] ^= 1 << i;
            }
            ph = (ph << 1) | pb;
            mh = (mh << 1) | mb;
            pv_1 = mh | ~(xv | ph);
            mv_1 = ph & xv;
        }
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] = 0;
        }
    }
    var mv = 0;
    var pv = -1;
    var start = j * 32;
    var vlen = Math.min(32, m - start) + start;
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] |= 1 << k;
    }
    var score = m;
    for (var i = 0; i < n; i++) {
        var eq = peq[a.charCodeAt(i)];
        var pb = (phc[(i / 32) | 0] >>> i) & 1;
        var mb = (mhc[(i / 32) | 0] >>> i) & 1;
        var xv = eq | mv;
        var xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb;
        var ph = mv | ~(xh | pv);
        var mh = pv & xh;
        score += (ph >>> (m - 1)) & 1;
        score -= (mh >>> (m - 1)) & 1;
        if ((ph >>> 31) ^ pb) {
            phc[(i / 32) | 0] ^= 1 << i;
        }
        if ((mh >>> 31) ^ mb) {
            mhc[(i / 32) | 0] ^= 1 << i;
        }
        ph = (ph << 1) | pb;
        mh = (mh << 1) | mb;
        pv = mh | ~(xv | ph);
        mv = ph & xv;
    }
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] = 0;
    }
    return score;
};
var distance = function (a, b) {
    if (a.length < b.length) {
        var tmp = b;
        b = a;
        a = tmp;
    }
    if (b.length === 0) {
        return a.length;
    }
    if (a.length <= 32) {
        return myers_32(a, b);
    }
    return myers_x(a, b);
};
exports.Io = distance;
var closest = function (str, arr) {
    var min_distance = Infinity;
    var min_index = 0;
    for (var i = 0; i < arr.length; i++) {
        var dist = distance(str, arr[i]);
        if (dist < min_distance) {
            min_distance = dist;
            min_index = i;
        }
    }
    return arr[min_index];
};
__webpack_unused_export__ = closest;


/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/************************************************************************/
var __webpack_exports__ = {};

;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
;// CONCATENATED MODULE: ./lib/core/errors.js
class errors_ActionError extends Error {
    code;
    hint;
    executionId;
    retry;
    maybeDone;
    reason;
    constructor(code, message, hint, details = {}) {
        super(message);
        this.code = code;
        this.hint = hint;
        this.executionId = details.executionId ?? '';
        this.retry = details.retry;
        this.maybeDone = details.maybeDone === true;
        this.reason = details.reason ?? '';
    }
    get text() {
        return `${this.message} ${this.hint}`.trim();
    }
    with(changes) {
        const { code = this.code, message = this.message, hint = this.hint } = changes;
        return new errors_ActionError(code, message, hint, { ...this, ...changes });
    }
    withHint(sentence) {
        return this.with({ hint: `${this.hint} ${sentence}`.trim() });
    }
}
const FIRST_FRAME = /^ {4}at .*(?<![\w.-])([\w.-]+:\d+:\d+)\)?$/m;
function errors_asActionError(thrown) {
    if (thrown instanceof errors_ActionError)
        return thrown;
    const error = thrown instanceof Error ? thrown : undefined;
    const type = error?.name ?? typeof thrown;
    const place = FIRST_FRAME.exec(error?.stack ?? '')?.[1] ?? 'an unknown place';
    return new errors_ActionError('internal', `The action failed with an unexpected ${type} at ${place}.`, 'Report this line in an issue of the action; it contains no credential.');
}
function abortReason({ reason }) {
    const isTimeUp = reason?.name === 'TimeoutError';
    return isTimeUp ? 'the 2 minutes of the post step were over' : 'the run was cancelled';
}
function interrupted(stopping) {
    return new errors_ActionError('interrupted', `Stopped because ${abortReason(stopping)}.`, 'The post step finishes or undoes what was under way; run the workflow again.');
}

;// CONCATENATED MODULE: ./lib/core/run.js
function readRunContext(environment) {
    return {
        repository: environment.GITHUB_REPOSITORY ?? '',
        repositoryId: digitsOr('', environment.GITHUB_REPOSITORY_ID),
        ownerId: digitsOr('', environment.GITHUB_REPOSITORY_OWNER_ID),
        runId: digitsOr('1', environment.GITHUB_RUN_ID),
        attempt: digitsOr('1', environment.GITHUB_RUN_ATTEMPT),
        apiUrl: environment.GITHUB_API_URL || 'https://api.github.com'
    };
}
function digitsOr(defaultValue, text = '') {
    return /^\d{1,20}$/.test(text) ? text : defaultValue;
}
function referenceId(run) {
    return `${run.repository}/${run.runId}.${run.attempt}`.replace(/[^\x21-\x7e]/g, '_');
}

;// CONCATENATED MODULE: external "os"
const external_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function utils_toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function command_issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_namespaceObject.EOL);
}
function command_issue(name, message = '') {
    command_issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
;// CONCATENATED MODULE: external "crypto"
const external_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");
;// CONCATENATED MODULE: external "fs"
const external_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function file_command_issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_fs_namespaceObject.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_fs_namespaceObject.appendFileSync(filePath, `${utils_toCommandValue(message)}${external_os_namespaceObject.EOL}`, {
        encoding: 'utf8'
    });
}
function file_command_prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${external_crypto_namespaceObject.randomUUID()}`;
    const convertedValue = utils_toCommandValue(value);
    // These should realistically never happen, but just in case someone finds a
    // way to exploit uuid generation let's not allow keys or values that contain
    // the delimiter.
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_namespaceObject.EOL}${convertedValue}${external_os_namespaceObject.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
;// CONCATENATED MODULE: external "path"
const external_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");
;// CONCATENATED MODULE: external "http"
const external_http_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");
var external_http_namespaceObject_0 = /*#__PURE__*/__nccwpck_require__.t(external_http_namespaceObject, 2);
;// CONCATENATED MODULE: external "https"
const external_https_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");
var external_https_namespaceObject_0 = /*#__PURE__*/__nccwpck_require__.t(external_https_namespaceObject, 2);
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/proxy.js
function getProxyUrl(reqUrl) {
    const usingSsl = reqUrl.protocol === 'https:';
    if (checkBypass(reqUrl)) {
        return undefined;
    }
    const proxyVar = (() => {
        if (usingSsl) {
            return process.env['https_proxy'] || process.env['HTTPS_PROXY'];
        }
        else {
            return process.env['http_proxy'] || process.env['HTTP_PROXY'];
        }
    })();
    if (proxyVar) {
        try {
            return new DecodedURL(proxyVar);
        }
        catch (_a) {
            if (!proxyVar.startsWith('http://') && !proxyVar.startsWith('https://'))
                return new DecodedURL(`http://${proxyVar}`);
        }
    }
    else {
        return undefined;
    }
}
function checkBypass(reqUrl) {
    if (!reqUrl.hostname) {
        return false;
    }
    const reqHost = reqUrl.hostname;
    if (isLoopbackAddress(reqHost)) {
        return true;
    }
    const noProxy = process.env['no_proxy'] || process.env['NO_PROXY'] || '';
    if (!noProxy) {
        return false;
    }
    // Determine the request port
    let reqPort;
    if (reqUrl.port) {
        reqPort = Number(reqUrl.port);
    }
    else if (reqUrl.protocol === 'http:') {
        reqPort = 80;
    }
    else if (reqUrl.protocol === 'https:') {
        reqPort = 443;
    }
    // Format the request hostname and hostname with port
    const upperReqHosts = [reqUrl.hostname.toUpperCase()];
    if (typeof reqPort === 'number') {
        upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
    }
    // Compare request host against noproxy
    for (const upperNoProxyItem of noProxy
        .split(',')
        .map(x => x.trim().toUpperCase())
        .filter(x => x)) {
        if (upperNoProxyItem === '*' ||
            upperReqHosts.some(x => x === upperNoProxyItem ||
                x.endsWith(`.${upperNoProxyItem}`) ||
                (upperNoProxyItem.startsWith('.') &&
                    x.endsWith(`${upperNoProxyItem}`)))) {
            return true;
        }
    }
    return false;
}
function isLoopbackAddress(host) {
    const hostLower = host.toLowerCase();
    return (hostLower === 'localhost' ||
        hostLower.startsWith('127.') ||
        hostLower.startsWith('[::1]') ||
        hostLower.startsWith('[0:0:0:0:0:0:0:1]'));
}
class DecodedURL extends URL {
    constructor(url, base) {
        super(url, base);
        this._decodedUsername = decodeURIComponent(super.username);
        this._decodedPassword = decodeURIComponent(super.password);
    }
    get username() {
        return this._decodedUsername;
    }
    get password() {
        return this._decodedPassword;
    }
}
//# sourceMappingURL=proxy.js.map
;// CONCATENATED MODULE: ./stubs/absent.js
// Stands in the bundle for packages that the runner's libraries import and that are never called here.
const absent = () => {
  throw new Error('this is not part of the bundle')
}
// @actions/exec: @actions/core imports it for platform.getDetails(). So nothing in the bundle can start another program.
const absent_exec = (/* unused pure expression or super */ null && (absent))
const getExecOutput = (/* unused pure expression or super */ null && (absent))
// undici: @actions/http-client needs it for getAgentDispatcher(), which serves Octokit. Without it the bundle is a seventh.
const ProxyAgent = absent
// tunnel: @actions/http-client needs it for an agent of its own behind a proxy; it is given one (src/http.ts).
const httpOverHttp = absent
const httpOverHttps = absent
const httpsOverHttp = absent
const httpsOverHttps = absent

;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/index.js
/* eslint-disable @typescript-eslint/no-explicit-any */
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};





var HttpCodes;
(function (HttpCodes) {
    HttpCodes[HttpCodes["OK"] = 200] = "OK";
    HttpCodes[HttpCodes["MultipleChoices"] = 300] = "MultipleChoices";
    HttpCodes[HttpCodes["MovedPermanently"] = 301] = "MovedPermanently";
    HttpCodes[HttpCodes["ResourceMoved"] = 302] = "ResourceMoved";
    HttpCodes[HttpCodes["SeeOther"] = 303] = "SeeOther";
    HttpCodes[HttpCodes["NotModified"] = 304] = "NotModified";
    HttpCodes[HttpCodes["UseProxy"] = 305] = "UseProxy";
    HttpCodes[HttpCodes["SwitchProxy"] = 306] = "SwitchProxy";
    HttpCodes[HttpCodes["TemporaryRedirect"] = 307] = "TemporaryRedirect";
    HttpCodes[HttpCodes["PermanentRedirect"] = 308] = "PermanentRedirect";
    HttpCodes[HttpCodes["BadRequest"] = 400] = "BadRequest";
    HttpCodes[HttpCodes["Unauthorized"] = 401] = "Unauthorized";
    HttpCodes[HttpCodes["PaymentRequired"] = 402] = "PaymentRequired";
    HttpCodes[HttpCodes["Forbidden"] = 403] = "Forbidden";
    HttpCodes[HttpCodes["NotFound"] = 404] = "NotFound";
    HttpCodes[HttpCodes["MethodNotAllowed"] = 405] = "MethodNotAllowed";
    HttpCodes[HttpCodes["NotAcceptable"] = 406] = "NotAcceptable";
    HttpCodes[HttpCodes["ProxyAuthenticationRequired"] = 407] = "ProxyAuthenticationRequired";
    HttpCodes[HttpCodes["RequestTimeout"] = 408] = "RequestTimeout";
    HttpCodes[HttpCodes["Conflict"] = 409] = "Conflict";
    HttpCodes[HttpCodes["Gone"] = 410] = "Gone";
    HttpCodes[HttpCodes["TooManyRequests"] = 429] = "TooManyRequests";
    HttpCodes[HttpCodes["InternalServerError"] = 500] = "InternalServerError";
    HttpCodes[HttpCodes["NotImplemented"] = 501] = "NotImplemented";
    HttpCodes[HttpCodes["BadGateway"] = 502] = "BadGateway";
    HttpCodes[HttpCodes["ServiceUnavailable"] = 503] = "ServiceUnavailable";
    HttpCodes[HttpCodes["GatewayTimeout"] = 504] = "GatewayTimeout";
})(HttpCodes || (HttpCodes = {}));
var Headers;
(function (Headers) {
    Headers["Accept"] = "accept";
    Headers["ContentType"] = "content-type";
})(Headers || (Headers = {}));
var MediaTypes;
(function (MediaTypes) {
    MediaTypes["ApplicationJson"] = "application/json";
})(MediaTypes || (MediaTypes = {}));
/**
 * Returns the proxy URL, depending upon the supplied url and proxy environment variables.
 * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
 */
function lib_getProxyUrl(serverUrl) {
    const proxyUrl = pm.getProxyUrl(new URL(serverUrl));
    return proxyUrl ? proxyUrl.href : '';
}
const HttpRedirectCodes = [
    HttpCodes.MovedPermanently,
    HttpCodes.ResourceMoved,
    HttpCodes.SeeOther,
    HttpCodes.TemporaryRedirect,
    HttpCodes.PermanentRedirect
];
const HttpResponseRetryCodes = [
    HttpCodes.BadGateway,
    HttpCodes.ServiceUnavailable,
    HttpCodes.GatewayTimeout
];
const RetryableHttpVerbs = ['OPTIONS', 'GET', 'DELETE', 'HEAD'];
const ExponentialBackoffCeiling = 10;
const ExponentialBackoffTimeSlice = 5;
class HttpClientError extends Error {
    constructor(message, statusCode) {
        super(message);
        this.name = 'HttpClientError';
        this.statusCode = statusCode;
        Object.setPrototypeOf(this, HttpClientError.prototype);
    }
}
class HttpClientResponse {
    constructor(message) {
        this.message = message;
    }
    readBody() {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
                let output = Buffer.alloc(0);
                this.message.on('data', (chunk) => {
                    output = Buffer.concat([output, chunk]);
                });
                this.message.on('end', () => {
                    resolve(output.toString());
                });
            }));
        });
    }
    readBodyBuffer() {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
                const chunks = [];
                this.message.on('data', (chunk) => {
                    chunks.push(chunk);
                });
                this.message.on('end', () => {
                    resolve(Buffer.concat(chunks));
                });
            }));
        });
    }
}
function isHttps(requestUrl) {
    const parsedUrl = new URL(requestUrl);
    return parsedUrl.protocol === 'https:';
}
class lib_HttpClient {
    constructor(userAgent, handlers, requestOptions) {
        this._ignoreSslError = false;
        this._allowRedirects = true;
        this._allowRedirectDowngrade = false;
        this._maxRedirects = 50;
        this._allowRetries = false;
        this._maxRetries = 1;
        this._keepAlive = false;
        this._disposed = false;
        this.userAgent = this._getUserAgentWithOrchestrationId(userAgent);
        this.handlers = handlers || [];
        this.requestOptions = requestOptions;
        if (requestOptions) {
            if (requestOptions.ignoreSslError != null) {
                this._ignoreSslError = requestOptions.ignoreSslError;
            }
            this._socketTimeout = requestOptions.socketTimeout;
            if (requestOptions.allowRedirects != null) {
                this._allowRedirects = requestOptions.allowRedirects;
            }
            if (requestOptions.allowRedirectDowngrade != null) {
                this._allowRedirectDowngrade = requestOptions.allowRedirectDowngrade;
            }
            if (requestOptions.maxRedirects != null) {
                this._maxRedirects = Math.max(requestOptions.maxRedirects, 0);
            }
            if (requestOptions.keepAlive != null) {
                this._keepAlive = requestOptions.keepAlive;
            }
            if (requestOptions.allowRetries != null) {
                this._allowRetries = requestOptions.allowRetries;
            }
            if (requestOptions.maxRetries != null) {
                this._maxRetries = requestOptions.maxRetries;
            }
        }
    }
    options(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('OPTIONS', requestUrl, null, additionalHeaders || {});
        });
    }
    get(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('GET', requestUrl, null, additionalHeaders || {});
        });
    }
    del(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('DELETE', requestUrl, null, additionalHeaders || {});
        });
    }
    post(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('POST', requestUrl, data, additionalHeaders || {});
        });
    }
    patch(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('PATCH', requestUrl, data, additionalHeaders || {});
        });
    }
    put(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('PUT', requestUrl, data, additionalHeaders || {});
        });
    }
    head(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('HEAD', requestUrl, null, additionalHeaders || {});
        });
    }
    sendStream(verb, requestUrl, stream, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request(verb, requestUrl, stream, additionalHeaders);
        });
    }
    /**
     * Gets a typed object from an endpoint
     * Be aware that not found returns a null.  Other errors (4xx, 5xx) reject the promise
     */
    getJson(requestUrl_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, additionalHeaders = {}) {
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            const res = yield this.get(requestUrl, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    postJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.post(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    putJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.put(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    patchJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.patch(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    /**
     * Makes a raw http request.
     * All other methods such as get, post, patch, and request ultimately call this.
     * Prefer get, del, post and patch
     */
    request(verb, requestUrl, data, headers) {
        return __awaiter(this, void 0, void 0, function* () {
            if (this._disposed) {
                throw new Error('Client has already been disposed.');
            }
            const parsedUrl = new URL(requestUrl);
            let info = this._prepareRequest(verb, parsedUrl, headers);
            // Only perform retries on reads since writes may not be idempotent.
            const maxTries = this._allowRetries && RetryableHttpVerbs.includes(verb)
                ? this._maxRetries + 1
                : 1;
            let numTries = 0;
            let response;
            do {
                response = yield this.requestRaw(info, data);
                // Check if it's an authentication challenge
                if (response &&
                    response.message &&
                    response.message.statusCode === HttpCodes.Unauthorized) {
                    let authenticationHandler;
                    for (const handler of this.handlers) {
                        if (handler.canHandleAuthentication(response)) {
                            authenticationHandler = handler;
                            break;
                        }
                    }
                    if (authenticationHandler) {
                        return authenticationHandler.handleAuthentication(this, info, data);
                    }
                    else {
                        // We have received an unauthorized response but have no handlers to handle it.
                        // Let the response return to the caller.
                        return response;
                    }
                }
                let redirectsRemaining = this._maxRedirects;
                while (response.message.statusCode &&
                    HttpRedirectCodes.includes(response.message.statusCode) &&
                    this._allowRedirects &&
                    redirectsRemaining > 0) {
                    const redirectUrl = response.message.headers['location'];
                    if (!redirectUrl) {
                        // if there's no location to redirect to, we won't
                        break;
                    }
                    const parsedRedirectUrl = new URL(redirectUrl);
                    if (parsedUrl.protocol === 'https:' &&
                        parsedUrl.protocol !== parsedRedirectUrl.protocol &&
                        !this._allowRedirectDowngrade) {
                        throw new Error('Redirect from HTTPS to HTTP protocol. This downgrade is not allowed for security reasons. If you want to allow this behavior, set the allowRedirectDowngrade option to true.');
                    }
                    // we need to finish reading the response before reassigning response
                    // which will leak the open socket.
                    yield response.readBody();
                    // strip authorization header if redirected to a different hostname
                    if (parsedRedirectUrl.hostname !== parsedUrl.hostname) {
                        for (const header in headers) {
                            // header names are case insensitive
                            if (header.toLowerCase() === 'authorization') {
                                delete headers[header];
                            }
                        }
                    }
                    // let's make the request with the new redirectUrl
                    info = this._prepareRequest(verb, parsedRedirectUrl, headers);
                    response = yield this.requestRaw(info, data);
                    redirectsRemaining--;
                }
                if (!response.message.statusCode ||
                    !HttpResponseRetryCodes.includes(response.message.statusCode)) {
                    // If not a retry code, return immediately instead of retrying
                    return response;
                }
                numTries += 1;
                if (numTries < maxTries) {
                    yield response.readBody();
                    yield this._performExponentialBackoff(numTries);
                }
            } while (numTries < maxTries);
            return response;
        });
    }
    /**
     * Needs to be called if keepAlive is set to true in request options.
     */
    dispose() {
        if (this._agent) {
            this._agent.destroy();
        }
        this._disposed = true;
    }
    /**
     * Raw request.
     * @param info
     * @param data
     */
    requestRaw(info, data) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => {
                function callbackForResult(err, res) {
                    if (err) {
                        reject(err);
                    }
                    else if (!res) {
                        // If `err` is not passed, then `res` must be passed.
                        reject(new Error('Unknown error'));
                    }
                    else {
                        resolve(res);
                    }
                }
                this.requestRawWithCallback(info, data, callbackForResult);
            });
        });
    }
    /**
     * Raw request with callback.
     * @param info
     * @param data
     * @param onResult
     */
    requestRawWithCallback(info, data, onResult) {
        if (typeof data === 'string') {
            if (!info.options.headers) {
                info.options.headers = {};
            }
            info.options.headers['Content-Length'] = Buffer.byteLength(data, 'utf8');
        }
        let callbackCalled = false;
        function handleResult(err, res) {
            if (!callbackCalled) {
                callbackCalled = true;
                onResult(err, res);
            }
        }
        const req = info.httpModule.request(info.options, (msg) => {
            const res = new HttpClientResponse(msg);
            handleResult(undefined, res);
        });
        let socket;
        req.on('socket', sock => {
            socket = sock;
        });
        // If we ever get disconnected, we want the socket to timeout eventually
        req.setTimeout(this._socketTimeout || 3 * 60000, () => {
            if (socket) {
                socket.end();
            }
            handleResult(new Error(`Request timeout: ${info.options.path}`));
        });
        req.on('error', function (err) {
            // err has statusCode property
            // res should have headers
            handleResult(err);
        });
        if (data && typeof data === 'string') {
            req.write(data, 'utf8');
        }
        if (data && typeof data !== 'string') {
            data.on('close', function () {
                req.end();
            });
            data.pipe(req);
        }
        else {
            req.end();
        }
    }
    /**
     * Gets an http agent. This function is useful when you need an http agent that handles
     * routing through a proxy server - depending upon the url and proxy environment variables.
     * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
     */
    getAgent(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        return this._getAgent(parsedUrl);
    }
    getAgentDispatcher(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (!useProxy) {
            return;
        }
        return this._getProxyAgentDispatcher(parsedUrl, proxyUrl);
    }
    _prepareRequest(method, requestUrl, headers) {
        const info = {};
        info.parsedUrl = requestUrl;
        const usingSsl = info.parsedUrl.protocol === 'https:';
        info.httpModule = usingSsl ? external_https_namespaceObject_0 : external_http_namespaceObject_0;
        const defaultPort = usingSsl ? 443 : 80;
        info.options = {};
        info.options.host = info.parsedUrl.hostname;
        info.options.port = info.parsedUrl.port
            ? parseInt(info.parsedUrl.port)
            : defaultPort;
        info.options.path =
            (info.parsedUrl.pathname || '') + (info.parsedUrl.search || '');
        info.options.method = method;
        info.options.headers = this._mergeHeaders(headers);
        if (this.userAgent != null) {
            info.options.headers['user-agent'] = this.userAgent;
        }
        info.options.agent = this._getAgent(info.parsedUrl);
        // gives handlers an opportunity to participate
        if (this.handlers) {
            for (const handler of this.handlers) {
                handler.prepareRequest(info.options);
            }
        }
        return info;
    }
    _mergeHeaders(headers) {
        if (this.requestOptions && this.requestOptions.headers) {
            return Object.assign({}, lowercaseKeys(this.requestOptions.headers), lowercaseKeys(headers || {}));
        }
        return lowercaseKeys(headers || {});
    }
    /**
     * Gets an existing header value or returns a default.
     * Handles converting number header values to strings since HTTP headers must be strings.
     * Note: This returns string | string[] since some headers can have multiple values.
     * For headers that must always be a single string (like Content-Type), use the
     * specialized _getExistingOrDefaultContentTypeHeader method instead.
     */
    _getExistingOrDefaultHeader(additionalHeaders, header, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[header];
            if (headerValue) {
                clientHeader =
                    typeof headerValue === 'number' ? headerValue.toString() : headerValue;
            }
        }
        const additionalValue = additionalHeaders[header];
        if (additionalValue !== undefined) {
            return typeof additionalValue === 'number'
                ? additionalValue.toString()
                : additionalValue;
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    /**
     * Specialized version of _getExistingOrDefaultHeader for Content-Type header.
     * Always returns a single string (not an array) since Content-Type should be a single value.
     * Converts arrays to comma-separated strings and numbers to strings to ensure type safety.
     * This was split from _getExistingOrDefaultHeader to provide stricter typing for callers
     * that assign the result to places expecting a string (e.g., additionalHeaders[Headers.ContentType]).
     */
    _getExistingOrDefaultContentTypeHeader(additionalHeaders, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[Headers.ContentType];
            if (headerValue) {
                if (typeof headerValue === 'number') {
                    clientHeader = String(headerValue);
                }
                else if (Array.isArray(headerValue)) {
                    clientHeader = headerValue.join(', ');
                }
                else {
                    clientHeader = headerValue;
                }
            }
        }
        const additionalValue = additionalHeaders[Headers.ContentType];
        // Return the first non-undefined value, converting numbers or arrays to strings if necessary
        if (additionalValue !== undefined) {
            if (typeof additionalValue === 'number') {
                return String(additionalValue);
            }
            else if (Array.isArray(additionalValue)) {
                return additionalValue.join(', ');
            }
            else {
                return additionalValue;
            }
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    _getAgent(parsedUrl) {
        let agent;
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (this._keepAlive && useProxy) {
            agent = this._proxyAgent;
        }
        if (!useProxy) {
            agent = this._agent;
        }
        // if agent is already assigned use that agent.
        if (agent) {
            return agent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        let maxSockets = 100;
        if (this.requestOptions) {
            maxSockets = this.requestOptions.maxSockets || external_http_namespaceObject.globalAgent.maxSockets;
        }
        // This is `useProxy` again, but we need to check `proxyURl` directly for TypeScripts's flow analysis.
        if (proxyUrl && proxyUrl.hostname) {
            const agentOptions = {
                maxSockets,
                keepAlive: this._keepAlive,
                proxy: Object.assign(Object.assign({}, ((proxyUrl.username || proxyUrl.password) && {
                    proxyAuth: `${proxyUrl.username}:${proxyUrl.password}`
                })), { host: proxyUrl.hostname, port: proxyUrl.port })
            };
            let tunnelAgent;
            const overHttps = proxyUrl.protocol === 'https:';
            if (usingSsl) {
                tunnelAgent = overHttps ? httpsOverHttps : httpsOverHttp;
            }
            else {
                tunnelAgent = overHttps ? httpOverHttps : httpOverHttp;
            }
            agent = tunnelAgent(agentOptions);
            this._proxyAgent = agent;
        }
        // if tunneling agent isn't assigned create a new agent
        if (!agent) {
            const options = { keepAlive: this._keepAlive, maxSockets };
            agent = usingSsl ? new external_https_namespaceObject.Agent(options) : new external_http_namespaceObject.Agent(options);
            this._agent = agent;
        }
        if (usingSsl && this._ignoreSslError) {
            // we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
            // http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
            // we have to cast it to any and change it directly
            agent.options = Object.assign(agent.options || {}, {
                rejectUnauthorized: false
            });
        }
        return agent;
    }
    _getProxyAgentDispatcher(parsedUrl, proxyUrl) {
        let proxyAgent;
        if (this._keepAlive) {
            proxyAgent = this._proxyAgentDispatcher;
        }
        // if agent is already assigned use that agent.
        if (proxyAgent) {
            return proxyAgent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        proxyAgent = new ProxyAgent(Object.assign({ uri: proxyUrl.href, pipelining: !this._keepAlive ? 0 : 1 }, ((proxyUrl.username || proxyUrl.password) && {
            token: `Basic ${Buffer.from(`${proxyUrl.username}:${proxyUrl.password}`).toString('base64')}`
        })));
        this._proxyAgentDispatcher = proxyAgent;
        if (usingSsl && this._ignoreSslError) {
            // we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
            // http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
            // we have to cast it to any and change it directly
            proxyAgent.options = Object.assign(proxyAgent.options.requestTls || {}, {
                rejectUnauthorized: false
            });
        }
        return proxyAgent;
    }
    _getUserAgentWithOrchestrationId(userAgent) {
        const baseUserAgent = userAgent || 'actions/http-client';
        const orchId = process.env['ACTIONS_ORCHESTRATION_ID'];
        if (orchId) {
            // Sanitize the orchestration ID to ensure it contains only valid characters
            // Valid characters: 0-9, a-z, _, -, .
            const sanitizedId = orchId.replace(/[^a-z0-9_.-]/gi, '_');
            return `${baseUserAgent} actions_orchestration_id/${sanitizedId}`;
        }
        return baseUserAgent;
    }
    _performExponentialBackoff(retryNumber) {
        return __awaiter(this, void 0, void 0, function* () {
            retryNumber = Math.min(ExponentialBackoffCeiling, retryNumber);
            const ms = ExponentialBackoffTimeSlice * Math.pow(2, retryNumber);
            return new Promise(resolve => setTimeout(() => resolve(), ms));
        });
    }
    _processResponse(res, options) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => __awaiter(this, void 0, void 0, function* () {
                const statusCode = res.message.statusCode || 0;
                const response = {
                    statusCode,
                    result: null,
                    headers: {}
                };
                // not found leads to null obj returned
                if (statusCode === HttpCodes.NotFound) {
                    resolve(response);
                }
                // get the result from the body
                function dateTimeDeserializer(key, value) {
                    if (typeof value === 'string') {
                        const a = new Date(value);
                        if (!isNaN(a.valueOf())) {
                            return a;
                        }
                    }
                    return value;
                }
                let obj;
                let contents;
                try {
                    contents = yield res.readBody();
                    if (contents && contents.length > 0) {
                        if (options && options.deserializeDates) {
                            obj = JSON.parse(contents, dateTimeDeserializer);
                        }
                        else {
                            obj = JSON.parse(contents);
                        }
                        response.result = obj;
                    }
                    response.headers = res.message.headers;
                }
                catch (err) {
                    // Invalid resource (contents not json);  leaving result obj null
                }
                // note that 3xx redirects are handled by the http layer.
                if (statusCode > 299) {
                    let msg;
                    // if exception/error in body, attempt to get better error
                    if (obj && obj.message) {
                        msg = obj.message;
                    }
                    else if (contents && contents.length > 0) {
                        // it may be the case that the exception is in the body message as string
                        msg = contents;
                    }
                    else {
                        msg = `Failed request: (${statusCode})`;
                    }
                    const err = new HttpClientError(msg, statusCode);
                    err.result = response.result;
                    reject(err);
                }
                else {
                    resolve(response);
                }
            }));
        });
    }
}
const lowercaseKeys = (obj) => Object.keys(obj).reduce((c, k) => ((c[k.toLowerCase()] = obj[k]), c), {});
//# sourceMappingURL=index.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/auth.js
var auth_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};
class BasicCredentialHandler {
    constructor(username, password) {
        this.username = username;
        this.password = password;
    }
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Basic ${Buffer.from(`${this.username}:${this.password}`).toString('base64')}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return auth_awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
class auth_BearerCredentialHandler {
    constructor(token) {
        this.token = token;
    }
    // currently implements pre-authorization
    // TODO: support preAuth = false where it hooks on 401
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Bearer ${this.token}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return auth_awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
class PersonalAccessTokenCredentialHandler {
    constructor(token) {
        this.token = token;
    }
    // currently implements pre-authorization
    // TODO: support preAuth = false where it hooks on 401
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Basic ${Buffer.from(`PAT:${this.token}`).toString('base64')}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return auth_awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
//# sourceMappingURL=auth.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/oidc-utils.js
var oidc_utils_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



class oidc_utils_OidcClient {
    static createHttpClient(allowRetry = true, maxRetry = 10) {
        const requestOptions = {
            allowRetries: allowRetry,
            maxRetries: maxRetry
        };
        return new HttpClient('actions/oidc-client', [new BearerCredentialHandler(oidc_utils_OidcClient.getRequestToken())], requestOptions);
    }
    static getRequestToken() {
        const token = process.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'];
        if (!token) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_TOKEN env variable');
        }
        return token;
    }
    static getIDTokenUrl() {
        const runtimeUrl = process.env['ACTIONS_ID_TOKEN_REQUEST_URL'];
        if (!runtimeUrl) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable');
        }
        return runtimeUrl;
    }
    static getCall(id_token_url) {
        return oidc_utils_awaiter(this, void 0, void 0, function* () {
            var _a;
            const httpclient = oidc_utils_OidcClient.createHttpClient();
            const res = yield httpclient
                .getJson(id_token_url)
                .catch(error => {
                throw new Error(`Failed to get ID Token. \n 
        Error Code : ${error.statusCode}\n 
        Error Message: ${error.message}`);
            });
            const id_token = (_a = res.result) === null || _a === void 0 ? void 0 : _a.value;
            if (!id_token) {
                throw new Error('Response json body do not have ID Token field');
            }
            return id_token;
        });
    }
    static getIDToken(audience) {
        return oidc_utils_awaiter(this, void 0, void 0, function* () {
            try {
                // New ID Token is requested from action service
                let id_token_url = oidc_utils_OidcClient.getIDTokenUrl();
                if (audience) {
                    const encodedAudience = encodeURIComponent(audience);
                    id_token_url = `${id_token_url}&audience=${encodedAudience}`;
                }
                debug(`ID token url is ${id_token_url}`);
                const id_token = yield oidc_utils_OidcClient.getCall(id_token_url);
                setSecret(id_token);
                return id_token;
            }
            catch (error) {
                throw new Error(`Error message: ${error.message}`);
            }
        });
    }
}
//# sourceMappingURL=oidc-utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/summary.js
var summary_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { access, appendFile, writeFile } = external_fs_namespaceObject.promises;
const SUMMARY_ENV_VAR = 'GITHUB_STEP_SUMMARY';
const SUMMARY_DOCS_URL = 'https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-job-summary';
class Summary {
    constructor() {
        this._buffer = '';
    }
    /**
     * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
     * Also checks r/w permissions.
     *
     * @returns step summary file path
     */
    filePath() {
        return summary_awaiter(this, void 0, void 0, function* () {
            if (this._filePath) {
                return this._filePath;
            }
            const pathFromEnv = process.env[SUMMARY_ENV_VAR];
            if (!pathFromEnv) {
                throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
            }
            try {
                yield access(pathFromEnv, external_fs_namespaceObject.constants.R_OK | external_fs_namespaceObject.constants.W_OK);
            }
            catch (_a) {
                throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
            }
            this._filePath = pathFromEnv;
            return this._filePath;
        });
    }
    /**
     * Wraps content in an HTML tag, adding any HTML attributes
     *
     * @param {string} tag HTML tag to wrap
     * @param {string | null} content content within the tag
     * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
     *
     * @returns {string} content wrapped in HTML element
     */
    wrap(tag, content, attrs = {}) {
        const htmlAttrs = Object.entries(attrs)
            .map(([key, value]) => ` ${key}="${value}"`)
            .join('');
        if (!content) {
            return `<${tag}${htmlAttrs}>`;
        }
        return `<${tag}${htmlAttrs}>${content}</${tag}>`;
    }
    /**
     * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
     *
     * @param {SummaryWriteOptions} [options] (optional) options for write operation
     *
     * @returns {Promise<Summary>} summary instance
     */
    write(options) {
        return summary_awaiter(this, void 0, void 0, function* () {
            const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
            const filePath = yield this.filePath();
            const writeFunc = overwrite ? writeFile : appendFile;
            yield writeFunc(filePath, this._buffer, { encoding: 'utf8' });
            return this.emptyBuffer();
        });
    }
    /**
     * Clears the summary buffer and wipes the summary file
     *
     * @returns {Summary} summary instance
     */
    clear() {
        return summary_awaiter(this, void 0, void 0, function* () {
            return this.emptyBuffer().write({ overwrite: true });
        });
    }
    /**
     * Returns the current summary buffer as a string
     *
     * @returns {string} string of summary buffer
     */
    stringify() {
        return this._buffer;
    }
    /**
     * If the summary buffer is empty
     *
     * @returns {boolen} true if the buffer is empty
     */
    isEmptyBuffer() {
        return this._buffer.length === 0;
    }
    /**
     * Resets the summary buffer without writing to summary file
     *
     * @returns {Summary} summary instance
     */
    emptyBuffer() {
        this._buffer = '';
        return this;
    }
    /**
     * Adds raw text to the summary buffer
     *
     * @param {string} text content to add
     * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
     *
     * @returns {Summary} summary instance
     */
    addRaw(text, addEOL = false) {
        this._buffer += text;
        return addEOL ? this.addEOL() : this;
    }
    /**
     * Adds the operating system-specific end-of-line marker to the buffer
     *
     * @returns {Summary} summary instance
     */
    addEOL() {
        return this.addRaw(external_os_namespaceObject.EOL);
    }
    /**
     * Adds an HTML codeblock to the summary buffer
     *
     * @param {string} code content to render within fenced code block
     * @param {string} lang (optional) language to syntax highlight code
     *
     * @returns {Summary} summary instance
     */
    addCodeBlock(code, lang) {
        const attrs = Object.assign({}, (lang && { lang }));
        const element = this.wrap('pre', this.wrap('code', code), attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML list to the summary buffer
     *
     * @param {string[]} items list of items to render
     * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
     *
     * @returns {Summary} summary instance
     */
    addList(items, ordered = false) {
        const tag = ordered ? 'ol' : 'ul';
        const listItems = items.map(item => this.wrap('li', item)).join('');
        const element = this.wrap(tag, listItems);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML table to the summary buffer
     *
     * @param {SummaryTableCell[]} rows table rows
     *
     * @returns {Summary} summary instance
     */
    addTable(rows) {
        const tableBody = rows
            .map(row => {
            const cells = row
                .map(cell => {
                if (typeof cell === 'string') {
                    return this.wrap('td', cell);
                }
                const { header, data, colspan, rowspan } = cell;
                const tag = header ? 'th' : 'td';
                const attrs = Object.assign(Object.assign({}, (colspan && { colspan })), (rowspan && { rowspan }));
                return this.wrap(tag, data, attrs);
            })
                .join('');
            return this.wrap('tr', cells);
        })
            .join('');
        const element = this.wrap('table', tableBody);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds a collapsable HTML details element to the summary buffer
     *
     * @param {string} label text for the closed state
     * @param {string} content collapsable content
     *
     * @returns {Summary} summary instance
     */
    addDetails(label, content) {
        const element = this.wrap('details', this.wrap('summary', label) + content);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML image tag to the summary buffer
     *
     * @param {string} src path to the image you to embed
     * @param {string} alt text description of the image
     * @param {SummaryImageOptions} options (optional) addition image attributes
     *
     * @returns {Summary} summary instance
     */
    addImage(src, alt, options) {
        const { width, height } = options || {};
        const attrs = Object.assign(Object.assign({}, (width && { width })), (height && { height }));
        const element = this.wrap('img', null, Object.assign({ src, alt }, attrs));
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML section heading element
     *
     * @param {string} text heading text
     * @param {number | string} [level=1] (optional) the heading level, default: 1
     *
     * @returns {Summary} summary instance
     */
    addHeading(text, level) {
        const tag = `h${level}`;
        const allowedTag = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].includes(tag)
            ? tag
            : 'h1';
        const element = this.wrap(allowedTag, text);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML thematic break (<hr>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addSeparator() {
        const element = this.wrap('hr', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML line break (<br>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addBreak() {
        const element = this.wrap('br', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML blockquote to the summary buffer
     *
     * @param {string} text quote text
     * @param {string} cite (optional) citation url
     *
     * @returns {Summary} summary instance
     */
    addQuote(text, cite) {
        const attrs = Object.assign({}, (cite && { cite }));
        const element = this.wrap('blockquote', text, attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML anchor tag to the summary buffer
     *
     * @param {string} text link text/content
     * @param {string} href hyperlink
     *
     * @returns {Summary} summary instance
     */
    addLink(text, href) {
        const element = this.wrap('a', text, { href });
        return this.addRaw(element).addEOL();
    }
}
const _summary = new Summary();
/**
 * @deprecated use `core.summary`
 */
const markdownSummary = (/* unused pure expression or super */ null && (_summary));
const summary = (/* unused pure expression or super */ null && (_summary));
//# sourceMappingURL=summary.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/path-utils.js

/**
 * toPosixPath converts the given path to the posix form. On Windows, \\ will be
 * replaced with /.
 *
 * @param pth. Path to transform.
 * @return string Posix path.
 */
function toPosixPath(pth) {
    return pth.replace(/[\\]/g, '/');
}
/**
 * toWin32Path converts the given path to the win32 form. On Linux, / will be
 * replaced with \\.
 *
 * @param pth. Path to transform.
 * @return string Win32 path.
 */
function toWin32Path(pth) {
    return pth.replace(/[/]/g, '\\');
}
/**
 * toPlatformPath converts the given path to a platform-specific path. It does
 * this by replacing instances of / and \ with the platform-specific path
 * separator.
 *
 * @param pth The path to platformize.
 * @return string The platform-specific path.
 */
function toPlatformPath(pth) {
    return pth.replace(/[/\\]/g, path.sep);
}
//# sourceMappingURL=path-utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/platform.js
var platform_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const getWindowsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout: version } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Version"', undefined, {
        silent: true
    });
    const { stdout: name } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Caption"', undefined, {
        silent: true
    });
    return {
        name: name.trim(),
        version: version.trim()
    };
});
const getMacOsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    var _a, _b, _c, _d;
    const { stdout } = yield exec.getExecOutput('sw_vers', undefined, {
        silent: true
    });
    const version = (_b = (_a = stdout.match(/ProductVersion:\s*(.+)/)) === null || _a === void 0 ? void 0 : _a[1]) !== null && _b !== void 0 ? _b : '';
    const name = (_d = (_c = stdout.match(/ProductName:\s*(.+)/)) === null || _c === void 0 ? void 0 : _c[1]) !== null && _d !== void 0 ? _d : '';
    return {
        name,
        version
    };
});
const getLinuxInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout } = yield exec.getExecOutput('lsb_release', ['-i', '-r', '-s'], {
        silent: true
    });
    const [name, version] = stdout.trim().split('\n');
    return {
        name,
        version
    };
});
const platform = external_os_namespaceObject.platform();
const arch = external_os_namespaceObject.arch();
const isWindows = platform === 'win32';
const isMacOS = platform === 'darwin';
const isLinux = platform === 'linux';
function getDetails() {
    return platform_awaiter(this, void 0, void 0, function* () {
        return Object.assign(Object.assign({}, (yield (isWindows
            ? getWindowsInfo()
            : isMacOS
                ? getMacOsInfo()
                : getLinuxInfo()))), { platform,
            arch,
            isWindows,
            isMacOS,
            isLinux });
    });
}
//# sourceMappingURL=platform.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/core.js
var core_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






/**
 * The code to exit an action
 */
var ExitCode;
(function (ExitCode) {
    /**
     * A code indicating that the action was successful
     */
    ExitCode[ExitCode["Success"] = 0] = "Success";
    /**
     * A code indicating that the action was a failure
     */
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
//-----------------------------------------------------------------------
// Variables
//-----------------------------------------------------------------------
/**
 * Sets env variable for this action and future actions in the job
 * @param name the name of the variable to set
 * @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    issueCommand('set-env', { name }, convertedVal);
}
/**
 * Registers a secret which will get masked from logs
 *
 * @param secret - Value of the secret to be masked
 * @remarks
 * This function instructs the Actions runner to mask the specified value in any
 * logs produced during the workflow run. Once registered, the secret value will
 * be replaced with asterisks (***) whenever it appears in console output, logs,
 * or error messages.
 *
 * This is useful for protecting sensitive information such as:
 * - API keys
 * - Access tokens
 * - Authentication credentials
 * - URL parameters containing signatures (SAS tokens)
 *
 * Note that masking only affects future logs; any previous appearances of the
 * secret in logs before calling this function will remain unmasked.
 *
 * @example
 * ```typescript
 * // Register an API token as a secret
 * const apiToken = "abc123xyz456";
 * setSecret(apiToken);
 *
 * // Now any logs containing this value will show *** instead
 * console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
 * ```
 */
function core_setSecret(secret) {
    command_issueCommand('add-mask', {}, secret);
}
/**
 * Prepends inputPath to the PATH (for this action and future actions)
 * @param inputPath
 */
function addPath(inputPath) {
    const filePath = process.env['GITHUB_PATH'] || '';
    if (filePath) {
        issueFileCommand('PATH', inputPath);
    }
    else {
        issueCommand('add-path', {}, inputPath);
    }
    process.env['PATH'] = `${inputPath}${path.delimiter}${process.env['PATH']}`;
}
/**
 * Gets the value of an input.
 * Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
 * Returns an empty string if the value is not defined.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string
 */
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
/**
 * Gets the values of an multiline input.  Each value is also trimmed.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string[]
 *
 */
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
/**
 * Gets the input value of the boolean type in the YAML 1.2 "core schema" specification.
 * Support boolean input list: `true | True | TRUE | false | False | FALSE` .
 * The return value is also in boolean type.
 * ref: https://yaml.org/spec/1.2/spec.html#id2804923
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   boolean
 */
function getBooleanInput(name, options) {
    const trueValue = ['true', 'True', 'TRUE'];
    const falseValue = ['false', 'False', 'FALSE'];
    const val = getInput(name, options);
    if (trueValue.includes(val))
        return true;
    if (falseValue.includes(val))
        return false;
    throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
        `Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
/**
 * Sets the value of an output.
 *
 * @param     name     name of the output to set
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return file_command_issueFileCommand('OUTPUT', file_command_prepareKeyValueMessage(name, value));
    }
    process.stdout.write(external_os_namespaceObject.EOL);
    command_issueCommand('set-output', { name }, utils_toCommandValue(value));
}
/**
 * Enables or disables the echoing of commands into stdout for the rest of the step.
 * Echoing is disabled by default if ACTIONS_STEP_DEBUG is not set.
 *
 */
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
//-----------------------------------------------------------------------
// Results
//-----------------------------------------------------------------------
/**
 * Sets the action status to failed.
 * When the action exits it will be with an exit code of 1
 * @param message add error issue message
 */
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
//-----------------------------------------------------------------------
// Logging Commands
//-----------------------------------------------------------------------
/**
 * Gets whether Actions Step Debug is on or not
 */
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
/**
 * Writes debug message to user log
 * @param message debug message
 */
function core_debug(message) {
    issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
    command_issueCommand('error', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    command_issueCommand('warning', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
    command_issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function info(message) {
    process.stdout.write(message + external_os_namespaceObject.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function startGroup(name) {
    issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
    issue('endgroup');
}
/**
 * Wrap an asynchronous function call in a group.
 *
 * Returns the same type as the function itself.
 *
 * @param name The name of the group
 * @param fn The function to wrap in the group
 */
function group(name, fn) {
    return core_awaiter(this, void 0, void 0, function* () {
        startGroup(name);
        let result;
        try {
            result = yield fn();
        }
        finally {
            endGroup();
        }
        return result;
    });
}
//-----------------------------------------------------------------------
// Wrapper action state
//-----------------------------------------------------------------------
/**
 * Saves state for current action, the state can only be retrieved by this action's post job execution.
 *
 * @param     name     name of the state to store
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return file_command_issueFileCommand('STATE', file_command_prepareKeyValueMessage(name, value));
    }
    command_issueCommand('save-state', { name }, utils_toCommandValue(value));
}
/**
 * Gets the value of an state set by this action's main execution.
 *
 * @param     name     name of the state to get
 * @returns   string
 */
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return core_awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}
/**
 * Summary exports
 */

/**
 * @deprecated use core.summary
 */

/**
 * Path exports
 */

/**
 * Platform utilities exports
 */

//# sourceMappingURL=core.js.map
;// CONCATENATED MODULE: external "node:util"
const external_node_util_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");
;// CONCATENATED MODULE: ./lib/core/text.js
const QUOTE_LIMIT = 300;
const CONTROLS = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;
function neutralize(text) {
    return text
        .replace(CONTROLS, ' ')
        .replaceAll('##[', '## [')
        .replace(/^(\s*):(?=:)/, '$1: ');
}
function quote(text) {
    const line = neutralize(text).replace(/\s+/g, ' ').trim();
    return line.length > QUOTE_LIMIT ? `${line.slice(0, QUOTE_LIMIT - 1)}…` : line;
}
function text_withoutFullStop(text) {
    return text.replace(/(?<![\s.])[\s.]+$/, '');
}
function escapeMarkdown(text) {
    return neutralize(text).replace(/[&<>\\`*_[\]|~@#$]|:(?=\/\/)|(?<=www)\./gi, character => `&#${character.charCodeAt(0)};`);
}
const BLANKS_AT_ENDS = /^[\s\u200b-\u200d\u2060]+|(?<![\s\u200b-\u200d\u2060])[\s\u200b-\u200d\u2060]+$/g;
function trimPasted(text) {
    return text.replace(BLANKS_AT_ENDS, '');
}
function text_joinWithAnd(words) {
    if (words.length < 2)
        return words.join('');
    return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
function text_count(number, noun) {
    return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

;// CONCATENATED MODULE: ./lib/core/credential.js


function credential_isMaskable(text) {
    return text.length > 2;
}
function encodedForms(text) {
    const asForm = new URLSearchParams({ '': text }).toString().slice(1);
    const asJson = JSON.stringify(text).slice(1, -1);
    return [text, asJson, encodeURIComponent(text.toWellFormed()), asForm, escapeMarkdown(text)];
}
function createCredentialStore(mask) {
    const masked = new Set();
    const known = new Set();
    function maskSecret(value) {
        const lines = value.split(/[\r\n]+/).filter(line => credential_isMaskable(line.trim()));
        if (!masked.has(value))
            lines.forEach(mask);
        masked.add(value);
        const texts = [value, ...lines].map(text => text.trim()).filter(credential_isMaskable);
        for (const form of texts.flatMap(encodedForms))
            known.add(form);
        const hidden = () => '***';
        const shown = { toString: hidden, toJSON: hidden, [external_node_util_namespaceObject.inspect.custom]: hidden };
        return Object.assign(shown, { reveal: () => value });
    }
    function redact(text) {
        const longestFirst = [...known].sort((a, b) => b.length - a.length);
        return longestFirst.reduce((rest, form) => rest.replaceAll(form, '***'), text);
    }
    return { maskSecret, redact };
}

;// CONCATENATED MODULE: ./lib/core/runner.js





function githubRunner() {
    const { maskSecret, redact } = createCredentialStore(core_setSecret);
    const line = (text) => neutralize(redact(text));
    const outputs = new Map();
    return {
        input: (name) => trimPasted(getInput(name)),
        rawInput: (name) => trimRaw(getInput(name, { trimWhitespace: false })),
        maskSecret,
        quote: (text) => quote(redact(text)),
        output(name, value) {
            if (outputs.get(name) === value)
                return;
            outputs.set(name, value);
            runner_writeFile('GITHUB_OUTPUT', () => setOutput(name, value));
        },
        saveState: (name, value) => runner_writeFile('GITHUB_STATE', () => saveState(name, value)),
        savedState() {
            const saved = Object.entries(process.env).filter(([name]) => name.startsWith('STATE_'));
            return Object.fromEntries(saved.map(([name, value = '']) => [name.slice('STATE_'.length), value]));
        },
        checkFiles() {
            for (const variable of ['GITHUB_OUTPUT', 'GITHUB_STATE'])
                runner_writeFile(variable, () => { });
        },
        info: (text) => info(line(text)),
        notice: (title, text) => notice(line(text), { title }),
        warning: (title, text) => warning(line(text), { title }),
        error: (title, text) => error(line(text), { title }),
        summary(markdown) {
            const file = process.env.GITHUB_STEP_SUMMARY;
            if (file)
                (0,external_node_fs_namespaceObject.appendFileSync)(file, redact(markdown));
        }
    };
}
function trimRaw(text) {
    const whole = text.replace(/^\ufeff|(?<![\r\n])[\r\n]+$/g, '');
    return trimPasted(whole) === '' ? '' : whole;
}
function runner_writeFile(variable, write) {
    try {
        (0,external_node_fs_namespaceObject.accessSync)(process.env[variable] ?? '', external_node_fs_namespaceObject.constants.W_OK);
        write();
    }
    catch (thrown) {
        throw new errors_ActionError('internal', `Could not write the runner’s file ${variable}: ${Object(thrown).code}.`, 'Check that the runner is up to date, that its disk is not full, that its user may write there, and that no other step or program (a virus scanner, a backup) removes or locks the file; then run again.');
    }
}

;// CONCATENATED MODULE: external "node:timers/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");
;// CONCATENATED MODULE: ./lib/core/time.js

const systemClock = {
    now: () => new Date(),
    elapsed: () => Number(process.hrtime.bigint()) / 1e6,
    sleep: (ms, signal) => (0,promises_namespaceObject.setTimeout)(ms, undefined, { signal })
};
const JUMP_MS = 60_000;
function watchForJump(clock) {
    const offset = () => clock.now().getTime() - clock.elapsed();
    const before = offset();
    return () => Math.abs(offset() - before) > JUMP_MS;
}
function remoteClock(clock) {
    let last;
    return {
        now: () => last && new Date(last.at + clock.elapsed() - last.elapsed),
        update(date) {
            const at = parseDate(date ?? '')?.getTime();
            if (at !== undefined)
                last = { at, elapsed: clock.elapsed() };
        }
    };
}
function time_formatInstant(instant) {
    return instant.toISOString().replace(/\.\d{3}Z$/, 'Z');
}
function time_formatExpiry(expiry) {
    return expiry === undefined ? '' : time_formatInstant(expiry);
}
const ISO_DATE = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d:\d\d)(?::\d\d)?(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?$/;
const HTTP_DATE = /^[A-Z][a-z]{2}, /;
function parseDate(text) {
    const [, day, time = '00:00:00', zone = 'Z'] = ISO_DATE.exec(text) ?? [];
    if (day === undefined && !HTTP_DATE.test(text))
        return undefined;
    const date = new Date(day === undefined ? text : `${day}T${time}${zone}`);
    return Number.isNaN(date.getTime()) ? undefined : date;
}
const UNIT_SECONDS = { m: 60, h: 3600, d: 86_400 };
const LONGEST_SECONDS = 36_500 * 86_400;
function parseDuration(text) {
    const [, number, unit = ''] = /^(\d{1,9})([mhd])$/.exec(text) ?? [];
    const seconds = Number(number) * (UNIT_SECONDS[unit] ?? Number.NaN);
    return seconds > 0 && seconds <= LONGEST_SECONDS ? seconds : undefined;
}
function parseExpires(text) {
    if (text === 'never')
        return { is: 'never' };
    const seconds = parseDuration(text);
    if (seconds !== undefined)
        return { is: 'after', seconds };
    const instant = parseDate(text);
    return instant && time_formatInstant(instant) === text ? { is: 'at', instant } : undefined;
}
function time_expiryFrom(expires, now) {
    if (expires.is === 'never')
        return undefined;
    if (expires.is === 'at')
        return expires.instant;
    return new Date((Math.floor(now.getTime() / 1000) + expires.seconds) * 1000);
}
function formatDuration(ms) {
    const seconds = Math.round(ms / 1000);
    return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min`;
}

;// CONCATENATED MODULE: external "node:https"
const external_node_https_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");
;// CONCATENATED MODULE: external "node:tls"
const external_node_tls_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");
;// CONCATENATED MODULE: external "node:zlib"
const external_node_zlib_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");
;// CONCATENATED MODULE: external "node:events"
const external_node_events_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");
;// CONCATENATED MODULE: external "node:http"
const external_node_http_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");
;// CONCATENATED MODULE: external "node:net"
const external_node_net_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");
;// CONCATENATED MODULE: ./lib/net/network-errors.js
class NetworkError extends Error {
    code;
    hint;
    isLasting;
    constructor(reason, code = '', hint, isLasting = hint !== undefined) {
        super(reason);
        this.code = code;
        this.hint = hint;
        this.isLasting = isLasting;
    }
}
const CHECK_PROXY = 'Check HTTPS_PROXY (most proxies need http://; https:// is for a proxy that is itself reached over TLS), and that the proxy runs and the runner can reach it.';
const CHECK_PEER = 'Check what answers there (DNS, proxy, firewall): it does not speak TLS and HTTP as Vault and GitHub do.';
const MEANINGS = [
    [/^(ENOTFOUND|EAI_AGAIN)$/, 'its name could not be resolved'],
    [/^ECONNREFUSED$/, 'the connection was refused'],
    [/^E(HOST|NET)UNREACH$/, 'the host is unreachable'],
    [/^(ETIMEDOUT|ABORT_ERR)$/, 'the host did not respond in time'],
    [
        /^(ECONNRESET|ECONNABORTED|EPIPE)$/,
        'the connection or its TLS handshake was cut',
        'Check what is between the runner and the host: some firewalls and proxies cut handshakes that they do not understand or allow.',
        false
    ],
    [/^HPE_/, 'the response is not valid HTTP', CHECK_PEER],
    [
        /^status 407/,
        'the proxy refused the connection',
        'Check the user and the password in HTTPS_PROXY (http://USER:PASSWORD@HOST:PORT, percent-encoded); the action supports only Basic, which the proxy has to offer.'
    ],
    [
        /^status (408|429|5..)/,
        'the proxy refused the connection',
        'The proxy does not reach the host, or allows no further connection: check the host name and the proxy, and run again.',
        false
    ],
    [
        /^status/,
        'the proxy refused the connection',
        'Have this host (port 443) allowed on the proxy, or add it to NO_PROXY if the runner may reach it directly.'
    ],
    [
        /^ERR_TLS_CERT_ALTNAME_INVALID$/,
        'its certificate is for another host',
        'Something else answers under this name: check the name, the DNS that the runner uses, and what is in between (proxy, firewall).'
    ],
    [
        /^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/,
        'its certificate, or that of its authority, has expired or is not valid yet',
        'Check the clock of the runner, and have the certificate renewed by those who run the host, or a proxy that inspects TLS.'
    ],
    [
        /^UNSPECIFIED: .* too weak$/,
        'its certificate, or that of its authority, is too weak',
        'Have it replaced by those who run the host, or a proxy that inspects TLS: with a key of at least 2,048 bits (RSA) and a signature by SHA-256.'
    ],
    [
        /^(DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET|VERIFY)_|CERT_SIGNATURE_FAILURE|CERT_UNTRUSTED|INVALID_CA)/,
        'its certificate is not trusted',
        'Add the certificate of the authority that signed it to `ca-certificate`; a proxy or firewall that inspects TLS has one of its own. Certificates are always checked, whatever NODE_TLS_REJECT_UNAUTHORIZED says.'
    ],
    [
        /^(CERT_|CRL_|UNABLE_TO_|HOSTNAME_|INVALID_|PATH_|UNSPECIFIED)/,
        'its certificate is not valid',
        'Have it replaced by those who run the host, or a proxy that inspects TLS.'
    ],
    [
        /^ERR_(INVALID_CHAR|INVALID_ARG|INVALID_HTTP_TOKEN|HTTP_INVALID_HEADER|UNESCAPED_CHARACTERS)/,
        'the request could not be made',
        'A credential or another input contains a character that no request can carry: check what was pasted.'
    ],
    [/^(ERR_SSL_|ERR_TLS_|EPROTO)/, 'the TLS handshake failed', CHECK_PEER]
];
function explainError(thrown, isSent = false) {
    if (thrown instanceof NetworkError)
        return thrown;
    const { code: given = 'no code', message } = Object(thrown);
    const code = given === 'UNSPECIFIED' ? `${given}: ${message}` : given;
    const isLost = isSent && !/^HPE_/.test(code);
    const meaning = isLost ? undefined : MEANINGS.find(([codes]) => codes.test(code));
    const usual = isLost ? 'the connection was lost' : 'no connection was made';
    const [, reason = usual, hint, isLasting] = meaning ?? [];
    return new NetworkError(`${reason} (${code})`, code, hint, isLasting);
}
function explainProxyError(thrown) {
    if (thrown instanceof NetworkError)
        return thrown;
    const { message, code, hint = '', isLasting } = explainError(thrown);
    const reason = `the proxy could not be reached: ${message}`;
    return new NetworkError(reason, code, `${hint} ${CHECK_PROXY}`.trim(), isLasting);
}

;// CONCATENATED MODULE: ./lib/net/proxy.js
const TOKEN_LENGTH = 12;
function readProxySettings(environment) {
    const address = (environment.https_proxy || environment.HTTPS_PROXY || '').trim();
    const proxy = parseProxy(address);
    const { username = '', password = '' } = proxy ?? {};
    const secret = password || (username.length < TOKEN_LENGTH ? '' : username);
    const exceptions = (environment.no_proxy || environment.NO_PROXY || '').toLowerCase();
    const names = exceptions.split(/[\s,]+/).map(entry => entry.replace(/^\*?\.(?!\*)|\.$/g, ''));
    return {
        mistake: address === '' || proxy
            ? undefined
            : 'HTTPS_PROXY is set and is not a proxy address: set it to http://HOST:PORT or https://HOST:PORT, with user and password percent-encoded, or unset it',
        credentials: secret === '' ? [] : [decodeURIComponent(secret), secret],
        proxyFor(host, port) {
            const isLoopback = /^(localhost|\[::1\]|127\.[\d.]+)$/.test(host);
            const asked = [`.${host}`, `.${host}:${port}`];
            const isException = names.some(name => name === '*' || asked.some(each => each.endsWith(`.${name}`)));
            return isLoopback || isException ? undefined : proxy;
        }
    };
}
function proxyAuthorization(proxy) {
    const signIn = signInOf(proxy);
    return signIn === ':' ? undefined : `Basic ${Buffer.from(signIn).toString('base64')}`;
}
function signInOf({ username, password }) {
    return `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
}
function parseProxy(address) {
    try {
        const url = new URL(/^[a-z][a-z\d+.-]*:\/\//i.test(address) ? address : `http://${address}`);
        signInOf(url);
        const isWhole = url.pathname === '/' && !/[?#]/.test(address);
        return isWhole && /^https?:$/.test(url.protocol) ? url : undefined;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/net/connection.js







const OPEN_TIMEOUT_MS = 20_000;
const ADDRESS_TIMEOUT_MS = 2_500;
const IDLE_MS = { used: 4_000, unused: 10_000 };
const OPEN_AHEAD = 2;
class Connections extends external_node_https_namespaceObject.Agent {
    trusted;
    #proxies;
    #spares = new Map();
    constructor(proxies) {
        super({ keepAlive: true, timeout: IDLE_MS.used, scheduling: 'fifo' });
        this.#proxies = proxies;
        external_node_net_namespaceObject.setDefaultAutoSelectFamilyAttemptTimeout(ADDRESS_TIMEOUT_MS);
    }
    async openAhead(host) {
        const name = this.getName({ host, port: 443 });
        const spares = this.#sparesOf(name);
        const free = this.freeSockets[name]?.length ?? 0;
        for (let ready = free + spares.size; ready < OPEN_AHEAD; ready++)
            this.#openSpare(host, spares);
        if (free > 0)
            return;
        await Promise.any(spares).catch(({ errors }) => Promise.reject(errors[0]));
    }
    getName({ host, port } = {}) {
        return `${host}:${port}`;
    }
    createConnection({ host, port }, done) {
        const failed = (error) => done?.(error, undefined);
        this.#take(String(host), Number(port)).then(socket => done?.(null, socket), failed);
    }
    keepSocketAlive(socket) {
        watchIdle(socket);
        return super.keepSocketAlive(socket);
    }
    reuseSocket(socket, request) {
        unwatchIdle(socket);
        super.reuseSocket(socket, request);
    }
    async #take(host, port) {
        const spares = this.#sparesOf(this.getName({ host, port }));
        for (const spare of spares) {
            spares.delete(spare);
            const socket = await spare;
            unwatchIdle(socket);
            if (!socket.destroyed)
                return socket.setTimeout(0).ref();
        }
        return this.#open(host, port);
    }
    #sparesOf(name) {
        const spares = this.#spares.get(name) ?? new Set();
        this.#spares.set(name, spares);
        return spares;
    }
    #openSpare(host, spares) {
        const spare = this.#open(host, 443);
        spares.add(spare);
        const drop = () => spares.delete(spare);
        spare.then(socket => {
            watchIdle(socket);
            socket.setTimeout(IDLE_MS.unused).unref().once('close', drop);
        }, drop);
    }
    async #open(host, port) {
        const { mistake, proxyFor } = this.#proxies;
        if (mistake !== undefined)
            throw new NetworkError(mistake, '', undefined, true);
        const proxy = proxyFor(host, port);
        const timeout = new AbortController();
        const timer = setTimeout(() => timeout.abort(), OPEN_TIMEOUT_MS);
        this.trusted ??= external_node_tls_namespaceObject.createSecureContext();
        const opening = { trusted: this.trusted, signal: timeout.signal };
        try {
            const tunnel = proxy && (await openTunnel(proxy, `${host}:${port}`, opening));
            return await connectTls(host, tunnel ? { socket: tunnel } : { port }, opening);
        }
        catch (thrown) {
            const error = explainError(thrown);
            if (proxy !== undefined && !error.isLasting)
                this.#closeIdle();
            throw error;
        }
        finally {
            clearTimeout(timer);
        }
    }
    #closeIdle() {
        for (const socket of Object.values(this.freeSockets).flat())
            socket?.destroy();
    }
}
const IDLE_EVENTS = ['data', 'end', 'timeout'];
function discard() {
    this.destroy();
}
function watchIdle(socket) {
    for (const event of IDLE_EVENTS)
        socket.on(event, discard);
}
function unwatchIdle(socket) {
    for (const event of IDLE_EVENTS)
        socket.off(event, discard);
}
function connectTls(host, over, { trusted, signal }) {
    const name = withoutBrackets(host);
    const socket = external_node_tls_namespaceObject.connect({
        host: name,
        servername: external_node_net_namespaceObject.isIP(name) === 0 ? name : '',
        secureContext: trusted,
        rejectUnauthorized: true,
        ALPNProtocols: ['http/1.1'],
        ...over
    });
    return whenReady(socket, 'secureConnect', signal);
}
function withoutBrackets(host) {
    return host.replace(/^\[(.*)\]$/, '$1');
}
async function whenReady(socket, event, signal) {
    socket.setNoDelay(true).on('error', () => { });
    try {
        await (0,external_node_events_namespaceObject.once)(socket, event, { signal });
        return socket;
    }
    catch (thrown) {
        socket.destroy();
        throw thrown;
    }
}
async function openTunnel(proxy, target, opening) {
    try {
        const socket = await connectToProxy(proxy, opening);
        const headers = { host: target };
        const authorization = proxyAuthorization(proxy);
        if (authorization !== undefined)
            headers['proxy-authorization'] = authorization;
        const options = { method: 'CONNECT', path: target, headers, signal: opening.signal };
        const request = external_node_http_namespaceObject.request({ ...options, createConnection: () => socket });
        request.on('error', () => { });
        const [{ statusCode, headers: received }] = await (0,external_node_events_namespaceObject.once)(request.end(), 'connect');
        if (statusCode < 300)
            return socket;
        socket.destroy();
        throw explainError({ code: proxyRefusal(statusCode, received['proxy-authenticate']) });
    }
    catch (thrown) {
        throw explainProxyError(thrown);
    }
}
function proxyRefusal(status, offered = '') {
    const schemes = offered.match(/\b(Basic|Bearer|Digest|Kerberos|Negotiate|NTLM)\b/gi) ?? [];
    return [`status ${status}`, ...schemes].join(', ');
}
function connectToProxy(proxy, opening) {
    const isTls = proxy.protocol === 'https:';
    const port = Number(proxy.port) || (isTls ? 443 : 80);
    if (isTls)
        return connectTls(proxy.hostname, { port }, opening);
    const socket = external_node_net_namespaceObject.connect({ host: withoutBrackets(proxy.hostname), port });
    return whenReady(socket, 'connect', opening.signal);
}

;// CONCATENATED MODULE: ./lib/net/http.js









const ABORT_GRACE_MS = 5_000;
const CONNECT_TIMEOUT_MS = 30_000;
const LIMIT_BYTES = 1024 * 1024;
function createTransport(stopping, environment) {
    delete environment.NODE_TLS_REJECT_UNAUTHORIZED;
    const connections = new Connections(readProxySettings(environment));
    return {
        send: request => withDeadline(request.deadlineMs, stopping, call => exchange(request, connections, call)),
        connect: host => withDeadline(CONNECT_TIMEOUT_MS, stopping, () => connections.openAhead(host)),
        trust(pems) {
            if (pems.length === 0)
                return;
            const ca = [...external_node_tls_namespaceObject.getCACertificates('default'), ...pems];
            connections.trusted = external_node_tls_namespaceObject.createSecureContext({ ca, allowPartialTrustChain: true });
        }
    };
}
async function exchange({ method, url, headers, body }, agent, call) {
    await (0,promises_namespaceObject.setImmediate)();
    await (0,promises_namespaceObject.setImmediate)();
    const options = {
        method,
        host: url.hostname,
        port: Number(url.port) || 443,
        path: url.pathname + url.search,
        headers: { ...headers },
        agent,
        signal: call.signal
    };
    const request = (...given) => external_node_https_namespaceObject.request(...given).once('socket', socket => {
        call.isSent = !socket.destroyed;
    });
    const info = { options, parsedUrl: url, httpModule: { ...external_node_https_namespaceObject, request } };
    const { message } = await new lib_HttpClient().requestRaw(info, body ?? null);
    const { statusCode: status = 0 } = message;
    const received = Object.entries(message.headers).map(([name, value]) => [name, String(value)]);
    const text = await readText(message);
    return { is: 'response', status, headers: Object.fromEntries(received), text };
}
async function readText(message) {
    const chunks = [];
    let size = 0;
    for await (const chunk of message) {
        chunks.push(chunk);
        size += chunk.length;
        if (size > LIMIT_BYTES)
            throw new NetworkError('the response is larger than 1 MiB');
    }
    return decode(Buffer.concat(chunks), message.headers['content-encoding']);
}
function decode(body, encoding = 'identity') {
    const isPlain = encoding === 'identity' || body.length === 0;
    try {
        const plain = isPlain ? body : (0,external_node_zlib_namespaceObject.unzipSync)(body, { maxOutputLength: LIMIT_BYTES });
        return new TextDecoder().decode(plain);
    }
    catch (thrown) {
        throw new NetworkError(`the response could not be decompressed (${Object(thrown).code})`);
    }
}
async function withDeadline(deadlineMs, stopping, work) {
    const abort = new AbortController();
    const call = { signal: abort.signal, isSent: false };
    const givenUp = Promise.withResolvers();
    function giveUp(when) {
        const reason = call.isSent ? 'there was no complete response' : 'no connection was made';
        givenUp.reject(new NetworkError(`${reason} ${when}`));
        abort.abort();
    }
    const timers = [setTimeout(giveUp, deadlineMs, `within ${deadlineMs / 1000} seconds`)];
    function stop() {
        timers.push(setTimeout(giveUp, ABORT_GRACE_MS, `before ${abortReason(stopping)}`));
    }
    stopping.addEventListener('abort', stop);
    try {
        if (stopping.aborted)
            throw new NetworkError(abortReason(stopping), '', undefined, true);
        return await Promise.race([work(call), givenUp.promise]);
    }
    catch (thrown) {
        const { isSent: maybeSent } = call;
        const { message: reason, code, isLasting, hint } = explainError(thrown, maybeSent);
        return { is: 'no-response', reason, code, maybeSent, isLasting, hint };
    }
    finally {
        for (const timer of timers)
            clearTimeout(timer);
        stopping.removeEventListener('abort', stop);
    }
}

;// CONCATENATED MODULE: ./lib/net/retry.js

const LONGEST_WAIT_MS = 60_000;
const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 10_000;
async function retry_sleep(ms, { clock, stopping }) {
    try {
        await clock.sleep(ms, stopping);
    }
    catch (thrown) {
        throw stopping.aborted ? interrupted(stopping) : thrown;
    }
}
async function retry(attempt, options, context) {
    let maybeDone = false;
    let delayMs;
    for (let made = 1;; made++) {
        try {
            if (delayMs !== undefined)
                await retry_sleep(delayMs, context);
            if (context.stopping.aborted)
                throw interrupted(context.stopping);
            return await attempt(maybeDone);
        }
        catch (thrown) {
            const error = errors_asActionError(thrown);
            maybeDone ||= error.maybeDone;
            delayMs = delayBefore(error, made, options, context);
            if (delayMs === undefined)
                throw error.with({ maybeDone });
        }
    }
}
function delayBefore(error, made, { attempts = Number.POSITIVE_INFINITY, everyMs, until, isRetryable }, { clock, random }) {
    const isWorthIt = isRetryable ? isRetryable(error) : error.retry !== undefined;
    const most = typeof attempts === 'number' ? attempts : attempts(error);
    const askedMs = error.retry?.afterMs;
    if (!isWorthIt || made >= most || (askedMs ?? 0) > LONGEST_WAIT_MS)
        return undefined;
    const backoffMs = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (made - 1));
    const usualMs = everyMs ?? Math.round(random() * backoffMs);
    const delayMs = Math.max(everyMs ?? 0, askedMs ?? usualMs);
    const isTooLate = until !== undefined && clock.elapsed() + delayMs > until;
    return isTooLate ? undefined : delayMs;
}

;// CONCATENATED MODULE: ./lib/core/json.js
function json_asObject(value) {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? value : undefined;
}
function json_asList(value) {
    return Array.isArray(value) ? value : [];
}
function json_asText(value) {
    if (typeof value === 'number')
        return String(value);
    return typeof value === 'string' ? value : '';
}
function json_asTexts(value) {
    const fields = Object.entries(json_asObject(value) ?? {});
    return Object.fromEntries(fields.map(([name, field]) => [name, json_asText(field)]));
}
function json_parseJson(text) {
    try {
        return JSON.parse(text.replace(/^\ufeff/, ''));
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/vault/host.js
const SUFFIXES = ['.veevavault.com', '.veevavault.cn', '.vaultdev.com', '.vaultpvm.com'];
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const HOST_NAME = new RegExp(`^${LABEL}(?:\\.${LABEL})+$`, 'i');
function host_parseVaultHost(text) {
    if (!HOST_NAME.test(text))
        return undefined;
    const host = text.toLowerCase();
    return SUFFIXES.some(suffix => host.endsWith(suffix)) ? host : undefined;
}
const LOGIN_HOST = 'login.veevavault.com';
const VAULT_HOST_SUFFIXES = `${SUFFIXES.slice(0, -1).join(', ')} or ${SUFFIXES.at(-1)}`;

;// CONCATENATED MODULE: ./lib/action/saved-state.js


function saveEntry(runner, key, entry) {
    runner.saveState(key, JSON.stringify(entry, revealCredential));
}
function revealCredential(key, value) {
    const original = json_asObject(this[key]);
    return typeof original?.reveal === 'function' ? original.reveal() : value;
}
function readMain(saved) {
    const { pid, started = '', stateFile = '' } = asTexts(parseJson(saved.main ?? ''));
    return { pid: Number(pid), started, stateFile };
}
function readEntries(saved, maskSecret) {
    const keys = Object.keys(saved).filter(key => /^(session|token-\d+)$/.test(key));
    return keys.map((key) => {
        const entry = asObject(parseJson(saved[key] ?? ''));
        const token = asObject(entry?.token) ?? entry;
        const origin = asObject(token?.origin) ?? entry;
        return {
            key,
            state: asText(entry?.state),
            displayName: asText(origin?.displayName),
            name: asText(token?.name),
            id: asText(token?.id),
            value: maskSecret(asText(token?.value)),
            site: parseSite(origin?.site),
            secret: asText(entry?.secret),
            isForSecret: entry?.isForSecret === true
        };
    });
}
function parseSite(value) {
    const { host: name = '', apiVersion = '', clientId = '', referenceId = '' } = asTexts(value);
    const host = parseVaultHost(name);
    return host && { host, apiVersion, clientId, referenceId };
}
const STATE_FILE_ENTRY = /^([^=<\r\n]+)<<([^\r\n]+)\r?\n(?:([\s\S]*?)\r?\n)??\2\r?$/gm;
function parseStateFile(text) {
    const entries = [...text.matchAll(STATE_FILE_ENTRY)];
    return Object.fromEntries(entries.map(([, name, , value = '']) => [name, value]));
}

;// CONCATENATED MODULE: ./lib/action/step.js









const EXIT_AFTER_SIGNAL_MS = 6_500;
const EXIT_DELAY_MS = 500;
function createWorld(stopping) {
    return {
        ...createTransport(stopping, process.env),
        runner: githubRunner(),
        environment: process.env,
        run: readRunContext(process.env),
        clock: systemClock,
        random: Math.random,
        stopping,
        nonce: () => (0,external_node_crypto_namespaceObject.randomBytes)(4).toString('hex')
    };
}
const NEVER_SETTLED = new errors_ActionError('internal', 'The action ended before it had a result.', 'Run again; if it happens again, report this line and the version of Node in an issue of the action.');
function runAsProcess(step) {
    const stop = new AbortController();
    const world = createWorld(stop.signal);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK']) {
        process.on(signal, () => {
            stop.abort();
            process.exitCode = 1;
            setTimeout(() => process.exit(), EXIT_AFTER_SIGNAL_MS).unref();
        });
    }
    async function work() {
        world.runner.checkFiles();
        saveEntry(world.runner, 'main', thisProcess(process.env.GITHUB_STATE));
        if ((await step(world)) === 'failed')
            process.exitCode = 1;
    }
    runToExit(work, error => {
        process.exitCode = 1;
        const shown = stop.signal.aborted ? interrupted(stop.signal) : error;
        world.runner.error(shown.code, shown.text);
    });
}
function runToExit(work, report) {
    let isSettled = false;
    function settle() {
        isSettled = true;
        setTimeout(() => process.exit(), EXIT_DELAY_MS).unref();
    }
    function fail(thrown) {
        settle();
        report(errors_asActionError(thrown));
    }
    process.on('uncaughtException', thrown => {
        if (isSettled)
            return;
        fail(thrown);
        process.exit();
    });
    process.on('exit', () => {
        if (!isSettled)
            fail(NEVER_SETTLED);
    });
    work().then(settle, fail);
}
const CHECKS = 160;
const CHECK_INTERVAL_MS = 50;
function startOf(pid) {
    try {
        const stat = (0,external_node_fs_namespaceObject.readFileSync)(`/proc/${pid}/stat`, 'utf8');
        const [state = '', ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        return 'ZX'.includes(state) ? '' : (fields[18] ?? '');
    }
    catch {
        return '';
    }
}
function thisProcess(stateFile = '') {
    return { pid: process.pid, started: startOf(process.pid), stateFile };
}
function isRunning({ pid, started }) {
    return started !== '' && startOf(pid) === started;
}
async function endProcess(main, world) {
    for (const signal of ['SIGTERM', 'SIGKILL']) {
        if (!isRunning(main))
            return true;
        try {
            process.kill(main.pid, signal);
        }
        catch {
        }
        for (let check = 0; check < CHECKS && isRunning(main); check++) {
            await sleep(CHECK_INTERVAL_MS, world);
        }
    }
    return !isRunning(main);
}

;// CONCATENATED MODULE: ./lib/net/api.js




const DEADLINE_MS = 30_000;
const CHECK_REACH = 'Check the host name, and that the runner can reach it (DNS, firewall, proxy settings); then run again.';
async function callApi(call, send, refusalIn) {
    const result = await send(requestOf(call));
    if (result.is === 'no-response') {
        const { reason: said, code: reason, hint = CHECK_REACH, maybeSent: maybeDone } = result;
        const retry = result.isLasting ? undefined : {};
        throw refusalError(call, { code: 'network', said, hint, retry, maybeDone, reason });
    }
    const response = { ...result, body: json_asObject(json_parseJson(result.text)) };
    const refusal = refusalIn(response);
    if (refusal === undefined)
        return response;
    throw refusalError(call, refusal);
}
function requestOf(call) {
    const { method, url, headers, form, json, deadlineMs = DEADLINE_MS } = call;
    if (form === undefined && json === undefined)
        return { method, url, headers, deadlineMs };
    const type = form ? 'application/x-www-form-urlencoded' : 'application/json';
    const body = form ? new URLSearchParams(form).toString() : JSON.stringify(json);
    return { method, url, headers: { ...headers, 'content-type': type }, body, deadlineMs };
}
function refusalError({ doing, url }, { code, said, hint, ...details }) {
    const id = details.executionId ? ` (execution id ${details.executionId})` : '';
    const message = `Could not ${doing} on ${url.hostname}: ${said}${id}.`;
    return new errors_ActionError(code, message, hint, details);
}
function retryAfterMs(headers, now) {
    const header = headers['retry-after'] ?? '';
    if (/^\d{1,9}$/.test(header))
        return Number(header) * 1000;
    const at = parseDate(header);
    return at && Math.max(0, at.getTime() - responseTime(headers, now).getTime());
}
function responseTime(headers, now) {
    return parseDate(headers.date ?? '') ?? now;
}
function describeResponse(response, service, words) {
    const { status, text, body } = response;
    if (words !== '')
        return `${service} responded ${status}: ${text_withoutFullStop(words)}`;
    let kind = body === undefined ? 'text that is not JSON' : `JSON that is not from ${service}`;
    if (text.trim() === '')
        kind = 'an empty body';
    if (/^\s*</.test(text))
        kind = 'an HTML page';
    return `the host responded with status ${status} and ${kind}`;
}

;// CONCATENATED MODULE: ./lib/vault/refusals.js



const LOGIN = 'Check the stored credential, that the user may sign in to this Vault, and its network access rules (GitHub’s hosted runners change their addresses). A rejected credential is not tried again.';
const EXCHANGE = 'Check `oauth-profile-id`, that the token has not expired and is meant for Vault (audience, client), and that its user exists and is active there. A rejected credential is not tried again.';
const VERSION = 'Check that the Vault has the version in `api-version`, which must be v26.2 or later.';
const JOB = 'Vault has no such job, or does not show it to this user: set `vault-job-id` to the `job_id` that creating or refreshing the sandbox returned.';
const NO_USER = 'The user who signs in is missing or inactive there: ask an administrator to add or activate the user in that Vault or sandbox, or sign in with the user who created the sandbox.';
const refusals_SUPPORT = 'Run again; if it happens again, report it to Veeva Support with the execution id.';
const FINAL = {
    'vault-session': {
        INVALID_SESSION_ID: 'The host rejects the token or session: it has expired, was deleted, or belongs to another Vault (a sandbox’s token can’t sign in to its production Vault). Use one that works there, or another way to sign in.'
    },
    'vault-login': {
        USERNAME_OR_PASSWORD_INCORRECT: 'Check the secrets behind `username` and `password` before the next run: five wrong passwords lock the account, so it was tried only once. A user who signs in with single sign-on has no password in Vault: use another user, or another way to sign in.',
        USER_LOCKED_OUT: 'Ask a Vault administrator to unlock the user, and check the stored password.',
        PASSWORD_CHANGE_REQUIRED: 'Sign in to Vault as this user, set a new password, and store it.',
        INACTIVE_USER: 'Ask a Vault administrator to activate the user, or use another one.',
        AUTHENTICATION_FAILED: LOGIN,
        'FAILURE sign-in': LOGIN,
        'AUTHENTICATION_FAILED exchange': EXCHANGE,
        'FAILURE exchange': EXCHANGE
    },
    'vault-permission': {
        'INSUFFICIENT_ACCESS generate': 'Add the permission "Application: API: Access API" to the security profile of the user; for a sandbox the user also has to exist and be active there.',
        'INSUFFICIENT_ACCESS read-job': JOB,
        INSUFFICIENT_ACCESS: 'Add the permission that Vault names to the security profile of the user.'
    },
    'token-limit': {
        'too many tokens': 'The user already has as many active tokens in that Vault as Vault allows (25): delete those that nobody uses, for example with the action delete-tokens, or use another user for this job.'
    },
    'vault-refused': {
        'VeevaID user': 'VeevaID users can’t have API access tokens: sign in with another user.',
        'expiry not allowed': 'The security profile of the user does not allow this expiry: set a shorter `expires`, and not `never`.',
        'USER_NOT_FOUND generate': NO_USER,
        'INACTIVE_USER generate': NO_USER,
        'MALFORMED_URL generate': 'Vault has no sandbox of this name here: set `sandbox-name` exactly as on the My Vaults page, and `vault-dns` to the production Vault that it was created from. With `target: vault`, check `api-version`.',
        'MALFORMED_URL read-job': JOB,
        MALFORMED_URL: VERSION,
        METHOD_NOT_SUPPORTED: VERSION,
        CONFIGURATION_MODE_ENABLED: 'The Vault is in configuration mode: run again later.',
        'FAILURE generate': 'Usual causes: the user already has 25 active tokens in that Vault (delete those that nobody uses), the expiry is later than the security profile of the user allows (set a shorter `expires`), it is a VeevaID user, who can’t have tokens (use another user), or the user is missing or inactive in that sandbox.',
        'FAILURE read-job': JOB,
        FAILURE: 'Follow what Vault says, or ask Veeva Support, with the execution id.'
    }
};
const UNEXPECTED = { code: 'vault-unavailable', hint: refusals_SUPPORT, retry: {}, maybeDone: true };
const IS_BUSY = {
    code: 'vault-unavailable',
    hint: 'Something else is changing the same item in Vault: run again when that has finished.',
    retry: {}
};
const RATE_LIMITED = {
    code: 'vault-rate-limit',
    hint: 'Vault limits how often this may be called: run again in a few minutes.',
    retry: { afterMs: 10_000 }
};
const ROWS = new Map([
    ['API_LIMIT_EXCEEDED sign-in', { ...RATE_LIMITED, retry: { afterMs: 60_000 } }],
    ['API_LIMIT_EXCEEDED', RATE_LIMITED],
    ['RACE_CONDITION', IS_BUSY],
    ['OPERATION_IN_PROGRESS', IS_BUSY],
    ['UNEXPECTED_ERROR', UNEXPECTED]
]);
for (const [code, hints] of Object.entries(FINAL)) {
    for (const [type, hint] of Object.entries(hints)) {
        ROWS.set(type, { code: code, hint });
    }
}
const GENERATE_WORDS = [
    [/veeva ?id\b/i, 'VeevaID user'],
    [
        /too many|number of ((active|valid|allowed|api|access) )*tokens|\btokens? (limit|quota|count)/i,
        'too many tokens'
    ],
    [/expir|lifetime|validity|duration|\bdays\b/i, 'expiry not allowed'],
    [/\bmax|\blimit\b|\bquota/i, 'too many tokens'],
    [/\buser\b.*(not found|not exist|inactive|not active|missing|unknown)/i, 'USER_NOT_FOUND']
];
function meaningOfError({ type, said, status }, operation) {
    const rowFor = (key) => ROWS.get(`${key} ${operation}`) ?? ROWS.get(key);
    const known = type === status ? undefined : rowFor(type);
    const meaning = known ?? rowFor(status) ?? UNEXPECTED;
    const isOpen = known === undefined || known.code === 'vault-permission';
    if (operation !== 'generate' || !isOpen || status === 'EXCEPTION')
        return meaning;
    const text = said.replaceAll('_', ' ');
    const [, row = type] = GENERATE_WORDS.find(([words]) => words.test(text)) ?? [];
    return rowFor(row) ?? meaning;
}
const DOWN = 'Vault is down, or a gateway or proxy responds in its place: check `vault-dns` and the status of the Vault, then run again.';
const GATEWAY = 'This response is not from Vault: check `vault-dns`, and whether a firewall, gateway or proxy responds in its place.';
const REDIRECT = 'A redirect is never followed: set `vault-dns` to the DNS of the Vault itself.';
function meaningOfStatus(status) {
    if (status === 429)
        return RATE_LIMITED;
    const code = 'vault-unavailable';
    const maybeDone = status !== 503;
    if (status === 200 || status >= 500)
        return { code, hint: DOWN, retry: {}, maybeDone };
    if (status >= 300 && status < 400)
        return { code: 'host-refused', hint: REDIRECT, maybeDone };
    return { code, hint: GATEWAY, maybeDone };
}
function isSuccess({ status, body }, operation) {
    const { responseStatus = '' } = json_asTexts(body);
    if (operation === 'probe')
        return responseStatus !== '';
    return status === 200 && ['SUCCESS', 'WARNING'].includes(responseStatus);
}
function refusalOf(response, operation, world) {
    if (isSuccess(response, operation))
        return undefined;
    const { status, headers, body } = response;
    const error = refusals_errorIn(body, world.runner.quote);
    const meaning = error ? meaningOfError(error, operation) : meaningOfStatus(status);
    const downtime = Number(headers['x-vaultapi-downtimeexpecteddurationminutes']);
    const downtimeHint = `Vault expects to be down for ${text_count(downtime, 'minute')}: run again after that.`;
    const afterMs = retryAfterMs(headers, world.clock.now()) ?? meaning.retry?.afterMs;
    return {
        ...meaning,
        said: error?.said ?? describeResponse(response, 'Vault', ''),
        hint: downtime > 0 ? downtimeHint : meaning.hint,
        retry: meaning.retry && { afterMs },
        reason: error?.type ?? `HTTP ${status}`,
        executionId: idIn(headers, 'executionid')
    };
}
function refusals_errorIn(body, quote) {
    const { responseStatus: status, errorType, responseMessage = '' } = json_asTexts(body);
    if (status !== 'FAILURE' && status !== 'EXCEPTION')
        return undefined;
    const first = json_asTexts(json_asList(body?.errors)[0]);
    const type = quote(first.type || errorType || status);
    const message = text_withoutFullStop(quote(first.message || responseMessage));
    const said = `Vault responded ${type}${message && `: ${message}`}`;
    return { type, said, status };
}
function idIn(headers, name) {
    const value = headers[`x-vaultapi-${name}`] ?? '';
    return /^[\w.-]{1,100}$/.test(value) ? value : '';
}

;// CONCATENATED MODULE: ./lib/vault/client.js





function signInAttempts({ code, maybeDone, reason }) {
    return code === 'network' && !maybeDone && reason !== 'ENOTFOUND' ? 6 : 2;
}
const SIGN_IN = { attempts: signInAttempts, everyMs: 4_000 };
const RETRIES = {
    'sign-in': SIGN_IN,
    exchange: SIGN_IN,
    generate: { attempts: 1 },
    'end-session': { attempts: 2 },
    probe: { attempts: 1 }
};
class client_Vault {
    site;
    world;
    access;
    constructor(site, world, access = { clock: remoteClock(world.clock) }) {
        this.site = site;
        this.world = world;
        this.access = access;
    }
    now() {
        return this.access.clock.now() ?? this.world.clock.now();
    }
    as(credential) {
        return new client_Vault(this.site, this.world, { ...this.access, credential });
    }
    at(host) {
        return new client_Vault({ ...this.site, host }, this.world);
    }
    withRetries(retries) {
        return new client_Vault(this.site, this.world, { ...this.access, retries });
    }
    patient(withinMs) {
        return this.withRetries({
            everyMs: 2_000,
            until: this.world.clock.elapsed() + withinMs,
            isRetryable: ({ retry, code }) => retry !== undefined || code === 'vault-session' || code === 'vault-unavailable'
        });
    }
    async call({ operation = 'read', path, ...rest }) {
        const { host, apiVersion, clientId, referenceId } = this.site;
        const { clock, credential, retries = RETRIES[operation] ?? { attempts: 4 } } = this.access;
        const headers = {
            accept: 'application/json',
            'x-vaultapi-clientid': clientId,
            'x-vaultapi-referenceid': referenceId
        };
        if (credential)
            headers.authorization = `Bearer ${credential.reveal()}`;
        const url = new URL(path, `https://${host}/api/${apiVersion}/`);
        const request = { method: 'GET', ...rest, url, headers };
        const attempt = async (maybeDoneBefore) => {
            const { body = {}, ...response } = await callApi(request, this.world.send, received => {
                clock.update(received.headers.date);
                return refusalOf(received, operation, this.world);
            });
            const executionId = idIn(response.headers, 'executionid');
            return {
                body,
                executionId,
                vaultId: idIn(response.headers, 'vaultid'),
                userId: idIn(response.headers, 'userid'),
                maybeDoneBefore,
                error: (code, said, hint) => refusalError(request, { code, said, hint, executionId })
            };
        };
        return retry(attempt, retries, this.world);
    }
    async probe() {
        const call = { doing: 'reach the API', operation: 'probe', path: '/api/' };
        await this.call(call).catch(thrown => {
            const error = errors_asActionError(thrown);
            throw error.with({ retry: error.retry ?? {} });
        });
    }
}

;// CONCATENATED MODULE: ./lib/vault/tokens.js






const TOKEN_LIMIT = 25;
const TOKEN_WARNING = 20;
const RECORDS = 'vobjects/api_access_token__sys';
const QUERY = "SELECT id, name__v, user__sys, status__v, expiry_date__sys, last_used_date__sys FROM api_access_token__sys WHERE status__v = 'active__v'";
const LISTING = 'list the access tokens';
const PAGE_LIMIT = 100;
const NEXT_PAGE = /\bquery\/[\w:~-]+(\?[^#?]*)?$/;
async function listTokens(vault) {
    const records = [];
    let page = await vault.call({ doing: LISTING, method: 'POST', path: 'query', form: { q: QUERY } });
    for (let pages = 1;; pages++) {
        const added = recordsIn(page);
        records.push(...added);
        const { next_page: next = '', total } = json_asTexts(page.body.responseDetails);
        const missing = Number(total ?? records.length) - records.length;
        if (next === '' && missing <= 0)
            return { records, userId: page.userId };
        const path = NEXT_PAGE.exec(next)?.[0];
        const isEndless = added.length === 0 || missing < 0 || pages === PAGE_LIMIT;
        if (path === undefined || isEndless) {
            const said = 'the pages of the response are incomplete, never end, or lead to another address';
            throw page.error('vault-refused', said, refusals_SUPPORT);
        }
        page = await readPage(vault, path);
    }
}
function readPage(vault, path) {
    return vault.call({ doing: LISTING, method: 'POST', path }).catch(thrown => {
        const { reason } = errors_asActionError(thrown);
        if (reason !== 'METHOD_NOT_SUPPORTED' && reason !== 'HTTP 405')
            throw thrown;
        return vault.call({ doing: LISTING, path });
    });
}
function recordsIn(page) {
    const { data } = page.body;
    if (Array.isArray(data))
        return data.map(row => readRecord(row, page));
    throw page.error('vault-unavailable', 'Vault responded SUCCESS without a list', refusals_SUPPORT);
}
async function readToken(vault, id) {
    const path = `${RECORDS}/${encodeURIComponent(id)}`;
    const response = await vault.call({ doing: 'read the record of a token', path });
    const record = readRecord(response.body.data, response);
    return { record: record.id === '' ? undefined : record, vaultId: response.vaultId };
}
function readRecord(value, { error }) {
    const texts = json_asTexts(value);
    const [status] = [json_asObject(value)?.status__v].flat();
    const { id = '', name__v: name = '', user__sys: userId = '' } = texts;
    const { expiry_date__sys: expires = '', last_used_date__sys: lastUsed = '' } = texts;
    const expiry = parseDate(expires);
    if (expiry === undefined && /\d/.test(expires)) {
        throw error('vault-unavailable', 'Vault responded with an expiry that can’t be read', refusals_SUPPORT);
    }
    const isActive = status === 'active__v';
    return { id, name, userId, isActive, expiry, lastUsed: parseDate(lastUsed) };
}
async function generateToken(vault, { sandboxName, name, expiry }) {
    const { quote, maskSecret } = vault.world.runner;
    let doing = 'generate a token';
    let parent = 'objects';
    if (sandboxName !== '') {
        doing += ` for the sandbox "${quote(sandboxName)}"`;
        parent += `/sandbox/${encodeURIComponent(sandboxName)}`;
    }
    const form = { name__v: name };
    if (expiry)
        form.expiry_date__v = formatInstant(expiry);
    const { body, executionId, vaultId, error } = await vault.call({
        doing,
        operation: 'generate',
        method: 'POST',
        path: `${parent}/users/me/api_access_token__sys`,
        form,
        deadlineMs: 60_000
    });
    const { id = '', token__sys: text = '' } = asTexts(body.data);
    const value = maskSecret(text);
    if (id !== '' && isMaskable(text))
        return { id, value, executionId, vaultId };
    const said = 'Vault responded SUCCESS without a token and its id';
    throw error('vault-unavailable', said, SUPPORT).with({ retry: {}, maybeDone: true });
}
const MOST_AT_ONCE = 500;
const UNCLEAR = 'Vault did not say whether it was deleted';
async function deleteTokens(vault, ids) {
    const all = [];
    for (let start = 0; start < ids.length; start += MOST_AT_ONCE) {
        const some = ids.slice(start, start + MOST_AT_ONCE);
        const requesting = tokens_requestDeletion(vault, some);
        const result = await requesting.catch(thrown => refusedBy(asActionError(thrown), some));
        const listing = result.isUnclear ? await listTokens(vault).catch(() => undefined) : undefined;
        if (result.failure && listing === undefined && start === 0)
            throw result.failure;
        const listed = listing?.records.map(({ id }) => id);
        for (const deletion of result.deletions) {
            const isGone = listed?.includes(deletion.id) === false;
            all.push(isGone ? { id: deletion.id, is: 'deleted' } : deletion);
        }
    }
    return all;
}
function refusedBy(failure, ids) {
    const reason = withoutFullStop(failure.message);
    const deletions = ids.map((id) => ({ id, is: 'refused', reason }));
    return { deletions, isUnclear: failure.maybeDone, failure };
}
async function tokens_requestDeletion(vault, ids) {
    const { body, maybeDoneBefore } = await vault.call({
        doing: `delete ${count(ids.length, 'token')}`,
        operation: 'delete',
        method: 'DELETE',
        path: RECORDS,
        json: ids.map(id => ({ id }))
    });
    const rows = asList(body.data);
    const deletions = [];
    let isUnclear = maybeDoneBefore;
    for (const [index, id] of ids.entries()) {
        const row = asObject(rows[index]);
        const { id: named = id } = asTexts(row?.data);
        const known = named === id ? row : undefined;
        const error = errorIn(known, vault.world.runner.quote);
        if (known?.responseStatus === 'SUCCESS') {
            deletions.push({ id, is: 'deleted' });
        }
        else {
            isUnclear ||= error === undefined;
            deletions.push({ id, is: 'refused', reason: error?.said ?? UNCLEAR });
        }
    }
    return { deletions, isUnclear };
}

;// CONCATENATED MODULE: ./lib/token/token.js





function token_describeOrigin({ displayName, site }) {
    const isKnown = site !== undefined && site.host !== displayName;
    return isKnown ? `${displayName} on ${site.host}` : displayName;
}
function describeExpiry(expiry) {
    return expiry === undefined ? 'never expires' : `expires ${formatInstant(expiry)}`;
}
function describeTokens(tokens, { runner }) {
    const { quote } = runner;
    return joinWithAnd(tokens.map(({ id, name }) => `"${quote(name)}" (id ${quote(id)})`));
}
function vaultOf({ site }, value, world) {
    return site && new Vault(site, world).as(value);
}
const USABLE_WITHIN_MS = 30_000;
async function deleteWithItself(own, id, hasWorked) {
    if (own === undefined) {
        const reason = 'its own Vault is not contacted (`verify: false`), or its DNS is not known';
        return { isGone: false, reason };
    }
    const vault = hasWorked ? own : own.patient(USABLE_WITHIN_MS);
    try {
        const { deletions } = await requestDeletion(vault, [id]);
        const [deletion] = deletions;
        const reason = deletion?.is === 'refused' ? deletion.reason : '';
        return { isGone: reason === '', reason };
    }
    catch (thrown) {
        const { code, message } = asActionError(thrown);
        return { isGone: hasWorked && code === 'vault-session', reason: withoutFullStop(message) };
    }
}
async function deleteAgain(failure, token, hasWorked, { save, world }) {
    if (world.stopping.aborted)
        return failure;
    const own = vaultOf(token.origin, token.value, world);
    const { isGone, reason } = await deleteWithItself(own, token.id, hasWorked);
    const named = `The new token ${describeTokens([token], world)}`;
    const left = `${named} may still be active: ${reason}. The post step tries again to delete it.`;
    if (isGone)
        save({ state: 'done' });
    return failure.withHint(isGone ? 'The new token was deleted.' : left);
}

;// CONCATENATED MODULE: ./lib/action/report.js




function tokenOf(result) {
    return result.is === 'generated' || result.is === 'kept' ? result.token : undefined;
}
function formatTokens(results) {
    const tokens = results.map(tokenOf).filter(token => token !== undefined);
    const values = tokens.map(({ origin, value }) => [origin.displayName, value.reveal()]);
    return JSON.stringify(Object.fromEntries(values));
}
const OUTPUTS_OF_ONE = (/* unused pure expression or super */ null && ([
    'token-id',
    'token-name',
    'expires-at',
    'sandbox-name',
    'sandbox-dns',
    'sandbox-vault-id'
]));
function outputsOf(results, isOne) {
    const entries = results.map(entryOf);
    const outputs = {
        generated: String(entries.some(entry => entry.generated)),
        tokens: formatTokens(results),
        results: JSON.stringify(entries)
    };
    const [only] = results;
    if (!isOne || only === undefined)
        return outputs;
    outputs.token = tokenOf(only)?.value.reveal() ?? '';
    for (const name of OUTPUTS_OF_ONE) {
        outputs[name] = String(entries[0]?.[name.replaceAll('-', '_')] ?? '');
    }
    return outputs;
}
function setOutputs(results, isOne, runner) {
    for (const [name, value] of Object.entries(outputsOf(results, isOne)))
        runner.output(name, value);
}
function entryOf(result) {
    const { sandboxName, site, vaultId } = result.origin;
    const isSandbox = sandboxName !== '';
    const token = tokenOf(result);
    const delivered = result.is === 'generated' ? result.delivered : undefined;
    const stored = delivered?.to === 'secret' ? delivered : undefined;
    const error = result.is === 'failed' ? result.error : undefined;
    return {
        sandbox_name: sandboxName,
        sandbox_dns: isSandbox ? (site?.host ?? '') : '',
        sandbox_vault_id: isSandbox ? vaultId : '',
        generated: result.is === 'generated',
        token_id: token?.id,
        token_name: token?.name,
        expires_at: token && formatExpiry(token.expiry),
        secret_name: stored?.secret.name,
        secret_status: stored?.status,
        revoked_token_ids: stored?.revokedIds,
        execution_id: (token ?? error)?.executionId || undefined,
        error: error && { code: error.code, message: error.message }
    };
}
function errorsOf(results) {
    const failures = results.filter(result => result.is === 'failed');
    const causes = Map.groupBy(failures, ({ error: { code, reason, hint } }) => JSON.stringify([code, reason, hint]));
    const errors = [...causes.values()].flatMap(([first, ...others]) => first ? errorOfCause(first, others, results.length) : []);
    if (errors.length < 2 && (failures.length === 0 || failures.length === results.length)) {
        return errors;
    }
    const text = `${failures.length} of ${results.length} tokens failed.`;
    return errors.concat(new ActionError('partial', text, 'Fix the errors above and run again.'));
}
function errorOfCause({ origin, error }, others, total) {
    const isSameText = others.every(other => other.error.text === error.text);
    if (isSameText && others.length + 1 === total)
        return error;
    const named = error.with({ message: `${origin.displayName}: ${error.message}` });
    if (others.length === 0)
        return named;
    const names = others.map(other => other.origin.displayName);
    return named.withHint(`The same for ${joinWithAnd(names)}.`);
}
const ANNOTATION_LIMIT = 10;
function reportErrors(errors, runner) {
    const last = errors.length - 1;
    for (const [index, { code, text }] of errors.entries()) {
        if (index === last || index < ANNOTATION_LIMIT - 1)
            runner.error(code, text);
        else
            runner.info(`${code}: ${text}`);
    }
    return errors.length > 0 ? 'failed' : 'succeeded';
}
const MOST_ROWS = 500;
function writeTable(title, head, rows, runner) {
    const shown = rows.slice(0, MOST_ROWS).map(cells => cells.map(escapeMarkdown));
    const table = rows.length === 0 ? [] : [head, head.map(() => '---'), ...shown];
    const lines = table.map(cells => `| ${cells.join(' | ')} |\n`);
    const left = rows.length - shown.length;
    const rest = left === 0 ? '' : `\n${left} more in the outputs of the step.\n`;
    try {
        runner.summary(`### ${escapeMarkdown(title)}\n\n${lines.join('')}${rest}`);
    }
    catch {
        runner.warning('internal', 'Could not write the job summary; see the outputs of the step.');
    }
}
function writeSummary(results, host, runner) {
    const rank = ({ is }) => (is === 'failed' ? 0 : 1);
    const rows = results.toSorted((a, b) => rank(a) - rank(b)).map(rowOf);
    const title = `Vault access ${results.length === 1 ? 'token' : 'tokens'} from ${host}`;
    writeTable(title, ['Vault', 'What happened', 'Token id', 'Token name', 'Expires'], rows, runner);
}
function rowOf(result) {
    const vault = describeOrigin(result.origin);
    if (result.is === 'failed') {
        const { code, text } = result.error;
        return [vault, `failed (${code}): ${text}`, '', '', ''];
    }
    const outcome = describeOutcome(result);
    if (result.is === 'planned')
        return [vault, outcome, '', '', ''];
    const { id, name, expiry } = result.token;
    return [vault, outcome, id, name, formatExpiry(expiry) || 'never'];
}
function describeOutcome(result) {
    if (result.is === 'planned')
        return result.plan;
    if (result.is === 'kept')
        return 'kept, because the current token is still valid';
    const { delivered, token } = result;
    if (delivered.to === 'output') {
        const isDeleted = delivered.revokeAfterJob && token.origin.site !== undefined;
        return `generated, delivered as an output; ${isDeleted ? '' : 'not '}deleted when the job ends`;
    }
    const { status, secret, revokedIds } = delivered;
    const stored = `generated, ${status} ${secret.displayName}`;
    return revokedIds.length === 0
        ? stored
        : `${stored}; deleted ${count(revokedIds.length, 'older token')}`;
}

;// CONCATENATED MODULE: ./lib/inputs/definition.js
const EVERY_ACTION = ['main', 'list-tokens', 'delete-tokens'];
function parseBoolean(text) {
    const word = text.toLowerCase();
    return word === 'true' || word === 'false' ? word === 'true' : undefined;
}

;// CONCATENATED MODULE: ./lib/net/certificates.js

const BLOCK = /-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----/g;
function parseCertificates(pasted) {
    const decoded = Buffer.from(pasted, 'base64').toString('latin1');
    const isEncoded = decoded.includes('-----BEGIN ');
    const text = isEncoded ? decoded : pasted.replace(/\\[rn]/g, '\n');
    const bodies = [...text.matchAll(BLOCK)].map(([, body = '']) => body);
    if (bodies.length === 0 || text.replace(BLOCK, '').includes('-----'))
        return undefined;
    try {
        return bodies.map(body => new external_node_crypto_namespaceObject.X509Certificate(Buffer.from(body, 'base64')).toString());
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/inputs/vault-inputs.js




const HOST_FORM = `the host name of a Vault, like \`myvault.veevavault.com\`, without https://, path, port or user, ending in ${VAULT_HOST_SUFFIXES}`;
const VISIBLE = /^(\t|[^\p{Cc}\p{Cf}\u2028\u2029]){3,}$/u;
const TARGET_INPUTS = {
    'vault-dns': {
        actions: EVERY_ACTION,
        isRequired: true,
        help: 'Host name of the production Vault that the sandbox belongs to, like `myvault.veevavault.com`; with `target: vault` the Vault itself',
        companionHelp: 'Host name of the Vault whose tokens these are; for a sandbox its own, like `myvault-uat.veevavault.com`',
        form: HOST_FORM,
        parse: host_parseVaultHost
    },
    target: {
        defaultValue: 'sandbox',
        help: 'What the token is for: a `sandbox` of `vault-dns`, or the `vault` itself',
        form: '`sandbox` or `vault`',
        pattern: /^(sandbox|vault)$/
    },
    'sandbox-name': {
        isRequired: true,
        isList: true,
        help: 'Name of the sandbox as on the My Vaults page. For several, one per line, or `*` for every active one, with `!NAME` lines for exceptions',
        form: 'the name of the sandbox as on the My Vaults page (for a token of the Vault itself set `target: vault`)',
        pattern: /^(?!(\.{1,2}|!)$)/,
        noEffectWith: 'target: vault'
    },
    'sandbox-dns': {
        help: 'Host name of the sandbox, if the user may not list sandboxes. Only for one sandbox',
        form: HOST_FORM,
        parse: host_parseVaultHost,
        noEffectWith: 'target: vault'
    },
    'vault-job-id': {
        help: 'ID of Vault’s job that creates or refreshes the sandbox. The action waits for it first',
        form: 'the id of a job, digits only: the `job_id` of the response to creating or refreshing',
        pattern: /^\d{1,18}$/,
        noEffectWith: 'target: vault'
    },
    'wait-timeout': {
        defaultValue: '15m',
        help: 'How long to wait for the job and the sandbox together, like `15m` or `2h`; `0` checks once',
        form: 'a duration like `15m`, `2h` or `1d`, or `0` to check once',
        parse: text => (text === '0' ? 0 : parseDuration(text)),
        noEffectWith: 'target: vault'
    }
};
const SIGN_IN_INPUTS = {
    username: {
        help: 'Sign in with a user name and `password`. The action ends the session that it opens',
        form: 'a user name without line breaks or invisible characters (type it instead of pasting it)',
        pattern: VISIBLE
    },
    password: {
        isCredential: true,
        help: 'The password of `username`',
        form: 'a password of 3 or more characters, without line breaks or invisible characters (type it instead of pasting it)',
        pattern: VISIBLE,
        isRequired: true,
        noEffectWithout: 'username'
    },
    'access-token': {
        isCredential: true,
        help: 'Sign in with a stored API access token (`veeva-vault-…`)',
        form: 'an API access token, which begins with veeva-vault-; a session id belongs in `session-id`',
        pattern: /^veeva-vault-[\x21-\x7e]+$/
    },
    'session-id': {
        isCredential: true,
        help: 'Sign in with an existing session. The action does not end it',
        form: 'a session id of Vault, without spaces or other text; a token belongs in `access-token`',
        pattern: /^(?!gh[a-z]_|github_pat_|veeva-vault-)[\x21-\x7e]{3,}$/
    },
    'oauth-profile-id': {
        help: 'Sign in through an identity provider: ID of the OAuth 2.0 / OpenID Connect profile in Vault, with `oauth-token` or `oidc-token-url`',
        form: 'the id of an OAuth 2.0 / OpenID Connect profile: letters, digits, hyphens and underscores, at most 100',
        pattern: /^[\w-]{1,100}$/
    },
    'oauth-token': {
        isCredential: true,
        help: 'Access token of the identity provider. The action exchanges it for a session, which it ends',
        form: 'an access token of the identity provider, without spaces or other text (or use `oidc-token-url` instead)',
        pattern: /^(?!veeva-vault-)[\x21-\x7e]{3,}$/,
        isRequired: true,
        noEffectWithout: 'oauth-profile-id',
        noEffectWith: 'oidc-token-url'
    },
    'oauth-client-id': {
        help: 'Client ID to send to Vault, if the profile requires one',
        noEffectWithout: 'oauth-profile-id'
    },
    'oidc-token-url': {
        help: 'Instead of `oauth-token`: token endpoint of the identity provider, where GitHub’s OIDC token of the job is exchanged. Requires `id-token: write`',
        form: 'an address like https://login.example.com/TENANT/oauth2/v2.0/token: https, without user and fragment',
        pattern: /^https:[^@#]+$/,
        parse: text => URL.parse(text) ?? undefined,
        noEffectWithout: 'oauth-profile-id'
    },
    'oidc-client-id': {
        help: 'Client ID at the identity provider that trusts this repository',
        isRequired: true,
        form: 'the id of the client at the identity provider',
        noEffectWithout: 'oidc-token-url'
    },
    'oidc-scope': {
        help: 'Scope to request from the identity provider',
        noEffectWithout: 'oidc-token-url'
    },
    'oidc-audience': {
        defaultValue: 'api://AzureADTokenExchange',
        help: 'Audience of GitHub’s OIDC token',
        noEffectWithout: 'oidc-token-url'
    }
};
const RUN_INPUTS = {
    'dry-run': {
        actions: ['main', 'delete-tokens'],
        defaultValue: 'false',
        help: 'Check everything and report what would be done, without generating or deleting anything',
        form: '`true` or `false`',
        parse: parseBoolean
    },
    'api-version': {
        defaultValue: 'v26.2',
        help: 'Version of Vault’s REST API',
        form: 'a version like `v26.2`, which is the oldest that has access tokens',
        pattern: /^v(26\.[2-9]|2[7-9]\.\d|[3-9]\d\.\d)$/
    },
    'vault-client-id': {
        defaultValue: 'github-actions-vault-sandbox-token',
        help: 'Client ID that is sent to Vault (`X-VaultAPI-ClientID`), for a Vault with Client ID Filtering',
        form: 'letters, digits, dots, hyphens and underscores, at most 100',
        pattern: /^[A-Za-z0-9._-]{1,100}$/
    },
    'ca-certificate': {
        help: 'Certificates in PEM format to trust in addition to the system’s, for example of a proxy that inspects TLS',
        form: 'the certificates themselves in PEM format (not a path, no private key), each complete with its lines -----BEGIN CERTIFICATE----- and -----END CERTIFICATE-----',
        parse: parseCertificates
    }
};

;// CONCATENATED MODULE: ./lib/inputs/definitions.js



function definitions_cutLabel(label) {
    return [...label].slice(0, 80).join('').trim();
}
function parseScope(text) {
    const [, organization] = /^organization\/([\w-]+)$/.exec(text) ?? [];
    if (organization !== undefined)
        return { scope: 'organization', owner: organization };
    const [, environment] = /^environment\/(\{sandbox\}|(?!\.{1,2}$)((?!\{sandbox\})\P{Cc})+)$/u.exec(text) ?? [];
    if (environment !== undefined)
        return { scope: 'environment', owner: '', environment };
    const isPlain = text === 'repository' || text === 'dependabot' || text === 'codespaces';
    return isPlain ? { scope: text, owner: '' } : undefined;
}
function parseCount(text) {
    return /^\d{1,2}$/.test(text) ? Number(text) : undefined;
}
const TOKEN_INPUTS = {
    'token-name': {
        actions: EVERY_ACTION,
        defaultText: '`github-actions OWNER/REPO`',
        help: 'First part of the token’s name in Vault, cut to 80 characters',
        companionHelp: 'Only tokens that the main action generated with this `token-name`',
        form: 'without line breaks or other control characters',
        pattern: /^\P{Cc}*$/u,
        parse: definitions_cutLabel,
        noEffectWith: 'token-ids'
    },
    expires: {
        defaultText: '`1d`, or `30d` with `secret-name`',
        help: 'When the token expires: after a duration like `90m`, `12h` or `30d`, at a time like `2026-12-31T12:00:00Z`, or `never`',
        form: 'a duration like `90m`, `12h` or `30d`, an instant like `2026-12-31T12:00:00Z`, or `never`',
        parse: parseExpires
    },
    verify: {
        defaultValue: 'true',
        help: 'Verify the token on its own Vault before it is used. With `false` that Vault is never contacted, so no token is kept, verified or deleted there',
        form: '`true` or `false`',
        parse: parseBoolean
    },
    'revoke-after-job': {
        defaultText: '`true`, or `false` with `verify: false`',
        help: 'Delete the token when the job ends, if it is not stored as a secret',
        form: '`true` or `false`',
        parse: parseBoolean,
        noEffectWith: 'secret-name'
    }
};
const SECRET_INPUTS = {
    'secret-name': {
        help: 'Store the token as a secret with this name. `{sandbox}` stands for the name of the sandbox in upper case, with `_` for everything except A–Z and 0–9; required for several sandboxes'
    },
    'secret-scope': {
        defaultValue: 'repository',
        help: '`repository`, `environment/NAME`, `organization/NAME`, `dependabot` or `codespaces`. `environment/{sandbox}` is an environment named after each sandbox; then `secret-name` needs no `{sandbox}`',
        form: '`repository`, `environment/NAME`, `environment/{sandbox}`, `organization/NAME`, `dependabot` or `codespaces` (another repository belongs in `secret-repository`)',
        parse: parseScope,
        noEffectWithout: 'secret-name'
    },
    'secret-repository': {
        defaultText: `\`\${{ github.repository }}\``,
        help: 'Repository of the secret, OWNER/NAME',
        form: 'of the form OWNER/NAME',
        pattern: /^(?!\.{1,2}\/)[\w.-]+\/(?!\.{1,2}$)[\w.-]+$/,
        noEffectWithout: 'secret-name',
        noEffectWith: 'secret-scope: organization/NAME'
    },
    'secret-visibility': {
        defaultText: 'unchanged',
        help: 'Who may read an organization secret: `all` or `private` repositories, or a list, OWNER/NAME one per line. Required for a new secret; an existing one stays as it is',
        form: '`all`, `private`, or repositories of the organization as OWNER/NAME, one per line',
        isList: true,
        noEffectWithout: 'secret-scope: organization/NAME'
    },
    'github-token': {
        isRequired: true,
        isCredential: true,
        help: 'Token of a GitHub App, or a personal access token, that may write the secret; `GITHUB_TOKEN` can’t',
        form: 'a token of a GitHub App, or a personal one, that may write secrets, without spaces or other text',
        pattern: /^(?!veeva-vault-)[\x21-\x7e]{3,}$/,
        noEffectWithout: 'secret-name'
    },
    'current-token': {
        isCredential: true,
        isList: true,
        help: `The token that the secret contains now, \`\${{ secrets.NAME }}\`; empty on the first run. It is kept while it works and has more than \`renew-before\` left. For several sandboxes one line per secret, \`NAME=\${{ secrets.NAME }}\`. Never pass the whole \`secrets\` context`,
        noEffectWithout: 'secret-name',
        noEffectWith: 'verify: false'
    },
    'renew-before': {
        defaultText: '`7d`, or a third of the lifetime if that is less',
        help: 'How long before its expiry to renew `current-token`',
        form: 'a duration like `90m`, `12h` or `7d`',
        parse: parseDuration,
        noEffectWithout: 'secret-name',
        noEffectWith: 'verify: false'
    },
    'keep-previous': {
        defaultValue: '1',
        help: 'How many replaced tokens of this secret to keep for running jobs: a number, or `all`',
        form: 'a number like `1` or `2`, or `all`',
        parse: (text) => (text === 'all' ? text : parseCount(text)),
        noEffectWithout: 'secret-name',
        noEffectWith: 'verify: false'
    }
};
const COMPANION_INPUTS = {
    'token-ids': {
        actions: ['delete-tokens'],
        isList: true,
        help: 'IDs of the tokens to delete, one per line. This or `token-name` is required',
        form: 'ids as Vault has them, like 0PI000000000101, one per line',
        pattern: /^[A-Za-z0-9]{1,32}$/
    },
    owner: {
        actions: ['list-tokens', 'delete-tokens'],
        defaultValue: 'me',
        help: 'Whose tokens: `me`, `everyone`, or the ID of a user. For other users’ tokens the user who signs in needs the permission to manage them',
        form: '`me`, `everyone`, or the id of a user, digits only',
        pattern: /^(me|everyone|\d{1,18})$/,
        noEffectWith: 'token-ids'
    },
    'expires-within': {
        actions: ['list-tokens', 'delete-tokens'],
        help: 'Only tokens that expire within this time, like `14d`',
        form: 'a duration like `90m`, `12h` or `14d`',
        parse: parseDuration,
        noEffectWith: 'token-ids'
    },
    'unused-for': {
        actions: ['list-tokens', 'delete-tokens'],
        help: 'Only tokens that were not used for this time, like `30d`; for a token that was never used, since it was generated. `delete-tokens` fails if Vault shows no use of any token',
        form: 'a duration like `90m`, `12h` or `30d`',
        parse: parseDuration,
        noEffectWith: 'token-ids'
    },
    'keep-newest': {
        actions: ['delete-tokens'],
        defaultValue: '0',
        help: 'With `token-name`: how many of the newest tokens to keep, for each secret that they were generated for. With `access-token` at least 1',
        form: 'a number like `1` or `2`',
        parse: parseCount,
        noEffectWith: 'token-ids'
    }
};
const TABLE = {
    ...TARGET_INPUTS,
    ...SIGN_IN_INPUTS,
    ...TOKEN_INPUTS,
    ...SECRET_INPUTS,
    ...COMPANION_INPUTS,
    ...RUN_INPUTS
};
const INPUTS = TABLE;
const INPUT_NAMES = Object.keys(TABLE);
function inputsOf(action) {
    return INPUT_NAMES.filter(name => {
        const isShared = name in SIGN_IN_INPUTS || name in RUN_INPUTS;
        const usual = isShared ? EVERY_ACTION : ['main'];
        return (INPUTS[name].actions ?? usual).includes(action);
    });
}

// EXTERNAL MODULE: ./node_modules/fastest-levenshtein/mod.js
var mod = __nccwpck_require__(916);
;// CONCATENATED MODULE: ./lib/inputs/reader.js



const TOKEN = /veeva-vault-[A-Z0-9]{6,}|\bgh[oprsu]_\w{6,}|\bgithub_pat_\w{6,}|\beyJ[\w-]{6,}\.[\w.-]*/g;
const MAYBE_CREDENTIAL = /veeva-vault-|gh[a-z]_|github_pat_|eyJ|@|-----|[\r\n]|.{120}/i;
const OTHER_NAMES = [
    [/^env(ironments?|ironment_name)?$/, 'secret-scope', 'secret-scope: environment/NAME'],
    [/^org(anization)?$/, 'secret-scope', 'secret-scope: organization/NAME'],
    [/^repo(sitory)?$/, 'secret-repository', 'secret-repository']
];
const NO_PLACE = 'must not contain a credential, because the value of this input is not kept secret: move it to the input that is for it';
class Inputs {
    problems = [];
    isMissing = false;
    #names;
    #runner;
    #texts = new Map();
    #values = new Map();
    constructor(action, world) {
        this.#names = inputsOf(action);
        this.#runner = world.runner;
        for (const name of INPUT_NAMES) {
            const text = textOf(name, world);
            for (const credential of credentialsIn(name, text))
                this.mask(credential);
            if (this.#names.includes(name))
                this.#texts.set(name, text);
        }
        this.#checkNames(world.environment);
        for (const name of this.#names)
            this.#values.set(name, this.#read(name));
    }
    given(name) {
        return this.#texts.get(name) ?? '';
    }
    value(name) {
        return this.#values.get(name);
    }
    lines(name) {
        return (this.#values.get(name) ?? []);
    }
    mask(value) {
        return this.#runner.maskSecret(value);
    }
    addProblem(name, what) {
        this.problems.push(`\`${name}\` ${what}.`);
    }
    addMissing(name, what) {
        this.isMissing = true;
        this.addProblem(name, what);
    }
    addWrong(name, text, what = `must be ${INPUTS[name].form}`) {
        const isHidden = INPUTS[name].isCredential || MAYBE_CREDENTIAL.test(text);
        this.addProblem(name, isHidden ? what : `("${this.#runner.quote(text)}") ${what}`);
    }
    #checkNames(environment) {
        const ignored = [];
        for (const [variable, value = ''] of Object.entries(environment)) {
            const name = variable.slice('INPUT_'.length).toLowerCase();
            const isInput = variable.startsWith('INPUT_') && value.trim() !== '';
            if (!isInput || this.#names.includes(name))
                continue;
            const problem = this.#nameProblem(name);
            if (problem === undefined)
                ignored.push(`\`${name}\``);
            else
                this.addProblem(name, problem);
        }
        if (ignored.length === 0)
            return;
        this.#runner.warning('input', `Ignored, because this action has no such input: ${ignored.join(', ')}. The name comes from \`with:\` of the step, or from a variable \`INPUT_…\` that \`env:\` or another tool sets: correct it, or remove it there.`);
    }
    #nameProblem(name) {
        const meant = this.#meantBy(name);
        if (meant !== undefined) {
            return `is not an input (did you mean \`${meant}\`?): correct it, or remove it`;
        }
        const isOfMain = INPUT_NAMES.includes(name) && !this.#names.includes('target');
        const isOfWorkflow = name.includes('-') || isOfMain;
        return isOfWorkflow ? 'is not an input of this action: remove it' : undefined;
    }
    #meantBy(name) {
        const [, input, form] = OTHER_NAMES.find(([names]) => names.test(name)) ?? [];
        if (input && this.given(input) === '' && this.#conflictOf(input) === undefined)
            return form;
        const letters = (text) => text.replace(/[^a-z0-9]/g, '');
        return this.#names.find(each => {
            const most = each.length < 8 ? 1 : 2;
            return this.given(each) === '' && (0,mod/* distance */.Io)(letters(each), letters(name)) <= most;
        });
    }
    #conflictOf(name) {
        const { noEffectWithout, noEffectWith } = INPUTS[name];
        if (noEffectWithout && !this.#isMet(noEffectWithout)) {
            return `without \`${noEffectWithout}\`: add \`${noEffectWithout}\`, or remove it`;
        }
        if (!noEffectWith || !this.#isMet(noEffectWith))
            return undefined;
        return `with \`${noEffectWith}\`: remove one of them`;
    }
    #isMet(condition) {
        const [name, word] = condition.split(': ');
        const text = this.given(name).toLowerCase();
        return word === undefined ? text !== '' : text.split('/')[0] === word.split('/')[0];
    }
    #read(name) {
        const { isRequired, isCredential, isList, defaultValue, form } = INPUTS[name];
        const given = this.given(name);
        const conflict = this.#conflictOf(name);
        if (conflict !== undefined) {
            return given === '' ? undefined : this.addProblem(name, `has no effect ${conflict}`);
        }
        const text = given || defaultValue;
        if (text === undefined) {
            return isRequired ? this.addMissing(name, `is required: ${form}`) : undefined;
        }
        if (!isCredential && text.match(TOKEN))
            return this.addProblem(name, NO_PLACE);
        if (isList)
            return this.#readLines(name, text);
        const value = parse(name, text);
        if (value === undefined)
            return this.addWrong(name, text);
        return isCredential ? this.mask(text) : value;
    }
    #readLines(name, text) {
        const lines = [...new Set(splitLines(text))];
        for (const line of lines) {
            if (parse(name, line) === undefined)
                this.addWrong(name, line);
        }
        return lines;
    }
}
function credentialsIn(name, text) {
    if (name === 'current-token')
        return splitLines(text).map(line => reader_splitCurrentToken(line).value);
    return INPUTS[name].isCredential ? [text] : (text.match(TOKEN) ?? []);
}
function parse(name, text) {
    const definition = INPUTS[name];
    if (definition.pattern?.test(text) === false)
        return undefined;
    return definition.parse ? definition.parse(text) : text;
}
function textOf(name, { runner, run }) {
    if (name === 'password')
        return runner.rawInput(name);
    const text = withoutBearer(runner.input(name));
    const isOwn = text.toLowerCase() === run.repository.toLowerCase();
    return name === 'secret-repository' && isOwn ? '' : text;
}
function withoutBearer(text) {
    return text.replace(/^Bearer\s+(?=veeva-vault-)/i, '');
}
function splitLines(text) {
    return text.split('\n').map(trimPasted).filter(Boolean);
}
function reader_splitCurrentToken(line) {
    const [, name = '', value = line] = /^([A-Za-z0-9_]+)=(?!=)(.*)$/s.exec(line) ?? [];
    return { name: name.toUpperCase(), value: withoutBearer(value.trim()) };
}

;// CONCATENATED MODULE: ./lib/github/locations.js

const locations_PLACEHOLDER = '{sandbox}';
const SCOPES = {
    repository: {
        displayName: 'of the repository',
        path: '/actions/secrets',
        permission: '"Secrets: write" (in the step that makes an App’s token: `permission-secrets: write`)'
    },
    environment: {
        displayName: 'of the environment "{environment}" of the repository',
        path: '/environments/{environment}/secrets',
        permission: '"Secrets: write" and "Environments: write" (in the step that makes an App’s token: `permission-secrets: write` and `permission-environments: write`)'
    },
    organization: {
        displayName: 'of the organization',
        path: '/actions/secrets',
        permission: '"Secrets: write" of the organization, and "Metadata: read" of the repositories in `secret-visibility` (in the step that makes an App’s token: `permission-organization-secrets: write` and `permission-metadata: read`)'
    },
    dependabot: {
        displayName: 'for Dependabot of the repository',
        path: '/dependabot/secrets',
        permission: '"Dependabot secrets: write" (in the step that makes an App’s token: `permission-dependabot-secrets: write`)'
    },
    codespaces: {
        displayName: 'for Codespaces of the repository',
        path: '/codespaces/secrets',
        permission: '"Codespaces secrets: write" (in the step that makes an App’s token: no `permission-…` input at all)'
    }
};
function describeSecrets(location) {
    const { scope, owner, environment = '' } = location;
    if (environment === '.' || environment === '..') {
        throw new ActionError('input', `\`secret-scope\`: there can be no environment named "${environment}".`, 'Exclude that sandbox with a line `!NAME` in `sandbox-name`, or use another `secret-scope`.');
    }
    const { displayName, path, permission } = SCOPES[scope];
    return {
        displayName: `${displayName.replace('{environment}', () => environment)} ${owner}`,
        path: ownerPath(owner) + path.replace('{environment}', encodeURIComponent(environment)),
        permission
    };
}
function ownerPath(owner) {
    return owner.includes('/') ? `/repos/${owner}` : `/orgs/${owner}`;
}
function isPerSandbox({ environment }) {
    return environment === locations_PLACEHOLDER;
}
function locations_locationFor(location, sandboxName) {
    return isPerSandbox(location) ? { ...location, environment: sandboxName } : location;
}

;// CONCATENATED MODULE: ./lib/github/secret-names.js

function secret_names_secretNameFor(template, sandboxName) {
    const sandboxPart = sandboxName.toUpperCase().replace(/[^A-Z0-9]/g, '_');
    return template.replaceAll(PLACEHOLDER, sandboxPart).toUpperCase();
}
const GITHUB_TOKEN = /^(GH[A-Z]_|GITHUB_PAT_)[A-Z0-9_]{22}/;
const HYPHENATED_WORDS = /^[A-Z]{1,20}(-[A-Z]{1,20}){1,3}$/;
function secret_names_secretNameProblem(name) {
    if (GITHUB_TOKEN.test(name)) {
        return 'looks like the value of a GitHub token: set it to the name of the secret';
    }
    if (!/^[A-Z0-9_]+$/.test(name)) {
        const suggestion = HYPHENATED_WORDS.test(name) ? `: use \`${name.replaceAll('-', '_')}\`` : '';
        return `may contain only letters, digits and underscores${suggestion}`;
    }
    if (/^\d/.test(name))
        return 'must not begin with a digit';
    if (name.startsWith('GITHUB_'))
        return 'must not begin with `GITHUB_`, which GitHub reserves';
    return undefined;
}
function secret_names_findCollision(template, location, sandboxNames) {
    const known = new Map();
    for (const sandboxName of sandboxNames) {
        const name = secret_names_secretNameFor(template, sandboxName);
        const key = `${name} ${locationFor(location, sandboxName).environment?.toLowerCase()}`;
        const other = known.get(key);
        if (other !== undefined)
            return { name, sandboxNames: [other, sandboxName] };
        known.set(key, sandboxName);
    }
    return undefined;
}

;// CONCATENATED MODULE: ./lib/inputs/secret.js



const NO_TLS = 'of the runner is not an https address, and secrets are only sent over TLS: set up TLS on GitHub Enterprise Server';
const NO_REPOSITORY = 'is required: OWNER/NAME, because the runner sets no `GITHUB_REPOSITORY`';
const NO_SANDBOX = 'contains {sandbox}, but there is no sandbox with `target: vault`: remove it';
const SAME_NAME = 'must be different for each sandbox: add {sandbox} to it, and store sandboxes whose names differ only in case or punctuation in separate steps';
const LINES_NEEDED = (/* unused pure expression or super */ null && (`must be the value of one secret, or for several sandboxes, whose secrets have different names, one line per secret: \`NAME=\${{ secrets.NAME }}\``));
const NOT_A_TOKEN = (/* unused pure expression or super */ null && (`is not an API access token, which begins with veeva-vault-: write \`\${{ secrets.NAME }}\`, not the name of the secret, and leave the value empty on the first run`));
function secret_readDelivery(inputs, target, run) {
    const nameTemplate = inputs.value('secret-name');
    if (nameTemplate === undefined)
        return readOutput(inputs);
    const apiUrl = URL.parse(run.apiUrl);
    if (apiUrl?.protocol !== 'https:')
        inputs.addProblem('GITHUB_API_URL', NO_TLS);
    const location = readLocation(inputs, target, run);
    const sandboxNames = sandboxNamesOf(target);
    const names = sandboxNames.map(name => secretNameFor(nameTemplate, name));
    const isShared = findCollision(nameTemplate, location, sandboxNames) !== undefined;
    const problem = names.map(secretNameProblem).find(Boolean) ?? (isShared ? SAME_NAME : undefined);
    if (problem !== undefined)
        inputs.addProblem('secret-name', problem);
    return {
        to: 'secret',
        apiUrl: apiUrl,
        githubToken: inputs.value('github-token'),
        location,
        nameTemplate,
        visibility: readVisibility(inputs, location),
        keepPrevious: inputs.value('keep-previous'),
        currentTokens: readCurrentTokens(inputs, names),
        renewBeforeSeconds: inputs.value('renew-before')
    };
}
function readOutput(inputs) {
    const verify = inputs.value('verify');
    const revokeAfterJob = inputs.value('revoke-after-job') ?? verify;
    if (revokeAfterJob && verify === false) {
        inputs.addProblem('revoke-after-job', 'has no effect with `verify: false`: remove one of them');
    }
    return { to: 'output', revokeAfterJob };
}
function readLocation(inputs, target, run) {
    for (const name of ['secret-name', 'secret-scope']) {
        const isForSandboxes = inputs.given(name).includes(PLACEHOLDER);
        if (isForSandboxes && target.is === 'vault')
            inputs.addProblem(name, NO_SANDBOX);
    }
    const location = inputs.value('secret-scope');
    if (location?.scope === 'organization')
        return location;
    const repository = inputs.value('secret-repository') ?? run.repository;
    if (repository === '')
        inputs.addProblem('secret-repository', NO_REPOSITORY);
    return { ...location, owner: repository };
}
function sandboxNamesOf(target) {
    if (target.is === 'vault')
        return [''];
    return target.selection.is === 'named' ? target.selection.names : ['X', 'Y'];
}
function readVisibility(inputs, location) {
    const lines = inputs.lines('secret-visibility');
    const [first] = lines;
    if (first === undefined || location.scope !== 'organization')
        return undefined;
    if (lines.length === 1 && (first === 'all' || first === 'private'))
        return first;
    const repository = new RegExp(`^${location.owner}/(?!\\.{1,2}$)[\\w.-]+$`, 'i');
    const wrong = lines.find(line => !repository.test(line));
    if (wrong !== undefined)
        inputs.addWrong('secret-visibility', wrong);
    return lines;
}
function readCurrentTokens(inputs, secretNames) {
    const tokens = new Map();
    const lines = inputs.lines('current-token').map(splitCurrentToken);
    const isOneValue = lines.length === 1 && secretNames.length === 1;
    const isDistinct = (names) => new Set(names).size === names.length;
    const isOneUnclear = lines.some(({ name }) => name === '' || !isDistinct(secretNames));
    const filled = lines.filter(({ name, value }) => value !== '' && secretNames.includes(name));
    if (!isDistinct(filled.map(({ name }) => name)) || (isOneUnclear && !isOneValue)) {
        inputs.addProblem('current-token', LINES_NEEDED);
        return tokens;
    }
    for (const { name, value } of lines) {
        const secretName = name || String(secretNames[0]);
        const isToken = /^veeva-vault-[\x21-\x7e]+$/.test(value);
        if (value !== '' && !isToken && secretNames.includes(secretName)) {
            inputs.addProblem('current-token', NOT_A_TOKEN);
        }
        tokens.set(secretName, isToken ? inputs.mask(value) : tokens.get(secretName));
    }
    return tokens;
}

;// CONCATENATED MODULE: ./lib/inputs/read.js







const CAUSES = 'An input that the workflow sets can still arrive empty. Usual causes: a misspelt secret or variable, an environment that the job does not name, a reusable workflow that was not given its secrets, or a run from a fork, which gets no secrets.';
const CAUSES_OF_DEPENDABOT = 'An input that the workflow sets can still arrive empty: a run of Dependabot gets only Dependabot secrets, so store the secret as one too (`secret-scope: dependabot`, or by hand).';
const SIGN_IN_CHOICES = ['access-token', 'session-id', 'username', 'oauth-profile-id'];
const NAMES_MIXED = 'must be either names, or `*` with `!NAME` lines for exceptions';
const SHORT_LIVED = '`expires` is longer than a day, but the token is deleted when the job ends: add `secret-name` to store it, or `revoke-after-job: false` to leave it alive, or remove `expires`.';
const KEEP_ONE = 'must be 1 or more with `access-token`, because that token may itself be the newest one with this name: set `keep-newest: 1`, or sign in another way';
const DAY_SECONDS = 86_400;
function readSettings(world) {
    const { run, runner, clock } = world;
    const now = clock.now();
    const result = readInputs('main', world, (inputs, connection) => {
        const target = readTarget(inputs);
        return {
            ...connection,
            target,
            label: inputs.value('token-name') ?? cutLabel(`github-actions ${run.repository}`),
            expires: readExpires(inputs, now),
            isExpiresGiven: inputs.value('expires') !== undefined,
            delivery: readDelivery(inputs, target, run),
            verify: inputs.value('verify'),
            dryRun: inputs.value('dry-run')
        };
    });
    if (result.is === 'settings' && isCutShort(result.settings, now)) {
        runner.notice('input', SHORT_LIVED);
    }
    return result;
}
function isCutShort({ delivery, expires }, now) {
    const expiry = expiryFrom(expires, now);
    const isLong = expiry === undefined || expiry.getTime() > now.getTime() + DAY_SECONDS * 1000;
    return isLong && delivery.to === 'output' && delivery.revokeAfterJob;
}
function readListSettings(world) {
    return readInputs('list-tokens', world, (inputs, connection) => ({
        ...connection,
        selection: readSelection(inputs)
    }));
}
function readDeleteSettings(world) {
    return readInputs('delete-tokens', world, (inputs, connection) => ({
        ...connection,
        target: readDeletionTarget(inputs, connection.signIn.by === 'access-token'),
        dryRun: inputs.value('dry-run')
    }));
}
function readInputs(action, world, read) {
    const { environment, runner } = world;
    const { mistake, credentials } = readProxySettings(environment);
    credentials.forEach(runner.maskSecret);
    const inputs = new Inputs(action, world);
    const settings = read(inputs, {
        vaultHost: inputs.value('vault-dns'),
        apiVersion: inputs.value('api-version'),
        clientId: inputs.value('vault-client-id'),
        signIn: readSignIn(inputs),
        caCertificates: inputs.value('ca-certificate') ?? []
    });
    const { problems, isMissing } = inputs;
    if (mistake !== undefined)
        problems.push(`${mistake}.`);
    if (isMissing) {
        const isOfDependabot = environment.GITHUB_ACTOR === 'dependabot[bot]';
        problems.push(isOfDependabot ? CAUSES_OF_DEPENDABOT : CAUSES);
    }
    if (problems.length === 0)
        return { is: 'settings', settings };
    return { is: 'problems', problems: problems.map(text => new errors_ActionError('input', text, '')) };
}
function readSignIn(inputs) {
    const chosen = SIGN_IN_CHOICES.filter(name => inputs.given(name) !== '');
    inputs.isMissing ||= chosen.length === 0;
    if (chosen.length !== 1) {
        const given = text_joinWithAnd(chosen.map(name => `\`${name}\``)) || 'none';
        inputs.problems.push(`Use exactly one way to sign in (given: ${given}): \`access-token\`, \`session-id\`, \`username\` with \`password\`, or \`oauth-profile-id\` with \`oauth-token\` or \`oidc-token-url\`.`);
    }
    const token = inputs.value('access-token');
    if (token !== undefined)
        return { by: 'access-token', token };
    const session = inputs.value('session-id');
    if (session !== undefined)
        return { by: 'session-id', session };
    const username = inputs.value('username');
    if (username !== undefined) {
        return { by: 'password', username, password: inputs.value('password') };
    }
    const profileId = inputs.value('oauth-profile-id') ?? '';
    const clientId = inputs.value('oauth-client-id');
    const tokenUrl = inputs.value('oidc-token-url');
    if (tokenUrl === undefined) {
        return { by: 'oauth', profileId, token: inputs.value('oauth-token'), clientId };
    }
    return {
        by: 'oidc',
        profileId,
        vaultClientId: clientId,
        tokenUrl,
        clientId: inputs.value('oidc-client-id'),
        scope: inputs.value('oidc-scope') ?? '',
        audience: inputs.value('oidc-audience')
    };
}
function readTarget(inputs) {
    if (inputs.value('target') === 'vault')
        return { is: 'vault' };
    const lines = inputs.lines('sandbox-name');
    const isEvery = lines.includes('*');
    const names = lines.filter(line => line !== '*');
    const wrong = names.find(name => name.startsWith('!') !== isEvery);
    if (wrong !== undefined)
        inputs.addWrong('sandbox-name', wrong, NAMES_MIXED);
    const dns = inputs.value('sandbox-dns');
    if (dns !== undefined && (isEvery || lines.length > 1)) {
        inputs.addProblem('sandbox-dns', 'is for one sandbox: name only that one in `sandbox-name`');
    }
    return {
        is: 'sandboxes',
        selection: isEvery
            ? { is: 'every', except: names.map(name => name.slice(1).trim()) }
            : { is: 'named', names },
        dns,
        jobId: inputs.value('vault-job-id'),
        waitTimeoutMs: inputs.value('wait-timeout') * 1000
    };
}
function readExpires(inputs, now) {
    const expires = inputs.value('expires');
    if (expires?.is === 'at' && expires.instant <= now) {
        inputs.addWrong('expires', inputs.given('expires'), 'is in the past: set a later instant');
    }
    const days = inputs.value('secret-name') === undefined ? 1 : 30;
    return expires ?? { is: 'after', seconds: days * DAY_SECONDS };
}
function readSelection(inputs) {
    return {
        owner: inputs.value('owner'),
        label: inputs.value('token-name'),
        expiresWithin: inputs.value('expires-within'),
        unusedFor: inputs.value('unused-for')
    };
}
function readDeletionTarget(inputs, isByToken) {
    const ids = inputs.lines('token-ids');
    if (ids.length > 0)
        return { by: 'ids', ids };
    const { label = '', ...selection } = readSelection(inputs);
    const keepNewest = inputs.value('keep-newest');
    if (inputs.given('token-name') === '') {
        inputs.addMissing('token-ids', 'or `token-name` is required, to say which tokens to delete');
    }
    else if (isByToken && keepNewest === 0) {
        inputs.addProblem('keep-newest', KEEP_ONE);
    }
    return { by: 'name', selection: { ...selection, label }, keepNewest };
}

;// CONCATENATED MODULE: ./lib/token/rotation.js


const NAME = /^(?<label>.*) #(?<runId>\d+)\.(?<attempt>\d+)-(?<destination>[0-9a-f]{8})-(?<made>[0-9a-f]{8})(?<nonce>[0-9a-f]{8}|[0-9a-f]{4})$/s;
function rotation_parseName(name) {
    const parts = NAME.exec(name)?.groups;
    return parts && { ...parts, made: Number.parseInt(parts.made, 16) };
}
function formatName({ label, runId, attempt, destination, made, nonce }) {
    return `${label} #${runId}.${attempt}-${destination}-${made.toString(16).padStart(8, '0')}${nonce}`;
}
function hashDestination(destination) {
    return createHash('sha256').update(JSON.stringify(destination)).digest('hex').slice(0, 8);
}
function outputDestination({ apiUrl, repositoryId, repository }) {
    const apiHost = URL.parse(apiUrl)?.hostname ?? '';
    return [apiHost, 'output', repositoryId || repository.toLowerCase()];
}
function ofDestination(records, destination) {
    return records.flatMap(record => {
        const parts = rotation_parseName(record.name);
        return parts?.destination === destination ? [{ ...record, madeMs: parts.made * 1000 }] : [];
    });
}
const WRITTEN_WITHIN_MS = (/* unused pure expression or super */ null && (10 * 60_000));
const TOO_RECENT_MS = (/* unused pure expression or super */ null && (15 * 60_000));
const CLOCK_SLACK_MS = 60_000;
function isTooLate(named, now) {
    const byMonotonic = now.elapsedMs - named.elapsedMs;
    const byGitHub = (now.gitHubMs ?? 0) - (named.gitHubMs ?? Number.POSITIVE_INFINITY);
    const sleptMs = Math.abs(now.wallMs - named.wallMs - byMonotonic);
    return Math.max(byMonotonic, byGitHub) + sleptMs > WRITTEN_WITHIN_MS;
}
function planCleanup(survey, own, { destination, delivery }) {
    const others = ofDestination(survey.records, destination).filter(({ id, userId }) => id !== own.id && userId === own.userId && userId !== '');
    const ofKind = (kind) => others.filter(record => kindOf(record, own.name, survey) === kind);
    const older = ofKind('older').sort((a, b) => b.madeMs - a.madeMs || (a.id < b.id ? 1 : -1));
    const groups = [ofKind('holder'), ...older.map(record => [record])];
    const previous = groups.filter(({ length }) => length > 0);
    const keepPrevious = delivery.to === 'secret' ? delivery.keepPrevious : 'all';
    const superseded = keepPrevious === 'all' ? [] : previous.slice(keepPrevious).flat();
    return {
        toDelete: ofKind('duplicate').concat(ofKind('never stored'), superseded),
        tooRecent: ofKind('too recent'),
        unknown: ofKind('unknown')
    };
}
function kindOf({ name, madeMs }, newName, { written, listedAt }) {
    if (name === newName)
        return 'duplicate';
    if (listedAt === undefined || written === 'unknown' || written instanceof ActionError) {
        return 'unknown';
    }
    if (madeMs + TOO_RECENT_MS > listedAt.getTime())
        return 'too recent';
    if (written === 'never')
        return 'older';
    if (madeMs > written.getTime() + CLOCK_SLACK_MS)
        return 'never stored';
    return mayHold(madeMs, written) ? 'holder' : 'older';
}
function mayHold(madeMs, written) {
    if (!(written instanceof Date))
        return false;
    const tookMs = written.getTime() - madeMs;
    return tookMs >= -CLOCK_SLACK_MS && tookMs <= WRITTEN_WITHIN_MS + CLOCK_SLACK_MS;
}
function findHolders({ records, written }, destination) {
    return ofDestination(records, destination)
        .filter(({ userId, madeMs }) => userId !== '' && mayHold(madeMs, written))
        .sort((a, b) => expiryMs(a.expiry) - expiryMs(b.expiry));
}
function expiryMs(expiry) {
    return expiry?.getTime() ?? Number.POSITIVE_INFINITY;
}
function isLater(expiry, other, byMs) {
    return expiryMs(expiry) - expiryMs(other) > byMs;
}

;// CONCATENATED MODULE: ./lib/identity/oidc.js





const ATTEMPTS = 4;
const HEADERS = { accept: 'application/json', 'user-agent': 'veeva-vault-sandbox-token' };
const REFUSALS = [
    [
        /\bAADSTS700024\b/,
        'By the provider’s clock GitHub’s token is not valid yet, or not any more: run again; if it happens again, correct the clock of the provider or of your GitHub Enterprise Server.'
    ],
    [
        /\bAADSTS70021[1-3]?\b|^invalid_(grant|client)/,
        'Check `oidc-client-id`, and add a federated credential to this client at the provider with exactly this issuer, subject and audience (`oidc-audience`); copy the subject as it is, with or without numeric ids.'
    ],
    [/^/, 'Check `oidc-token-url`, `oidc-client-id`, `oidc-scope` and `oidc-audience`.']
];
const WORDS = ['error', 'errorCode', 'error_description', 'errorSummary', 'message'];
async function exchangeOidcToken(signIn, world) {
    const { profileId, vaultClientId: clientId } = signIn;
    const assertion = await fetchToken(assertionRequest(signIn, world), world);
    const token = await fetchToken(exchangeRequest(signIn, assertion, world), world);
    return { by: 'oauth', profileId, clientId, token };
}
function assertionRequest({ audience }, { environment, runner }) {
    const doing = 'get the OIDC token of this job';
    const url = URL.parse(environment.ACTIONS_ID_TOKEN_REQUEST_URL ?? '');
    const secret = environment.ACTIONS_ID_TOKEN_REQUEST_TOKEN;
    if (url?.protocol !== 'https:' || !secret) {
        throw new errors_ActionError('vault-login', `Could not ${doing}: the runner does not offer one.`, 'Add `permissions: id-token: write` to the job. A run from a fork gets no token, and a reusable workflow has only the permissions of its caller.');
    }
    url.searchParams.set('audience', audience);
    const authorization = `Bearer ${runner.maskSecret(secret).reveal()}`;
    return {
        doing,
        method: 'GET',
        url,
        headers: { ...HEADERS, authorization },
        service: 'GitHub',
        field: 'value',
        hintFor: () => 'Check that the job has `permissions: id-token: write`, and `oidc-audience` if it is set; then run again.'
    };
}
function exchangeRequest({ tokenUrl: url, clientId, scope }, assertion, { runner }) {
    const form = {
        grant_type: 'client_credentials',
        client_id: clientId,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertion.reveal()
    };
    if (scope !== '')
        form.scope = scope;
    return {
        doing: 'exchange GitHub’s OIDC token',
        method: 'POST',
        url,
        headers: HEADERS,
        form,
        service: 'the identity provider',
        field: 'access_token',
        hintFor(words) {
            const hint = REFUSALS.find(([pattern]) => pattern.test(words))?.[1];
            return `${hint} ${describeClaims(assertion, runner)}`.trim();
        }
    };
}
async function fetchToken(request, world) {
    const { service, field, hintFor } = request;
    const { runner, clock, send } = world;
    const attempt = () => callApi(request, send, (response) => {
        const { status, headers, body } = response;
        if (status === 200 && /^[\x21-\x7e]{3,}$/.test(json_asText(body?.[field])))
            return undefined;
        const parts = WORDS.map(name => json_asText(body?.[name])).filter(Boolean);
        const words = runner.quote(parts.join(': '));
        const said = describeResponse(response, service, words);
        const isDown = status >= 500 || status === 429 || (status < 300 && body === undefined);
        if (!isDown)
            return { code: 'vault-login', said, hint: hintFor(words) };
        const hint = 'The service is down or busy: run again later.';
        return { code: 'network', said, hint, retry: { afterMs: retryAfterMs(headers, clock.now()) } };
    });
    const { body } = await retry(attempt, { attempts: ATTEMPTS }, world);
    return runner.maskSecret(json_asText(body?.[field]));
}
const LATEST_SECONDS = 1e11;
function describeClaims(assertion, { quote }) {
    const payload = Buffer.from(assertion.reveal().split('.')[1] ?? '', 'base64url').toString();
    const claims = json_asObject(json_parseJson(payload));
    if (claims === undefined)
        return '';
    const parts = ['iss', 'sub', 'aud'].map(name => `${name} "${quote(json_asText(claims[name]))}"`);
    for (const name of ['iat', 'exp']) {
        const seconds = Number(claims[name]);
        if (!(Math.abs(seconds) < LATEST_SECONDS))
            continue;
        parts.push(`${name} ${time_formatInstant(new Date(seconds * 1000))}`);
    }
    return `GitHub’s token has ${parts.join(', ')}.`;
}

;// CONCATENATED MODULE: ./lib/net/world.js
function stoppingWith(world, signal) {
    return { ...world, stopping: AbortSignal.any([world.stopping, signal]) };
}

;// CONCATENATED MODULE: ./lib/vault/sign-in.js





async function signIn(how, vault, events) {
    const { host } = vault.site;
    const { maskSecret, quote } = vault.world.runner;
    if (how.by === 'access-token')
        return vault.as(how.token);
    if (how.by === 'session-id')
        return vault.as(how.session);
    const { body, error } = await openSession(how, vault);
    const { sessionId = '', vaultId } = json_asTexts(body);
    if (!credential_isMaskable(sessionId)) {
        throw error('vault-login', 'Vault responded SUCCESS without a session', refusals_SUPPORT);
    }
    const session = maskSecret(sessionId);
    events.onSession(session);
    const vaults = json_asList(body.vaultIds).map(value => {
        const { id = '', name = '', url } = json_asTexts(value);
        return { id, name, host: hostIn(url) };
    });
    const hosts = vaults.filter(({ id }) => id !== '' && id === vaultId).map(each => each.host);
    if (hosts.includes(host)) {
        events.onVaults(vaults);
        return vault.as(session);
    }
    const other = quote(hosts.join(' ')) || 'a Vault that it does not name';
    const hint = `Check \`vault-dns\`, and that the user is active in ${host}. Nothing was generated.`;
    throw error('vault-mismatch', `Vault opened a session of ${other} instead`, hint);
}
function openSession(how, vault) {
    const vaultDNS = vault.site.host;
    if (how.by === 'password') {
        const { username, password } = how;
        return vault.call({
            doing: 'sign in with user name and password',
            operation: 'sign-in',
            method: 'POST',
            path: 'auth',
            form: { username, password: password.reveal(), vaultDNS }
        });
    }
    const form = { vaultDNS };
    if (how.clientId !== undefined)
        form.client_id = how.clientId;
    const login = vault.at(LOGIN_HOST).as(how.token);
    return login.call({
        doing: 'exchange the token of the identity provider for a session',
        operation: 'exchange',
        method: 'POST',
        path: `/auth/oauth/session/${encodeURIComponent(how.profileId)}`,
        form
    });
}
function hostIn(url = '') {
    return URL.parse(url)?.hostname ?? '';
}
async function checkVault(vault) {
    const { host, apiVersion } = vault.site;
    const { body, error } = await vault.call({ doing: 'check the token or session', path: '/api/' });
    const versions = json_asTexts(body.values);
    const actual = hostIn(versions[apiVersion] ?? Object.values(versions)[0]);
    if (actual === host)
        return;
    const other = vault.world.runner.quote(actual) || 'a Vault that the response does not name';
    const hint = `Use a token or session of ${host}, or correct \`vault-dns\`. Nothing was generated.`;
    throw error('vault-mismatch', `it belongs to ${other}`, hint);
}
async function checkSignIn(vault) {
    const { body } = await vault.call({ doing: 'check who is signed in', path: 'objects/users/me' });
    const [first] = json_asList(body.users);
    return json_asTexts(json_asObject(first)?.user).id ?? '';
}
async function endSession(vault) {
    const call = {
        doing: 'end the session',
        operation: 'end-session',
        method: 'DELETE',
        path: 'session'
    };
    await vault.call(call).catch(thrown => {
        if (errors_asActionError(thrown).code !== 'vault-session')
            throw thrown;
    });
}

;// CONCATENATED MODULE: ./lib/action/session.js






const OWN_SESSION_REJECTED = 'This run had just opened that session, so Vault ended it early: run the workflow again.';
function session_openSession(settings, world, onVaults = () => { }) {
    const { runner } = world;
    const { vaultHost: host, apiVersion, clientId, caCertificates: pems } = settings;
    if (pems.length > 0)
        saveEntry(runner, 'ca-certificate', { pems });
    world.trust(pems);
    const site = { host, apiVersion, clientId, referenceId: referenceId(world.run) };
    const ended = new AbortController();
    const vault = new client_Vault(site, stoppingWith(world, ended.signal));
    let opened;
    let ending;
    function onSession(value) {
        opened = value;
        saveEntry(runner, 'session', { state: 'open', site, value });
    }
    async function openOne() {
        const { signIn: given } = settings;
        const how = given.by === 'oidc' ? await exchangeOidcToken(given, world) : given;
        return signIn(how, vault, { onVaults, onSession });
    }
    const signedIn = openOne();
    signedIn.catch(() => { });
    async function close() {
        if (opened === undefined || world.stopping.aborted)
            return;
        ended.abort();
        await endSession(new client_Vault(site, world).as(opened));
        saveEntry(runner, 'session', { state: 'done' });
    }
    function end() {
        ending ??= close().catch(() => { });
        return ending;
    }
    function explain(error) {
        const isRejected = error.code === 'vault-session' && !isGiven(settings);
        return isRejected ? error.with({ hint: OWN_SESSION_REJECTED }) : error;
    }
    return { vault, signedIn, explain, end };
}
function isGiven({ signIn: { by } }) {
    return by === 'access-token' || by === 'session-id';
}

;// CONCATENATED MODULE: ./lib/vault/sandboxes.js




async function listSandboxes(vault) {
    const { body } = await vault.call({ doing: 'list the sandboxes', path: 'objects/sandbox' });
    const rows = asList(asObject(body.data)?.active).map(value => {
        const { name = '', vault_id: vaultId = '', status = '', dns = '' } = asTexts(value);
        return { name, vaultId, status: status.toLowerCase(), dns };
    });
    return rows.filter(({ name }) => name !== '');
}
function findSandbox(rows, name, vault) {
    const trimmed = rows.filter(row => row.name.trim() === name);
    const named = trimmed.length === 1 ? trimmed : rows.filter(row => row.name === name);
    const has = (status) => named.find(row => row.status === status);
    const usable = has('active') ?? has('building');
    const [unusable] = named;
    if (usable !== undefined || unusable === undefined)
        return usable;
    const { quote } = vault.world.runner;
    throw new ActionError('sandbox-unavailable', `Could not use the sandbox "${quote(unusable.name)}" of ${vault.site.host}: its status is "${quote(unusable.status)}", not active.`, 'Activate it in Vault, or set `sandbox-name` to an active sandbox.');
}
const QUOTE_NUMBERS = "YAML changes numbers without quotes: write them in quotes, as in `sandbox-name: '26.10'`.";
const AS_IN_VAULT = 'Set `sandbox-name` exactly as on the My Vaults page, one name per line, without hyphens or quotes.';
function suggestSandbox(name, rows, quote) {
    if (rows.length === 0) {
        return 'This user can see no sandboxes of the Vault: check `vault-dns`, which is the production Vault of the sandbox.';
    }
    const names = rows.map(row => row.name);
    const nearest = nearestNames(name, names).map(each => `"${quote(each)}"`);
    const remedy = /^[\d.]+$/.test(name) ? QUOTE_NUMBERS : AS_IN_VAULT;
    return `Nearest: ${joinWithAnd(nearest)}. ${remedy}`;
}
function nearestNames(name, names) {
    const stepsTo = (other) => (0,mod/* distance */.Io)(essenceOf(name), essenceOf(other));
    return names.toSorted((a, b) => stepsTo(a) - stepsTo(b)).slice(0, 3);
}
function essenceOf(name) {
    return name.toLowerCase().replace(/[^\p{Letter}\p{Number}]/gu, '');
}
const FAILED = /^(ERRORS_ENCOUNTERED|CANCELLED|TIMEOUT|COMPLETED_DUE_TO_INACTIVITY|MISSED_SCHEDULE|FAILURE)$/;
async function readJob(vault, jobId) {
    const { quote } = vault.world.runner;
    const { body } = await vault.call({
        doing: `read the status of job ${quote(jobId)}`,
        operation: 'read-job',
        path: `services/jobs/${encodeURIComponent(jobId)}`
    });
    const { status = '' } = asTexts(body.data);
    if (status === 'SUCCESS')
        return { is: 'succeeded', status };
    return { is: FAILED.test(status) ? 'failed' : 'running', status: quote(status) };
}

;// CONCATENATED MODULE: ./lib/companions/select.js

function selectTokens(listing, selection, now) {
    const { label, expiresWithin = Number.POSITIVE_INFINITY, unusedFor } = selection;
    function isSelected(record) {
        const hasLabel = label === undefined || rotation_parseName(record.name)?.label === label;
        const isUnused = unusedFor === undefined || secondsUnused(record, now) >= unusedFor;
        return hasLabel && isUnused && secondsLeft(record, now) <= expiresWithin;
    }
    return ownedBy(listing, selection)
        .filter(isSelected)
        .sort((a, b) => secondsLeft(a, now) - secondsLeft(b, now));
}
function ownedBy({ records, userId }, { owner }) {
    if (owner === 'everyone')
        return records;
    const wanted = owner === 'me' ? userId : owner;
    return records.filter(record => wanted !== '' && record.userId === wanted);
}
function labelsIn(listing, selection) {
    const labels = ownedBy(listing, selection).map(({ name }) => rotation_parseName(name)?.label);
    return [...new Set(labels.filter(label => label !== undefined))];
}
function secondsLeft({ expiry }, now) {
    return expiry ? (expiry.getTime() - now.getTime()) / 1000 : Number.POSITIVE_INFINITY;
}
function secondsUnused({ lastUsed, name }, now) {
    const since = lastUsed ? lastUsed.getTime() / 1000 : rotation_parseName(name)?.made;
    return now.getTime() / 1000 - (since ?? Number.NaN);
}
function withoutNewest(records, keepNewest) {
    const madeAt = ({ name }) => parseName(name)?.made ?? 0;
    const newestFirst = records.toSorted((a, b) => madeAt(b) - madeAt(a) || (a.id < b.id ? 1 : -1));
    const groups = Map.groupBy(newestFirst, ({ userId, name }) => `${userId} ${parseName(name)?.destination}`);
    return [...groups.values()].flatMap(group => group.slice(keepNewest));
}

;// CONCATENATED MODULE: ./lib/companions/companion.js







async function runCompanion(read, work, world) {
    if (read.is === 'problems')
        return reportErrors(read.problems, world.runner);
    const session = session_openSession(read.settings, world);
    const errors = await session.signedIn
        .then(vault => work(read.settings, vault))
        .catch(thrown => [errors_asActionError(thrown)]);
    const outcome = reportErrors(errors.map(session.explain), world.runner);
    await session.end();
    return outcome;
}
async function listVisibleTokens(settings, selection, vault) {
    const { site, world } = vault;
    const checking = isGiven(settings) ? checkVault(vault) : undefined;
    const [listing] = await Promise.all([listTokens(vault), checking]);
    const users = Map.groupBy(listing.records, ({ userId }) => userId);
    for (const [userId, { length }] of users) {
        if (length < TOKEN_WARNING)
            continue;
        world.runner.warning('token-limit', `The user ${userId} has ${length} of at most ${TOKEN_LIMIT} active tokens on ${site.host}. Delete those that nobody uses with the action delete-tokens.`);
    }
    if (selection === undefined)
        return listing;
    if (selection.owner === 'me') {
        listing.userId ||= await checkSignIn(vault);
        if (listing.userId === '') {
            throw new errors_ActionError('vault-unavailable', `Could not find out who the user is on ${site.host}: Vault does not say.`, 'Run again; if it happens again, set `owner` to the id of the user.');
        }
    }
    else if (users.size < 2 && !users.has(selection.owner)) {
        world.runner.warning('vault-permission', `${site.host} shows no tokens of other users. If there are any, sign in as a user with the permission to manage them.`);
    }
    noteUnknownLabel(listing, selection, vault);
    return listing;
}
function noteUnknownLabel(listing, selection, vault) {
    const { site, world } = vault;
    const { label } = selection;
    const labels = labelsIn(listing, selection);
    if (label === undefined || labels.includes(label))
        return;
    const nearest = nearestNames(label, labels).map(each => `"${each}"`);
    world.runner.notice('token-name', `No token on ${site.host} has the \`token-name\` "${label}". Nearest: ${nearest.join(', ') || 'none'}. Check \`token-name\` and \`owner\`.`);
}

;// CONCATENATED MODULE: ./lib/companions/list.js







function listStep(world) {
    return runCompanion(readListSettings(world), listSelected, world);
}
async function listSelected(settings, vault) {
    const { selection, vaultHost } = settings;
    const { runner } = vault.world;
    const listing = await listVisibleTokens(settings, selection, vault);
    const found = selectTokens(listing, selection, vault.now());
    const title = `${text_count(found.length, 'active access token')} on ${vaultHost}`;
    runner.output('tokens', JSON.stringify(found.map(recordFields)));
    runner.output('count', String(found.length));
    runner.info(`${title}.`);
    writeTable(title, ['Id', 'Name', 'User', 'Expires', 'Last used'], found.map(list_rowOf), runner);
    return [];
}
function list_rowOf({ id, name, userId, expiry, lastUsed }) {
    return [id, name, userId, time_formatExpiry(expiry) || 'never', time_formatExpiry(lastUsed)];
}
function recordFields({ id, name, userId, expiry, lastUsed }) {
    const parts = rotation_parseName(name);
    return {
        id,
        name,
        user_id: userId,
        expires_at: time_formatExpiry(expiry),
        last_used_at: time_formatExpiry(lastUsed),
        label: parts?.label,
        run_id: parts?.runId,
        attempt: parts?.attempt,
        made_at: parts && time_formatInstant(new Date(parts.made * 1000))
    };
}

;// CONCATENATED MODULE: ./lib/list-tokens.js


runAsProcess(listStep);

