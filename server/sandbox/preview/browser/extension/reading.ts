import type { RemoteCallable } from '@remote-ui/rpc';
import type { HostApi, ReadKind } from './protocol.ts';

export type Host = RemoteCallable<HostApi>;

/** HubSpot's hooks expect `{ json(): { data, cleanup? } | { error } }` from everything that they read. */
export interface HookAnswer {
  json(): Promise<{ readonly data?: unknown; readonly error?: string; readonly cleanup?: () => void }>;
}

export async function readFrom(
  host: Host,
  kind: ReadKind,
  request: unknown,
  cleanup?: () => void,
): Promise<HookAnswer> {
  const answer = await host.read(kind, plain(request));
  const body = answer.ok ? { data: answer.data, ...(cleanup && { cleanup }) } : { error: answer.message };
  return { json: async () => body };
}

/** A value that crosses to the page as it is: what JSON cannot say stays behind. */
export const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));
