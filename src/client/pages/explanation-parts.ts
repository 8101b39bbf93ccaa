import { CataloguePage, loader as list } from './catalogue-page.tsx';
import { ExplanationPage, loader as editor } from './explanation-page.tsx';

/** The list of own explanations and the editor of one come as one piece. */
export const explanationParts = {
  list: { Component: CataloguePage, loader: list },
  editor: { Component: ExplanationPage, loader: editor },
};
