import './app/zod-jitless'
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import './app/theme/tokens.css'
import './app/theme/global.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app'
import { preloadScreens } from './app/routes/screens'
import { connect } from './app/store/connect'
import { preloadPlotly } from './results/figure/load-plotly'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
connect()
preloadScreens()
preloadPlotly()
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
