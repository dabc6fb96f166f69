import { forUat, scenario } from './harness/scenario.ts'

scenario('the post step warns of saved state that it cannot read, and does not fail', {
  inputs: { ...forUat, expires: 'soon' },
  shows: ['log', 'saved state'],
  savedState: {
    session: '{"state":"open","site":{"host":"acme.veevavault.com"}}',
    'token-0': '{"state":"generated","value":7}',
    'token-1': '{"state":"delivered","token":{"id":"V8T000000000009"}}'
  },
  post: true
})
