package org.wholepicture.cases.services;

/** The services did not let a story go on. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    Refused(String why) {
        super(why);
    }
}
