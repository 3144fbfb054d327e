package org.wholepicture.platform.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file of audit rows ({@code whole-picture-audit}, version 1), verified with nothing but itself
 * and, where there are any, the heads that were anchored. Lines of JSON whose members stand in one
 * order: first what it is, then a place of the chain each, at last that it is whole. A row is there
 * as the text its digest is taken of.
 */
public final class AuditFile {

    /** The last line. */
    static final String END = "{\"end\":true}";

    private static final Pattern HEAD =
            Pattern.compile(
                    "\\{\"format\":\"whole-picture-audit\",\"version\":1,\"service\":\"([a-z-]{1,40})\","
                            + "\"from\":\"[0-9-]{10}\",\"until\":\"[0-9-]{10}\",(?:\"about\":\"[0-9a-f-]{36}\",)?"
                            + "(?:\"caller\":\"(?:[^\"\\\\]|\\\\.)*\",)?\"made\":\"[^\"]{20,40}\","
                            + "\"first\":(\\d{1,18}),\"last\":(\\d{1,18}),\"before\":\"([0-9a-f]{64})\"\\}");
    private static final Pattern PLACE =
            Pattern.compile(
                    "\\{\"position\":(\\d{1,18}),\"number\":(\\d{1,18}),\"entry\":\"([0-9a-f-]{36})\","
                            + "\"digest\":\"([0-9a-f]{64})\",\"link\":\"([0-9a-f]{64})\""
                            + "(?:,\"erasedUnder\":\"([0-9a-f-]{36})\")?(?:,\"row\":(\\{.*\\}))?\\}");

    private static final int MOST = 100;

    private AuditFile() {}

    /**
     * What was found.
     *
     * @param places of the chain in the file
     * @param rows whose content is there and is what was sealed
     * @param anchors heads outside of the database that the file was held against
     * @param faults what is wrong, at most 100; empty where the file is whole
     */
    public record Checked(
            String service, long places, long rows, long anchors, List<String> faults) {

        /** Copies the list. */
        public Checked {
            faults = List.copyOf(faults);
        }
    }

    static String head(
            String service,
            AuditExport.Wanted wanted,
            Instant made,
            long first,
            long last,
            byte[] before) {
        return "{\"format\":\"whole-picture-audit\",\"version\":1,\"service\":"
                + CanonicalJson.string(service)
                + ",\"from\":\""
                + wanted.from()
                + "\",\"until\":\""
                + wanted.until()
                + "\","
                + (wanted.about() == null ? "" : "\"about\":\"" + wanted.about() + "\",")
                + (wanted.caller() == null
                        ? ""
                        : "\"caller\":" + CanonicalJson.string(wanted.caller()) + ",")
                + "\"made\":\""
                + made
                + "\",\"first\":"
                + first
                + ",\"last\":"
                + last
                + ",\"before\":\""
                + HexFormat.of().formatHex(before)
                + "\"}";
    }

    static String place(
            long position,
            long number,
            UUID entry,
            String digest,
            String link,
            @Nullable UUID erasedUnder,
            @Nullable String row) {
        return "{\"position\":"
                + position
                + ",\"number\":"
                + number
                + ",\"entry\":\""
                + entry
                + "\",\"digest\":\""
                + digest
                + "\",\"link\":\""
                + link
                + "\""
                + (erasedUnder == null ? "" : ",\"erasedUnder\":\"" + erasedUnder + "\"")
                + (row == null ? "" : ",\"row\":" + row)
                + "}";
    }

    /**
     * Verifies a file: each row has its digest, each link follows from the one before and the
     * digest, no place is missing, and the links are those that were anchored.
     *
     * @param anchors the heads of the same service's chain; null to hold it against none
     * @throws IOException when it cannot be read
     */
    public static Checked check(BufferedReader file, @Nullable Anchors anchors) throws IOException {
        List<String> faults = new ArrayList<>();
        Matcher head = HEAD.matcher(line(file));
        if (!head.matches()) {
            return new Checked("", 0, 0, 0, List.of("The first line is none of such a file."));
        }
        Map<Long, byte[]> heads = new HashMap<>();
        if (anchors != null) {
            anchors.read().heads().forEach(one -> heads.put(one.position(), one.link()));
        }
        long next = Long.parseLong(head.group(2));
        long last = Long.parseLong(head.group(3));
        byte[] link = HexFormat.of().parseHex(head.group(4));
        if (next == 1 && !Arrays.equals(link, Chain.BEGINNING)) {
            faults.add("The chain does not begin where it begins.");
        }
        long places = 0;
        long rows = 0;
        long held = 0;
        String text = line(file);
        for (; !text.isEmpty() && !text.equals(END); text = line(file)) {
            Matcher place = PLACE.matcher(text);
            if (!place.matches()) {
                fault(faults, "The line after place " + (next - 1) + " is none.");
                continue;
            }
            long position = Long.parseLong(place.group(1));
            if (position != next) {
                fault(faults, "Places " + next + " to " + (position - 1) + " are missing.");
            }
            byte[] digest = HexFormat.of().parseHex(place.group(4));
            byte[] said = HexFormat.of().parseHex(place.group(5));
            byte[] follows =
                    Chain.link(
                            link,
                            position,
                            Long.parseLong(place.group(2)),
                            UUID.fromString(place.group(3)),
                            digest);
            if (position == next && !Arrays.equals(follows, said)) {
                fault(faults, "The link of place " + position + " does not follow.");
            }
            String row = place.group(7);
            if (row != null) {
                if (Arrays.equals(digest, sha256(row))
                        && row.contains("\"entry\":\"" + place.group(3) + "\"")) {
                    rows++;
                } else {
                    fault(faults, "The row at place " + position + " is not what was sealed.");
                }
            }
            byte[] anchored = heads.get(position);
            if (anchored != null) {
                held++;
                if (!Arrays.equals(anchored, said)) {
                    fault(faults, "The link of place " + position + " is not what was anchored.");
                }
            }
            link = said;
            next = position + 1;
            places++;
        }
        if (!text.equals(END)) {
            fault(faults, "The file is cut short.");
        } else if (!line(file).isEmpty()) {
            fault(faults, "Something stands behind its end.");
        }
        if (next != last + 1) {
            fault(
                    faults,
                    "Places up to "
                            + last
                            + " were there, and the file ends at "
                            + (next - 1)
                            + ".");
        }
        return new Checked(head.group(1), places, rows, held, faults);
    }

    /** The next line; empty where there is none. */
    private static String line(BufferedReader file) throws IOException {
        String line = file.readLine();
        return line == null ? "" : line;
    }

    private static void fault(List<String> faults, String fault) {
        if (faults.size() < MOST) {
            faults.add(fault);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
