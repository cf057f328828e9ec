import { describe, expect, it } from 'vitest';
import { provisioningJsonSchema } from '../../../main/settings/provisioning-schema.ts';

describe('the published JSON Schema', () => {
  it('is the one that Paydesk checks with (renew it with: npx vitest run --project unit test/unit/settings -u)', async () => {
    await expect(`${JSON.stringify(provisioningJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
      '../../../assets/provisioning.schema.json',
    );
  });

  it('refuses unknown keys everywhere and asks for the sections that have no default', () => {
    const schema = provisioningJsonSchema();
    expect(schema).toMatchObject({
      additionalProperties: false,
      required: ['paydeskProvisioning', 'counter', 'shop', 'merchant', 'store', 'terminal'],
    });
    const objects = JSON.stringify(schema).match(/"type":"object"/g)?.length;
    expect(JSON.stringify(schema).match(/"additionalProperties":false/g)?.length).toBe(objects);
  });
});
