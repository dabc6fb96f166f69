import { forUat, outputForUat, sandboxes, scenario } from './harness/scenario.ts'

/** The runner believes that it is noon of the day before. */
const listed = { ...sandboxes('UAT'), headers: { date: 'Thu, 26 Nov 2026 08:00:00 GMT' } }

scenario('counts the expiry by the clock of Vault, also when that of the runner is wrong', {
  inputs: { ...forUat, expires: '90m' },
  shows: ['log'],
  replies: world => {
    outputForUat(world, undefined, listed)
  }
})
