// What Electron runs for `electron [-r module]… folder [arguments]` when its distribution brings no default app:
// loads the modules asked for, then the application in the folder. Used in development and by end-to-end tests only.
const { app } = require('electron')
const Module = require('node:module')
const path = require('node:path')

function parseArguments(args) {
  const preload = []
  for (let i = 0; i < args.length; i++) {
    const argument = args[i]
    if (argument === '-r' || argument === '--require') preload.push(args[++i])
    else if (argument === '-v' || argument === '--version') return { preload, version: true }
    else if (!argument.startsWith('-')) return { preload, folder: path.resolve(argument) }
  }
  return { preload }
}

function adoptIdentity(folder) {
  const manifest = require(path.join(folder, 'package.json'))
  if (manifest.version) app.setVersion(manifest.version)
  const name = manifest.productName ?? manifest.name
  if (name) app.setName(name)
  app.setAppPath(folder)
}

const { preload, folder, version } = parseArguments(process.argv.slice(1))
if (version) {
  console.log(`v${process.versions.electron}`)
  process.exit(0)
}
if (!folder) {
  console.error('electron: name the folder of an application')
  process.exit(1)
}
try {
  if (preload.length > 0) Module._preloadModules(preload)
  adoptIdentity(folder)
  Module._load(require.resolve(folder), Module, true)
} catch (error) {
  console.error(error)
  process.exit(1)
}
