import { existsSync } from 'node:fs';
import path from 'node:path';

/** The folder of an installed package; some do not let themselves be found through their own exports. */
export function packageFolder(name: string): string {
  for (let folder = import.meta.dirname; folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const found = path.join(folder, 'node_modules', name);
    if (existsSync(path.join(found, 'package.json'))) return found;
  }
  throw new Error(`${name} is not installed: run npm install`);
}
