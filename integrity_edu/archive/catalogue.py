"""The closed catalogue of what a record of conduct can be about (measure 15).

Negative are exactly the four acts that 国办发〔2016〕98号 names for students; a school adds none.
Whoever changes a line gives the catalogue a new version, and every record names its own.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from integrity_edu.words import tr

CATALOGUE_VERSION = "2026-11"


class RecordKind(StrEnum):
    """What a record is about; the first four are negative."""

    EXAM_FRAUD = "exam_fraud"
    ACADEMIC_FRAUD = "academic_fraud"
    LOAN_DEFAULT = "loan_default"
    FALSE_MATERIALS = "false_materials"
    HONOUR = "honour"
    ACADEMIC_HONOUR = "academic_honour"
    VOLUNTEERING = "volunteering"
    LOAN_REPAID = "loan_repaid"
    FOUND_RETURNED = "found_returned"
    PROMISE_KEPT = "promise_kept"


NEGATIVE = frozenset(
    {
        RecordKind.EXAM_FRAUD,
        RecordKind.ACADEMIC_FRAUD,
        RecordKind.LOAN_DEFAULT,
        RecordKind.FALSE_MATERIALS,
    }
)


class ArrearsCondition(StrEnum):
    """What makes arrears malicious: all three, each with evidence. Without them, they are only late."""

    ABLE = "able"
    NO_REASON = "no_reason"
    NO_DEFERRAL = "no_deferral"


class CatalogueItem(Struct, frozen=True):
    """One line of the catalogue, in the language that is on."""

    kind: RecordKind
    title: str
    covers: str
    source: str
    basis: str
    kept: str
    shown: str

    @property
    def negative(self) -> bool:
        """Whether it needs a decision, a notice and an end."""
        return self.kind in NEGATIVE


def kind_title(kind: RecordKind) -> str:
    """What a kind is called on screen and on paper."""
    return {
        RecordKind.EXAM_FRAUD: tr("考试舞弊"),
        RecordKind.ACADEMIC_FRAUD: tr("学术造假"),
        RecordKind.LOAN_DEFAULT: tr("不履行助学贷款还款承诺"),
        RecordKind.FALSE_MATERIALS: tr("伪造就业材料"),
        RecordKind.HONOUR: tr("表彰"),
        RecordKind.ACADEMIC_HONOUR: tr("学术荣誉"),
        RecordKind.VOLUNTEERING: tr("志愿服务"),
        RecordKind.LOAN_REPAID: tr("按时还清助学贷款"),
        RecordKind.FOUND_RETURNED: tr("拾金不昧"),
        RecordKind.PROMISE_KEPT: tr("守约"),
    }[kind]


def condition_title(condition: ArrearsCondition) -> str:
    """What has to be shown for one condition of malicious arrears."""
    return {
        ArrearsCondition.ABLE: tr("有能力偿还"),
        ArrearsCondition.NO_REASON: tr("没有正当理由"),
        ArrearsCondition.NO_DEFERRAL: tr("没有申请过缓交或展期"),
    }[condition]


def catalogue() -> tuple[CatalogueItem, ...]:
    """Every line of the catalogue, negative first."""
    return tuple(_item(kind) for kind in RecordKind)


def _item(kind: RecordKind) -> CatalogueItem:
    if kind in NEGATIVE:
        basis = tr("国办发〔2016〕98号列出的四类学生行为之一；学校的认定文书")
        kept = tr("到学校决定的期限为止，从行为结束起最长 5 年，到期销毁内容")
        shown = tr("本人随时看；别人按职责看并写用途；对外只凭本人授权")
    else:
        basis = tr("颁发、证明的文书或者登记")
        kept = tr("毕业移交时由本人决定留不留")
        shown = tr("本人随时看；对外只凭本人授权")
    return CatalogueItem(
        kind=kind,
        title=kind_title(kind),
        covers=_covers(kind),
        source=_source(kind),
        basis=basis,
        kept=kept,
        shown=shown,
    )


def _covers(kind: RecordKind) -> str:
    return {
        RecordKind.EXAM_FRAUD: tr("学校按考试规定作出作弊认定的行为；违纪、迟到不算"),
        RecordKind.ACADEMIC_FRAUD: tr("学校按学术不端办法作出认定的行为；引用疏漏不算"),
        RecordKind.LOAN_DEFAULT: tr("有能力、没有正当理由、也没有申请缓交而不还；一时逾期不算"),
        RecordKind.FALSE_MATERIALS: tr("求职时提交经核实为伪造的材料；写得不全不算"),
        RecordKind.HONOUR: tr("学校、机关或者组织正式发文的表彰"),
        RecordKind.ACADEMIC_HONOUR: tr("竞赛获奖、优秀论文、科研表彰"),
        RecordKind.VOLUNTEERING: tr("有组织记录的志愿服务"),
        RecordKind.LOAN_REPAID: tr("助学贷款按约还清，有银行或者资助部门的证明"),
        RecordKind.FOUND_RETURNED: tr("拾到财物交还，有接收方的证明"),
        RecordKind.PROMISE_KEPT: tr("在约定的事情上守约，有对方的书面证明"),
    }[kind]


def _source(kind: RecordKind) -> str:
    return {
        RecordKind.EXAM_FRAUD: tr("教务部门的认定决定"),
        RecordKind.ACADEMIC_FRAUD: tr("学术委员会的认定结论和学校决定"),
        RecordKind.LOAN_DEFAULT: tr("资助部门依据银行通知作出的认定"),
        RecordKind.FALSE_MATERIALS: tr("就业部门核实后学校作出的决定"),
        RecordKind.HONOUR: tr("发文单位"),
        RecordKind.ACADEMIC_HONOUR: tr("主办单位"),
        RecordKind.VOLUNTEERING: tr("志愿服务组织"),
        RecordKind.LOAN_REPAID: tr("银行或者资助部门"),
        RecordKind.FOUND_RETURNED: tr("接收财物的一方"),
        RecordKind.PROMISE_KEPT: tr("约定的另一方"),
    }[kind]
