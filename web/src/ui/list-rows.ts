// The rows of a list, page after page as they are needed.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { askRows, type Failure, type ListPath, type RowOf, type RowsPage } from '~/api'

const PAGE = '200'
/** A list of more pages is not asked again by itself: its reader is told that it changed. */
export const MOST_PAGES_AGAIN = 3

/** How the key of a list begins in the cache. */
export const LIST = 'list'

/** What is asked of a list besides the page. */
export type ListInput = { readonly [name: string]: string }

/** Reads a list. */
export function useListRows<Path extends ListPath>(path: Path, input: ListInput) {
  const query = useInfiniteQuery<RowsPage<RowOf<Path>>, Failure, { pages: RowsPage<RowOf<Path>>[] }, readonly unknown[], string | null>({
    queryKey: [LIST, path, input],
    queryFn: ({ pageParam, signal }) => askRows(path, { ...input, limit: PAGE, after: pageParam }, signal),
    initialPageParam: null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  })
  const rows = useMemo(() => (query.data?.pages ?? []).flatMap((page) => page.rows), [query.data])
  const first = query.data?.pages[0]
  const isLong = (query.data?.pages.length ?? 0) > MOST_PAGES_AGAIN
  return {
    rows,
    total: first === undefined ? null : { count: first.total, isExact: first.totalIsExact },
    isWaiting: query.isPending,
    isChanging: query.isPlaceholderData,
    isMore: query.hasNextPage,
    isComing: query.isFetchingNextPage,
    hasNews: isLong && query.isStale,
    failure: query.error,
    more: () => {
      if (query.hasNextPage && !query.isFetching) void query.fetchNextPage()
    },
    again: () => void query.refetch(),
  }
}

/** How many rows of a list fit; null until it is known. */
export function useTotal<Path extends ListPath>(path: Path, input: ListInput): { readonly count: number; readonly isExact: boolean } | null {
  const { data } = useQuery({ queryKey: ['total', path, input], queryFn: ({ signal }) => askRows(path, { ...input, limit: '1' }, signal) })
  return data === undefined ? null : { count: data.total, isExact: data.totalIsExact }
}
