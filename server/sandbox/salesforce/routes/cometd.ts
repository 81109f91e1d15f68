import { z } from 'zod';
import type { Bayeux } from '../events/bayeux.ts';
import { bayeuxMessage } from '../events/bayeux.ts';
import type { Call, HttpServer } from '../http.ts';
import { checked, ok } from '../http.ts';

/** `/cometd/67.0`: messages one by one or in a list, answered in one list. */
export function serveCometd(http: HttpServer, bayeux: Bayeux): void {
  const messages = z.union([z.array(z.unknown()), z.looseObject({})]);
  const answer = async (call: Call) => {
    const [, token = ''] = /^(?:OAuth|Bearer) (\S+)$/i.exec(call.header('authorization') ?? '') ?? [];
    const given = call.body(messages);
    const answers = [];
    for (const each of Array.isArray(given) ? given : [given]) {
      answers.push(...(await bayeux.answer(checked(bayeuxMessage, each), token, call.line)));
    }
    return ok(answers);
  };
  http.open('post', '/cometd/:version', answer);
  http.open('post', '/cometd/:version/:verb', answer);
  // faye looks for a WebSocket first; there is none.
  http.open('get', '/cometd/:version', () => ({ status: 400, html: 'Long polling only' }));
}
