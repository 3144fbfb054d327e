package org.wholepicture.chronology.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.wholepicture.chronology.domain.Line;

/** The chronology on paper keeps its standards, whatever people wrote, and says what it must. */
class ExportPdfTest {

    private static final String HOSTILE =
            "<b>bold</b> &amp; \u202Eevil\u202C \u200Bzero \u0000nul \uD83D\uDE00 emoji"
                    + " \uD83E\uDDD5\uD83C\uDFFD \u05E9\u05DC\u05D5\u05DD \u0633\u0644\u0627\u0645"
                    + " \u0928\u092E\u0938\u094D\u0924\u0947 \u4F60\u597D zażółć"
                    + " "
                    + "x".repeat(300)
                    + "\n\nend";

    /** A chronology to look at. */
    enum Sample {
        FIVE,
        NONE,
        HOSTILE_WORDS,
        LONG;

        private List<Line> lines() {
            return switch (this) {
                case FIVE -> ExportSamples.five();
                case NONE -> List.of();
                case HOSTILE_WORDS -> ExportSamples.saying(HOSTILE);
                case LONG -> ExportSamples.many(400);
            };
        }

        private String given() {
            return this == HOSTILE_WORDS ? "<i>\u202E\uD83D\uDE00\u0633\u0644" : "Alexandra";
        }
    }

    @BeforeAll
    static void validator() {
        VeraGreenfieldFoundryProvider.initialise();
    }

    @ParameterizedTest
    @EnumSource(Sample.class)
    void keepsBothStandards(Sample sample) throws Exception {
        byte[] pdf = ExportSamples.written(new ExportPdf(), sample.given(), sample.lines());

        assertThat(faults(pdf, PDFAFlavour.PDFA_3_A)).isEmpty();
        assertThat(faults(pdf, PDFAFlavour.PDFUA_1)).isEmpty();
    }

    @Test
    void keepsBothStandardsWhereSomethingIsWithheld() throws Exception {
        byte[] pdf =
                ExportSamples.written(
                        new ExportPdf(), ExportSamples.redactedHead(), ExportSamples.redacted());

        assertThat(faults(pdf, PDFAFlavour.PDFA_3_A)).isEmpty();
        assertThat(faults(pdf, PDFAFlavour.PDFUA_1)).isEmpty();
        assertThat(text(pdf))
                .contains("1 December 2025: Withheld", "All of 2 entries and a part of 1 others")
                .contains("Withheld: the summary, who said it. It would tell who raised")
                .contains("Agreed by", "Jo Example")
                .doesNotContain("The home was cold.", "Mother says", "silent for", "GP Surgery");
    }

    @Test
    void theValidatorFindsWhatIsWrong() throws Exception {
        byte[] pdf = ExportSamples.written(new ExportPdf(), "Alex", ExportSamples.five());
        try (PDDocument document = Loader.loadPDF(pdf)) {
            document.getDocumentCatalog().setLanguage(null);
            document.getDocumentCatalog().setStructureTreeRoot(null);
            var out = new java.io.ByteArrayOutputStream();
            document.save(out);
            assertThat(faults(out.toByteArray(), PDFAFlavour.PDFUA_1)).isNotEmpty();
        }
    }

    @Test
    void saysWhatItDoesNotKnowBeforeTheFirstEntry() throws IOException {
        String text =
                text(ExportSamples.written(new ExportPdf(), "Alexandra", ExportSamples.five()));

        assertThat(text)
                .containsSubsequence(
                        "Chronology of Alexandra Sample",
                        "Made by",
                        "Kim Example, Early Help",
                        "For the review conference",
                        "What this chronology does not know",
                        "Police: silent for 50 days",
                        "1 December 2025: Concern",
                        "In the child’s own words: I sleep in my coat.",
                        "The home was cold.",
                        "(no longer stands)",
                        "Withdrawn by the agency on 12 February 2026",
                        "This entry is restricted")
                .doesNotContain("Told in confidence");
    }

    @Test
    void eachPageSaysWhoMadeItWhenAndItsNumber() throws IOException {
        byte[] pdf = ExportSamples.written(new ExportPdf(), "Alexandra", ExportSamples.many(60));
        try (PDDocument document = Loader.loadPDF(pdf)) {
            int pages = document.getNumberOfPages();
            assertThat(pages).isGreaterThan(5);
            for (int page = 1; page <= pages; page++) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                assertThat(stripper.getText(document))
                        .contains("Page " + page + " of " + pages)
                        .contains("Reference 5CA1-AB1E-0000");
            }
        }
    }

    @Test
    void whatCannotBeShownStandsAsItsNumber() throws IOException {
        assertThat(
                        text(
                                ExportSamples.written(
                                        new ExportPdf(),
                                        "Alex",
                                        ExportSamples.saying("a\u202Eb\u200Bc\uD83E\uDDD5"))))
                .contains("a[U+202E]b[U+200B]c[U+1F9D5]");
    }

    @Test
    void twoMakingsAreTheSameFile() {
        assertThat(ExportSamples.written(new ExportPdf(), "Alex", ExportSamples.five()))
                .isEqualTo(ExportSamples.written(new ExportPdf(), "Alex", ExportSamples.five()));
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper stripper = new PDFTextStripper();
            return stripper.getText(document);
        }
    }

    private static List<String> faults(byte[] pdf, PDFAFlavour flavour) throws Exception {
        try (PDFAParser parser =
                        Foundries.defaultInstance()
                                .createParser(new ByteArrayInputStream(pdf), flavour);
                PDFAValidator validator =
                        Foundries.defaultInstance()
                                .createValidator(flavour, 20, false, false, false)) {
            ValidationResult result = validator.validate(parser);
            Stream<String> failed =
                    result.getTestAssertions().stream()
                            .filter(one -> one.getStatus() == TestAssertion.Status.FAILED)
                            .map(
                                    one ->
                                            one.getRuleId().getClause()
                                                    + " "
                                                    + one.getMessage()
                                                    + " "
                                                    + one.getLocation().getContext());
            return result.isCompliant()
                    ? List.of()
                    : Stream.concat(Stream.of("not compliant"), failed).toList();
        }
    }
}
