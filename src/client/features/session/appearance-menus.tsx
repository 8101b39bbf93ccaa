import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, languageNow } from '#client/i18n/i18n.ts';
import { languageNames, languages } from '#client/i18n/language.ts';
import { chooseTheme, themeNow, themes } from '#client/lib/theme.ts';
import type { Theme } from '#client/lib/theme.ts';
import { Button, IconButton } from '#client/ui/button.tsx';
import type { IconName } from '#client/ui/icon.tsx';
import { Menu } from '#client/ui/menu.tsx';

const themeIcons: Readonly<Record<Theme, IconName>> = { system: 'sun', light: 'sun', dark: 'moon' };

/** Language and theme: of this browser, not of the account. */
export function AppearanceMenus() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [theme, setTheme] = useState(themeNow);
  const language = languageNow();
  return (
    <>
      <Menu
        label={t('header.language')}
        trigger={
          <Button variant="ghost" size="s" aria-label={`${t('header.language')}: ${languageNames[language]}`}>
            {language.toUpperCase()}
          </Button>
        }
        actions={languages.map((one) => ({
          key: one,
          title: languageNames[one],
          isChosen: one === language,
          // Explanations of causes come from the server in the language of the page.
          onAction: () => void chooseLanguage(one).then(() => client.invalidateQueries()),
        }))}
      />
      <Menu
        label={t('header.theme')}
        trigger={<IconButton size="s" icon={themeIcons[theme]} label={t('header.theme')} />}
        actions={themes.map((one) => ({
          key: one,
          title: t(`header.themes.${one}`),
          isChosen: one === theme,
          onAction: () => {
            chooseTheme(one);
            setTheme(one);
          },
        }))}
      />
    </>
  );
}
