package org.wholepicture.alert.application;

/** Telling the other services what agencies answered. */
public interface AnswerNews {

    /**
     * Publishes an answer in the caller's transaction.
     *
     * @param request with its answer
     * @param alert from which it was asked
     */
    void answered(CheckRequests.Request request, CheckRequests.Answer answer, StoredAlert alert);
}
