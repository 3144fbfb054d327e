package org.wholepicture.referral.web;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wholepicture.referral.domain.Absence;
import org.wholepicture.referral.domain.Happened;
import org.wholepicture.referral.domain.TakenOff;

/** Days in the words of GOV.UK: 5 January 2026; and what was decided on one. */
final class Days {

    private static final DateTimeFormatter WORDS =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);

    private Days() {}

    static String of(LocalDate day) {
        return WORDS.format(day);
    }

    /** "From 3 August 2026 up to and with 14 August 2026"; one day alone as "On 3 August 2026". */
    static String of(Absence away) {
        return away.from().equals(away.to())
                ? "On " + of(away.from())
                : "From " + of(away.from()) + " up to and with " + of(away.to());
    }

    /** "Declined by pr-x on 5 January 2026: their words"; empty without a decision. */
    static String sentence(String what, @Nullable TakenOff decision) {
        return decision == null
                ? ""
                : what
                        + " by "
                        + decision.by()
                        + " on "
                        + of(decision.at().atZone(Happened.LONDON).toLocalDate())
                        + ": "
                        + decision.why();
    }
}
