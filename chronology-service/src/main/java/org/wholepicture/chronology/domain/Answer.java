package org.wholepicture.chronology.domain;

/** What somebody who asks for facts gets. */
public sealed interface Answer<T> {

    /** The facts; the asker may read them and the audit says so. */
    record Given<T>(T value) implements Answer<T> {}

    /** Nothing; the same whether the person exists or not. */
    record Refused<T>() implements Answer<T> {}
}
