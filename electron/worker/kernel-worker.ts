import { parentPort } from 'node:worker_threads'
import { serveKernels } from './serve-kernels'

if (parentPort) serveKernels(parentPort)
