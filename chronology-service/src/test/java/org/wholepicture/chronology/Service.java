package org.wholepicture.chronology;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.wholepicture.platform.messaging.MessageHandler;
import org.wholepicture.platform.messaging.PrivateMember;
import org.wholepicture.platform.testsupport.Tokens;

/** What the tests do with the service: tell it a story, ask it. */
@Singleton
class Service {

    private final Map<String, MessageHandler> handlers = new HashMap<>();
    private final Map<Integer, Story> told = new HashMap<>();
    private final PrivateMember privateMember;

    Service(@All List<MessageHandler> handlers, PrivateMember privateMember) {
        handlers.forEach(
                handler -> handler.topics().forEach(topic -> this.handlers.put(topic, handler)));
        this.privateMember = privateMember;
    }

    PrivateMember privateMember() {
        return privateMember;
    }

    /** Tells a whole story in its order, past the broker; once, whoever asks for it again. */
    Story tell(int telling) {
        return tell(telling, () -> Story.whole(telling, privateMember));
    }

    /** Tells a story in its order, past the broker; once, whoever asks for it again. */
    Story tell(int telling, Supplier<Story> whole) {
        return told.computeIfAbsent(
                telling,
                _ -> {
                    // Whoever has nothing to do with old copies reads fresh ones.
                    new Story(telling, privateMember)
                            .heartbeat(Servers.NOW)
                            .sent()
                            .forEach(this::apply);
                    Story story = whole.get();
                    story.sent().forEach(this::apply);
                    return story;
                });
    }

    /** Applies a message as the consumer loop does, past the broker. */
    void apply(Story.Sent sent) {
        apply(List.of(sent));
    }

    /** Applies messages in one transaction, as the consumer loop does with a poll's. */
    void apply(List<Story.Sent> sent) {
        QuarkusTransaction.requiringNew().run(() -> applyInside(sent));
    }

    /** Applies messages in the transaction of the caller. */
    void applyInside(List<Story.Sent> sent) {
        sent.forEach(one -> handler(one.topic()).handle(one.topic(), one.envelope()));
    }

    private MessageHandler handler(String topic) {
        MessageHandler handler = handlers.get(topic);
        if (handler == null) {
            throw new IllegalStateException("nobody reads " + topic);
        }
        return handler;
    }

    static RequestSpecification asLead() {
        return as(Tokens.practitioner("pr-lead", "early-help"));
    }

    static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    static Response timeline(RequestSpecification caller, UUID person, String query) {
        return caller.get("/v1/people/" + person + "/timeline" + query);
    }

    /** Where an answer sends the browser, below the service's root path. */
    static String sentTo(Response answer) {
        answer.then().statusCode(303);
        String path = URI.create(answer.header("Location")).getPath();
        assertThat(path).startsWith("/chronology/").doesNotStartWith("/chronology/chronology");
        return path.substring("/chronology".length());
    }
}
