package org.wholepicture.cases;

import java.util.Set;

/** The rules of domain.md C10: what a case history may expect, whether built yet or not. */
public final class RuleNames {

    /** Prefix of a withdrawn alert. */
    public static final String WITHDRAWN = "WITHDRAWN:";

    /** The one rule whose alerts are about no child. */
    static final String ID_REVIEW = "ID-REVIEW";

    static final Set<String> OF_C10 =
            Set.of(
                    "CLOCK-REF-1",
                    "CLOCK-ASSESS-45",
                    "CLOCK-ICPC-15",
                    "CLOCK-CORE-10",
                    "CLOCK-RCPC",
                    "CLOCK-CPVISIT",
                    "CLOCK-MINUTES-15",
                    "DRIFT-NOTSEEN",
                    "DRIFT-CP-12M",
                    "DRIFT-CP-24M",
                    "DRIFT-CIN-6M",
                    "DRIFT-REPEAT-CP",
                    "DRIFT-CUMULATIVE",
                    "DRIFT-CYCLE",
                    "DRIFT-STARTAGAIN",
                    "STEPDOWN-RELAPSE",
                    "DRIFT-GCP",
                    "WNB-ON-PLAN",
                    "WNB-REPEAT",
                    "WNB-CANCEL",
                    "WNB-ANTENATAL",
                    "HCP-REVIEW-MISSED",
                    "CONTRA-PAIR",
                    "CONFIRM-MISSING",
                    "STEPDOWN-CHECK",
                    "SAFE-PHYSICAL-HARM",
                    "SAFE-NO-STRATEGY",
                    "SAFE-NO-MEDICAL-DECISION",
                    "SAFE-INFANT",
                    "EDU-PERSISTENT",
                    "EDU-SEVERE",
                    "WHOLE-FACTORS",
                    "WHOLE-FATHER",
                    "WHOLE-SIBLING",
                    "VOICE-MISSING",
                    "VOICE-NOT-ALONE",
                    "REF-QUALITY",
                    ID_REVIEW,
                    "ESC-OVERDUE");

    private RuleNames() {}

    /** Whether it is a rule of C10, withdrawn or not. */
    static boolean known(String name) {
        return OF_C10.contains(withoutWithdrawal(name));
    }

    /** The rule itself: {@code WITHDRAWN:X} is a matter of rule X. */
    public static String withoutWithdrawal(String name) {
        return name.startsWith(WITHDRAWN) ? name.substring(WITHDRAWN.length()) : name;
    }
}
