package org.wholepicture.cases.services;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The mailbox of the local stack, read on from where it was when the story began. */
final class Inbox {

    private static final Pattern ALERT = Pattern.compile("/alert/alerts/([0-9a-f-]{36})");

    private static final String DISAGREEMENT = "/escalation/dissents/";

    private final Connection connection;
    private final Http http;
    private long last;

    Inbox(Connection connection, Http http) {
        this.connection = connection;
        this.http = http;
    }

    /**
     * A mail.
     *
     * @param alerts ids of the alerts it links to
     */
    record Mail(String recipient, String subject, String text, Set<String> alerts) {

        /** Whether it is about a disagreement between practitioners. */
        boolean disagreement() {
            return text.contains(DISAGREEMENT);
        }

        /** Whether it is for somebody else than who answers: a manager, or a role inbox. */
        boolean besides() {
            return text.contains("because you manage") || text.contains("because this inbox is");
        }

        /** Leaves the text out. */
        @Override
        public String toString() {
            return "Mail[" + alerts + "]";
        }
    }

    /** What has come since the last call. */
    List<Mail> news() {
        JsonNode messages =
                http.get(connection.at("/inbox/api/messages?after=" + last), null)
                        .body()
                        .path("messages");
        List<Mail> mails = new ArrayList<>();
        for (JsonNode message : messages) {
            last = Math.max(last, message.path("id").asLong());
            String text = message.path("text").asText();
            Set<String> alerts = new LinkedHashSet<>();
            Matcher link = ALERT.matcher(text);
            while (link.find()) {
                alerts.add(link.group(1));
            }
            mails.add(
                    new Mail(
                            message.path("recipient").asText(),
                            message.path("subject").asText(),
                            text,
                            alerts));
        }
        return mails;
    }
}
