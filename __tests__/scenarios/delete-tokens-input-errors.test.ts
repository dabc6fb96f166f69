import { byAccessToken, scenario } from './harness/scenario.ts'

scenario(
  'delete-tokens never takes nothing for everything, and needs keep-newest with an access token',
  { action: 'delete-tokens', inputs: { ...byAccessToken, owner: 'everyone' }, shows: ['log'] },
  {
    action: 'delete-tokens',
    inputs: { ...byAccessToken, 'token-name': 'github-actions acme/app' },
    shows: ['log', 'outputs'],
    post: true
  }
)
