import { app } from 'electron'
import { startApplication } from './application'
import { printFlagAt, printFromCommandLine } from './print-from-command-line'
import { prepareSecurity } from './security'

// A second life of the same program: `--print-pdf page.html file.pdf` prints a report for the command line and ends;
// `--draw-chart page.html file.png` takes the picture of a chart.
const printAt = printFlagAt(process.argv)

prepareSecurity()
if (printAt >= 0) {
  void app.whenReady().then(() => printFromCommandLine(process.argv.slice(printAt)))
} else if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(startApplication)
} else {
  app.quit()
}
