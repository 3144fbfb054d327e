package org.wholepicture.chronology.web;

import java.util.Locale;
import org.wholepicture.chronology.domain.export.ExportJob;
import org.wholepicture.chronology.domain.export.ExportRequest;

/** A file that was asked for, in words. */
record ExportShown(
        String person,
        String id,
        String reference,
        String what,
        String reason,
        String asked,
        String state,
        String size,
        String expires,
        String sha256,
        boolean ready,
        boolean waiting,
        long done,
        long total) {

    static ExportShown of(ExportJob job) {
        ExportRequest request = job.request();
        String what = request.format() + " for " + ExportWords.purpose(request.purpose());
        ExportShown none =
                new ExportShown(
                        request.person().toString(),
                        request.id().toString(),
                        request.id().reference(),
                        what,
                        request.reason(),
                        ExportWords.dayAndTime(request.asked()),
                        "",
                        "",
                        "",
                        "",
                        false,
                        false,
                        0,
                        0);
        return switch (job.state()) {
            case ExportJob.Waiting(long done, Long total) ->
                    none.in(
                            total == null
                                    ? "Waiting to be made"
                                    : "Being made: %,d of %,d entries".formatted(done, total),
                            true,
                            done,
                            total == null ? 0 : total);
            case ExportJob.Ready ready ->
                    new ExportShown(
                            none.person,
                            none.id,
                            none.reference,
                            what,
                            none.reason,
                            none.asked,
                            "Ready",
                            String.format(
                                    Locale.UK,
                                    "%,d KB, %,d entries",
                                    (ready.bytes() + 1023) / 1024,
                                    ready.entries()),
                            ExportWords.dayAndTime(ready.expires()),
                            ready.sha256(),
                            true,
                            false,
                            0,
                            0);
            case ExportJob.Failed _ -> none.in("Could not be made", false, 0, 0);
            case ExportJob.Expired _ ->
                    none.in(
                            "Removed: its time is over, or something in it is not for you, or not here, any more",
                            false,
                            0,
                            0);
        };
    }

    private ExportShown in(String state, boolean waiting, long done, long total) {
        return new ExportShown(
                person, id, reference, what, reason, asked, state, size, expires, sha256, ready,
                waiting, done, total);
    }

    /** Leaves the reason out. */
    @Override
    public String toString() {
        return "ExportShown[" + id + "]";
    }
}
