package org.wholepicture.platform.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.testsupport.PlatformServers;
import org.wholepicture.platform.testsupport.Tokens;

/** Every 403 is a row, and only one. */
@QuarkusTest
@WithTestResource(
        value = PlatformServers.class,
        initArgs = {
            @ResourceArg(name = "database", value = "audit"),
            @ResourceArg(name = "schema", value = "audit-ddl.sql")
        })
class RefusedRequestsTest {

    private static final UUID THING = new UUID(7, 7);

    @Inject AgroalDataSource source;

    /** Something that only operations may see. */
    @Path("/things")
    public static class Things {

        private final AuditLog log;

        Things(AuditLog log) {
            this.log = log;
        }

        @GET
        @Path("/by-role/{id}")
        @RolesAllowed("operations")
        public String byRole() {
            return "seen";
        }

        @GET
        @Path("/by-code/{id}")
        @RolesAllowed("practitioner")
        public Response byCode() {
            QuarkusTransaction.requiringNew()
                    .run(
                            () ->
                                    log.record(
                                            new AuditEntry(
                                                    UUID.randomUUID(),
                                                    Instant.EPOCH,
                                                    "pr-refused-by-code",
                                                    "school",
                                                    Set.of(),
                                                    "look",
                                                    List.of(THING),
                                                    "",
                                                    AuditEntry.Outcome.REFUSED,
                                                    UUID.randomUUID())));
            return Response.status(403).build();
        }
    }

    @Test
    void aRefusalByRoleIsWrittenDownWithWhoAskedForWhat() throws Exception {
        get("/things/by-role/" + THING, Tokens.practitioner("pr-refused", "school"), 403);

        assertThat(
                        rows(
                                """
                                SELECT count(*) FROM audit_entry
                                WHERE caller = 'pr-refused' AND agency = 'school'
                                    AND roles = ARRAY['practitioner', 'second-factor'] AND outcome = 'REFUSED'
                                    AND action = 'refused-request' AND purpose = 'Things.byRole'
                                    AND about = ARRAY['%s']::uuid[]
                                """
                                        .formatted(THING)))
                .isEqualTo(1);
    }

    @Test
    void whatWasAllowedOrNotEvenHeardIsNone() throws Exception {
        long before = rows("SELECT count(*) FROM audit_entry");

        get("/things/by-role/" + THING, Tokens.inRole("operations"), 200);
        get("/things/by-role/" + THING, "nonsense", 401);

        assertThat(rows("SELECT count(*) FROM audit_entry")).isEqualTo(before);
    }

    @Test
    void whoHasWrittenTheRefusalDownGetsNoSecondRow() throws Exception {
        long before = rows("SELECT count(*) FROM audit_entry");

        get("/things/by-code/" + THING, Tokens.practitioner("pr-refused-by-code", "school"), 403);

        assertThat(rows("SELECT count(*) FROM audit_entry")).isEqualTo(before + 1);
    }

    @Test
    void theStateOfTheChainIsForThePrivacyOfficerAlone() throws Exception {
        get("/v1/audit/verification", Tokens.practitioner("pr-lead", "early-help"), 403);
        get(
                "/v1/audit/verification",
                Tokens.practitioner("pr-privacy", "council", "privacy-officer"),
                200);
    }

    private static void get(String path, String token, int status) {
        given().header("Authorization", "Bearer " + token).get(path).then().statusCode(status);
    }

    private long rows(String sql) throws Exception {
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
