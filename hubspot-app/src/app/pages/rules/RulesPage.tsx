import { DescriptionList, DescriptionListItem, Flex, Text, useExtensionContext } from '@hubspot/ui-extensions';
import { PageLink, PageTitle } from '@hubspot/ui-extensions/pages';
import { UI_PATHS, type SettingsView } from '@partnerlock/core';
import { isSettings } from '@partnerlock/hubspot-kit/answers.ts';
import { askServer } from '@partnerlock/hubspot-kit/ask-server.ts';
import { Loading, NotConfigured, Refused, ServerAway } from '@partnerlock/hubspot-kit/problems.tsx';
import { originOf } from '@partnerlock/hubspot-kit/reader.ts';
import { screenReaderOf, type ScreenReader } from '@partnerlock/hubspot-kit/screen-reader.ts';
import { useAnswer } from '@partnerlock/hubspot-kit/use-answer.ts';
import { rulesInWords } from './rules-in-words.ts';

/** The policy that decides, for everybody to read. */
export function RulesPage() {
  const context = useExtensionContext<'pages'>();
  const reader = screenReaderOf(context);
  const origin = originOf(context);
  return (
    <Flex direction="column" gap="medium">
      <PageTitle>{reader.say('queue.rules')}</PageTitle>
      <PageLink to="/">{reader.say('rules.back')}</PageLink>
      {origin === null ? <NotConfigured reader={reader} /> : <Rules origin={origin} reader={reader} />}
    </Flex>
  );
}

function Rules({ origin, reader }: { origin: string; reader: ScreenReader }) {
  const query = { locale: reader.locale };
  const asking = useAnswer(() => askServer({ origin, path: UI_PATHS.settings, query }, isSettings), reader.locale);
  const problem = { reader, onRetry: asking.reload, isBusy: asking.isLoading };
  if (asking.refusal !== null) return <Refused {...problem} message={asking.refusal} />;
  if (asking.answer === null) return asking.isAway ? <ServerAway {...problem} /> : <Loading reader={reader} />;
  return <RulesList reader={reader} settings={asking.answer.settings} />;
}

const RulesList = ({ reader, settings }: { reader: ScreenReader; settings: SettingsView }) => (
  <>
    <Text>{reader.say('rules.intro')}</Text>
    <DescriptionList direction="column">
      {rulesInWords(reader, settings).map(({ id, label, text }) => (
        <DescriptionListItem key={id} label={label} testId={`rule-${id}`}>
          <Text>{text}</Text>
        </DescriptionListItem>
      ))}
    </DescriptionList>
  </>
);
