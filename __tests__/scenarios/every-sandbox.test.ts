import { byPassword, newToken, sandboxes, sandboxRow, scenario } from './harness/scenario.ts'

scenario('takes every active sandbox but the exceptions, and waits for none that is building', {
  inputs: { ...byPassword, 'sandbox-name': '*\n!Training' },
  shows: ['log', 'outputs', 'requests'],
  replies: ({ vault, uat, sandboxVault }) => {
    const active = ['UAT', 'DEV', 'Training']
    vault.signIn()
    vault.listSandboxes(sandboxes(...active, sandboxRow('QA', 'building')))
    vault.generateForSandbox(newToken(), 'UAT')
    vault.generateForSandbox(newToken(), 'DEV')
    vault.endSession()
    for (const own of [uat, sandboxVault('DEV')]) {
      own.readToken()
      own.listTokens()
    }
  }
})
