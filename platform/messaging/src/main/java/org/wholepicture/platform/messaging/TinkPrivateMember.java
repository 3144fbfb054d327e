package org.wholepicture.platform.messaging;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.Serial;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Seals with a Tink keyset from a file: the primary key seals, every key in it opens, so keys can
 * be exchanged while messages travel. A key met for the first time is looked for in the file once
 * more. A file that cannot be read is no fault of a message: it waits until it can. For a key that
 * is not there it waits a while. A service without the file can do everything else.
 */
@ApplicationScoped
class TinkPrivateMember implements PrivateMember {

    private static final Logger LOG = Logger.getLogger(TinkPrivateMember.class);

    /** Tink begins what it seals with a one and the number of the key. */
    private static final int PREFIX_LENGTH = 5;

    private static final byte PREFIX_BEGIN = 1;

    private final Optional<Path> file;
    private volatile @Nullable Keys keys;

    private record Keys(Set<Integer> ids, Aead aead) {}

    TinkPrivateMember(@ConfigProperty(name = "wp.private.keyset-file") Optional<Path> file) {
        this.file = file;
    }

    @Override
    public String seal(UUID eventId, ObjectNode content) {
        try {
            byte[] sealed =
                    keys().aead().encrypt(EnvelopeJson.bytes(content), associatedData(eventId));
            return Base64.getEncoder().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the keyset cannot seal", e);
        }
    }

    @Override
    public ObjectNode open(UUID eventId, String sealed) {
        Keys present = keys();
        try {
            byte[] bytes = Base64.getDecoder().decode(sealed);
            if (namesUnknownKey(bytes, present)) {
                present = load();
                keys = present;
            }
            return open(eventId, bytes, present);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            LOG.debug("private member cannot be opened", e);
            throw new RefusedMessageException("the private member cannot be opened");
        }
    }

    /** Whether the keys are at hand, or not needed as the service is set up without. */
    boolean isReady() {
        if (file.isEmpty()) {
            return true;
        }
        try {
            Keys _ = keys();
            return true;
        } catch (PassingFailureException e) {
            LOG.errorf("wp.private.keyset-file cannot be used reason=%s", Failures.reason(e));
            return false;
        }
    }

    private static ObjectNode open(UUID eventId, byte[] sealed, Keys keys)
            throws GeneralSecurityException {
        try {
            return EnvelopeJson.object(keys.aead().decrypt(sealed, associatedData(eventId)));
        } catch (GeneralSecurityException e) {
            if (namesUnknownKey(sealed, keys)) {
                LOG.warnf("private member of an unknown key event=%s", eventId);
                throw new MissingKeyException(e);
            }
            throw e;
        }
    }

    private static boolean namesUnknownKey(byte[] sealed, Keys keys) {
        return sealed.length > PREFIX_LENGTH
                && sealed[0] == PREFIX_BEGIN
                && !keys.ids().contains(ByteBuffer.wrap(sealed).getInt(1));
    }

    private static byte[] associatedData(UUID eventId) {
        return eventId.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private Keys keys() {
        Keys known = keys;
        if (known == null) {
            known = load();
            keys = known;
        }
        return known;
    }

    private Keys load() {
        try {
            Path path =
                    file.orElseThrow(
                            () ->
                                    new NoSuchFileException(
                                            "this service does not read private members"));
            AeadConfig.register();
            KeysetHandle keyset =
                    TinkJsonProtoKeysetFormat.parseKeyset(
                            Files.readString(path), InsecureSecretKeyAccess.get());
            Set<Integer> ids = new HashSet<>();
            for (int i = 0; i < keyset.size(); i++) {
                ids.add(keyset.getAt(i).getId());
            }
            return new Keys(
                    Set.copyOf(ids), keyset.getPrimitive(RegistryConfiguration.get(), Aead.class));
        } catch (GeneralSecurityException e) {
            throw new PassingFailureException("wp.private.keyset-file holds no AEAD keyset", e);
        } catch (IOException e) {
            throw new PassingFailureException(
                    "wp.private.keyset-file is not set or cannot be read", e);
        }
    }

    /**
     * The keyset has not the key. It may be on its way, or the message may be of no making of ours:
     * that is told apart by time alone.
     */
    static final class MissingKeyException extends PassingFailureException {
        @Serial private static final long serialVersionUID = 1L;

        MissingKeyException(Throwable cause) {
            super("wp.private.keyset-file lacks the key of a private member", cause);
        }
    }
}
