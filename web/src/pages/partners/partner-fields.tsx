// The fields of a partner, the same whether it is made or changed.
import { Checkbox, Group, SimpleGrid, Text, Textarea, TextInput } from '@mantine/core'
import type { useFields } from '~/ui/use-fields'
import { words } from '~/words'

export type PartnerField = 'name' | 'supplier' | 'customer' | 'owner' | 'leastLifeDays' | 'transitDays' | 'email' | 'phone' | 'address' | 'country'

/** Which roles a partner may have. */
export const ROLES = ['supplier', 'customer', 'owner'] as const

/** A partner of whom nothing was said yet. */
export const blankPartner: Readonly<Record<PartnerField, string>> = {
  name: '', supplier: '', customer: '', owner: '', leastLifeDays: '', transitDays: '', email: '', phone: '', address: '', country: '',
}

export function PartnerFields({ fields }: { readonly fields: Pick<ReturnType<typeof useFields<PartnerField>>, 'text' | 'tick' | 'value'> }) {
  const { columns: said, object, partners } = words
  return (
    <>
      <Group component="fieldset" gap="lg" style={{ border: 0, padding: 0, margin: 0 }}>
        <Text component="legend" size="sm" fw={500} mb={4}>{partners.roles}</Text>
        {ROLES.map((role) => <Checkbox key={role} size="sm" label={partners.role[role]} {...fields.tick(role)} />)}
      </Group>
      {fields.value('customer') === 'yes' && (
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput label={said.leastLife} placeholder={partners.leastLifeHint} type="number" min={0} max={36500} {...fields.text('leastLifeDays')} />
          <TextInput label={said.transit} placeholder={partners.transitHint} type="number" min={0} max={36500} {...fields.text('transitDays')} />
        </SimpleGrid>
      )}
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput label={object.email} type="email" {...fields.text('email')} />
        <TextInput label={object.phone} type="tel" {...fields.text('phone')} />
        <TextInput label={object.country} placeholder={partners.countryHint} maxLength={2} {...fields.text('country')} />
      </SimpleGrid>
      <Textarea label={object.address} autosize minRows={2} maxLength={1000} {...fields.text('address')} />
    </>
  )
}
