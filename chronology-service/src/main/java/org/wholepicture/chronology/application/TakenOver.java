package org.wholepicture.chronology.application;

/** Somebody else makes the file by now: whoever was believed to be gone stops. */
final class TakenOver extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private TakenOver() {
        super("another making of the file was begun");
    }

    /**
     * Goes on only with a making that is the last one.
     *
     * @throws TakenOver where it is not
     */
    static void unless(boolean last) {
        if (!last) {
            throw new TakenOver();
        }
    }
}
