package org.wholepicture.referral.rest;

import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.wholepicture.platform.audit.AuditFailedException;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.Problem;

/** What could not be written down is neither shown nor done, for the API and the pages alike. */
final class AuditFailures {

    private static final Duration SHORTLY = Duration.ofSeconds(5);

    @ServerExceptionMapper
    public Response notWrittenDown(AuditFailedException e) {
        return Problem.of(CommonProblem.UNAVAILABLE).retryAfter(SHORTLY).toResponse();
    }
}
