import { app } from 'electron'
import { startApplication } from './application'
import { printFromCommandLine } from './print-from-command-line'
import { prepareSecurity } from './security'

// A second life of the same program: `--print-pdf page.html file.pdf` prints a report for the command line and ends.
const printAt = process.argv.indexOf('--print-pdf')

prepareSecurity()
if (printAt >= 0) {
  void app.whenReady().then(() => printFromCommandLine(process.argv.slice(printAt + 1)))
} else if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(startApplication)
} else {
  app.quit()
}
