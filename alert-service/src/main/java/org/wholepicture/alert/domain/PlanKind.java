package org.wholepicture.alert.domain;

/** Kind of plan (domain.md D3): early help, child in need, child protection, looked after. */
public enum PlanKind {
    EH,
    CIN,
    CP,
    LAC
}
