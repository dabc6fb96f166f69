import { runPostProcess } from './action/post-step.ts'

runPostProcess()
