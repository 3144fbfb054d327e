package org.wholepicture.chronology.persistence;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.PractitionerId;

/**
 * The one place where the service takes a database role. The login role has no right on any fact,
 * so a statement outside these methods fails; a role is held for the work handed over and given
 * back, so that what else runs in the transaction (inbox, clock) runs under the login role again
 * [docs/adr/0003].
 */
@Singleton
class Roles {

    // set_config('role', ..., true) is SET LOCAL ROLE, in one round trip with the list.
    private static final String TAKE =
            """
            SELECT set_config('role', :role, true) AS role,
                set_config('wp.granted_persons', :granted, true) AS granted
            """;

    private static final String ASKING =
            "SELECT set_config('wp.asking_practitioner', :asking, true) AS asking";

    // Unlike an empty list '{}', '' is malformed: a reader without a list of their own is an error.
    private static final String NO_LIST = "";

    private final Jdbi jdbi;

    Roles(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Reads facts of these persons and of nobody else. */
    <T> T asReader(Collection<PersonId> granted, Function<Handle, T> work) {
        return as("chronology_reader", list(granted), work);
    }

    /** Asks for files of these persons' timelines and reads one's own. */
    <T> T asExporter(
            Collection<PersonId> granted, PractitionerId asking, Function<Handle, T> work) {
        return as(
                "chronology_exporter",
                list(granted),
                handle -> {
                    handle.createQuery(ASKING).bind("asking", asking.value()).mapToMap().one();
                    return work.apply(handle);
                });
    }

    /** Makes and removes such files, and reads no fact. */
    <T> T asMaker(Function<Handle, T> work) {
        return as("chronology_maker", NO_LIST, work);
    }

    /** Reads who is confirmed for whom, and no fact. */
    <T> T asAccess(Function<Handle, T> work) {
        return as("chronology_access", NO_LIST, work);
    }

    /** Adds facts. */
    <T> T asWriter(Function<Handle, T> work) {
        return as("chronology_writer", NO_LIST, work);
    }

    /** Sets facts right that are not: a rebuild, and an erasure that was ordered. */
    <T> T asSteward(Function<Handle, T> work) {
        return as("chronology_steward", NO_LIST, work);
    }

    private static String list(Collection<PersonId> granted) {
        return granted.stream()
                .map(person -> person.value().toString())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private <T> T as(String role, String granted, Function<Handle, T> work) {
        return jdbi.withHandle(
                handle -> {
                    take(handle, role, granted);
                    T result;
                    try {
                        result = work.apply(handle);
                    } catch (RuntimeException e) {
                        giveBackAfter(e, handle);
                        throw e;
                    }
                    take(handle, "none", NO_LIST);
                    return result;
                });
    }

    /**
     * After a failed statement the transaction takes no more, and gives the role back as it ends.
     */
    private static void giveBackAfter(RuntimeException failure, Handle handle) {
        try {
            take(handle, "none", NO_LIST);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private static void take(Handle handle, String role, String granted) {
        handle.createQuery(TAKE).bind("role", role).bind("granted", granted).mapToMap().one();
    }

    /** For binding to {@code = ANY (:ids)}. */
    static UUID[] uuids(Collection<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }
}
