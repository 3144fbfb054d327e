package org.wholepicture.escalation.rest;

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
import org.wholepicture.escalation.application.UndeliveredMail;
import org.wholepicture.platform.mail.MailTrouble;

/** Mail that a person should look after; says nothing about whom or what it is. */
@Path("/v1/undelivered")
@RolesAllowed("front-door")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Mail")
final class UndeliveredResource {

    private final UndeliveredMail mail;
    private final Askers askers;

    UndeliveredResource(UndeliveredMail mail, Askers askers) {
        this.mail = mail;
        this.askers = askers;
    }

    /** Mail in trouble, newest first. */
    @Schema(name = "Undelivered")
    record UndeliveredAnswer(List<Mail> mails) {}

    /** One mail in trouble, by its opaque reference. */
    @Schema(name = "UndeliveredMail")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Mail(
            String reference,
            String purpose,
            @Schema(
                            description =
                                    "FAILED: given up. DELAYED: tried again and again. REFUSED:"
                                            + " refused for one recipient. NO_RECIPIENT: there is"
                                            + " nobody to send it to.")
                    String state,
            int attempts,
            Instant since,
            @Nullable Integer lastReply) {

        static Mail of(MailTrouble trouble) {
            return new Mail(
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
        return new UndeliveredAnswer(mail.list(askers.present()).stream().map(Mail::of).toList());
    }
}
