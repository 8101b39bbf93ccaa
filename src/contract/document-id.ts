/** How the portal names a card to its business processes: module, class of the document, id or type of the document. */
export type DocumentId = readonly [module: string, entity: string, id: string];

type Family = { entity: string; prefix: string };

const moduleOfCards = 'crm';
const namespace = 'Bitrix\\Crm\\Integration\\BizProc\\Document\\';

/** Card types whose name is not followed by a number; `dynamic_N` is told by the rule below. */
export const documentFamilies: Readonly<Record<string, Family>> = {
  lead: { entity: 'CCrmDocumentLead', prefix: 'LEAD' },
  deal: { entity: 'CCrmDocumentDeal', prefix: 'DEAL' },
  contact: { entity: 'CCrmDocumentContact', prefix: 'CONTACT' },
  company: { entity: 'CCrmDocumentCompany', prefix: 'COMPANY' },
  quote: { entity: `${namespace}Quote`, prefix: 'QUOTE' },
  invoice: { entity: `${namespace}SmartInvoice`, prefix: 'SMART_INVOICE' },
  order: { entity: `${namespace}Order`, prefix: 'ORDER' },
};

/** Of the portal's own types: `dynamic_128` is `DYNAMIC_128`. */
export const dynamicEntity = `${namespace}Dynamic`;

/** `deal` → crm, CCrmDocumentDeal, DEAL. */
export function documentTypeOf(cardType: string): DocumentId {
  const family = documentFamilies[cardType];
  return [moduleOfCards, family?.entity ?? dynamicEntity, family?.prefix ?? cardType.toUpperCase()];
}

/** `deal`, `7` → crm, CCrmDocumentDeal, DEAL_7. */
export function documentIdOf(card: { type: string; id: string }): DocumentId {
  const [module, entity, type] = documentTypeOf(card.type);
  return [module, entity, `${type}_${card.id}`];
}
