package org.wholepicture.chronology.web.picture;

import java.util.List;

/**
 * What is drawn as a genogram, in words.
 *
 * @param title of the picture
 * @param description what it shows, for those who do not see it
 * @param child the child it is about
 * @param people around the child, each generation in its order
 */
public record Genogram(String title, String description, Somebody child, List<Somebody> people) {

    /** The standard forms: square, circle, triangle, diamond. */
    public enum Form {
        MALE,
        FEMALE,
        UNBORN,
        NOT_KNOWN
    }

    /** Where somebody stands. */
    public enum Place {
        GRANDPARENT,
        FATHER,
        MOTHER,
        /** In the parents' row, with no line. */
        BESIDE_PARENTS,
        /** In the child's row. */
        SIBLING,
        /** Below, with no line: who they are to the family is not said. */
        OTHER
    }

    /**
     * One person.
     *
     * @param inHousehold whether they live with the child on the day of the picture
     * @param recorded false for a parent of whom nothing is recorded: drawn as a gap
     * @param labels lines below the form
     */
    public record Somebody(
            Form form, Place place, boolean inHousehold, boolean recorded, List<String> labels) {}
}
