import { runContext } from '../context.ts'
import { openSession } from '../session.ts'
import { type Ended, inStep, summarise } from '../step.ts'
import { markdown } from '../text.ts'
import type { World } from '../world.ts'
import { readListSettings } from './inputs.ts'
import { described, table } from './report.ts'
import { see } from './see.ts'
import { selected } from './select.ts'

/** list-tokens: which access tokens there are, as outputs and as a table. Nothing found is no failure. Throws nothing. */
export const list = (world: World): Promise<Ended> => {
  const { runner, env } = world
  return inStep(
    world,
    async journal => {
      const read = readListSettings(runner, env)
      if (read.is === 'mistakes') {
        for (const mistake of read.mistakes) runner.error('input', mistake)
        return 'failed'
      }
      const { settings } = read
      const run = runContext(env)
      const session = openSession(settings, run, journal, world)
      try {
        const vault = await session.signingIn
        const { records, asker } = await see(vault, settings.signIn, settings.selection.owner, runner)
        const found = selected(records, settings.selection, asker, vault.now())
        runner.output('tokens', JSON.stringify(found.map(described)))
        runner.output('count', String(found.length))
        const what = `${found.length} active access token${found.length === 1 ? '' : 's'} on ${settings.vault}`
        runner.info(`${what}${found.length === 0 ? '' : '; the job summary has the table'}.`)
        const where = { run, serverUrl: env.GITHUB_SERVER_URL || 'https://github.com' }
        summarise(`### ${markdown(what)}\n\n${found.length === 0 ? '' : table(found, where, vault.now())}`, world)
        return 'succeeded'
      } finally {
        await session.end()
      }
    },
    // Outputs that say "none" would be false.
    () => {}
  )
}
