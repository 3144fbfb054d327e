package org.wholepicture.alert.web;

import io.quarkus.oidc.Tenant;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Collectors;
import org.wholepicture.alert.application.PublishedRules;

/** The rules in plain words, for everybody who is signed in (domain.md B-92). */
@Path("/rules")
@Tenant("pages")
@RolesAllowed({
    "practitioner",
    "manager",
    "front-door",
    "administrator",
    "privacy-officer",
    "operations"
})
@Produces(MediaType.TEXT_HTML)
final class RulesPage {

    private final PublishedRules rules;

    RulesPage(PublishedRules rules) {
        this.rules = rules;
    }

    /** The template of the page. */
    @CheckedTemplate(basePath = "")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance rules(List<Line> rules);
    }

    /**
     * One rule.
     *
     * @param code its name in the rule set
     * @param title its name in words
     * @param severity how soon its alerts ask to be looked at, in words
     * @param tag colour of the severity's tag
     * @param audience whom they are for
     */
    record Line(
            String code,
            String title,
            String severity,
            String tag,
            String explanation,
            String looksAt,
            String firesWhen,
            String audience,
            String closedBy,
            String source,
            int version) {

        static Line of(PublishedRules.Published rule) {
            return new Line(
                    rule.about().name(),
                    Words.rule(rule.about().name()),
                    Words.severity(rule.about().severity()),
                    Words.severityTag(rule.about().severity()),
                    rule.about().explanation(),
                    rule.when().looksAt(),
                    rule.when().firesWhen(),
                    rule.about().audience().stream()
                            .map(Words::audience)
                            .collect(Collectors.joining(", ")),
                    rule.about().closedBy(),
                    rule.about().source(),
                    rule.about().version());
        }
    }

    /** Every rule. */
    @GET
    public TemplateInstance list() {
        return Templates.rules(rules.all().stream().map(Line::of).toList());
    }
}
