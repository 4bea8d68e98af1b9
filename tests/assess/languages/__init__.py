"""Sentences and page changes that the tests wrote for each language, and what is to be read from them."""

from tests.assess.languages import de, es, fr, it, nl, pt

ALL = (de.SAMPLES, es.SAMPLES, fr.SAMPLES, it.SAMPLES, nl.SAMPLES, pt.SAMPLES)
