"""Paragraphs of our own that are about something else, however near: nobody is to be told of them."""

from __future__ import annotations

ENGLISH = """\
Our assistant uses generative AI to summarise long threads for you.
Agora’s AI features can translate posts, suggest hashtags and write alternative texts for images.
With the new AI search you find older discussions by asking a question.
The AI companion is available on paid plans and answers in twelve languages.
AI-generated summaries are marked with a small star.
Answers of the assistant may be inaccurate or offensive, and you should not rely on them as professional advice.
Outputs may not be unique, and other members may receive similar outputs.
You are responsible for checking whether an output of the assistant suits your purpose.
You own the outputs that you create with our AI tools, to the extent that the law permits.
As between you and Agora, you keep all rights in your prompts and receive all rights in the outputs.
You must label images that were generated with AI before you publish them.
We use automated systems, including AI, to detect spam and content that breaks our rules.
We use artificial intelligence to detect fraud and to verify the identity of sellers.
All our staff receive training on data protection once a year.
We train our support team to recognise requests under data protection law.
Employees with access to personal data must complete security training.
Calls may be recorded for training and quality purposes.
We offer training courses and webinars for administrators.
You can unsubscribe from our newsletter with the link at the end of each e-mail.
If you do not want to receive promotional e-mails, change your e-mail preferences in your account.
You may opt out of receiving marketing communications from us at any time.
To stop receiving text messages, reply STOP to any of them.
We use cookies to remember your language and to keep you signed in.
Cookies are small files that a website stores on your computer.
Our pages load fonts from a content delivery network.
By using the service, you agree to these terms.
By clicking “Sign up”, you accept the terms and acknowledge this notice.
If you do not agree to these terms, you may not use the service.
Your continued use of the service after a change means that you accept it.
You can protect your account with two-factor authentication.
We encrypt passwords and store them in hashed form.
Change your password immediately if you think that somebody else knows it.
We take technical and organisational measures to protect data against loss and unauthorised access.
You have the right to access, rectify and erase your personal data, and to receive a copy of it.
You have the right to lodge a complaint with a supervisory authority.
Last updated: 14 October 2026
This version takes effect on 1 December 2026 and replaces all earlier ones.
You may opt out of this arbitration agreement by writing to us within 30 days of your registration.
You and Agora waive the right to a jury trial and to take part in class actions.
You can cancel your subscription at any time in the billing settings; it then ends with the current month.
If a payment is in default, we may suspend your access to paid features.
Subscriptions renew automatically unless you cancel them at least a day before.
You may not assign this agreement without our prior written consent.
We may change our fees, and you may terminate the contract if you object to the change.
Members under 13 may not open an account.
You may not use bots to create accounts.
The courts of Dublin have exclusive jurisdiction.
Refunds are paid to the card with which you bought.
Our help centre explains how to set up a group and invite others.
Train tickets bought through Agora Travel can be changed up to one hour before departure.
It is forbidden to publish deepfakes or AI-generated images of real people without their permission.
Our machine learning systems flag posts for review, and moderators decide whether to remove them.
Agora is a member of an association that promotes the responsible development of AI.
Fitness groups may publish training plans and share the models of their running shoes."""

FRENCH = """\
Notre assistant utilise l’IA générative pour résumer les longues discussions.
Les fonctions d’IA d’Agora traduisent les publications et décrivent les images.
L’assistant d’IA est réservé aux abonnements payants et répond en douze langues.
Les réponses de l’assistant peuvent être inexactes et ne remplacent pas l’avis d’un professionnel.
Les résultats produits par l’IA peuvent ressembler à ceux d’autres membres.
Vous êtes propriétaire des résultats que vous créez avec nos outils d’IA.
Vous devez signaler les images créées par une IA avant de les publier.
Nous employons des systèmes automatisés, dont l’IA, pour repérer les messages indésirables.
Nos systèmes d’apprentissage automatique signalent des publications à nos modérateurs.
Nous utilisons l’intelligence artificielle pour détecter la fraude.
Tous nos salariés suivent chaque année une formation à la protection des données.
Nous formons nos équipes à répondre aux demandes des personnes concernées.
Les appels peuvent être enregistrés à des fins de formation du personnel.
Vous pouvez vous désabonner de notre lettre d’information au moyen du lien placé à la fin de chaque courriel.
Vous pouvez refuser de recevoir nos offres commerciales par SMS.
Nous utilisons des cookies pour mémoriser votre langue et vous garder connecté.
Les cookies sont de petits fichiers qu’un site enregistre sur votre ordinateur.
En utilisant le service, vous acceptez les présentes conditions.
Si vous n’acceptez pas ces conditions, vous ne pouvez pas utiliser le service.
Vous pouvez protéger votre compte par une authentification à deux facteurs.
Changez de mot de passe si vous pensez qu’une autre personne le connaît.
Nous prenons des mesures techniques et organisationnelles contre la perte de données.
Vous disposez d’un droit d’accès, de rectification et d’effacement de vos données.
Vous pouvez introduire une réclamation auprès de la CNIL.
Dernière mise à jour : 14 octobre 2026
La présente version entre en vigueur le 1er décembre 2026 et remplace les précédentes.
Vous pouvez résilier votre abonnement à tout moment dans les paramètres de facturation.
En cas de défaut de paiement, nous pouvons suspendre l’accès aux fonctions payantes.
Le consommateur dispose d’un droit de rétractation de quatorze jours.
Les tribunaux de Paris sont seuls compétents.
J’ai lu la charte et je l’accepte.
Les groupes de sport peuvent publier des plans d’entraînement.
Les membres de moins de 13 ans ne peuvent pas ouvrir de compte."""

OFF_TOPIC: tuple[tuple[str, str], ...] = tuple(
    (language, line) for language, lines in (("en", ENGLISH), ("fr", FRENCH)) for line in lines.splitlines()
)
