"""Histories and declarations from elsewhere, and our own for others.

git_source, git_log   a git repository that somebody else made, read without letting it do anything
ota_versions          the versions of an Open Terms Archive collection in it
course                one history on its way through the pipeline
bringing              such a history into our archive
export                our archive for others
"""
