import { describe, expect, test } from '@jest/globals'
import { readHandOn } from '../../../src/inputs/hand-on.ts'
import { cause, type Given, mistakesIn, oneMistake, readAll, secretInputs, secretOf, settingsOf } from '../../helpers/inputs.ts'
import { fakeRunner } from '../../helpers/runner.ts'
import { inputs, runContext, sandboxTarget } from '../../helpers/settings.ts'

test('a secret needs a name and a token, and has a default for everything else', () => {
  const { token, apiUrl, ...others } = secretOf()
  expect(others).toEqual({
    to: 'secret',
    place: { scope: 'repository', repository: 'acme/pipelines' },
    template: 'VAULT_TOKEN',
    visibility: undefined,
    keepPrevious: 1,
    current: new Map(),
    renewBefore: 7 * 86_400
  })
  expect(token.reveal()).toBe('ghs_WRITER')
  expect(apiUrl.href).toBe('https://api.github.com/')
})

test('a stored token lives 30 days unless told, an output one day', () => {
  expect(settingsOf(secretInputs()).expires).toEqual({ is: 'after', seconds: 30 * 86_400 })
  expect(settingsOf(inputs()).expires).toEqual({ is: 'after', seconds: 86_400 })
})

describe('without secret-name', () => {
  test.each([
    ['secret-scope', 'repository'],
    ['secret-visibility', 'all'],
    ['github-token', 'ghs_x'],
    ['keep-previous', '1'],
    ['current-token', 'veeva-vault-X'],
    ['renew-before', '1d'],
    ['secret-repository', 'acme/other']
  ])('%s can have no effect', (name, value) => {
    oneMistake(inputs({ [name]: value }), `${name}: can have no effect without secret-name: give secret-name, or leave it out.`)
  })

  test('this repository, which is the default of secret-repository, counts as not given, however it is spelt', () => {
    expect(settingsOf(inputs({ 'secret-repository': 'Acme/Pipelines' })).handOn).toEqual({ to: 'output', revokeAfterJob: true })
  })

  test('credentials are masked all the same', () => {
    const { runner } = readAll(inputs({ 'github-token': 'ghs_x', 'current-token': 'veeva-vault-X' }))
    expect(runner.masks()).toEqual(expect.arrayContaining(['ghs_x', 'veeva-vault-X']))
  })
})

describe('with secret-name', () => {
  test.each(['true', 'false'])('revoke-after-job: %s can have no effect', value => {
    oneMistake(
      secretInputs({ 'revoke-after-job': value }),
      'revoke-after-job: can have no effect with secret-name, because a stored token is not deleted when the job ends; leave it out.'
    )
  })

  test('github-token is required, and its usual cause is named', () => {
    oneMistake(secretInputs({ 'github-token': '' }), new RegExp(`^github-token: is required with secret-name: .*${cause}\\.$`))
  })

  test.each(['ghs_a b', 'ghs_a\nghs_b', 'ghs_ä'])('github-token is no text that no header can hold: %j', token => {
    oneMistake(
      secretInputs({ 'github-token': token }),
      /^github-token: is no token: it holds blanks or characters that none has; give the token alone\.$/
    )
  })

  test.each(['http://api.github.com', 'nonsense'])('GitHub’s address has to be https, not %s', apiUrl => {
    expect(mistakesIn(secretInputs(), {}, runContext({ apiUrl }))).toEqual([
      'GITHUB_API_URL: the runner gives no https address for GitHub’s API, and a secret is sent to no other: have GitHub Enterprise Server use TLS.'
    ])
  })
})

describe('the name of the secret', () => {
  test.each(['vault_token', '_x', 'VAULT_{sandbox}_TOKEN', '{sandbox}{sandbox}'])('may be %s', template => {
    expect(secretOf({ 'secret-name': template }).template).toBe(template)
  })

  test.each<[string, Given, string]>([
    ['a blank', { 'secret-name': 'VAULT TOKEN' }, 'secret-name: may hold letters, digits and underscores only.'],
    ['a hyphen', { 'secret-name': 'VAULT-TOKEN' }, 'secret-name: may hold letters, digits and underscores only.'],
    ['a slash', { 'secret-name': '../x' }, 'secret-name: may hold letters, digits and underscores only.'],
    ['another placeholder', { 'secret-name': '{name}' }, 'secret-name: may hold letters, digits and underscores only.'],
    [
      'a leading digit',
      { 'secret-name': '1TOKEN' },
      'secret-name: begins with a digit, which GitHub refuses: put a letter in front.'
    ],
    [
      'a leading digit from the sandbox',
      { 'secret-name': '{sandbox}', 'sandbox-name': '2nd UAT' },
      'secret-name: begins with a digit, which GitHub refuses: put a letter in front.'
    ],
    [
      'GitHub’s own prefix',
      { 'secret-name': 'github_token' },
      'secret-name: begins with GITHUB_, which GitHub keeps for itself: give another name.'
    ],
    [
      'GitHub’s own prefix from the sandbox',
      { 'secret-name': '{sandbox}_x', 'sandbox-name': 'GitHub' },
      'secret-name: begins with GITHUB_, which GitHub keeps for itself: give another name.'
    ],
    ['two lines', { 'secret-name': 'ONE\nTWO' }, 'secret-name: holds a line break: give the name of one secret, not its value.'],
    [
      '{sandbox} with target: vault',
      { 'secret-name': '{sandbox}', target: 'vault', 'sandbox-name': '' },
      'secret-name: {sandbox} stands for a sandbox’s name, and there is none with target: vault; leave it out.'
    ]
  ])('is not one with %s', (_what, given, message) => {
    oneMistake(secretInputs(given), message)
  })
})

describe('the name of the secret for several sandboxes', () => {
  const several = { 'sandbox-name': 'UAT\nDev One' }

  test('has {sandbox} in it', () => {
    expect(secretOf({ ...several, 'secret-name': 'VAULT_{sandbox}' }).template).toBe('VAULT_{sandbox}')
    expect(secretOf({ 'sandbox-name': '*', 'secret-name': '{sandbox}_TOKEN' }).template).toBe('{sandbox}_TOKEN')
  })

  test.each(['UAT\nDev One', '*', '*\n!UAT'])('needs it for %j', names => {
    oneMistake(
      secretInputs({ 'sandbox-name': names }),
      'secret-name: needs {sandbox} for several sandboxes, or all would be written to one secret.'
    )
  })

  test('is another for each', () => {
    oneMistake(
      secretInputs({ 'sandbox-name': 'UAT\nDev One\nDEV-ONE', 'secret-name': '{sandbox}' }),
      'secret-name: the sandboxes "Dev One" and "DEV-ONE" would both be stored as DEV_ONE: leave one out, or give it a step of its own.'
    )
  })

  test.each<[string, string, string]>([
    [
      'one of them',
      'UAT\n2nd UAT',
      'for the sandbox "2nd UAT" it begins with a digit, which GitHub refuses: put a letter in front.'
    ],
    ['any of them', '*', 'may hold letters, digits and underscores only.']
  ])('is checked for %s', (_which, names, message) => {
    const template = names === '*' ? '{sandbox}-token' : '{sandbox}'
    oneMistake(secretInputs({ 'sandbox-name': names, 'secret-name': template }), `secret-name: ${message}`)
  })
})

test.each(['github_pat_11ABCDE', '0f9e8d7c6b', 'veeva-vault-Ab1'])(
  'a token that was given for the name of the secret is in no message: %s',
  token => {
    const [mistake = ''] = mistakesIn(secretInputs({ 'secret-name': token }))
    expect(mistake).toMatch(/^secret-name: /)
    expect(mistake.toLowerCase()).not.toContain(token.toLowerCase())
  }
)

describe('current-token for several sandboxes', () => {
  const several = { 'sandbox-name': 'UAT\nDev One', 'secret-name': 'VAULT_{sandbox}' }
  const held = (lines: string, given: Given = several) =>
    Object.fromEntries(
      [...secretOf({ ...given, 'current-token': lines }).current].map(([name, value]) => [name, value?.reveal()])
    )

  test.each<[string, string, object]>([
    [
      'one line per secret',
      'VAULT_UAT=veeva-vault-U\nVAULT_DEV_ONE=veeva-vault-D',
      { VAULT_UAT: 'veeva-vault-U', VAULT_DEV_ONE: 'veeva-vault-D' }
    ],
    ['in any letter case, with blanks and empty lines', ' vault_uat= veeva-vault-U \r\n\n', { VAULT_UAT: 'veeva-vault-U' }],
    ['an empty value counts as absent', 'VAULT_UAT=\nVAULT_DEV_ONE=veeva-vault-D', { VAULT_DEV_ONE: 'veeva-vault-D' }],
    ['an empty value may be there twice', 'VAULT_UAT=\nVAULT_UAT=veeva-vault-U', { VAULT_UAT: 'veeva-vault-U' }],
    ['an equals sign may be in the value', 'VAULT_UAT=veeva-vault-U==', { VAULT_UAT: 'veeva-vault-U==' }]
  ])('is %s', (_how, lines, values) => {
    expect(held(lines)).toEqual(values)
  })

  test('may name what this run does not write', () => {
    expect(held('OTHER=veeva-vault-O\nVAULT_UAT=veeva-vault-U')).toMatchObject({ VAULT_UAT: 'veeva-vault-U' })
  })

  test('may hold anything under a name that this run does not write', () => {
    expect(held('OTHER=hunter2\nVAULT_UAT=veeva-vault-U')).toEqual({ VAULT_UAT: 'veeva-vault-U' })
  })

  // Base64 that ends in equals signs looks like a name and its value, and a name is shown in upper case, which no mask covers.
  test.each(['*', 'UAT'])('that is another secret, given by mistake, is shown in no letter case: for %s', names => {
    const given = { 'sandbox-name': names, 'secret-name': '{sandbox}', 'current-token': 'c2VjcmV0cGFzcw==' }
    const result = readAll(secretInputs(given))
    expect(result.runner.masks()).toContain('c2VjcmV0cGFzcw==')
    expect(JSON.stringify(result.is === 'mistakes' && result.mistakes).toLowerCase()).not.toContain('c2vjcmv0cgfzcw')
  })

  test('may be by name for one sandbox too', () => {
    expect(held('VAULT_TOKEN=veeva-vault-T', {})).toEqual({ VAULT_TOKEN: 'veeva-vault-T' })
  })

  test('goes with *, whose names are known only later', () => {
    const every = { 'sandbox-name': '*', 'secret-name': '{sandbox}' }
    expect(held('UAT=veeva-vault-U', every)).toEqual({ UAT: 'veeva-vault-U' })
  })

  const perLine =
    'current-token: for several sandboxes has one line per secret: its name, =, and its value from the secrets context.'
  test.each<[string, string, string]>([
    ['a value alone', 'veeva-vault-U', perLine],
    ['one value alone among the lines', 'VAULT_UAT=veeva-vault-U\nveeva-vault-D', perLine],
    ['the whole secrets context', '{\n  "VAULT_UAT": "veeva-vault-U"\n}', perLine],
    [
      'a name twice',
      'VAULT_UAT=veeva-vault-U\nvault_uat=veeva-vault-V',
      'current-token: names VAULT_UAT twice: leave one line out.'
    ],
    [
      'what is no token',
      'VAULT_UAT=hunter2',
      'current-token: holds for VAULT_UAT no API access token (those begin with veeva-vault-): give what the secret holds now, or nothing on the first run.'
    ]
  ])('is not %s', (_what, lines, message) => {
    oneMistake(secretInputs({ ...several, 'current-token': lines }), message)
  })

  test('for one sandbox is not several lines without a name', () => {
    oneMistake(secretInputs({ 'current-token': 'veeva-vault-U\nveeva-vault-V' }), perLine)
  })

  test('is masked line by line, whatever is wrong with it', () => {
    const { runner } = readAll(secretInputs({ ...several, 'current-token': 'VAULT_UAT=hunter2\nveeva-vault-D' }))
    expect(runner.masks()).toEqual(expect.arrayContaining(['hunter2', 'veeva-vault-D']))
  })
})

describe('secret-scope', () => {
  test.each<[string, object]>([
    ['repository', { scope: 'repository', repository: 'acme/pipelines' }],
    ['dependabot', { scope: 'dependabot', repository: 'acme/pipelines' }],
    ['codespaces', { scope: 'codespaces', repository: 'acme/pipelines' }],
    ['environment/prod', { scope: 'environment', repository: 'acme/pipelines', environment: 'prod' }],
    ['environment/prod/eu', { scope: 'environment', repository: 'acme/pipelines', environment: 'prod/eu' }],
    ['environment/.eu', { scope: 'environment', repository: 'acme/pipelines', environment: '.eu' }],
    ['environment/eu..', { scope: 'environment', repository: 'acme/pipelines', environment: 'eu..' }],
    ['environment/ prod eu ', { scope: 'environment', repository: 'acme/pipelines', environment: 'prod eu' }],
    ['organization/acme-inc', { scope: 'organization', organization: 'acme-inc' }]
  ])('%s is a place', (scope, place) => {
    expect(secretOf({ 'secret-scope': scope }).place).toEqual(place)
  })

  const words = 'repository, environment/NAME, environment/{sandbox}, organization/NAME, dependabot and codespaces'
  test.each<[string, string | RegExp]>([
    ['repositry', `secret-scope: "repositry" is none of ${words}.`],
    ['Repository', `secret-scope: "Repository" is none of ${words}.`],
    ['environments/prod', `secret-scope: "environments/prod" is none of ${words}.`],
    ['/prod', `secret-scope: "/prod" is none of ${words}.`],
    [
      'repository/acme/x',
      'secret-scope: "repository/acme/x": nothing belongs behind repository; another repository belongs in secret-repository.'
    ],
    [
      'repository/',
      'secret-scope: "repository/": nothing belongs behind repository; another repository belongs in secret-repository.'
    ],
    [
      'codespaces/x',
      'secret-scope: "codespaces/x": nothing belongs behind codespaces; another repository belongs in secret-repository.'
    ],
    ['environment', `secret-scope: names no environment: give environment/NAME; if it was given, ${cause}.`],
    ['environment/', `secret-scope: names no environment: give environment/NAME; if it was given, ${cause}.`],
    ['environment/ ', /^secret-scope: names no environment/],
    ['environment/..', 'secret-scope: names no environment that there can be: give its name as on GitHub.'],
    ['environment/a\nb', 'secret-scope: names no environment that there can be: give its name as on GitHub.'],
    ['organization', `secret-scope: names no organization: give organization/NAME; if it was given, ${cause}.`],
    ['organization/', /^secret-scope: names no organization/],
    ['organization/acme/x', 'secret-scope: "acme/x" is no name of an organization: give the one in its address on GitHub.'],
    ['organization/..', 'secret-scope: ".." is no name of an organization: give the one in its address on GitHub.']
  ])('%j is none, and never a repository’s', (scope, message) => {
    oneMistake(secretInputs({ 'secret-scope': scope }), message)
  })
})

describe('secret-repository', () => {
  test('may be another one', () => {
    const { place } = secretOf({ 'secret-repository': 'acme/.github', 'secret-scope': 'environment/prod' })
    expect(place).toEqual({ scope: 'environment', repository: 'acme/.github', environment: 'prod' })
  })

  test.each(['pipelines', 'acme/', '/pipelines', 'acme/a/b', 'acme/..', '../pipelines', './x', 'acme/.', 'ac me/x', 'acme/x?y'])(
    '"%s" is not OWNER/NAME',
    repository => {
      oneMistake(
        secretInputs({ 'secret-repository': repository }),
        `secret-repository: "${repository}" is not of the form OWNER/NAME.`
      )
    }
  )

  test('can have no effect for an organization, unless it is this one', () => {
    const scope = { 'secret-scope': 'organization/acme' }
    expect(secretOf({ ...scope, 'secret-repository': 'acme/pipelines' }).place).toEqual({
      scope: 'organization',
      organization: 'acme'
    })
    oneMistake(
      secretInputs({ ...scope, 'secret-repository': 'acme/other' }),
      'secret-repository: can have no effect with secret-scope: organization/NAME; leave it out.'
    )
  })
})

describe('secret-visibility', () => {
  const scope = { 'secret-scope': 'organization/acme' }
  test.each<[string, object]>([
    ['all', { is: 'all' }],
    ['private', { is: 'private' }],
    ['acme/one', { is: 'selected', repositories: ['acme/one'] }],
    [' acme/one \r\n\n Acme/two\n', { is: 'selected', repositories: ['acme/one', 'Acme/two'] }]
  ])('%j', (text, visibility) => {
    expect(secretOf({ ...scope, 'secret-visibility': text }).visibility).toEqual(visibility)
  })

  test.each([
    ['selected', 'selected'],
    ['All', 'All'],
    ['all\nprivate', 'all'],
    ['acme/one\nall', 'all'],
    ['acme/one, acme/two', 'acme/one, acme/two'],
    ['other/one', 'other/one'],
    ['one', 'one']
  ])('is not %j', (text, bad) => {
    oneMistake(
      secretInputs({ ...scope, 'secret-visibility': text }),
      `secret-visibility: "${bad}" is neither all, private, nor a repository of the organization as acme/NAME, one per line.`
    )
  })

  test.each(['repository', 'environment/prod', 'dependabot', 'codespaces'])('can have no effect with secret-scope: %s', other => {
    oneMistake(
      secretInputs({ 'secret-scope': other, 'secret-visibility': 'all' }),
      `secret-visibility: can have no effect with secret-scope: ${other.split('/')[0]}, because only an organization’s secrets have one; leave it out.`
    )
  })
})

describe('keep-previous', () => {
  test.each<[string, number | 'all']>([
    ['0', 0],
    ['3', 3],
    ['24', 24],
    ['all', 'all']
  ])('%s', (text, keepPrevious) => {
    expect(secretOf({ 'keep-previous': text }).keepPrevious).toBe(keepPrevious)
  })

  test.each(['25', '-1', '1.5', 'ALL', 'none', '0x1', '1e1'])('is not %s', text => {
    oneMistake(secretInputs({ 'keep-previous': text }), `keep-previous: "${text}" is neither a number below 25 nor all.`)
  })
})

describe('current-token', () => {
  const current = { 'current-token': 'veeva-vault-HELD' }

  test('is empty on the first run', () => {
    expect(secretOf({ 'current-token': '' }).current).toEqual(new Map())
  })

  test.each<[string, Given, number]>([
    ['7 days', { expires: '30d' }, 7 * 86_400],
    ['7 days, also for a token that never expires', { expires: 'never' }, 7 * 86_400],
    ['a third of a short life', { expires: '12h' }, 4 * 3600],
    ['a third of what is left until an instant', { expires: '2026-11-22T15:00:00Z' }, 3600],
    ['what was given', { expires: '30d', 'renew-before': '10d' }, 10 * 86_400],
    ['almost all of its life', { expires: '2h', 'renew-before': '119m' }, 119 * 60]
  ])('is renewed before its end by %s', (_what, given, seconds) => {
    const { current: held, renewBefore } = secretOf({ ...current, ...given })
    expect(renewBefore).toBe(seconds)
    expect(held.get('VAULT_TOKEN')?.reveal()).toBe('veeva-vault-HELD')
  })

  test.each<[string, Given]>([
    ['one sandbox', {}],
    ['the Vault itself', { target: 'vault', 'sandbox-name': '' }]
  ])('for %s needs no name, and may hold an equals sign', (_what, given) => {
    const { current: held } = secretOf({ ...given, 'current-token': 'veeva-vault-HE=LD' })
    expect([...held].map(([name, value]) => [name, value?.reveal()])).toEqual([['VAULT_TOKEN', 'veeva-vault-HE=LD']])
  })

  test.each(['hunter2', 'xveeva-vault-HELD', 'veeva-vault-HE LD', 'veeva-vault-HELDÄ'])('is not "%s"', text => {
    oneMistake(
      secretInputs({ 'current-token': text }),
      'current-token: holds for VAULT_TOKEN no API access token (those begin with veeva-vault-): give what the secret holds now, or nothing on the first run.'
    )
  })

  test('is masked, and never repeated in a mistake', () => {
    const { runner, ...result } = readAll(secretInputs({ 'current-token': '{"ALL":"hunter2"}' }))
    expect(runner.masks()).toContain('{"ALL":"hunter2"}')
    expect(result.is === 'mistakes' && result.mistakes).toEqual([
      'current-token: holds for VAULT_TOKEN no API access token (those begin with veeva-vault-): give what the secret holds now, or nothing on the first run.'
    ])
  })

  test.each<[Given, string]>([
    [
      { 'renew-before': '30d' },
      'renew-before: 30d is not shorter than the lifetime asked for, so that every run would renew: give a shorter one, or a longer expires.'
    ],
    [
      { 'renew-before': '31d' },
      'renew-before: 31d is not shorter than the lifetime asked for, so that every run would renew: give a shorter one, or a longer expires.'
    ],
    [
      { expires: '2026-11-22T13:00:00Z', 'renew-before': '60m' },
      'renew-before: 60m is not shorter than the lifetime asked for, so that every run would renew: give a shorter one, or a longer expires.'
    ],
    [{ 'renew-before': 'never' }, 'renew-before: "never" is no length in minutes, hours or days, like 90m, 12h or 7d.'],
    [{ 'renew-before': '0d' }, 'renew-before: "0d" is no length in minutes, hours or days, like 90m, 12h or 7d.'],
    [{ 'renew-before': '7' }, 'renew-before: "7" is no length in minutes, hours or days, like 90m, 12h or 7d.']
  ])('is not renewed by %j', (given, message) => {
    oneMistake(secretInputs({ ...current, ...given }), message)
  })

  test('may be renewed any time before never', () => {
    expect(secretOf({ ...current, expires: 'never', 'renew-before': '365d' }).renewBefore).toBe(365 * 86_400)
  })

  test('with an expiry that is a mistake makes no second one', () => {
    oneMistake(secretInputs({ ...current, expires: 'soon', 'renew-before': '10d' }), /^expires: /)
  })
})

describe('verify: false, which leaves the token’s own Vault alone,', () => {
  test.each([
    ['keep-previous', '1'],
    ['current-token', 'veeva-vault-X'],
    ['renew-before', '1d']
  ])('leaves nothing for %s to do', (name, value) => {
    oneMistake(
      secretInputs({ verify: 'false', [name]: value }),
      `${name}: can have no effect with verify: false, which leaves the token’s own Vault alone; leave one of them out.`
    )
  })

  test('is a setting of its own, and true unless told', () => {
    expect(settingsOf(secretInputs({ verify: 'false' })).verify).toBe(false)
    expect(settingsOf(secretInputs()).verify).toBe(true)
    oneMistake(secretInputs({ verify: 'no' }), 'verify: "no" is neither true nor false.')
  })

  test('leaves nothing for revoke-after-job: true to do, and deletes no output when the job ends', () => {
    oneMistake(
      inputs({ verify: 'false', 'revoke-after-job': 'true' }),
      /^revoke-after-job: can have no effect with verify: false/
    )
    expect(settingsOf(inputs({ verify: 'false' })).handOn).toEqual({ to: 'output', revokeAfterJob: false })
  })
})

describe('a mistake elsewhere makes no second one:', () => {
  test.each<[string, Given, RegExp]>([
    ['an unknown target', { target: 'production', 'current-token': 'veeva-vault-HELD' }, /^target: /],
    ['an unknown scope', { 'secret-scope': 'repositry', 'secret-visibility': 'all' }, /^secret-scope: /]
  ])('%s', (_what, given, message) => {
    oneMistake(secretInputs(given), message)
  })
})

describe('there is no handing on', () => {
  const others = { target: sandboxTarget(), run: runContext(), verify: true, lifetime: 86_400 }
  test.each<[string, Given, Partial<typeof others>, string]>([
    ['without a token', { 'github-token': '' }, {}, 'github-token'],
    ['without an address of GitHub', {}, { run: runContext({ apiUrl: 'nonsense' }) }, 'GITHUB_API_URL'],
    ['without a name', { 'secret-name': 'MY TOKEN' }, {}, 'secret-name'],
    ['without a place', { 'secret-scope': 'environment/' }, {}, 'secret-scope']
  ])('%s', (_what, given, more, named) => {
    const told: string[] = []
    const wrong = (input: string) => void told.push(input)
    expect(
      readHandOn({ ...fakeRunner({ inputs: secretInputs(given) }), usualCause: '' }, { ...others, ...more }, wrong)
    ).toBeUndefined()
    expect(told).toEqual([named])
  })
})

test('all mistakes about a secret are reported in one go, each naming its input', () => {
  const mistakes = mistakesIn(
    secretInputs({
      'secret-name': 'MY TOKEN',
      'secret-scope': 'environment/',
      'secret-repository': 'here',
      'github-token': '',
      'keep-previous': 'some',
      'current-token': 'hunter2',
      'renew-before': 'soon',
      'revoke-after-job': 'true',
      verify: 'maybe'
    })
  )
  expect(mistakes.map(mistake => mistake.split(': ')[0])).toEqual(
    expect.arrayContaining([
      'secret-name',
      'secret-scope',
      'secret-repository',
      'github-token',
      'keep-previous',
      'current-token',
      'renew-before',
      'revoke-after-job',
      'verify'
    ])
  )
  expect(mistakes.join()).not.toContain('hunter2')
})

describe('an environment for each sandbox', () => {
  const each = { 'secret-scope': 'environment/{sandbox}', 'sandbox-name': 'UAT\nDev One' }

  test.each(['environment/{sandbox}', 'environment/ {sandbox} '])('is %s, and needs no {sandbox} in the name', scope => {
    expect(secretOf({ ...each, 'secret-scope': scope }).place).toEqual({
      scope: 'environment',
      repository: 'acme/pipelines',
      environment: '{sandbox}'
    })
  })

  test.each(['environment/x{sandbox}', '{sandbox}', 'organization/{sandbox}'])('is nothing else: %s', scope => {
    oneMistake(
      secretInputs({ 'secret-scope': scope, 'sandbox-name': 'UAT' }),
      `secret-scope: "${scope}": {sandbox} can stand only as environment/{sandbox}, for an environment of each sandbox’s own name.`
    )
  })

  test('is none of the Vault itself', () => {
    oneMistake(
      secretInputs({ 'secret-scope': 'environment/{sandbox}', target: 'vault', 'sandbox-name': '' }),
      'secret-scope: {sandbox} stands for a sandbox’s name, and there is none with target: vault; name the environment.'
    )
  })

  test('tells no current tokens apart by one name, unless there is one sandbox', () => {
    const current = { 'current-token': 'VAULT_TOKEN=veeva-vault-X' }
    oneMistake(
      secretInputs({ ...each, ...current }),
      /^current-token: can’t tell the sandboxes apart where each has a secret of the same name in an environment of its own: put \{sandbox\} into secret-name too/
    )
    expect(secretOf({ ...each, ...current, 'sandbox-name': 'UAT' }).current.size).toBe(1)
    expect(secretOf({ ...each, 'current-token': 'UAT=veeva-vault-X', 'secret-name': '{sandbox}' }).current.size).toBe(1)
  })
})
