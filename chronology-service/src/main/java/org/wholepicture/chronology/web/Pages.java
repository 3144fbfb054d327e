package org.wholepicture.chronology.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.regex.Pattern;

/** Pages as answers. */
final class Pages {

    // Directional marks, embeddings and isolates, and what has no width.
    private static final Pattern UNSEEN =
            Pattern.compile("[\\u061C\\u180E\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2069\\uFEFF]");

    private Pages() {}

    /**
     * Rendered now, on this thread: a fault in a template must not leave half a page. Characters
     * that are not seen and turn or hide others are left out, so that words read as they were
     * written.
     */
    static Response of(int status, TemplateInstance template) {
        String html = UNSEEN.matcher(template.render()).replaceAll("");
        return Response.status(status)
                .entity(html)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .build();
    }
}
