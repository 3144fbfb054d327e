package org.wholepicture.platform.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The text of a case file for tests: a sound one to start with, to be spoilt in one place. */
public final class CaseText {

    private String id = "c1";
    private String children = "{\"id\": \"A\", \"birthDay\": -2000}";
    private String adults = "";
    private String rest = "";
    private final List<String> events = new ArrayList<>();
    private String expected = "\"expected\": [],";

    public static CaseText aCase() {
        return new CaseText();
    }

    /** Two missed appointments of child A: WNB-REPEAT on day 9. */
    public static CaseText aCaseOfTwoMissedAppointments() {
        return aCase().event(
                        """
                        {"id": "e1", "day": 0, "agency": "dental", "type": "APPOINTMENT",
                         "children": ["A"], "kind": "dental", "outcome": "WAS_NOT_BROUGHT"}""")
                .event(
                        """
                        {"id": "e2", "day": 9, "agency": "dental", "type": "APPOINTMENT",
                         "children": ["A"], "kind": "dental", "outcome": "WAS_NOT_BROUGHT"}""");
    }

    public CaseText id(String id) {
        this.id = id;
        return this;
    }

    public CaseText children(String json) {
        this.children = json;
        return this;
    }

    public CaseText adults(String json) {
        this.adults = "\"adults\": [" + json + "],";
        return this;
    }

    public CaseText event(String json) {
        events.add(json);
        return this;
    }

    public CaseText expecting(String json) {
        this.expected = "\"expected\": [" + json + "],";
        return this;
    }

    public CaseText expectingNothingSaid() {
        this.expected = "";
        return this;
    }

    /** Further members of the case, each ended by a comma. */
    public CaseText with(String json) {
        this.rest = json;
        return this;
    }

    public String text() {
        return """
        {
          "id": "%s", "title": "For a test", "startDay": -5, "endDay": 100, %s %s %s
          "children": [%s],
          "events": [%s],
          "mustNotFire": ["CONTRA-PAIR"]
        }
        """
                .formatted(id, rest, adults, expected, children, String.join(",\n", events));
    }

    public Path in(Path folder, String name) {
        try {
            return Files.writeString(folder.resolve(name), text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
