import { byPassword, notFound, refusePublicKey, scenario, toSecret } from './harness/scenario.ts'

// Version 3: asked again for up to 6 s, because an environment that was just created may be answered so.
scenario('an environment that does not exist fails before a token is generated', {
  inputs: {
    ...byPassword,
    ...toSecret,
    'sandbox-name': 'UAT',
    'secret-scope': 'environment/prodution'
  },
  shows: ['log', 'requests'],
  replies: world => {
    const secrets = world.github.at('/repos/acme/app/environments/prodution/secrets')
    refusePublicKey(world, notFound, secrets)
    world.vault.listSandboxes()
    world.github.readRepository()
  },
  post: true
})
