"""Every corpus there is, listed by hand: adding one is one folder and one line here."""

from __future__ import annotations

import difflib

from datasets_builders.corpora.abstrct_it import SPEC as ABSTRCT_IT
from datasets_builders.corpora.admission_test_it import SPEC as ADMISSION_TEST_IT
from datasets_builders.corpora.cardioccc_it import SPEC as CARDIOCCC_IT
from datasets_builders.corpora.casimedicos_arg_it import SPEC as CASIMEDICOS_ARG_IT
from datasets_builders.corpora.clinkart_it import SPEC as CLINKART_IT
from datasets_builders.corpora.cpt_it import SPEC as CPT_IT
from datasets_builders.corpora.crf_cl4health2026 import SPEC as CRF_CL4HEALTH2026
from datasets_builders.corpora.dart_it import SPEC as DART_IT
from datasets_builders.corpora.deid_gold80_it import SPEC as DEID_GOLD80_IT
from datasets_builders.corpora.distemist_it import SPEC as DISTEMIST_IT
from datasets_builders.corpora.drugtemist_it import SPEC as DRUGTEMIST_IT
from datasets_builders.corpora.dyspnea_clinical_notes_it import SPEC as DYSPNEA_CLINICAL_NOTES_IT
from datasets_builders.corpora.dyspnea_crf_it import SPEC as DYSPNEA_CRF_IT
from datasets_builders.corpora.e3c_3_0_it import SPEC as E3C_3_0_IT
from datasets_builders.corpora.e3c_it import SPEC as E3C_IT
from datasets_builders.corpora.e3c_to_crf_it import SPEC as E3C_TO_CRF_IT
from datasets_builders.corpora.eden_ed_notes_it import SPEC as EDEN_ED_NOTES_IT
from datasets_builders.corpora.emergency_example_it import SPEC as EMERGENCY_EXAMPLE_IT
from datasets_builders.corpora.humadex_italian_ner import SPEC as HUMADEX_ITALIAN_NER
from datasets_builders.corpora.imb_mcqa_it import SPEC as IMB_MCQA_IT
from datasets_builders.corpora.imb_qa_it import SPEC as IMB_QA_IT
from datasets_builders.corpora.kind_nermud import SPEC as KIND_NERMUD
from datasets_builders.corpora.med_ita_it import SPEC as MED_ITA_IT
from datasets_builders.corpora.meddocan_es_sample import SPEC as MEDDOCAN_ES_SAMPLE
from datasets_builders.corpora.medexpqa_it import SPEC as MEDEXPQA_IT
from datasets_builders.corpora.medmcqa_it import SPEC as MEDMCQA_IT
from datasets_builders.corpora.medmcqa_ita_detsutut import SPEC as MEDMCQA_ITA_DETSUTUT
from datasets_builders.corpora.medqa_it import SPEC as MEDQA_IT
from datasets_builders.corpora.multicardioner_it import SPEC as MULTICARDIONER_IT
from datasets_builders.corpora.multilingual_medical_corpus_it import SPEC as MULTILINGUAL_MEDICAL_CORPUS_IT
from datasets_builders.corpora.nlp_fbk_cpt_it import SPEC as NLP_FBK_CPT_IT
from datasets_builders.corpora.pharmaer_it import SPEC as PHARMAER_IT
from datasets_builders.corpora.psynit import SPEC as PSYNIT
from datasets_builders.corpora.ssfo_pharma_mcq_it import SPEC as SSFO_PHARMA_MCQ_IT
from datasets_builders.corpora.substance_abuse_phi_it import SPEC as SUBSTANCE_ABUSE_PHI_IT
from datasets_builders.corpora.symptemist_it import SPEC as SYMPTEMIST_IT
from datasets_builders.corpora.synthetic_crf_train_it import SPEC as SYNTHETIC_CRF_TRAIN_IT
from datasets_builders.corpora.testlink_it import SPEC as TESTLINK_IT
from datasets_builders.errors import UserError
from datasets_builders.spec import CorpusSpec

__all__ = ["CORPORA", "get_corpus"]

CORPORA: tuple[CorpusSpec, ...] = (
    E3C_IT,
    CASIMEDICOS_ARG_IT,
    EMERGENCY_EXAMPLE_IT,
    CPT_IT,
    CLINKART_IT,
    E3C_3_0_IT,
    TESTLINK_IT,
    ABSTRCT_IT,
    KIND_NERMUD,
    MULTICARDIONER_IT,
    ADMISSION_TEST_IT,
    CRF_CL4HEALTH2026,
    DYSPNEA_CLINICAL_NOTES_IT,
    DYSPNEA_CRF_IT,
    E3C_TO_CRF_IT,
    EDEN_ED_NOTES_IT,
    IMB_MCQA_IT,
    IMB_QA_IT,
    MED_ITA_IT,
    MEDEXPQA_IT,
    MEDMCQA_IT,
    MEDMCQA_ITA_DETSUTUT,
    MEDQA_IT,
    SSFO_PHARMA_MCQ_IT,
    SYNTHETIC_CRF_TRAIN_IT,
    CARDIOCCC_IT,
    DART_IT,
    DEID_GOLD80_IT,
    DISTEMIST_IT,
    DRUGTEMIST_IT,
    HUMADEX_ITALIAN_NER,
    MEDDOCAN_ES_SAMPLE,
    MULTILINGUAL_MEDICAL_CORPUS_IT,
    NLP_FBK_CPT_IT,
    PHARMAER_IT,
    PSYNIT,
    SUBSTANCE_ABUSE_PHI_IT,
    SYMPTEMIST_IT,
)


def get_corpus(id: str) -> CorpusSpec:
    """Return the corpus called `id`.

    Raises:
        UserError: when there is none; names the nearest.
    """
    for corpus in CORPORA:
        if corpus.id == id:
            return corpus
    near = difflib.get_close_matches(id, [corpus.id for corpus in CORPORA], n=1, cutoff=0.5)
    raise UserError(
        f"There is no corpus {id!r} in the catalogue.",
        cause=f"Did you mean {near[0]!r}?" if near else "",
        remedy="List them with: referto corpora",
    )
