import type { Refusal } from '#kernel'
import type { Accepted, Action, Statement } from '#platform'
import type { AttributeDefined, DefineAttribute } from './contract.ts'
import { type Attribute, refuseAttribute } from './rules.ts'
import { readAttributes } from './store.ts'

const upsertAttributes: Statement = {
  name: 'lots.upsert-attributes',
  text: `insert into lots.attribute (name, title, type, choices)
    select name, title, type, case when choices is not null then
      array(select json_array_elements_text(choices::json)) end
    from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as it(name, title, type, choices)
    on conflict (name) do update set title = excluded.title, choices = excluded.choices
      where attribute.type = excluded.type`,
}

/** Defines attributes of the shop's own, or gives known ones a title and more choices. */
export const defineAttribute: Action<DefineAttribute, AttributeDefined> = {
  kind: 'define-attribute',
  permission: 'lot.write',
  async run({ tx }, commands) {
    const known = await readAttributes(
      tx,
      commands.map(({ payload }) => payload.name),
    )
    const defined = new Map<string, Attribute>()
    const results = commands.map(({ payload }): Accepted<AttributeDefined> | Refusal => {
      const { name, title, type, choices = null } = payload
      const refusal = refuseAttribute(payload, defined.get(name) ?? known.get(name))
      if (refusal !== null) return refusal
      defined.set(name, { name, title, type, choices })
      return { answer: { name } }
    })
    const rows = [...defined.values()]
    if (rows.length > 0) {
      tx.write(upsertAttributes, [
        rows.map(({ name }) => name),
        rows.map(({ title }) => title),
        rows.map(({ type }) => type),
        rows.map(({ choices }) => (choices === null ? null : JSON.stringify(choices))),
      ])
    }
    return results
  },
}
