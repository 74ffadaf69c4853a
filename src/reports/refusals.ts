import { type Refusals, refuser } from '#kernel'

/** Every reason exports, views and reports may say no. */
export const refusals = {
  export_list_unknown: { kind: 'missing', says: 'There is no list {list}.' },
  export_column_unknown: { kind: 'invalid', says: 'The list {list} has no column {column}.' },
  export_zone_unknown: { kind: 'invalid', says: 'There is no time zone {zone}.' },
  export_rows_unnamed: { kind: 'invalid', says: 'A row of {list} is named by {members}.' },
  export_missing: { kind: 'missing', says: 'This export is no longer ready: make it again.' },
  view_exists: { kind: 'conflict', says: 'There is already a view {viewId}.' },
  view_missing: { kind: 'missing', says: 'There is no view {viewId}.' },
  view_name_taken: { kind: 'conflict', says: 'You have a view {name} of this page already.' },
  view_too_many: { kind: 'conflict', says: 'An account has at most {most} views: forget some first.' },
  view_not_yours: { kind: 'forbidden', says: 'The view {name} is somebody else’s: keep one of your own.' },
  view_asks_wrongly: { kind: 'invalid', says: 'The list {list} cannot be asked for {name}: {why}.' },
  view_in_report: { kind: 'conflict', says: 'A report is made of the view {name}: remove the report first.' },
  export_pdf_too_long: { kind: 'conflict', says: 'A PDF has at most {most} rows, and this list has more: narrow it, or take CSV or a workbook.' },
  report_exists: { kind: 'conflict', says: 'There is already a report {reportId}.' },
  report_missing: { kind: 'missing', says: 'There is no report {reportId}.' },
  report_not_yours: { kind: 'forbidden', says: 'The report {name} is somebody else’s: it runs with their permissions, and they change it.' },
  report_person_missing: { kind: 'missing', says: 'There is no account {accountId} that is in use.' },
  report_is_running: { kind: 'conflict', says: 'The report {name} is being made.' },
  report_file_missing: { kind: 'missing', says: 'The file of this run is no longer kept: run the report again.' },
} as const satisfies Refusals

export const refuse = refuser(refusals)
