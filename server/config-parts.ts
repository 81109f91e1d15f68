import { z } from 'zod';

/** A web address without path. */
export const origin = z
  .url()
  .transform((url) => url.replace(/\/+$/, ''))
  .refine((url) => new URL(url).pathname === '/', 'Write only the origin, such as https://partners.example.com');
/** Several values, separated by commas. */
export const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);
