package org.wholepicture.chronology;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every page about four children, kept in {@code target/pages} so that people can look at them with
 * any browser; what they must say is checked, how they look is for people.
 */
@QuarkusTest
class PagesToLookAtTest {

    private static final List<String> VIEWS =
            List.of(
                    "",
                    "/picture",
                    "/claims",
                    "/gaps",
                    "/care-profile",
                    "/household",
                    "/cycles",
                    "/history",
                    "/exports",
                    "/redactions",
                    "/changes?since=2026-02-01");

    @Inject Service service;

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "empty,,Nothing is known here",
        "five,,Other harm",
        "large,,closed",
        "coventry,2026-01-19,Accounts do not agree",
        "coventry,2026-02-23,infant safety",
        "coventry,2026-03-02,Closing proposed"
    })
    void saysWhatItMust(String family, String knownOn, String said) throws IOException {
        Story story =
                switch (family) {
                    case "empty" -> told(0xF0, family);
                    case "five" -> told(0xF1, family);
                    case "large" -> told(0xF2, family);
                    default -> told(0xF3, family);
                };
        StringBuilder all = new StringBuilder();
        for (String view : VIEWS) {
            String day =
                    knownOn == null || view.startsWith("/changes") ? "" : "?knownOn=" + knownOn;
            String html =
                    Service.asLead()
                            .accept("text/html")
                            .get("/people/" + story.id("b1") + view + day)
                            .then()
                            .statusCode(200)
                            .extract()
                            .asString();
            keep(family + "-" + (knownOn == null ? "now" : knownOn), view, html);
            all.append(html);
        }

        assertThat(all).contains(said).doesNotContain("NullPointer", "NOT_FOUND", "null,");
    }

    private Story told(int telling, String family) {
        return service.tell(
                telling,
                () ->
                        switch (family) {
                            case "empty" -> Families.empty(telling, service.privateMember());
                            case "five" -> Families.five(telling, service.privateMember());
                            case "large" -> Families.large(telling, service.privateMember());
                            default -> Families.coventry(telling, service.privateMember());
                        });
    }

    static void keep(String name, String view, String html) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "pages"));
        String page = view.isEmpty() ? "timeline" : view.substring(1).replaceAll("\\?.*", "");
        Files.writeString(
                folder.resolve(name + "-" + page + ".html"),
                html.replaceAll("/chronology/wp/([a-z.]+)\\?v=[0-9a-f]+", "wp/$1"));
    }
}
