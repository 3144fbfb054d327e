package org.wholepicture.referral.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wholepicture.referral.domain.Absence;
import org.wholepicture.referral.domain.Absences;
import org.wholepicture.referral.domain.Directory;
import org.wholepicture.referral.domain.DirectoryEntry;
import org.wholepicture.referral.domain.DirectoryEntry.Kind;
import org.wholepicture.referral.domain.Fault;
import org.wholepicture.referral.domain.Happened;
import org.wholepicture.referral.domain.Publication;

/**
 * Takes agencies and practitioners from the administrator and publishes those that changed. Entries
 * that are not given stay as they are: who has left is said with {@code active: false}. So do the
 * absences of a practitioner whose entry has no such member: they are filed here, by people.
 */
@ApplicationScoped
public class LoadDirectory {

    private static final int MOST_ENTRIES = 5_000;
    private static final String ABSENCES = "absences";

    /** What came of a load. */
    public sealed interface Loaded {

        /**
         * It holds.
         *
         * @param published entries that are new or changed
         * @param unchanged the others
         */
        record Done(int published, int unchanged) implements Loaded {}

        /** Nothing of it was taken. */
        record Refused(List<Fault> faults) implements Loaded {}
    }

    private final EventContracts contracts;
    private final Directory directory;
    private final Publication publication;
    private final InstantSource clock;
    private final List<String> emailDomains;

    LoadDirectory(
            EventContracts contracts,
            Directory directory,
            Publication publication,
            InstantSource clock,
            ReferralConfig config) {
        this.contracts = contracts;
        this.directory = directory;
        this.publication = publication;
        this.clock = clock;
        this.emailDomains = config.directory().emailDomains();
    }

    /** Takes all of it or nothing. */
    @Transactional
    public Loaded load(JsonNode body) {
        List<Fault> faults = new ArrayList<>();
        checkShape(body, faults);
        if (!faults.isEmpty()) {
            return new Loaded.Refused(faults);
        }
        directory.takeTurns();
        Map<String, String> pointers = new HashMap<>();
        SortedMap<String, DirectoryEntry> given = new TreeMap<>();
        Map<String, Absences> absencesGiven = new HashMap<>();
        read(body.path("agencies"), "/agencies/", Kind.AGENCY, given, pointers, faults);
        read(
                body.path("practitioners"),
                "/practitioners/",
                Kind.PRACTITIONER,
                given,
                pointers,
                faults);
        readAbsences(body.path("practitioners"), absencesGiven, faults);
        checkReferences(body.path("practitioners"), given, faults);
        Map<String, DirectoryEntry> known = directory.find(given.keySet());
        given.forEach(
                (id, entry) -> {
                    DirectoryEntry before = known.get(id);
                    if (before != null && before.kind() != entry.kind()) {
                        faults.add(
                                new Fault(
                                        pointers.getOrDefault(id, ""),
                                        "An agency and a practitioner cannot have the same id."));
                    }
                });
        if (!faults.isEmpty()) {
            return new Loaded.Refused(faults);
        }
        Instant now = clock.instant();
        int published = 0;
        for (DirectoryEntry loaded : given.values()) {
            DirectoryEntry before = known.get(loaded.id());
            Absences absences =
                    Optional.ofNullable(absencesGiven.get(loaded.id()))
                            .orElseGet(() -> before == null ? Absences.NONE : before.absences());
            DirectoryEntry entry = loaded.away(absences.notOverBy(day(now)));
            if (!entry.equals(before)) {
                directory.put(entry, now);
                publication.listed(entry, now);
                published++;
            }
        }
        return new Loaded.Done(published, given.size() - published);
    }

    private static void checkShape(JsonNode body, List<Fault> faults) {
        if (!body.isObject()) {
            faults.add(new Fault("", "This is not an object."));
            return;
        }
        int members = 0;
        for (String name : List.of("agencies", "practitioners")) {
            JsonNode list = body.get(name);
            if (list == null || !list.isArray()) {
                faults.add(new Fault("/" + name, "This is not an array."));
            } else {
                members++;
                if (list.size() > MOST_ENTRIES) {
                    faults.add(
                            new Fault(
                                    "/" + name,
                                    "This has more than " + MOST_ENTRIES + " entries."));
                }
            }
        }
        if (body.size() > members && faults.isEmpty()) {
            faults.add(new Fault("", "This has a member that is not known here."));
        }
    }

    private void read(
            JsonNode list,
            String prefix,
            Kind kind,
            Map<String, DirectoryEntry> given,
            Map<String, String> pointers,
            List<Fault> faults) {
        for (int i = 0; i < list.size() && faults.size() < EventContracts.ENOUGH; i++) {
            JsonNode node = list.path(i);
            String pointer = prefix + i;
            List<Fault> found =
                    kind == Kind.AGENCY
                            ? contracts.agencyFaults(node, pointer)
                            : contracts.practitionerFaults(node, pointer);
            faults.addAll(found);
            if (!found.isEmpty()) {
                continue;
            }
            checkTexts(node, pointer, faults);
            DirectoryEntry entry =
                    new DirectoryEntry(
                            node.path(kind == Kind.AGENCY ? "agency" : "practitioner").asText(),
                            kind,
                            node.path("name").asText(),
                            kind == Kind.AGENCY
                                    ? Optional.empty()
                                    : Optional.of(node.path("agency").asText()),
                            kind == Kind.PRACTITIONER && node.has("manager")
                                    ? Optional.of(node.path("manager").asText())
                                    : Optional.empty(),
                            node.path("active").asBoolean(),
                            CanonicalJson.write(withoutAbsences(node)),
                            Absences.NONE);
            if (given.putIfAbsent(entry.id(), entry) != null) {
                faults.add(new Fault(pointer, "This id is given twice."));
            }
            pointers.putIfAbsent(entry.id(), pointer);
        }
    }

    private static JsonNode withoutAbsences(JsonNode entry) {
        ObjectNode rest = entry.deepCopy();
        rest.remove(ABSENCES);
        return rest;
    }

    private static LocalDate day(Instant now) {
        return now.atZone(Happened.LONDON).toLocalDate();
    }

    /** Of the entries that say something of absences; their form has been checked. */
    private void readAbsences(
            JsonNode practitioners, Map<String, Absences> given, List<Fault> faults) {
        if (!faults.isEmpty()) {
            return;
        }
        LocalDate today = day(clock.instant());
        for (int i = 0; i < practitioners.size(); i++) {
            JsonNode list = practitioners.path(i).path(ABSENCES);
            if (!list.isArray()) {
                continue;
            }
            List<Absence> absences = new ArrayList<>();
            for (int n = 0; n < list.size(); n++) {
                LocalDate from = LocalDate.parse(list.path(n).path("from").asText());
                LocalDate to = LocalDate.parse(list.path(n).path("to").asText());
                String pointer = "/practitioners/%d/%s/%d".formatted(i, ABSENCES, n);
                Absences.fault(from, to, today)
                        .ifPresentOrElse(
                                fault -> faults.add(new Fault(pointer, fault)),
                                () -> absences.add(new Absence(from, to)));
            }
            given.put(practitioners.path(i).path("practitioner").asText(), Absences.of(absences));
        }
    }

    private void checkTexts(JsonNode node, String pointer, List<Fault> faults) {
        for (String member : List.of("name", "role")) {
            if (node.path(member).asText().chars().anyMatch(Character::isISOControl)) {
                faults.add(
                        new Fault(pointer + "/" + member, "This has a control character in it."));
            }
        }
        if (node.has("email")) {
            checkEmail(node.path("email").asText(), pointer + "/email", faults);
        }
        Iterator<String> roles = node.path("inboxes").fieldNames();
        while (roles.hasNext()) {
            // The contract has checked the form of the name: letters and underscores.
            String role = roles.next();
            checkEmail(
                    node.path("inboxes").path(role).asText(), pointer + "/inboxes/" + role, faults);
        }
    }

    /** A line break would become a header of a mail, and another domain a leak. */
    private void checkEmail(String email, String pointer, List<Fault> faults) {
        boolean plain =
                email.chars().allMatch(c -> c > ' ' && c < 0x7f)
                        && email.indexOf('@') > 0
                        && email.indexOf('@') == email.lastIndexOf('@')
                        && email.chars().noneMatch(c -> "<>(),;:\\\"[]".indexOf(c) >= 0);
        if (!plain) {
            faults.add(new Fault(pointer, "This is not a plain e-mail address."));
            return;
        }
        String domain = email.substring(email.indexOf('@') + 1).toLowerCase(Locale.ROOT);
        boolean allowed =
                emailDomains.stream()
                        .anyMatch(end -> domain.equals(end) || domain.endsWith("." + end));
        if (!allowed) {
            faults.add(new Fault(pointer, "Mail may not be sent to the domain of this address."));
        }
    }

    /** Agency, manager and deputy have to be in the directory or in what is loaded. */
    private void checkReferences(
            JsonNode practitioners, Map<String, DirectoryEntry> given, List<Fault> faults) {
        Set<String> wanted = new HashSet<>();
        for (JsonNode practitioner : practitioners) {
            for (String member : List.of("agency", "manager", "deputy")) {
                wanted.add(practitioner.path(member).asText());
            }
        }
        Map<String, DirectoryEntry> all = new HashMap<>(directory.find(wanted));
        all.putAll(given);
        for (int i = 0; i < practitioners.size(); i++) {
            JsonNode practitioner = practitioners.path(i);
            for (String member : List.of("agency", "manager", "deputy")) {
                if (!practitioner.has(member)) {
                    continue;
                }
                DirectoryEntry entry = all.get(practitioner.path(member).asText());
                Kind kind = member.equals("agency") ? Kind.AGENCY : Kind.PRACTITIONER;
                if (entry == null || entry.kind() != kind) {
                    faults.add(
                            new Fault(
                                    "/practitioners/" + i + "/" + member,
                                    "The directory has no such "
                                            + kind.name().toLowerCase(Locale.ROOT)
                                            + "."));
                }
            }
        }
    }
}
