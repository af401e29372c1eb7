/** A sentence that the server says in both languages, for whoever reads this one. */
export function saidIn({ vi, en }: Readonly<{ vi: string; en: string }>, language: string): string {
  return language === 'en' ? en : vi
}
