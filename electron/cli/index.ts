import { toAppError } from '@shared/contract/app-error'
import { CommandLineError } from './command-line-error'
import { assignCommand } from './commands/assign-command'
import { chartCommand } from './commands/chart-command'
import { dashboardCommand, dashboardsCommand } from './commands/dashboard-commands'
import { datasetsCommand } from './commands/datasets-command'
import { demoCommand } from './commands/demo-command'
import { duplicatesCommand } from './commands/duplicates-command'
import { explainCommand } from './commands/explain-command'
import { exportCommand } from './commands/export-command'
import { importCommand } from './commands/import-command'
import { methodsCommand } from './commands/methods-command'
import { modelCommand } from './commands/model-command'
import { profileCommand } from './commands/profile-command'
import { queryCommand } from './commands/query-command'
import { recipeCommand } from './commands/recipe-command'
import { rejectsCommand } from './commands/rejects-command'
import { reportCommand } from './commands/report-command'
import { runCommand } from './commands/run-command'
import { scoreCommand } from './commands/score-command'
import { segmentCommand, segmentsCommand } from './commands/segment-commands'
import { undoCommand } from './commands/undo-command'
import { verifyCommand } from './commands/verify-command'
import { writeError } from './output'
import { usage } from './usage'
import { listenForInterruption } from './with-workspace'

/** Entry of the command line: the same services, without a window. Exit 0 done, 1 refused or failed, 2 not understood. */
const commands: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  import: importCommand,
  datasets: datasetsCommand,
  methods: methodsCommand,
  run: runCommand,
  profile: profileCommand,
  recipe: recipeCommand,
  duplicates: duplicatesCommand,
  rejects: rejectsCommand,
  assign: assignCommand,
  explain: explainCommand,
  model: modelCommand,
  score: scoreCommand,
  report: reportCommand,
  chart: chartCommand,
  dashboards: dashboardsCommand,
  dashboard: dashboardCommand,
  segments: segmentsCommand,
  segment: segmentCommand,
  query: queryCommand,
  export: exportCommand,
  verify: verifyCommand,
  undo: undoCommand,
  demo: demoCommand,
}

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === '--help' || name === 'help' || args.includes('--help')) {
    process.stdout.write(usage)
    return 0
  }
  try {
    const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined
    if (!command) throw new CommandLineError(name === undefined ? 'No command.' : `There is no command '${name}'.`)
    await command(args)
    return 0
  } catch (thrown) {
    if (isBrokenPipe(thrown)) return 0
    writeError(toAppError(thrown))
    return thrown instanceof CommandLineError ? 2 : 1
  }
}

/** Whoever reads the output has read enough. */
function isBrokenPipe(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPIPE'
}

process.stdout.on('error', (error) => {
  if (!isBrokenPipe(error)) throw error
})
listenForInterruption()
void main(process.argv.slice(2)).then((code) => {
  // Not process.exit: what is still on its way to stdout must arrive.
  process.exitCode = code
})
