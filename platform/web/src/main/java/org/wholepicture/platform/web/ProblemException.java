package org.wholepicture.platform.web;

/** Leaves a resource with a refusal; answered as its problem. Not for the domain. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never serialised
    private final transient Problem problem;

    ProblemException(Problem problem) {
        // No stack trace: it is an answer, not a fault of the program.
        super(problem.type().name(), null, false, false);
        this.problem = problem;
    }

    /** What to answer. */
    public Problem problem() {
        return problem;
    }
}
