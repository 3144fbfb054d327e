package org.wholepicture.alert.domain;

/** Who an alert is for, by role (domain.md C10 "Output, to whom"). */
public enum Audience {
    LEAD,
    NEW_LEAD,
    FORMER_LEAD,
    MANAGER,
    FRONT_DOOR_MANAGER,
    EARLY_HELP_FRONT_DOOR,
    REFERRER,
    MASH,
    CHAIR_SERVICE,
    OVERSIGHT_FORUM,
    SENDERS_SAFEGUARDING_LEAD,
    DESIGNATED_SAFEGUARDING_LEAD,
    MIDWIFERY_SAFEGUARDING_LEAD,
    HEALTH_VISITING_LEAD,
    HEALTH_VISITOR,
    BOTH_AGENCIES,
    DATA_QUALITY_QUEUE
}
