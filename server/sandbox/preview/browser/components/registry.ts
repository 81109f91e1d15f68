import type { ComponentMapping } from '@remote-ui/react/host';
import { Button, ButtonRow, Dropdown, DropdownButtonItem, LoadingButton } from './buttons.tsx';
import { Checkbox, MultiSelect, RadioButton, Select, Toggle, ToggleGroup } from './choices.tsx';
import { CrmActionButton, CrmActionLink } from './crm-actions.tsx';
import { DateInput, TimeInput } from './date-inputs.tsx';
import { Accordion, StepIndicator, Tab, Tabs } from './disclosure.tsx';
import { Alert, EmptyState, ErrorState, Illustration, LoadingSpinner, ProgressBar } from './feedback.tsx';
import { BarChart, Image, LineChart, ScoreCircle, Statistics, StatisticsItem, StatisticsTrend } from './figures.tsx';
import { Form } from './forms.tsx';
import { AutoGrid, Box, Card, Divider, Flex, Inline, Spacer, Stack, Tile } from './layout.tsx';
import { Link, PageLink } from './links.tsx';
import { CurrencyInput, NumberInput, StepperInput } from './number-inputs.tsx';
import { Modal, ModalBody, ModalFooter, Panel, PanelBody, PanelFooter, PanelSection, Tooltip } from './overlays.tsx';
import * as pageParts from './page-parts.tsx';
import { Table, TableBody, TableCell, TableFooter, TableHead, TableHeader, TableRow } from './tables.tsx';
import { Input, SearchInput, TextArea } from './text-inputs.tsx';
import { DescriptionList, DescriptionListItem, Heading, Icon, List, StatusTag, Tag, Text } from './text.tsx';

/**
 * Every stable component under the name that extensions send. Missing on purpose: CRM components that draw HubSpot's
 * own data (property lists, reports, trackers), and experimental ones.
 */
export const COMPONENTS: ComponentMapping = {
  ...{ Accordion, Alert, AutoGrid, BarChart, Box, Button, ButtonRow, Card, Checkbox, CrmActionButton, CrmActionLink },
  ...{ CurrencyInput, DateInput, DescriptionList, DescriptionListItem, Divider, Dropdown, DropdownButtonItem },
  ...{ EmptyState, ErrorState, Flex, Form, Heading, Icon, Illustration, Image, Inline, Input, LineChart, Link, List },
  ...{ LoadingButton, LoadingSpinner, Modal, ModalBody, ModalFooter, MultiSelect, NumberInput, PageLink, Panel },
  ...{ PanelBody, PanelFooter, PanelSection, ProgressBar, RadioButton, ScoreCircle, SearchInput, Select, Spacer },
  ...{ Stack, Statistics, StatisticsItem, StatisticsTrend, StatusTag, StepIndicator, StepperInput, Tab, Table },
  ...{ TableBody, TableCell, TableFooter, TableHead, TableHeader, TableRow, Tabs, Tag, Text, TextArea, Tile },
  ...{ TimeInput, Toggle, ToggleGroup, Tooltip },
  ...pageParts,
  // The older spelling is still exported by HubSpot's package.
  Textarea: TextArea,
};
