package org.wholepicture.chronology.domain.redaction;

/**
 * Why something is withheld: a short list, after the Data Protection Act 2018, schedules 2 and 3.
 */
public enum Ground {
    /** It is about somebody else, who did not agree [schedule 2, paragraph 16]. */
    OTHER_PERSON,
    /** It would tell who raised a concern [schedule 2, paragraph 16]. */
    SOURCE_OF_CONCERN,
    /** It would be likely to harm the child or somebody else [schedule 3]. */
    SERIOUS_HARM,
    /** It is about abuse, and telling is not in the child's interest [schedule 3, paragraph 21]. */
    NOT_IN_CHILDS_INTEREST,
    /** It would stand in the way of preventing or detecting crime [schedule 2, paragraph 2]. */
    CRIME,
    /** It is legal advice [schedule 2, paragraph 19]. */
    LEGAL_ADVICE
}
