package org.wholepicture.chronology;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wholepicture.platform.mail.Recipient;
import org.wholepicture.platform.mail.RecipientResolver;

/** Who is told of an emergency at a child: the lead, or who stands in for them on that day. */
@QuarkusTest
class EmergencyRecipientsTest {

    private static final int TELLING = 870;

    /** Today is 10 March 2026. */
    private static final String AWAY =
            "{\"absences\":[{\"from\":\"2026-03-09\",\"to\":\"2026-03-10\"}]%s}";

    private static final String OVER =
            "{\"absences\":[{\"from\":\"2026-03-09\",\"to\":\"2026-03-09\"},{\"from\":\"2026-03-11\",\"to\":\"2026-03-12\"}]%s}";

    private static final String STANDING_IN = ",\"deputy\":\"er-%s\",\"manager\":\"er-manager\"";

    @Inject Service service;
    @Inject RecipientResolver recipients;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "er-lead, er-lead",
        "er-lead-back, er-lead-back",
        "er-lead-away, er-deputy",
        "er-lead-gone, er-deputy",
        "er-lead-both-away, er-manager",
        "er-lead-alone, nobody"
    })
    void areWorkedOutWhenItIsSent(String lead, String told) {
        service.tell(TELLING, this::people);

        assertThat(recipient("lead:" + lead, Set.of())).isEqualTo(told);
    }

    @Test
    void whoseServerRefusesIsPassedOver() {
        service.tell(TELLING, this::people);

        assertThat(recipient("lead:er-lead-away", Set.of("er-deputy"))).isEqualTo("er-manager");
    }

    @Test
    void theLatestEntryHolds() {
        List<Story.Sent> entries =
                new ArrayList<>(
                        new Story(TELLING + 1, service.privateMember())
                                .practitioner("er-late", true, AWAY.formatted(in("deputy")))
                                .practitioner("er-late", true, "{}")
                                .practitioner("er-late", true, OVER.formatted(in("deputy")))
                                .sent());
        Collections.reverse(entries);

        entries.forEach(service::apply);
        entries.forEach(service::apply);

        assertThat(recipient("lead:er-late", Set.of())).isEqualTo("er-late");
    }

    private Story people() {
        return new Story(TELLING, service.privateMember())
                .practitioner("er-deputy", true, "{}")
                .practitioner("er-deputy-away", true, AWAY.formatted(""))
                .practitioner("er-manager", true, "{}")
                .practitioner("er-lead", true, "{%s}".formatted(in("deputy").substring(1)))
                .practitioner("er-lead-back", true, OVER.formatted(in("deputy")))
                .practitioner("er-lead-away", true, AWAY.formatted(in("deputy")))
                .practitioner("er-lead-gone", false, "{%s}".formatted(in("deputy").substring(1)))
                .practitioner("er-lead-both-away", true, AWAY.formatted(in("deputy-away")))
                .practitioner("er-lead-alone", true, AWAY.formatted(""));
    }

    private static String in(String deputy) {
        return STANDING_IN.formatted(deputy);
    }

    private String recipient(String addressee, Set<String> refused) {
        return QuarkusTransaction.requiringNew()
                .call(() -> recipients.resolve(addressee, refused))
                .map(Recipient::id)
                .orElse("nobody");
    }
}
