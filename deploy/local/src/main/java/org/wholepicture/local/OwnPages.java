package org.wholepicture.local;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.Variant;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wholepicture.cases.services.Partnership;

/** The launcher's own pages: where to begin, and the inbox. Without JavaScript. */
final class OwnPages {

    private static final String HTML = "text/html; charset=utf-8";

    private final Ports ports;
    private final Mailbox mailbox;
    private final String style;
    private final Template start;
    private final Template inbox;
    private final Template mail;
    private final Template missing;

    OwnPages(Ports ports, Mailbox mailbox) {
        this.ports = ports;
        this.mailbox = mailbox;
        this.style = resource("style.css");
        Engine engine =
                Engine.builder()
                        .addDefaults()
                        .addValueResolver(new ReflectionValueResolver())
                        .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
                        .build();
        engine.putTemplate("page", template(engine, "page.html"));
        this.start = template(engine, "start.html");
        this.inbox = template(engine, "inbox.html");
        this.mail = template(engine, "mail.html");
        this.missing = template(engine, "missing.html");
    }

    /** A piece of a mail's text: plain, or an address of this stack to follow. */
    record Piece(String text, boolean link) {}

    /** Answers a request for one of these pages. */
    void handle(String path, HttpServerRequest request) {
        HttpServerResponse response = request.response();
        response.putHeader("cache-control", "no-store")
                .putHeader(
                        "content-security-policy",
                        "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
                .putHeader("x-content-type-options", "nosniff")
                .putHeader("referrer-policy", "same-origin");
        if (!List.of("GET", "HEAD").contains(request.method().name())) {
            response.setStatusCode(405).putHeader("allow", "GET, HEAD").end();
            return;
        }
        switch (path) {
            case "/" ->
                    page(
                            response,
                            start.data("people", Partnership.people())
                                    .data("password", Partnership.PASSWORD)
                                    .render());
            case "/style.css" ->
                    response.putHeader("content-type", "text/css; charset=utf-8").end(style);
            case "/inbox" -> page(response, inbox.data("mails", newestFirst()).render());
            case "/inbox/api/messages" -> messages(request);
            default -> oneMail(path, response);
        }
    }

    private List<Mailbox.Mail> newestFirst() {
        List<Mailbox.Mail> mails = new ArrayList<>(mailbox.after(0));
        return mails.reversed();
    }

    private void oneMail(String path, HttpServerResponse response) {
        Optional<Mailbox.Mail> found =
                path.matches("/inbox/[0-9]{1,9}")
                        ? mailbox.find(Long.parseLong(path.substring("/inbox/".length())))
                        : Optional.empty();
        found.ifPresentOrElse(
                one ->
                        page(
                                response,
                                mail.data("mail", one)
                                        .data("pieces", pieces(one.text(), ports.origin()))
                                        .render()),
                () -> page(response.setStatusCode(404), missing.render()));
    }

    /** Cuts out the addresses of this stack; no other address becomes a link. */
    static List<Piece> pieces(String text, String origin) {
        List<Piece> pieces = new ArrayList<>();
        Matcher address = Pattern.compile(Pattern.quote(origin) + "/[\\w/.?=&-]*\\w").matcher(text);
        int end = 0;
        while (address.find()) {
            pieces.add(new Piece(text.substring(end, address.start()), false));
            pieces.add(new Piece(address.group(), true));
            end = address.end();
        }
        pieces.add(new Piece(text.substring(end), false));
        return pieces;
    }

    /** For tests and the case player: {@code /inbox/api/messages?after=<id>}. */
    private void messages(HttpServerRequest request) {
        String after = request.getParam("after", "0");
        if (!after.matches("[0-9]{1,9}")) {
            request.response().setStatusCode(400).end();
            return;
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Mailbox.Mail one : mailbox.after(Long.parseLong(after))) {
            ObjectNode json = list.addObject();
            json.put("id", one.id());
            json.put("received", one.received().toString());
            json.put("recipient", one.recipient());
            json.put("from", one.from());
            json.put("subject", one.subject());
            json.put("date", one.date());
            json.put("messageId", one.messageId());
            json.put("text", one.text());
        }
        request.response()
                .putHeader("content-type", "application/json")
                .end(JsonNodeFactory.instance.objectNode().set("messages", list).toString());
    }

    private static void page(HttpServerResponse response, String html) {
        response.putHeader("content-type", HTML).end(html);
    }

    private static Template template(Engine engine, String name) {
        return engine.parse(resource(name), Variant.forContentType(Variant.TEXT_HTML), name);
    }

    private static String resource(String name) {
        try (InputStream content = OwnPages.class.getResourceAsStream(name)) {
            if (content == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
