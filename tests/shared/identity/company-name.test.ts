import { describe, expect, it } from 'vitest';
import { normaliseCompanyName } from '../../../shared/identity/company-name.ts';

describe('legal forms', () => {
  it.each([
    ['Apple Inc.', 'apple'],
    ['Salesforce, Inc.', 'salesforce'],
    ['Ford Motor Company', 'ford motor'],
    ['Intel Corp', 'intel'],
    ['Oracle Corporation', 'oracle'],
    ['Wells Fargo & Company', 'wells fargo'],
    ['Tiffany & Co.', 'tiffany'],
    ['Example Holdings L.L.C.', 'example holdings'],
    ['Unilever PLC', 'unilever'],
    ['Dyson Ltd', 'dyson'],
    ['Infosys Limited', 'infosys'],
    ['Zoho Corporation Pvt. Ltd.', 'zoho'],
    ['Atlassian Pty Ltd', 'atlassian'],
    ['Grab Pte. Ltd.', 'grab'],
    ['Siemens AG', 'siemens'],
    ['SAP SE', 'sap'],
    ['Robert Bosch GmbH', 'robert bosch'],
    ['Miele & Cie. KG', 'miele'],
    ['Festo SE & Co. KG', 'festo'],
    ['Henkel AG & Co. KGaA', 'henkel'],
    ['Trumpf SE + Co. KG', 'trumpf'],
    ['Example UG (haftungsbeschränkt)', 'example'],
    ['Nestlé S.A.', 'nestle'],
    ['Sanofi S. A.', 'sanofi'],
    ['Ecopetrol SA', 'ecopetrol'],
    ['Doctolib SAS', 'doctolib'],
    ['Example S.à r.l.', 'example'],
    ['Booking.com B.V.', 'booking com'],
    ['ING Groep N.V.', 'ing groep'],
    ['Nokia Oyj', 'nokia'],
    ['Supercell Oy', 'supercell'],
    ['Spotify AB', 'spotify'],
    ['Novo Nordisk A/S', 'novo nordisk'],
    ['Equinor ASA', 'equinor'],
    ['Example ApS', 'example'],
    ['Icelandair Group hf.', 'icelandair group'],
    ['Bolt Technology OÜ', 'bolt technology'],
    ['Vinted UAB', 'vinted'],
    ['Eni S.p.A.', 'eni'],
    ['UiPath S.R.L.', 'uipath'],
    ['Iberdrola, S.A.', 'iberdrola'],
    ['Example, S.L.U.', 'example'],
    ['Hijos y Cía.', 'hijos'],
    ['Example Lda.', 'example'],
    ['Example Ltda', 'example'],
    ['Grupo Bimbo, S.A.B. de C.V.', 'grupo bimbo'],
    ['Example S. de R.L. de C.V.', 'example'],
    ['Allegro Sp. z o.o.', 'allegro'],
    ['ČEZ, a. s.', 'cez'],
    ['ESET, spol. s r.o.', 'eset'],
    ['Example Kft.', 'example'],
    ['OTP Bank Nyrt.', 'otp bank'],
    ['Infobip d.o.o.', 'infobip'],
    ['Arçelik A.Ş.', 'arcelik'],
    ['Honda Motor Co., Ltd.', 'honda motor'],
    ['Example K.K.', 'example'],
    ['株式会社日立製作所', '日立製作所'],
    ['㈱日立製作所', '日立製作所'],
    ['华为技术有限公司', '华为技术'],
    ['삼성전자주식회사', '삼성전자'],
    ['PT Telkom Indonesia (Persero) Tbk', 'telkom indonesia'],
    ['Example Sdn. Bhd.', 'example'],
    ['OOO Yandex', 'yandex'],
    ['ООО «Яндекс»', 'яндекс'],
  ])('%s is %s', (name, normalised) => {
    expect(normaliseCompanyName(name)).toBe(normalised);
  });
});

describe('words that only look like legal forms', () => {
  it.each([
    ['AG', 'ag'],
    ['The AG', 'ag'],
    ['S.A.', 'sa'],
    ['Co. Ltd.', 'co'],
    ['SAS Institute Inc.', 'sas institute'],
    ['AB InBev', 'ab inbev'],
    ['SE Ranking', 'se ranking'],
    ['A. O. Smith Corporation', 'ao smith'],
    ['AO Smith', 'ao smith'],
    ['Y Combinator', 'y combinator'],
    ['Plan Y Inc', 'plan y'],
    ['Plan E Co', 'plan e'],
    ['Fund I Co', 'fund i'],
    ['Company of Heroes', 'company of heroes'],
    ['Visa', 'visa'],
  ])('%s is %s', (name, normalised) => {
    expect(normaliseCompanyName(name)).toBe(normalised);
  });
});

describe('spellings', () => {
  it.each([
    ['Müller & Söhne', 'mueller and soehne'],
    ['Mueller und Soehne GmbH', 'mueller and soehne'],
    ['MÜLLER + SÖHNE', 'mueller and soehne'],
    ['Mu\u0308ller et So\u0308hne', 'mueller and soehne'],
    ['Barilla G. e R. Fratelli', 'barilla g and r fratelli'],
    ['Marks and Spencer', 'marks and spencer'],
    ['Marks&Spencer', 'marks and spencer'],
    ['AT&T Inc.', 'at and t'],
    ['Groß KG', 'gross'],
    ['GROSS KG', 'gross'],
    ['GROẞ', 'gross'],
    ['A.P. Møller - Mærsk A/S', 'ap moller maersk'],
    ['Ørsted', 'orsted'],
    ['Ǣ', 'ae'],
    ['KGHM Polska Miedź', 'kghm polska miedz'],
    ['Łódź', 'lodz'],
    ['Türkiye İş Bankası', 'tuerkiye is bankasi'],
    ["McDonald's", 'mcdonalds'],
    ['McDonald’s', 'mcdonalds'],
    ["L'Oréal", 'loreal'],
    ['Coca-Cola', 'coca cola'],
    ['The Coca-Cola Company', 'coca cola'],
    ['Kroger Co., The', 'kroger'],
    ['U.S. Steel', 'us steel'],
    ['Disney+', 'disney'],
    ['Ａｃｍｅ　Ｗｉｄｇｅｔｓ', 'acme widgets'],
    ['Acme\u200B Widgets\u202C', 'acme widgets'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['ガス', 'ガス'],
    ['__proto__', 'proto'],
    ['3M', '3m'],
    ['🏢', ''],
    [' – ', ''],
  ])('%j is %j', (name, normalised) => {
    expect(normaliseCompanyName(name)).toBe(normalised);
  });

  it('bounds the work and the result', () => {
    expect(normaliseCompanyName('A'.repeat(1_000_000))).toBe('a'.repeat(120));
  });

  it('is settled after one call, also where "y" grows to "and" at the limit', () => {
    const once = normaliseCompanyName(`Alfas y ${'Alfa y '.repeat(12)}Corona`);
    expect(once.length).toBeLessThanOrEqual(120);
    expect(normaliseCompanyName(once)).toBe(once);
  });
});
