import path from 'node:path';
import { z } from 'zod';
import type { Label } from '../entities.ts';
import { many, readRoot } from './read-xml.ts';

const rawLabels = z.object({
  labels: many(z.object({ fullName: z.string(), value: z.string(), language: z.string() })),
});
const rawTranslations = z.object({ customLabels: many(z.object({ name: z.string(), label: z.string() })) });

/** A `*.labels-meta.xml`. */
export const readLabels = (file: string): Label[] =>
  readRoot(file, 'CustomLabels', rawLabels).labels.map(({ fullName, value, language }) => ({
    name: fullName,
    value,
    language,
  }));

/** The labels of a `<language>.translation-meta.xml`. */
export const readLabelTranslations = (file: string): Label[] =>
  readRoot(file, 'Translations', rawTranslations).customLabels.map(({ name, label }) => ({
    name,
    value: label,
    language: path.basename(file).split('.')[0] ?? '',
  }));
