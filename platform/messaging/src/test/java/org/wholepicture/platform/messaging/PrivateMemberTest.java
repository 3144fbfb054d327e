package org.wholepicture.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PrivateMemberTest {

    private static final UUID EVENT = UUID.fromString("6f2c0a4e-2f0b-4c5e-9a53-0f3f7f1f0001");
    private static final UUID OTHER = UUID.fromString("6f2c0a4e-2f0b-4c5e-9a53-0f3f7f1f0002");
    private static final ObjectNode CONTENT =
            EnvelopeJson.newObject().put("summary", "Home cold, little food.");

    @Inject PrivateMember privateMember;

    @TempDir Path folder;

    /** Keysets are made here by Tink's own hand. */
    @BeforeAll
    static void tinkKnowsItsKeys() throws GeneralSecurityException {
        AeadConfig.register();
    }

    @Test
    void opensWhatItSealedForTheSameEvent() {
        String sealed = privateMember.seal(EVENT, CONTENT);

        assertThat(sealed).doesNotContain("cold");
        assertThat(privateMember.open(EVENT, sealed)).isEqualTo(CONTENT);
    }

    @Test
    void doesNotOpenForAnotherEvent() {
        String sealed = privateMember.seal(EVENT, CONTENT);

        assertThatThrownBy(() -> privateMember.open(OTHER, sealed))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void doesNotOpenWhatWasChangedOrIsNone() {
        String sealed = privateMember.seal(EVENT, CONTENT);
        String changed =
                sealed.substring(0, 20)
                        + (sealed.charAt(20) == 'A' ? 'B' : 'A')
                        + sealed.substring(21);

        assertThatThrownBy(() -> privateMember.open(EVENT, changed))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> privateMember.open(EVENT, "not base64!"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aServiceWithoutKeysFailsOnlyWhenItTries() {
        TinkPrivateMember without = new TinkPrivateMember(Optional.empty());

        assertThat(without.isReady()).isTrue();
        assertThatThrownBy(() -> without.open(EVENT, "AAAA"))
                .isInstanceOf(PassingFailureException.class)
                .hasMessageContaining("wp.private.keyset-file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "no keyset"})
    void aFileThatCannotBeUsedIsNoFaultOfTheMessage(String content) throws Exception {
        String sealed = privateMember.seal(EVENT, CONTENT);
        Path file = folder.resolve("keyset.json");
        TinkPrivateMember reader = new TinkPrivateMember(Optional.of(file));

        assertThat(reader.isReady()).isFalse();
        assertThatThrownBy(() -> reader.open(EVENT, sealed))
                .isInstanceOf(PassingFailureException.class);
        Files.writeString(file, content);
        assertThat(reader.isReady()).isFalse();
        assertThatThrownBy(() -> reader.open(EVENT, sealed))
                .isInstanceOf(PassingFailureException.class);
    }

    @Test
    void aMessageOfANewKeyWaitsUntilTheFileHasIt() throws Exception {
        KeysetHandle before = KeysetHandle.newBuilder().addEntry(entry(1).makePrimary()).build();
        KeysetHandle after =
                KeysetHandle.newBuilder(before).addEntry(entry(2).makePrimary()).build();
        Path here = write("reader.json", before);
        TinkPrivateMember reader = new TinkPrivateMember(Optional.of(here));
        String old = new TinkPrivateMember(Optional.of(here)).seal(EVENT, CONTENT);
        assertThat(reader.open(EVENT, old)).isEqualTo(CONTENT);
        String fresh =
                new TinkPrivateMember(Optional.of(write("sealer.json", after)))
                        .seal(EVENT, CONTENT);

        assertThatThrownBy(() -> reader.open(EVENT, fresh))
                .isInstanceOf(PassingFailureException.class);
        Files.copy(folder.resolve("sealer.json"), here, StandardCopyOption.REPLACE_EXISTING);

        assertThat(reader.open(EVENT, fresh)).isEqualTo(CONTENT);
        assertThat(reader.open(EVENT, old)).isEqualTo(CONTENT);
        assertThatThrownBy(() -> reader.open(OTHER, fresh))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Path write(String name, KeysetHandle keyset) throws Exception {
        return Files.writeString(
                folder.resolve(name),
                TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get()));
    }

    private static KeysetHandle.Builder.Entry entry(int id) {
        return KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                .withFixedId(id);
    }
}
