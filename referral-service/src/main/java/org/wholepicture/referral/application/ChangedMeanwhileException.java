package org.wholepicture.referral.application;

/** Another filing has changed what this one was decided by: it is filed again from the start. */
final class ChangedMeanwhileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ChangedMeanwhileException() {
        super("what this was decided by has changed meanwhile");
    }
}
