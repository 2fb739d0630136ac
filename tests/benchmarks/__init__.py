"""How quick the application is and what it takes: ``python -m tests.benchmarks``.

Kept out of the tests and of ``.ci/run``: no test asserts a time. Each figure that is held to
a bound stands beside a baseline measured in the same run, for the machines are shared.
"""
