package org.wholepicture.chronology.web;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.AccessStore;
import org.wholepicture.chronology.domain.Statement;
import org.wholepicture.chronology.domain.Timeline;

/** Access in words. */
final class AccessWords {

    /** Said while the copies that decide who may read may be out of date. */
    static final String OLD =
            "Who may read may have changed: nothing has been heard from the front door's service for"
                    + " more than a minute. What you read may be out of date.";

    private AccessWords() {}

    /** What stands above a timeline. */
    static List<String> notes(Timeline.@Nullable Access access) {
        List<String> notes = new ArrayList<>();
        if (access == null) {
            return notes;
        }
        Timeline.Names names = access.names();
        if (access.old()) {
            notes.add(OLD);
        }
        for (AccessStore.Told told : access.emergencies()) {
            Statement said = told.statement();
            notes.add(
                    "Opened in an emergency on "
                            + Days.at(said.from())
                            + " by "
                            + names.of(said.practitioner())
                            + ", "
                            + names.of(said.agency())
                            + ": "
                            + emergency(said.emergency())
                            + ". Reference "
                            + told.reference()
                            + ".");
        }
        return notes;
    }

    static String emergency(Statement.@Nullable Emergency emergency) {
        return emergency == null
                ? ""
                : switch (emergency) {
                    case CHILD_AT_RISK_NOW -> "a child is at risk now";
                    case CHILD_MISSING -> "a child is missing";
                    case ADULT_AT_RISK_NOW -> "an adult is at risk now";
                    case POLICE_PROTECTION -> "police protection";
                };
    }

    /** What was asked for; codes of later versions stand as they are. */
    static String action(String action) {
        return switch (action) {
            case "read-timeline" -> "Timeline";
            case "read-entries" -> "Single entries";
            case "read-picture" -> "Picture";
            case "read-care-profile" -> "Care profile";
            case "read-household" -> "Household";
            case "read-claims" -> "What was said";
            case "read-gaps" -> "What is not known";
            case "read-cycles" -> "Earlier cycles";
            case "read-history-pack" -> "History pack";
            case "acknowledge-history" -> "Acknowledged the history";
            case "read-changes" -> "What changed";
            case "list-people" -> "List of children";
            case "state-reason" -> "Gave a reason";
            case "read-who-looked" -> "Who has looked";
            case "ask-for-export" -> "Asked for a file";
            case "make-export" -> "A file was made";
            case "list-exports", "look-at-export" -> "Files asked for";
            case "fetch-export" -> "Fetched a file";
            case "begin-redaction" -> "Began an answer to a subject access request";
            case "list-redactions", "look-at-redaction" -> "Answers to subject access requests";
            case "change-redaction" -> "Changed what is withheld";
            case "propose-redaction" -> "Proposed what is withheld";
            case "approve-redaction" -> "Agreed to what is withheld";
            case "send-back-redaction" -> "Sent back what is withheld";
            case "export-audit" -> "Took the audit away as a file";
            case "review-emergency" -> "Reviewed an emergency";
            case "list-emergencies" -> "List of emergencies";
            default -> action;
        };
    }

    static String purpose(String purpose) {
        if (purpose.startsWith("LEAD")) {
            return "Lead practitioner" + purpose.substring(4);
        }
        if (purpose.startsWith("NAMED")) {
            return "Works with the child" + purpose.substring(5);
        }
        if (purpose.startsWith("TEAM")) {
            return "Manager of the lead" + purpose.substring(4);
        }
        if (purpose.startsWith("FRONT_DOOR")) {
            return "Front door" + purpose.substring(10);
        }
        if (purpose.startsWith("SHARED")) {
            return "Sharing policy" + purpose.substring(6);
        }
        if (purpose.startsWith("EMERGENCY")) {
            return "Emergency" + purpose.substring(9);
        }
        return purpose;
    }
}
