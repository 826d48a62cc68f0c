import { parentPort } from 'node:worker_threads'
import { serveKernels } from '../../../electron/worker/serve-kernels'
import { testKernels } from './test-methods'

if (parentPort) serveKernels(parentPort, testKernels(true))
