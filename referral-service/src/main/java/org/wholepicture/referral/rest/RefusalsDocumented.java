package org.wholepicture.referral.rest;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.wholepicture.platform.web.Problem;

/**
 * Says in the API's document what holds for every refusal: its form, the header that says when to
 * try again, and that what needs the database is not available without it.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class RefusalsDocumented implements OASFilter {

    private static final String PROBLEM = "#/components/schemas/Problem";

    /** For the build. */
    public RefusalsDocumented() {}

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getComponents().addSchema("Problem", problem());
        document.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().forEach((m, o) -> say(path, o)));
    }

    private static void say(String path, Operation operation) {
        APIResponses responses = operation.getResponses();
        if (!path.contains("/v1/schemas")) {
            if (!responses.hasAPIResponse("503")) {
                responses.addAPIResponse(
                        "503",
                        OASFactory.createAPIResponse()
                                .description("Not available now; see Retry-After."));
            }
        }
        responses.getAPIResponses().forEach(RefusalsDocumented::say);
    }

    private static void say(String status, APIResponse response) {
        if (status.compareTo("400") < 0) {
            return;
        }
        response.setContent(
                OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref(PROBLEM))));
        if (status.equals("429") || status.equals("503")) {
            response.addHeader(
                    "Retry-After",
                    OASFactory.createHeader()
                            .description("Seconds to wait before trying again.")
                            .schema(of(Schema.SchemaType.INTEGER)));
        }
    }

    private static Schema problem() {
        Schema fault =
                of(Schema.SchemaType.OBJECT)
                        .addProperty("pointer", of(Schema.SchemaType.STRING))
                        .addProperty("detail", of(Schema.SchemaType.STRING));
        return of(Schema.SchemaType.OBJECT)
                .description("A refusal (RFC 9457).")
                .required(List.of("type", "title", "status"))
                .addProperty("type", of(Schema.SchemaType.STRING).format("uri"))
                .addProperty("title", of(Schema.SchemaType.STRING))
                .addProperty("status", of(Schema.SchemaType.INTEGER))
                .addProperty("detail", of(Schema.SchemaType.STRING))
                .addProperty("faults", of(Schema.SchemaType.ARRAY).items(fault));
    }

    private static Schema of(Schema.SchemaType type) {
        return OASFactory.createSchema().addType(type);
    }
}
