package org.wholepicture.cases.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Invents people who exist nowhere: NHS numbers of the range that is never issued (999...), made-up
 * names. Nobody is invented twice on one state folder, so that no two stories ever share a child.
 */
final class Identities {

    private static final List<String> GIVEN =
            List.of(
                    "Alba", "Bryn", "Cerys", "Dara", "Ewan", "Freya", "Gwen", "Hari", "Iona",
                    "Joss", "Kezia", "Lowen", "Merrin", "Nia", "Orla", "Perran", "Rhys", "Senara",
                    "Talan", "Una", "Wren", "Ysella", "Zadie");

    private static final List<String> FAMILY =
            List.of(
                    "Ashcombe",
                    "Brackendale",
                    "Coldharbour",
                    "Dunmarsh",
                    "Elverley",
                    "Fernhollow",
                    "Greystoke",
                    "Harrowby",
                    "Inglemere",
                    "Kestleton",
                    "Lingmoor",
                    "Marwood",
                    "Netherby",
                    "Oxenholme",
                    "Penhallow",
                    "Quarrendon",
                    "Ravensworth",
                    "Silverdale",
                    "Thornbury",
                    "Underhill",
                    "Wexcombe");

    private static final int NUMBERS = 1_000_000;
    private static final int COUNCILS_FIRST = 10_000_000;

    private final Path counter;

    Identities(Path state) {
        this.counter = state.resolve("next-identity");
    }

    /**
     * Somebody invented.
     *
     * @param number which of all ever invented
     * @param nhsNumber with a good check digit
     * @param postcode of a home that is nowhere
     */
    record Identity(int number, String nhsNumber, String given, String family, String postcode) {

        /**
         * The council's own id, for a child who has no NHS number yet; as long as such ids are, so
         * that none is taken for "0" or "N/A".
         */
        String councilId() {
            return "LA-" + (COUNCILS_FIRST + number);
        }

        /** The NHS number with a check digit that is wrong. */
        String badNhsNumber() {
            int digit = nhsNumber.charAt(9) - '0';
            return nhsNumber.substring(0, 9) + (digit + 1) % 10;
        }

        /** Leaves out everything. */
        @Override
        public String toString() {
            return "Identity[" + number + "]";
        }
    }

    /** Somebody new, of the family of an earlier one if that is given. */
    Identity invent(Optional<Identity> relative) {
        while (true) {
            int number = next();
            Optional<String> nhsNumber = nhsNumber(number);
            if (nhsNumber.isPresent()) {
                String family =
                        relative.map(Identity::family)
                                .orElseGet(() -> FAMILY.get(number / GIVEN.size() % FAMILY.size()));
                String postcode =
                        relative.map(Identity::postcode)
                                .orElseGet(
                                        () -> "ZZ%d %dZZ".formatted(number % 90 + 10, number % 10));
                return new Identity(
                        number,
                        nhsNumber.get(),
                        GIVEN.get(number % GIVEN.size()),
                        family,
                        postcode);
            }
        }
    }

    /** The number 999nnnnnnC; empty where the check value is 10 [domain.md D2]. */
    static Optional<String> nhsNumber(int number) {
        String nine = "999" + String.format(Locale.ROOT, "%06d", number % NUMBERS);
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += (nine.charAt(i) - '0') * (10 - i);
        }
        int check = (11 - sum % 11) % 11;
        return check == 10 ? Optional.empty() : Optional.of(nine + check);
    }

    private int next() {
        try (FileChannel channel =
                FileChannel.open(
                        counter,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            // Two players at once must not invent the same person. The file is read through the
            // channel that holds the lock: closing any other one of this process would end it.
            channel.lock();
            ByteBuffer kept = ByteBuffer.allocate(16);
            while (channel.read(kept) > 0) {
                // Until the end of the file.
            }
            String text = new String(kept.array(), 0, kept.position(), StandardCharsets.US_ASCII);
            int number = text.isBlank() ? 1 : Integer.parseInt(text.strip());
            channel.truncate(0);
            ByteBuffer next =
                    ByteBuffer.wrap(String.valueOf(number + 1).getBytes(StandardCharsets.US_ASCII));
            while (next.hasRemaining()) {
                channel.write(next);
            }
            return number;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
