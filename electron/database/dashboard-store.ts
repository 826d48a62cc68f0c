import { randomUUID } from 'node:crypto'
import { failure } from '@shared/contract/app-error'
import type { Dashboard } from '@shared/contract/dashboard-channels'
import { type DashboardContent, dashboardContentSchema } from '@shared/dashboard/dashboard'
import { prepared, type ReadableDatabase, type WritableDatabase } from './connection'

interface DashboardRow {
  id: string
  title: string
  content: string
  created_at: string
  updated_at: string
}

function toDashboard({ id, title, content, created_at, updated_at }: DashboardRow): Dashboard {
  const parsed = dashboardContentSchema.parse(JSON.parse(content))
  return { id, title, content: parsed, createdAt: created_at, updatedAt: updated_at }
}

/** Dashboards in view, the one changed last first. */
export function listDashboards(database: ReadableDatabase): Dashboard[] {
  const sql = 'SELECT * FROM dashboard WHERE removed_at IS NULL ORDER BY updated_at DESC, rowid DESC'
  return prepared<DashboardRow>(database, sql).all().map(toDashboard)
}

/** A dashboard by id, removed ones too. @throws dashboardUnknown */
export function readDashboard(database: ReadableDatabase, dashboardId: string): Dashboard {
  const row = prepared<DashboardRow>(database, 'SELECT * FROM dashboard WHERE id = ?').get(dashboardId)
  if (!row) throw failure('dashboardUnknown', { dashboard: dashboardId })
  return toDashboard(row)
}

export interface DashboardToSave {
  dashboardId?: string | undefined
  title: string
  content: DashboardContent
}

/** Keeps a new dashboard, or changes the one with that id. @throws dashboardUnknown */
export function saveDashboard(database: WritableDatabase, { dashboardId, title, content }: DashboardToSave): Dashboard {
  const id = dashboardId ?? randomUUID()
  const values = { id, title: title.trim(), content: JSON.stringify(content), now: new Date().toISOString() }
  if (dashboardId === undefined) {
    const sql = `INSERT INTO dashboard (id, title, content, created_at, updated_at)
      VALUES (@id, @title, @content, @now, @now)`
    prepared(database, sql).run(values)
  } else {
    readDashboard(database, dashboardId)
    const sql = 'UPDATE dashboard SET title = @title, content = @content, updated_at = @now WHERE id = @id'
    prepared(database, sql).run(values)
  }
  return readDashboard(database, id)
}

/** Takes a dashboard out of view, or brings it back. @throws dashboardUnknown */
export function setDashboardRemoved(database: WritableDatabase, dashboardId: string, removed: boolean): Dashboard {
  const dashboard = readDashboard(database, dashboardId)
  const sql = 'UPDATE dashboard SET removed_at = ? WHERE id = ?'
  prepared(database, sql).run(removed ? new Date().toISOString() : null, dashboardId)
  return dashboard
}
