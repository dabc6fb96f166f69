import { forUat, scenario } from './harness/scenario.ts'

scenario('the post step warns of saved state that it cannot read, and does not fail', {
  inputs: { ...forUat, expires: 'soon' },
  shows: ['log', 'saved state'],
  savedState: { session: 'garbage', 'token-0': '{"state":"generated","value":7}' },
  post: true
})
