import { useEffect, useState, type ReactNode } from 'react';
import type { ReportPreview, ReportSetup, Req } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { act, ask } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';
import type { Words } from '../../words/shape.ts';
import { isKeyOf } from '../wording/advice.ts';
import { previewFacts } from '../wording/reports.ts';

type Kind = Req<'reports.preview'>['kind'];
type Map = ReportSetup['map'];

const KINDS: readonly Kind[] = ['transactions', 'fees', 'summary', 'settlement'];
/** Typing is answered at once, but not letter by letter. */
const TYPING_MS = 250;

/** The column map with a live preview: what the newest kept file says when it is read with these names. */
export function ColumnsPage(): ReactNode {
  const words = useWords().reports.editor;
  const kinds = useWords().reports.kind;
  const [setup, setSetup] = useState<ReportSetup | null>(null);
  const [kind, setKind] = useState<Kind>('transactions');
  const [isSaved, setIsSaved] = useState(false);
  useEffect(() => {
    void ask('reports.setup', {}).then((told) => {
      setSetup(told?.setup ?? null);
    });
  }, []);
  if (setup === null) return null;
  const change = (map: Map): void => {
    setSetup({ ...setup, map });
    setIsSaved(false);
  };
  const save = async (): Promise<void> => {
    setIsSaved(await act('reports.save-setup', { setup, secret: null }));
  };
  return (
    <div className="columns-page">
      <p className="quiet">{words.intro}</p>
      <div className="reports-tabs" role="group" aria-label={words.file}>
        {KINDS.map((each) => (
          <button
            key={each}
            type="button"
            className="tab"
            aria-pressed={each === kind}
            onClick={() => {
              setKind(each);
            }}
          >
            {kinds[each]}
          </button>
        ))}
      </div>
      <div className="columns-grid">
        <div>
          <Section map={setup.map} kind={kind} section="summary" onChange={change} />
          <Section map={setup.map} kind={kind} section="detail" onChange={change} />
        </div>
        <Preview map={setup.map} kind={kind} />
      </div>
      <div className="reports-saves">
        <Button label={words.save} tone="primary" testId="columns-save" onPress={() => void save()} />
        {isSaved ? <p role="status">{words.saved}</p> : null}
      </div>
    </div>
  );
}

function Section({
  map,
  kind,
  section,
  onChange,
}: {
  readonly map: Map;
  readonly kind: Kind;
  readonly section: 'summary' | 'detail';
  readonly onChange: (map: Map) => void;
}): ReactNode {
  const words = useWords().reports.editor;
  const fields = map.columns[kind][section];
  if (Object.keys(fields).length === 0) return null;
  const set = (field: string, text: string): void => {
    const names = text.split('|').map((name) => name.trim());
    const changed = { ...fields, [field]: names.filter((name) => name !== '') };
    onChange({ ...map, columns: { ...map.columns, [kind]: { ...map.columns[kind], [section]: changed } } });
  };
  return (
    <section>
      <h2>{words[section]}</h2>
      {Object.entries(fields).map(([field, names]) => (
        <Name
          key={`${kind}.${section}.${field}`}
          field={field}
          names={names}
          onChange={(text) => {
            set(field, text);
          }}
        />
      ))}
    </section>
  );
}

/** A field by its name for people; one that a newer Paydesk has added keeps its own. */
const fieldName = (fields: Words['reports']['editor']['fields'], field: string): string =>
  isKeyOf(fields, field) ? fields[field] : field;

/** Keeps what is typed as it is typed; the map only ever gets whole names. */
function Name({
  field,
  names,
  onChange,
}: {
  readonly field: string;
  readonly names: readonly string[];
  readonly onChange: (text: string) => void;
}): ReactNode {
  const { fields } = useWords().reports.editor;
  const [text, setText] = useState(names.join(' | '));
  return (
    <Field
      label={fieldName(fields, field)}
      value={text}
      testId={`column-${field}`}
      onChange={(typed) => {
        setText(typed);
        onChange(typed);
      }}
    />
  );
}

function Preview({ map, kind }: { readonly map: Map; readonly kind: Kind }): ReactNode {
  const all = useWords();
  const words = all.reports;
  const [preview, setPreview] = useState<ReportPreview | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => {
      void ask('reports.preview', { kind, map }).then(setPreview);
    }, TYPING_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [kind, map]);
  if (preview === null) return <p className="quiet">{words.editor.noFile}</p>;
  return (
    <section className="preview" data-testid="columns-preview" data-read={preview.read} data-faults={preview.faults.length}>
      <h2>{words.editor.preview}</h2>
      <p className="mono reports-small">{preview.label}</p>
      <pre>{preview.lines.map(({ line, cells }) => `${String(line)}  ${cells.join(',')}`).join('\n')}</pre>
      <p>
        <b>{words.editor.read(preview.read)}</b>
      </p>
      <ul className="faults">
        {preview.faults.map(({ line, code, field }) => (
          <li key={`${String(line)}${code}${field}`}>
            {line}: {words.rowFault[code]} {field === '' ? null : <code>{fieldName(words.editor.fields, field)}</code>}
          </li>
        ))}
      </ul>
      {preview.rows.map((row, at) => (
        <dl key={at} className="preview-row">
          {previewFacts(all, row).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      ))}
    </section>
  );
}
