package org.wholepicture.cases.services;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fictional safeguarding partnership of the local stack: the agencies whose systems send
 * events, and the people who sign in. The realm and the directory are both made from it, so that
 * they agree.
 */
public final class Partnership {

    /** Password of every fictional person. Local only: the stack listens on loopback alone. */
    public static final String PASSWORD = "local-only";

    /** The client with which tests and the player act; it exists in the local realm alone. */
    public static final String PLAYER_CLIENT = "local-player";

    /** Who leads for a child of whom a story says nothing else. */
    public static final String LEAD = "early-help-lead";

    /** Their manager. */
    public static final String LEAD_MANAGER = "early-help-manager";

    /** Somebody who works with no child of the stories until named. */
    public static final String OUTSIDER = "school-practitioner";

    /** Who confirms leads. */
    public static final String FRONT_DOOR = "front-door";

    /** Who loads the directory. */
    public static final String ADMINISTRATOR = "administrator";

    /** Who runs the services. */
    public static final String OPERATIONS = "operations";

    /** Says who leads where the story itself does not: the local authority's desk. */
    static final String DESK = "front-door-desk";

    private static final List<String> COMMON =
            List.of(
                    "concern",
                    "contact",
                    "missed-appointment",
                    "attended-appointment",
                    "involvement",
                    "household-member",
                    "service-referral",
                    "retraction");

    private static final List<String> LEADING =
            Stream.concat(COMMON.stream(), Stream.of("step-down", "plan", "lead-practitioner"))
                    .toList();

    /**
     * An agency and what its system may send.
     *
     * @param id as tokens, events and the directory name it
     * @param name for people
     * @param eventTypes short names of the event types it may send
     */
    public record Agency(String id, String name, List<String> eventTypes) {

        /** The Keycloak client of its system. */
        public String client() {
            return "agency-" + id;
        }

        /** Every {@code source} of its events begins so. */
        public String sourcePrefix() {
            return "https://" + id + ".example/";
        }

        /** Role inboxes. */
        public Map<String, String> inboxes() {
            Map<String, String> inboxes = new LinkedHashMap<>();
            inboxes.put("SAFEGUARDING_LEAD", "safeguarding@" + id + ".example");
            if (id.equals("social-care")) {
                inboxes.put("MASH", "mash@" + id + ".example");
                inboxes.put("OUT_OF_HOURS", "out-of-hours@" + id + ".example");
                inboxes.put("CONFERENCE_CHAIR", "conference-chair@" + id + ".example");
            }
            if (id.equals(DESK)) {
                inboxes.put("PARTNERSHIP", "partnership@" + id + ".example");
            }
            if (id.equals("maternity")) {
                inboxes.put("MIDWIFERY_LEAD", "midwifery-lead@" + id + ".example");
            }
            return inboxes;
        }
    }

    /**
     * Somebody who signs in.
     *
     * @param username to sign in with; the directory's id is {@code pr-} and this
     * @param given given name
     * @param family family name
     * @param agency whose practitioner it is
     * @param job what they do
     * @param roles roles in the realm
     * @param manager user name of their manager
     * @param deputy user name of who stands in
     */
    public record Person(
            String username,
            String given,
            String family,
            String agency,
            String job,
            Set<String> roles,
            @Nullable String manager,
            @Nullable String deputy) {

        /** Id in the directory and in tokens. */
        public String practitioner() {
            return practitionerId(username);
        }

        /** Work address. */
        public String email() {
            return username + "@" + agency + ".example";
        }
    }

    private Partnership() {}

    /** User name of somebody who works for the agency. */
    static String practitionerOf(String agency) {
        return agency.equals("early-help") ? LEAD : agency + "-practitioner";
    }

    static String practitionerId(String username) {
        return "pr-" + username;
    }

    /** Every agency of the partnership. */
    public static List<Agency> agencies() {
        return List.of(
                new Agency("health-visiting", "Health Visiting Service", COMMON),
                new Agency("early-help", "Early Help Service", LEADING),
                new Agency("drug-alcohol", "Drug and Alcohol Service", COMMON),
                new Agency("dental", "Community Dental Service", COMMON),
                new Agency("school", "Larch Hill School", LEADING),
                new Agency("school-nursing", "School Nursing Service", COMMON),
                new Agency("social-care", "Children's Social Care", LEADING),
                new Agency("hospital", "General Hospital", COMMON),
                new Agency("maternity", "Maternity Service", COMMON),
                new Agency("police", "Police", COMMON),
                new Agency("housing", "Housing Association", COMMON),
                new Agency("gp", "Mill Lane Surgery", COMMON),
                new Agency("nursery", "Acorn Nursery", COMMON),
                new Agency("mental-health", "Adult Mental Health Service", COMMON),
                new Agency("probation", "Probation Service", COMMON),
                new Agency("youth-justice", "Youth Justice Service", COMMON),
                new Agency("voluntary", "Open Door Charity", COMMON),
                new Agency(
                        DESK,
                        "Front Door Desk",
                        List.of("lead-practitioner", "involvement", "retraction")));
    }

    /** Everybody who signs in. */
    public static List<Person> people() {
        Set<String> practitioner = Set.of("practitioner");
        Set<String> manager = ordered("practitioner", "manager");
        List<Person> people = new ArrayList<>();
        people.add(
                new Person(
                        LEAD,
                        "Priya",
                        "Sandhu",
                        "early-help",
                        "Early help practitioner",
                        practitioner,
                        "early-help-manager",
                        "early-help-deputy"));
        people.add(
                new Person(
                        "early-help-manager",
                        "Martin",
                        "Oakes",
                        "early-help",
                        "Early help team manager",
                        manager,
                        null,
                        null));
        people.add(
                new Person(
                        "early-help-deputy",
                        "Grace",
                        "Adeyemi",
                        "early-help",
                        "Early help practitioner",
                        practitioner,
                        "early-help-manager",
                        null));
        people.add(
                new Person(
                        FRONT_DOOR,
                        "Helen",
                        "Marsh",
                        "social-care",
                        "Front door duty officer",
                        ordered("practitioner", "front-door"),
                        "social-care-manager",
                        null));
        people.add(
                new Person(
                        "social-care-manager",
                        "Daniel",
                        "Reyes",
                        "social-care",
                        "Social work team manager",
                        manager,
                        null,
                        null));
        for (String letter : List.of("a", "b", "c")) {
            people.add(
                    new Person(
                            "lead-" + letter,
                            Map.of("a", "Ruth", "b", "Owen", "c", "Leila")
                                    .getOrDefault(letter, letter),
                            "Lead-" + letter.toUpperCase(Locale.ROOT),
                            "social-care",
                            "Social worker",
                            practitioner,
                            "social-care-manager",
                            null));
        }
        for (Agency agency : agencies()) {
            if (!agency.id().equals("early-help") && !agency.id().equals(DESK)) {
                people.add(
                        new Person(
                                practitionerOf(agency.id()),
                                "Sam",
                                agency.id().substring(0, 1).toUpperCase(Locale.ROOT)
                                        + agency.id().substring(1),
                                agency.id(),
                                "Practitioner of " + agency.name(),
                                practitioner,
                                null,
                                null));
            }
        }
        people.add(
                new Person(
                        ADMINISTRATOR,
                        "Anita",
                        "Brook",
                        "social-care",
                        "Partnership administrator",
                        Set.of("administrator"),
                        null,
                        null));
        people.add(
                new Person(
                        "privacy-officer",
                        "Colin",
                        "Frost",
                        "social-care",
                        "Privacy officer",
                        Set.of("privacy-officer"),
                        null,
                        null));
        people.add(
                new Person(
                        OPERATIONS,
                        "Noor",
                        "Hale",
                        "social-care",
                        "Runs the services",
                        Set.of("operations"),
                        null,
                        null));
        return List.copyOf(people);
    }

    static Optional<Agency> agency(String id) {
        return agencies().stream().filter(agency -> agency.id().equals(id)).findFirst();
    }

    /** Somebody by the name they sign in with. */
    public static Optional<Person> person(String username) {
        return people().stream().filter(person -> person.username().equals(username)).findFirst();
    }

    private static Set<String> ordered(String... roles) {
        return new LinkedHashSet<>(List.of(roles));
    }
}
