import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '../../../..');

/** SHA-256 of the files that databases in use were made with. Lines are added, never changed. */
const released: readonly (readonly [string, string])[] = [
  ['infra/sandbox/migrations/001-sandbox.sql', 'a2fd0604739ad7b3619cb6222023e462213b795df726c3a5e03f3bcf20c65c36'],
  [
    'services/_platform/migrations/consumer/001-consumer.sql',
    'a4456acce986bc469146d3bbbdc149dbcf8d7891bfdcc327a093a96f5dfb9d1c',
  ],
  [
    'services/_platform/migrations/outbox/001-leases.sql',
    '608f4b8bf5116fb71cabd08e8c07d8d8fcbdb6b665402e245f5653e442dd6636',
  ],
  [
    'services/_platform/migrations/outbox/002-outbox.sql',
    '0cffdf06861b7e0f529b99e3d0c5c4c852d3041d51caf2d5f0d802381fc25ff0',
  ],
  [
    'services/_platform/migrations/outbox/003-relay-cursors.sql',
    'efa0ff85a1773b6d389794c9fb1702637f50e560b97c997e8e1028a7f9123e2c',
  ],
  [
    'services/appointment-intake/migrations/001-intake.sql',
    'f4c3bb864adb2606cfa1d4ebf518a99901603a5ae4a3c01b0769eb1762435d57',
  ],
  [
    'services/diploma-matching/migrations/001-claims-and-results.sql',
    'bd3036609a8fe8647584b247a0c3b345b4c5ae0281750cad5496c009a3044e82',
  ],
  [
    'services/identity-vault/migrations/001-persons.sql',
    '4c157bebdafaba2f4fe67dc2c7344ebce634a996e3e27fc51de4a9e241291f7d',
  ],
  [
    'services/identity-vault/migrations/002-claims.sql',
    '6f30e93405633b8b0c7e9546d2351b37b63454435b2a42d221a677702bdd0608',
  ],
  [
    'services/identity-vault/migrations/003-portfolio-keys.sql',
    'f72856a0e0f9eae4ecdc846140f1cb096d476229f273883b385961b74f1639f4',
  ],
  [
    'services/identity-vault/migrations/004-daily-tasks.sql',
    'b33d76549d462f8843896232806f310b4afc57c2dffdac85a51ab178d7d05592',
  ],
  [
    'services/portfolio-storage/migrations/001-access-and-activities.sql',
    '9c4bf3a4d54d3c9dc3f27ef97fb774b908876015d7aa7d2d4f4f3cc3aa217971',
  ],
  [
    'services/register-state/migrations/001-register.sql',
    '58ae3482e328dc0354e16f7c974d645c356b9a22c572cb21260131e07e8c34da',
  ],
];

// A comment was put right in a file that databases had been made with: none of them would have started again.
describe('migrations that databases were made with', () => {
  it.each(released)('%s is as it was', (file, checksum) => {
    expect(
      createHash('sha256')
        .update(readFileSync(path.join(root, file)))
        .digest('hex'),
    ).toBe(checksum);
  });
});
