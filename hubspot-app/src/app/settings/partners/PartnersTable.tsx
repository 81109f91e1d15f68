import {
  Button,
  EmptyState,
  Flex,
  Heading,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import type { SettingsView } from '@partnerlock/core';
import { plainText } from '@partnerlock/hubspot-kit/plain-text.ts';
import type { ScreenReader } from '@partnerlock/hubspot-kit/screen-reader.ts';
import { copy } from '../copy.ts';
import type { SettingsPageActions } from '../Settings.tsx';

interface PartnersTableProps {
  readonly reader: ScreenReader;
  readonly partners: SettingsView['partners'];
  readonly actions: SettingsPageActions;
}

const COLUMNS = [
  'settings.name',
  'program.code',
  'program.status',
  'program.tier',
  'settings.formLink',
  'settings.statusLink',
] as const;

/** Every partner with its own two links, which are signed and so are copied, never typed. */
export function PartnersTable({ reader, partners, actions }: PartnersTableProps) {
  const link = (id: string, label: string, url: string | null) =>
    url !== null && (
      <Button size="small" onClick={() => copy(reader, actions, url)} testId={id}>
        {label}
      </Button>
    );
  if (partners.length === 0) {
    return (
      <EmptyState title={reader.say('settings.partners')} layout="vertical" imageName="companies" testId="no-partners">
        <Text>{reader.say('settings.partnersNone')}</Text>
      </EmptyState>
    );
  }
  return (
    <Flex direction="column" gap="small">
      <Heading>{reader.say('settings.partners')}</Heading>
      <Table bordered density="condensed" testId="partners">
        <TableHead>
          <TableRow>
            {COLUMNS.map((key) => (
              <TableHeader key={key}>{reader.say(key)}</TableHeader>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {partners.map(({ partnerId, name, code, status, tier, formUrl, statusUrl }) => (
            <TableRow key={partnerId}>
              <TableCell>{plainText(name, 200)}</TableCell>
              <TableCell>{plainText(code, 200)}</TableCell>
              <TableCell>{reader.say(`programStatus.${status}`)}</TableCell>
              <TableCell>{reader.say(`tier.${tier}`)}</TableCell>
              <TableCell>{link(`form-${partnerId}`, reader.say('settings.copy'), formUrl)}</TableCell>
              <TableCell>{link(`status-${partnerId}`, reader.say('settings.copy'), statusUrl)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Flex>
  );
}
