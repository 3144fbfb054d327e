package org.wholepicture.local;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Secrets of this installation, each made once and kept in its own file that only the owner reads.
 */
final class Secrets {

    private static final int BYTES = 32;

    private final Path folder;
    private final SecureRandom random = new SecureRandom();

    Secrets(Path folder) {
        this.folder = folder;
    }

    private interface Maker {
        String make() throws GeneralSecurityException;
    }

    /** The secret of that name: 256 random bits in URL-safe base64. */
    String text(String name) {
        return kept(name, this::random);
    }

    private String random() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Private RSA key, PEM, with which the realm signs tokens. */
    String realmKey() {
        return kept(
                "realm-key.pem",
                () -> {
                    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                    generator.initialize(2048);
                    byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
                    String base64 =
                            Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
                    return "-----BEGIN PRIVATE KEY-----\n"
                            + base64
                            + "\n-----END PRIVATE KEY-----\n";
                });
    }

    /** The Tink keyset (JSON) with which names and narratives are sealed on Kafka. */
    Path keyset() {
        kept(
                "keyset.json",
                () -> {
                    AeadConfig.register();
                    return TinkJsonProtoKeysetFormat.serializeKeyset(
                            KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM),
                            InsecureSecretKeyAccess.get());
                });
        return folder.resolve("keyset.json");
    }

    private synchronized String kept(String name, Maker maker) {
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                // Whole or not at all: a launcher killed in between must not leave half a secret.
                Path fresh =
                        Files.createTempFile(
                                folder,
                                "new",
                                ".secret",
                                PosixFilePermissions.asFileAttribute(
                                        PosixFilePermissions.fromString("rw-------")));
                Files.writeString(fresh, maker.make());
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("the JDK cannot make the secret " + name, failed);
        }
    }
}
