# syntax=docker/dockerfile:1
# The policy watcher as one small image: docs/container.md says how to use it.
#
#   docker build -t policy-watcher .                                       the usual one
#   docker build -t policy-watcher:browser --build-arg BROWSER=1 .         with Chromium, for `render` (docs/browser.md)
ARG PYTHON_IMAGE=python:3.13-slim-trixie
ARG BROWSER=""

# --- everything that Python needs, in one folder: the locked dependencies, then the project as a wheel of its own
FROM ${PYTHON_IMAGE} AS build
ARG BROWSER
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends binutils \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
RUN python -m venv --without-pip /opt/watcher && python -m venv --without-pip /opt/build
COPY requirements/run.lock requirements/browser.lock requirements/build.lock ./
RUN python -m pip --python /opt/watcher/bin/python install \
        --require-hashes --no-deps --only-binary=:all: --no-compile \
        -r "$(if [ -n "$BROWSER" ]; then echo browser; else echo run; fi).lock" \
    && python -m pip --python /opt/build/bin/python install \
        --require-hashes --no-deps --only-binary=:all: --no-compile -r build.lock
COPY pyproject.toml README.md LICENSE* ./
COPY watcher watcher
RUN python -m pip --python /opt/build/bin/python wheel --no-build-isolation --no-deps --no-index -w /wheel . \
    && python -m pip --python /opt/watcher/bin/python install --no-deps --no-index --no-compile /wheel/*.whl
# Taken out, because no run of the program reads it: debug information (22 MB in zstandard alone), C and Cython sources,
# test suites, Apprise's translations of its own log, Pygments' lexers (rich brings them; nothing is highlighted here).
# Byte code is made now: the root file system is read-only later. It halves the time in which a command starts, for 13 MB;
# what no command loads at its start goes without. `unchecked-hash`: the sources beside it never change.
RUN cd /opt/watcher \
    && find . -name '*.so*' -type f -exec strip --strip-debug {} + \
    && find . -type f -regex '.*\.\(py[xi]\|px[di]\|[ch]\|po\|mo\)' -delete \
    && find . -type d -name tests -prune -exec rm -rf {} + \
    && find . -path '*/pygments/lexers/*.py' ! -name '__init__.py' ! -name '_mapping.py' -delete \
    && find bin -type f ! -name watcher -delete \
    && bin/python -m compileall -q -j 0 --invalidation-mode unchecked-hash \
        -x '/(dateparser|oauthlib|pypdf|pydantic/v1|apprise/plugins)/' lib

# --- the image itself. git is Debian's package, made anew without what a client that commits and pushes never calls:
# servers, mail, documentation, translations, and the scripts for which it would bring Perl (50 MB). For the package
# manager and for scanners it is an ordinary package with its version.
FROM ${PYTHON_IMAGE}
ARG BROWSER
ARG EXTRA_PACKAGES=""
RUN set -eu; \
    apt-get update -qq; \
    apt-get install -y -qq --no-install-recommends tini ${BROWSER:+chromium fonts-liberation libatomic1} ${EXTRA_PACKAGES}; \
    cd /tmp; \
    apt-get download -qq -o APT::Sandbox::User=root git; \
    dpkg-deb --raw-extract git_*.deb git; \
    sed -i -E '/^Depends:/ s/, *(perl|liberror-perl|git-man)\b[^,]*//g' git/DEBIAN/control; \
    cd git; \
    rm -rf usr/share/bash-completion usr/share/gitweb usr/share/git-core/contrib usr/share/lintian usr/share/locale \
        usr/share/man usr/share/perl5 var/lib/git; \
    find usr/share/doc -type f ! -name copyright -delete; \
    cd usr/lib/git-core; \
    rm -f git-daemon git-http-backend git-http-fetch git-http-push git-imap-send git-shell git-sh-i18n--envsubst scalar \
        ../../bin/scalar ../../bin/git-shell; \
    ln -sf ../../bin/git git; \
    grep -lIr '^#!.*perl' /tmp/git/usr | xargs -r rm; \
    cd /tmp; \
    dpkg-deb --build -Znone git git.deb >/dev/null; \
    apt-get install -y -qq --no-install-recommends ./git.deb; \
    rm -rf /tmp/* /var/lib/apt/lists/* /var/cache/apt/* /var/log/apt /var/log/dpkg.log; \
    git config --system --add safe.directory /data; \
    git config --system --add safe.directory /data/snapshots; \
    groupadd --gid 10001 watcher; \
    useradd --uid 10001 --gid 10001 --no-log-init --no-create-home --home-dir /data --shell /usr/sbin/nologin watcher; \
    install -d -o 10001 -g 10001 /data
COPY --from=build /opt/watcher /opt/watcher
COPY deploy/entrypoint /usr/local/bin/policy-watcher
COPY targets.yaml /usr/local/share/policy-watcher/targets.yaml
ENV PATH=/opt/watcher/bin:/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin \
    HOME=/data \
    LANG=C.UTF-8 \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    WATCHER_CONFIG=/data/targets.yaml \
    WATCHER_DATA=/data
ARG VERSION=unreleased
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Policy watcher" \
    org.opencontainers.image.description="Tells people when a platform's wording about AI training or default settings changes in meaning" \
    org.opencontainers.image.licenses="Apache-2.0" \
    org.opencontainers.image.version="${VERSION}" \
    org.opencontainers.image.revision="${REVISION}"
USER 10001:10001
WORKDIR /data
VOLUME /data
# Nothing is exposed. With `serve: {port: 8080, host: 0.0.0.0}` in targets.yaml (docs/site.md): -p 127.0.0.1:8080:8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=60s --timeout=10s --start-period=60s --retries=3 \
    CMD watcher status --healthcheck || exit 1
ENTRYPOINT ["/usr/bin/tini", "-s", "--", "policy-watcher"]
CMD ["run"]
