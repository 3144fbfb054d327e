package org.wholepicture.platform.web;

import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.Expression;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ResultMapper;
import io.quarkus.qute.TemplateNode.Origin;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes values into pages so that words read as they were written, whoever wrote them: escaped,
 * and without what is not seen and turns or hides other characters. (That goes for directional
 * marks, embeddings and isolates, what has no width, and control characters but line ends and
 * tabs.)
 */
@Singleton
final class InertWords implements ResultMapper {

    private static final Pattern UNSEEN =
            Pattern.compile(
                    "[\\u061C\\u180E\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2069\\uFEFF"
                            + "\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F-\\x9F]");

    private final HtmlEscaper escaper = new HtmlEscaper(List.of("text/html"));

    void use(@Observes EngineBuilder engine) {
        engine.addResultMapper(this);
    }

    /** Before the engine's own escaper. */
    @Override
    public int getPriority() {
        return 10;
    }

    @Override
    public boolean appliesTo(Origin origin, Object result) {
        return escaper.appliesTo(origin, result);
    }

    @Override
    public String map(Object result, Expression expression) {
        return escaper.map(UNSEEN.matcher(result.toString()).replaceAll(""), expression);
    }
}
