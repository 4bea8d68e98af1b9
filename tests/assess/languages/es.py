"""Spanish."""

from __future__ import annotations

import datetime as dt

from tests.assess.languages.samples import DEFAULT, TRAIN, Change, Samples, Slots

_UNDER_NO = "No utilizamos los siguientes datos para entrenar la IA generativa:"
_UNDER_YES = "Utilizamos los siguientes datos para entrenar nuestros modelos de IA:"
_TRAINING: list[tuple[str, Slots]] = [
    # --- se hace, se puede hacer, se hará
    (
        "Utilizamos tus publicaciones para entrenar nuestros modelos de IA.",
        {"polarity": "does", "action": "train", "data": ("posts",), "model": "AI"},
    ),
    (
        "Podemos usar sus fotos y vídeos para entrenar la IA generativa.",
        {"polarity": "may", "data": ("photos", "video"), "model": "generative AI"},
    ),
    (
        "Tus conversaciones podrán emplearse para el entrenamiento de modelos de lenguaje.",
        {"polarity": "may", "data": ("conversations",), "model": "large language models"},
    ),
    (
        (
            "A partir del 3 de noviembre de 2025 utilizaremos datos del perfil de los miembros de la UE, el EEE y"
            " Suiza para entrenar modelos de IA que generan contenido."
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
            "Desde el 1 de enero de 2026, los contenidos que publicas servirán para mejorar nuestra inteligencia"
            " artificial."
        ),
        {"effective": dt.date(2026, 1, 1), "data": ("user content",), "action": "improve-models"},
    ),
    (
        (
            "Con efecto a partir del 15 de mayo de 2026, las grabaciones de voz se usarán para entrenar"
            " algoritmos de aprendizaje automático."
        ),
        {"effective": dt.date(2026, 5, 15), "data": ("voice",), "model": "machine learning", "polarity": "will"},
    ),
    (
        "Mejoramos nuestros modelos de inteligencia artificial con los resultados y las consultas de los usuarios.",
        {"action": "improve-models", "data": ("prompts", "outputs"), "polarity": "does"},
    ),
    (
        "La información disponible públicamente en internet se emplea para entrenar los modelos fundacionales.",
        {"data": ("public data",), "polarity": "does", "model": "generative AI"},
    ),
    (
        "Utilizamos contenido público para capacitar a nuestros modelos generativos.",
        {"polarity": "does", "data": ("posts",), "model": "generative AI"},
    ),
    (
        "Recopilamos datos de uso y comentarios y sugerencias para desarrollar sistemas de inteligencia artificial.",
        {"action": "improve-models", "data": ("feedback", "usage data")},
    ),
    (
        "Si nos envías valoraciones, las usaremos para el ajuste fino de los modelos de IA.",
        {"polarity": "will", "data": ("feedback",)},
    ),
    (
        "Los fragmentos de código de cuentas gratuitas se utilizan con fines de entrenamiento de la IA.",
        {"data": ("code",), "audience": ("free users",)},
    ),
    # --- no se hace
    (
        "No utilizamos tus mensajes privados para entrenar la IA generativa.",
        {"polarity": "does not", "excluded": ("private messages",), "data": ()},
    ),
    (
        "Los datos de nuestros clientes no se usan para entrenar ningún modelo de IA.",
        {"polarity": "does not", "excluded": ("customer data",)},
    ),
    (
        "Nunca entrenamos con tus archivos nuestros modelos de lenguaje.",
        {"polarity": "does not", "excluded": ("user content",)},
    ),
    (
        "Ya no empleamos las búsquedas para mejorar los algoritmos de inteligencia artificial.",
        {"polarity": "does not", "excluded": ("usage data",)},
    ),
    (
        "Ninguna de las conversaciones de menores de 18 años se utiliza para entrenar la IA.",
        {"polarity": "does not", "audience": ("minors",)},
    ),
    (
        "Hemos dejado de usar los datos biométricos para entrenar modelos de IA.",
        {"polarity": "does not", "excluded": ("biometric data",)},
    ),
    (
        "Los salarios y los pagos quedan excluidos del entrenamiento de la inteligencia artificial.",
        {"polarity": "does not", "excluded": ("job data", "payment data")},
    ),
    (
        "En ningún caso se tratarán datos de salud para entrenar sistemas de IA.",
        {"polarity": "does not", "excluded": ("health data",)},
    ),
    (
        "Ni compartimos tus contactos con terceros ni los usamos para entrenar modelos de IA.",
        {"polarity": "does not", "excluded": ("contacts",)},
    ),
    (
        "No entrenamos con tus datos.",
        {"polarity": "does not", "excluded": ("personal data",)},
    ),
    # --- listas con su encabezamiento
    (f"{_UNDER_NO} / mensajes privados", {"polarity": "does not", "excluded": ("private messages",)}),
    (f"{_UNDER_NO} / datos de salario y de pago", {"polarity": "does not", "excluded": ("job data", "payment data")}),
    (f"{_UNDER_YES} / tus publicaciones y comentarios", {"polarity": "does", "data": ("posts",)}),
    (f"{_UNDER_YES} / las respuestas que da el asistente", {"polarity": "does", "data": ("outputs",)}),
    # --- elección
    (
        "Solo utilizamos tus conversaciones para entrenar la IA si nos das tu consentimiento.",
        {"choice": "opt-in", "polarity": "does", "data": ("conversations",)},
    ),
    (
        "No usaremos tus fotos para entrenar la IA salvo que nos autorices expresamente.",
        {"choice": "opt-in", "polarity": "does not", "excluded": ("photos",)},
    ),
    (
        "Usaremos tus publicaciones para entrenar la IA, a menos que te opongas.",
        {"choice": "opt-out", "polarity": "will", "action": "train"},
    ),
    (
        "Salvo que optes por no participar, tus conversaciones se utilizarán para entrenar nuestros modelos.",
        {"choice": "opt-out", "polarity": "will"},
    ),
    (
        (
            "Puedes oponerte al entrenamiento de nuestros modelos en Configuración > Privacidad de datos >"
            " Mejora de la IA."
        ),
        {
            "choice": "opt-out",
            "action": "offer-control",
            "control": "setting",
            "control_path": "Configuración > Privacidad de datos > Mejora de la IA",
        },
    ),
    (
        "Usted puede rechazar el entrenamiento de la IA mediante este formulario.",
        {"choice": "opt-out", "control": "form", "action": "offer-control"},
    ),
    (
        "Si no deseas que entrenemos nuestros modelos con tus datos, escríbenos por correo electrónico.",
        {"choice": "opt-out", "control": "e-mail"},
    ),
    (
        "Desactiva el ajuste «Mejorar el modelo para todos» y tus chats dejarán de usarse para el entrenamiento.",
        {"choice": "opt-out", "control": "setting"},
    ),
    (
        "Los usuarios pueden solicitar que no se utilicen sus datos para entrenar la IA.",
        {"choice": "opt-out", "action": "offer-control"},
    ),
    (
        "Salvo que nos indiques lo contrario, usaremos tus publicaciones para entrenar la IA.",
        {"choice": "opt-out", "polarity": "will"},
    ),
    # --- valor predeterminado
    (
        "El ajuste para entrenar la IA con tus datos está activado por defecto.",
        {"default": "on", "choice": ""},
    ),
    (
        "La opción de entrenamiento de la IA aparece desactivada de forma predeterminada.",
        {"default": "off", "choice": ""},
    ),
    (
        "La casilla que permite entrenar nuestros modelos viene premarcada.",
        {"default": "on"},
    ),
    # --- base jurídica
    (
        "El entrenamiento de nuestros modelos de IA se basa en nuestro interés legítimo.",
        {"basis": "legitimate interest", "polarity": "does"},
    ),
    (
        "Entrenamos nuestros modelos de IA sobre la base de tu consentimiento.",
        {"basis": "consent", "choice": "opt-in"},
    ),
    (
        "Tratamos tus datos para entrenar la IA al amparo de la ejecución del contrato.",
        {"basis": "contract"},
    ),
    # --- quién y dónde
    (
        "Entrenamos la IA con las publicaciones de miembros de fuera de la Unión Europea.",
        {"regions": ("outside EU",)},
    ),
    (
        "Utilizamos los datos de los miembros de EE. UU. y Hong Kong para entrenar modelos de IA.",
        {"regions": ("Hong Kong", "US"), "audience": ("members",)},
    ),
    (
        "Utilizamos tus publicaciones para entrenar la IA, salvo en el Reino Unido.",
        {"regions": ("outside UK",), "polarity": "does"},
    ),
    (
        "No entrenamos la IA con datos de cuentas de empresa ni de planes empresariales.",
        {"audience": ("business",), "polarity": "does not"},
    ),
    (
        "Compartimos tus publicaciones con nuestras filiales y con Microsoft para que entrenen sus modelos de IA.",
        {"recipients": ("affiliates", "Microsoft"), "action": "share-for-training"},
    ),
    (
        "Podemos ceder datos de uso a terceros para el entrenamiento de sus modelos de aprendizaje automático.",
        {"recipients": ("third parties",), "action": "share-for-training", "polarity": "may"},
    ),
    # --- frases largas
    (
        (
            "De conformidad con lo dispuesto en el artículo 6.1.f) del RGPD y tras ponderar tus derechos, nos"
            " basamos en el interés legítimo para tratar, desde el 27 de mayo de 2025, las publicaciones y los"
            " comentarios públicos de personas adultas residentes en la UE con el fin de entrenar y mejorar"
            " los modelos de IA generativa que ofrecemos."
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
            "Sin perjuicio de lo anterior, y no obstante lo que indiquen otras secciones, los mensajes directos"
            " que intercambies con otras personas no se incluirán en los conjuntos de datos de entrenamiento."
        ),
        {"polarity": "does not", "excluded": ("private messages",)},
    ),
    (
        "Tratamos datos no personales, no solo los de los usuarios registrados, para entrenar modelos de IA.",
        {"polarity": "does"},
    ),
]
_SETTINGS: list[tuple[str, Slots]] = [
    (
        "Tu perfil es público por defecto.",
        {"default": "public", "action": "set-default"},
    ),
    (
        "De forma predeterminada, tus fotos son visibles para todo el mundo.",
        {"default": "on", "action": "set-default"},
    ),
    (
        "Las cuentas de menores son privadas de forma predeterminada.",
        {"default": "private", "audience": ("minors",)},
    ),
    (
        "El historial de ubicaciones está desactivado de forma predeterminada.",
        {"default": "off", "data": ("location",)},
    ),
    (
        "La personalización de anuncios viene activada por defecto en la configuración de tu cuenta.",
        {"default": "on"},
    ),
    (
        "Puedes desactivar los anuncios personalizados en los ajustes de privacidad.",
        {"choice": "opt-out", "control": "setting", "action": "offer-control"},
    ),
    (
        "Trataremos su ubicación precisa únicamente con su consentimiento.",
        {"choice": "opt-in", "action": "require-consent"},
    ),
    (
        "Usted tiene derecho a oponerse al tratamiento de sus datos con fines de elaboración de perfiles.",
        {"choice": "opt-out"},
    ),
    (
        "Puedes retirar tu consentimiento al uso de cookies en cualquier momento desde tu navegador.",
        {"choice": "opt-out", "control": "device"},
    ),
    (
        "Nos basamos en nuestros intereses legítimos para medir el uso de la plataforma.",
        {"basis": "legitimate interest", "choice": ""},
    ),
    (
        "Elige quién puede ver tus publicaciones en la configuración de tu perfil.",
        {"action": "offer-control", "control": "setting"},
    ),
    (
        "No compartimos tus datos con anunciantes a menos que lo autorices.",
        {"choice": "opt-in", "recipients": ("third parties",)},
    ),
]
_OFF_TOPIC = [
    "La formación del personal en materia de protección de datos es obligatoria.",
    "Formamos a nuestros empleados para que usen la inteligencia artificial con prudencia.",
    "El equipo de moderadores debidamente formados revisa los contenidos con ayuda de la IA.",
    "Las llamadas pueden grabarse con fines de calidad y formación.",
    "Ofrecemos cursos de formación sobre inteligencia artificial.",
    "Podemos usar los datos de las llamadas para la capacitación de nuestros agentes.",
    "La aplicación propone entrenamientos personales y planes de ejercicio.",
    "Nuestro asistente usa la IA para responder a tus preguntas.",
    "Las respuestas de la IA pueden contener errores; compruébalas.",
    "Detectamos contenidos ilícitos con sistemas automáticos.",
    "El vendedor responde por defecto de conformidad del producto.",
    "Los productos defectuosos se cambian en un plazo de 14 días.",
    "El cliente que no pague en plazo quedará constituido en mora.",
    "En caso de impago podremos suspender el servicio.",
    "Las transferencias se amparan en las cláusulas contractuales tipo de la Comisión Europea.",
    "Puedes darte de baja de nuestro boletín en cualquier momento.",
    "Puede activar la autenticación en dos pasos para proteger su cuenta.",
    "Al utilizar el servicio, aceptas estas condiciones.",
    "No puede ceder este contrato sin nuestro consentimiento previo por escrito.",
    "Puedes cancelar tu suscripción antes de que se renueve.",
    "Dispones de un derecho de desistimiento de 14 días.",
    "Última actualización: 3 de mayo de 2025.",
    "Conservamos las facturas durante seis años.",
    "Somos una empresa con sede en Madrid.",
    "Tienes derecho a acceder a tus datos y a rectificarlos.",
    "Estos términos se rigen por la ley española.",
    "Los modelos de nuestros teléfonos se describen en la tienda.",
    "Las oposiciones al cuerpo de inspectores se anuncian en la web.",
]
_FOR_USERS = [
    "No puedes utilizar nuestros contenidos para entrenar modelos de inteligencia artificial.",
    "Queda prohibido el scraping de este sitio con el fin de entrenar sistemas de IA.",
    "El cliente no podrá utilizar los resultados para desarrollar modelos de IA que compitan con los nuestros.",
]
_NEWS: list[Change] = [
    (
        "una inclusión voluntaria pasa a exclusión",
        "Entrenamos la IA con tus publicaciones solo si nos das tu consentimiento.",
        "Entrenamos la IA con tus publicaciones salvo que te opongas.",
        (TRAIN, "choice-changed", "weaker"),
    ),
    (
        "una promesa se vuelve permiso",
        "No utilizamos tus publicaciones para entrenar nuestros modelos de IA.",
        "Podemos utilizar tus publicaciones para entrenar nuestros modelos de IA.",
        (TRAIN, "flipped", "weaker"),
    ),
    (
        "se inserta un no",
        "Utilizamos tus conversaciones para entrenar nuestros modelos de lenguaje.",
        "No utilizamos tus conversaciones para entrenar nuestros modelos de lenguaje.",
        (TRAIN, "flipped", "stronger"),
    ),
    (
        "cae un elemento de la lista de exclusiones",
        f"{_UNDER_NO} / - mensajes privados / - datos de salario / - datos de pago",
        f"{_UNDER_NO} / - mensajes privados / - datos de pago",
        (TRAIN, "exclusion-removed", "weaker"),
    ),
    (
        "llega un elemento a la lista de usos",
        f"{_UNDER_YES} / - tu perfil",
        f"{_UNDER_YES} / - tu perfil / - tus publicaciones",
        (TRAIN, "use-added", "weaker"),
    ),
    (
        "cae una exclusión de la frase",
        "No usamos los mensajes privados ni los salarios para entrenar la IA.",
        "No usamos los mensajes privados para entrenar la IA.",
        (TRAIN, "exclusion-removed", "weaker"),
    ),
    (
        "un ajuste pasa a estar activado",
        "El ajuste para entrenar la IA generativa está desactivado por defecto.",
        "El ajuste para entrenar la IA generativa está activado por defecto.",
        (TRAIN, "default-changed", "weaker"),
    ),
    (
        "un perfil pasa a ser público",
        "Tu perfil es privado de forma predeterminada.",
        "Tu perfil es público de forma predeterminada.",
        (DEFAULT, "default-changed", "weaker"),
    ),
    (
        "el consentimiento pasa a interés legítimo",
        "El entrenamiento de nuestros modelos de IA se basa en tu consentimiento.",
        "El entrenamiento de nuestros modelos de IA se basa en nuestro interés legítimo.",
        (TRAIN, "basis-changed", "weaker"),
    ),
    (
        "se anuncia un uso con su fecha",
        "",
        "A partir del 3 de noviembre de 2025 utilizaremos tus publicaciones en la UE para entrenar la IA generativa.",
        (TRAIN, "announced", "weaker"),
    ),
    (
        "la fecha se aplaza",
        "A partir del 3 de noviembre de 2025 entrenaremos la IA generativa con tus publicaciones.",
        "A partir del 3 de diciembre de 2025 entrenaremos la IA generativa con tus publicaciones.",
        (TRAIN, "date-changed", "neutral"),
    ),
    (
        "se suman regiones",
        "Entrenamos la IA generativa con los datos de los miembros de Estados Unidos.",
        "Entrenamos la IA generativa con los datos de los miembros de Estados Unidos, la UE y Suiza.",
        (TRAIN, "regions-widened", "weaker"),
    ),
    (
        "cae la excepción de una región",
        "Entrenamos la IA generativa con los datos de los miembros, excepto en la UE.",
        "Entrenamos la IA generativa con los datos de los miembros.",
        (TRAIN, "regions-widened", "weaker"),
    ),
    (
        "se suman destinatarios",
        "Compartimos tus datos con nuestras filiales para entrenar modelos de IA.",
        "Compartimos tus datos con nuestras filiales y con terceros para entrenar modelos de IA.",
        (TRAIN, "recipients-widened", "weaker"),
    ),
    (
        "se suman datos",
        "Utilizamos tu perfil para entrenar la IA generativa.",
        "Utilizamos tu perfil y tus fotos para entrenar la IA generativa.",
        (TRAIN, "data-widened", "weaker"),
    ),
    (
        "aparece un control",
        "",
        "Puedes oponerte al uso de tus datos para entrenar la IA en la configuración de tu cuenta.",
        (TRAIN, "control-added", "stronger"),
    ),
    (
        "desaparece un control de los anuncios",
        "Puede desactivar los anuncios personalizados en sus ajustes de privacidad.",
        "",
        (DEFAULT, "control-removed", "weaker"),
    ),
    (
        "desaparece una promesa",
        "Nunca usamos los mensajes privados para entrenar la IA generativa.",
        "",
        (TRAIN, "exclusion-removed", "weaker"),
    ),
]
_ALSO = "Puedes oponerte al uso de tus datos para entrenar la IA en la configuración de tu cuenta."
_QUIET = [
    (
        "de tú a usted",
        "Puedes oponerte al uso de tus datos para entrenar la IA en tu configuración.",
        "Puede oponerse al uso de sus datos para entrenar la IA en su configuración.",
    ),
    (
        "de tú a usted en una promesa",
        "No utilizamos tus mensajes privados para entrenar la IA salvo que nos des tu consentimiento.",
        "No utilizamos sus mensajes privados para entrenar la IA salvo que nos dé su consentimiento.",
    ),
    (
        "de tú a vosotros",
        "Utilizamos tus publicaciones para entrenar nuestros modelos de IA.",
        "Utilizamos vuestras publicaciones para entrenar nuestros modelos de IA.",
    ),
    (
        "una frase cambia de sitio",
        f"Utilizamos tus fotos para entrenar la IA. / {_ALSO} / Escríbenos cuando quieras.",
        f"Escríbenos cuando quieras. / {_ALSO} / Utilizamos tus fotos para entrenar la IA.",
    ),
    (
        "otra numeración",
        f"1. Utilizamos tus fotos para entrenar la IA. / 2. {_ALSO}",
        f"3. Utilizamos tus fotos para entrenar la IA. / 4. {_ALSO}",
    ),
    (
        "otra tipografía",
        "Usamos tus fotos para entrenar la «IA generativa» - sin excepciones.",
        "Usamos tus fotos para entrenar la “IA generativa” — sin excepciones.",
    ),
    (
        "la fecha de la página",
        "Última actualización: 3 de mayo de 2025",
        "Última actualización: 4 de junio de 2025",
    ),
    (
        "una frase partida en dos",
        "Usamos tus fotos para entrenar la IA; puedes oponerte en los ajustes.",
        "Usamos tus fotos para entrenar la IA; / puedes oponerte en los ajustes.",
    ),
    (
        "mayúsculas",
        "Entrenamos la IA Generativa con tus fotos solo si nos das tu Consentimiento.",
        "Entrenamos la IA generativa con tus fotos solo si nos das tu consentimiento.",
    ),
    (
        "de activa a pasiva",
        "Utilizamos tus publicaciones para entrenar nuestros modelos de IA.",
        "Tus publicaciones se utilizan para entrenar nuestros modelos de IA.",
    ),
    ("una función de IA", "", "Nuestro asistente usa la IA para resumir tus documentos."),
    ("un boletín", "", "Puedes darte de baja de nuestro boletín en cualquier momento."),
    ("la formación del personal", "", "Formamos a nuestros empleados en protección de datos."),
    ("productos con defectos", "", "El vendedor responde por defecto de fabricación durante tres años."),
    ("una pregunta", "", "¿Usáis mis publicaciones para entrenar la IA?"),
    (
        "los elementos de la lista en otro orden",
        f"{_UNDER_NO} / - mensajes privados / - datos de salario / - datos de pago",
        f"{_UNDER_NO} / - datos de pago / - mensajes privados / - datos de salario",
    ),
]

SAMPLES = Samples(
    "es",
    page=(
        "La IA en Ágora",
        "Esta página explica cómo funciona el servicio y qué hacemos con la información que nos confías.",
        "Almacenamiento",
        "Guardamos las copias de seguridad en servidores situados en Irlanda durante treinta días.",
    ),
    training=_TRAINING,
    settings=_SETTINGS,
    off_topic=_OFF_TOPIC,
    for_users=_FOR_USERS,
    news=_NEWS,
    quiet=_QUIET,
)
