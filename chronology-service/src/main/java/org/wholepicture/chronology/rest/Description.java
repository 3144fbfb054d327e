package org.wholepicture.chronology.rest;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.Claim;
import org.wholepicture.chronology.domain.Ids;
import org.wholepicture.chronology.domain.Significance;
import org.wholepicture.chronology.domain.SourceRecord;
import org.wholepicture.platform.web.Problem;

/**
 * Completes the description of the API with what the code says elsewhere: which members are always
 * there, how an id is written, what a refusal looks like.
 */
final class Description {

    private static final String PROBLEM = "Problem";

    /** Each member that is not {@code @Nullable} is always there. */
    private static final List<Class<? extends Record>> ANSWERS =
            List.of(
                    PeopleResource.PeopleAnswer.class,
                    PeopleResource.PersonAnswer.class,
                    PeopleResource.EntriesAnswer.class,
                    AccessResource.AccessAnswer.class,
                    AccessResource.LooksAnswer.class,
                    AccessResource.LookAnswer.class,
                    AccessResource.AgencyAnswer.class,
                    EmergenciesResource.EmergencyAnswer.class,
                    EmergenciesResource.EmergenciesAnswer.class,
                    TimelineAnswer.class,
                    TimelineAnswer.AgencyCoverage.class,
                    TimelineAnswer.Gaps.class,
                    TimelineAnswer.Moved.class,
                    TimelineAnswer.ReaderAnswer.class,
                    EntryAnswer.class,
                    EntryAnswer.When.class,
                    EntryAnswer.MarkAnswer.class,
                    ViewAnswers.Of.class,
                    ViewAnswers.PlanAnswer.class,
                    ViewAnswers.EndingAnswer.class,
                    ViewAnswers.PictureAnswer.class,
                    ViewAnswers.LeadAnswer.class,
                    ViewAnswers.StepAnswer.class,
                    ViewAnswers.LaneAnswer.class,
                    ViewAnswers.HappeningAnswer.class,
                    ViewAnswers.CareProfilesAnswer.class,
                    ViewAnswers.CareProfileAnswer.class,
                    ViewAnswers.HouseholdAnswer.class,
                    ViewAnswers.MemberAnswer.class,
                    ViewAnswers.ClaimsAnswer.class,
                    ViewAnswers.TopicAnswer.class,
                    ViewAnswers.SaidAnswer.class,
                    ViewAnswers.GapsAnswer.class,
                    ViewAnswers.LastAnswer.class,
                    ViewAnswers.ReferredAnswer.class,
                    ViewAnswers.CyclesAnswer.class,
                    ViewAnswers.CycleAnswer.class,
                    ViewAnswers.HistoryPackAnswer.class,
                    ViewAnswers.BeginningAnswer.class,
                    ViewAnswers.AcknowledgedAnswer.class,
                    ViewAnswers.EpisodeAnswer.class,
                    ViewAnswers.TriedAnswer.class,
                    ViewAnswers.ChangedAnswer.class,
                    ViewAnswers.ChangesAnswer.class,
                    Claim.class,
                    Significance.class,
                    SourceRecord.class);

    private Description() {}

    /** Public because it is made by its name. */
    @OpenApiFilter(stages = OpenApiFilter.RunStage.RUNTIME_STARTUP)
    public static final class Completed implements OASFilter {

        @Override
        public void filterOpenAPI(OpenAPI description) {
            for (Class<? extends Record> answer : ANSWERS) {
                schema(description, nameOf(answer)).setRequired(alwaysThere(answer));
            }
            schema(description, "UUID").pattern(Ids.PATTERN);
            description.getComponents().addSchema(PROBLEM, problem());
            description
                    .getPaths()
                    .getPathItems()
                    .forEach(
                            (path, item) ->
                                    item.getOperations()
                                            .values()
                                            .forEach(
                                                    operation ->
                                                            refusals(
                                                                    path,
                                                                    operation.getResponses())));
        }
    }

    private static void refusals(String path, APIResponses responses) {
        if (path.contains("{person}") && !path.endsWith("/access")) {
            // Whoever may not read a child is told what somebody is told who asks for nobody.
            responses.removeAPIResponse("403");
        }
        responses
                .getAPIResponses()
                .forEach(
                        (status, response) -> {
                            if (status.compareTo("400") >= 0) {
                                refusal(response);
                            }
                        });
    }

    private static void refusal(APIResponse response) {
        response.content(
                OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref(PROBLEM))));
    }

    private static Schema problem() {
        return object("A refusal (RFC 9457).", "type", "title", "status")
                .addProperty("type", text().format("uri-reference"))
                .addProperty("title", text())
                .addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER))
                .addProperty("detail", text())
                .addProperty(
                        "faults",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.ARRAY)
                                .items(
                                        object("What is wrong in it.", "pointer", "detail")
                                                .addProperty("pointer", text())
                                                .addProperty("detail", text())));
    }

    private static Schema object(String description, String... required) {
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .description(description)
                .required(List.of(required));
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
    }

    private static Schema schema(OpenAPI description, String name) {
        Schema schema = description.getComponents().getSchemas().get(name);
        if (schema == null) {
            throw new IllegalStateException("the description has no schema " + name);
        }
        return schema;
    }

    private static String nameOf(Class<?> answer) {
        var named =
                answer.getAnnotation(
                        org.eclipse.microprofile.openapi.annotations.media.Schema.class);
        return named == null ? answer.getSimpleName() : named.name();
    }

    private static List<String> alwaysThere(Class<? extends Record> answer) {
        Stream<RecordComponent> members = Arrays.stream(answer.getRecordComponents());
        return members.filter(
                        member -> !member.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(RecordComponent::getName)
                .toList();
    }
}
