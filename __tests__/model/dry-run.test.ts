import { expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { run } from '../../src/run.ts'
import { secretInputs } from '../helpers/inputs.ts'
import { repositoryPlace, type Stage, stage } from '../helpers/stage.ts'

const SEED = 20_261_122
const DAY = 1_440

/** A secret and what led to it, and what a run is told of it. */
const scenario = fc.record({
  tokens: fc.array(fc.record({ agoMinutes: fc.integer({ min: 1, max: 40 * DAY }), days: fc.constantFrom(1, 30, 90) }), {
    maxLength: 4
  }),
  secret: fc.constantFrom('none', 'holds the newest', 'holds the oldest', 'by hand', 'holds a dead one'),
  current: fc.constantFrom('what it holds', 'nothing', 'an empty line', 'another line'),
  others: fc.constantFrom(0, 0, 18, 22),
  tellsWrites: fc.boolean(),
  output: fc.boolean()
})

const inputsOf = (of: Stage, current: string, held: string, output: boolean): Record<string, string> => {
  const lines: Record<string, string> = {
    'what it holds': held,
    nothing: '',
    'an empty line': 'VAULT_TOKEN=',
    'another line': 'OTHER=veeva-vault-OTHER'
  }
  const all = secretInputs({
    'access-token': of.stored.value,
    'github-token': of.githubToken.value,
    'current-token': lines[current] ?? ''
  })
  if (!output) return all
  const { 'secret-name': _name, 'github-token': _token, 'current-token': _current, ...rest } = all
  return rest
}

test(`a dry run says of each what the real run then does (seed ${SEED})`, async () => {
  const seen = new Set<string>()
  const property = fc.asyncProperty(scenario, async ({ tokens, secret, current, others, tellsWrites, output }) => {
    const inputs: Record<string, string> = {}
    const of = stage({ inputs })
    of.github.tellsWrites = tellsWrites
    const made = [...tokens].sort((a, b) => b.agoMinutes - a.agoMinutes).map(token => of.ours(token))
    for (let n = 0; n < others; n++) of.model.mint(of.sandbox, of.user)
    const holder = secret === 'holds the oldest' ? made[0] : made.at(-1)
    if (secret === 'by hand') of.github.setSecret(repositoryPlace, 'VAULT_TOKEN', of.model.mint(of.sandbox, of.user).value)
    else if (secret !== 'none' && holder !== undefined) of.holds(holder)
    if (secret === 'holds a dead one' && holder !== undefined) holder.deleted = true
    Object.assign(inputs, inputsOf(of, current, of.held() ?? '', output))

    const before = of.model.tokens.length
    inputs['dry-run'] = 'true'
    expect(await run(of.world)).toBe('succeeded')
    expect(of.model.tokens).toHaveLength(before)
    const planned = of.runner.annotations('notice').join()
    const warned = of.runner.annotations('warning').filter(text => text.startsWith('token-limit')).length
    delete inputs['dry-run']
    const outcome = await run(of.world)
    const said = of.runner.effects.map(({ text }) => text).join('\n')

    const kept = of.runner.outputs().generated === 'false' && outcome === 'succeeded'
    const plan = /would be kept/.test(planned) ? 'keep' : /would be renewed/.test(planned) ? 'renew' : 'generate'
    seen.add(plan)
    expect(kept).toBe(plan === 'keep')
    if (outcome === 'failed') return
    const [, why] = /would be renewed \((.*?)\) and/.exec(planned) ?? []
    if (why !== undefined) expect(said).toContain(`Renewing the current token for Dev One: ${why}.`)
    else expect(said).not.toContain('Renewing the current token')
    const [, until] = /would be kept: ".*" (.*?)\. Nothing/.exec(planned) ?? []
    if (until !== undefined) expect(said).toContain(until)
    if (warned > 0)
      expect(of.runner.annotations('warning').filter(text => text.startsWith('token-limit')).length).toBeGreaterThan(warned)
  })
  await fc.assert(property, { seed: SEED, numRuns: 300 })
  expect([...seen].sort()).toEqual(['generate', 'keep', 'renew'])
})
