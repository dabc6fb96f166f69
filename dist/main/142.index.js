export const id = 142;
export const ids = [142];
export const modules = {

/***/ 142:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  describeSecret: () => (/* binding */ describeSecret),
  loadSeal: () => (/* binding */ loadSeal),
  secretPlace: () => (/* binding */ secretPlace)
});

// EXTERNAL MODULE: ./lib/clock.js + 1 modules
var lib_clock = __webpack_require__(920);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/json.js
var json = __webpack_require__(413);
// EXTERNAL MODULE: ./lib/retry.js
var retry = __webpack_require__(165);
;// CONCATENATED MODULE: ./lib/github/client.js




const TRIES = 4;
const DEADLINE_MS = 30_000;
const LIMIT_WAIT_MS = 60_000;
const reachGitHub = (apiUrl, token, wire) => {
    const clock = (0,lib_clock/* remoteClock */.n0)(wire.patience.clock);
    const base = apiUrl.href.replace(/\/$/, '');
    const ask = async (call) => {
        const outcome = await wire.send({
            method: call.method,
            url: new URL(base + call.path),
            headers: {
                accept: 'application/vnd.github+json',
                authorization: `Bearer ${token.reveal()}`,
                'user-agent': 'veeva-vault-sandbox-token',
                'x-github-api-version': '2022-11-28',
                ...(call.json !== undefined && { 'content-type': 'application/json' })
            },
            ...(call.json !== undefined && { body: JSON.stringify(call.json) }),
            deadlineMs: DEADLINE_MS
        });
        if (outcome.is === 'answer')
            clock.heard(outcome.headers.date);
        return readAnswer(outcome, call, apiUrl.hostname, wire.quote, wire.patience.clock.now());
    };
    return {
        host: apiUrl.hostname,
        url: apiUrl.href,
        now: () => (clock.isKnown() ? clock.now() : undefined),
        call: (call, effect = () => { }) => (0,retry/* persist */.Zr)(async () => {
            const late = call.tooLate?.();
            if (late !== undefined)
                return { is: 'failed', error: late };
            const verdict = await ask(call);
            if (verdict.is === 'again')
                effect(verdict.effect);
            if (verdict.is === 'failed')
                effect('none');
            return verdict;
        }, TRIES, wire.patience)
    };
};
const readAnswer = (outcome, call, host, quote, now) => {
    const what = `${call.doing} on ${host} failed`;
    if (outcome.is === 'no-answer') {
        const hint = outcome.lasting
            ? 'Check the proxy settings (HTTPS_PROXY, NO_PROXY) and the certificates that the runner trusts (ca-certificate).'
            : 'Check that the runner may reach GitHub’s API (DNS, firewall, HTTPS_PROXY), and run again.';
        const error = new errors/* ActionError */.lZ('network', `${what}: ${outcome.reason}.`, outcome.hint ?? hint);
        return outcome.lasting
            ? { is: 'failed', error }
            : { is: 'again', error, effect: outcome.reached === 'no' ? 'none' : 'perhaps' };
    }
    const { status, headers, text } = outcome;
    const body = (0,json/* parseJson */.qF)(text);
    if (status >= 200 && status < 300 && (text === '' || body !== undefined)) {
        return { is: 'done', value: { status, body } };
    }
    const message = (0,json/* asText */.e1)((0,json/* asObject */.eB)(body)?.message);
    const said = quote(message).replace(/[.\s]+$/, '');
    const came = `${what}: GitHub answered with status ${status}${said === '' ? '' : `: ${said}`}`;
    const failed = (code, hint) => ({
        is: 'failed',
        error: new errors/* ActionError */.lZ(code, `${came}${accepted(headers, quote)}.`, hint)
    });
    const again = (error, effect, afterMs) => afterMs === undefined ? { is: 'again', error, effect } : { is: 'again', error, effect, afterMs };
    if (status === 429 || (status === 403 && isLimit(headers, message))) {
        const hint = 'GitHub limits how often secrets may be written: run again in an hour, or with fewer secrets at a time.';
        return again(new errors/* ActionError */.lZ('github-rate-limit', `${came}.`, hint), 'none', limitWait(headers, now));
    }
    if (status >= 500 || status < 300) {
        const hint = 'GitHub is down or something in front of it answers in its place: look at its status page, and run again.';
        return again(new errors/* ActionError */.lZ('network', `${came}.`, hint), 'perhaps', (0,retry/* retryAfterMs */.Vs)(headers['retry-after'], now));
    }
    if (status === 401)
        return failed('github-login', `The token in github-token is wrong, expired or revoked: make a new one (${HOW}).`);
    if (status === 403)
        return failed('github-permission', remedy(call.needs));
    if (status === 404 || (status > 300 && status < 400)) {
        return failed('github-not-found', `It does not exist under this name, or the token may not see it. ${remedy(call.needs)}`);
    }
    return failed('github-refused', 'See what GitHub says, and check secret-name and secret-scope.');
};
const HOW = 'from a GitHub App with actions/create-github-app-token, or a fine-grained personal access token';
const remedy = (needs) => `The workflow’s own GITHUB_TOKEN can never write secrets: give github-token one with the permission ${needs} (${HOW}).`;
const accepted = (headers, quote) => {
    const permissions = headers['x-accepted-github-permissions'];
    return permissions === undefined ? '' : ` (it would accept the permissions ${quote(permissions)})`;
};
const isLimit = (headers, message) => headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0' || /rate limit/i.test(message);
const limitWait = (headers, now) => {
    const asked = (0,retry/* retryAfterMs */.Vs)(headers['retry-after'], now);
    if (asked !== undefined)
        return asked;
    const reset = Number(headers['x-ratelimit-reset']);
    return headers['x-ratelimit-remaining'] === '0' && reset > 0 ? Math.max(0, reset * 1000 - now.getTime()) : LIMIT_WAIT_MS;
};

// EXTERNAL MODULE: ./node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(370);
;// CONCATENATED MODULE: ./lib/github/pace.js


const WITHOUT_PAUSE = 60;
const APART = 1_000;
const writingLine = (patience) => {
    const one = (0,p_limit/* default */.A)(1);
    let begun = 0;
    let last = Number.NEGATIVE_INFINITY;
    return task => one(async () => {
        const now = patience.clock.now().getTime();
        if (begun >= WITHOUT_PAUSE && now - last < APART)
            await (0,retry/* pause */.v7)(APART - (now - last), patience);
        begun++;
        last = patience.clock.now().getTime();
        return task();
    });
};

;// CONCATENATED MODULE: ./lib/github/secrets.js


const repo = ({ repository }) => `/repos/${repository.split('/').map(encodeURIComponent).join('/')}`;
const inRepository = ({ repository }) => `of the repository ${repository}`;
const SCOPES = {
    repository: { path: at => `${repo(at)}/actions/secrets`, of: inRepository, needs: '"Secrets: write"' },
    environment: {
        path: at => `${repo(at)}/environments/${encodeURIComponent(at.environment)}/secrets`,
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
};
const about = (place) => {
    const row = SCOPES[place.scope];
    return { path: row.path(place), of: row.of(place), needs: row.needs };
};
const placeName = (place) => about(place).of;
const fetchPublicKey = async (github, place) => {
    const { path, needs } = about(place);
    const { body } = await github.call({ doing: reading(place), method: 'GET', path: `${path}/public-key`, needs });
    const answer = (0,json/* asObject */.eB)(body);
    const key = { id: (0,json/* asText */.e1)(answer?.key_id), key: (0,json/* asText */.e1)(answer?.key) };
    if (key.id !== '' && Buffer.from(key.key, 'base64').length === 32)
        return key;
    throw noPublicKey(github, place);
};
const noPublicKey = (github, place) => new errors/* ActionError */.lZ('network', `${reading(place)} on ${github.host} failed: the answer holds no public key.`, 'Run again.');
const reading = (place) => `Reading the public key for secrets ${about(place).of}`;
const proveKey = (github, place, { key }, seal) => {
    try {
        seal('', key);
    }
    catch {
        throw noPublicKey(github, place);
    }
};
const REPOSITORIES_PER_PAGE = 100;
const visibilityFields = async (github, place, name, wanted) => {
    if (wanted === undefined)
        return existingVisibility(github, place, name);
    if (wanted.is !== 'selected')
        return { visibility: wanted.is };
    const ids = await Promise.all(wanted.repositories.map(repository => repositoryId(github, repository)));
    return { visibility: 'selected', selected_repository_ids: ids };
};
const repositoryId = async (github, repository) => {
    const doing = `Looking up the repository ${repository} of secret-visibility`;
    const { body } = await github.call({ doing, method: 'GET', path: repo({ repository }), needs: '"Metadata: read"' });
    const id = (0,json/* asObject */.eB)(body)?.id;
    if (typeof id === 'number')
        return id;
    throw new errors/* ActionError */.lZ('network', `${doing} on ${github.host} failed: the answer holds no id.`, 'Run again.');
};
const existingVisibility = async (github, place, name) => {
    const { path, of, needs } = about(place);
    const doing = `Reading the visibility of the secret ${name} ${of}`;
    const { visibility } = await github.call({ doing, method: 'GET', path: `${path}/${name}`, needs }).then(({ body }) => ({ visibility: (0,json/* asText */.e1)((0,json/* asObject */.eB)(body)?.visibility) }), thrown => {
        if (!(thrown instanceof errors/* ActionError */.lZ) || thrown.code !== 'github-not-found')
            throw thrown;
        throw new errors/* ActionError */.lZ('input', `secret-visibility: the organization ${place.organization} has no secret ${name} yet, so it has no visibility to keep.`, 'Give secret-visibility: all, private, or the repositories that may read it, OWNER/NAME one per line.');
    });
    if (visibility === 'all' || visibility === 'private')
        return { visibility };
    if (visibility !== 'selected') {
        throw new errors/* ActionError */.lZ('github-refused', `${doing} on ${github.host} failed: the answer holds no visibility.`, 'Give secret-visibility.');
    }
    return { visibility, selected_repository_ids: await selectedRepositories(github, `${path}/${name}/repositories`, doing, needs) };
};
const selectedRepositories = async (github, path, doing, needs) => {
    const ids = [];
    for (let page = 1;; page++) {
        const { body } = await github.call({
            doing,
            method: 'GET',
            path: `${path}?per_page=${REPOSITORIES_PER_PAGE}&page=${page}`,
            needs
        });
        const total = (0,json/* asObject */.eB)(body)?.total_count;
        const rows = (0,json/* asList */.DD)((0,json/* asObject */.eB)(body)?.repositories);
        ids.push(...rows.map(row => (0,json/* asObject */.eB)(row)?.id).filter(id => typeof id === 'number'));
        if (ids.length === total)
            return ids;
        if (rows.length === 0 || typeof total !== 'number') {
            throw new errors/* ActionError */.lZ('github-refused', `${doing} on ${github.host} failed: the list of its repositories is not whole.`, 'Run again, or give secret-visibility.');
        }
    }
};
const lastWritten = async (github, place, name) => {
    const { path, of, needs } = about(place);
    const doing = `Asking when the secret ${name} ${of} was last written`;
    try {
        const { body } = await github.call({ doing, method: 'GET', path: `${path}/${name}`, needs });
        const at = new Date((0,json/* asText */.e1)((0,json/* asObject */.eB)(body)?.updated_at));
        return Number.isNaN(at.getTime()) ? 'untold' : at;
    }
    catch (thrown) {
        if (thrown instanceof errors/* ActionError */.lZ && thrown.code === 'github-not-found')
            return 'never';
        throw thrown;
    }
};
const writeSecret = async (github, { place, name, value, key, visibility, tooLate }, seal) => {
    const { path, of, needs } = about(place);
    let stored = 'no';
    const put = async (withKey) => {
        const json = { encrypted_value: seal(value.reveal(), withKey.key), key_id: withKey.id, ...visibility };
        return github.call({ doing: `Writing the secret ${name} ${of}`, method: 'PUT', path: `${path}/${name}`, needs, json, tooLate }, effect => {
            if (effect === 'perhaps')
                stored = 'perhaps';
        });
    };
    try {
        const answer = await put(key).catch(async (thrown) => {
            if (!(thrown instanceof errors/* ActionError */.lZ) || thrown.code !== 'github-refused')
                throw thrown;
            const now = await fetchPublicKey(github, place);
            if (now.id === key.id)
                throw thrown;
            return put(now);
        });
        return { is: 'stored', status: answer.status === 201 ? 'created' : 'updated' };
    }
    catch (thrown) {
        return { is: 'not-stored', error: (0,errors/* asActionError */.z6)(thrown), stored };
    }
};

;// CONCATENATED MODULE: ./lib/github/ready-secret.js



const describeSecret = ({ name, place }) => `the secret ${name} ${placeName(place)}`;
const secretPlace = ({ apiUrl, token, place, visibility: wanted }, names, wire) => {
    const github = reachGitHub(apiUrl, token, wire);
    const inLine = writingLine(wire.patience);
    return async () => {
        const asked = new Map();
        const visibilityOf = (name) => {
            const subject = wanted === undefined ? name : '';
            const answer = asked.get(subject) ??
                (place.scope === 'organization' ? visibilityFields(github, place, name, wanted) : Promise.resolve(undefined));
            asked.set(subject, answer);
            return answer;
        };
        for (const name of names)
            visibilityOf(name).catch(() => { });
        const key = await fetchPublicKey(github, place);
        const seal = await loadSeal();
        proveKey(github, place, key, seal);
        return async (name) => {
            const visibility = await visibilityOf(name);
            return {
                called: describeSecret({ name, place }),
                name,
                place,
                apiUrl: github.url,
                visibility: wanted === undefined && place.scope === 'organization' ? 'as it is' : visibility,
                write: (value, tooLate) => inLine(() => writeSecret(github, { place, name, value, key, visibility, tooLate }, seal)),
                lastWritten: () => lastWritten(github, place, name),
                now: github.now
            };
        };
    };
};
const loadSeal = async () => (await Promise.all(/* import() */[__webpack_require__.e(768), __webpack_require__.e(866)]).then(__webpack_require__.bind(__webpack_require__, 866))).loadSeal();


/***/ })

};
