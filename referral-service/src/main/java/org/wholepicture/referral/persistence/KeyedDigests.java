package org.wholepicture.referral.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * HMAC-SHA-256. The key stands beside the texts themselves, which are in this database in the
 * clear, and nowhere else; it never changes, so that digests of all times compare.
 */
@ApplicationScoped
class KeyedDigests {

    private static final String ALGORITHM = "HmacSHA256";

    private final Jdbi jdbi;
    private volatile @Nullable SecretKeySpec key;

    KeyedDigests(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** 32 bytes. */
    byte[] of(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key());
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no " + ALGORITHM, e);
        }
    }

    private SecretKeySpec key() {
        SecretKeySpec read = key;
        if (read == null) {
            read =
                    new SecretKeySpec(
                            jdbi.withHandle(
                                    handle ->
                                            handle.createQuery("SELECT key FROM reference_key")
                                                    .mapTo(byte[].class)
                                                    .one()),
                            ALGORITHM);
            key = read;
        }
        return read;
    }
}
