package org.wholepicture.chronology.web;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.wholepicture.chronology.application.ExportTimeline;
import org.wholepicture.chronology.domain.EntryType;
import org.wholepicture.chronology.domain.export.ExportFormat;
import org.wholepicture.chronology.domain.export.ExportPurpose;

/** The files of one child that somebody asked for, and the form for another. */
record ExportsShown(
        String person,
        String child,
        List<ExportShown> files,
        List<String> faults,
        List<Choice> formats,
        List<Choice> purposes,
        String reason,
        boolean significant,
        List<Choice> types,
        String from,
        String to,
        String knownOn) {

    /** One choice. */
    record Choice(String value, String text, String hint, boolean selected) {}

    static ExportsShown of(
            ExportTimeline.Files files,
            String person,
            List<String> faults,
            Map<String, String> typed) {
        return new ExportsShown(
                person,
                People.name(files.child()),
                files.jobs().stream().map(ExportShown::of).toList(),
                faults,
                Stream.of(ExportFormat.values())
                        .map(
                                one ->
                                        new Choice(
                                                one.name(),
                                                one.name(),
                                                hint(one),
                                                one.name().equals(typed.get("format"))))
                        .toList(),
                Stream.of(ExportPurpose.values())
                        .filter(one -> one != ExportPurpose.SUBJECT_ACCESS)
                        .map(
                                one ->
                                        new Choice(
                                                one.name(),
                                                ExportWords.purpose(one),
                                                "",
                                                one.name().equals(typed.get("purpose"))))
                        .toList(),
                typed.getOrDefault("reason", ""),
                "significant".equals(typed.get("layer")),
                Stream.of(EntryType.values())
                        .map(
                                type ->
                                        new Choice(
                                                type.code(),
                                                Words.type(type),
                                                "",
                                                type.code().equals(typed.get("type"))))
                        .toList(),
                typed.getOrDefault("from", ""),
                typed.getOrDefault("to", ""),
                typed.getOrDefault("knownOn", ""));
    }

    private static String hint(ExportFormat format) {
        return switch (format) {
            case PDF -> "To read, print and keep";
            case CSV -> "For a spreadsheet";
            case JSON -> "For another program";
        };
    }

    /** Leaves everything out: it is personal data. */
    @Override
    public String toString() {
        return "ExportsShown[" + person + "]";
    }
}
