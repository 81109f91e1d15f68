/**
 * Legal forms at the end of a name, as `normaliseCompanyName` folds them (`oue` is the Estonian OÜ). A form of
 * several words is removed as a whole; letters that are also words ("z", "de", "sp") count only within one.
 */
export const TRAILING_FORMS: ReadonlySet<string> = new Set([
  ...words('inc incorporated corp corporation co company llc lllp llp lp pllc ltd limited plc ulc the and und'),
  ...words('unlimited gmbh ggmbh gesmbh mbh ag kg kgaa ohg gbr ug ek ev eg se'),
  ...words('aktiengesellschaft kommanditgesellschaft'),
  ...words('sa sas sasu sarl eurl scs snc sca cie ltee spa srl sapa slu sl slp sll sau cia sab sapi lda ltda eireli'),
  ...words('bv nv vof bvba sprl cvba srlu ab aktiebolag abp oy oyj as asa aps aktieselskab ans ivs hf ehf'),
  ...words('oue ou uab sia eood ood ead doo dd sro vos kft zrt nyrt spzoo tbk persero bhd pte pty pvt'),
  ...words('jsc ojsc cjsc pjsc ooo oao zao pao ооо оао зао пао ао тоо тов kk gk yk fze fzco fzc fzllc wll dmcc'),
  ...words('qpsc psc saoc saog 株 有 株式会社 有限会社 合同会社 有限公司 股份有限公司 주식회사 주'),
  ...phrases('limited liability company', 'public limited company', 'limited partnership', 'private limited'),
  ...phrases('proprietary limited', 'pty ltd', 'pvt ltd', 'pte ltd', 'sdn bhd', 'public joint stock company'),
  ...phrases('joint stock company', 'ug haftungsbeschraenkt', 'gesellschaft mit beschraenkter haftung'),
  ...phrases('societe anonyme', 'sociedad anonima', 'societa per azioni', 'sociedade anonima'),
  ...phrases('s a', 's a s', 's a r l', 'sa rl', 's p a', 's r l', 's l', 's l u', 's a u', 's r o'),
  ...phrases('sa de cv', 'sab de cv'),
  ...phrases('s de rl de cv', 'sapi de cv', 'sa de c v', 'de cv', 'b v', 'n v', 'a g', 'a s', 'd o o'),
  ...phrases('sp z oo', 'sp z o o', 'spolka z oo', 'spolka akcyjna', 'sp k', 'sp j', 'spol s ro', 'spol s r o', 'z oo'),
  ...phrases('spolka z ograniczona odpowiedzialnoscia', 'anonim sirketi', 'limited sirketi', 'ltd sti', 'k k', 'l l c'),
  ...phrases('naamloze vennootschap', 'besloten vennootschap', 'kabushiki kaisha', 'p l c', 'l l p'),
  ...['and', 'und', 'et', 'en', 'og', 'och'].flatMap((and) => [`${and} co`, `${and} cie`, `${and} company`]),
  // "e" and "y" only before a form of their own language: "Plan E Co" keeps its letter.
  ...phrases('y cia', 'e cia', 'y compania', 'e companhia'),
]);

/**
 * Legal forms, and the article, that stand before a name. The Russian AO and the French SA are missing on purpose:
 * "A. O. Smith" and "S.A. Brain" would lose their initials.
 */
export const LEADING_FORMS: ReadonlySet<string> = new Set([
  ...words('the pt ooo oao zao pao pjsc ооо оао зао пао ао тоо 株式会社 株 有限会社 合同会社 주식회사 주'),
]);

/** Legal forms without a blank between them and the name, longest first. */
export const WRITTEN_TOGETHER: readonly string[] = words(
  '股份有限公司 有限責任公司 有限责任公司 有限公司 株式会社 有限会社 合同会社 주식회사',
);

function words(text: string): readonly string[] {
  return text.split(' ');
}

function phrases(...forms: readonly string[]): readonly string[] {
  return forms;
}
