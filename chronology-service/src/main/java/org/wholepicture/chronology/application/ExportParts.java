package org.wholepicture.chronology.application;

import io.quarkus.narayana.jta.QuarkusTransaction;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.wholepicture.chronology.domain.export.ExportJobs;

/**
 * Keeps a file part by part while it is written, each in a transaction of its own: what reads the
 * timeline meanwhile writes nothing.
 */
final class ExportParts extends OutputStream {

    private final ExportJobs jobs;
    private final ExportJobs.Attempt attempt;
    private final byte[] part = new byte[ExportJobs.PART];
    private final MessageDigest digest = sha();
    private int filled;
    private int number;
    private long size;

    ExportParts(ExportJobs jobs, ExportJobs.Attempt attempt) {
        this.jobs = jobs;
        this.attempt = attempt;
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int from = offset;
        int left = length;
        while (left > 0) {
            int fits = Math.min(left, part.length - filled);
            System.arraycopy(bytes, from, part, filled, fits);
            filled += fits;
            from += fits;
            left -= fits;
            if (filled == part.length) {
                keep();
            }
        }
    }

    /** Keeps the last part. */
    @Override
    public void close() {
        if (filled > 0) {
            keep();
        }
    }

    long size() {
        return size;
    }

    /** Of the whole file; after closing it, and once. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private void keep() {
        byte[] content = Arrays.copyOf(part, filled);
        digest.update(content);
        int next = number++;
        TakenOver.unless(
                QuarkusTransaction.requiringNew().call(() -> jobs.add(attempt, next, content)));
        size += filled;
        filled = 0;
    }

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
