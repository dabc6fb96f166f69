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


/***/ }),

/***/ 218:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var net = __nccwpck_require__(278);
var tls = __nccwpck_require__(756);
var http = __nccwpck_require__(611);
var https = __nccwpck_require__(692);
var events = __nccwpck_require__(434);
var assert = __nccwpck_require__(613);
var util = __nccwpck_require__(23);


exports.httpOverHttp = httpOverHttp;
exports.httpsOverHttp = httpsOverHttp;
exports.httpOverHttps = httpOverHttps;
exports.httpsOverHttps = httpsOverHttps;


function httpOverHttp(options) {
  var agent = new TunnelingAgent(options);
  agent.request = http.request;
  return agent;
}

function httpsOverHttp(options) {
  var agent = new TunnelingAgent(options);
  agent.request = http.request;
  agent.createSocket = createSecureSocket;
  agent.defaultPort = 443;
  return agent;
}

function httpOverHttps(options) {
  var agent = new TunnelingAgent(options);
  agent.request = https.request;
  return agent;
}

function httpsOverHttps(options) {
  var agent = new TunnelingAgent(options);
  agent.request = https.request;
  agent.createSocket = createSecureSocket;
  agent.defaultPort = 443;
  return agent;
}


function TunnelingAgent(options) {
  var self = this;
  self.options = options || {};
  self.proxyOptions = self.options.proxy || {};
  self.maxSockets = self.options.maxSockets || http.Agent.defaultMaxSockets;
  self.requests = [];
  self.sockets = [];

  self.on('free', function onFree(socket, host, port, localAddress) {
    var options = toOptions(host, port, localAddress);
    for (var i = 0, len = self.requests.length; i < len; ++i) {
      var pending = self.requests[i];
      if (pending.host === options.host && pending.port === options.port) {
        // Detect the request to connect same origin server,
        // reuse the connection.
        self.requests.splice(i, 1);
        pending.request.onSocket(socket);
        return;
      }
    }
    socket.destroy();
    self.removeSocket(socket);
  });
}
util.inherits(TunnelingAgent, events.EventEmitter);

TunnelingAgent.prototype.addRequest = function addRequest(req, host, port, localAddress) {
  var self = this;
  var options = mergeOptions({request: req}, self.options, toOptions(host, port, localAddress));

  if (self.sockets.length >= this.maxSockets) {
    // We are over limit so we'll add it to the queue.
    self.requests.push(options);
    return;
  }

  // If we are under maxSockets create a new one.
  self.createSocket(options, function(socket) {
    socket.on('free', onFree);
    socket.on('close', onCloseOrRemove);
    socket.on('agentRemove', onCloseOrRemove);
    req.onSocket(socket);

    function onFree() {
      self.emit('free', socket, options);
    }

    function onCloseOrRemove(err) {
      self.removeSocket(socket);
      socket.removeListener('free', onFree);
      socket.removeListener('close', onCloseOrRemove);
      socket.removeListener('agentRemove', onCloseOrRemove);
    }
  });
};

TunnelingAgent.prototype.createSocket = function createSocket(options, cb) {
  var self = this;
  var placeholder = {};
  self.sockets.push(placeholder);

  var connectOptions = mergeOptions({}, self.proxyOptions, {
    method: 'CONNECT',
    path: options.host + ':' + options.port,
    agent: false,
    headers: {
      host: options.host + ':' + options.port
    }
  });
  if (options.localAddress) {
    connectOptions.localAddress = options.localAddress;
  }
  if (connectOptions.proxyAuth) {
    connectOptions.headers = connectOptions.headers || {};
    connectOptions.headers['Proxy-Authorization'] = 'Basic ' +
        new Buffer(connectOptions.proxyAuth).toString('base64');
  }

  debug('making CONNECT request');
  var connectReq = self.request(connectOptions);
  connectReq.useChunkedEncodingByDefault = false; // for v0.6
  connectReq.once('response', onResponse); // for v0.6
  connectReq.once('upgrade', onUpgrade);   // for v0.6
  connectReq.once('connect', onConnect);   // for v0.7 or later
  connectReq.once('error', onError);
  connectReq.end();

  function onResponse(res) {
    // Very hacky. This is necessary to avoid http-parser leaks.
    res.upgrade = true;
  }

  function onUpgrade(res, socket, head) {
    // Hacky.
    process.nextTick(function() {
      onConnect(res, socket, head);
    });
  }

  function onConnect(res, socket, head) {
    connectReq.removeAllListeners();
    socket.removeAllListeners();

    if (res.statusCode !== 200) {
      debug('tunneling socket could not be established, statusCode=%d',
        res.statusCode);
      socket.destroy();
      var error = new Error('tunneling socket could not be established, ' +
        'statusCode=' + res.statusCode);
      error.code = 'ECONNRESET';
      options.request.emit('error', error);
      self.removeSocket(placeholder);
      return;
    }
    if (head.length > 0) {
      debug('got illegal response body from proxy');
      socket.destroy();
      var error = new Error('got illegal response body from proxy');
      error.code = 'ECONNRESET';
      options.request.emit('error', error);
      self.removeSocket(placeholder);
      return;
    }
    debug('tunneling connection has established');
    self.sockets[self.sockets.indexOf(placeholder)] = socket;
    return cb(socket);
  }

  function onError(cause) {
    connectReq.removeAllListeners();

    debug('tunneling socket could not be established, cause=%s\n',
          cause.message, cause.stack);
    var error = new Error('tunneling socket could not be established, ' +
                          'cause=' + cause.message);
    error.code = 'ECONNRESET';
    options.request.emit('error', error);
    self.removeSocket(placeholder);
  }
};

TunnelingAgent.prototype.removeSocket = function removeSocket(socket) {
  var pos = this.sockets.indexOf(socket)
  if (pos === -1) {
    return;
  }
  this.sockets.splice(pos, 1);

  var pending = this.requests.shift();
  if (pending) {
    // If we have pending requests and a socket gets closed a new one
    // needs to be created to take over in the pool for the one that closed.
    this.createSocket(pending, function(socket) {
      pending.request.onSocket(socket);
    });
  }
};

function createSecureSocket(options, cb) {
  var self = this;
  TunnelingAgent.prototype.createSocket.call(self, options, function(socket) {
    var hostHeader = options.request.getHeader('host');
    var tlsOptions = mergeOptions({}, self.options, {
      socket: socket,
      servername: hostHeader ? hostHeader.replace(/:.*$/, '') : options.host
    });

    // 0 is dummy port for v0.6
    var secureSocket = tls.connect(0, tlsOptions);
    self.sockets[self.sockets.indexOf(socket)] = secureSocket;
    cb(secureSocket);
  });
}


function toOptions(host, port, localAddress) {
  if (typeof host === 'string') { // since v0.10
    return {
      host: host,
      port: port,
      localAddress: localAddress
    };
  }
  return host; // for v0.11 or later
}

function mergeOptions(target) {
  for (var i = 1, len = arguments.length; i < len; ++i) {
    var overrides = arguments[i];
    if (typeof overrides === 'object') {
      var keys = Object.keys(overrides);
      for (var j = 0, keyLen = keys.length; j < keyLen; ++j) {
        var k = keys[j];
        if (overrides[k] !== undefined) {
          target[k] = overrides[k];
        }
      }
    }
  }
  return target;
}


var debug;
if (process.env.NODE_DEBUG && /\btunnel\b/.test(process.env.NODE_DEBUG)) {
  debug = function() {
    var args = Array.prototype.slice.call(arguments);
    if (typeof args[0] === 'string') {
      args[0] = 'TUNNEL: ' + args[0];
    } else {
      args.unshift('TUNNEL:');
    }
    console.error.apply(console, args);
  }
} else {
  debug = function() {};
}
exports.debug = debug; // for test


/***/ }),

/***/ 613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 24:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 23:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 949:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

// Stands in for tunnel, which @actions/http-client needs for proxies only: the real one is loaded when a proxy is used.
const real = () => __nccwpck_require__(218)
for (const name of ['httpOverHttp', 'httpsOverHttp', 'httpOverHttps', 'httpsOverHttps']) {
  exports[name] = options => real()[name](options)
}


/***/ }),

/***/ 920:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  m: () => (/* binding */ systemClock),
  u: () => (/* binding */ toSecond)
});

;// CONCATENATED MODULE: external "node:timers/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");
;// CONCATENATED MODULE: ./lib/clock.js

const systemClock = {
    now: () => new Date(),
    sleep: (ms, signal) => (0,promises_namespaceObject.setTimeout)(ms, undefined, { signal })
};
/** In: an instant. Out: `YYYY-MM-DDTHH:MM:SSZ`, UTC, to the second: the format Vault takes and shows. */
const toSecond = (instant) => instant.toISOString().replace(/\.\d{3}Z$/, 'Z');


/***/ }),

/***/ 452:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   em: () => (/* binding */ sentence),
/* harmony export */   lZ: () => (/* binding */ ActionError),
/* harmony export */   z6: () => (/* binding */ asActionError)
/* harmony export */ });
/**
 * A failure as the user reads it: `message` says what was being done and what came back, `hint` what to do now.
 * Neither ever holds a credential, a body or a header; text from outside has been through `quote` (text.ts).
 */
class ActionError extends Error {
    code;
    hint;
    /** Vault's id of the call, to quote to Veeva Support; empty where there is none. */
    executionId;
    constructor(code, message, hint, executionId = '') {
        super(message);
        this.name = 'ActionError';
        this.code = code;
        this.hint = hint;
        this.executionId = executionId;
    }
}
/** In: anything that was thrown. Out: the ActionError that it is, or one with the code `internal` that names the error's type only. */
const asActionError = (thrown) => {
    if (thrown instanceof ActionError)
        return thrown;
    const type = thrown instanceof Error ? thrown.name : typeof thrown;
    const place = thrown instanceof Error
        ? (/\(?([\w.-]+:\d+:\d+)\)?$/m.exec(thrown.stack ?? '')?.[1] ?? 'an unknown place')
        : 'an unknown place';
    return new ActionError('internal', `The action failed in a way that it does not know: ${type} at ${place}.`, 'Please report this line as an issue of the action; it holds no credential.');
};
/** In: an error. Out: what it says and what to do, in one line. */
const sentence = (error) => `${error.message} ${error.hint}`.trim();


/***/ }),

/***/ 599:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Rx: () => (/* binding */ createSend),
  lA: () => (/* binding */ proxyMistake)
});

// UNUSED EXPORTS: explain

;// CONCATENATED MODULE: external "node:https"
const external_node_https_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");
// EXTERNAL MODULE: ./node_modules/@actions/http-client/lib/index.js + 2 modules
var lib = __nccwpck_require__(360);
;// CONCATENATED MODULE: ./lib/http.js


/** Largest answer that is read, in bytes. */
const ANSWER_LIMIT = 1024 * 1024;
/** How long a call in flight may still take once the run is stopping, in milliseconds. */
const LAST_WORDS = 5_000;
const NEVER_CONNECTED = {
    ENOTFOUND: 'its name does not resolve (ENOTFOUND)',
    EAI_AGAIN: 'its name could not be resolved (EAI_AGAIN)',
    ECONNREFUSED: 'the connection was refused (ECONNREFUSED)',
    EHOSTUNREACH: 'the host is unreachable (EHOSTUNREACH)',
    ENETUNREACH: 'the network is unreachable (ENETUNREACH)'
};
const CERTIFICATE = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|HOSTNAME_MISMATCH|ERR_SSL_)/;
/** In: what a failed request threw. Out: what it means, in words that hold nothing of the request. */
const explain = (thrown) => {
    const error = thrown;
    const code = typeof error?.code === 'string' ? error.code : 'no code';
    const message = typeof error?.message === 'string' ? error.message : '';
    const never = (reason, lasting) => ({ is: 'no-answer', reason, reached: 'no', lasting });
    const tunnel = /^tunneling socket could not be established, (?:statusCode=(\d{3})|cause=)/.exec(message);
    if (tunnel?.[1] !== undefined)
        return never(`the proxy refused the connection with status ${tunnel[1]}`, !tunnel[1].startsWith('5'));
    if (tunnel !== null)
        return never('the proxy could not be reached', false);
    if (CERTIFICATE.test(code))
        return never(`its certificate is not trusted here (${code})`, true);
    const known = NEVER_CONNECTED[code];
    if (known !== undefined)
        return never(known, false);
    if (error?.syscall === 'connect')
        return never(`no connection was made (${code})`, false);
    return { is: 'no-answer', reason: `the connection was lost (${code})`, reached: 'perhaps', lasting: false };
};
/**
 * Makes the function that everything goes out through. It follows no redirect, repeats nothing, and always settles: one deadline
 * covers the whole call, and the answer is read up to a limit. It never throws. Proxies come from HTTPS_PROXY and NO_PROXY.
 * @param stopping aborted when the run has to end: calls in flight then get 5 seconds more, and none is begun
 */
const createSend = (stopping) => {
    const client = new lib/* HttpClient */.Qq(undefined, undefined, { keepAlive: true, allowRedirects: false, allowRetries: false });
    return async ({ method, url, headers, body, deadlineMs }) => {
        if (stopping.aborted)
            return { is: 'no-answer', reason: 'the run was cancelled', reached: 'no', lasting: true };
        const cutter = new AbortController();
        const cut = (reason) => cutter.abort({ reason });
        const deadline = setTimeout(() => cut(`no whole answer came within ${deadlineMs / 1000} seconds`), deadlineMs);
        let lastWords;
        const stop = () => {
            lastWords = setTimeout(() => cut('the run was cancelled before the answer came'), LAST_WORDS);
        };
        stopping.addEventListener('abort', stop, { once: true });
        try {
            const options = {
                method,
                host: url.hostname,
                port: url.port === '' ? 443 : Number(url.port),
                path: url.pathname + url.search,
                headers: { ...headers },
                agent: client.getAgent(url.href),
                signal: cutter.signal
            };
            const response = await client.requestRaw({ options, parsedUrl: url, httpModule: external_node_https_namespaceObject }, body ?? null);
            const chunks = [];
            let size = 0;
            for await (const chunk of response.message) {
                chunks.push(chunk);
                size += chunk.length;
                if (size > ANSWER_LIMIT)
                    cut('the answer is larger than 1 MiB');
            }
            cutter.signal.throwIfAborted();
            return {
                is: 'answer',
                status: response.message.statusCode ?? 0,
                headers: Object.fromEntries(Object.entries(response.message.headers).map(([name, value]) => [name, String(value)])),
                text: Buffer.concat(chunks).toString('utf8')
            };
        }
        catch (thrown) {
            if (!cutter.signal.aborted)
                return explain(thrown);
            return { is: 'no-answer', reason: cutter.signal.reason.reason, reached: 'perhaps', lasting: false };
        }
        finally {
            clearTimeout(deadline);
            clearTimeout(lastWords);
            stopping.removeEventListener('abort', stop);
        }
    };
};
/**
 * In: the environment. Out: what is wrong with its proxy setting, or undefined. Without this a malformed HTTPS_PROXY would
 * silently mean a direct connection. The text never repeats the value, which may hold a password.
 */
const proxyMistake = (env) => {
    const name = env.https_proxy ? 'https_proxy' : 'HTTPS_PROXY';
    const value = env[name];
    if (!value)
        return undefined;
    // The same reading as in @actions/http-client: HOST:PORT with a name for HOST parses as a scheme, and would mean no proxy.
    const url = URL.parse(value) ?? URL.parse(`http://${value}`);
    const wellFormed = url !== null && ['http:', 'https:'].includes(url.protocol) && url.hostname !== '' && decodes(url);
    return wellFormed ? undefined : `${name} is set and is no proxy address: give http://HOST:PORT, or unset it`;
};
const decodes = (url) => {
    try {
        decodeURIComponent(url.username);
        decodeURIComponent(url.password);
        return true;
    }
    catch {
        return false;
    }
};


/***/ }),

/***/ 342:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(598);
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(920);
/* harmony import */ var _http_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(599);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(318);
/* harmony import */ var _run_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(71);
/* harmony import */ var _runner_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(354);






/** The runner kills 10 s after the first signal; this is the last moment to leave in order, in milliseconds. */
const LEAVE_WITHIN = 6_500;
/** How long something that nobody waits for any more (a proxy that never answers) may hold the process, in milliseconds. */
const LINGER = 500;
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK']) {
    process.on(signal, () => {
        stop.abort();
        setTimeout(() => process.exit(1), LEAVE_WITHIN).unref();
    });
}
const outcome = await (0,_run_js__WEBPACK_IMPORTED_MODULE_4__/* .run */ .e)({
    runner: (0,_runner_js__WEBPACK_IMPORTED_MODULE_5__/* .githubRunner */ .O)(),
    env: process.env,
    send: (0,_http_js__WEBPACK_IMPORTED_MODULE_2__/* .createSend */ .Rx)(stop.signal),
    patience: { clock: _clock_js__WEBPACK_IMPORTED_MODULE_1__/* .systemClock */ .m, random: Math.random, stopping: stop.signal },
    nonce: () => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(2).toString('hex'),
    process: (0,_process_js__WEBPACK_IMPORTED_MODULE_3__/* .thisProcess */ .W)()
});
process.exitCode = outcome === 'succeeded' ? 0 : 1;
setTimeout(() => process.exit(), LINGER).unref();

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 318:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ thisProcess)
/* harmony export */ });
/* unused harmony export ensureOver */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(24);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(165);


/** How long main may take to come to its own end, in milliseconds: longer than it gives itself after a signal. */
const OWN_END = 8_000;
const KILLED_END = 2_000;
const LOOK_EVERY = 50;
/** In: a process number. Out: when that process began, or empty when it is over (a zombie is), or this system has no /proc. */
const startOf = (pid) => {
    try {
        const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${pid}/stat`, 'utf8');
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        return fields[0] === 'Z' || fields[0] === 'X' ? '' : (fields[19] ?? '');
    }
    catch {
        return '';
    }
};
const thisProcess = () => ({ pid: process.pid, started: startOf(process.pid) });
const runs = ({ pid, started }) => started !== '' && startOf(pid) === started;
/**
 * Makes sure that a process is over. In a container job a cancellation does not reach main, which then lives on beside the post
 * step; elsewhere the runner has waited for it, so where there is no /proc there is nothing to do.
 * @returns false when it would not end
 */
const ensureOver = async (main, patience) => {
    for (const [signal, budget] of [['SIGTERM', OWN_END], ['SIGKILL', KILLED_END]]) {
        if (!runs(main))
            return true;
        try {
            process.kill(main.pid, signal);
        }
        catch {
            // It ended in between, or belongs to someone else: the look below tells.
        }
        for (let waited = 0; runs(main) && waited < budget; waited += LOOK_EVERY)
            await pause(LOOK_EVERY, patience);
    }
    return !runs(main);
};


/***/ }),

/***/ 165:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   VM: () => (/* binding */ interrupted),
/* harmony export */   Vs: () => (/* binding */ retryAfterMs),
/* harmony export */   Zr: () => (/* binding */ persist)
/* harmony export */ });
/* unused harmony exports LONGEST_WAIT, backoff, pause */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(452);

/** Longest wait that the other side may ask for, in milliseconds. */
const LONGEST_WAIT = 60_000;
const FIRST_BACKOFF = 1_000;
const LONGEST_BACKOFF = 10_000;
/** In: the tries made so far, a number from 0 to 1. Out: milliseconds to wait: exponential back-off with full jitter. */
const backoff = (triesMade, random) => Math.round(random * Math.min(LONGEST_BACKOFF, FIRST_BACKOFF * 2 ** (triesMade - 1)));
/** The error of a run that was told to stop. */
const interrupted = () => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('interrupted', 'The run was cancelled.', 'What was under way is finished or undone by the post step; run the workflow again.');
/** Waits; throws `interrupted` as soon as the run is stopping. */
const pause = async (ms, { clock, stopping }) => {
    try {
        await clock.sleep(ms, stopping);
    }
    catch (thrown) {
        throw stopping.aborted ? interrupted() : thrown;
    }
};
/**
 * Tries until it is done, has failed, or `tries` are used up; never longer than the other side may ask (60 s a wait).
 * @param attempt one try; it does not throw for what the other side answers
 * @returns the value; throws the last try's ActionError, or `interrupted`
 */
const persist = async (attempt, tries, patience) => {
    for (let made = 1;; made++) {
        if (patience.stopping.aborted)
            throw interrupted();
        const verdict = await attempt();
        if (verdict.is === 'done')
            return verdict.value;
        if (verdict.is === 'failed' || made >= tries || (verdict.afterMs ?? 0) > LONGEST_WAIT)
            throw verdict.error;
        await pause(verdict.afterMs ?? backoff(made, patience.random()), patience);
    }
};
/** In: the value of a Retry-After header ("RFC 9110": seconds or a date) and the time. Out: milliseconds, or undefined. */
const retryAfterMs = (header, now) => {
    if (header === undefined)
        return undefined;
    if (/^\d{1,9}$/.test(header))
        return Number(header) * 1000;
    const at = Date.parse(header);
    return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
};


/***/ }),

/***/ 71:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  e: () => (/* binding */ run)
});

;// CONCATENATED MODULE: ./lib/context.js
const runContext = (env) => ({
    repository: env.GITHUB_REPOSITORY ?? '',
    runId: env.GITHUB_RUN_ID ?? '0',
    attempt: env.GITHUB_RUN_ATTEMPT ?? '1',
    apiUrl: env.GITHUB_API_URL || 'https://api.github.com'
});
/** In: the run. Out: what X-VaultAPI-ReferenceId carries into Vault's own log: `OWNER/NAME/RUN.ATTEMPT`. */
const referenceId = (run) => `${run.repository}/${run.runId}.${run.attempt}`.replace(/[^\x21-\x7e]/g, '_');

// EXTERNAL MODULE: ./lib/errors.js
var errors = __nccwpck_require__(452);
// EXTERNAL MODULE: ./lib/clock.js + 1 modules
var clock = __nccwpck_require__(920);
;// CONCATENATED MODULE: ./lib/expiry.js

const UNIT_SECONDS = { m: 60, h: 3600, d: 86_400 };
/** A hundred years: more is a slip of the hand, and would leave the calendar. */
const LONGEST_SECONDS = 36_500 * 86_400;
/** In: `90m`, `12h` or `30d`. Out: the seconds, or undefined when it is none of these, nothing, or over a hundred years. */
const parseDuration = (text) => {
    const parts = /^(\d{1,9})([mhd])$/.exec(text);
    const seconds = Number(parts?.[1]) * (UNIT_SECONDS[parts?.[2] ?? ''] ?? Number.NaN);
    return seconds > 0 && seconds <= LONGEST_SECONDS ? seconds : undefined;
};
/** In: `2026-12-31T12:00:00Z`. Out: the instant, or undefined when it is another form or no day of the calendar. */
const parseInstant = (text) => {
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text))
        return undefined;
    const instant = new Date(text);
    return !Number.isNaN(instant.getTime()) && (0,clock/* toSecond */.u)(instant) === text ? instant : undefined;
};
/** In: the input `expires`. Out: what it means, or undefined when it is none of its forms. */
const parseExpires = (text) => {
    if (text === 'never')
        return { is: 'never' };
    const seconds = parseDuration(text);
    if (seconds !== undefined)
        return { is: 'after', seconds };
    const instant = parseInstant(text);
    return instant === undefined ? undefined : { is: 'at', instant };
};
/** In: how long, and the moment of generating by Vault's clock. Out: the instant to ask for (to the second), or undefined for never. */
const expiryFrom = (expires, generating) => {
    switch (expires.is) {
        case 'never':
            return undefined;
        case 'at':
            return expires.instant;
        case 'after':
            return new Date((Math.floor(generating.getTime() / 1000) + expires.seconds) * 1000);
    }
};
/** In: an instant (undefined for never) and the time. Out: `in 29 days`, `in 3 hours`, `in 12 minutes`, `never`, `expired`. */
const timeLeft = (instant, now) => {
    if (instant === undefined)
        return 'never';
    const minutes = Math.round((instant.getTime() - now.getTime()) / 60_000);
    if (minutes < 1)
        return 'expired';
    const [count, unit] = minutes >= 48 * 60 ? [minutes / 1440, 'day'] : minutes >= 120 ? [minutes / 60, 'hour'] : [minutes, 'minute'];
    return `in ${Math.round(count)} ${unit}${Math.round(count) === 1 ? '' : 's'}`;
};

;// CONCATENATED MODULE: ./lib/vault/host.js
/** What Veeva's own tools accept as the end of a Vault's host name (VAPIL). The one list of hosts that a credential may go to. */
const VAULT_HOST_SUFFIXES = ['.veevavault.com', '.veevavault.cn', '.vaultdev.com', '.vaultpvm.com'];
const HOST_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/;
/** In: text from an input, an answer or the saved state. Out: the host in lower case, or undefined when it is no bare host name of a Vault. */
const host_vaultHost = (text) => {
    const host = text.toLowerCase();
    return HOST_NAME.test(host) && VAULT_HOST_SUFFIXES.some(suffix => host.endsWith(suffix)) ? host : undefined;
};
/** For messages: what a Vault's host name ends in. */
const vaultHostSuffixes = VAULT_HOST_SUFFIXES.join(', ');

;// CONCATENATED MODULE: ./lib/journal.js


const createJournal = (saveState) => ({
    began: (main, stateFile) => saveState('main', JSON.stringify({ ...main, stateFile })),
    session: entry => saveState('session', JSON.stringify(entry)),
    token: (index, entry) => saveState(`token-${index}`, JSON.stringify(entry))
});
/** In: the saved state, name → value. Out: the story so far. Hosts in it are checked again: state is text from outside. */
const readJournal = (saved) => {
    const unreadable = [];
    const tokens = Object.keys(saved)
        .filter(key => /^token-\d+$/.test(key))
        .sort((a, b) => Number(a.slice(6)) - Number(b.slice(6)))
        .flatMap(key => {
        const entry = tokenEntry(saved[key] ?? '');
        if (entry === undefined)
            unreadable.push(key);
        return entry === undefined ? [] : [entry];
    });
    const session = saved.session === undefined ? { state: 'over' } : sessionEntry(saved.session);
    if (session === undefined)
        unreadable.push('session');
    return { main: mainEntry(saved.main ?? ''), session: session ?? { state: 'over' }, tokens, unreadable };
};
const mainEntry = (text) => {
    const entry = asObject(parseJson(text));
    const { pid, started, stateFile } = entry ?? {};
    return typeof pid === 'number' && typeof started === 'string' && typeof stateFile === 'string'
        ? { pid, started, stateFile }
        : undefined;
};
const sessionEntry = (text) => {
    const entry = asObject(parseJson(text));
    if (entry?.state === 'over')
        return { state: 'over' };
    const site = siteEntry(entry?.site);
    const session = asText(entry?.session);
    return entry?.state === 'open' && site !== undefined && session !== '' ? { state: 'open', site, session } : undefined;
};
const tokenEntry = (text) => {
    const entry = asObject(parseJson(text));
    if (entry?.state === 'over')
        return { state: 'over' };
    const place = asObject(entry?.at);
    const name = asText(entry?.name);
    const id = asText(entry?.id);
    const value = asText(entry?.value);
    if (place === undefined || name === '')
        return undefined;
    const at = { called: asText(place.called), vaultId: asText(place.vaultId), site: siteEntry(place.site) };
    if (entry?.state === 'generating')
        return { state: 'generating', at, name };
    if ((entry?.state === 'made' || entry?.state === 'handed-over') && id !== '' && value !== '') {
        return { state: entry.state, at, name, id, value };
    }
    return undefined;
};
const siteEntry = (value) => {
    const site = asObject(value);
    const host = vaultHost(asText(site?.host));
    if (host === undefined)
        return undefined;
    return {
        host,
        apiVersion: asText(site?.apiVersion),
        clientId: asText(site?.clientId),
        referenceId: asText(site?.referenceId)
    };
};

// EXTERNAL MODULE: ./lib/text.js
var lib_text = __nccwpck_require__(804);
;// CONCATENATED MODULE: ./lib/report.js




/** In: an expiry. Out: as the output `expires-at` has it: to the second, empty for never. */
const expiresAt = (expiry) => (expiry === undefined ? '' : (0,clock/* toSecond */.u)(expiry));
/** In: all results, in the order of the names. Out: the outputs, name → value; `token` and `tokens` hold values. */
const outputsOf = (results) => {
    const values = Object.fromEntries(results.flatMap(result => (result.is === 'generated' ? [[result.subject.called, result.token.value.reveal()]] : [])));
    const [only] = results.length === 1 ? results : [];
    return {
        ...(only !== undefined && outputsOfOne(only)),
        generated: String(results.some(result => result.is === 'generated')),
        tokens: JSON.stringify(values),
        results: JSON.stringify(results.map(describe))
    };
};
const outputsOfOne = (result) => ({
    ...(result.is === 'generated' && {
        token: result.token.value.reveal(),
        'token-id': result.token.id,
        'token-name': result.token.name,
        'expires-at': expiresAt(result.token.expiry)
    }),
    'sandbox-name': result.subject.sandboxName,
    'sandbox-dns': result.subject.sandboxName === '' ? '' : (result.subject.host ?? ''),
    'sandbox-vault-id': result.subject.sandboxName === '' ? '' : result.subject.vaultId
});
/** One entry of the output `results`: the outputs' names with underscores, never a value. */
const describe = (result) => {
    const { subject } = result;
    const of = {
        sandbox_name: subject.sandboxName,
        sandbox_dns: subject.sandboxName === '' ? '' : (subject.host ?? ''),
        sandbox_vault_id: subject.sandboxName === '' ? '' : subject.vaultId,
        generated: result.is === 'generated'
    };
    switch (result.is) {
        case 'generated':
            return {
                ...of,
                token_id: result.token.id,
                token_name: result.token.name,
                expires_at: expiresAt(result.token.expiry),
                ...(result.token.executionId !== '' && { execution_id: result.token.executionId })
            };
        case 'planned':
            return of;
        case 'failed':
            return {
                ...of,
                ...(result.error.executionId !== '' && { execution_id: result.error.executionId }),
                error: { code: result.error.code, message: result.error.message }
            };
    }
};
/** In: the results, the Vault that was called, the time. Out: the job summary, Markdown; text from outside has no meaning in it. */
const summaryOf = (results, vault, now) => {
    const failed = results.filter(result => result.is === 'failed');
    const rows = [...failed, ...results.filter(result => result.is !== 'failed')].map(result => row(result, now));
    return [
        `### Vault access ${results.length === 1 ? 'token' : 'tokens'} from ${(0,lib_text/* markdown */.wD)(vault)}`,
        '',
        '| Vault | What happened | Token | Expires |',
        '|---|---|---|---|',
        ...rows.map(cells => `| ${cells.join(' | ')} |`),
        ''
    ].join('\n');
};
const row = (result, now) => {
    const { subject } = result;
    const where = subject.host === undefined || subject.host === subject.called ? '' : `<br>${(0,lib_text/* markdown */.wD)(subject.host)}`;
    const vault = `${(0,lib_text/* markdown */.wD)(subject.called)}${where}`;
    switch (result.is) {
        case 'generated':
            return [
                vault,
                `generated, handed on as output; ${result.revokeAfterJob ? 'deleted when the job ends' : 'not deleted when the job ends'}`,
                `${(0,lib_text/* markdown */.wD)(result.token.name)}<br>id ${(0,lib_text/* markdown */.wD)(result.token.id)}`,
                expires(result.token.expiry, now)
            ];
        case 'planned':
            return [vault, 'dry run: a token would be generated and handed on as output', '', expires(result.expiry, now)];
        case 'failed':
            return [vault, `**failed** (${result.error.code}): ${(0,lib_text/* markdown */.wD)((0,errors/* sentence */.em)(result.error))}`, '', ''];
    }
};
const expires = (expiry, now) => expiry === undefined ? 'never' : `${timeLeft(expiry, now)}<br>${(0,clock/* toSecond */.u)(expiry)}`;

// EXTERNAL MODULE: ./lib/retry.js
var retry = __nccwpck_require__(165);
// EXTERNAL MODULE: ./lib/http.js + 1 modules
var http = __nccwpck_require__(599);
;// CONCATENATED MODULE: ./lib/settings.js




const OLDEST_API_VERSION = 'v26.2';
const DEFAULT_CLIENT_ID = 'github-actions-vault-sandbox-token';
const LABEL_LIMIT = 80;
const USUAL_CAUSE = 'if it was given, the secret or variable behind it is empty: a misspelt name, or a run from a fork, which gets no secrets';
const readSettings = (inputs, run, env, now) => {
    const mistakes = [];
    const wrong = (input, what) => {
        mistakes.push(`${input}: ${what}.`);
    };
    // Credentials first: whatever else is said, they are masked by then.
    const signIn = readSignIn(inputs, wrong);
    const vault = readVaultDns(inputs, wrong);
    const target = readTarget(inputs, wrong);
    const label = readLabel(inputs, run, wrong);
    const expires = readExpires(inputs, now, wrong);
    const revokeAfterJob = readBoolean(inputs, 'revoke-after-job', true, wrong);
    const dryRun = readBoolean(inputs, 'dry-run', false, wrong);
    const apiVersion = readApiVersion(inputs, wrong);
    const clientId = readClientId(inputs, wrong);
    const proxy = (0,http/* proxyMistake */.lA)(env);
    if (proxy !== undefined)
        mistakes.push(`${proxy}.`);
    if (vault === undefined || signIn === undefined || target === undefined || expires === undefined || mistakes.length > 0) {
        return { is: 'mistakes', mistakes };
    }
    const handOn = { to: 'output', revokeAfterJob };
    return { is: 'settings', settings: { vault, apiVersion, clientId, signIn, target, label, expires, handOn, dryRun } };
};
const readVaultDns = ({ input }, wrong) => {
    const text = input('vault-dns');
    if (text === '')
        return wrong('vault-dns', `is required: the host name of the Vault, like myvault.veevavault.com; ${USUAL_CAUSE}`);
    return host_vaultHost(text) ?? wrong('vault-dns', notAHost);
};
const notAHost = `is not the host name of a Vault: give the bare name, without https://, path, port or user, ending in ${vaultHostSuffixes}`;
const readSignIn = ({ input, rawInput, keep }, wrong) => {
    const kept = (text) => (text === '' ? undefined : keep(text));
    const token = kept(input('access-token'));
    const session = kept(input('session-id'));
    const password = kept(rawInput('password'));
    const username = input('username');
    const ways = [
        token && 'access-token',
        session && 'session-id',
        (username !== '' || password !== undefined) && 'username and password'
    ].filter(way => typeof way === 'string');
    if (ways.length === 0) {
        return wrong('access-token, session-id, or username and password', `one way to sign in is required; ${USUAL_CAUSE}`);
    }
    if (ways.length > 1)
        return wrong((0,lib_text/* listed */.KE)(ways), 'these are several ways to sign in: give exactly one');
    if (token !== undefined) {
        if (/^veeva-vault-[\x21-\x7e]+$/.test(token.reveal()))
            return { by: 'access-token', token };
        return wrong('access-token', 'is not an API access token: those begin with veeva-vault-; a session belongs in session-id');
    }
    if (session !== undefined) {
        if (/^[\x21-\x7e]+$/.test(session.reveal()))
            return { by: 'session-id', session };
        return wrong('session-id', 'is not a session id: it holds blanks or characters that none has');
    }
    if (password === undefined)
        return wrong('password', `is required with username; ${USUAL_CAUSE}`);
    if (username === '')
        return wrong('username', `is required with password; ${USUAL_CAUSE}`);
    return { by: 'password', username, password };
};
const readTarget = ({ input }, wrong) => {
    const target = input('target') || 'sandbox';
    const name = input('sandbox-name');
    const dns = input('sandbox-dns');
    if (target === 'vault') {
        for (const [given, text] of [['sandbox-name', name], ['sandbox-dns', dns]]) {
            if (text !== '')
                wrong(given, 'can have no effect with target: vault; leave one of them out');
        }
        return { is: 'vault' };
    }
    if (target !== 'sandbox')
        return wrong('target', `"${target}" is neither sandbox nor vault`);
    const host = dns === '' ? undefined : (host_vaultHost(dns) ?? wrong('sandbox-dns', notAHost));
    const mistake = sandboxNameMistake(name);
    return mistake === undefined ? { is: 'sandbox', name, dns: host } : wrong('sandbox-name', mistake);
};
const sandboxNameMistake = (name) => {
    if (name === '')
        return `is required: the sandbox’s name as on the My Vaults page; ${USUAL_CAUSE}. For a token of the Vault itself set target: vault`;
    if (/[\r\n]/.test(name))
        return 'has several lines: give one sandbox';
    // The name becomes one segment of a path, and these two would climb out of it.
    return name === '.' || name === '..' ? `"${name}" is no name of a sandbox` : undefined;
};
const readLabel = ({ input }, run, wrong) => {
    const text = input('token-name');
    if ([...text].length > LABEL_LIMIT)
        wrong('token-name', `has ${[...text].length} characters: at most ${LABEL_LIMIT}`);
    if (/\p{Cc}/u.test(text))
        wrong('token-name', 'holds a line break or another control character');
    return text || [...`github-actions ${run.repository}`].slice(0, LABEL_LIMIT).join('').trim();
};
const readExpires = ({ input }, now, wrong) => {
    const text = input('expires') || '1d';
    const expires = parseExpires(text);
    if (expires === undefined) {
        return wrong('expires', `"${text}" is none of 90m, 12h, 30d, an instant like 2026-12-31T12:00:00Z, or never`);
    }
    if (expires.is === 'at' && expires.instant <= now)
        return wrong('expires', `${text} is over already`);
    return expires;
};
const readBoolean = ({ input }, name, otherwise, wrong) => {
    const text = input(name);
    if (text === '')
        return otherwise;
    if (['true', 'True', 'TRUE'].includes(text))
        return true;
    if (!['false', 'False', 'FALSE'].includes(text))
        wrong(name, `"${text}" is neither true nor false`);
    return false;
};
const readApiVersion = ({ input }, wrong) => {
    const text = input('api-version');
    if (text === '')
        return OLDEST_API_VERSION;
    const numbers = /^v(\d{2})\.(\d)$/.exec(text);
    if (numbers === null)
        wrong('api-version', `"${text}" is no version like ${OLDEST_API_VERSION}`);
    else if (text < OLDEST_API_VERSION)
        wrong('api-version', `${text} has no endpoint for tokens: ${OLDEST_API_VERSION} is the oldest that has`);
    return text;
};
const readClientId = ({ input }, wrong) => {
    const text = input('vault-client-id');
    if (text === '')
        return DEFAULT_CLIENT_ID;
    if (!/^[A-Za-z0-9._-]{1,100}$/.test(text))
        wrong('vault-client-id', 'may hold letters, digits, dots, hyphens and underscores only, at most 100');
    return text;
};

;// CONCATENATED MODULE: ./lib/json.js
/** Readers for answers of unknown shape: what is not there, or of another type, reads as undefined or empty. Nothing throws. */
const json_asObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
const json_asList = (value) => (Array.isArray(value) ? value : []);
/** In: a string or a number. Out: it as text (Vault gives ids as either); anything else reads as empty. */
const json_asText = (value) => typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
/** In: text. Out: the value that it is the JSON of, or undefined. */
const json_parseJson = (text) => {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
};

;// CONCATENATED MODULE: ./lib/vault/tokens.js



const DELETE_TRIES = 4;
/**
 * One try of "Generate API Access Token for Sandbox" or "Generate My API Access Token". Vault knows no idempotency key, so
 * repeating is the caller's decision.
 * @param expiry `YYYY-MM-DDTHH:MM:SSZ`, or undefined for a token that never expires
 * @param keep masks the value before anything else can touch it
 */
const generateToken = async (vault, target, name, expiry, keep) => {
    const doing = target.is === 'sandbox' ? `Generating a token for the sandbox "${target.name}"` : 'Generating a token';
    const verdict = await vault.ask({
        doing,
        kind: 'generate',
        method: 'POST',
        path: `${target.is === 'sandbox' ? `/objects/sandbox/${encodeURIComponent(target.name)}` : '/objects'}/users/me/api_access_token__sys`,
        form: { name__v: name, ...(expiry !== undefined && { expiry_date__v: expiry }) }
    });
    if (verdict.is !== 'done')
        return verdict;
    const { body, executionId } = verdict.value;
    const data = json_asObject(body.data);
    const raw = json_asText(data?.token__sys);
    const id = json_asText(data?.id);
    if (raw !== '') {
        const value = keep(raw);
        if (id !== '')
            return { is: 'done', value: { id, value, executionId } };
    }
    const error = new errors/* ActionError */.lZ('vault-unavailable', `${doing} on ${vault.site.host} failed: Vault answered SUCCESS without a token and its id.`, 'Run again; if it stays, give the execution id to Veeva Support.', executionId);
    return { is: 'again', error, effect: 'perhaps' };
};
/**
 * "Delete Object Records" on `api_access_token__sys`, at most 500 at a time. The outer SUCCESS may hold inner failures, in the order sent.
 * @returns one entry for each id; throws ActionError when the call as a whole came to nothing
 */
const deleteTokens = (vault, ids, quote, patience) => {
    let mayBeDone = false;
    const attempt = async () => {
        const verdict = await vault.ask({
            doing: `Deleting ${ids.length === 1 ? 'a token' : `${ids.length} tokens`}`,
            kind: 'delete',
            method: 'DELETE',
            path: '/vobjects/api_access_token__sys',
            json: ids.map(id => ({ id }))
        });
        if (verdict.is === 'done')
            return { is: 'done', value: rows(asList(verdict.value.body.data), ids, mayBeDone, quote) };
        // A token that deletes itself and loses the answer finds itself dead on the second try.
        if (verdict.is === 'failed' && mayBeDone && verdict.error.code === 'vault-session') {
            return { is: 'done', value: ids.map(id => ({ id, is: 'gone' })) };
        }
        mayBeDone ||= verdict.is === 'again' && verdict.effect === 'perhaps';
        return verdict;
    };
    return persist(attempt, DELETE_TRIES, patience);
};
const rows = (answer, ids, mayBeDone, quote) => ids.map((id, index) => {
    const row = asObject(answer[index]);
    if (asText(row?.responseStatus) === 'SUCCESS')
        return { id, is: 'gone' };
    const first = asObject(asList(row?.errors)[0]);
    const type = asText(first?.type);
    if (mayBeDone && type !== 'INSUFFICIENT_ACCESS')
        return { id, is: 'gone' };
    const said = quote([type, asText(first?.message)].filter(part => part !== '').join(': '));
    return { id, is: 'refused', reason: said === '' ? 'Vault gave no reason' : `Vault answered ${said}` };
});

;// CONCATENATED MODULE: ./lib/token/generate.js



/** Once, and at most twice more: only when the answer was lost or says that nothing was done, and always under the same name. */
const TRIES = 3;
/**
 * Has Vault generate a token.
 * @param nothingMade told before the error when Vault surely made no token; otherwise the error names what may be left behind
 * @throws ActionError
 */
const generate = async (vault, { target, name, expiry }, keep, patience, nothingMade) => {
    let perhaps = false;
    const attempt = async () => {
        const verdict = await generateToken(vault, target, name, expiry, keep);
        if (verdict.is === 'again' && verdict.effect === 'perhaps')
            perhaps = true;
        return verdict;
    };
    try {
        return await (0,retry/* persist */.Zr)(attempt, TRIES, patience);
    }
    catch (thrown) {
        if (!perhaps)
            nothingMade();
        if (!perhaps || !(thrown instanceof errors/* ActionError */.lZ))
            throw thrown;
        throw new errors/* ActionError */.lZ(thrown.code, thrown.message, `${thrown.hint} Vault may have made a token all the same, whose value nobody has: look for "${name}" among the user's tokens and delete it there.`, thrown.executionId);
    }
};

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(598);
;// CONCATENATED MODULE: ./lib/token/rotation.js

/** In: a destination. Out: the first 8 hex digits of the SHA-256 of its canonical form: the same for the same place, however it is spelt. */
const destinationId = (destination) => {
    const canonical = [destination.apiHost.toLowerCase(), destination.kind, destination.repository.toLowerCase()];
    return (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(canonical)).digest('hex').slice(0, 8);
};
/** In: the parts. Out: the token's name in Vault: `{label} #{run id}.{attempt}-{destination}-{made}{nonce}`. */
const tokenName = ({ label, runId, attempt, destination, made, nonce }) => `${label} #${runId}.${attempt}-${destination}-${made.toString(16).padStart(8, '0')}${nonce}`;

;// CONCATENATED MODULE: ./lib/token/index.js





/** One token, steps 6 to 8: generated and handed on. Throws ActionError. */
const makeToken = async (task, world, handOver) => {
    const { settings, subject, vault, record } = task;
    const at = placeOf(task);
    const generating = vault.now();
    const expiry = expiryFrom(settings.expires, generating);
    const name = tokenName({
        label: settings.label,
        runId: task.run.runId,
        attempt: task.run.attempt,
        destination: task.destination,
        made: Math.floor(generating.getTime() / 1000),
        nonce: world.nonce()
    });
    record({ state: 'generating', at, name });
    const made = await generate(vault, {
        target: settings.target.is === 'sandbox' ? { is: 'sandbox', name: subject.sandboxName } : { is: 'vault' },
        name,
        expiry: expiry && (0,clock/* toSecond */.u)(expiry)
    }, world.runner.keep, world.patience, () => record({ state: 'over' }));
    record({ state: 'made', at, name, id: made.id, value: made.value.reveal() });
    // A cancelled job has no step left that would use it: it stays *made*, and the post step deletes it.
    if (world.patience.stopping.aborted)
        throw (0,retry/* interrupted */.VM)();
    const token = { id: made.id, name, value: made.value, expiry, executionId: made.executionId };
    handOver(token);
    record(settings.handOn.revokeAfterJob
        ? { state: 'handed-over', at, name, id: made.id, value: made.value.reveal() }
        : { state: 'over' });
    return token;
};
const placeOf = ({ subject, vault }) => ({
    called: subject.called,
    vaultId: subject.vaultId,
    site: subject.host && { ...vault.site, host: subject.host }
});

;// CONCATENATED MODULE: ./lib/vault/refusals.js
const no = (code, hint) => ({ code, hint, again: undefined });
const again = (code, hint, effect, afterMs) => ({
    code,
    hint,
    again: afterMs === undefined ? { effect } : { effect, afterMs }
});
const LOGIN_HINTS = {
    USERNAME_OR_PASSWORD_INCORRECT: 'Check the secrets behind username and password before the next run: five wrong passwords lock the account, so it was tried once only.',
    USER_LOCKED_OUT: 'Have a Vault administrator unlock the user, and check the stored password before the next run.',
    PASSWORD_CHANGE_REQUIRED: 'Sign in to Vault as this user once, set a new password, and store it in the secret.',
    INACTIVE_USER: 'Have a Vault administrator activate the user, or use another one.',
    NO_PASSWORD_PROVIDED: 'Check that the secret behind password is set and spelled right.',
    AUTHENTICATION_FAILED: 'Check the stored credential and that the user may sign in to this Vault; it was tried once only.'
};
const GENERATE_CAUSES = 'Usual causes: the user already has 25 active tokens in that Vault, the expiry is longer than the security profile of the user allows (try a shorter expires), or it is a VeevaID user, who can have no tokens.';
/** Milliseconds after which a refused rate may be asked again ("Limits": jobs once per 10 s, sign-in per minute). */
const limitWait = (kind) => (kind === 'sign-in' ? 60_000 : 10_000);
/** In: the type of Vault's error and what the call does. Out: what it means ("Errors" in Veeva's REST API reference). */
const meaningOf = (type, kind) => {
    const loginHint = LOGIN_HINTS[type];
    if (loginHint !== undefined)
        return no('vault-login', loginHint);
    switch (type) {
        case 'INVALID_SESSION_ID':
            return no('vault-session', 'The token or session is expired, deleted, or of another Vault: store a new one, or sign in another way (username and password, or session-id).');
        case 'INSUFFICIENT_ACCESS':
            return no('vault-permission', kind === 'generate'
                ? 'Give the user the permission "Application: API: Access API" in its security profile; for a sandbox the user also has to exist and be active there.'
                : 'Give the user the permission that the text names in its security profile.');
        case 'API_LIMIT_EXCEEDED':
            return again('vault-rate-limit', 'Vault limits how often this may be asked: run again in a few minutes.', 'none', limitWait(kind));
        case 'RACE_CONDITION':
        case 'OPERATION_IN_PROGRESS':
            return again('vault-unavailable', 'Something else is working on the same item in Vault: run again when it is done.', 'none');
        case 'UNEXPECTED_ERROR':
            return again('vault-unavailable', 'Run again; if it stays, give the execution id to Veeva Support.', 'perhaps');
        case 'MALFORMED_URL':
        case 'METHOD_NOT_SUPPORTED':
            return no('vault-refused', 'Check that the Vault has this API version, v26.2 or newer.');
        case 'CONFIGURATION_MODE_ENABLED':
            return no('vault-refused', 'The Vault is in configuration mode: run again when it has left it.');
        default:
            return no('vault-refused', kind === 'generate' ? GENERATE_CAUSES : 'See what Vault says, and quote the execution id to Veeva Support.');
    }
};

;// CONCATENATED MODULE: ./lib/vault/client.js




const client_TRIES = { 'sign-in': 2, read: 4, generate: 1, delete: 4, 'end-session': 2 };
const DEADLINE_MS = {
    'sign-in': 30_000,
    read: 30_000,
    generate: 60_000,
    delete: 30_000,
    'end-session': 30_000
};
/**
 * In: one Vault and the means to reach it. Out: the Vault without a credential, ready for a sign-in; see `Vault.as`.
 */
const reachVault = (site, wire) => {
    let vaultIsAheadMs = 0;
    const now = () => new Date(wire.patience.clock.now().getTime() + vaultIsAheadMs);
    const addressed = (credential) => {
        const ask = async (call) => {
            const outcome = await wire.send({
                method: call.method,
                url: new URL(`https://${site.host}/api/${site.apiVersion}${call.path}`),
                headers: headersOf(site, call, credential),
                ...bodyOf(call),
                deadlineMs: DEADLINE_MS[call.kind]
            });
            if (outcome.is === 'answer') {
                const date = Date.parse(outcome.headers.date ?? '');
                if (!Number.isNaN(date))
                    vaultIsAheadMs = date - wire.patience.clock.now().getTime();
            }
            return readAnswer(outcome, call, site.host, wire.quote, wire.patience.clock.now());
        };
        return {
            site,
            now,
            as: addressed,
            ask,
            call: call => (0,retry/* persist */.Zr)(() => ask(call), client_TRIES[call.kind], wire.patience)
        };
    };
    return addressed(undefined);
};
const headersOf = (site, call, credential) => ({
    accept: 'application/json',
    'x-vaultapi-clientid': site.clientId,
    'x-vaultapi-referenceid': site.referenceId,
    ...(credential && { authorization: `Bearer ${credential.reveal()}` }),
    ...(call.form && { 'content-type': 'application/x-www-form-urlencoded' }),
    ...(call.json !== undefined && { 'content-type': 'application/json' })
});
const bodyOf = (call) => {
    if (call.form)
        return { body: new URLSearchParams(call.form).toString() };
    if (call.json !== undefined)
        return { body: JSON.stringify(call.json) };
    return call.method === 'POST' ? { body: '' } : {};
};
/**
 * In: what came of a request. Out: what it means. Vault answers 200 even on failure, so the envelope decides where there is one:
 * `responseStatus`, then `errors[].type`, never the text ("Response Status and Errors").
 */
const readAnswer = (outcome, call, host, quote, now) => {
    const what = `${call.doing} on ${host} failed`;
    if (outcome.is === 'no-answer') {
        const error = new errors/* ActionError */.lZ('network', `${what}: ${outcome.reason}.`, networkHint(outcome.lasting));
        return outcome.lasting
            ? { is: 'failed', error }
            : { is: 'again', error, effect: outcome.reached === 'no' ? 'none' : 'perhaps' };
    }
    const { status, headers, text } = outcome;
    const executionId = idOf(headers['x-vaultapi-executionid']);
    const fail = (code, came, hint) => new errors/* ActionError */.lZ(code, `${what}: ${came}${executionId === '' ? '' : ` (execution id ${executionId})`}.`, hint, executionId);
    const judge = (meaning, came) => {
        const error = fail(meaning.code, came, meaning.hint);
        if (meaning.again === undefined)
            return { is: 'failed', error };
        const asked = (0,retry/* retryAfterMs */.Vs)(headers['retry-after'], now);
        return { is: 'again', error, ...meaning.again, ...(asked !== undefined && { afterMs: asked }) };
    };
    if (status >= 300 && status < 400) {
        const hint = 'A redirect is never followed: check that vault-dns is the DNS of the Vault itself.';
        return { is: 'failed', error: fail('host-refused', `it answered with a redirect (status ${status})`, hint) };
    }
    const body = json_asObject(json_parseJson(text));
    const responseStatus = json_asText(body?.responseStatus);
    if (body && status === 200 && (responseStatus === 'SUCCESS' || responseStatus === 'WARNING')) {
        return { is: 'done', value: { body, executionId, vaultId: idOf(headers['x-vaultapi-vaultid']) } };
    }
    if (body && (responseStatus === 'FAILURE' || responseStatus === 'EXCEPTION')) {
        const first = json_asObject(json_asList(body.errors)[0]);
        const type = json_asText(first?.type) || json_asText(body.errorType) || responseStatus;
        const said = quote(json_asText(first?.message) || json_asText(body.responseMessage)).replace(/[.\s]+$/, '');
        return judge(refusal(type, responseStatus, call.kind), `Vault answered ${quote(type)}${said === '' ? '' : `: ${said}`}`);
    }
    return judge(meaningOfStatus(status, call.kind), `it answered with status ${status} and ${kindOfText(text)}`);
};
/** In: a header that holds an id. Out: it, or empty when it looks like anything else; it goes into messages and outputs. */
const idOf = (header) => (/^[\w.-]{1,100}$/.test(header ?? '') ? (header ?? '') : '');
/** A type that is not known better: from a sign-in it is a refusal to sign in, from an EXCEPTION a fault inside Vault. */
const refusal = (type, responseStatus, kind) => {
    const meaning = meaningOf(type, kind);
    if (meaning.code !== 'vault-refused')
        return meaning;
    if (responseStatus === 'EXCEPTION')
        return meaningOf('UNEXPECTED_ERROR', kind);
    return kind === 'sign-in' ? { ...meaningOf('AUTHENTICATION_FAILED', kind) } : meaning;
};
/** An answer without Vault's envelope comes from something in front of it, or from a Vault that is down. */
const meaningOfStatus = (status, kind) => {
    const down = 'The Vault is down or something in front of it answers in its place: check vault-dns and the Vault’s status, and run again.';
    if (status === 401)
        return meaningOf(kind === 'sign-in' ? 'AUTHENTICATION_FAILED' : 'INVALID_SESSION_ID', kind);
    if (status === 429)
        return meaningOf('API_LIMIT_EXCEEDED', kind);
    if (status >= 500)
        return { code: 'vault-unavailable', hint: down, again: { effect: status === 503 ? 'none' : 'perhaps' } };
    if (status === 200)
        return { code: 'vault-unavailable', hint: down, again: { effect: 'perhaps' } };
    return {
        code: 'vault-refused',
        hint: 'Check vault-dns, and whether a firewall or proxy answers in place of Vault.',
        again: undefined
    };
};
const kindOfText = (text) => {
    if (text.trim() === '')
        return 'an empty body';
    if (/^\s*</.test(text))
        return 'a page (HTML) where JSON belongs';
    return json_parseJson(text) === undefined ? 'text that is no whole JSON' : 'JSON that is no answer of Vault';
};
const networkHint = (lasting) => lasting
    ? 'Check the proxy settings (HTTPS_PROXY, NO_PROXY) and the certificates that the runner trusts.'
    : 'Check vault-dns and that the runner may reach it (DNS, firewall, HTTPS_PROXY), and run again.';

// EXTERNAL MODULE: ./node_modules/fastest-levenshtein/mod.js
var mod = __nccwpck_require__(916);
;// CONCATENATED MODULE: ./lib/vault/sandboxes.js




/** "Retrieve Sandboxes": every sandbox of the Vault. Throws ActionError, `vault-permission` when the credential may not list them. */
const listSandboxes = async (vault) => {
    const { body } = await vault.call({ doing: 'Listing the sandboxes', kind: 'read', method: 'GET', path: '/objects/sandbox' });
    return json_asList(json_asObject(body.data)?.active).flatMap(value => {
        const row = json_asObject(value);
        const name = json_asText(row?.name);
        return name === '' ? [] : [{ name, vaultId: json_asText(row?.vault_id), status: json_asText(row?.status), dns: json_asText(row?.dns) }];
    });
};
/** In: a name that no sandbox has, and the names there are. Out: at most three names that come close to it, nearest first. */
const nearest = (name, names) => {
    const wanted = name.toLowerCase();
    return names
        .map(candidate => ({ candidate, steps: (0,mod/* distance */.Io)(wanted, candidate.toLowerCase()) }))
        .filter(({ candidate, steps }) => steps <= Math.max(2, Math.floor(Math.max(wanted.length, candidate.length) / 2)))
        .sort((a, b) => a.steps - b.steps)
        .slice(0, 3)
        .map(({ candidate }) => candidate);
};
/**
 * In: the rows and a name as on the My Vaults page. Out: the active sandbox of exactly that name.
 * @throws ActionError `sandbox-unknown`, with the nearest names; `sandbox-unavailable`, with its status
 */
const findSandbox = (rows, name, host, quote) => {
    const row = rows.find(candidate => candidate.name === name);
    if (row === undefined)
        throw unknownSandbox(rows, name, host, quote);
    if (row.status === 'active')
        return row;
    throw new errors/* ActionError */.lZ('sandbox-unavailable', `The sandbox "${quote(name)}" of ${host} is ${row.status === '' ? 'in no known state' : quote(row.status)}, not active.`, row.status === 'building' ? 'Run again when Vault has built it.' : 'Activate it in Vault, or correct sandbox-name.');
};
const unknownSandbox = (rows, name, host, quote) => {
    const near = nearest(name, rows.map(row => row.name)).map(candidate => `"${quote(candidate)}"`);
    const hint = rows.length === 0
        ? 'It has no sandboxes that this user can see: check vault-dns, which is the production Vault of the sandbox.'
        : near.length === 0
            ? 'Give sandbox-name exactly as on the My Vaults page.'
            : `Nearest: ${(0,lib_text/* listed */.KE)(near)}. Give sandbox-name exactly as on the My Vaults page.`;
    return new errors/* ActionError */.lZ('sandbox-unknown', `${host} has no sandbox "${quote(name)}".`, hint);
};

;// CONCATENATED MODULE: ./lib/vault/sign-in.js


/**
 * Signs in to a Vault.
 * @returns the Vault, addressed with the session or token. A given token or session is proven by the first call that uses it.
 * @throws ActionError `vault-login`, or `vault-mismatch` when Vault signed the user in somewhere else
 */
const signIn = async (how, vault, tools) => {
    switch (how.by) {
        case 'access-token':
            return vault.as(how.token);
        case 'session-id':
            return vault.as(how.session);
        case 'password':
            return byPassword(how.username, how.password, vault, tools);
    }
};
/** "User Name and Password": POST /auth. Vault may sign in to another Vault of the user without a word, hence the guard. */
const byPassword = async (username, password, vault, tools) => {
    const { host } = vault.site;
    const doing = 'Signing in with username and password';
    const { body } = await vault.call({
        doing,
        kind: 'sign-in',
        method: 'POST',
        path: '/auth',
        form: { username, password: password.reveal(), vaultDNS: host }
    });
    return guarded(body, doing, vault, tools);
};
/** In: the answer of a sign-in. Out: the Vault with the new session; throws when it is a session of another Vault. */
const guarded = (body, doing, vault, tools) => {
    const { host } = vault.site;
    const value = json_asText(body.sessionId);
    if (value === '')
        throw new errors/* ActionError */.lZ('vault-login', `${doing} on ${host} failed: the answer holds no session.`, 'Run again.');
    const session = tools.keep(value);
    tools.opened(session);
    const landed = landedOn(body);
    if (landed === host)
        return vault.as(session);
    throw new errors/* ActionError */.lZ('vault-mismatch', `${doing} on ${host} failed: Vault opened a session of ${landed === '' ? 'a Vault that it does not name' : tools.quote(landed)} instead.`, `Check vault-dns, and that the user is active in ${host}; nothing was generated.`);
};
/** In: the answer of a sign-in. Out: the host of the Vault that the session is of, lower case, or empty when it can't be told. */
const landedOn = (body) => {
    const vaultId = json_asText(body.vaultId);
    const entry = json_asList(body.vaultIds)
        .map(json_asObject)
        .find(vault => vaultId !== '' && json_asText(vault?.id) === vaultId);
    return URL.parse(json_asText(entry?.url))?.hostname ?? '';
};
/** "End Session": ends the session that makes the call. Only for a session that the action opened. */
const endSession = async (vault) => {
    await vault.call({ doing: 'Ending the session', kind: 'end-session', method: 'DELETE', path: '/session' });
};
/**
 * "Validate Session User": proves a given token or session where no other call does.
 * @throws ActionError `vault-session` when it is dead
 */
const proveSignIn = async (vault) => {
    await vault.call({ doing: 'Checking the sign-in', kind: 'read', method: 'GET', path: '/objects/users/me' });
};

;// CONCATENATED MODULE: ./lib/run.js













/** The whole main step. It throws nothing: what goes wrong is reported. Out: whether the step succeeds. */
const run = async (world) => {
    const { runner, env, patience } = world;
    const missing = ['GITHUB_OUTPUT', 'GITHUB_STATE'].find(name => !env[name]);
    if (missing !== undefined) {
        // Without its files the runner library would print outputs and saved state, token included, on the log.
        runner.error('internal', `The runner gives no file for ${missing}: outputs would be printed on the log. Update the runner.`);
        return 'failed';
    }
    try {
        const journal = createJournal(runner.saveState);
        journal.began(world.process, env.GITHUB_STATE ?? '');
        const context = runContext(env);
        const read = readSettings(runner, context, env, patience.clock.now());
        if (read.is === 'mistakes') {
            for (const mistake of read.mistakes)
                runner.error('input', mistake);
            setOutputs([], world);
            return 'failed';
        }
        const result = await oneToken(read.settings, context, journal, world);
        setOutputs([result], world);
        runner.summary(summaryOf([result], read.settings.vault, patience.clock.now()));
        if (result.is === 'failed')
            runner.error(result.error.code, (0,errors/* sentence */.em)(result.error));
        return result.is === 'failed' ? 'failed' : 'succeeded';
    }
    catch (thrown) {
        const error = (0,errors/* asActionError */.z6)(thrown);
        setOutputs([], world);
        runner.error(error.code, (0,errors/* sentence */.em)(error));
        return 'failed';
    }
};
const setOutputs = (results, { runner }) => {
    for (const [name, value] of Object.entries(outputsOf(results)))
        runner.output(name, value);
};
/** Sign-in, sandbox, token; the session that was opened for it is ended in every case. Never throws. */
const oneToken = async (settings, context, journal, world) => {
    const { runner, patience } = world;
    const site = {
        host: settings.vault,
        apiVersion: settings.apiVersion,
        clientId: settings.clientId,
        referenceId: referenceId(context)
    };
    const unsigned = reachVault(site, { send: world.send, patience, quote: runner.quote });
    let opened;
    let subject = unresolved(settings);
    try {
        const vault = await signIn(settings.signIn, unsigned, {
            keep: runner.keep,
            quote: runner.quote,
            opened: session => {
                opened = unsigned.as(session);
                journal.session({ state: 'open', site, session: session.reveal() });
            }
        });
        subject = await resolve(settings.target, vault, settings.dryRun, world);
        return await plannedOrMade(settings, subject, vault, context, journal, world);
    }
    catch (thrown) {
        return { is: 'failed', subject, error: patience.stopping.aborted ? (0,retry/* interrupted */.VM)() : (0,errors/* asActionError */.z6)(thrown) };
    }
    finally {
        if (opened !== undefined && !patience.stopping.aborted)
            await end(opened, journal, world);
    }
};
const unresolved = ({ target, vault }) => target.is === 'vault'
    ? { called: vault, sandboxName: '', host: vault, vaultId: '' }
    : { called: target.name, sandboxName: target.name, host: target.dns, vaultId: '' };
/** Which Vault the token will work on. Throws ActionError `sandbox-unknown`, `sandbox-unavailable`, `host-refused`, `input`, … */
const resolve = async (target, vault, dryRun, world) => {
    const { host } = vault.site;
    if (target.is === 'vault') {
        // Only a dry run needs it: otherwise generating proves the sign-in.
        if (dryRun)
            await proveSignIn(vault);
        return { called: host, sandboxName: '', host, vaultId: '' };
    }
    const known = { called: target.name, sandboxName: target.name };
    try {
        const row = findSandbox(await listSandboxes(vault), target.name, host, world.runner.quote);
        return { ...known, host: checkedDns(row.dns, target, world), vaultId: row.vaultId };
    }
    catch (thrown) {
        if (!(thrown instanceof errors/* ActionError */.lZ) || thrown.code !== 'vault-permission')
            throw thrown;
        const consequence = target.dns === undefined
            ? 'Without its DNS the token can’t be deleted when the job ends: give sandbox-dns, or a user that may list sandboxes.'
            : 'Going on with sandbox-dns.';
        world.runner.warning(thrown.code, `${thrown.message} ${consequence}`);
        return { ...known, host: target.dns, vaultId: '' };
    }
};
/** In: the DNS as Vault lists it, and what the inputs say of it. Out: the host; throws when it is no Vault's, or another than was given. */
const checkedDns = (listed, target, { runner }) => {
    const host = host_vaultHost(listed);
    if (host === undefined) {
        throw new errors/* ActionError */.lZ('host-refused', `Vault says that the sandbox "${runner.quote(target.name)}" is at "${runner.quote(listed)}", which is no host of a Vault.`, 'No credential is sent there; ask Veeva Support why Vault lists it.');
    }
    if (target.dns === undefined || target.dns === host)
        return host;
    throw new errors/* ActionError */.lZ('input', `sandbox-dns is ${target.dns}, but Vault says that the sandbox "${runner.quote(target.name)}" is at ${host}.`, 'Correct sandbox-dns or leave it out.');
};
const plannedOrMade = async (settings, subject, vault, context, journal, world) => {
    const { runner } = world;
    const { revokeAfterJob } = settings.handOn;
    if (settings.dryRun) {
        const expiry = expiryFrom(settings.expires, vault.now());
        runner.notice('dry-run', `Signed in to ${vault.site.host}; a token for "${runner.quote(subject.called)}" would be generated. Nothing was.`);
        return { is: 'planned', subject, expiry, revokeAfterJob };
    }
    const task = {
        settings,
        subject,
        destination: destinationId({ apiHost: new URL(context.apiUrl).hostname, kind: 'output', repository: context.repository }),
        vault,
        run: context,
        record: (entry) => journal.token(0, entry)
    };
    const generated = (token) => ({
        is: 'generated',
        subject,
        token,
        revokeAfterJob
    });
    const token = await makeToken(task, world, token => setOutputs([generated(token)], world));
    runner.info(`Generated "${token.name}" (id ${runner.quote(token.id)}) for ${runner.quote(subject.called)} on ${vault.site.host}.`);
    return generated(token);
};
/** Ends the session that the action opened. What fails here is a warning: the post step tries again. */
const end = async (vault, journal, { runner }) => {
    try {
        await endSession(vault);
        journal.session({ state: 'over' });
    }
    catch (thrown) {
        const error = (0,errors/* asActionError */.z6)(thrown);
        runner.warning(error.code, `${(0,errors/* sentence */.em)(error)} The post step tries again.`);
    }
};


/***/ }),

/***/ 354:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  O: () => (/* binding */ githubRunner)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(24);
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
// EXTERNAL MODULE: ./node_modules/@actions/http-client/lib/index.js + 2 modules
var lib = __nccwpck_require__(360);
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/auth.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
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
        return __awaiter(this, void 0, void 0, function* () {
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
        return __awaiter(this, void 0, void 0, function* () {
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
        return __awaiter(this, void 0, void 0, function* () {
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
;// CONCATENATED MODULE: ./lib/credential.js

/**
 * The one place where a credential comes into being, so that none exists that is not masked.
 * @param mask tells the runner to hide a value from now on
 */
const credentials = (mask) => {
    const forms = new Set();
    const keep = (value) => {
        if (value !== '') {
            mask(value);
            for (const line of [value, ...value.split(/\r?\n/)].map(part => part.trim()).filter(part => part !== '')) {
                for (const form of [line, JSON.stringify(line).slice(1, -1), encodeURIComponent(line.toWellFormed())])
                    forms.add(form);
            }
        }
        return Object.freeze({ reveal: () => value, toString: () => '***', toJSON: () => '***', [external_node_util_namespaceObject.inspect.custom]: () => '***' });
    };
    const redact = (text) => [...forms].sort((a, b) => b.length - a.length).reduce((rest, form) => rest.replaceAll(form, '***'), text);
    return { keep, redact };
};

// EXTERNAL MODULE: ./lib/text.js
var lib_text = __nccwpck_require__(804);
;// CONCATENATED MODULE: ./lib/runner.js




/** Longest text of an annotation, in characters ("GitHub Checks API"; the runner cuts behind it). */
const ANNOTATION_LIMIT = 4096;
// The library's own summary.write() reads and writes asynchronously; like outputs and state, a line of the summary has to be there at once.
/** The runner of this process: inputs and state from the environment, commands on stdout and in files. */
const githubRunner = () => {
    const { keep, redact } = credentials(core_setSecret);
    const line = (text) => (0,lib_text/* neutral */.SY)(redact(text)).slice(0, ANNOTATION_LIMIT);
    const said = new Map();
    return {
        input: name => getInput(name),
        rawInput: name => getInput(name, { trimWhitespace: false }).replace(/[\r\n]+$/, ''),
        keep,
        quote: text => (0,lib_text/* quote */.hD)(redact(text)),
        output: (name, value) => {
            if (said.get(name) === value)
                return;
            said.set(name, value);
            setOutput(name, value);
        },
        saveState: saveState,
        savedState: () => Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => name.startsWith('STATE_') && value ? [[name.slice(6), value]] : [])),
        info: text => info(line(text)),
        notice: (title, text) => notice(line(text), { title }),
        warning: (title, text) => warning(line(text), { title }),
        error: (title, text) => error(line(text), { title }),
        summary: markdown => {
            const file = process.env.GITHUB_STEP_SUMMARY;
            if (file)
                (0,external_node_fs_.appendFileSync)(file, redact(markdown));
        }
    };
};


/***/ }),

/***/ 804:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   KE: () => (/* binding */ listed),
/* harmony export */   SY: () => (/* binding */ neutral),
/* harmony export */   hD: () => (/* binding */ quote),
/* harmony export */   wD: () => (/* binding */ markdown)
/* harmony export */ });
/** Longest piece of foreign text that a message quotes, in characters. */
const QUOTE_LIMIT = 300;
// C0 and C1 controls (with ESC, so no ANSI codes), line and paragraph separators, and marks that turn the direction of text.
const CONTROLS = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;
/**
 * In: text from outside. Out: the same as one line that the runner can't take for a command:
 * it parses `::` at the start of a line and `##[` anywhere ("Workflow commands for GitHub Actions", and the runner's source).
 */
const neutral = (text) => text
    .replace(CONTROLS, ' ')
    .replaceAll('##[', '## [')
    .replace(/^(\s*):(?=:)/, '$1: ');
/** In: text from outside, already without credentials. Out: one neutral line of at most 300 characters. */
const quote = (text) => {
    const line = neutral(text).replace(/\s+/g, ' ').trim();
    return line.length > QUOTE_LIMIT ? `${line.slice(0, QUOTE_LIMIT - 1)}…` : line;
};
/** In: text for a table cell of the job summary. Out: one line in which neither Markdown nor HTML has a meaning, and nothing is a link. */
const markdown = (text) => neutral(text)
    .replace(/[&<>\\`*_[\]|~@]/g, character => `&#${character.charCodeAt(0)};`)
    .replaceAll('://', ':&#47;&#47;')
    .replace(/www\./gi, dotted => `${dotted.slice(0, 3)}&#46;`);
/** In: words. Out: `a`, `a and b`, `a, b and c`. */
const listed = (words) => words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;


/***/ }),

/***/ 360:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Qq: () => (/* binding */ HttpClient)
});

// UNUSED EXPORTS: Headers, HttpClientError, HttpClientResponse, HttpCodes, MediaTypes, getProxyUrl, isHttps

// EXTERNAL MODULE: external "http"
var external_http_ = __nccwpck_require__(611);
var external_http_namespaceObject = /*#__PURE__*/__nccwpck_require__.t(external_http_, 2);
// EXTERNAL MODULE: external "https"
var external_https_ = __nccwpck_require__(692);
var external_https_namespaceObject = /*#__PURE__*/__nccwpck_require__.t(external_https_, 2);
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
// EXTERNAL MODULE: ./stubs/tunnel.cjs
var tunnel = __nccwpck_require__(949);
;// CONCATENATED MODULE: ./stubs/undici.js
// Stands in for undici in the bundle. @actions/http-client makes its requests with node:https and needs undici
// only for getAgentDispatcher(), which serves Octokit and is never called here. Without it the bundle is a seventh.
class ProxyAgent {
  constructor() {
    throw new Error('undici is not part of this bundle')
  }
}

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
class HttpClient {
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
        info.httpModule = usingSsl ? external_https_namespaceObject : external_http_namespaceObject;
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
            maxSockets = this.requestOptions.maxSockets || external_http_.globalAgent.maxSockets;
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
                tunnelAgent = overHttps ? tunnel.httpsOverHttps : tunnel.httpsOverHttp;
            }
            else {
                tunnelAgent = overHttps ? tunnel.httpOverHttps : tunnel.httpOverHttp;
            }
            agent = tunnelAgent(agentOptions);
            this._proxyAgent = agent;
        }
        // if tunneling agent isn't assigned create a new agent
        if (!agent) {
            const options = { keepAlive: this._keepAlive, maxSockets };
            agent = usingSsl ? new external_https_.Agent(options) : new external_http_.Agent(options);
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
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
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
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(342);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
