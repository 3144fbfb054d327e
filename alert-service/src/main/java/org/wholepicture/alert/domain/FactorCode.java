package org.wholepicture.alert.domain;

/** Factors in a family that go with neglect (domain.md B-47, C10 WHOLE-FACTORS). */
public enum FactorCode {
    DOMESTIC_ABUSE,
    PARENTAL_MENTAL_ILL_HEALTH,
    SUBSTANCE_MISUSE
}
