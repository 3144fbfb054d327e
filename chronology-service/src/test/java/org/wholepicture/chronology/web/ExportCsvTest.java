package org.wholepicture.chronology.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chronology for spreadsheets reads back as it was, and is inert. */
class ExportCsvTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "=HYPERLINK(\"http://x.example\")",
                "plain",
                "a,b",
                "say \"x\"",
                "two\nlines",
                "zażółć \uD83D\uDE00",
                ""
            })
    void eachCellReadsBackAndIsNoFormula(String text) {
        List<List<String>> rows = parsed("a," + ExportCsv.cell(text) + ",b\r\n");

        assertThat(rows).hasSize(1);
        String cell = rows.getFirst().get(1);
        assertThat(cell).doesNotMatch("(?s)[=+\\-@\\t\\r].*");
        assertThat(cell.startsWith("'") ? cell.substring(1) : cell).isEqualTo(text);
    }

    @Test
    void whatIsNotKnownStandsBeforeTheEntriesAndEachRowHasAllColumns() {
        String csv =
                new String(
                        ExportSamples.written(new ExportCsv(), "Alexandra", ExportSamples.five()),
                        StandardCharsets.UTF_8);

        List<List<String>> rows = parsed(csv);
        assertThat(rows).allMatch(row -> row.size() == rows.getFirst().size());
        assertThat(rows.stream().map(List::getFirst).distinct())
                .containsExactly("part", "ABOUT", "COVERAGE", "ENTRY");
        assertThat(rows).filteredOn(row -> row.getFirst().equals("ENTRY")).hasSize(5);
        assertThat(csv)
                .contains("Police: silent for 50 days", "I sleep in my coat.", "Kim Example")
                .doesNotContain("Told in confidence");
    }

    /** RFC 4180, read by its grammar. */
    private static List<List<String>> parsed(String csv) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (quoted) {
                if (c == '"' && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                    cell.append(c);
                    i++;
                } else if (c == '"') {
                    quoted = false;
                } else {
                    cell.append(c);
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',') {
                row.add(cell.toString());
                cell.setLength(0);
            } else if (c == '\r' && csv.charAt(i + 1) == '\n') {
                row.add(cell.toString());
                cell.setLength(0);
                rows.add(List.copyOf(row));
                row.clear();
                i++;
            } else {
                cell.append(c);
            }
        }
        return rows;
    }
}
