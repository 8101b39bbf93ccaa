/**
 * Columns of a row. On a phone the row is a small card: state and time, what and why, where and the link. Wider, the
 * stage stands below the state; wide enough, in a column of its own.
 */
export const rowGrid = [
  'grid items-center gap-x-4 px-4 py-2.5 medium:px-5 medium:py-2',
  "grid-cols-[minmax(0,1fr)_auto] gap-y-1 [grid-template-areas:'state_time''name_name''stage_link']",
  "medium:grid-cols-[188px_minmax(0,1fr)_152px_52px] medium:gap-y-0 medium:[grid-template-areas:'state_name_time_link''stage_name_time_link']",
  "large:grid-cols-[188px_minmax(0,1fr)_152px_168px_52px] large:[grid-template-areas:'state_name_stage_time_link']",
].join(' ');
