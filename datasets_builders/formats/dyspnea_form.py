"""The dyspnea form: 134 items that emergency doctors fill for patients with dyspnea or loss of consciousness.

The items are called as they are published, misspellings and all, and stand under the vocabulary that the publisher's list of valid
options gives them. The names that are wrong beyond doubt have their right form in `NAMES`.
"""

from __future__ import annotations

from datasets_builders.formats.case_report_form import Form

__all__ = ["DYSPNEA_FORM"]

_VOCABULARIES = """
certainly chronic, possibly chronic, certainly not chronic
    chronic pulmonary disease
    chronic respiratory failure
    chronic cardiac failure
    chronic renal failure
    chronic metabolic failure
    chronic rheumatologic disease
    chronic dialysis
certainly active, possibly active, certainly not active
    active neoplasia
short, long
    duration of the patient's consciousness recovery
    duration of the patient's unconsciousness
y, n
    first episod of epilepsy
    known history of epilepsy
    history of allergy
    history of recent trauma
    pregnancy
    history of drug abuse
    history of alcohol abuse
    anticoagulants or antiplatelet drug therapy
    presence of prodromal symptoms
    compliance with antiepileptic therapy
    tloc during effort
    tloc while supine
    antiepileptic therapy already in place
    drowsiness, confusion, disorientation as postcritical state
    stiffness during the episode
    drooling during the episode
    tonic-clonic seizures
    poly-pharmacological therapy
    pale skin during the episode
    eye deviation during the episode
    diffuse vascular disease
    neuropsychiatric disorders
    presence of pacemaker
    presence of defibrillator
    cardio-pulmonary resuscitation
    antihypertensive therapy
    cardiovascular diseases
    neurodegenerative diseases
    peripheral neuropathy
    immunosuppression
    palliative care
    situation description, like coughing, prolonged periods of straining, sudden abdominal pain, phlebotomy
    problematic family context
    need but absence of a caregiver
    homelessness
    living alone
    chest pain
    head or other districts trauma
    tongue bite
    agitation
    foreign body in the airways
    improvement of dyspnea
    presence of dyspnea
    dementia
    general condition deterioration
    ab ingestis pneumonia
    further seizures in the ed
    improvement of patient’s conditions
    neurologist consultation
    ecg, any abnormality
    ecg monitoring, any abnormality
    eeg, any abnormality
    thoracic ultrasound, any abnormalities
    chest rx, any abnormalities
    gastroscopy , any abnormalities
    brain ct scan, any abnormality
    brain mri, any abnormality
    cardiac ultrasound, any abnormality
    chest ct scan, any abnormality
    pulmonary scintigraphy, any abnormality
    abdomen ct scan, any abnormality
    compression ultrasound (cus), any abnormality
    performance of thoracentesis
    administration of diuretics
    administration of steroids
    administration of bronchodilators
    administration of oxygen/ventilation
    blood transfusions
    administration of fluids
    heart failure
    pneumonia
    copd exacerbation
    acute pulmonary edema
    asthma exacerbation
    respiratory failure
    intoxication
    covid 19
    influenza and various infections
    pneumothorax
    situational syncope
    epilepsy / epileptic seizure
    pulmonary embolism
    arrhythmia
    cardiac tamponade
    aortic dissection
    acute coronary syndrome
    hemorrhage
    severe anemia
    concussive head trauma
walking independently, walking with auxiliary aids, walking with physical assistance, bedridden
    level of autonomy (mobility)
A, V, P
    level of consciousness
bradypneic, eupneic, tachypneic
    respiratory rate
hypothermic, normothermic, hyperthermic
    body temperature
bradycardic, normocardic, tachycardic
    heart rate
hypotensive, normotensive, hypertensive
    blood pressure
current, past
    presence of respiratory distress
pos, neg
    carotid sinus massage
    supine-to-standing systolic blood pressure test
    blood in the stool
    sars-cov-2 swab test
measured
    spo2
    ph
    pa02
    pac02
    hc03-
    lactates
    hemoglobin
    platelets
    leukocytes
    c-reactive protein
    blood sodium
    blood potassium
    blood glucose
    creatinine
    transaminases
    inr
    troponin
    bnp or nt-pro-bnp
    d-dimer
    blood calcium
    serum creatinine kinase
    blood alcohol
    blood drug dosage
    urine drug test
"""

NAMES = {
    "first episod of epilepsy": "first episode of epilepsy",
    "improvement of patient’s conditions": "improvement of patient's conditions",
    "pa02": "pao2",
    "pac02": "paco2",
    "hc03-": "hco3-",
    "serum creatinine kinase": "serum creatine kinase",
    "gastroscopy , any abnormalities": "gastroscopy, any abnormalities",
}


def _read(block: str) -> Form:
    vocabularies: dict[str, tuple[str, ...]] = {}
    vocabulary: tuple[str, ...] = ()
    for line in block.strip().splitlines():
        if line.startswith(" "):
            vocabularies[line.strip()] = vocabulary
        else:
            vocabulary = tuple(line.split(", "))
    return Form(vocabularies, NAMES)


DYSPNEA_FORM = _read(_VOCABULARIES)
