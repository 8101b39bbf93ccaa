import type { Role } from '#contract/session.ts';

/** What a role is called and what its people may do. */
export const roles: Readonly<Record<Role, { title: string; text: string }>> = {
  manager: {
    title: 'Менеджер',
    text: 'Читает журналы карточек. Если портал сам открывает журнал, то только там и только карточек, которые ему там видны.',
  },
  support: {
    title: 'Поддержка',
    text: 'Читает журналы всех карточек своих порталов. Личные данные открывает по одной записи, с указанием причины.',
  },
  administrator: {
    title: 'Администратор',
    text: 'Читает все порталы, управляет людьми, ключами, порталами и маскированием, видит журнал аудита.',
  },
  auditor: {
    title: 'Аудитор',
    text: 'Видит, кто что смотрел, открывал и менял. Самих журналов не читает.',
  },
};
