import { useState, type ReactNode } from 'react';
import type { PeopleView } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { act, setUpPhone } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';
import { closeDialog } from '../../state/view-store.ts';
import { Refused } from '../frame/refused.tsx';
import { RoleChoice } from './add-person-dialog.tsx';

type Person = PeopleView['people'][number];

const closeAfter = async (isDone: Promise<boolean>): Promise<void> => {
  if (await isDone) closeDialog();
};

/** One person: name, role, and what they sign in with. Main decides who may change what. */
export function PersonDialog({ person }: { readonly person: Person }): ReactNode {
  const { page } = useWords().people;
  const { personId } = person;
  const [name, setName] = useState(person.name);
  const [role, setRole] = useState(person.role);
  const isChanged = name.trim() !== person.name || role !== person.role;
  return (
    <Dialog title={person.name} onClose={closeDialog} testId="person-dialog">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void closeAfter(act('people.change', { personId, name: name.trim(), role }));
        }}
      >
        <Field label={page.name} value={name} onChange={setName} maxLength={40} testId="person-name" isFirst />
        <RoleChoice value={role} onChange={setRole} />
        <Credentials person={person} />
        {person.role === 'cashier' ? null : <Phone person={person} />}
        <Refused />
        <div className="dialog-acts">
          <Button
            label={page.remove}
            tone="danger"
            testId="person-remove"
            onPress={() => {
              void closeAfter(act('people.remove', { personId }));
            }}
          />
          <Button label={page.keep} onPress={closeDialog} testId="person-close" />
          <Button label={page.save} tone="primary" submits isDisabled={!isChanged} testId="person-save" />
        </div>
      </form>
    </Dialog>
  );
}

function Credentials({ person: { personId, hasBadge } }: { readonly person: Person }): ReactNode {
  const { page } = useWords().people;
  const renew = (kind: 'pin' | 'badge') => () => void closeAfter(act('people.renew', { personId, kind }));
  return (
    <div className="row-acts">
      <Button label={page.newPin} testId="person-pin" onPress={renew('pin')} />
      <Button label={page.newBadge} testId="person-badge" onPress={renew('badge')} />
      {hasBadge ? (
        <Button
          label={page.dropBadge}
          testId="person-drop-badge"
          onPress={() => {
            void closeAfter(act('people.drop', { personId, kind: 'badge' }));
          }}
        />
      ) : null}
    </div>
  );
}

function Phone({ person: { personId, hasPhone } }: { readonly person: Person }): ReactNode {
  const { page } = useWords().people;
  const [isSaved, setSaved] = useState(false);
  return (
    <>
      <p className="quiet" data-testid="phone-hint">
        {isSaved ? page.phoneSaved : page.phoneHint}
      </p>
      <div className="row-acts">
        <Button
          label={page.newPhone}
          testId="person-phone"
          onPress={() => {
            void setUpPhone(personId).then(setSaved);
          }}
        />
        {hasPhone ? (
          <Button
            label={page.dropPhone}
            testId="person-drop-phone"
            onPress={() => {
              void closeAfter(act('people.drop', { personId, kind: 'phone' }));
            }}
          />
        ) : null}
      </div>
    </>
  );
}
