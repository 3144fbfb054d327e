package org.wholepicture.referral.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors are those of domain.md D2. */
class CheckDigitsTest {

    private static final String UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9990000018", "9990000026", "9990000034", "9990000042", "9990000050", "9990000069",
                "9990000077", "9990000085", "9990000093", "9990000107", "9990000115", "9990000123",
                "9990000131", "9434765919"
            })
    void takesNhsNumbersThatCheck(String number) {
        assertThat(Identifier.read(IdentifierSystem.NHS_NUMBER, number))
                .contains(new Identifier(IdentifierSystem.NHS_NUMBER, number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9990000019", "999000001", "99900000180", "", "999000001X", "٩٩٩٠٠٠٠٠١٨",
                // The check value of these is 10, which no digit is.
                "9990000140", "9990000141", "9990000142", "9990000143", "9990000144", "9990000145",
                "9990000146", "9990000147", "9990000148", "9990000149"
            })
    void setsAsideNhsNumbersThatDoNotCheck(String number) {
        assertThat(Identifier.read(IdentifierSystem.NHS_NUMBER, number)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000000000", "1111111111", "5555555555", "9999999999", "000 000 0000"})
    void setsAsideWhatPeopleWriteWhoHaveNoNhsNumber(String placeholder) {
        assertThat(Identifier.read(IdentifierSystem.NHS_NUMBER, placeholder)).isEmpty();
    }

    @Test
    void setsAsideWhatPeopleWriteWhoHaveNoPupilNumber() {
        assertThat(Identifier.read(IdentifierSystem.UPN, "A000000000000")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "N/A", "0", "unknown", "not known", "0000", "LA-", "LA-1", "1 2 3"})
    void setsAsideWhatPeopleWriteWhoHaveNoCouncilsId(String placeholder) {
        assertThat(Identifier.read(IdentifierSystem.LA_CHILD_ID, placeholder)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LA-10442", " la-10442 ", "La - 10442"})
    void readsTheCouncilsIdAsPeopleWriteIt(String written) {
        assertThat(Identifier.read(IdentifierSystem.LA_CHILD_ID, written))
                .contains(new Identifier(IdentifierSystem.LA_CHILD_ID, "LA-10442"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"999 000 0018", " 9990000018 ", "999-000-0018"})
    void readsNhsNumbersAsPeopleWriteThem(String written) {
        assertThat(Identifier.read(IdentifierSystem.NHS_NUMBER, written))
                .contains(new Identifier(IdentifierSystem.NHS_NUMBER, "9990000018"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "B801200005001",
                "P207000016049",
                "P000000000001",
                "V330999926001",
                "J330999926002",
                // Temporary: the last character is a letter.
                "U33099992601A"
            })
    void takesPupilNumbersThatCheck(String number) {
        assertThat(Identifier.read(IdentifierSystem.UPN, number))
                .contains(new Identifier(IdentifierSystem.UPN, number));
        assertThat(Identifier.read(IdentifierSystem.UPN, number.toLowerCase(Locale.ROOT)))
                .contains(new Identifier(IdentifierSystem.UPN, number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // The worked example of some support pages; by the published table it is P.
                "Q207000016049",
                "A801200005001",
                "I801200005001",
                "B80120000500",
                "B8012000050011",
                "B801200005O01",
                ""
            })
    void setsAsidePupilNumbersThatDoNotCheck(String number) {
        assertThat(Identifier.read(IdentifierSystem.UPN, number)).isEmpty();
    }

    @Property
    void noSingleWrongDigitOfAnNhsNumberPasses(
            @ForAll("nhsNumbers") String number,
            @ForAll @IntRange(max = 9) int place,
            @ForAll @IntRange(min = 1, max = 9) int shift) {
        char[] digits = number.toCharArray();
        digits[place] = (char) ('0' + (digits[place] - '0' + shift) % 10);

        assertThat(Identifier.read(IdentifierSystem.NHS_NUMBER, new String(digits))).isEmpty();
    }

    @Property
    void noSingleWrongDigitOfAPupilNumberPasses(
            @ForAll @IntRange(max = 99_999_999) int serial,
            @ForAll @IntRange(min = 1, max = 12) int place,
            @ForAll @IntRange(min = 1, max = 9) int shift) {
        char[] characters = pupilNumber("%012d".formatted(serial)).toCharArray();
        characters[place] = (char) ('0' + (characters[place] - '0' + shift) % 10);

        assertThat(Identifier.read(IdentifierSystem.UPN, new String(characters))).isEmpty();
    }

    @Property
    void noTextBreaksTheReading(@ForAll String text) {
        for (IdentifierSystem system : IdentifierSystem.values()) {
            assertThat(Identifier.read(system, text)).isNotNull();
        }
    }

    @Provide
    Arbitrary<String> nhsNumbers() {
        return Arbitraries.integers()
                .between(0, 999_999)
                .map("999%06d"::formatted)
                .map(CheckDigitsTest::withCheckDigit)
                .filter(number -> number.length() == 10);
    }

    private static String withCheckDigit(String nine) {
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += (nine.charAt(i) - '0') * (10 - i);
        }
        return nine + (11 - sum % 11) % 11;
    }

    private static String pupilNumber(String twelve) {
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += (twelve.charAt(i) - '0') * (i + 2);
        }
        return UPN_LETTERS.charAt(sum % 23) + twelve;
    }
}
