package org.wholepicture.platform.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What a service would know of its messages, and have applied. */
@ApplicationScoped
class Remembered implements SystemOfRecord, Applied {

    private static final String COUNTED = "counted";

    private final Map<String, UUID> ids = new ConcurrentHashMap<>();
    private final Given given;

    Remembered(Given given) {
        this.given = given;
    }

    /** That the number of this key had this id. */
    void message(String key, Outbox.Appended appended) {
        ids.put(key + "/" + appended.sequence(), appended.message());
    }

    @Override
    public Optional<Message> find(String topic, String key, long sequence) {
        return Optional.ofNullable(ids.get(key + "/" + sequence))
                .map(id -> new Message(id, Given.TYPE, Given.KNOWN, EnvelopeJson.newObject()));
    }

    /** Of one key alone, whenever it became known. */
    @Override
    public Map<String, Long> count(Instant from, Instant until) {
        return Map.of("school", (long) given.effects(COUNTED).size());
    }
}
