package org.wholepicture.alert.application;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.domain.Basis;
import org.wholepicture.alert.domain.CheckAnswer;
import org.wholepicture.alert.domain.EventId;

/** Questions to other agencies. Whoever changes one holds the person of its alert. */
public interface CheckRequests {

    /**
     * A question.
     *
     * @param alert from which it was asked
     * @param agency who is asked
     * @param events its own facts, which its people are shown
     * @param askedBy directory id of whoever asked
     * @param due the last day to answer
     * @param answer null until somebody answers
     */
    record Request(
            UUID id,
            UUID alert,
            String agency,
            List<EventId> events,
            String askedBy,
            String askingAgency,
            Instant askedAt,
            LocalDate due,
            @Nullable Answer answer) {

        /** Copies the list. */
        public Request {
            events = List.copyOf(events);
        }

        /** Whether nobody has answered by the end of its last day. */
        public boolean isOverdue(LocalDate today) {
            return answer == null && today.isAfter(due);
        }
    }

    /**
     * An answer.
     *
     * @param event the fact that the rules see
     * @param basis what it stands on; null for whoever cannot say
     * @param words what they found, and how
     * @param by directory id of whoever answered
     */
    record Answer(
            EventId event,
            CheckAnswer answer,
            @Nullable Basis basis,
            String words,
            String by,
            Instant at) {

        /** Leaves the words out: they are personal data. */
        @Override
        public String toString() {
            return "Answer[event=" + event + "]";
        }
    }

    /** One question. */
    Optional<Request> find(UUID request);

    /** The questions that were asked from an alert, the oldest first. */
    List<Request> ofAlert(UUID alert);

    /** Questions to an agency: those that wait first, then the latest asked. */
    List<Request> toAgency(String agency, int most);

    /** Writes a question down; the caller has seen that none waits for this agency. */
    void add(Request request, Instant overdueAt, UUID mail);

    /** Writes an answer down. */
    void answer(UUID request, Answer answer);

    /**
     * Takes, and holds, a question that nobody answered in time, of which nobody was reminded, and
     * whose alert stands.
     */
    Optional<Request> holdOverdue(Instant now);

    /** How many {@link #holdOverdue} could give. */
    long overdue(Instant now);

    /** Notes the mail that reminded of a question. */
    void reminded(UUID request, UUID mail);
}
