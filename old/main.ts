import { run } from './run.ts'
import { asProcess } from './step.ts'

asProcess(run)
