import { deleteSelected } from './companion/delete.ts'
import { asProcess } from './step.ts'

asProcess(deleteSelected)
