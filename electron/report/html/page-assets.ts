import type { PageAssets } from './render-page'

/** Reads what every page has in common; part of the bundle, so that the packaged application has it. */
export async function pageAssets(): Promise<PageAssets> {
  const [plotly, script, styles] = await Promise.all([
    import('plotly.js-strict-dist-min/plotly-strict.min.js?raw'),
    import('../../../resources/report/report.js?raw'),
    import('../../../resources/report/report.css?raw'),
  ])
  return { plotly: plotly.default, script: script.default, styles: styles.default }
}
