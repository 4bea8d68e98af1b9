#!/bin/sh
# Builds the image and runs against it the tests that need one: tests/container, and the scenario of tests/delivery.
#
#   tests/container/run.sh                        builds policy-watcher:test with docker, then tests it
#   IMAGE=policy-watcher:1.0 tests/container/run.sh    tests an image that is there
#   ENGINE="podman --log-level error" …           another engine: docker, podman or buildah, with options if need be
#
# What follows goes to pytest. The servers of the scenario run on this machine's loopback; nothing leaves it but the
# build's downloads.
set -eu
cd "$(dirname "$0")/../.."

ENGINE=${ENGINE:-docker}
if [ -z "${IMAGE:-}" ]; then
    IMAGE=policy-watcher:test
    # shellcheck disable=SC2086 # the engine may come with options
    $ENGINE build -t "$IMAGE" .
fi
WATCHER_TEST_IMAGE=$IMAGE WATCHER_TEST_ENGINE=$ENGINE
export WATCHER_TEST_IMAGE WATCHER_TEST_ENGINE
exec "${PYTHON:-python3}" -m pytest tests/container tests/delivery "$@"
