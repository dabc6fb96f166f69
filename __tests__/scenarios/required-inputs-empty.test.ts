import { scenario, toSecret } from './harness/scenario.ts'

const inputs = {
  'vault-dns': '',
  'sandbox-name': '',
  password: '',
  username: '',
  ...toSecret,
  'github-token': ''
}

scenario(
  'names the usual causes of empty inputs, and those of a run of Dependabot',
  { inputs, shows: ['log'] },
  { inputs, env: { GITHUB_ACTOR: 'dependabot[bot]' }, shows: ['log'] }
)
