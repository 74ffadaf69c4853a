import { type Refusals, refuser } from '#kernel'

/** Every reason exports may say no. */
export const refusals = {
  export_list_unknown: { kind: 'missing', says: 'There is no list {list}.' },
  export_column_unknown: { kind: 'invalid', says: 'The list {list} has no column {column}.' },
  export_zone_unknown: { kind: 'invalid', says: 'There is no time zone {zone}.' },
  export_rows_unnamed: { kind: 'invalid', says: 'A row of {list} is named by {members}.' },
  export_missing: { kind: 'missing', says: 'This export is no longer ready: make it again.' },
} as const satisfies Refusals

export const refuse = refuser(refusals)
