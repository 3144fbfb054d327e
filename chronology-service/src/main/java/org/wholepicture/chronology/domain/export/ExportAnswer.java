package org.wholepicture.chronology.domain.export;

/** What somebody gets who asks for files of a timeline. */
public sealed interface ExportAnswer<T> {

    /** It; the asker may have it and the audit says so. */
    record Given<T>(T value) implements ExportAnswer<T> {}

    /** Nothing: the asker may read the child and not take a file away [assurance.md section 4]. */
    record NotAllowed<T>() implements ExportAnswer<T> {}

    /** Nothing; the same whether the person or the file exists or not. */
    record Refused<T>() implements ExportAnswer<T> {}
}
