import type { CardEvent, TemplateEvent } from '#contract/event.ts';
import type { Deal } from './deals.ts';
import { stageById, type StageId } from './stages.ts';
import { type Template, templates } from './templates.ts';
import { moment } from './walk.ts';

/** A deal as it stands from this moment (ms): the portal tells it at every change of stage. */
export function cardEvent(deal: Deal, stage: StageId, at: number, portalUrl: string): CardEvent {
  return {
    kind: 'card',
    id: `deal-${deal.id}#${at}`,
    at: moment(at),
    card: { type: 'deal', id: deal.id },
    title: deal.title,
    stage: stageById(stage),
    pipeline: 'Продажи',
    responsible: deal.responsible,
    client: { id: deal.client.id, name: `${deal.client.name}, ${deal.client.phone}` },
    amount: { value: deal.amount, currency: 'RUB' },
    url: `${portalUrl}/crm/deal/details/${deal.id}/`,
  };
}

/** Every version of every template, told when it was published. */
export function templateEvents(now: number): TemplateEvent[] {
  return templates.flatMap((template: Template) =>
    template.versions.map(({ version, daysAgo }) => ({
      kind: 'template' as const,
      id: `template-${template.id}#${version}`,
      at: moment(now - daysAgo * 86_400_000),
      template: { id: template.id, version },
      name: template.name,
      cardType: 'deal',
      ...(template.stage === undefined ? {} : { stage: stageById(template.stage) }),
      origin: template.origin,
      logging: template.logging,
    })),
  );
}
