package org.wholepicture.escalation.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be written. */
class WordsTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "Zoë said: \"no\".\r\n\tThen – 😀", "<script>"})
    void whatPeopleWriteIsKeptAsItIs(String text) {
        assertThat(new Words(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "a\u0000b", "a\u001b[31m", "a\u0085b", "a\ud83d", "\ude00a"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> new Words(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void twoThousandCharactersAreTheMost() {
        assertThat(new Words("a".repeat(2000)).text()).hasSize(2000);
        assertThatThrownBy(() -> new Words("a".repeat(2001)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void wordsDoNotShowInLogs() {
        assertThat(new Words("Nobody has seen her.").toString()).isEqualTo("Words[20 characters]");
    }
}
