"""The first schema: organisations, question banks, assessments, evidence, answers, plan."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('instrument',
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('id', sa.String(length=80), nullable=False),
    sa.Column('version', sa.String(length=40), nullable=False),
    sa.Column('content', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('digest', name=op.f('pk_instrument'))
    )
    op.create_table('organisation',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('name_en', sa.Text(), nullable=False),
    sa.Column('name_ar', sa.Text(), nullable=False),
    sa.Column('name_ckb', sa.Text(), nullable=False),
    sa.Column('acronym', sa.Text(), nullable=False),
    sa.Column('founded', sa.Integer(), nullable=True),
    sa.Column('registrations', sa.JSON(), nullable=False),
    sa.Column('head_office', sa.Text(), nullable=False),
    sa.Column('address', sa.Text(), nullable=False),
    sa.Column('phone', sa.Text(), nullable=False),
    sa.Column('email', sa.Text(), nullable=False),
    sa.Column('website', sa.Text(), nullable=False),
    sa.Column('head_name', sa.Text(), nullable=False),
    sa.Column('head_title', sa.Text(), nullable=False),
    sa.Column('contact_name', sa.Text(), nullable=False),
    sa.Column('contact_title', sa.Text(), nullable=False),
    sa.Column('governorates', sa.JSON(), nullable=False),
    sa.Column('services_by_governorate', sa.JSON(), nullable=False),
    sa.Column('health_levels', sa.JSON(), nullable=False),
    sa.Column('staff_band', sa.String(length=40), nullable=True),
    sa.Column('volunteers', sa.Integer(), nullable=True),
    sa.Column('budget_band', sa.String(length=40), nullable=True),
    sa.Column('surge_capacity', sa.Text(), nullable=False),
    sa.Column('bank_account', sa.Boolean(), nullable=True),
    sa.Column('board_members', sa.Text(), nullable=False),
    sa.Column('psea_focal_point', sa.Boolean(), nullable=True),
    sa.Column('formal_assessments', sa.JSON(), nullable=False),
    sa.Column('is_sample', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organisation'))
    )
    op.create_table('assessment',
    sa.Column('number', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('organisation_id', sa.String(length=36), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('instrument_id', sa.String(length=80), nullable=False),
    sa.Column('instrument_version', sa.String(length=40), nullable=False),
    sa.Column('instrument_digest', sa.String(length=64), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('mode', sa.String(length=40), nullable=False),
    sa.Column('date', sa.Date(), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('services', sa.JSON(), nullable=False),
    sa.Column('place', sa.Text(), nullable=False),
    sa.Column('facilitator', sa.Text(), nullable=False),
    sa.Column('facilitator_organisation', sa.Text(), nullable=False),
    sa.Column('participants', sa.JSON(), nullable=False),
    sa.Column('targets', sa.JSON(), nullable=False),
    sa.Column('last_indicator', sa.String(length=40), nullable=False),
    sa.Column('saved_at', sa.DateTime(), nullable=True),
    sa.Column('answered', sa.Integer(), nullable=False),
    sa.Column('applicable', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_assessment_organisation_id')),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_assessment')),
    sa.UniqueConstraint('id', 'revision', name=op.f('uq_assessment_id'))
    )
    op.create_index(op.f('ix_assessment_id'), 'assessment', ['id'], unique=False)
    op.create_index(op.f('ix_assessment_organisation_id'), 'assessment', ['organisation_id'], unique=False)
    op.create_table('action',
    sa.Column('number', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('assessment_number', sa.Integer(), nullable=False),
    sa.Column('ref', sa.String(length=40), nullable=False),
    sa.Column('indicator', sa.String(length=40), nullable=False),
    sa.Column('gap', sa.Text(), nullable=False),
    sa.Column('baseline', sa.Integer(), nullable=True),
    sa.Column('target', sa.Integer(), nullable=True),
    sa.Column('action', sa.Text(), nullable=False),
    sa.Column('deliverable', sa.Text(), nullable=False),
    sa.Column('priority', sa.String(length=40), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('responsible', sa.Text(), nullable=False),
    sa.Column('support', sa.JSON(), nullable=False),
    sa.Column('supported_by', sa.Text(), nullable=False),
    sa.Column('supporter_kind', sa.String(length=40), nullable=True),
    sa.Column('cost', sa.String(length=40), nullable=True),
    sa.Column('currency', sa.String(length=40), nullable=False),
    sa.Column('rate', sa.String(length=40), nullable=True),
    sa.Column('rate_date', sa.Date(), nullable=True),
    sa.Column('funding', sa.String(length=40), nullable=False),
    sa.Column('start', sa.Date(), nullable=True),
    sa.Column('due', sa.Date(), nullable=True),
    sa.Column('status', sa.String(length=40), nullable=False),
    sa.Column('percent', sa.Integer(), nullable=False),
    sa.Column('completed_on', sa.Date(), nullable=True),
    sa.Column('completion_evidence', sa.Text(), nullable=False),
    sa.Column('verified_by', sa.Text(), nullable=False),
    sa.Column('verified_on', sa.Date(), nullable=True),
    sa.Column('adequate', sa.Boolean(), nullable=True),
    sa.Column('comments', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['assessment_number'], ['assessment.number'], name=op.f('fk_action_assessment_number'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_action')),
    sa.UniqueConstraint('assessment_number', 'ref', name=op.f('uq_action_assessment_number'))
    )
    op.create_index(op.f('ix_action_assessment_number'), 'action', ['assessment_number'], unique=False)
    op.create_table('answer',
    sa.Column('assessment_number', sa.Integer(), nullable=False),
    sa.Column('indicator', sa.String(length=40), nullable=False),
    sa.Column('level', sa.Integer(), nullable=True),
    sa.Column('not_applicable', sa.Text(), nullable=True),
    sa.Column('dont_know', sa.Boolean(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('without_evidence', sa.Text(), nullable=False),
    sa.Column('elements', sa.JSON(), nullable=False),
    sa.Column('sustained', sa.String(length=40), nullable=True),
    sa.ForeignKeyConstraint(['assessment_number'], ['assessment.number'], name=op.f('fk_answer_assessment_number'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('assessment_number', 'indicator', name=op.f('pk_answer'))
    )
    op.create_table('evidence',
    sa.Column('number', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('assessment_number', sa.Integer(), nullable=False),
    sa.Column('ref', sa.String(length=40), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('type', sa.String(length=80), nullable=False),
    sa.Column('language', sa.String(length=40), nullable=False),
    sa.Column('issued', sa.Date(), nullable=True),
    sa.Column('expires', sa.Date(), nullable=True),
    sa.Column('held_at', sa.Text(), nullable=False),
    sa.Column('share', sa.String(length=40), nullable=False),
    sa.Column('status', sa.String(length=40), nullable=False),
    sa.Column('seen_by', sa.Text(), nullable=False),
    sa.Column('seen_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['assessment_number'], ['assessment.number'], name=op.f('fk_evidence_assessment_number'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_evidence')),
    sa.UniqueConstraint('assessment_number', 'ref', name=op.f('uq_evidence_assessment_number'))
    )
    op.create_index(op.f('ix_evidence_assessment_number'), 'evidence', ['assessment_number'], unique=False)
    op.create_table('answer_evidence',
    sa.Column('assessment_number', sa.Integer(), nullable=False),
    sa.Column('indicator', sa.String(length=40), nullable=False),
    sa.Column('evidence_number', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['assessment_number', 'indicator'], ['answer.assessment_number', 'answer.indicator'], name=op.f('fk_answer_evidence_assessment_number'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['evidence_number'], ['evidence.number'], name=op.f('fk_answer_evidence_evidence_number'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('assessment_number', 'indicator', 'evidence_number', name=op.f('pk_answer_evidence'))
    )
    op.create_index(op.f('ix_answer_evidence_evidence_number'), 'answer_evidence', ['evidence_number'], unique=False)

