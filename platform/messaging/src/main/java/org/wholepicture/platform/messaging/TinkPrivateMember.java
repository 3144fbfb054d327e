package org.wholepicture.platform.messaging;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Seals with a Tink keyset from a file: the primary key seals, every key in it opens, so keys can
 * be exchanged while messages travel. A service without the file can do everything else.
 */
@ApplicationScoped
class TinkPrivateMember implements PrivateMember {

    private final Optional<Path> file;
    private volatile @Nullable Aead aead;

    TinkPrivateMember(@ConfigProperty(name = "wp.private.keyset-file") Optional<Path> file) {
        this.file = file;
    }

    @Override
    public String seal(UUID eventId, ObjectNode content) {
        try {
            byte[] sealed = aead().encrypt(EnvelopeJson.bytes(content), associatedData(eventId));
            return Base64.getEncoder().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the keyset cannot seal", e);
        }
    }

    @Override
    public ObjectNode open(UUID eventId, String sealed) {
        Aead opener = aead();
        try {
            byte[] bytes = Base64.getDecoder().decode(sealed);
            return EnvelopeJson.object(opener.decrypt(bytes, associatedData(eventId)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "private member cannot be opened event=" + eventId, e);
        }
    }

    private static byte[] associatedData(UUID eventId) {
        return eventId.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private Aead aead() {
        Aead known = aead;
        if (known == null) {
            known = load();
            aead = known;
        }
        return known;
    }

    private Aead load() {
        Path path =
                file.orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "wp.private.keyset-file is not set: this service does not"
                                                + " read private members"));
        try {
            AeadConfig.register();
            return TinkJsonProtoKeysetFormat.parseKeyset(
                            Files.readString(path), InsecureSecretKeyAccess.get())
                    .getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("wp.private.keyset-file holds no AEAD keyset", e);
        } catch (IOException e) {
            throw new UncheckedIOException("wp.private.keyset-file cannot be read", e);
        }
    }
}
