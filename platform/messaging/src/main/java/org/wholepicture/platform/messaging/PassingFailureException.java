package org.wholepicture.platform.messaging;

import java.io.Serial;

/** Something around the work failed and will pass: try the same again later. */
public class PassingFailureException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    PassingFailureException(String message, Throwable cause) {
        super(message, cause);
    }
}
