import type { answers as english } from '../en/answers.ts';

export const answers: Record<keyof typeof english, string> = {
  'done.approve': 'Aprobado. {prospect} está protegida para {partner}.',
  'done.reject': 'Rechazado. {prospect} vuelve a estar libre.',
  'done.ask': 'Su pregunta está en la página de estado del partner.',
  'done.extend': 'La protección se amplió.',
  'done.release': 'Liberada. {prospect} vuelve a estar libre.',
  'partner.enrolled': '{partner} está en el programa.',
  'partner.company_gone': 'Esta empresa ya no existe en el CRM. Recargue la ficha.',
  'partner.crm_refused': 'El CRM rechazó el cambio: {problem}',
  'ui.not_approver':
    'Solo los aprobadores pueden hacerlo. Pídalo a un gestor de canal o a un administrador en los ajustes de PartnerLock.',
  'ui.not_installed': 'PartnerLock no está conectado a esta cuenta. Instálelo de nuevo.',
  'ui.unreadable': 'No se pudo leer la solicitud. Recargue la página e inténtelo de nuevo.',
  'ui.crm_away': 'HubSpot no respondió. No se cambió nada; inténtelo en un minuto.',
  'settings.saved': 'Guardado como versión {version}. Los nuevos registros se deciden con ella.',
  'settings.stale': 'Otra persona guardó la política entretanto. Recargue para verla y repita su cambio.',
  'settings.last_approver': 'Deje al menos un aprobador.',
  'settings.invalid': 'Corrija los campos marcados.',
  'partner.imported': 'Se incorporaron {done} de {all} partners.',
  'bulk.no_registration': 'Este negocio no tiene registro de partner.',

  'crm.hubspot': 'HubSpot',
  'crm.salesforce': 'Salesforce',
};
