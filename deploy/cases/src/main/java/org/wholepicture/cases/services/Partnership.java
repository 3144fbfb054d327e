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

    /** User name of the other one: what one of them proposes the other approves. */
    public static final String SECOND_ADMINISTRATOR = "second-administrator";

    /** Who runs the services. */
    public static final String OPERATIONS = "operations";

    /** Says who leads where the story itself does not: the local authority's desk. */
    static final String DESK = "front-door-desk";

    /** User names of social workers who lead for the children of stories that name leads. */
    static final List<String> SOCIAL_WORKERS =
            List.of("lead-a", "lead-b", "lead-c", "lead-d", "lead-e", "lead-f");

    private static final Map<String, String> GIVEN =
            Map.of("a", "Ruth", "b", "Owen", "c", "Leila", "d", "Ines", "e", "Tobias", "f", "Maud");

    /** What every agency that works with families may say. */
    private static final List<String> COMMON =
            List.of(
                    "concern",
                    "contact",
                    "visit",
                    "missed-appointment",
                    "attended-appointment",
                    "involvement",
                    "household-member",
                    "family-factor",
                    "service-referral",
                    "referral",
                    "retraction");

    /** Agencies whose practitioners assess children and sit in meetings about them. */
    private static final List<String> WITH_CHILDREN =
            and(COMMON, "care-profile", "assessment", "meeting", "minutes-shared");

    /** Agencies that lead early help. */
    private static final List<String> LEADING =
            and(WITH_CHILDREN, "step-down", "plan", "lead-practitioner");

    private static List<String> and(List<String> some, String... more) {
        return Stream.concat(some.stream(), Stream.of(more)).toList();
    }

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
                new Agency("health-visiting", "Health Visiting Service", LEADING),
                new Agency("early-help", "Early Help Service", LEADING),
                new Agency("drug-alcohol", "Drug and Alcohol Service", COMMON),
                new Agency("dental", "Community Dental Service", COMMON),
                new Agency("school", "Larch Hill School", and(LEADING, "attendance")),
                new Agency("school-nursing", "School Nursing Service", LEADING),
                new Agency(
                        "social-care", "Children's Social Care", and(LEADING, "referral-decision")),
                new Agency("hospital", "General Hospital", WITH_CHILDREN),
                new Agency("maternity", "Maternity Service", WITH_CHILDREN),
                new Agency("police", "Police", WITH_CHILDREN),
                new Agency("housing", "Housing Association", COMMON),
                new Agency("gp", "Mill Lane Surgery", WITH_CHILDREN),
                new Agency("nursery", "Acorn Nursery", and(LEADING, "attendance")),
                new Agency("mental-health", "Adult Mental Health Service", COMMON),
                new Agency("probation", "Probation Service", COMMON),
                new Agency("youth-justice", "Youth Justice Service", LEADING),
                new Agency("voluntary", "Open Door Charity", LEADING),
                new Agency(
                        DESK,
                        "Front Door Desk",
                        List.of(
                                "lead-practitioner",
                                "involvement",
                                "household-member",
                                "referral-decision",
                                "retraction")));
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
        for (String username : SOCIAL_WORKERS) {
            String letter = username.substring("lead-".length());
            people.add(
                    new Person(
                            username,
                            GIVEN.getOrDefault(letter, letter),
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
                        SECOND_ADMINISTRATOR,
                        "Tom",
                        "Ellery",
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
