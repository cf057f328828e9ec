/** Stands in for the ledger's library in a recording that is to be weakened: the ledger keeps its connection to itself. */
import { DatabaseSync as Library } from '@photostructure/sqlite';
import { connections } from './connections.ts';

export { backup } from '@photostructure/sqlite';

export class DatabaseSync extends Library {
  constructor(...given: ConstructorParameters<typeof Library>) {
    super(...given);
    connections.add(this);
  }
}
