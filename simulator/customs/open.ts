import type { OtherApis } from '../gateway/http.ts';
import type { Runtime } from '../gateway/runtime.ts';
import { getRow } from '../gateway/table.ts';
import { createCustomsBook, type DeclarationRow, type DeclarationStatus } from './book.ts';

/** Declarations as tests and the control page see them. */
export type SimulatorCustoms = { readonly rows: () => readonly (DeclarationRow & { readonly status: DeclarationStatus })[] };

/** Opens customs on the gateway's clock and books. */
export function openCustoms(runtime: Runtime): SimulatorCustoms & { readonly apis: OtherApis } {
  const book = createCustomsBook({
    payment: (id) => getRow(runtime.state().payments, id),
    nowMs: runtime.now,
    decideMs: () => runtime.state().settings.customsDecideMs,
  });
  return {
    rows: () => book.rows().map((row) => ({ ...row, status: book.status(row) })),
    apis: {
      room: 'customs',
      answers: {
        declare: (message) => book.declare(message),
        inquireDeclarationRequests: (message) => book.tell(message),
      },
    },
  };
}
