import type { AuditAction, AuditActorKind } from '#contract/audit.ts';

type Area = AuditAction extends `${infer A}.${string}` ? A : never;
/** A word for each action, by the area before its dot. */
export type ActionWords = {
  readonly [A in Area]: {
    readonly [D in AuditAction extends infer One ? (One extends `${A}.${infer D}` ? D : never) : never]: string;
  };
};
export type ActorWords = Readonly<Record<AuditActorKind, string>>;
