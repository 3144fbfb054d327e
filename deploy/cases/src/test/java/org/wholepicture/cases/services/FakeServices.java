package org.wholepicture.cases.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers as the running services would, and keeps what it was asked. Whose token it was is the
 * token.
 */
final class FakeServices implements AutoCloseable {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern WHO = Pattern.compile("(?:username|client_id)=([^&]+)");

    private final HttpServer server;
    private final Path state;
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final List<JsonNode> clocks = new CopyOnWriteArrayList<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final List<JsonNode> confirmations = new CopyOnWriteArrayList<>();
    private final Set<String> refusedTypes = new HashSet<>();
    private final List<String> reviews = new CopyOnWriteArrayList<>();
    private volatile boolean filesEverything;
    private volatile boolean withdraws;
    private volatile @Nullable String contradiction;
    private volatile Runnable atEachEvent = () -> {};

    private final List<String> settings = new CopyOnWriteArrayList<>();
    private volatile JsonNode visits = JSON.objectNode();

    FakeServices(Path state) throws IOException {
        this.state = state;
        Path secrets = Files.createDirectories(state.resolve("secrets"));
        Files.writeString(secrets.resolve("client-" + Partnership.PLAYER_CLIENT), "secret");
        for (Partnership.Agency agency : Partnership.agencies()) {
            Files.writeString(secrets.resolve("client-" + agency.client()), "secret");
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    Connection connection() {
        URI origin = URI.create("http://localhost:" + server.getAddress().getPort());
        Map<String, URI> services = new LinkedHashMap<>();
        Connection.SERVICES.forEach(
                service -> services.put(service, URI.create(origin + "/direct/" + service)));
        return new Connection(origin, services, state);
    }

    /** Answers 422 to events of this type. */
    void refuse(String type) {
        refusedTypes.add(type);
    }

    /** Puts nothing in review. */
    void fileEverything() {
        filesEverything = true;
    }

    /** One contradiction stands, of this subject. */
    void contradictionStands(String subject) {
        contradiction = subject;
    }

    void atEachEvent(Runnable action) {
        atEachEvent = action;
    }

    /** Every event sent. */
    List<JsonNode> events() {
        return List.copyOf(events);
    }

    /** What the services' clocks were told, one entry for each service. */
    List<JsonNode> clocks() {
        return List.copyOf(clocks);
    }

    /** What was done with which disagreement, and by whom. */
    List<String> said() {
        return List.copyOf(said);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange call) throws IOException {
        String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = call.getRequestURI().getPath();
        String method = call.getRequestMethod();
        int status = 200;
        ObjectNode answer = JSON.objectNode();
        if (path.endsWith("/token")) {
            answer.put("access_token", who(body)).put("expires_in", 600);
        } else if (path.endsWith("/local/clock")) {
            if (method.equals("PUT")) {
                clocks.add(new ObjectMapper().readTree(body));
            }
            answer.put("now", "2027-01-04T09:00:00Z");
        } else if (path.endsWith("/local/idle")) {
            answer.put("idle", true);
        } else if (path.equals("/referral/v1/events")) {
            JsonNode event = new ObjectMapper().readTree(body);
            atEachEvent.run();
            if (refusedTypes.contains(event.path("type").asText())) {
                status = 422;
                answer.put("title", "not of a type that is known");
                answer.putArray("faults").addObject().put("pointer", "/data/outcome");
            } else {
                status = 202;
                answer.put("receipt", accepted(event));
            }
        } else if (path.equals("/referral/v1/reviews")) {
            page(answer, call.getRequestURI().getQuery());
        } else if (path.equals("/referral/v1/confirmations")) {
            ArrayNode waiting = answer.putArray("confirmations");
            confirmations.forEach(waiting::add);
        } else if (path.equals("/escalation/v1/dissents")) {
            status = 201;
            answer.put(
                    "id",
                    "dissent-of-" + new ObjectMapper().readTree(body).path("person").asText());
        } else if (path.startsWith("/escalation/v1/dissents/") && method.equals("GET")) {
            answer.putArray("stages")
                    .add(JSON.objectNode().put("number", 2).put("overdue", "2026-01-08"));
        } else if (path.startsWith("/escalation/v1/dissents/")) {
            said.add("%s %s by %s".formatted(path.split("/")[4], path.split("/")[5], caller(call)));
        } else if (path.equals("/inbox/api/messages")) {
            answer.putArray("messages");
        } else if (path.equals("/alert/v1/alerts")) {
            ArrayNode alerts = answer.putArray("alerts");
            if (contradiction != null && call.getRequestURI().getQuery().contains("standing")) {
                ObjectNode alert = alerts.addObject();
                alert.put("alert", "alert-1").put("rule", "CONTRA-PAIR").put("severity", "MED");
                alert.put("subject", contradiction).put("raised", "2027-01-04");
                alert.put("state", "ACKNOWLEDGED").putArray("reasons");
            }
        } else if (path.startsWith("/alert/v1/alerts/")) {
            said.add("%s %s by %s".formatted(path.split("/")[4], path.split("/")[5], caller(call)));
        } else if (path.startsWith("/alert/v1/settings")) {
            status = settings(path, method, body, caller(call), answer);
        }
        byte[] bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(status, bytes.length);
        call.getResponseBody().write(bytes);
        call.close();
    }

    /** What a proposal says is approved at once by whoever comes next. */
    private int settings(String path, String method, String body, String caller, ObjectNode answer)
            throws IOException {
        if (method.equals("GET")) {
            ObjectNode version = answer.putArray("versions").addObject();
            version.put("inForceFrom", "1900-01-01").set("newBirthVisits", visits);
            return 200;
        }
        if (path.endsWith("/approval")) {
            settings.add("approved by " + caller + " at " + clocks.getLast().path("now").asText());
            return 200;
        }
        visits = new ObjectMapper().readTree(body).path("newBirthVisits");
        settings.add("proposed by " + caller + ": " + visits);
        answer.put("version", 2);
        return 201;
    }

    /** What was set, by whom and when. */
    List<String> settings() {
        return List.copyOf(settings);
    }

    /** A list of one, and the next. */
    private void page(ObjectNode answer, String query) {
        int after = query.contains("after=") ? reviews.indexOf(query.split("after=")[1]) : -1;
        ArrayNode page = answer.putArray("reviews");
        if (after + 1 < reviews.size()) {
            page.addObject().put("event", reviews.get(after + 1)).put("withdrawn", withdraws);
        }
        if (after + 2 < reviews.size()) {
            answer.put("next", reviews.get(after + 1));
        }
    }

    private String accepted(JsonNode event) {
        events.add(event);
        String receipt = "receipt-" + events.size();
        withdraws = event.path("type").asText().contains("retraction");
        // Those whom nobody can know are the concerns of the stories.
        if (event.path("type").asText().contains("concern") && !filesEverything) {
            reviews.add(receipt);
        }
        if (event.path("type").asText().contains("lead-practitioner")) {
            JsonNode subject = event.at("/data/subject");
            int children = Math.max(1, subject.path("children").size());
            for (int i = 0; i < children; i++) {
                confirmations.add(
                        JSON.objectNode()
                                .put("claim", receipt)
                                .put("person", "person-" + (confirmations.size() + 1)));
            }
        }
        return receipt;
    }

    private static String who(String form) {
        Matcher who = WHO.matcher(form);
        String found = "";
        while (who.find()) {
            // A person's name counts more than the client they sign in with.
            if (found.isEmpty() || who.group().startsWith("username")) {
                found = URLDecoder.decode(who.group(1), StandardCharsets.UTF_8);
            }
        }
        return found;
    }

    private static String caller(HttpExchange call) {
        return call.getRequestHeaders().getFirst("Authorization").replace("Bearer ", "");
    }
}
