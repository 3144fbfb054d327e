package org.wholepicture.alert.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.wholepicture.alert.application.PublishedRules;
import org.wholepicture.alert.domain.Audience;
import org.wholepicture.alert.domain.Severity;

/** The rules as the partnership publishes them, for everybody who is signed in. */
@Path("/v1/rules")
@RolesAllowed({
    "practitioner",
    "manager",
    "front-door",
    "administrator",
    "privacy-officer",
    "operations"
})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rules")
final class RulesResource {

    private final PublishedRules rules;

    RulesResource(PublishedRules rules) {
        this.rules = rules;
    }

    /** Every rule, in the order of its kind. */
    @Schema(name = "PublishedRules")
    record RulesAnswer(List<RuleAnswer> rules) {}

    /** One rule in plain words. */
    @Schema(name = "PublishedRule")
    record RuleAnswer(
            String rule,
            int version,
            Severity severity,
            List<Audience> audience,
            @Schema(description = "Why the rule exists, as its alerts say it.") String explanation,
            @Schema(description = "Which facts it looks at.") String looksAt,
            @Schema(description = "When it fires, with the numbers that hold now.")
                    String firesWhen,
            @Schema(description = "What ends its alerts.") String closedBy,
            @Schema(description = "Where it comes from.") String source) {

        static RuleAnswer of(PublishedRules.Published rule) {
            return new RuleAnswer(
                    rule.about().name(),
                    rule.about().version(),
                    rule.about().severity(),
                    rule.about().audience(),
                    rule.about().explanation(),
                    rule.when().looksAt(),
                    rule.when().firesWhen(),
                    rule.about().closedBy(),
                    rule.about().source());
        }
    }

    /** Lists the rules. */
    @GET
    @Operation(summary = "Every rule in plain words, with the numbers that hold now")
    @APIResponse(responseCode = "200", description = "The rules.")
    public RulesAnswer list() {
        return new RulesAnswer(rules.all().stream().map(RuleAnswer::of).toList());
    }
}
