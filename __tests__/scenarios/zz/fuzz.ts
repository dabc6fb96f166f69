import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { byPassword, toSecret, currentToken } from '../harness/inputs.ts'
import { failure, lost, respond, secretWritten, success, newToken, tokenRecord, tokenList, deleted, newSession, sandboxes, sandboxRow, secretUpdated } from '../harness/replies.ts'
import { addEarlierTokens, storedAt } from '../harness/rotation.ts'
import { runBundle } from '../harness/run-bundle.ts'

const html = '<html>gateway</html>'
const odd: Record<string, any> = {
  'json null': respond(200, 'null'), 'json []': respond(200, '[]'), 'json 5': respond(200, '5'), 'json text': respond(200, '"text"'),
  empty: respond(200, ''), '{}': respond(200, '{}'), html: respond(200, html),
  bare: success(), 'data null': success({ data: null }), 'data []': success({ data: [] }), 'data text': success({ data: 'x' }), 'data 5': success({ data: 5 }), 'data [null]': success({ data: [null, 5, 'x', []] }),
  'data {}': success({ data: {} }),
  'fail bare': respond(200, { responseStatus: 'FAILURE' }), 'fail null': respond(200, { responseStatus: 'FAILURE', errors: null }), 'fail [null]': respond(200, { responseStatus: 'FAILURE', errors: [null] }),
  'fail odd': respond(200, { responseStatus: 'FAILURE', errors: [{ type: null, message: {} }] }),
  exception: respond(200, { responseStatus: 'EXCEPTION', errors: [{ type: 'X', message: 'y' }] }),
  inactive: failure('INACTIVE_USER', 'User is inactive.'), authfailed: respond(200, {responseStatus:'FAILURE', errorType:'AUTHENTICATION_FAILED', errors: []}),
  '204': respond(204, ''), '201': respond(201, { responseStatus: 'SUCCESS', data: {} }), '202': respond(202, {}), '500': respond(500, ''), '301': respond(301, '', { location: 'https://evil.example/' }),
  '401 html': respond(401, html), '403 msg': respond(403, { message: 'Forbidden' }), '429': respond(429, ''), lower: respond(200, { responseStatus: 'success', data: {} }),
  '404 html': respond(404, html), '418': respond(418, 'x'), '599': respond(599, 'x'), '503 ra': respond(503, '', { 'retry-after': '3600' })
}
const usual: Record<string, any> = { signIn: newSession(), publicKey: undefined, listSandboxes: sandboxes(sandboxRow('UAT')), listTokens: tokenList, readSecret: secretWritten(storedAt), generate: newToken(), readToken: tokenRecord(), writeSecret: secretUpdated, deleteTokens: deleted, endSession: success() }
export const calls = Object.keys(usual)

const install = (call: string, reply: any, mode: string) => (world: any) => {
  const { vault, uat, github } = world
  for (const h of [vault, uat, github]) h.scope.persist()
  addEarlierTokens(world)
  world.addToken({ id: 'C', name: 'x', value: 'v', expires: null })
  let n = 0
  const r = (name: string) => {
    if (name !== call) return usual[name]
    if (mode === 'always') return reply
    // after the effect, once
    return async (c: any) => { n++; const u = usual[name]; const real = typeof u === 'function' ? await u(c) : u; return n === 1 ? (typeof reply === 'function' ? reply(c) : reply) : real }
  }
  vault.signIn(r('signIn')); vault.listSandboxes(r('listSandboxes')); vault.generateForSandbox(r('generate')); vault.endSession(r('endSession')); vault.listVersions()
  uat.readToken(r('readToken')); uat.listTokens(r('listTokens')); uat.deleteTokens(r('deleteTokens'))
  github.readPublicKey(...(call === 'publicKey' ? [r('publicKey')] : [])); github.readSecret(r('readSecret')); github.writeSecret(r('writeSecret'))
}
const stepOf = (call: string, name: string, mode: string, cur = true): any => ({
  inputs: { ...byPassword, ...toSecret, ...(cur ? currentToken : {}), 'sandbox-name': 'UAT' },
  env: { CASE: JSON.stringify([call, name, mode, cur]) },
  replies: install(call, odd[name], mode), post: install(call, odd[name], mode)
})

if (process.env.SCENARIO) {
  const { register } = await import('../harness/in-step.ts')
  const [call, name, mode, cur] = JSON.parse(process.env.CASE!)
  register('x', [stepOf(call, name, mode, cur)])
} else {
  const only = process.argv[2]?.split(',') ?? calls
  const cur = process.argv[3] !== 'nocur'
  const scenarioFile = fileURLToPath(import.meta.url)
  const one = async (call: string, name: string, mode: string) => {
    const folder = await mkdtemp(join(tmpdir(), 'zz-'))
    const step = stepOf(call, name, mode, cur)
    let carried: any = { now: Date.parse('2026-11-25T12:00:00Z'), randomBytesUsed: 0, tokens: [], credentials: {} }
    const results: any[] = []
    let state = {}
    for (const phase of ['main', 'post'] as const) {
      try {
        const result = await runBundle({ step, task: { scenarioFile, step: 0, phase }, carried, folder, state } as any)
        results.push(result); state = result.state; carried = result.report.carried
      } catch (e: any) {
        results.push(await fromFiles(e, folder, phase)); const last = results.at(-1); state = last.state; carried = last.carried ?? carried
      }
    }
    await rm(folder, { recursive: true })
    return { results, carried }
  }
  const { readFile } = await import('node:fs/promises')
  const { parseFileCommands } = await import('../../../simulator/log.ts')
  const fromFiles = async (e: any, folder: string, phase: string) => {
    const report = JSON.parse(await readFile(join(folder, `${phase}-0-report`), 'utf8').catch(() => 'null'))
    const state = parseFileCommands(await readFile(join(folder, `${phase}-0-state`), 'utf8'))
    const outputs = parseFileCommands(await readFile(join(folder, `${phase}-0-output`), 'utf8'))
    return { stdout: e.message.replace(/^No request was sent.*$/gm, ''), outputs, state, carried: report?.carried, report, exit: '?' }
  }
  const queue: [string, string, string][] = []
  for (const call of only) for (const name of Object.keys(odd)) for (const mode of ['always', 'once']) queue.push([call, name, mode])
  const work = async () => {
    for (let q = queue.shift(); q; q = queue.shift()) {
      const [call, name, mode] = q
      const { results, carried } = await one(...q)
      const out = results.map((r: any) => r.stdout).join('\n--post--\n')
      const annotations = out.split('\n').filter((l: string) => /^::(error|warning)/.test(l)).map((l: string) => l.slice(0, 230))
      const flags: string[] = []
      if (/title=internal/.test(out)) flags.push('INTERNAL')
      if (/No reply is defined/.test(out)) flags.push('UNEXPECTED-REQ ' + out.match(/No reply is defined.*/g))
      for (const [value, what] of Object.entries(carried.credentials as any)) { const lines = out.split('\n').filter((l: string) => l.includes(value) && !l.startsWith('::add-mask::')); if (lines.length) flags.push('LEAK ' + what) }
      const news = carried.tokens.filter((t: any) => t.id.startsWith('V8T00000000000'))
      for (const t of news) if (!t.deleted) { const puts = results.flatMap((r: any) => r.report?.requests ?? []).filter((r: any) => r.method === 'PUT').length; const named = out.includes(t.id) || out.includes(t.name); if (!puts && !named) flags.push('UNNAMED LIVE ' + t.id); else if (!puts) flags.push('named live') }
      const earlier = carried.tokens.filter((t: any) => /^V8T0000000[ABC]0001$/.test(t.id) && t.deleted).map((t: any) => t.id)
      console.log(`## ${call} | ${name} | ${mode}: exit ${results.map((r: any) => r.exit)} new=${news.map((t: any) => t.deleted ? 'deleted' : 'live')} earlierDeleted=${earlier} generated=${results[0].outputs?.generated} ${flags}\n   ${annotations.join('\n   ')}`)
    }
  }
  await Promise.all([work(), work(), work()])
}
