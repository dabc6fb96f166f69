import { byPassword, scenario, storeForUat, toSecret } from './harness/scenario.ts'

// Version 3: one more request reads the numeric id of a repository that is not this run's.
scenario('stores a token as a secret of another repository', {
  inputs: {
    ...byPassword,
    ...toSecret,
    'sandbox-name': 'UAT',
    'secret-repository': 'acme/reports'
  },
  shows: ['log', 'requests'],
  replies: world =>
    storeForUat(world, { secrets: world.github.at('/repos/acme/reports/actions/secrets') })
})
