import type { Stage } from '#contract/stage.ts';

type DemoStage = Stage & { name: string; color: string };

/** The pipeline «Продажи», in the order that deals pass it; colours as a portal gives them. */
export const stages = [
  { id: 'NEW', name: 'Новая заявка', color: '#39A8EF', semantics: 'process' },
  { id: 'PREPARATION', name: 'Квалификация', color: '#2FC6F6', semantics: 'process' },
  { id: 'PREPAYMENT_INVOICE', name: 'Счёт выставлен', color: '#55D0E0', semantics: 'process' },
  { id: 'EXECUTING', name: 'Оплачено', color: '#47E4C2', semantics: 'process' },
  { id: 'FINAL_INVOICE', name: 'Отгрузка', color: '#FFA900', semantics: 'process' },
  { id: 'WON', name: 'Успешно', color: '#7BD500', semantics: 'success' },
  { id: 'LOSE', name: 'Отказ', color: '#FF5752', semantics: 'failure' },
] as const satisfies readonly DemoStage[];

export type StageId = (typeof stages)[number]['id'];

export function isStageId(value: unknown): value is StageId {
  return stages.some((stage) => stage.id === value);
}

export function stageById(id: StageId): (typeof stages)[number] {
  return stages.find((stage) => stage.id === id) ?? stages[0];
}
