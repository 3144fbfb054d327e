package org.wholepicture.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that could become a header or another recipient gets into a message. */
class MailTest {

    private static final Instant DUE = Instant.parse("2026-01-19T11:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "two\nlines",
                "two\r\nBcc: x@y.example",
                "tab\there",
                "caf\u00e9",
                "",
                "\u0007"
            })
    void aSubjectIsOnePrintableLine(String subject) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Mail("ref", "alert", "whom", subject, "body", DUE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "carriage\rreturn", "escape\u001b[0m", "nul\u0000"})
    void aBodyIsPlainText(String body) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Mail("ref", "alert", "whom", "subject", body, DUE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "a\nb", "<a@b>"})
    void aReferenceIsOpaque(String reference) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Mail(reference, "alert", "whom", "subject", "body", DUE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@nhs.net.evil.example",
                "a@evilnhs.net",
                "a@nhs.net\r\nBcc: b@nhs.net",
                "a@nhs.net,b@nhs.net",
                "A Name <a@nhs.net>",
                "\"quoted\"@nhs.net",
                "a@nhs.net ",
                "a@[127.0.0.1]",
                "@nhs.net",
                "nhs.net",
                "a@localhost"
            })
    void addressesOutsideTheListOrNotPlainAreNotWrittenTo(String address) {
        assertThat(new Addresses(List.of("nhs.net")).mayBeWrittenTo(address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@nhs.net", "A.B-c+d@NHS.net", "o'neill@team.nhs.net"})
    void plainAddressesInAllowedDomainsAreWrittenTo(String address) {
        assertThat(new Addresses(List.of("nhs.net")).mayBeWrittenTo(address)).isTrue();
    }

    @Test
    void theRetryScheduleLastsABankHolidayWeekendAndNeverWaitsLongerThanAQuarterOfAnHour() {
        var attempts = new ArrayList<Instant>();
        for (Optional<Instant> next = Optional.of(DUE);
                next.isPresent();
                next = RetrySchedule.next(attempts.size(), DUE, attempts.getLast())) {
            attempts.add(next.get());
        }

        assertThat(attempts.getLast()).isAfter(DUE.plus(Duration.ofHours(108)));
        for (int i = 1; i < attempts.size(); i++) {
            assertThat(Duration.between(attempts.get(i - 1), attempts.get(i)))
                    .isPositive()
                    .isLessThanOrEqualTo(Duration.ofMinutes(15));
        }
    }
}
