"""Two whole policies of a made-up service, in English and in French, as Markdown: headings, lists, tables, links.

`{place}` is an empty paragraph where tests put a sentence of their own.
"""

from __future__ import annotations

ENGLISH = """\
# Agora privacy notice

Last updated: 3 May 2025

Agora is a place where members meet, talk and share what they make with one another. This notice explains which \
data we collect, why we do so, and what you can decide. It applies to the website, to the app and to Agora’s \
help centre.

## 1. What we collect

We collect what you give us when you create an account: your name, an e-mail address and a password. We also \
collect:

- the posts, comments and photos that you publish
- the messages that you write to other members
- the type of device that you use and the language that it is set to
- the programmes and events that you enrol in

When you visit our website, our servers keep a record of the pages that you open. We delete these records after \
30 days.

## 2. Why we use it

We use your data to provide the service, to answer your questions and to keep accounts safe. We analyse how \
members behave in order to find errors. Moderators look at posts that other members report.

| Data | Purpose | Kept for |
| --- | --- | --- |
| Name and e-mail address | Running your account | As long as the account exists |
| Payment details | Billing of paid plans | Ten years |
| Server records | Security | 30 days |

## 3. Artificial intelligence

Agora offers a writing assistant that suggests how to finish a post. The assistant may be wrong, and you should \
check what it writes. We use your public posts and your profile to train generative AI models that create \
content. We rely on our legitimate interest for this training.

{place}

You can opt out of the training of AI models on your data in your [privacy \
settings](https://agora.example/settings/ai) at any time.

### 3.1 What we leave out

We do not use the following data to train generative AI models:

- private messages
- salary data
- login credentials
- data of members under 18

### 3.2 What we include

We use the following data to train generative AI models:

- articles that you publish
- public comments
- answers to polls

## 4. Your choices

Your profile is visible to other members by default. You can change who sees your profile in your [visibility \
settings](https://agora.example/settings/visibility). We share your data with advertising partners only with \
your consent. You may withdraw your consent to personalised advertising in your privacy settings.

1. Open the settings of your account.
2. Choose “Data privacy”.
3. Turn off the use of your data for personalised ads.

## 5. Who receives data

We share data with companies that host our servers, and with authorities where the law requires it. (a) Hosting \
companies act on our instructions. (b) Authorities receive only what they are entitled to.

## 6. How long we keep data

We keep your account for as long as you use it. Posts that you delete disappear from the service at once and \
from our back-ups after 90 days.

## 7. Contact

Our data protection officer answers your questions at privacy@agora.example. You also have the right to complain \
to a supervisory authority.
"""

FRENCH = """\
# Politique de confidentialité d’Agora

Dernière mise à jour : 3 mai 2025

Agora est un lieu où les membres se rencontrent, discutent et partagent ce qu’ils créent. La présente politique \
explique quelles données nous recueillons, pourquoi nous le faisons et ce que vous pouvez décider. Elle \
s’applique au site, à l’application et au centre d’aide.

## 1. Ce que nous recueillons

Nous recueillons ce que vous nous donnez à la création du compte : votre nom, une adresse électronique et un mot \
de passe. Nous recueillons aussi :

- les publications, les commentaires et les photos que vous mettez en ligne
- les messages que vous écrivez à d’autres membres
- le type d’appareil que vous employez et la langue dans laquelle il est réglé
- les événements auxquels vous vous inscrivez

Lorsque vous visitez notre site, nos serveurs notent les pages que vous ouvrez. Nous effaçons ces notes au bout \
de 30 jours.

## 2. Pourquoi nous les utilisons

Nous utilisons vos données pour fournir le service, pour répondre à vos questions et pour protéger les comptes. \
Nous étudions l’usage du service afin de trouver les erreurs. Des modérateurs regardent les publications \
signalées.

| Données | Finalité | Durée |
| --- | --- | --- |
| Nom et adresse électronique | Gestion du compte | Tant que le compte existe |
| Moyens de paiement | Facturation | Dix ans |
| Journaux des serveurs | Sécurité | 30 jours |

## 3. Intelligence artificielle

Agora propose un assistant d’écriture qui suggère la fin d’une publication. L’assistant peut se tromper, et il \
convient de vérifier ce qu’il écrit. Nous utilisons vos publications et votre profil pour entraîner des modèles \
d’IA générative qui créent du contenu. Cet entraînement repose sur notre intérêt légitime.

{place}

Vous pouvez vous opposer à l’entraînement de modèles d’IA sur vos données dans vos [paramètres de \
confidentialité](https://agora.example/reglages/ia) à tout moment.

### 3.1 Ce que nous excluons

Nous n’utilisons pas les données suivantes pour entraîner des modèles d’IA générative :

- messages privés
- données de salaire
- identifiants de connexion
- données des membres de moins de 18 ans

### 3.2 Ce que nous incluons

Nous utilisons les données suivantes pour entraîner des modèles d’IA générative :

- articles que vous publiez
- commentaires publics
- réponses aux sondages

## 4. Vos choix

Votre profil est visible par défaut pour les autres membres. Vous pouvez changer qui voit votre profil dans vos \
[paramètres de visibilité](https://agora.example/reglages/visibilite). Nous ne partageons vos données avec des \
partenaires publicitaires qu’avec votre consentement. Vous pouvez retirer votre consentement à la publicité \
personnalisée dans vos paramètres de confidentialité.

1. Ouvrez les paramètres de votre compte.
2. Choisissez « Confidentialité des données ».
3. Désactivez l’utilisation de vos données pour les annonces personnalisées.

## 5. Qui reçoit des données

Nous partageons des données avec les sociétés qui hébergent nos serveurs, et avec les autorités lorsque la loi \
l’exige. (a) Les hébergeurs suivent nos instructions. (b) Les autorités ne reçoivent que ce à quoi elles ont \
droit.

## 6. Combien de temps nous les gardons

Nous gardons votre compte aussi longtemps que vous l’utilisez. Les publications que vous supprimez disparaissent \
aussitôt du service et de nos sauvegardes au bout de 90 jours.

## 7. Contact

Notre délégué à la protection des données répond à vos questions à l’adresse dpo@agora.example. Vous avez aussi \
le droit de saisir une autorité de contrôle.
"""

POLICIES = {"en": ENGLISH, "fr": FRENCH}
