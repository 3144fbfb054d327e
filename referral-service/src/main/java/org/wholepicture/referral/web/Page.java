package org.wholepicture.referral.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.wholepicture.referral.application.FrontDoor;
import org.wholepicture.referral.domain.EventStore.ReviewList;
import org.wholepicture.referral.domain.ReviewReason;

/** The two lists of the pages, each with its links; addresses hold opaque ids and codes alone. */
final class Page {

    private Page() {}

    /**
     * A link to a list.
     *
     * @param here whether it is the list that is shown
     */
    record Link(String text, long count, String query, boolean here) {}

    /**
     * Claims.
     *
     * @param waiting how many wait in all
     * @param declined how many were declined in all
     * @param showsDeclined whether it is those that are shown
     * @param next the query of the next page; empty on the last
     */
    record Claims(
            List<ClaimRow> rows,
            int waiting,
            int declined,
            boolean showsDeclined,
            boolean begins,
            String next) {

        static Claims of(FrontDoor.Claims found, boolean declined, boolean begins) {
            return new Claims(
                    found.shown().stream().map(ClaimRow::of).toList(),
                    found.waiting(),
                    found.declined(),
                    declined,
                    begins,
                    found.next()
                            .map(
                                    place ->
                                            query(
                                                    declined
                                                            ? Optional.of("declined=true")
                                                            : Optional.empty(),
                                                    "claimsAfter=" + encoded(place)))
                            .orElse(""));
        }
    }

    /**
     * Events in review.
     *
     * @param links to every list that has any, and to the one that is shown
     * @param total how many stand on this list in all
     * @param begins whether this is the first page of it
     * @param next the query of the next page; empty on the last
     */
    record Reviews(
            List<ReviewRow> rows, List<Link> links, long total, boolean begins, String next) {

        static Reviews of(FrontDoor.Reviews found, ReviewList shown, boolean begins) {
            List<Link> links = new ArrayList<>();
            for (ReviewList list : lists()) {
                long count = found.counts().on(list);
                if (count > 0 || list.equals(shown)) {
                    links.add(
                            new Link(
                                    heading(list),
                                    count,
                                    query(parameter(list)),
                                    list.equals(shown)));
                }
            }
            return new Reviews(
                    found.shown().stream().map(ReviewRow::of).toList(),
                    links,
                    found.counts().on(shown),
                    begins,
                    found.next()
                            .map(event -> query(parameter(shown), "after=" + event))
                            .orElse(""));
        }

        /** What a person has to look at comes first, a missing link last. */
        private static List<ReviewList> lists() {
            List<ReviewList> lists = new ArrayList<>();
            lists.add(new ReviewList.ToLookAt());
            for (ReviewReason reason : ReviewReason.values()) {
                if (reason != ReviewReason.NO_LINK) {
                    lists.add(new ReviewList.Because(reason));
                }
            }
            lists.add(new ReviewList.Because(ReviewReason.NO_LINK));
            lists.add(new ReviewList.LookedAt());
            return lists;
        }

        private static String heading(ReviewList list) {
            return switch (list) {
                case ReviewList.ToLookAt _ -> "To look at";
                case ReviewList.Because(var reason) -> reason.sentence();
                case ReviewList.LookedAt _ -> "Looked at";
            };
        }

        private static Optional<String> parameter(ReviewList list) {
            return switch (list) {
                case ReviewList.ToLookAt _ -> Optional.empty();
                case ReviewList.Because(var reason) -> Optional.of("reason=" + reason.name());
                case ReviewList.LookedAt _ -> Optional.of("lookedAt=true");
            };
        }
    }

    /** The list that an address asks for; an unknown reason is as none. */
    static ReviewList list(String reason, boolean lookedAt) {
        if (lookedAt) {
            return new ReviewList.LookedAt();
        }
        for (ReviewReason known : ReviewReason.values()) {
            if (known.name().equals(reason.toUpperCase(Locale.ROOT))) {
                return new ReviewList.Because(known);
            }
        }
        return new ReviewList.ToLookAt();
    }

    private static String query(Optional<String> list, String... more) {
        List<String> parameters = new ArrayList<>(list.stream().toList());
        parameters.addAll(List.of(more));
        return parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
