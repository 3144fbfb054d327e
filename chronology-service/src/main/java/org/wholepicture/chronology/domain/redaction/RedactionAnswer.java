package org.wholepicture.chronology.domain.redaction;

/** What somebody gets who prepares or agrees to a redaction. */
public sealed interface RedactionAnswer<T> {

    /** It; the asker may have it and the audit says so. */
    record Given<T>(T value) implements RedactionAnswer<T> {}

    /** Nothing: the asker may read the child and not answer for it. */
    record NotAllowed<T>() implements RedactionAnswer<T> {}

    /** Nothing; the same whether the person or the redaction exists or not. */
    record Refused<T>() implements RedactionAnswer<T> {}

    /** Nothing, for a reason that the asker can do something about. */
    record NotNow<T>(Why why) implements RedactionAnswer<T> {}

    /** Why not now. */
    enum Why {
        /** Only whoever prepares it changes it, and only until it is proposed. */
        NOT_OPEN_TO_YOU,
        /** Somebody else than whoever prepared it decides. */
        YOUR_OWN,
        /** It is not proposed, or was decided meanwhile. */
        NOT_PROPOSED,
        /** Something else is known of the day by now than was looked at. */
        CHANGED,
        /** Nobody has agreed to it. */
        NOT_APPROVED,
        /** There is no such entry in it. */
        NO_SUCH_ENTRY,
        /** Everything shielded is withheld whatever is chosen. */
        SHIELDED
    }
}
