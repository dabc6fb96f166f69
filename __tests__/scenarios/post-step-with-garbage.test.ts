import { byPassword, scenario } from './harness/scenario.ts'

scenario('the post step warns of saved state that it cannot read, and does not fail', {
  inputs: { ...byPassword, 'sandbox-name': 'UAT', expires: 'soon' },
  shows: ['log', 'saved state'],
  savedState: { session: 'garbage', 'token-0': '{"state":"generated","value":7}' },
  post: true
})
