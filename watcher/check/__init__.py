"""One check of one target, from the network to the archive, and the pure part that backtests share.

fetch -> as it was? -> judge the capture -> extract -> compare with the last version -> assess -> commit -> deliver

Import from the modules: a page that is as it was is told without most of them, which take a tenth of a second.
"""
