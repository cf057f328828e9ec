import { useState, type ReactNode } from 'react';
import type { PeopleView } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { act } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';
import { closeDialog } from '../../state/view-store.ts';
import { Refused } from '../frame/refused.tsx';

type Role = PeopleView['people'][number]['role'];
const ROLES: readonly Role[] = ['cashier', 'supervisor', 'owner'];

/** A new person: name and role here, then main asks them for a PIN. The first one is the owner. */
export function AddPersonDialog({ isFirst }: { readonly isFirst: boolean }): ReactNode {
  const { page } = useWords().people;
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>(isFirst ? 'owner' : 'cashier');
  const next = async (): Promise<void> => {
    if (await act('people.add', { name: name.trim(), role })) closeDialog();
  };
  return (
    <Dialog title={isFirst ? page.firstTitle : page.addTitle} onClose={closeDialog} testId="add-person-dialog">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void next();
        }}
      >
        <Field
          label={page.name}
          hint={page.nameHint}
          value={name}
          onChange={setName}
          maxLength={40}
          isFirst
          testId="person-name"
        />
        {isFirst ? null : <RoleChoice value={role} onChange={setRole} />}
        <Refused />
        <div className="dialog-acts">
          <Button label={page.keep} onPress={closeDialog} />
          <Button label={page.next} tone="primary" submits isDisabled={name.trim() === ''} testId="person-next" />
        </div>
      </form>
    </Dialog>
  );
}

/** The three roles as one switch. */
export function RoleChoice({ value, onChange }: { readonly value: Role; readonly onChange: (role: Role) => void }): ReactNode {
  const { page, roles } = useWords().people;
  return <Choice label={page.role} value={value} onChange={onChange} options={ROLES.map((id) => ({ id, label: roles[id] }))} />;
}
