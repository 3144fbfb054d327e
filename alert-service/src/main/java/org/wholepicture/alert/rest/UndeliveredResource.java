package org.wholepicture.alert.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.wholepicture.platform.mail.MailOutbox;
import org.wholepicture.platform.mail.MailTrouble;

/** Mail that a person should look after; says nothing about whom or what it is. */
@Path("/v1/undelivered")
@RolesAllowed({"front-door", "operations"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Mail")
final class UndeliveredResource {

    private static final int MOST = 200;

    private final MailOutbox outbox;

    UndeliveredResource(MailOutbox outbox) {
        this.outbox = outbox;
    }

    /** Mail in trouble, newest first. */
    @Schema(name = "Undelivered")
    record UndeliveredAnswer(List<UndeliveredMail> mails) {}

    /** One mail in trouble, by its opaque reference. */
    @Schema(name = "UndeliveredMail")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record UndeliveredMail(
            String reference,
            String purpose,
            @Schema(
                            description =
                                    "FAILED: given up. DELAYED: tried again and again."
                                            + " REFUSED: refused for one recipient."
                                            + " NO_RECIPIENT: there is nobody to send it to, or"
                                            + " nobody whose mail server takes it.")
                    String state,
            int attempts,
            Instant since,
            @Nullable Integer lastReply) {

        static UndeliveredMail of(MailTrouble trouble) {
            return new UndeliveredMail(
                    trouble.reference(),
                    trouble.purpose(),
                    trouble.state(),
                    trouble.attempts(),
                    trouble.since(),
                    trouble.lastReply());
        }
    }

    /** Lists mail that was given up, refused, or has nobody to go to. */
    @GET
    @Operation(summary = "Mail that a person should look after; at most 200")
    @APIResponse(responseCode = "200", description = "The mails.")
    @APIResponse(responseCode = "403", description = "The caller may not see this.")
    public UndeliveredAnswer list() {
        return new UndeliveredAnswer(
                outbox.troubles(MOST).stream().map(UndeliveredMail::of).toList());
    }
}
