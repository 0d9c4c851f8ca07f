import { ROLES } from '#lib/domain/policy/roles.ts';
import { ROLE_NAMES } from '#lib/messages/change-sentences.ts';

const ROLE_LINES = ROLES.map((role) => `    ${role.padEnd(14)} ${ROLE_NAMES[role]()}`).join('\n');

export const USAGE = `Usage : npm run admin -- <commande>

  init --site-id ID --site-name NOM --username NOM --name NOM
       [--timezone ZONE] [--title TITRE] [--site-kind GENRE] [--site-audience QUI] [--from FICHIER]
      Réseau vide : premier milieu, premier compte d’administration, et son code à usage unique.
      --from : services, raisons, trajets et mots d’un fichier JSON.
      À un terminal, ce qui manque est demandé.
  words --from FICHIER
      Charge services, raisons, trajets et mots dans un réseau qui n’en a pas.

  questions list
      Les questions de l’accueil, dans l’ordre où elles sont posées.
  questions load FICHIER
      Charge les questions d’un fichier JSON. Une question changée reçoit une nouvelle version ; l’ancienne est retirée.
  questions withdraw QUESTION
      N’est plus posée. Ce qui y a été répondu reste.

  accounts list [--site ID]
  accounts add --username NOM --name NOM --title TITRE --role RÔLE
       [--site ID]… [--service ID:SERVICE]… [--levels ID]… [--trained AAAA-MM-JJ]
  accounts code|disable|enable|end-sessions|reset-factors NOM_D’UTILISATEUR
  accounts trained NOM_D’UTILISATEUR AAAA-MM-JJ
      Date de la dernière formation sur la protection des renseignements : sans elle, le compte n’ouvre rien.
  accounts role NOM_D’UTILISATEUR RÔLE
    Rôles :
${ROLE_LINES}

  devices list [--site ID]       devices revoke NUMÉRO
  displays list [--site ID]      displays revoke NUMÉRO

  keys
      Les clés de cette base, et combien de lignes ont besoin de chacune.
  keys rotate
      Chiffre tout ce qui peut l’être sous une nouvelle clé, pendant que Halte sert. Interrompu, on recommence.

  forget [--dry-run]
      Efface ce qui a passé sa durée de conservation ; avec --dry-run, dit seulement ce qui le serait.

  backup FICHIER
      Toutes les tables à un même instant, chiffrées avec le trousseau, pendant que Halte sert ; puis relit le fichier.
  restore FICHIER
      Remet une sauvegarde dans une base vide. Il y faut le trousseau, et le registre des effacements le plus récent.

  verify-log [--head FICHIER]
      Vérifie ligne par ligne ce qui s’est passé et qui a consulté quoi ; nomme la première ligne touchée.
  export-head > FICHIER
      La fin de chaque journal, à garder ailleurs : avec elle, une fin coupée se voit.

La base est celle de DATABASE_URL, sinon celle du dossier HALTE_DATA (./data), que Halte soit en marche ou non.
Codes de sortie : 0 fait, 1 refusé ou raté, 2 commande mal écrite.`;
