package org.wholepicture.referral.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wholepicture.platform.messaging.Outbox;
import org.wholepicture.platform.messaging.OutboxRewriting;
import org.wholepicture.platform.messaging.OutboxRewriting.Content;
import org.wholepicture.referral.domain.Absence;
import org.wholepicture.referral.domain.AcceptedEvent;
import org.wholepicture.referral.domain.Children.Demographics;
import org.wholepicture.referral.domain.Confirmation;
import org.wholepicture.referral.domain.DirectoryEntry;
import org.wholepicture.referral.domain.Erasing.Copy;
import org.wholepicture.referral.domain.ErasureOrder;
import org.wholepicture.referral.domain.EventId;
import org.wholepicture.referral.domain.EventStore;
import org.wholepicture.referral.domain.EventType;
import org.wholepicture.referral.domain.NumberedMessages;
import org.wholepicture.referral.domain.NumberedMessages.Numbered;
import org.wholepicture.referral.domain.PersonId;
import org.wholepicture.referral.domain.Publication;
import org.wholepicture.referral.domain.RecordId;
import org.wholepicture.referral.domain.SharingPolicy;

/** Publishes through the outbox, in the caller's transaction. */
@ApplicationScoped
class OutboxPublication implements Publication {

    static final String CHILD_EVENTS = "child-events";
    private static final String DIRECTORY = "directory";
    private static final String ACCESS = "access";
    private static final String SELF = "referral-service";
    private static final String TALLIES = "tallies";

    /** CloudEvents type by its short name. */
    static final String TYPE = "org.wholepicture.%s.v1";

    /** Short name of the type that stands in the place of a message whose content is erased. */
    static final String ERASED = "erased";

    private static final String OPENED = "record-opened";

    /** Most copies that one message of an order names, by its contract. */
    private static final int COPIES_AT_ONCE = 500;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Outbox outbox;
    private final NumberedMessages messages;
    private final MessageForms forms;
    private final EventStore events;
    private final OutboxRewriting rewriting;

    OutboxPublication(
            Outbox outbox,
            NumberedMessages messages,
            MessageForms forms,
            EventStore events,
            OutboxRewriting rewriting) {
        this.outbox = outbox;
        this.events = events;
        this.rewriting = rewriting;
        this.messages = messages;
        this.forms = forms;
    }

    @Override
    public long opened(Demographics demographics, Instant known) {
        return append(
                demographics.record(),
                OPENED,
                known,
                null,
                forms.opened(demographics, known),
                Recipe.opened(demographics.person()));
    }

    @Override
    public long filed(Filed filed) {
        String type =
                switch (filed.about()) {
                    case About.EarlierEvents _ -> EventType.RETRACTION.shortName();
                    case About.ASibling _ -> LINKED_CONCERN;
                    case About.TheChild _, About.AnAdult _, About.AMember _ ->
                            filed.event().type().shortName();
                };
        return append(
                filed.record(),
                type,
                filed.known(),
                filed.event(),
                forms.filed(filed),
                Recipe.filed(filed));
    }

    @Override
    public void confirmed(Confirmation confirmation, List<RecordId> records) {
        EventId claim = confirmation.claim();
        records.stream()
                .sorted()
                .forEach(
                        record -> {
                            ObjectNode data = JsonNodeFactory.instance.objectNode();
                            data.put("event", confirmation.id().toString());
                            data.put("record", record.toString());
                            data.put("person", confirmation.person().toString());
                            data.put("known", confirmation.known().toString());
                            data.put("practitioner", confirmation.practitioner());
                            data.put("as", confirmation.capacity().name());
                            data.put("from", confirmation.from().toString());
                            if (confirmation.until() != null) {
                                data.put("until", confirmation.until().toString());
                            }
                            data.put("confirmedBy", confirmation.confirmedBy());
                            if (claim != null) {
                                data.put("claim", claim.toString());
                            }
                            if (confirmation.ended()) {
                                data.put("ended", true);
                            }
                            long _ =
                                    append(
                                            record,
                                            "confirmation",
                                            confirmation.known(),
                                            null,
                                            data,
                                            // Small, rare, and nothing in it is sealed.
                                            data);
                        });
    }

    @Override
    public List<UUID> erased(Erased erased) {
        rewrite(erased);
        List<Copy> all = Stream.concat(erased.gone().stream(), erased.reduced().stream()).toList();
        Set<UUID> reduced =
                erased.reduced().stream().map(Copy::message).collect(Collectors.toSet());
        List<UUID> parts = new ArrayList<>();
        int from = 0;
        do {
            UUID part = UUID.randomUUID();
            List<Copy> some = all.subList(from, Math.min(all.size(), from + COPIES_AT_ONCE));
            ObjectNode data = order(erased, part, some, reduced);
            long _ = append(erased.record(), "erasure", erased.known(), null, data, data);
            parts.add(part);
            from += COPIES_AT_ONCE;
        } while (from < all.size());
        return parts;
    }

    private static ObjectNode order(
            Erased erased, UUID part, List<Copy> copies, Set<UUID> reduced) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("record", erased.record().toString());
        data.put("person", erased.person().toString());
        data.put("known", erased.known().toString());
        data.put("order", erased.order().toString());
        data.put("part", part.toString());
        if (erased.extent() != null) {
            data.put("extent", erased.extent().name());
        }
        ArrayNode gone = data.putArray("erased");
        ArrayNode kept = data.putArray("kept");
        copies.forEach(
                copy ->
                        (reduced.contains(copy.message()) ? kept : gone)
                                .addObject()
                                .put("event", copy.published().toString())
                                .put("message", copy.message().toString()));
        return data;
    }

    /** What is published again from now on, and what a lost message is written from. */
    private void rewrite(Erased erased) {
        Map<UUID, Content> contents = new HashMap<>();
        for (Copy copy : erased.gone()) {
            Numbered message = messages.find(copy.record(), copy.sequence()).orElseThrow();
            ObjectNode recipe = Recipe.erased(Recipe.read(message), erased.order());
            Numbered left = message.as(ERASED, recipe.toString());
            messages.rewrite(left);
            contents.put(
                    copy.message(),
                    new Content(TYPE.formatted(ERASED), forms.erased(left, recipe)));
        }
        for (Copy copy : erased.reduced()) {
            Numbered message = messages.find(copy.record(), copy.sequence()).orElseThrow();
            ObjectNode recipe = Recipe.reduced(Recipe.read(message));
            messages.rewrite(message.as(message.type(), recipe.toString()));
            contents.put(
                    copy.message(),
                    new Content(
                            TYPE.formatted(message.type()),
                            forms.filed(message, recipe, events.find(copy.event()).orElseThrow())));
        }
        boolean forgets = erased.extent() == ErasureOrder.Extent.EVERYTHING;
        long _ =
                rewriting.rewrite(
                        CHILD_EVENTS,
                        erased.record().toString(),
                        message ->
                                forgets && message.type().equals(TYPE.formatted(OPENED))
                                        ? Optional.of(
                                                new Content(message.type(), nobody(message.data())))
                                        : Optional.ofNullable(contents.get(message.id())));
    }

    /** An opening that says no more whom the record is about. */
    private static ObjectNode nobody(ObjectNode opened) {
        ObjectNode left = JsonNodeFactory.instance.objectNode();
        for (String member : List.of("record", "person", "known")) {
            left.set(member, opened.get(member));
        }
        return left;
    }

    /** Numbers a message, and notes what it takes to write it again. */
    private long append(
            RecordId record,
            String type,
            Instant known,
            @Nullable AcceptedEvent files,
            ObjectNode data,
            ObjectNode recipe) {
        Outbox.Appended appended =
                outbox.append(CHILD_EVENTS, record.toString(), TYPE.formatted(type), known, data);
        messages.note(
                new NumberedMessages.Numbered(
                        record,
                        appended.sequence(),
                        appended.message(),
                        type,
                        known,
                        files == null ? null : files.id(),
                        files == null ? null : files.key().agency(),
                        recipe.toString()));
        return appended.sequence();
    }

    @Override
    public void tallied(LocalDate day, Instant until, Map<String, Long> filed, Instant now) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("day", day.toString());
        data.put("until", until.toString());
        ArrayNode counts = data.putArray("filed");
        filed.forEach(
                (agency, count) -> counts.addObject().put("agency", agency).put("count", count));
        outbox.append(TALLIES, day.toString(), TYPE.formatted("tally"), now, data);
    }

    @Override
    public void shared(SharingPolicy policy, Instant now) {
        SharingPolicy.Purpose purpose = policy.purpose();
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("policy", policy.id().toString());
        if (policy.agency() != null) {
            data.put("agency", policy.agency());
        }
        if (purpose != null) {
            data.put("purpose", purpose.name());
        }
        data.put("dataClass", policy.dataClass().name());
        data.put("effect", policy.effect().name());
        data.put("from", policy.from().toString());
        if (policy.until() != null) {
            data.put("until", policy.until().toString());
        }
        outbox.append(ACCESS, policy.id().toString(), TYPE.formatted("sharing-policy"), now, data);
    }

    @Override
    public void shielded(PersonId person, Set<String> practitioners, Instant now) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("person", person.toString());
        ArrayNode list = data.putArray("practitioners");
        practitioners.stream().sorted().forEach(list::add);
        outbox.append(ACCESS, person.toString(), TYPE.formatted("shield-list"), now, data);
    }

    @Override
    public void heartbeat(Instant now) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("from", SELF);
        data.put("at", now.toString());
        outbox.append(ACCESS, SELF, TYPE.formatted("heartbeat"), now, data);
    }

    @Override
    public void listed(DirectoryEntry entry, Instant known) {
        String type = entry.kind() == DirectoryEntry.Kind.AGENCY ? "agency" : "practitioner";
        try {
            ObjectNode data = (ObjectNode) JSON.readTree(entry.content());
            if (!entry.absences().all().isEmpty()) {
                ArrayNode absences = data.putArray("absences");
                for (Absence one : entry.absences().all()) {
                    absences.addObject()
                            .put("from", one.from().toString())
                            .put("to", one.to().toString());
                }
            }
            outbox.append(DIRECTORY, entry.id(), TYPE.formatted(type), known, data);
        } catch (JsonProcessingException _) {
            // Without the cause: its message quotes the text.
            throw new IllegalStateException("a directory entry is not JSON");
        }
    }
}
