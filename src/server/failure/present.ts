import type { CardRef } from '#contract/card.ts';
import type { Occurrence } from '#contract/failures.ts';
import { type Stage, stageSemantics } from '#contract/stage.ts';
import { entryIdOf } from '#server/store/cursor.ts';
import type { ShownFailure, StageRow } from '#server/store/journal-store.ts';
import { messageInList, momentOf } from './names.ts';

export function presentStage(stage: StageRow): Stage {
  return { ...stage, semantics: stageSemantics.find((semantics) => semantics === stage.semantics) ?? null };
}

export function presentOccurrence(shown: ShownFailure): Occurrence {
  const { key, process, activity, card, client, amount, template, stage, message } = shown;
  // With its client, whom a mask looks for in the title; the contract has no such field, so he leaves with nobody.
  const cardWithClient: (CardRef & { client: ShownFailure['client'] }) | null =
    card === null ? null : { ...card, client };
  return {
    entry: entryIdOf(key),
    process,
    at: momentOf(key.at),
    card: cardWithClient,
    client,
    amount,
    template,
    stage: stage === null ? null : presentStage(stage),
    activity,
    message: messageInList(message),
  };
}
