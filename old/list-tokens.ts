import { list } from './companion/list.ts'
import { asProcess } from './step.ts'

asProcess(list)
