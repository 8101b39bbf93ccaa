import type { Translation } from '#client/i18n/translation.ts';
import type { files as ru } from '#client/i18n/ru/files.ts';

export const files: Translation<typeof ru> = {
  card: {
    formats: { xes: 'XES for process mining' },
    seen: 'What the filter shows',
    seenWithoutText: 'What the filter shows, but without the text search',
    all: 'All processes of the card',
  },
  portal: {
    failures: 'Processes of the portal in which something failed',
    flagged: 'Processes of the portal with flags',
    both: 'Processes of the portal that failed and are flagged',
    withoutText: 'without the search for cards',
    all: 'All processes of the portal',
    allWithoutText: 'All processes of the portal, without the search for cards',
  },
  print: {
    action: 'Print',
    back: 'To the journal',
    loading: 'Collecting entries…',
    failed: 'The journal did not load',
    name: 'Journal of a business process',
    entries: 'Entries',
    facts: {
      process: 'Process',
      card: 'Card',
      stage: 'Stage',
      state: 'State',
      version: 'Template version',
      startedAt: 'Started',
      finishedAt: 'Finished',
      startedBy: 'Started by',
      trigger: 'Trigger',
      shown: 'Entries',
      filter: 'Shown',
      zone: 'Time',
      printedAt: 'Printed',
    },
    part: '{{total}} of {{all}}',
    search: 'with the words “{{q}}”',
    cut: 'These are the first {{shown}} of {{total}} entries: no more go on paper. The whole journal is in the CSV, JSON or text export.',
    rest_one: '… and {{shown}} more character: whole in the journal',
    rest_other: '… and {{shown}} more characters: whole in the journal',
    empty: 'The journal has no entries',
    hidden: 'No entry passes the filter',
  },
};
