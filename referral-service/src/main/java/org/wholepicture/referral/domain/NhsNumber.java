package org.wholepicture.referral.domain;

import java.util.Optional;

/** The check of an NHS number: ten digits, the last of them modulo 11 (domain.md D2, NHSDD1). */
final class NhsNumber {

    private static final int LENGTH = 10;

    private NhsNumber() {}

    /**
     * The ten digits, without the spaces people write between them; empty if they do not check. One
     * digit ten times checks, and is what people write who have no number.
     */
    static Optional<String> read(String written) {
        String digits = written.replace(" ", "").replace("-", "");
        if (digits.length() != LENGTH || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        if (digits.chars().distinct().count() == 1) {
            return Optional.empty();
        }
        int sum = 0;
        for (int i = 0; i < LENGTH - 1; i++) {
            sum += (digits.charAt(i) - '0') * (LENGTH - i);
        }
        int check = 11 - sum % 11;
        // 11 stands for 0; 10 is never issued, and no digit equals it.
        int expected = check == 11 ? 0 : check;
        return digits.charAt(LENGTH - 1) - '0' == expected ? Optional.of(digits) : Optional.empty();
    }
}
