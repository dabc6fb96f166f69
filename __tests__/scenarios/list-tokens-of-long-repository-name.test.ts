import { byPasswordToUat, listAtUat, scenario } from './harness/scenario.ts'

const repository = `acme/${'pipelines-for-the-validated-systems-of-clinical-operations-in-all-regions'}`
const label = `github-actions ${repository}`

// The main action cuts its default name to 80 characters, too.
scenario('list-tokens finds the tokens of a repository whose name is too long for token-name', {
  action: 'list-tokens',
  inputs: { ...byPasswordToUat, 'token-name': label },
  env: { GITHUB_REPOSITORY: repository },
  shows: ['log', 'outputs'],
  replies: world => {
    const name = `${label.slice(0, 80)} #4700.1-fa305f8f-6b0036400a0b0c0d`
    world.addToken({ id: 'V8T0000000A0001', name, expires: null })
    listAtUat(world)
  }
})
