import { run } from './action/run.ts'
import { runAsProcess } from './action/step.ts'

runAsProcess(run)
