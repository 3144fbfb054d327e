package org.wholepicture.chronology.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.application.ReadHistory;
import org.wholepicture.chronology.domain.Child;
import org.wholepicture.chronology.domain.view.Household;
import org.wholepicture.chronology.domain.view.Household.Kinship;
import org.wholepicture.chronology.domain.view.Household.Member;
import org.wholepicture.chronology.web.picture.Genogram;
import org.wholepicture.chronology.web.picture.Genogram.Form;
import org.wholepicture.chronology.web.picture.Genogram.Place;
import org.wholepicture.chronology.web.picture.Genogram.Somebody;
import org.wholepicture.chronology.web.picture.GenogramDrawing;

/** The household and the genogram: a picture and a table with the same content. */
record HouseholdPage(ViewHead head, String svg, List<Row> rows, List<String> gaps) {

    /** One adult; notes are what was said in the facts. */
    record Row(
            String role,
            String name,
            String lives,
            List<String> notes,
            List<ViewHead.EntryLink> said) {}

    /** Leaves everything out: it is personal data. */
    @Override
    public String toString() {
        return "HouseholdPage[]";
    }

    static HouseholdPage of(ReadHistory.Whole whole, String root) {
        Household household = Household.of(whole.history());
        LocalDate day = whole.history().today();
        return new HouseholdPage(
                ViewHead.of(whole, ViewHead.Page.HOUSEHOLD, root),
                GenogramDrawing.draw(model(household, whole.child(), day)),
                household.members().stream().map(member -> row(member, day, whole, root)).toList(),
                gaps(household));
    }

    private static Row row(Member member, LocalDate day, ReadHistory.Whole whole, String root) {
        return new Row(
                role(member),
                name(member),
                lives(member, day),
                member.facts().stream()
                        .map(fact -> fact.narrative().summary())
                        .filter(summary -> summary != null)
                        .toList(),
                member.facts().stream().map(fact -> ViewHead.link(root, whole, fact)).toList());
    }

    private static List<String> gaps(Household household) {
        List<String> gaps = new ArrayList<>();
        if (household.of(Kinship.MOTHER).isEmpty()) {
            gaps.add("Nobody is recorded as the mother.");
        }
        if (household.of(Kinship.FATHER).isEmpty()) {
            gaps.add("Nobody is recorded as the father.");
        }
        return gaps;
    }

    private static String role(Member member) {
        String role = member.role().replace('-', ' ');
        return role.isEmpty()
                ? "Household member"
                : role.substring(0, 1).toUpperCase(Locale.ROOT) + role.substring(1);
    }

    private static String name(Member member) {
        if (!member.name().isEmpty()) {
            return member.name();
        }
        return member.notKnown() ? "not known who" : "name not recorded";
    }

    private static String lives(Member member, LocalDate day) {
        LocalDate to = member.to();
        if (to != null) {
            return "from " + Days.shortly(member.from()) + " to " + Days.shortly(to);
        }
        return (member.isThereOn(day) ? "since " : "from ") + Days.shortly(member.from());
    }

    private static Genogram model(Household household, @Nullable Child child, LocalDate day) {
        List<Somebody> people = new ArrayList<>();
        for (Member member : household.members()) {
            people.add(
                    new Somebody(
                            switch (member.sex()) {
                                case FEMALE -> Form.FEMALE;
                                case MALE -> Form.MALE;
                                case NOT_SAID -> Form.NOT_KNOWN;
                            },
                            place(member.kinship()),
                            member.isThereOn(day),
                            !member.notKnown(),
                            List.of(role(member), name(member), lives(member, day))));
        }
        if (household.of(Kinship.FATHER).isEmpty()) {
            people.add(gap(Form.MALE, Place.FATHER, "Father"));
        }
        if (household.of(Kinship.MOTHER).isEmpty()) {
            people.add(gap(Form.FEMALE, Place.MOTHER, "Mother"));
        }
        boolean unborn =
                child != null && child.birthDate() == null && child.expectedBirthDate() != null;
        return new Genogram(
                "Genogram of " + People.name(child),
                "The adults around the child, and who lives with the child on %s, in a dashed frame. The table below says the same in words."
                        .formatted(Days.of(day)),
                new Somebody(
                        unborn ? Form.UNBORN : Form.NOT_KNOWN,
                        Place.SIBLING,
                        true,
                        true,
                        born(child)),
                people);
    }

    private static List<String> born(@Nullable Child child) {
        LocalDate born = PicturePage.born(child);
        return born == null
                ? List.of(People.name(child))
                : List.of(
                        People.name(child),
                        (child != null && child.birthDate() != null ? "born " : "expected ")
                                + Days.shortly(born));
    }

    private static Somebody gap(Form form, Place place, String role) {
        return new Somebody(form, place, false, false, List.of(role, "nobody recorded"));
    }

    private static Place place(Kinship kinship) {
        return switch (kinship) {
            case MOTHER -> Place.MOTHER;
            case FATHER -> Place.FATHER;
            case OTHER_PARENT, PARTNER -> Place.BESIDE_PARENTS;
            case GRANDPARENT -> Place.GRANDPARENT;
            case SIBLING -> Place.SIBLING;
            case OTHER -> Place.OTHER;
        };
    }
}
