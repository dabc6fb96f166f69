export const id = 117;
export const ids = [117];
export const modules = {

/***/ 117:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  describeSecret: () => (/* binding */ describeSecret),
  loadSeal: () => (/* binding */ loadSeal),
  secretPlaces: () => (/* binding */ secretPlaces)
});

// EXTERNAL MODULE: ./lib/clock.js + 1 modules
var lib_clock = __webpack_require__(920);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/json.js
var json = __webpack_require__(413);
// EXTERNAL MODULE: ./lib/retry.js
var retry = __webpack_require__(165);
;// CONCATENATED MODULE: ./lib/github/refusals.js
const HOW = 'from a GitHub App with actions/create-github-app-token, or a fine-grained personal access token';
const remedyFor = ({ status, message, headers, needs }) => {
    if (status === 401)
        return { code: 'github-login', hint: `The token in github-token is wrong, expired or revoked: make a new one (${HOW}).` };
    if (status === 404) {
        return {
            code: 'github-not-found',
            hint: `It does not exist under this name, or the token may not see it: check the name, and that github-token has the permission ${needs} there.`
        };
    }
    if (status > 300 && status < 400) {
        return {
            code: 'github-not-found',
            hint: 'The repository or organization was renamed or transferred, and a redirect is never followed: give its name of now as secret-repository or in secret-scope.'
        };
    }
    if (status === 403)
        return { code: 'github-permission', hint: forbidden(message, headers, needs) };
    if (status === 409)
        return { code: 'github-refused', hint: 'Something else writes there at the same time: run again.' };
    return { code: 'github-refused', hint: 'See what GitHub says, and check secret-name and secret-scope.' };
};
const forbidden = (message, headers, needs) => {
    const sso = headers['x-github-sso'];
    if (sso !== undefined) {
        const address = addressIn(sso);
        return `The organization demands single sign-on: authorize the token in github-token for it${address === undefined ? ', in the settings of the token on GitHub' : ` at ${address}`}, and run again.`;
    }
    if (/IP allow ?list|IP address/i.test(message))
        return 'The organization lets in certain addresses only: have the address of the runner added to its IP allow list, or use a runner that is on it.';
    if (/archived/i.test(message))
        return 'The repository is archived: unarchive it, or store the secret in another one.';
    if (/suspended/i.test(message))
        return 'The installation of the GitHub App is suspended: have an owner of the organization resume it.';
    if (/lifetime/i.test(message))
        return 'The organization allows only a shorter lifetime of tokens: make a new token with an earlier expiry.';
    if (/forbids access via|personal access token \(classic\)/i.test(message))
        return `The organization forbids this kind of token: give github-token one ${HOW}, as the organization allows.`;
    if (/not accessible by integration/i.test(message))
        return `The workflow’s own GITHUB_TOKEN can never write secrets, and an App needs the permission ${needs}: give github-token one that has it (${HOW}).`;
    if (/not accessible by personal access token/i.test(message))
        return `The personal access token in github-token lacks the permission ${needs} for this place: edit it on GitHub, or have it approved there.`;
    if (/admin rights/i.test(message))
        return 'The user of the token is no admin of the repository: use the token of one, or of a GitHub App.';
    return `Check that the token in github-token has the permission ${needs} for this place (${HOW}).`;
};
const addressIn = (header) => {
    const [, text = ''] = /url=(\S+)/.exec(header) ?? [];
    const url = URL.parse(text);
    return url?.protocol === 'https:' && url.username === '' && /^(?!.*::)[\w.:/?&=%~+-]{1,300}$/.test(text) ? text : undefined;
};

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
            const late = await call.begin?.();
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
    const again = (error, effect, afterMs) => afterMs === undefined ? { is: 'again', error, effect } : { is: 'again', error, effect, afterMs };
    if (status === 429 || (status === 403 && isLimit(headers, message))) {
        const wait = limitWait(headers, now);
        const at = (0,lib_clock/* toSecond */.uI)(new Date((0,retry/* answeredAt */.F7)(headers, now).getTime() + wait));
        const hint = `GitHub limits how often secrets may be written: run again after ${at}, or with fewer secrets at a time.`;
        return again(new errors/* ActionError */.lZ('github-rate-limit', `${came}.`, hint), 'none', wait);
    }
    if (status >= 500 || status < 300) {
        const hint = 'GitHub is down or something in front of it answers in its place: look at its status page, and run again.';
        return again(new errors/* ActionError */.lZ('network', `${came}.`, hint), 'perhaps', (0,retry/* retryAfterMs */.Vs)(headers, now));
    }
    const { code, hint } = remedyFor({ status, message, headers, needs: call.needs });
    const error = new errors/* ActionError */.lZ(code, `${came}${accepted(headers, quote)}.`, hint);
    return status === 409 && call.method === 'PUT' ? again(error, 'none') : { is: 'failed', error };
};
const accepted = (headers, quote) => {
    const permissions = headers['x-accepted-github-permissions'];
    return permissions === undefined ? '' : ` (it would accept the permissions ${quote(permissions)})`;
};
const isLimit = (headers, message) => headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0' || /rate limit/i.test(message);
const limitWait = (headers, now) => {
    const asked = (0,retry/* retryAfterMs */.Vs)(headers, now);
    if (asked !== undefined)
        return asked;
    const reset = Number(headers['x-ratelimit-reset']);
    const until = reset * 1000 - (0,retry/* answeredAt */.F7)(headers, now).getTime();
    return headers['x-ratelimit-remaining'] === '0' && reset > 0 ? Math.max(0, until) : LIMIT_WAIT_MS;
};

// EXTERNAL MODULE: ./node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(370);
;// CONCATENATED MODULE: ./lib/github/pace.js


const IN_A_MINUTE = 75;
const MINUTE = 60_000;
const writingLine = (patience) => {
    const one = (0,p_limit/* default */.A)(1);
    const begun = [];
    return {
        inLine: task => one(task),
        turn: async () => {
            const oldest = begun.length < IN_A_MINUTE ? undefined : begun.shift();
            const wait = oldest === undefined ? 0 : oldest + MINUTE - patience.clock.elapsed();
            if (wait > 0)
                await (0,retry/* pause */.v7)(wait, patience);
            begun.push(patience.clock.elapsed());
        }
    };
};

;// CONCATENATED MODULE: ./lib/github/secrets.js


const repo = ({ repository }) => `/repos/${repository.split('/').map(encodeURIComponent).join('/')}`;
const inRepository = ({ repository }) => `of the repository ${repository}`;
const segment = (name) => {
    if (name !== '.' && name !== '..')
        return encodeURIComponent(name);
    throw new errors/* ActionError */.lZ('input', `secret-scope: "${name}" is no name of an environment.`, 'Nothing was generated; leave that sandbox out with !NAME.');
};
const SCOPES = {
    repository: { path: at => `${repo(at)}/actions/secrets`, of: inRepository, needs: '"Secrets: write"' },
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
};
const about = (place) => {
    const row = SCOPES[place.scope];
    return { path: row.path(place), of: row.of(place), needs: row.needs };
};
const placeName = (place) => about(place).of;
const fetchPublicKey = async (github, place) => {
    const { path, needs } = about(place);
    const { body } = await github
        .call({ doing: reading(place), method: 'GET', path: `${path}/public-key`, needs })
        .catch(async (thrown) => {
        throw place.scope === 'environment' ? await missingEnvironment(github, place, thrown) : thrown;
    });
    const answer = (0,json/* asObject */.eB)(body);
    const key = { id: (0,json/* asText */.e1)(answer?.key_id), key: (0,json/* asText */.e1)(answer?.key) };
    if (key.id !== '' && Buffer.from(key.key, 'base64').length === 32)
        return key;
    throw noPublicKey(github, place);
};
const missingEnvironment = async (github, place, thrown) => {
    if (!(thrown instanceof errors/* ActionError */.lZ) || thrown.code !== 'github-not-found')
        return thrown;
    const doing = `Looking for the repository ${place.repository}`;
    const isThere = await github.call({ doing, method: 'GET', path: repo(place), needs: '"Metadata: read"' }).then(() => true, () => false);
    if (!isThere)
        return thrown;
    return new errors/* ActionError */.lZ('github-not-found', `The repository ${place.repository} has no environment "${place.environment}", or github-token may not see it.`, 'Create it on GitHub (Settings, Environments), which this action never does, or correct secret-scope; the token needs "Environments: write".');
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
        if (!isMissing(thrown))
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
        if (isMissing(thrown))
            return 'never';
        throw thrown;
    }
};
const writeSecret = async (github, { place, name, value, key, visibility, begin }, seal) => {
    const { path, of, needs } = about(place);
    let stored = 'no';
    const put = async (withKey) => {
        const json = { encrypted_value: seal(value.reveal(), withKey.key), key_id: withKey.id, ...visibility };
        return github.call({ doing: `Writing the secret ${name} ${of}`, method: 'PUT', path: `${path}/${name}`, needs, json, begin }, effect => {
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
const isMissing = (thrown) => thrown instanceof errors/* ActionError */.lZ && thrown.code === 'github-not-found' && /\bstatus 404\b/.test(thrown.message);

;// CONCATENATED MODULE: ./lib/github/ready-secret.js



const describeSecret = ({ name, place }) => `the secret ${name} ${placeName(place)}`;
const secretPlaces = ({ apiUrl, token, visibility: wanted }, wire) => {
    const github = reachGitHub(apiUrl, token, wire);
    const { inLine, turn } = writingLine(wire.patience);
    return async (place, names) => {
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
                write: (value, tooLate) => {
                    const begin = async () => {
                        await turn();
                        return tooLate();
                    };
                    return inLine(() => writeSecret(github, { place, name, value, key, visibility, begin }, seal));
                },
                lastWritten: () => lastWritten(github, place, name),
                now: github.now
            };
        };
    };
};
const loadSeal = async () => (await Promise.all(/* import() */[__webpack_require__.e(768), __webpack_require__.e(866)]).then(__webpack_require__.bind(__webpack_require__, 866))).loadSeal();


/***/ })

};
