package org.wholepicture.chronology.application;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.Answer;
import org.wholepicture.chronology.domain.Asker;
import org.wholepicture.chronology.domain.Child;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.ReadAs;
import org.wholepicture.chronology.domain.TimelineStore;

/** Lists the children that somebody works with: those whose timeline they may read. */
@ApplicationScoped
public class ListPeople {

    /** A child and what the asker is to them. */
    public record WorksWith(PersonId person, ReadAs as, @Nullable Child child) {}

    private final ReadingRights rights;
    private final TimelineStore timelines;
    private final ReadingLog log;
    private final InstantSource clock;

    ListPeople(ReadingRights rights, TimelineStore timelines, ReadingLog log, InstantSource clock) {
        this.rights = rights;
        this.timelines = timelines;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Reads, then writes down that it was read, then answers. Empty for a practitioner without
     * rights; refused to whoever is none.
     *
     * @param request id of the request
     * @throws RuntimeException when the audit could not be written
     */
    public Answer<List<WorksWith>> list(Asker asker, UUID request) {
        Instant now = clock.instant();
        Answer<List<WorksWith>> answer =
                switch (asker) {
                    case Asker.AgencysSystem _, Asker.Unnamed _ -> new Answer.Refused<>();
                    case Asker.Practitioner practitioner ->
                            new Answer.Given<>(
                                    QuarkusTransaction.requiringNew()
                                            .call(() -> find(practitioner, now)));
                };
        List<PersonId> shown =
                switch (answer) {
                    case Answer.Given<List<WorksWith>>(List<WorksWith> people) ->
                            people.stream().map(WorksWith::person).toList();
                    case Answer.Refused<List<WorksWith>> _ -> List.of();
                };
        log.write(
                asker,
                request,
                "list-people",
                shown,
                List.of(),
                "",
                answer instanceof Answer.Given);
        return answer;
    }

    private List<WorksWith> find(Asker.Practitioner practitioner, Instant now) {
        ReadingRights.Rights granted = rights.of(practitioner, now);
        Map<PersonId, Child> children = timelines.children(granted.persons());
        return granted.held().entrySet().stream()
                .map(
                        held ->
                                new WorksWith(
                                        held.getKey(),
                                        held.getValue().as(),
                                        children.get(held.getKey())))
                .sorted(Comparator.comparing(ListPeople::name))
                .toList();
    }

    private static String name(WorksWith one) {
        Child child = one.child();
        return child == null
                ? " " + one.person()
                : child.familyName() + " " + child.givenName() + " " + one.person();
    }
}
