package org.wholepicture.platform.web;

import java.net.URI;
import java.util.Locale;

/**
 * One kind of refusal (RFC 9457 "problem type"). Implemented by an enum of each service, whose
 * constants give the URI its last part.
 */
public interface ProblemType {

    /** The constant's name; an enum has it already. */
    String name();

    /** One sentence that is the same for every occurrence; no personal data. */
    String title();

    /** HTTP status, 400 to 599. */
    int status();

    /** What clients compare: {@code https://wholepicture.org/problems/already-resolved}. */
    default URI uri() {
        return URI.create(
                "https://wholepicture.org/problems/"
                        + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
