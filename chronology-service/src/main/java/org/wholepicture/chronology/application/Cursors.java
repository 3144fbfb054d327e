package org.wholepicture.chronology.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.wholepicture.chronology.ChronologyConfig;
import org.wholepicture.chronology.domain.EventId;
import org.wholepicture.chronology.domain.Question;

/**
 * Places in a timeline as opaque text that only this service can make: a forged one, or one of
 * another timeline, is told from ours by its code [assurance.md abuse case 28]. The same place
 * always gives the same text.
 */
@ApplicationScoped
class Cursors {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST_SECRET = 32;
    private static final int PLACE = 8 + 16;
    private static final int CODE = 16;

    private final SecretKeySpec key;

    Cursors(ChronologyConfig config) {
        key =
                new SecretKeySpec(
                        config.cursorSecret().map(Cursors::secret).orElseGet(Cursors::random),
                        ALGORITHM);
    }

    private static byte[] secret(String text) {
        if (text.length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException(
                    "wp.chronology.cursor-secret has fewer than "
                            + SHORTEST_SECRET
                            + " characters");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] random() {
        byte[] secret = new byte[SHORTEST_SECRET];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    /** The place as text, valid for the same context alone. */
    String seal(Question.Position place, String context) {
        byte[] bytes =
                ByteBuffer.allocate(PLACE)
                        .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, place.happened()))
                        .putLong(place.event().value().getMostSignificantBits())
                        .putLong(place.event().value().getLeastSignificantBits())
                        .array();
        byte[] sealed =
                ByteBuffer.allocate(PLACE + CODE).put(bytes).put(code(bytes, context)).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** The place, if the text was made here for this context. */
    Optional<Question.Position> open(String text, String context) {
        byte[] sealed;
        try {
            sealed = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        if (sealed.length != PLACE + CODE) {
            return Optional.empty();
        }
        byte[] bytes = Arrays.copyOf(sealed, PLACE);
        byte[] code = Arrays.copyOfRange(sealed, PLACE, PLACE + CODE);
        if (!MessageDigest.isEqual(code, code(bytes, context))) {
            return Optional.empty();
        }
        ByteBuffer place = ByteBuffer.wrap(bytes);
        try {
            return Optional.of(
                    new Question.Position(
                            Instant.EPOCH.plus(place.getLong(), ChronoUnit.MICROS),
                            new EventId(new UUID(place.getLong(), place.getLong()))));
        } catch (DateTimeException e) {
            throw new IllegalStateException("a place of our own making that is none", e);
        }
    }

    private byte[] code(byte[] place, String context) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(place);
            return Arrays.copyOf(mac.doFinal(context.getBytes(StandardCharsets.UTF_8)), CODE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no " + ALGORITHM, e);
        }
    }
}
