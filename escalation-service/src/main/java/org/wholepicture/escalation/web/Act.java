package org.wholepicture.escalation.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wholepicture.escalation.domain.Actor;
import org.wholepicture.escalation.domain.Dissent;
import org.wholepicture.escalation.domain.Settings;
import org.wholepicture.escalation.domain.Side;

/** What a person may do with a disagreement; each has a page of its own with one form. */
enum Act {
    VIEW(
            "view",
            "Say your side’s view",
            "What is your side’s view?",
            "What you have seen, what you did and why. Up to 2,000 characters.",
            "Enter your side’s view",
            true),
    MEETING(
            "meeting",
            "Write down what came of meeting",
            "What came of it?",
            "Who met, what was said, what is still open. If you are agreed, resolve it instead. Up"
                    + " to 2,000 characters.",
            "Enter what came of the meeting",
            false),
    STAGES(
            "stages",
            "Move it up",
            "Why could it not be settled here?",
            "What was tried, and what the next stage should look at. Up to 2,000 characters.",
            "Enter why it is moved up",
            true),
    DANGER(
            "immediate-danger",
            "A child is in danger: skip to the top",
            "Why is it for the top at once?",
            "Up to 2,000 characters.",
            "Enter why it is for the top",
            false),
    RESOLUTION(
            "resolution",
            "Resolve this disagreement",
            "What was agreed?",
            "What happens now, who does it, by when. Up to 2,000 characters.",
            "Enter what was agreed",
            false),
    WITHDRAWAL(
            "withdrawal",
            "Withdraw this disagreement",
            "Why do you take it back?",
            "What has changed. Up to 2,000 characters.",
            "Enter why you take it back",
            false);

    private final String address;
    private final String title;
    private final String label;
    private final String hint;
    private final String missing;
    private final boolean evidence;

    Act(String address, String title, String label, String hint, String missing, boolean evidence) {
        this.address = address;
        this.title = title;
        this.label = label;
        this.hint = hint;
        this.missing = missing;
        this.evidence = evidence;
    }

    static Optional<Act> at(@Nullable String address) {
        return Arrays.stream(values()).filter(act -> act.address.equals(address)).findFirst();
    }

    /** What the protocol would not refuse; the protocol decides when it is done. */
    static List<Act> open(Dissent dissent, Actor reader, Settings settings) {
        if (!(dissent instanceof Dissent.Unresolved open) || reader.sides().isEmpty()) {
            return List.of();
        }
        List<Act> acts = new ArrayList<>();
        boolean maySpeak =
                reader.isOn(Side.OTHER) && open instanceof Dissent.Unanswered
                        || reader.isOn(Side.RAISING)
                                && open.path().current().number() > 1
                                && open.path().current().view(Side.RAISING).isEmpty();
        if (maySpeak) {
            acts.add(VIEW);
        }
        if (reader.isOn(Side.RAISING)) {
            acts.add(RESOLUTION);
        }
        acts.add(STAGES);
        if (open instanceof Dissent.Unmet) {
            acts.add(MEETING);
        }
        if (reader.isOn(Side.RAISING)) {
            acts.add(WITHDRAWAL);
        }
        if (open.path().current().number() < settings.stages().size()) {
            acts.add(DANGER);
        }
        return acts;
    }

    String address() {
        return address;
    }

    String title() {
        return title;
    }

    String label() {
        return label;
    }

    String hint() {
        return hint;
    }

    String missing() {
        return missing;
    }

    boolean asksForEvidence() {
        return evidence;
    }

    /** What the button on the disagreement's page says. */
    String button(int nextStage) {
        return this == STAGES ? title + " to stage " + nextStage : title;
    }

    /** Only what moves it on looks like the thing to do. */
    String look() {
        return switch (this) {
            case VIEW, RESOLUTION -> "";
            case STAGES, MEETING, WITHDRAWAL -> "govuk-button--secondary";
            case DANGER -> "govuk-button--warning";
        };
    }
}
