"""Portuguese."""

from __future__ import annotations

import datetime as dt

from tests.assess.languages.samples import DEFAULT, TRAIN, Change, Samples, Slots

_UNDER_NO = "Não utilizamos os seguintes dados para treinar a IA generativa:"
_UNDER_YES = "Utilizamos os seguintes dados para treinar os nossos modelos de IA:"
_TRAINING: list[tuple[str, Slots]] = [
    # --- faz-se, pode fazer-se, far-se-á
    (
        "Usamos as suas publicações para treinar nossos modelos de IA.",
        {"polarity": "does", "action": "train", "data": ("posts",), "model": "AI"},
    ),
    (
        "Utilizamos as suas publicações no treino dos nossos modelos de IA.",
        {"polarity": "does", "action": "train", "data": ("posts",), "model": "AI"},
    ),
    (
        "Podemos usar suas fotos e seus vídeos para treinar a IA generativa.",
        {"polarity": "may", "data": ("photos", "video"), "model": "generative AI"},
    ),
    (
        "As tuas conversas poderão ser usadas para o treino de modelos de linguagem.",
        {"polarity": "may", "data": ("conversations",), "model": "large language models"},
    ),
    (
        (
            "A partir de 3 de novembro de 2025, passaremos a utilizar dados do perfil dos membros da UE, do EEE e"
            " da Suíça para treinar modelos de IA que geram conteúdo."
        ),
        {
            "polarity": "will",
            "effective": dt.date(2025, 11, 3),
            "regions": ("EU", "EEA", "Switzerland"),
            "data": ("profile",),
            "audience": ("members",),
            "model": "content-generating AI",
        },
    ),
    (
        (
            "Desde 1º de janeiro de 2026, os conteúdos que publicas servem para melhorar a nossa inteligência"
            " artificial."
        ),
        {"effective": dt.date(2026, 1, 1), "data": ("user content",), "action": "improve-models"},
    ),
    (
        (
            "Com efeitos a partir de 15 de maio de 2026, as gravações de voz serão usadas para treinar algoritmos"
            " de aprendizado de máquina."
        ),
        {"effective": dt.date(2026, 5, 15), "data": ("voice",), "model": "machine learning", "polarity": "will"},
    ),
    (
        "Aprimoramos nossos modelos de inteligência artificial com os resultados e as solicitações dos usuários.",
        {"action": "improve-models", "data": ("prompts", "outputs"), "polarity": "does"},
    ),
    (
        "As informações disponíveis publicamente na internet são usadas para treinar os modelos fundacionais.",
        {"data": ("public data",), "polarity": "does", "model": "generative AI"},
    ),
    (
        "Postagens e comentários públicos alimentam o treinamento de modelos generativos.",
        {"polarity": "does", "data": ("posts",), "model": "generative AI"},
    ),
    (
        "Recolhemos dados de utilização e avaliações para desenvolver sistemas de inteligência artificial.",
        {"action": "improve-models", "data": ("feedback", "usage data")},
    ),
    (
        "Se nos enviares sugestões, iremos utilizá-las no ajuste fino dos modelos de IA.",
        {"polarity": "will", "data": ("feedback",)},
    ),
    (
        "Os trechos de código das contas gratuitas são usados para fins de treinamento da IA.",
        {"data": ("code",), "audience": ("free users",)},
    ),
    (
        "Os seus ficheiros são tratados com recurso à aprendizagem automática e servem para treinar algoritmos.",
        {"model": "machine learning", "data": ("user content",), "polarity": "does"},
    ),
    # --- não se faz
    (
        "Não utilizamos as suas mensagens privadas para treinar a IA generativa.",
        {"polarity": "does not", "excluded": ("private messages",), "data": ()},
    ),
    (
        "Os dados dos nossos clientes não são usados para treinar nenhum modelo de IA.",
        {"polarity": "does not", "excluded": ("customer data",)},
    ),
    (
        "Nunca treinamos com os teus arquivos os nossos modelos de linguagem.",
        {"polarity": "does not", "excluded": ("user content",)},
    ),
    (
        "Já não usamos as pesquisas para melhorar os algoritmos de inteligência artificial.",
        {"polarity": "does not", "excluded": ("usage data",)},
    ),
    (
        "Não usamos mais as suas fotos para treinar a IA.",
        {"polarity": "does not", "excluded": ("photos",)},
    ),
    (
        "Nenhuma das conversas de menores de 18 anos é utilizada para treinar a IA.",
        {"polarity": "does not", "audience": ("minors",)},
    ),
    (
        "Deixámos de usar dados biométricos para treinar modelos de IA.",
        {"polarity": "does not", "excluded": ("biometric data",)},
    ),
    (
        "Os salários e os pagamentos ficam excluídos do treino da inteligência artificial.",
        {"polarity": "does not", "excluded": ("job data", "payment data")},
    ),
    (
        "Em hipótese alguma trataremos dados de saúde para treinar sistemas de IA.",
        {"polarity": "does not", "excluded": ("health data",)},
    ),
    (
        "Não partilhamos os teus contactos com terceiros nem os usamos para treinar modelos de IA.",
        {"polarity": "does not", "excluded": ("contacts",)},
    ),
    (
        "Não treinamos com os seus dados.",
        {"polarity": "does not", "excluded": ("personal data",)},
    ),
    # --- listas com a frase que as abre
    (f"{_UNDER_NO} / mensagens privadas", {"polarity": "does not", "excluded": ("private messages",)}),
    (
        f"{_UNDER_NO} / dados de salário e pagamento",
        {"polarity": "does not", "excluded": ("job data", "payment data")},
    ),
    (f"{_UNDER_YES} / as suas publicações e comentários", {"polarity": "does", "data": ("posts",)}),
    (f"{_UNDER_YES} / as respostas do assistente", {"polarity": "does", "data": ("outputs",)}),
    # --- escolha
    (
        "Só usamos as tuas conversas para treinar a IA se nos deres o teu consentimento.",
        {"choice": "opt-in", "polarity": "does", "data": ("conversations",)},
    ),
    (
        (
            "Não usaremos suas fotos para treinar a IA, a menos que você nos autorize expressamente e dê seu"
            " consentimento."
        ),
        {"choice": "opt-in", "polarity": "does not", "excluded": ("photos",)},
    ),
    (
        "Usaremos suas publicações para treinar a IA, a menos que você se oponha.",
        {"choice": "opt-out", "polarity": "will", "action": "train"},
    ),
    (
        "Salvo se optar por não participar, as suas conversas serão utilizadas para treinar os nossos modelos.",
        {"choice": "opt-out", "polarity": "will"},
    ),
    (
        "Pode opor-se ao treino dos nossos modelos em Definições > Privacidade dos dados > Melhoria da IA.",
        {
            "choice": "opt-out",
            "action": "offer-control",
            "control": "setting",
            "control_path": "Definições > Privacidade dos dados > Melhoria da IA",
        },
    ),
    (
        "Você pode recusar o treinamento da IA por meio deste formulário.",
        {"choice": "opt-out", "control": "form", "action": "offer-control"},
    ),
    (
        "Se não quiser que treinemos nossos modelos com seus dados, escreva para nosso e-mail.",
        {"choice": "opt-out", "control": "e-mail"},
    ),
    (
        (
            "Desative a opção «Melhorar o modelo para todos» nas configurações e seus chats deixarão de ser"
            " usados no treinamento."
        ),
        {"choice": "opt-out", "control": "setting"},
    ),
    (
        "Os usuários podem solicitar que seus dados não sejam usados para treinar a IA.",
        {"choice": "opt-out", "action": "offer-control"},
    ),
    (
        "Usaremos os seus dados para treinar a IA, a não ser que nos diga que não.",
        {"choice": "opt-out", "polarity": "will"},
    ),
    # --- predefinição
    (
        "A opção de treinar a IA com seus dados está ativada por padrão.",
        {"default": "on", "choice": ""},
    ),
    (
        "A definição sobre o treino da IA está desativada por predefinição.",
        {"default": "off", "choice": ""},
    ),
    (
        "A opção relativa ao treino da IA vem activada por defeito.",
        {"default": "on", "choice": ""},
    ),
    (
        "A caixa que permite treinar nossos modelos vem pré-selecionada.",
        {"default": "on"},
    ),
    # --- fundamento jurídico
    (
        "O treino dos nossos modelos de IA assenta no nosso interesse legítimo.",
        {"basis": "legitimate interest", "polarity": "does"},
    ),
    (
        "O treinamento de nossos modelos de IA tem como base legal o legítimo interesse previsto na LGPD.",
        {"basis": "legitimate interest"},
    ),
    (
        "Treinamos os nossos modelos de IA com base no seu consentimento.",
        {"basis": "consent", "choice": "opt-in"},
    ),
    (
        "Tratamos os seus dados para treinar a IA em execução do contrato.",
        {"basis": "contract"},
    ),
    # --- quem e onde
    (
        "Treinamos a IA com as publicações dos membros fora da União Europeia.",
        {"regions": ("outside EU",)},
    ),
    (
        "Utilizamos dados dos membros nos EUA e em Hong Kong para treinar modelos de IA.",
        {"regions": ("Hong Kong", "US"), "audience": ("members",)},
    ),
    (
        "Usamos suas publicações para treinar a IA, exceto no Brasil.",
        {"regions": ("outside Brazil",), "polarity": "does"},
    ),
    (
        "Não treinamos a IA com dados de contas empresariais nem de planos corporativos.",
        {"audience": ("business",), "polarity": "does not"},
    ),
    (
        "Compartilhamos suas publicações com nossas afiliadas e com a Microsoft para que treinem seus modelos de IA.",
        {"recipients": ("affiliates", "Microsoft"), "action": "share-for-training"},
    ),
    (
        "Podemos ceder dados de utilização a terceiros para o treino dos seus modelos de aprendizagem automática.",
        {"recipients": ("third parties",), "action": "share-for-training", "polarity": "may"},
    ),
    # --- frases longas
    (
        (
            "Nos termos do artigo 6.º, n.º 1, alínea f), do RGPD e depois de ponderarmos os teus direitos,"
            " baseamo-nos no interesse legítimo para tratar, a partir de 27 de maio de 2025, as publicações e os"
            " comentários públicos de adultos residentes na UE com o objetivo de treinar e melhorar os modelos de"
            " IA generativa que oferecemos."
        ),
        {
            "basis": "legitimate interest",
            "effective": dt.date(2025, 5, 27),
            "regions": ("EU",),
            "data": ("posts",),
            "model": "generative AI",
        },
    ),
    (
        (
            "Não obstante o que indiquem outras secções, as mensagens diretas que trocas com outras pessoas não"
            " são incluídas nos conjuntos de dados de treino."
        ),
        {"polarity": "does not", "excluded": ("private messages",)},
    ),
    (
        "Tratamos dados não pessoais, e não só os de usuários registrados, para treinar modelos de IA.",
        {"polarity": "does"},
    ),
    (
        "As imagens em que aparecem pessoas que não usam o serviço também são tratadas para treinar a IA.",
        {"polarity": "does", "audience": ("non-users",), "data": ("photos",)},
    ),
]
_SETTINGS: list[tuple[str, Slots]] = [
    (
        "O seu perfil é público por padrão.",
        {"default": "public", "action": "set-default"},
    ),
    (
        "Por predefinição, as tuas fotos são visíveis para quem te segue.",
        {"default": "on", "action": "set-default"},
    ),
    (
        "As contas de menores são privadas por predefinição.",
        {"default": "private", "audience": ("minors",)},
    ),
    (
        "O histórico de localização está desativado por padrão.",
        {"default": "off"},
    ),
    (
        "A personalização de anúncios vem ativada por padrão nas configurações da conta.",
        {"default": "on"},
    ),
    (
        "Podes desativar os anúncios personalizados nas definições de privacidade.",
        {"choice": "opt-out", "control": "setting", "action": "offer-control"},
    ),
    (
        "Trataremos a sua localização exata apenas com o seu consentimento.",
        {"choice": "opt-in", "action": "require-consent"},
    ),
    (
        "Você tem o direito de se opor ao tratamento dos seus dados para fins de criação de perfis.",
        {"choice": "opt-out"},
    ),
    (
        "Pode retirar o seu consentimento à utilização de cookies a qualquer momento no seu navegador.",
        {"choice": "opt-out", "control": "device"},
    ),
    (
        "Baseamo-nos nos nossos interesses legítimos para medir o uso da plataforma.",
        {"basis": "legitimate interest", "choice": ""},
    ),
    (
        "Escolha quem pode ver suas publicações nas configurações do perfil.",
        {"action": "offer-control", "control": "setting"},
    ),
    (
        "Não compartilhamos seus dados com anunciantes sem a sua autorização.",
        {"choice": "opt-in", "recipients": ("third parties",)},
    ),
]
_OFF_TOPIC = [
    "A formação dos nossos colaboradores em proteção de dados é obrigatória.",
    "O treinamento de funcionários inclui noções de inteligência artificial.",
    "Capacitamos nossa equipe para usar a inteligência artificial com prudência.",
    "Moderadores devidamente treinados analisam o conteúdo com a ajuda da IA.",
    "As chamadas podem ser gravadas para fins de qualidade e formação.",
    "Oferecemos cursos de formação sobre inteligência artificial.",
    "Podemos usar os dados das chamadas para o treinamento de nossos atendentes.",
    "A aplicação propõe treinos pessoais e planos de exercício.",
    "O nosso assistente usa a IA para responder às suas perguntas.",
    "As respostas da IA podem conter erros; confirme-as.",
    "O João ia treinar com os dados que recolhia nos jogos.",
    "Detetamos conteúdos ilícitos com sistemas automáticos.",
    "O vendedor responde por defeito de fabrico do produto.",
    "Os produtos com defeito podem ser trocados em 30 dias.",
    "O cliente que não pague no prazo fica constituído em mora.",
    "Em caso de inadimplência, poderemos suspender o serviço.",
    "As transferências assentam em cláusulas contratuais-tipo da Comissão Europeia.",
    "Pode cancelar a subscrição do nosso boletim em qualquer momento.",
    "Você pode ativar a autenticação de dois fatores para proteger sua conta.",
    "Ao utilizar o serviço, você concorda com estes termos.",
    "Não pode ceder este contrato sem a nossa autorização prévia por escrito.",
    "Você pode cancelar sua assinatura antes da renovação.",
    "Dispõe de um direito de livre resolução de 14 dias.",
    "Última atualização: 3 de maio de 2025.",
    "Conservamos as faturas durante dez anos.",
    "Somos uma empresa com sede em Lisboa.",
    "Tem o direito de aceder aos seus dados e de os retificar.",
    "Estes termos são regidos pela lei brasileira.",
    "Os modelos dos nossos telefones estão descritos na loja.",
]
_FOR_USERS = [
    "Você não pode utilizar nosso conteúdo para treinar modelos de inteligência artificial.",
    "É proibida a raspagem deste site com o objetivo de treinar sistemas de IA.",
    "O cliente não poderá utilizar os resultados para desenvolver modelos de IA que concorram com os nossos.",
]
_NEWS: list[Change] = [
    (
        "da adesão à recusa",
        "Treinamos a IA com as suas publicações apenas se nos der o seu consentimento.",
        "Treinamos a IA com as suas publicações salvo se se opuser.",
        (TRAIN, "choice-changed", "weaker"),
    ),
    (
        "uma promessa vira permissão",
        "Não usamos suas publicações para treinar nossos modelos de IA.",
        "Podemos usar suas publicações para treinar nossos modelos de IA.",
        (TRAIN, "flipped", "weaker"),
    ),
    (
        "entra um não",
        "Utilizamos as tuas conversas para treinar os nossos modelos de linguagem.",
        "Não utilizamos as tuas conversas para treinar os nossos modelos de linguagem.",
        (TRAIN, "flipped", "stronger"),
    ),
    (
        "entra um já não",
        "As mensagens são usadas para treinar a IA.",
        "As mensagens já não são usadas para treinar a IA.",
        (TRAIN, "flipped", "stronger"),
    ),
    (
        "cai um item da lista de exclusões",
        f"{_UNDER_NO} / - mensagens privadas / - dados de salário / - dados de pagamento",
        f"{_UNDER_NO} / - mensagens privadas / - dados de pagamento",
        (TRAIN, "exclusion-removed", "weaker"),
    ),
    (
        "entra um item na lista de usos",
        f"{_UNDER_YES} / - o seu perfil",
        f"{_UNDER_YES} / - o seu perfil / - as suas publicações",
        (TRAIN, "use-added", "weaker"),
    ),
    (
        "cai uma exclusão da frase",
        "Não usamos mensagens privadas nem salários para treinar a IA.",
        "Não usamos mensagens privadas para treinar a IA.",
        (TRAIN, "exclusion-removed", "weaker"),
    ),
    (
        "uma opção passa a ativada por padrão",
        "A opção de treinar a IA generativa está desativada por padrão.",
        "A opção de treinar a IA generativa está ativada por padrão.",
        (TRAIN, "default-changed", "weaker"),
    ),
    (
        "um perfil passa a público",
        "O teu perfil é privado por predefinição.",
        "O teu perfil é público por predefinição.",
        (DEFAULT, "default-changed", "weaker"),
    ),
    (
        "do consentimento ao interesse legítimo",
        "O treino dos nossos modelos de IA baseia-se no seu consentimento.",
        "O treino dos nossos modelos de IA baseia-se no nosso interesse legítimo.",
        (TRAIN, "basis-changed", "weaker"),
    ),
    (
        "anuncia-se um uso com a sua data",
        "",
        "A partir de 3 de novembro de 2025, utilizaremos as suas publicações na UE para treinar a IA generativa.",
        (TRAIN, "announced", "weaker"),
    ),
    (
        "a data é adiada",
        "A partir de 3 de novembro de 2025, treinaremos a IA generativa com as suas publicações.",
        "A partir de 3 de dezembro de 2025, treinaremos a IA generativa com as suas publicações.",
        (TRAIN, "date-changed", "neutral"),
    ),
    (
        "somam-se regiões",
        "Treinamos a IA generativa com dados dos membros nos Estados Unidos.",
        "Treinamos a IA generativa com dados dos membros nos Estados Unidos, na UE e no Brasil.",
        (TRAIN, "regions-widened", "weaker"),
    ),
    (
        "cai a exceção de uma região",
        "Treinamos a IA generativa com dados dos membros, exceto na UE.",
        "Treinamos a IA generativa com dados dos membros.",
        (TRAIN, "regions-widened", "weaker"),
    ),
    (
        "somam-se destinatários",
        "Compartilhamos seus dados com nossas afiliadas para treinar modelos de IA.",
        "Compartilhamos seus dados com nossas afiliadas e com terceiros para treinar modelos de IA.",
        (TRAIN, "recipients-widened", "weaker"),
    ),
    (
        "somam-se dados",
        "Usamos seu perfil para treinar a IA generativa.",
        "Usamos seu perfil e suas fotos para treinar a IA generativa.",
        (TRAIN, "data-widened", "weaker"),
    ),
    (
        "surge um controlo",
        "",
        "Pode opor-se ao uso dos seus dados para treinar a IA nas definições da sua conta.",
        (TRAIN, "control-added", "stronger"),
    ),
    (
        "desaparece um controle dos anúncios",
        "Você pode desativar os anúncios personalizados nas suas configurações de privacidade.",
        "",
        (DEFAULT, "control-removed", "weaker"),
    ),
    (
        "desaparece uma promessa",
        "Nunca usamos as mensagens privadas para treinar a IA generativa.",
        "",
        (TRAIN, "exclusion-removed", "weaker"),
    ),
]
_ALSO = "Pode opor-se ao uso dos seus dados para treinar a IA nas definições da sua conta."
_QUIET = [
    (
        "de tu a você",
        "Podes opor-te ao uso dos teus dados para treinar a IA nas tuas definições.",
        "Pode opor-se ao uso dos seus dados para treinar a IA nas suas definições.",
    ),
    (
        "de tu a você em uma promessa",
        "Não utilizamos as tuas mensagens privadas para treinar a IA sem o teu consentimento.",
        "Não utilizamos as suas mensagens privadas para treinar a IA sem o seu consentimento.",
    ),
    (
        "com e sem artigo",
        "Usamos as suas publicações para treinar os nossos modelos de IA.",
        "Usamos suas publicações para treinar nossos modelos de IA.",
    ),
    (
        "uma frase muda de lugar",
        f"Usamos as suas fotos para treinar a IA. / {_ALSO} / Escreva-nos quando quiser.",
        f"Escreva-nos quando quiser. / {_ALSO} / Usamos as suas fotos para treinar a IA.",
    ),
    (
        "outra numeração",
        f"1. Usamos as suas fotos para treinar a IA. / 2. {_ALSO}",
        f"3. Usamos as suas fotos para treinar a IA. / 4. {_ALSO}",
    ),
    (
        "outra tipografia",
        "Usamos as suas fotos para treinar a «IA generativa» - sem exceções.",
        "Usamos as suas fotos para treinar a “IA generativa” — sem exceções.",
    ),
    (
        "a data da página",
        "Última atualização: 3 de maio de 2025",
        "Última atualização: 4 de junho de 2025",
    ),
    (
        "uma frase cortada em duas",
        "Usamos as suas fotos para treinar a IA; pode opor-se nas definições.",
        "Usamos as suas fotos para treinar a IA; / pode opor-se nas definições.",
    ),
    (
        "maiúsculas",
        "Treinamos a IA Generativa com as suas fotos só com o seu Consentimento.",
        "Treinamos a IA generativa com as suas fotos só com o seu consentimento.",
    ),
    (
        "da ativa à passiva",
        "Utilizamos as suas publicações para treinar os nossos modelos de IA.",
        "As suas publicações são utilizadas para treinar os nossos modelos de IA.",
    ),
    (
        "ortografia de antes e depois do acordo",
        "Os anúncios personalizados podem ser desactivados nas definições de privacidade da sua conta.",
        "Os anúncios personalizados podem ser desativados nas definições de privacidade da sua conta.",
    ),
    ("uma função de IA", "", "O nosso assistente usa a IA para resumir os seus documentos."),
    ("um boletim", "", "Pode cancelar a subscrição do nosso boletim em qualquer momento."),
    ("a formação do pessoal", "", "Treinamos nossos funcionários em proteção de dados."),
    ("produtos com defeitos", "", "O vendedor responde por defeito de fabrico durante três anos."),
    ("uma pergunta", "", "Vocês usam minhas publicações para treinar a IA?"),
    (
        "os itens da lista em outra ordem",
        f"{_UNDER_NO} / - mensagens privadas / - dados de salário / - dados de pagamento",
        f"{_UNDER_NO} / - dados de pagamento / - mensagens privadas / - dados de salário",
    ),
]

SAMPLES = Samples(
    "pt",
    page=(
        "A IA na Ágora",
        "Esta página explica como funciona o serviço e o que fazemos com as informações que você nos confia.",
        "Armazenamento",
        "Guardamos as cópias de segurança em servidores que ficam na Irlanda durante trinta dias.",
    ),
    training=_TRAINING,
    settings=_SETTINGS,
    off_topic=_OFF_TOPIC,
    for_users=_FOR_USERS,
    news=_NEWS,
    quiet=_QUIET,
)
