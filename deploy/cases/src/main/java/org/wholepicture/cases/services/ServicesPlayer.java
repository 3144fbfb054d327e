package org.wholepicture.cases.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wholepicture.cases.CaseFile;
import org.wholepicture.cases.CasePlayer;

/**
 * Plays case histories through the running services: agencies' systems send the events, people
 * confirm leads and answer alerts, and the services' clocks move one day at a time.
 */
public final class ServicesPlayer implements CasePlayer {

    private static final System.Logger LOG = System.getLogger(ServicesPlayer.class.getName());

    /** How long Ctrl-C may take: services that are there need milliseconds. */
    private static final Duration ENOUGH = Duration.ofSeconds(10);

    private final Connection connection;
    private final Consumer<String> narrator;
    private final Http http = new Http();
    private final AccessTokens tokens;
    private final Clocks clocks;
    private final AtomicBoolean playing = new AtomicBoolean();
    private boolean directoryLoaded;
    private Map<String, String> persons = Map.of();
    private @Nullable EventMapper lastMapper;

    /**
     * A player on a running stack.
     *
     * @param narrator hears a line about each day on which something happens
     */
    public ServicesPlayer(Connection connection, Consumer<String> narrator) {
        this.connection = connection;
        this.narrator = narrator;
        this.tokens = new AccessTokens(connection, http);
        this.clocks = new Clocks(connection, http, tokens);
        // Ctrl-C skips every finally: without this the services would stay in the story's time.
        Runtime.getRuntime().addShutdownHook(new Thread(this::broughtToAnEnd, "real-time-again"));
    }

    /** Nothing if no story is being played: the services may be gone by then. */
    void broughtToAnEnd() {
        if (!playing.get()) {
            return;
        }
        Thread reset = Thread.ofVirtual().start(clocks::end);
        try {
            if (!reset.join(ENOUGH)) {
                LOG.log(Level.WARNING, "the services may still be in the story's time");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Played play(CaseFile story) throws CannotPlayException {
        try {
            return play(story, false);
        } catch (UncheckedIOException away) {
            throw new CannotPlayException(
                    "the services do not answer any more: " + away.getMessage());
        } catch (IllegalStateException | IllegalArgumentException failed) {
            // A story that cannot be played stops no other.
            return new Played(List.of(), List.of("not played to its end: " + failed.getMessage()));
        }
    }

    /**
     * Plays a story so that its last day is as near before today as its Mondays allow, with the
     * settings as they stand. A story whose clocks count working days should be played where it was
     * written, by {@link #play(CaseFile)}.
     */
    public Played playEndingNow(CaseFile story) {
        return play(story, true);
    }

    /** Real time again for every service: a player that was killed leaves its own. */
    public void resetClocks() {
        clocks.reset();
    }

    /** Person ids of the children of the story played last, by child. */
    public Map<String, String> persons() {
        return Map.copyOf(persons);
    }

    /**
     * What the story played last leaves to look at.
     *
     * @throws IllegalStateException when it did not come as far as a confirmed lead
     */
    public Demo demo(CaseFile story) {
        String child = story.children().getFirst().id();
        String person = persons.get(child);
        EventMapper mapper = lastMapper;
        if (person == null || mapper == null) {
            throw new IllegalStateException("nothing was played");
        }
        return new Demo(person, mapper.visit(child, story.endDay()).event());
    }

    private Played play(CaseFile story, boolean endingNow) {
        playing.set(true);
        try {
            return playAccepted(story, endingNow);
        } finally {
            clocks.reset();
            playing.set(false);
        }
    }

    private Played playAccepted(CaseFile story, boolean endingNow) {
        clocks.reset();
        // A written story may end after today: the services' time goes on as well as back.
        Anchor anchor = endingNow ? Anchor.endingBy(today(), story.endDay()) : Anchor.asWritten();
        loadDirectory();
        Identities identities = new Identities(connection.state());
        Cast cast = new Cast(story, anchor, identities);
        EventMapper mapper =
                new EventMapper(
                        cast,
                        anchor,
                        // The numbers of this run's people make the run's own number.
                        story.id() + "-" + cast.firstNumber(),
                        texts(story));
        lastMapper = mapper;
        Story played = new Story(story, anchor, cast, mapper, connection, http, tokens, clocks);
        NewBirthVisits visits = new NewBirthVisits(connection, http, tokens, clocks);
        // Before the story's first day; what is set is in force from the day after.
        LocalDate eve = anchor.date(Story.firstDay(story) - 1);
        boolean asked = !endingNow && bearsAChild(story);
        if (asked) {
            visits.expectFrom(anchor.date(story.startDay()), eve);
        }
        try {
            return played.play(narrator);
        } finally {
            persons = played.persons();
            if (asked) {
                visits.putBack(eve);
            }
        }
    }

    /**
     * Whether a child is born inside the window: in case histories a new-birth visit is expected
     * then [A33], in a partnership since it says so.
     */
    private static boolean bearsAChild(CaseFile story) {
        return story.children().stream()
                .anyMatch(
                        child ->
                                child.birthDay() >= story.startDay()
                                        && child.birthDay() <= story.endDay());
    }

    /** Real today, by referral-service's clock once its offset is zero. */
    private LocalDate today() {
        JsonNode now =
                http.get(connection.direct("referral", "/local/clock"), tokens.operations())
                        .body()
                        .path("now");
        return Instant.parse(now.asText()).atZone(CaseFile.ZONE).toLocalDate();
    }

    /** As the partnership's administrator would, once. */
    public void loadDirectory() {
        if (directoryLoaded) {
            return;
        }
        JsonNodeFactory json = JsonNodeFactory.instance;
        ObjectNode directory = json.objectNode();
        ArrayNode agencies = directory.putArray("agencies");
        for (Partnership.Agency agency : Partnership.agencies()) {
            ObjectNode entry = agencies.addObject();
            entry.put("agency", agency.id()).put("name", agency.name()).put("kind", agency.id());
            ObjectNode inboxes = entry.putObject("inboxes");
            agency.inboxes().forEach(inboxes::put);
            entry.put("active", true);
        }
        ArrayNode practitioners = directory.putArray("practitioners");
        for (Partnership.Person person : Partnership.people()) {
            ObjectNode entry = practitioners.addObject();
            entry.put("practitioner", person.practitioner());
            entry.put("name", person.given() + " " + person.family());
            entry.put("agency", person.agency());
            entry.put("role", person.job());
            entry.put("email", person.email());
            if (person.manager() != null) {
                entry.put("manager", Partnership.practitionerId(person.manager()));
            }
            if (person.deputy() != null) {
                entry.put("deputy", Partnership.practitionerId(person.deputy()));
            }
            entry.put("active", true);
        }
        Http.Answer answer =
                http.send(
                        "PUT",
                        connection.at("/referral/v1/directory"),
                        tokens.person(Partnership.ADMINISTRATOR),
                        directory);
        if (answer.status() / 100 != 2) {
            throw new IllegalStateException(
                    "the directory is not accepted: " + answer.status() + " " + answer.body());
        }
        clocks.awaitIdle();
        directoryLoaded = true;
    }

    /** What the file says of each event in words: it goes out as the summary. */
    private static Map<String, String> texts(CaseFile story) {
        try {
            Map<String, String> texts = new LinkedHashMap<>();
            for (JsonNode event :
                    new ObjectMapper().readTree(story.file().toFile()).path("events")) {
                if (event.path("text").isTextual()) {
                    texts.put(event.path("id").asText(), event.path("text").asText());
                }
            }
            return texts;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
