package org.wholepicture.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PrivateMemberTest {

    private static final UUID EVENT = UUID.fromString("6f2c0a4e-2f0b-4c5e-9a53-0f3f7f1f0001");
    private static final UUID OTHER = UUID.fromString("6f2c0a4e-2f0b-4c5e-9a53-0f3f7f1f0002");
    private static final ObjectNode CONTENT =
            EnvelopeJson.newObject().put("summary", "Home cold, little food.");

    @Inject PrivateMember privateMember;

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
        PrivateMember without = new TinkPrivateMember(Optional.empty());

        assertThatThrownBy(() -> without.open(EVENT, "AAAA"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("wp.private.keyset-file");
    }
}
