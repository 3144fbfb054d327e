package org.wholepicture.platform.web;

/** The refusals that every service has. */
public enum CommonProblem implements ProblemType {
    BAD_REQUEST(400, "The request could not be understood."),
    BAD_PATH(400, "The address has characters that are not used here."),
    INVALID_CONTENT(400, "The content does not fit what is expected here."),
    UNAUTHENTICATED(401, "Sign in, or send a valid access token."),
    FORBIDDEN(403, "You may not do this."),
    FORM_NOT_OURS(403, "This form was not sent from a page of ours."),
    NOT_FOUND(404, "There is nothing here for you."),
    METHOD_NOT_ALLOWED(405, "This address does not take that method."),
    NOT_ACCEPTABLE(406, "The answer cannot be given in the form you accept."),
    CONFLICT(409, "This does not fit the present state."),
    TOO_LARGE(413, "The request is too large."),
    UNSUPPORTED_MEDIA_TYPE(415, "The content type is not taken here."),
    CONTENT_ENCODED(415, "Send the content as it is: no encoding of it is taken here."),
    UNPROCESSABLE(422, "The content is well formed but cannot be accepted."),
    TOO_MANY_REQUESTS(429, "Too many requests. Try again later."),
    INTERNAL_ERROR(500, "Something went wrong here. It has been recorded."),
    UNAVAILABLE(503, "This is not available now. Try again shortly.");

    private final int status;
    private final String title;

    CommonProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public int status() {
        return status;
    }

    /** The general problem for a status; an unknown status is treated by its class. */
    static CommonProblem ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> FORBIDDEN;
            case 404, 410 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 409 -> CONFLICT;
            case 413 -> TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 422 -> UNPROCESSABLE;
            case 429 -> TOO_MANY_REQUESTS;
            case 502, 503, 504 -> UNAVAILABLE;
            default -> status >= 500 ? INTERNAL_ERROR : BAD_REQUEST;
        };
    }
}
