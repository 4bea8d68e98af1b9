"""The marks of those who make walls, the words on what is pressed there, and what only a document speaks of.

In seven languages (en fr de es it pt nl). All in lower case, with plain apostrophes. A phrase alone never refuses a
page: `walls.py` asks for its shape first.
"""

from __future__ import annotations

import re

MOST_PROSE = 300
"""Words of running text from which on a page is a page. The shortest real page in the recorded corpus has 307."""

# In the markup of challenge pages only. (`/cdn-cgi/challenge-platform` is not here: Cloudflare puts it into every
# page that it serves. Nor are `g-recaptcha` and `h-captcha`: they stand under many a contact form.)
CHALLENGE_MARKS = (
    "challenge-form",
    "challenge-running",
    "_cf_chl_opt",
    "cf-captcha-container",
    "_incapsula_resource",
    "incapsula incident id",
    "captcha-delivery.com/captcha",
    "geo.captcha-delivery.com",
    "px-captcha",
    "_pxappid",
    "awswafintegration",
    "awswafcookiedomainlist",
    "errors.edgesuite.net",
    "errors&#46;edgesuite",
    "akamai-block",
    "sec-if-cpt-container",
    "kpsdk",
    "distil_r_captcha",
    "ak-challenge",
    "ddos-guard",
    "captchacharacters",
    "captcha-form",
    "captcha_verify",
    "sucuri website firewall",
)
# Where they stand on a page with little text, it is a challenge.
CAPTCHA_MARKS = ("cf-turnstile", "g-recaptcha", "h-captcha", "captcha-container", "arkoselabs", "geetest")
# Scripts that send every visitor to where one logs in.
LOGIN_MARKS = ("/authwall?", "sessionredirect=", "okta-sign-in", "okta-container", "auth0-lock", "cognito-login")


def _any_of(*phrases: str) -> re.Pattern[str]:
    return re.compile("|".join(phrases))


# Titles and headings of log-in pages: the whole of it or its beginning.
LOGIN = _any_of(
    r"(?:please )?(?:sign|log)[ -]?(?:in|on|up)\b",
    r"login\b",
    r"authwall",
    r"create (?:an|your) account",
    r"join now",
    r"(?:veuillez )?(?:se connecter|vous connecter|connectez-vous|s'identifier|identifiez-vous|s'inscrire)",
    r"connexion\b",
    r"(?:créer un|créez votre) compte",
    r"(?:bitte )?(?:melden sie sich an|anmelden|anmeldung|einloggen|login|registrieren)",
    r"(?:iniciar|inicia|inicie) (?:la )?sesión",
    r"(?:acceder|accede|accedi|accesso|entrar|entre|entra|ingresar)\b",
    r"(?:iniciar|inicie|inicia) (?:a )?sessão",
    r"(?:fazer|faça) login",
    r"(?:inloggen|aanmelden|log in|meld je aan|meld u aan)\b",
    r".{0,30}(?:- |\| |• )(?:sign in|log in|login|connexion|anmelden|anmeldung|iniciar sesión|accedi"
    r"|entrar|inloggen)$",
)

# What is pressed to take all cookies; the whole text of a button or link.
ACCEPT = _any_of(
    r"(?:yes, )?(?:i )?(?:accept|agree|allow|consent)(?: all| to all| and continue| cookies| all cookies"
    r"| & continue)?",
    r"(?:ok|got it|continue)(?:,.*)?",
    r"(?:oui, )?(?:j'|tout |tous )?accept(?:e|er|ez)(?: tout| tous| et .*| les cookies| & .*)?",
    r"(?:ja, )?(?:ich )?(?:alle |alles |allen )?(?:cookies )?(?:akzeptieren|akzeptiere|annehmen|zustimmen|zulassen"
    r"|einverstanden)(?: und .*| & .*)?",
    r"(?:sí, )?(?:acepto|aceptar|aceptar y continuar|permitir)(?: todo| todas| todas las cookies| cookies)?",
    r"(?:sì, )?(?:accetto|accetta|accettare|acconsento)(?: tutto| tutti| e .*| i cookie| tutti i cookie)?",
    r"(?:sim, )?(?:aceito|aceitar|concordo|concordar|permitir)(?: tudo| todos| e .*| cookies| todos os cookies)?",
    r"(?:ja, )?(?:ik )?(?:ga )?(?:alle |alles )?(?:cookies )?(?:accepteren|accepteer|akkoord|toestaan)(?: en .*)?",
)

# What a question about cookies says of itself.
ASKS_CONSENT = _any_of(
    r"\bcookies?\b",
    r"\btraceurs\b",
    r"\btracking\b",
    r"\brastread",
    r"\b(?:your|our) (?:\d+ )?partners\b|\b(?:we|us) and (?:our|up to)",
    r"\bnos (?:\d+ )?partenaires\b|\bpartner(?:n)? (?:verarbeiten|nutzen)|bis zu \d+ partner",
    r"\bnuestros (?:\d+ )?socios\b|\bnossos (?:\d+ )?parceiros\b|\bnostri (?:\d+ )?partner\b"
    r"|\bonze (?:\d+ )?partners\b",
    r"we value your privacy|before you continue|avant de continuer|bevor sie fortfahren|antes de (?:continuar|ir a)"
    r"|prima di continuare|voordat je verdergaat",
    r"(?:votre|vos) choix|(?:ihre|deine) (?:einwilligung|zustimmung)|zustimmung erforderlich|\btoestemming\b"
    r"|\bconsentimiento\b|\bconsentimento\b|\bconsenso\b|\bconsentement\b",
)

NEEDS_SCRIPT = _any_of(
    r"(?:enable|activate|turn on|allow|requires?|needs?|without|support) (?:js\b|javascript)",
    r"(?:js|javascript) (?:is|must be|to be|and cookies|needs|has been|isn't)\b",
    r"(?:activer|activez|d'activer|nécessite|requiert|active) (?:js\b|javascript)|javascript (?:est|doit|n'est)",
    r"javascript (?:aktivieren|einschalten|ist |muss )|(?:aktivieren sie|benötigt|ohne) (?:bitte )?javascript",
    r"(?:activ[ae]r?|habilit[ae]r?|necesita|requiere|active|actívelo|ative(?: o)?|ativar(?: o)?|precisa d[eo]|requer)"
    r" (?:el )?javascript|javascript (?:está|debe|deve)",
    r"(?:abilita(?:re)?|attiva(?:re)?|richiede|necessita di) javascript|javascript (?:è|non è|deve)",
    r"schakel javascript in|javascript (?:is|moet|staat)|(?:vereist|zonder|gebruikt) javascript",
)

# What a policy, its help page or its FAQ speaks of, and what stands in its way does not. Counted by kind, not by
# word.
DOCUMENT = (
    _any_of(
        r"\bwe (?:do not |don't |may |will |also |only )?(?:use|collect|process|share|keep|store|train"
        r"|sell|delete|show)\b",
        r"\bnous (?:ne |n')?(?:utilis|collect|trait|partage|conserv|recueill|vend|supprim)\w+",
        r"\b(?:verwenden|erheben|verarbeiten|teilen|speichern|nutzen|löschen|kündigen) wir\b"
        r"|\bwir (?:verwenden|erheben"
        r"|verarbeiten|teilen|speichern|nutzen|löschen|bestätigen)\b",
        r"\b(?:usamos|utilizamos|recogemos|recopilamos|tratamos|compartimos|conservamos|recolhemos|coletamos"
        r"|partilhamos|compartilhamos|guardamos|registamos|registramos|vendemos|recibimos|recebemos)\b",
        r"\b(?:usiamo|utilizziamo|raccogliamo|trattiamo|condividiamo|conserviamo|tratta|vendiamo|possiamo)\b",
        r"\b(?:wij|we) (?:gebruiken|verzamelen|verwerken|delen|bewaren|verkopen|plaatsen|geven)\b|\bbewaart\b",
    ),
    _any_of(
        r"\b(?:personal|your|member|usage) data\b|\byour (?:content|posts|messages|information|profile)\b",
        r"\bdonnées\b|\b(?:vos|votre) (?:contenus?|publications?|messages)\b",
        r"\b(?:personenbezogene\w*|ihre) (?:daten|beiträge|inhalte|angaben)\b|\bdaten\b",
        r"\bdatos\b|\bdados\b|\bdati\b|\bgegevens\b",
        r"\b(?:sus|tus|seus|suas) (?:publicaciones|publicações|mensajes|mensagens|contenidos|conteúdos)\b",
    ),
    _any_of(
        r"\blegal basis\b|\blegitimate interest|\bbase (?:légale|legal|jurídica|giuridica)\b"
        r"|\bintérêt légitime\b",
        r"\brechtsgrundlage\b|\bberechtigtes interesse\b|\binterés legítimo\b|\binteresse legítimo\b"
        r"|\blegittimo interesse\b",
        r"\brechtsgrond\b|\bgerechtvaardigd belang\b|\bgdpr\b|\brgpd\b|\bdsgvo\b|\bavg\b",
    ),
    _any_of(
        r"\bopt(?:ing)?[ -](?:out|in)\b|\byou can object\b|\bmay object\b|\bobject(?:ion|s)?\b|\bwithdraw\b",
        r"\bvous (?:y )?oppos|\bopposition\b|\bwiderspr|\boponerse\b|\bopor-se\b|\bopporti\b"
        r"|\bopporsi\b|\bbezwaar\b",
        r"\b(?:on|off) by default\b|\bpar défaut\b|\bstandardmäßig\b|\bpor defecto\b|\bpor padrão\b"
        r"|\bper impostazione predefinita\b|\bstandaard (?:aan|uit)\b|\bsettings\b|\bparamètres\b"
        r"|\beinstellungen\b"
        r"|\bconfiguración\b|\bconfigurações\b|\bimpostazioni\b|\binstellingen\b",
    ),
    _any_of(
        r"\btrain(?:s|ed|ing)? (?:our |its |ai|models|on)|\bai models?\b|\bentraîne|\btrainieren\b"
        r"|\btraining von\b",
        r"\bentrenar\b|\bentrenamiento\b|\btreinar\b|\btreino\b|\baddestra|\btrainen\b",
    ),
    _any_of(
        r"\b(?:after|for|within|last|during|older than) (?:\w+ )?(?:days?|weeks?|months?|years?)\b",
        r"\b(?:\d+|\w+) (?:jours|mois|ans|tagen?|wochen|monaten?|jahren?|días|meses|años|dias|anos"
        r"|giorni|mesi|anni"
        r"|dagen|maanden|jaar|days|weeks|months|years)\b",
    ),
    _any_of(
        r"\bthird part(?:y|ies)\b|\badvertis|\bpublicité\b|\btiers\b|\bwerbe\w*\b|\bdritte?n?\b"
        r"|\bpublicidad\b|\bterceros\b",
        r"\bpublicidade\b|\bterceiros\b|\bpubblicità\b|\bterzi\b|\badverteerders\b|\bderden\b|\bfornitori\b",
    ),
    _any_of(
        r"\b(?:terms|agreement|contract|law|policy|rules|rights?|appeal|liab\w+|licen[cs]e)\b",
        r"\b(?:conditions|contrat|droit|loi|règles|politique|contester)\b",
        r"\b(?:bedingungen|vertrag|recht|gesetz|regeln|richtlinie|haftung)\b",
        r"\b(?:condiciones|contrato|derecho|ley|reglas|términos|termos|direito|lei|regras)\b",
        r"\b(?:condizioni|contratto|diritto|legge|regole|ricorso|voorwaarden|overeenkomst|wet|regels|recht)\b",
    ),
    _any_of(
        r"\b(?:members?|customers?|subscribers?|under 1[368]|children|minors|posts?|accounts?)\b",
        r"\b(?:membres|clients|moins de|publications?|comptes?|mitglied\w*|kund\w+|beiträge|kont[eo]\w*)\b",
        r"\b(?:miembros|clientes|cuentas?|membros|contas?|iscritti|clienti|account|leden|klanten"
        r"|menor\w*|titolare)\b",
    ),
)
