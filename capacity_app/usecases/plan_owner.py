"""Which assessment a returned plan is about, or why it cannot be brought back here."""

from capacity_app.errors import UserError
from capacity_app.exchange.place import short
from capacity_app.exchange.plan_workbook import PlanFile
from capacity_app.i18n import N_
from capacity_app.model.assessment import Assessment
from capacity_app.store.database import Store


def assessment_of(store: Store, given: PlanFile, of: str) -> Assessment:
    """The assessment a workbook is about, in its latest revision; UserError in all other cases.

    With ``of``, an id, any other assessment is refused too.
    """
    if any(summary.id == given.assessment_id for summary in store.deleted()):
        raise UserError(
            N_(
                "The assessment of {file} lies in the bin here. Nothing was changed. Take it back "
                "from the bin on the home page first."
            ),
            file=given.file,
        )
    if all(summary.id != given.assessment_id for summary in store.summaries()):
        raise UserError(
            N_(
                "{file} is the plan of an assessment that is not here ({id}). Nothing was "
                "changed. Open it in the program it was sent from."
            ),
            file=given.file,
            id=short(given.assessment_id),
        )
    found = store.assessment(given.assessment_id)
    if of and of != found.id:
        raise UserError(
            N_(
                "{file} is the plan of another assessment: {name}, {date}. Nothing was changed. "
                "Open that one first, and bring the workbook back there."
            ),
            file=given.file,
            name=short(found.organisation.name("en")),
            date=found.date.isoformat(),
        )
    if given.revision is not None and given.revision > found.revision:
        raise UserError(
            N_(
                "{file} was made from revision {new} of this assessment, and here is revision "
                "{old}. Nothing was changed. Bring in the newer revision first."
            ),
            file=given.file,
            new=given.revision,
            old=found.revision,
        )
    return found
