"""CSO Capacity Self-Assessment: assess, plan and report, offline, in three languages."""

__version__ = "0.1.0"
