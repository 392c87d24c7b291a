"""The list of schema versions in the code is the chain of the migration scripts."""

from alembic.config import Config
from alembic.script import ScriptDirectory

from capacity_app import paths
from capacity_app.store import schema


def test_known_versions_are_the_scripts_in_order() -> None:
    config = Config()
    config.set_main_option("script_location", str(paths.migrations()).replace("%", "%%"))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [schema.HEAD], "one chain, and schema.HEAD is its end"
    chain = [script.revision for script in scripts.walk_revisions()]
    assert list(reversed(chain)) == list(schema.KNOWN)
