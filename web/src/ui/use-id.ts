// The id in the address of a thing's page.
import { useParams } from '@tanstack/react-router'

export function useId(): string {
  const parts: { readonly [name: string]: string } = useParams({ strict: false })
  return parts['id'] ?? ''
}
