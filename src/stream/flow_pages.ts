/**
 * Where the numbers of a conversation stand that are kept in typed arrays, a
 * page of them for so many conversations: an array that grew would have to be
 * copied, and would have to fit into memory twice.
 *
 * @module
 */

const PAGE_BITS = 12;

/** Conversations of a page. */
export const PAGE_FLOWS = 1 << PAGE_BITS;

/** Index of the page that a conversation is in. */
export function pageOf(flow: number): number {
  return flow >>> PAGE_BITS;
}

/**
 * Index of a conversation's first number in its page.
 *
 * @param flow The conversation.
 * @param stride Numbers of each conversation.
 */
export function placeOf(flow: number, stride: number): number {
  return (flow & (PAGE_FLOWS - 1)) * stride;
}
