"""What a page says to its reader when it is not the page: one sentence of it is enough to know which kind it is.

In seven languages (en fr de es it pt nl), on lower-case text with plain apostrophes; gaps are bounded and stay within
a sentence. Whether a page that says such a thing is refused is for `walls.py`: policies say such things of others.
"""

from __future__ import annotations

import re

from watcher.model import VerdictKind


def _any_of(*phrases: str) -> re.Pattern[str]:
    return re.compile("|".join(phrases))


_G = r"[^.!?]{0,40}?"  # a gap
# Things that a page can be, as its own error page names it.
_EN_PAGE = r"(?:page|link|article|content|document|address|url|file|resource|site|item|post)"
_FR_PAGE = r"(?:page|lien|article|contenu|document|adresse|url|fichier)"
_DE_PAGE = r"(?:seite|artikel|link|inhalt|dokument|adresse|url|datei|beitrag)"
_ES_PAGE = r"(?:página|artículo|enlace|contenido|documento|dirección|url|archivo)"
_IT_PAGE = r"(?:pagina|articolo|link|contenuto|documento|indirizzo|url|file|risorsa)"
_PT_PAGE = r"(?:página|artigo|link|ligação|conteúdo|documento|endereço|url|arquivo)"
_NL_PAGE = r"(?:pagina|artikel|link|inhoud|document|adres|url|bestand)"
_SITE = (
    r"(?:site|website|service|services|system|page|platform|portal|app|agora|server|angebot|dienst|seite"
    r"|sitio|servicio"
    r"|sito|servizio|serviço|plateforme|plataforma|piattaforma|portail|portaal|portale)"
)

CHECK = _any_of(
    rf"\b(?:verify|verifying|confirm|prove|make sure|ensure|check|checking){_G} (?:you(?:'re| are)|that you are)"
    r" (?:a |not a |an? )?(?:human|robot|bot|real|person)",
    r"\b(?:are you|you are|you're|i'm|i am) (?:not )?(?:a )?(?:human|robot|bot)\b",
    r"\bhuman (?:verification|check)\b|\bpress (?:&|and) hold\b|\bjust a moment\b",
    r"\b(?:verifying|checking|review|validating)(?: if)? (?:the |your |this )?(?:site )?(?:browser"
    r"|connection|security of)",
    r"\b(?:checking|verify|verifying|review)\w* (?:the security of )?your (?:browser|connection)",
    r"\bunusual (?:traffic|activity)\b|\bautomated (?:requests|traffic|access)\b",
    r"\b(?:complete|solve|pass) (?:the |this |a )?(?:captcha|security check|challenge|puzzle)\b"
    r"|\bsecurity (?:check(?!-|ed|s| ?up)|checkpoint)\b",
    r"\benter the characters\b|\bslide the\b|\bdrag the\b|\battention required\b|\bpardon our interruption\b",
    r"\b(?:vérifi|confirm|prouv|assur)\w*[^.!?]{0,40}? (?:êtes|pas) (?:bien )?(?:un )?(?:humain|robot|être humain)",
    r"\bvérification (?:humaine|de sécurité|de votre navigateur|du navigateur)\b|\bn'êtes pas un robot\b"
    r"|\btrafic inhabituel\b",
    rf"\bactive\w* (?:js|javascript){_G}(?:bloqueur|cookies)\b"
    r"|\bcomplétez (?:la|le) (?:vérification|captcha)\b|\bun instant\b",
    r"\bmensch sind\b|\b(?:kein|keine|ein) (?:robot\w*|bot|maschine)\b|\bsicherheits(?:über)?prüfung\b"
    r"|\büberprüfung ihres browsers\b",
    r"\bungewöhnliche\w* (?:datenverkehr|zugriffe|aktivität)|\bgeben sie die (?:angezeigten )?zeichen\b"
    r"|\bpuzzleteil\b|\bnur einen moment\b",
    r"\b(?:eres|es|sea|soy) (?:un )?(?:humano|persona)\b|\bno (?:eres|es|soy) un robot\b"
    r"|\bverificación (?:humana|de seguridad)\b"
    r"|\btráfico (?:inusual|inhabitual)\b|\bcomprobando (?:su|tu) navegador\b"
    r"|\b(?:complete|resuelva|resuelve) el captcha\b",
    r"\b(?:sei|essere|siete) (?:un )?(?:essere )?uman[oa]\b|\bnon (?:sei|sono|siete) un robot\b"
    r"|\bcontrollo di sicurezza\b"
    r"|\btraffico (?:insolito|anomalo)\b|\bverifica (?:umana|del browser)\b|\bcompleta(?:re)? (?:il )?captcha\b",
    r"\b(?:é|seja|sou) (?:um )?(?:ser )?humano\b|\bnão (?:é|sou) um robô\b|\bverificação (?:humana|de segurança)\b"
    r"|\btráfego (?:incomum|invulgar)\b|\bpressione e segure\b"
    r"|\bsegurança da (?:sua )?(?:conexão|ligação)\b|\bum momento\b",
    r"\b(?:een|je|u) mens bent\b|\bgeen robot\b|\bveiligheidscontrole\b|\bongebruikelijk verkeer\b"
    r"|\bgeautomatiseerd\w* (?:systeem|verkeer)\b",
)

DENIED = _any_of(
    r"\baccess (?:to this (?:page|site|resource) )?(?:has been |is |was )?(?:denied|forbidden|blocked"
    r"|restricted|limited)\b",
    r"\b(?:you|your (?:ip|request|access|address|network))[^.!?]{0,20}? (?:have|has|is|was)(?: been"
    r"| temporarily)? (?:blocked|banned|denied|limited|rejected)\b",
    r"\b(?:don't|do not) have (?:permission|access)\b|\b403\b.{0,10}\bforbidden\b|^forbidden$|\bunable to access\b",
    r"\brequest(?:ed url)? (?:was |has been |is )?(?:rejected|blocked|denied|unsuccessful)\b"
    r"|\bblocked (?:by|due to|because of)\b"
    r"|\b(?:incorrectly|mistakenly|temporarily) blocked\b|\bblocked (?:you|by mistake|in error)\b"
    r"|\bresult in a block\b",
    r"\bvous avez été bloqué|\bdemande (?:a été )?(?:rejetée|refusée|bloquée)\b"
    r"|\baccès (?:à ce\w* \w+ )?(?:a été |est )?(?:refusé|interdit|limité|bloqué|restreint)",
    r"\b(?:zugriff|zugang)\b[^.!?]{0,30}? (?:verweigert|gesperrt|blockiert|verboten|eingeschränkt)"
    r"|\bsie wurden (?:blockiert|gesperrt)\b"
    r"|\banfrage wurde (?:abgelehnt|blockiert|zurückgewiesen)\b|\bvom zugriff\b[^.!?]{0,40} ausgeschlossen\b",
    r"\bacceso (?:a esta página )?(?:ha sido )?(?:denegado|prohibido|bloqueado|restringido)"
    r"|\b(?:ha|has) sido bloquead[oa]\b|\bsolicitud (?:fue |ha sido )?(?:rechazada|bloqueada)\b"
    r"|\bha prohibido el acceso\b",
    r"\baccesso (?:è stato )?(?:negato|vietato|bloccato|limitato)|\b(?:sei|è) stato bloccato\b"
    r"|\brichiesta (?:è stata )?(?:rifiutata|respinta|bloccata)\b",
    r"\bacesso (?:a esta página )?(?:foi )?(?:negado|proibido|bloqueado|restrito)|\bvocê foi bloqueado\b"
    r"|\bpedido (?:foi )?(?:rejeitado|bloqueado)\b",
    r"\btoegang\b[^.!?]{0,30}? (?:geweigerd|geblokkeerd|beperkt|verboden)"
    r"|\b(?:u bent|je bent) geblokkeerd\b"
    r"|\b(?:url|verzoek|aanvraag) (?:is |werd )?(?:geweigerd|afgewezen|geblokkeerd)\b",
)

TOO_OFTEN = _any_of(
    r"\btoo many (?:requests|attempts|visits)\b|\brate[ -]?limit(?:ed)?\b|(?:^|please |need to )slow down\b",
    r"\btrop de (?:requêtes|demandes|tentatives)\b|\bzu viele (?:anfragen|zugriffe|versuche)\b|\bgedrosselt\b",
    r"\bdemasiad[ao]s (?:solicitudes|peticiones|intentos|visitas)\b|\bsuperado el límite\b"
    r"|\btroppe (?:richieste|visite)\b|\btroppi tentativi\b",
    r"\b(?:demasiados|muitos|muitas|excesso de) (?:pedidos|solicitações|requisições|tentativas)\b"
    r"|\bte veel (?:verzoeken|aanvragen|pogingen)\b",
)

NOT_HERE = _any_of(
    r"\b(?:not|isn't|aren't|un)[ ]?(?:yet |currently )?available[^.!?]{0,20}? (?:in|for|from|to) (?:your"
    r"|this) (?:country|region|location|area|territory|market)",
    r"\b(?:access(?:ing)?|visit\w*)[^.!?]{0,50} from (?:a|your|the) (?:country|region)\b"
    r"|\byour (?:country|region|location)[^.!?]{0,20} (?:is not|isn't) supported\b",
    r"\b(?:for|due to) legal reasons\b",
    r"\b(?:pas|plus|in)[ ]?(?:encore )?(?:disponible|accessible|proposé)[^.!?]{0,20}? (?:dans|depuis"
    r"|pour) (?:votre|ce) (?:pays|région|zone|territoire)",
    r"\bin (?:ihrem|deinem|diesem) (?:land|gebiet)\b[^.!?]{0,30} nicht (?:verfügbar|zugänglich)"
    r"|\bnicht (?:verfügbar|zugänglich) in (?:ihrem|deinem)\b"
    r"|\b(?:an|für) (?:ihrem|ihren|deinem|deinen) (?:standort|land)\b",
    r"\bno (?:está|es|se encuentra) (?:aún |todavía )?(?:disponible|accesible)[^.!?]{0,20}? en (?:tu|su"
    r"|este) (?:país|región|ubicación|zona)",
    r"\bdesde el país\b",
    r"\bnon (?:è |sono )?(?:ancora )?disponibil[ei][^.!?]{0,20}? n(?:el|ella) (?:tuo|tua|suo|sua"
    r"|vostro) (?:paese|regione|zona|area)",
    r"\bnão (?:está |se encontra )?(?:ainda )?disponível[^.!?]{0,20}? n[oa] (?:seu|sua|teu|tua) (?:país"
    r"|região|localização|área)|\bna sua localização\b",
    r"\bniet (?:beschikbaar|toegankelijk)[^.!?]{0,20}? in (?:jouw|je|uw|dit) (?:land|regio|gebied)"
    r"|\bin (?:jouw|je|uw) (?:land|regio) niet beschikbaar\b",
)

LOG_IN = _any_of(
    r"\b(?:please|must|need to|have to|requires? you to|required to) (?:be )?(?:sign|log|logged"
    r"|signed)[ -]?in\b|\b(?:sign|log) in (?:to|with your)\b"
    r"|\bnot (?:logged|signed) in\b|\brequires? (?:access|a log-?in|authentication|an account)\b|\bmembers only\b",
    r"\b(?:devez|veuillez|faut)[^.!?]{0,20} (?:vous )?(?:connecter|identifier|être connecté)\b"
    r"|\bréservé aux membres\b",
    r"\bmüssen (?:sich )?(?:angemeldet|eingeloggt|anmelden|einloggen)"
    r"|\b(?:bitte )?melden sie sich (?:bitte )?an\b|\bmüssen angemeldet\b",
    r"\b(?:debe|debes|tiene que|necesita|necesitas) (?:iniciar|haber iniciado) sesión\b"
    r"|\b(?:devi|deve|è necessario|effettua) (?:accedere|effettuare l'accesso|l'accesso)\b",
    r"\b(?:precisa|deve|tem de|necessário) (?:fazer login|iniciar sessão|entrar)\b"
    r"|\b(?:moet|dient) (?:je |u )?(?:ingelogd|inloggen|aangemeld)\b"
    r"|\bu moet (?:zich )?(?:inloggen|aanmelden)\b",
)

GONE = _any_of(
    rf"\b{_EN_PAGE}\b{_G} (?:(?:was|could|can|is|were)?\s?(?:not|n't|never)\s?(?:be )?found|(?:doesn't"
    r"|does not|no longer) exists?)\b",
    rf"\b{_EN_PAGE}\b{_G} (?:isn't|is not|is no longer|was|has been|have been|may have been) (?:available"
    r"|deleted|removed|taken down|moved)\b",
    rf"\b(?:can't|cannot|can not|couldn't|could not|unable to|didn't) (?:find|locate){_G}\b{_EN_PAGE}\b",
    r"\b(?:page|what) (?:that )?you(?:'re| are| were) (?:looking for|trying to)\b|\bpage not found\b"
    r"|^(?:error )?404\b|^not found\b|\b410 gone\b|\bbroken link\b",
    rf"\b{_FR_PAGE}\b{_G} (?:introuvable|n'existe (?:pas|plus)|n'est (?:pas|plus) disponible|(?:a été"
    r"|est) (?:supprimée?|déplacée?|rompu))",
    rf"\b(?:pas|plus) (?:pu )?(?:trouvé|trouver|été trouvée?){_G}\b{_FR_PAGE}\b"
    rf"|\b{_FR_PAGE}\b{_G} (?:non trouvée?|pas trouvée?|que vous (?:recherchez|cherchez))",
    rf"\b{_DE_PAGE}\b{_G} (?:nicht gefunden|gibt es nicht|existiert nicht|ist nicht (?:mehr )?(?:verfügbar"
    r"|vorhanden)|nicht finden|verschoben oder|gelöscht)",
    rf"\b(?:nicht gefunden|können (?:die|diese)){_G}\b{_DE_PAGE}\b{_G}"
    rf"|\b{_DE_PAGE}\b{_G} (?:wurde|konnte) (?:nicht|entfernt|gelöscht|verschoben)",
    rf"\b{_ES_PAGE}\b{_G} (?:no (?:existe|encontrada|se (?:ha )?encontr\w+|está disponible)|(?:se haya"
    r"|ha sido|fue) (?:movid|eliminad|borrad)\w*)",
    rf"\bno (?:hemos|se) (?:ha )?(?:podido )?(?:encontr\w+){_G}\b{_ES_PAGE}\b"
    rf"|\b{_ES_PAGE}\b{_G} que (?:busca|buscas|está buscando)",
    rf"\b{_IT_PAGE}\b{_G} (?:non (?:è stata |è )?(?:trovat[ao]|esiste|disponibile|più disponibile)|(?:è"
    r"|sia) stat[ao] (?:rimoss|spostat|eliminat)\w*)",
    rf"\bnon (?:abbiamo|riusciamo a|è stato possibile) (?:trovat[ao]|trovare){_G}\b{_IT_PAGE}\b"
    rf"|\b{_IT_PAGE}\b{_G} che (?:cercavi|stai cercando|cerchi)",
    rf"\b{_PT_PAGE}\b{_G} (?:não (?:foi )?(?:encontrad[ao]|existe|está disponível)|(?:foi"
    r"|ter sido) (?:removid|movid|eliminad|excluíd)\w*)",
    rf"\bnão (?:encontr|conseguimos encontr|foi possível encontr)\w+{_G}\b{_PT_PAGE}\b"
    rf"|\b{_PT_PAGE}\b{_G} que (?:procura|você procura|está procurando)",
    rf"\b{_NL_PAGE}\b{_G} (?:niet gevonden|bestaat niet|niet (?:meer )?beschikbaar|(?:is"
    r"|werd) (?:verwijderd|verplaatst)|niet vinden)",
    rf"\bkunnen (?:de|deze|die) {_NL_PAGE}\b{_G} niet vinden\b|\b{_NL_PAGE}\b{_G} (?:die|dat) (?:je|u) zoekt\b",
)

MAINTENANCE = _any_of(
    r"\b(?:under|for|scheduled|planned|undergoing|performing|routine)(?: some| a| scheduled| planned"
    rf"| routine| emergency)? maintenance\b|\b{_SITE}\b[^.!?]{{0,20}} maintenance\b",
    r"\b(?:be|come) (?:right |online |on-?line )?back(?: online)? (?:soon|shortly|in)\b|\bbe right back\b"
    r"|\b(?:we'll|we will) be back\b|\bback (?:online|up) (?:shortly|soon)\b"
    r"|\b(?:currently|temporarily) (?:offline|down)\b",
    r"\b(?:en|de|pour cause de) maintenance\b|\bmaintenance (?:planifiée|programmée|en cours)\b"
    r"|^maintenance$|\bde retour (?:bientôt|dans)\b",
    r"\b(?:wartungsarbeiten|wartungsmodus|(?:planmäßiger|geplanter|laufender) wartung|gerade gewartet)\b"
    r"|\bgleich wieder (?:für sie |für dich )?da\b|\bin kürze wieder\b",
    r"\b(?:en|de|por) (?:tareas de )?mantenimiento\b|\bmantenimiento (?:programado|planificado)\b"
    r"|\bvolveremos (?:en breve|pronto|enseguida)\b",
    r"\b(?:in|per|di) manutenzione\b|\bmanutenzione (?:programmata|straordinaria|ordinaria)\b"
    r"|\btorniamo (?:subito|presto|online)\b|\bsaremo di nuovo\b",
    r"\b(?:em|para|de) manutenção\b|\bmanutenção (?:programada|agendada|planeada)\b"
    r"|\b(?:voltamos|voltaremos) (?:já|em breve|logo)\b",
    r"\b(?:in|gepland|voor|wegens|door(?: gepland)?) onderhoud\b|\bonderhoudswerkzaamheden\b"
    r"|\b(?:zo|snel|straks) (?:weer )?(?:terug|online)\b|\bweer online\b",
)

TROUBLE = _any_of(
    r"\bsomething (?:went|has gone|is) wrong\b"
    r"|\b(?:internal |unexpected |critical |runtime |fatal |application |server "
    r"|unknown )(?:server )?error\b|\bbad gateway\b"
    r"|\bservice unavailable\b|\btemporarily unavailable\b|\bgateway time-?out\b|\bguru meditation\b"
    r"|\bbackend fetch failed\b",
    r"\b(?:request|server|page|connection)[^.!?]{0,20} (?:could not be (?:satisfied|completed|processed)"
    r"|timed out|failed)\b"
    r"|\b(?:error|problem|issues?) (?:occurred|establishing|processing|producing|loading)\b"
    r"|\bwe(?:'re| are) (?:sorry|having)[^.!?]{0,30} (?:wrong|trouble|problems|issues|difficult\w+)\b"
    r"|\bwe had (?:issues|problems|trouble)\b|\btry again (?:later|in)\b|\btry refreshing\b"
    r"|\b(?:error|http) 5\d\d\b|\b5\d\d (?:error|internal|bad|service|gateway)\b|\bstack trace\b"
    r"|\buncaught\b",
    r"\b(?:une )?erreur (?:s'est produite|est survenue|interne|critique|inattendue|\d\d\d)\b"
    r"|\b(?:problème|incident|erreur) (?:technique|inattendue?|est survenu)"
    r"|\btemporairement indisponible\b|\bréessayer (?:plus tard|ultérieurement)\b"
    r"|\bréessayez (?:plus tard|ultérieurement|dans)\b",
    r"\b(?:etwas|da) (?:ist )?(?:da )?(?:ist )?(?:schief|falsch|schiefgelaufen)\w*"
    r"|\b(?:unerwarteter|interner|technischer|kritischer|schwerer) fehler\b"
    r"|\bfehler (?:ist )?(?:aufgetreten|\d\d\d)\b|\bvorübergehend nicht (?:verfügbar|erreichbar)\b"
    r"|\b(?:es )?später (?:noch einmal|erneut|nochmal)\b",
    r"\b(?:algo|ha|haya) (?:salió|ha salido|ha ido|ha fallado|fallado|ido) ?(?:mal)?\b"
    r"|\berror (?:inesperado|interno|crítico|del servidor|\d\d\d)\b"
    r"|\b(?:ocurrido|producido) un (?:error|problema)\b|\btemporalmente (?:no disponible|fuera)\b"
    r"|\b(?:inténtelo|inténtalo|vuelva a intentarlo|intente) (?:de nuevo|más tarde|nuevamente)\b"
    r"|\btiempo de conexión agotado\b",
    r"\b(?:qualcosa|è) (?:è )?andato storto\b"
    r"|\berrore (?:imprevisto|interno|critico|inatteso|del server|\d\d\d)\b"
    r"|\bverificato un (?:errore|problema)\b|\btemporaneamente non (?:disponibile|raggiungibile)\b"
    r"|\briprova(?:re)? (?:più tardi|tra)\b",
    r"\b(?:algo|ocorreu|houve) (?:deu errado|correu mal|um (?:erro|problema))\b"
    r"|\berro (?:inesperado|interno|crítico|ao (?:estabelecer|carregar|processar)|\d\d\d)\b"
    r"|\btemporariamente (?:indisponível|fora)\b|\btente (?:novamente|de novo)(?: mais tarde)?\b",
    r"\ber is iets (?:mis|fout) ?(?:gegaan|gelopen)?"
    r"|\b(?:onverwachte|interne|kritieke|technische) (?:fout|storing)\b"
    r"|\btijdelijk (?:niet|onbereikbaar)\b|\bprobeer het (?:later|opnieuw|over|nog)\b|\bfout opgetreden\b",
    r"\b(?:fatal|parse) error\b|\bconnection refused\b|\bdatabase connection\b|\bclient-side exception\b",
)

WAIT = _any_of(
    r"^(?:page )?loading\b|\bloading(?:\.\.\.|, please|\s*$)|\bplease wait\b|\bchargement\b"
    r"|\bveuillez patienter\b|\bwird geladen\b|\bwerden geladen\b|\bbitte warten\b|\bcargando\b",
    r"\bcaricamento\b|\bcarregando\b|\ba carregar\b|\baguarde\b|\bladen\.\.\.|\bwordt geladen\b"
    r"|\been moment geduld\b|\beven geduld\b",
    r"\b(?:browser|navigateur|navegador)\b[^.!?]{0,30} (?:is not|isn't|no longer|n'est pas|wird nicht"
    r"|no (?:es|está)|não é|non è) (?:mehr |plus )?(?:supported|pris en charge|unterstützt|compatible"
    r"|soportado|suportado|supportato)",
    r"\b(?:unsupported|outdated|veralteter|niet ondersteunde) browser\b|\bbrowser wordt niet ondersteund\b",
)

OTHER = _any_of(
    r"\bdomain (?:name )?(?:is |may be )?(?:for sale|parked|available|expired)\b|\bbuy this domain\b"
    r"|\bdefault (?:welcome |web )?page\b|\bwelcome to nginx\b|\bit works!"
    r"|\bweb ?server is (?:successfully )?(?:installed|working|running)\b|\b(?:site|website) coming soon\b"
    r"|\baccount (?:has been )?suspended\b",
    r"\bdomaine (?:est )?à vendre\b|\bdomain (?:steht|ist) zu(?:m verkauf| verkaufen)"
    r"|\bdominio (?:está |è )?(?:en venta|in vendita)\b|\bdomínio (?:está )?à venda\b"
    r"|\bdomeinnaam (?:is )?te koop\b",
    r"\bredirecting\b|\byou are being redirected\b|\bredirection en cours\b|\bsie werden weitergeleitet\b",
)

STATEMENTS: tuple[tuple[VerdictKind, str, re.Pattern[str]], ...] = (
    (VerdictKind.BLOCKED, "a check for robots stands in the way", CHECK),
    (VerdictKind.BLOCKED, "the site refuses to serve us", DENIED),
    (VerdictKind.BLOCKED, "the site says that we ask too often", TOO_OFTEN),
    (VerdictKind.BLOCKED, "the site does not serve the country from which we ask", NOT_HERE),
    (VerdictKind.LOGIN_WALL, "the page asks to log in", LOG_IN),
    (VerdictKind.GONE, "the page says that it does not exist", GONE),
    (VerdictKind.MAINTENANCE, "the site is down for maintenance", MAINTENANCE),
    (VerdictKind.ERROR_PAGE, "the page speaks of an error", TROUBLE),
    (VerdictKind.EMPTY, "the page waits for scripts to bring its text", WAIT),
    (VerdictKind.OTHER_DOCUMENT, "the address holds no document of the site", OTHER),
)
"""What it makes of the page, how a person is told, and what the page says. In the order of preference."""
