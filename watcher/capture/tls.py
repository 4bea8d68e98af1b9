"""Whom to trust: certificates and names are always verified. There is no switch to turn that off."""

from __future__ import annotations

import ssl

from watcher.errors import ConfigError, Problem


def tls_context(ca_file: str | None) -> ssl.SSLContext:
    """Verifies certificates and names against the system's authorities (or SSL_CERT_FILE) and those of a file."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2  # whatever the system's own configuration says
    if ca_file is not None:
        try:
            context.load_verify_locations(cafile=ca_file)
        except (OSError, ssl.SSLError) as error:
            message = f"{ca_file} cannot be read as PEM certificates ({error.strerror or error})"
            raise ConfigError((Problem("network.ca_file", message),)) from None
    return context
