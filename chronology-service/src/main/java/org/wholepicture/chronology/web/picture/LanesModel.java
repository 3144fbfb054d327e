package org.wholepicture.chronology.web.picture;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is drawn as swim lanes, in words.
 *
 * @param title of the picture
 * @param description what it shows, for those who do not see it
 * @param from first day
 * @param to last day, later than the first
 * @param lastDay what the last day is: today, or a day in the past
 * @param moments days with a line through everything: birth
 * @param plans bands of plans
 * @param steps step-downs and closures
 * @param leads who led from when on
 * @param lanes from top to bottom
 * @param legend what each sign means
 */
public record LanesModel(
        String title,
        String description,
        LocalDate from,
        LocalDate to,
        String lastDay,
        List<Flag> moments,
        List<Band> plans,
        List<Flag> steps,
        List<Flag> leads,
        List<Lane> lanes,
        List<Meaning> legend) {

    /** A plan from its first day to its end; open where there is none. */
    public record Band(
            LocalDate from, @Nullable LocalDate to, String name, String shortName, Shade shade) {}

    /** How dark a band is: the more is done, the darker. */
    public enum Shade {
        LIGHT,
        MEDIUM,
        DARK,
        OTHER
    }

    /**
     * A day with a label.
     *
     * @param done whether a line goes through all lanes; else it is proposed, or a name
     */
    public record Flag(LocalDate day, String label, boolean done) {}

    /**
     * A lane.
     *
     * @param strong whether it stands out: the child's own
     * @param spots oldest first
     * @param silent how long nothing was heard; empty for not long
     * @param silentFrom since when; null for ever
     */
    public record Lane(
            String name,
            boolean strong,
            List<Spot> spots,
            String silent,
            @Nullable LocalDate silentFrom) {}

    /** Something that happened. */
    public record Spot(LocalDate day, Sign sign) {}

    /** What a sign means. */
    public record Meaning(Sign sign, String text) {}

    /**
     * A picture, and what is behind each of its signs.
     *
     * @param numbered whether the numbers below signs are those of the list; else they say how many
     */
    public record Drawn(String svg, boolean numbered, List<Mark> marks) {}

    /**
     * A sign in the picture.
     *
     * @param number its number in the list below the picture, from 1
     * @param lane index of the lane
     * @param spots indexes of what it stands for, in the lane
     */
    public record Mark(int number, int lane, Sign sign, List<Integer> spots) {}
}
