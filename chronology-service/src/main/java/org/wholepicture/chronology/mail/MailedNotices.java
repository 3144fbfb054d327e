package org.wholepicture.chronology.mail;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.ChronologyConfig;
import org.wholepicture.chronology.domain.AccessStore;
import org.wholepicture.chronology.domain.EmergencyNotices;
import org.wholepicture.chronology.domain.Partnership;
import org.wholepicture.chronology.domain.PractitionerId;
import org.wholepicture.platform.mail.Mail;
import org.wholepicture.platform.mail.MailOutbox;
import org.wholepicture.platform.mail.Recipient;
import org.wholepicture.platform.mail.RecipientResolver;

/** One message to each, with nothing in it that identifies anybody. */
@Singleton
class MailedNotices implements EmergencyNotices, RecipientResolver {

    private static final String SUBJECT = "Whole Picture: a record was opened in an emergency";
    private static final String PURPOSE = "emergency-access";
    private static final String REMINDER = "emergency-review";
    private static final String REMINDER_SUBJECT = "Whole Picture: a review is overdue";
    private static final String OFFICER = "privacy-officer";
    private static final String LEAD = "lead:";

    private final MailOutbox outbox;
    private final AccessStore access;
    private final InstantSource clock;
    private final Optional<String> officer;
    private final String pages;

    MailedNotices(
            MailOutbox outbox,
            AccessStore access,
            InstantSource clock,
            ChronologyConfig config,
            @ConfigProperty(name = "wp.pages.base-url") String pages) {
        this.outbox = outbox;
        this.access = access;
        this.clock = clock;
        this.officer = config.privacyOfficerInbox();
        this.pages = pages;
    }

    @Override
    public void tell(String reference, @Nullable PractitionerId lead) {
        Instant now = clock.instant();
        var _ =
                outbox.post(
                        new Mail(
                                reference,
                                PURPOSE,
                                OFFICER,
                                SUBJECT,
                                text(
                                        reference,
                                        "/chronology/emergencies",
                                        "It is to be reviewed within five working days."),
                                now));
        if (lead != null) {
            var _ =
                    outbox.post(
                            new Mail(
                                    reference,
                                    PURPOSE,
                                    LEAD + lead.value(),
                                    SUBJECT,
                                    text(
                                            reference,
                                            "/chronology/",
                                            "The privacy officer was told as well, and reviews it."),
                                    now));
        }
    }

    @Override
    public void remind(String reference) {
        var _ =
                outbox.post(
                        new Mail(
                                reference,
                                REMINDER,
                                OFFICER,
                                REMINDER_SUBJECT,
                                """
                                A record was opened in an emergency more than five working days ago, and nobody has
                                reviewed it.

                                Reference: %s
                                Sign in to review it: %s
                                """
                                        .formatted(reference, pages + "/chronology/emergencies"),
                                clock.instant()));
    }

    private String text(String reference, String page, String next) {
        return """
        Somebody from outside of the team opened a record in an emergency, for at most four hours.

        Reference: %s
        Sign in to see what was opened, by whom and why: %s
        %s

        This is not an emergency route. If a child is in immediate danger, telephone 999.
        """
                .formatted(reference, pages + page, next);
    }

    @Override
    public Optional<Recipient> resolve(String addressee, Set<String> refused) {
        if (addressee.equals(OFFICER)) {
            return officer.filter(_ -> !refused.contains(OFFICER))
                    .map(address -> new Recipient(OFFICER, address));
        }
        return inPlaceOf(new PractitionerId(addressee.substring(LEAD.length())), refused);
    }

    /**
     * The lead; where they are gone, away or cannot be reached, their deputy, then their manager
     * (domain.md B-62).
     */
    private Optional<Recipient> inPlaceOf(PractitionerId lead, Set<String> refused) {
        LocalDate today = Partnership.dayOf(clock.instant());
        Optional<AccessStore.Address> found = access.address(lead, today);
        List<PractitionerId> order = new ArrayList<>(List.of(lead));
        found.map(AccessStore.Address::deputy).ifPresent(order::add);
        found.map(AccessStore.Address::manager).ifPresent(order::add);
        return order.stream()
                .filter(who -> !refused.contains(who.value()))
                .flatMap(who -> reached(who, today).stream())
                .findFirst();
    }

    private Optional<Recipient> reached(PractitionerId who, LocalDate today) {
        return access.address(who, today)
                .filter(AccessStore.Address::there)
                .map(AccessStore.Address::email)
                .map(email -> new Recipient(who.value(), email));
    }
}
