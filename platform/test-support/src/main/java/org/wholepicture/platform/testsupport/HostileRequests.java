package org.wholepicture.platform.testsupport;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.wholepicture.platform.testsupport.BrokenJson.Case.Kind;

/**
 * Requests that nobody honest sends, made from a service's approved API document, and from its
 * pages as the test names them: every operation with every parameter, body, method, content type
 * and token spoilt, one at a time. The same document always gives the same requests.
 *
 * <p>Valid values come from the test: ids that do not exist where the operation would change
 * something, so that whatever slips through still finds nothing to change.
 */
public final class HostileRequests {

    private static final Set<Integer> REFUSED = Set.of(400, 403, 404, 409, 413, 415, 422);
    private static final String JSON_TYPE = "application/json";
    private static final String FORM_TYPE = "application/x-www-form-urlencoded";

    /** Stand in place of an id in an address. */
    private static final List<String> SEGMENTS =
            List.of(
                    "%2F",
                    "%2f..%2f..%2fetc%2fpasswd",
                    "%5C",
                    "..",
                    "%2e%2e",
                    "%252e%252e",
                    ".",
                    "%00",
                    "%0d%0aZebedee-Injected:%201",
                    "%E5%98%8A%E5%98%8DZebedee-Injected:%201",
                    "%3Czebedee-x%3E",
                    "Zebedee",
                    "Zebedee'%20OR%20'1'='1",
                    "%c0%af",
                    "%ff",
                    "%",
                    "%zz",
                    "-1",
                    "0",
                    "null",
                    "1-1-1-1-1",
                    "{person}",
                    "*",
                    "99999999999999999999",
                    "Zebedee".repeat(1_500));

    /** Are put behind an address that is right. */
    private static final List<String> TAILS =
            List.of(
                    ";x=1",
                    ";jsessionid=Zebedee",
                    "%3Bx=1",
                    "//",
                    "/.",
                    "/..",
                    "%2F",
                    "%20",
                    "%00");

    /** Stand as the value of a parameter; encoded as a browser would, or wrongly. */
    private static final List<String> VALUES =
            List.of(
                    "%3Czebedee-x%3EZebedee",
                    "Zebedee%0d%0aZebedee-Injected:%201",
                    "Zebedee%00",
                    "Zebedee'%20OR%20'1'='1",
                    "%ed%a0%80",
                    "%ff%fe",
                    "%E2%80%AEZebedee",
                    "%1b[31mZebedee",
                    "-1",
                    "0x7fffffff",
                    "99999999999999999999",
                    "1-1-1-1-1",
                    "+999999999-12-31",
                    "2026-02-30",
                    "[]",
                    "%7B%7D",
                    "Zebedee".repeat(300));

    private static final List<String> HEADERS =
            List.of(
                    "X-Request-Id: <zebedee-x>",
                    "X-Request-Id: " + "Zebedee".repeat(300),
                    "X-HTTP-Method-Override: DELETE",
                    "X-Forwarded-Host: Zebedee.example\r\nX-Forwarded-Proto: Zebedee",
                    "X-Forwarded-Prefix: /<zebedee-x>",
                    "Forwarded: host=Zebedee.example",
                    "X-Original-URL: /Zebedee",
                    "Accept-Language: <zebedee-x>",
                    "User-Agent: ${jndi:ldap://Zebedee.example/x}",
                    "Range: bytes=0-1",
                    "If-None-Match: *",
                    "Cookie: q_session=Zebedee; q_session_pages=Zebedee",
                    "Origin: https://Zebedee.example");

    private record Endpoint(
            String method,
            String path,
            List<String> queries,
            List<String> contentTypes,
            Set<String> roles,
            boolean open,
            boolean page) {

        /** Empty if it takes no body. */
        String contentType() {
            return contentTypes.isEmpty() ? "" : contentTypes.getFirst();
        }

        boolean takesBody() {
            return !contentTypes.isEmpty();
        }

        String name() {
            return method + " " + path;
        }
    }

    private final List<Endpoint> endpoints = new ArrayList<>();
    private final Map<String, String> segments = new LinkedHashMap<>();
    private final Map<String, String> queries = new LinkedHashMap<>();
    private final Map<String, JsonNode> bodies = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> forms = new LinkedHashMap<>();
    private final Map<String, String> tokens = new LinkedHashMap<>();
    private final Map<String, String> strangers = new LinkedHashMap<>();
    private final List<HostileRequest> requests = new ArrayList<>();

    /** Counts where every text at every place would be too many: each comes up somewhere. */
    private int turn;

    private HostileRequests() {}

    /** Begins with every operation of an API document on the class path. */
    public static HostileRequests of(String document) {
        HostileRequests made = new HostileRequests();
        try (InputStream in = HostileRequests.class.getResourceAsStream(document)) {
            if (in == null) {
                throw new IllegalArgumentException("no API document " + document);
            }
            JsonNode api = new ObjectMapper(new YAMLFactory()).readTree(in);
            for (Map.Entry<String, JsonNode> path : api.path("paths").properties()) {
                for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                    made.endpoints.add(
                            operation(path.getKey(), operation.getKey(), operation.getValue()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return made;
    }

    private static Endpoint operation(String path, String method, JsonNode operation) {
        List<String> queries = new ArrayList<>();
        for (JsonNode parameter : operation.path("parameters")) {
            if (parameter.path("in").asText().equals("query")) {
                queries.add(parameter.path("name").asText());
            }
        }
        Set<String> roles = new LinkedHashSet<>();
        operation
                .path("security")
                .findValues("SecurityScheme")
                .forEach(list -> list.forEach(role -> roles.add(role.asText())));
        List<String> types = new ArrayList<>();
        operation.at("/requestBody/content").fieldNames().forEachRemaining(types::add);
        return new Endpoint(
                method.toUpperCase(Locale.ROOT),
                path,
                queries,
                types,
                roles,
                operation.path("security").isEmpty(),
                false);
    }

    /** The value of a path parameter wherever it occurs. */
    public HostileRequests path(String parameter, String value) {
        segments.put(parameter, value);
        return this;
    }

    /** A query that an operation cannot do without: {@code GET /path}. */
    public HostileRequests query(String operation, String query) {
        queries.put(operation, query);
        return this;
    }

    /** A body of an operation that meets its schema, and finds nothing to change. */
    public HostileRequests body(String operation, JsonNode body) {
        bodies.put(operation, body);
        return this;
    }

    /** Who has a role of the document; the role {@code ""} is anybody's. */
    public HostileRequests as(String role, String token) {
        tokens.put(role, token);
        return this;
    }

    /** Somebody who has none of the roles of the operations but the one named. */
    public HostileRequests stranger(String role, String token) {
        strangers.put(role, token);
        return this;
    }

    /** An operation that stands in no document. */
    public HostileRequests operation(String method, String path, String role) {
        endpoints.add(new Endpoint(method, path, List.of(), List.of(), Set.of(role), false, false));
        return this;
    }

    /** A page that shows something, for these roles. */
    public HostileRequests page(String path, List<String> roles, String... queries) {
        endpoints.add(
                new Endpoint(
                        "GET",
                        path,
                        List.of(queries),
                        List.of(),
                        new LinkedHashSet<>(roles),
                        false,
                        true));
        return this;
    }

    /** A form of a page, for these roles: its fields with values that find nothing to change. */
    public HostileRequests form(String path, List<String> roles, Map<String, String> fields) {
        Endpoint endpoint =
                new Endpoint(
                        "POST",
                        path,
                        List.of(),
                        List.of(FORM_TYPE),
                        new LinkedHashSet<>(roles),
                        false,
                        true);
        endpoints.add(endpoint);
        forms.put(endpoint.name(), fields);
        return this;
    }

    /** All of them. */
    public List<HostileRequest> all() {
        for (Endpoint endpoint : endpoints) {
            String address = address(endpoint, "", "");
            addresses(endpoint);
            queries(endpoint, address);
            methods(endpoint, address);
            tokens(endpoint, address);
            headers(endpoint, address);
            if (endpoint.takesBody()) {
                contentTypes(endpoint, address);
                sizes(endpoint, address);
            }
            if (bodies.containsKey(endpoint.name())) {
                json(endpoint, address, bodies.get(endpoint.name()));
            }
            if (forms.containsKey(endpoint.name())) {
                fields(endpoint, address, forms.get(endpoint.name()));
            }
        }
        return List.copyOf(requests);
    }

    /** A request for each operation that changes something, of whose body there is no end. */
    public List<HostileRequest> endless() {
        List<HostileRequest> endless = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            List<String> types = endpoint.takesBody() ? endpoint.contentTypes : List.of(JSON_TYPE);
            if (!endpoint.method.equals("GET")) {
                for (String type : types) {
                    endless.add(
                            usual(endpoint, "endless " + type, address(endpoint, "", ""))
                                    .endless(type));
                }
            }
        }
        return endless;
    }

    private void addresses(Endpoint endpoint) {
        for (String parameter : parameters(endpoint.path)) {
            for (String segment : SEGMENTS) {
                usual(endpoint, "segment " + segment, address(endpoint, parameter, segment))
                        .early()
                        .answered(400, 404, 414);
            }
        }
        for (String tail : TAILS) {
            usual(endpoint, "tail " + tail, address(endpoint, "", "") + tail).answered(400, 404);
        }
        String address = address(endpoint, "", "");
        int second = address.indexOf('/', 1);
        for (String turned :
                List.of(
                        address.substring(0, second) + "/" + address.substring(second),
                        address.substring(0, second) + "%2F" + address.substring(second + 1),
                        address.substring(0, second) + "/." + address.substring(second),
                        address.substring(0, second) + "/x/.." + address.substring(second),
                        address.substring(0, second) + "\\" + address.substring(second + 1),
                        address.substring(0, second) + ";a=b" + address.substring(second))) {
            usual(endpoint, "turned " + turned, turned).early().answered(400, 404);
        }
    }

    private void queries(Endpoint endpoint, String address) {
        String sign = address.contains("?") ? "&" : "?";
        for (String query : endpoint.queries) {
            for (String value : VALUES) {
                usual(
                                endpoint,
                                "query " + query + "=" + value,
                                address + sign + query + "=" + value)
                        .answered(endpoint.page ? Set.of(200, 400, 404) : Set.of(400));
            }
            usual(
                            endpoint,
                            "long query " + query,
                            address + sign + query + "=" + "Zebedee".repeat(1_500))
                    .early()
                    .answered(400, 414);
            usual(
                            endpoint,
                            "twice " + query,
                            address + sign + query + "=Zebedee&" + query + "=Zebedee")
                    .answered(endpoint.page ? Set.of(200, 400, 404) : Set.of(400));
        }
        for (String query :
                List.of(
                        "Zebedee=1",
                        "%3Czebedee-x%3E=1",
                        "%00=1",
                        "=",
                        "&&&",
                        "Zebedee%0d%0a=1",
                        "%zz=%zz")) {
            usual(endpoint, "unknown query " + query, address + sign + query)
                    .early()
                    .answered(with(usual(endpoint), 400));
        }
    }

    private void methods(Endpoint endpoint, String address) {
        Set<String> known = new TreeSet<>();
        endpoints.stream()
                .filter(other -> other.path.equals(endpoint.path))
                .forEach(other -> known.add(other.method));
        for (String method :
                List.of("GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "ZEBEDEE", "get")) {
            if (!known.contains(method)) {
                request(endpoint, "method " + method, method, address, token(endpoint))
                        .answered(400, 404, 405, 501);
            }
        }
        for (String method : List.of("HEAD", "OPTIONS")) {
            request(endpoint, "method " + method, method, address, token(endpoint))
                    .answered(with(usual(endpoint), 200, 204, 405));
        }
    }

    private void tokens(Endpoint endpoint, String address) {
        if (endpoint.open) {
            return;
        }
        String right = token(endpoint);
        request(endpoint, "no token", endpoint.method, address, "").answered(401);
        for (String line :
                List.of("Bearer", "Bearer  ", "Basic WmViZWRlZTp4", "Digest x", "Zebedee", right)) {
            request(endpoint, "authorization " + line, endpoint.method, address, "")
                    .header("Authorization: " + line)
                    .answered(401);
        }
        // A page takes a session, and a token in tests alone: the provider's library does not look
        // for the same things in both.
        (endpoint.page ? Forgeries.ofSignature(right) : Forgeries.of(right))
                .forEach(
                        (what, token) ->
                                request(endpoint, "token " + what, endpoint.method, address, token)
                                        .answered(401));
        strangers.forEach(
                (role, token) -> {
                    if (!endpoint.roles.contains(role)) {
                        request(endpoint, "a stranger " + role, endpoint.method, address, token)
                                .answered(403, 404);
                    }
                });
    }

    private void headers(Endpoint endpoint, String address) {
        for (String line : HEADERS) {
            usual(endpoint, "header " + line, address)
                    .header(line)
                    .answered(with(usual(endpoint), 400, 403));
        }
        for (String accept :
                List.of("application/pdf", "Zebedee", "text/html;q=0", "<zebedee-x>", "")) {
            usual(endpoint, "accept " + accept, address)
                    .accept(accept)
                    .answered(with(usual(endpoint), 400, 406));
        }
        usual(endpoint, "many headers", address)
                .header("Zebedee: " + "Zebedee".repeat(6_000))
                .early()
                .answered(431, 400);
    }

    private void contentTypes(Endpoint endpoint, String address) {
        for (String type :
                List.of(
                        "text/plain",
                        "application/xml",
                        "multipart/form-data; boundary=Zebedee",
                        "application/octet-stream",
                        "Zebedee",
                        "application/json, application/json",
                        "application/<zebedee-x>",
                        "*/*",
                        "application/*",
                        endpoint.page ? JSON_TYPE : FORM_TYPE,
                        "")) {
            usual(endpoint, "content type " + type, address).contentType(type).answered(400, 415);
        }
        // JSON is UTF-8 whatever is said of it.
        usual(endpoint, "charset", address)
                .contentType("application/json; charset=utf-16")
                .answered(REFUSED);
        usual(endpoint, "gzip", address).header("Content-Encoding: gzip").answered(415);
    }

    private void sizes(Endpoint endpoint, String address) {
        // Announced and never sent: who answers has not waited for it.
        for (String length : List.of("2000000", "1073741824", "9".repeat(30))) {
            usual(endpoint, "length " + length, address).length(length).early().answered(413, 400);
        }
        for (String length : List.of("-1", "Zebedee", "0x10")) {
            usual(endpoint, "length " + length, address).length(length).early().answered(400, 413);
        }
    }

    private void json(Endpoint endpoint, String address, JsonNode right) {
        for (BrokenJson.Case broken : BrokenJson.of(right)) {
            boolean many = broken.kind() == Kind.TEXT || broken.kind() == Kind.UNREADABLE;
            if (!many || turn++ % 3 != 0) {
                usual(endpoint, broken.toString(), address).body(broken.body()).answered(REFUSED);
            }
        }
        for (BrokenJson.Case broken : BrokenJson.bytes(right, 20_251_122, 40)) {
            usual(endpoint, broken.toString(), address).body(broken.body()).answered(REFUSED);
        }
    }

    private void fields(Endpoint endpoint, String address, Map<String, String> right) {
        List<String> values = new ArrayList<>(VALUES);
        HostileText.TEXTS.forEach(text -> values.add(URLEncoder.encode(text, UTF_8)));
        values.addAll(List.of("", "%", "%zz", "%u0041", "Zebedee".repeat(6_000)));
        right.keySet()
                .forEach(
                        name -> {
                            Map<String, String> less = new LinkedHashMap<>(right);
                            less.remove(name);
                            form(endpoint, "without " + name, address, encoded(less));
                            form(
                                    endpoint,
                                    "twice " + name,
                                    address,
                                    encoded(right) + "&" + encoded(Map.of(name, "Zebedee")));
                            for (String value : values) {
                                if (turn++ % 3 != 0) {
                                    continue;
                                }
                                form(
                                        endpoint,
                                        "field " + name + "=" + shortened(value),
                                        address,
                                        (less.isEmpty() ? "" : encoded(less) + "&")
                                                + name
                                                + "="
                                                + value);
                            }
                        });
        form(endpoint, "unknown field", address, encoded(right) + "&%3Czebedee-x%3E=Zebedee");
        form(endpoint, "no field", address, "");
        form(endpoint, "many fields", address, "Zebedee=1&".repeat(3_000));
        for (String from :
                List.of(
                        "Sec-Fetch-Site: cross-site",
                        "Origin: https://Zebedee.example",
                        "Origin: null")) {
            usual(endpoint, from, address).from(from).answered(403);
        }
    }

    private void form(Endpoint endpoint, String what, String address, String fields) {
        usual(endpoint, what, address).body(fields.getBytes(UTF_8)).answered(REFUSED);
    }

    private static String encoded(Map<String, String> fields) {
        List<String> pairs = new ArrayList<>();
        fields.forEach((name, value) -> pairs.add(name + "=" + URLEncoder.encode(value, UTF_8)));
        return String.join("&", pairs);
    }

    /** How the operation answers to a request in which nothing that matters to it is wrong. */
    private static Set<Integer> usual(Endpoint endpoint) {
        return endpoint.method.equals("GET") ? Set.of(200, 404) : Set.of(400, 404, 409, 422);
    }

    private static Set<Integer> with(Set<Integer> some, Integer... more) {
        Set<Integer> all = new TreeSet<>(some);
        all.addAll(List.of(more));
        return all;
    }

    private String address(Endpoint endpoint, String spoilt, String segment) {
        String address = endpoint.path;
        for (String parameter : parameters(endpoint.path)) {
            String value = parameter.equals(spoilt) ? segment : segments.get(parameter);
            if (value == null) {
                throw new IllegalStateException("no value for {" + parameter + "}");
            }
            address = address.replace("{" + parameter + "}", value);
        }
        String query = queries.get(endpoint.name());
        return query == null ? address : address + "?" + query;
    }

    private static List<String> parameters(String path) {
        List<String> names = new ArrayList<>();
        for (String part : path.split("/")) {
            if (part.startsWith("{")) {
                names.add(part.substring(1, part.length() - 1));
            }
        }
        return names;
    }

    private String token(Endpoint endpoint) {
        if (endpoint.open) {
            return "";
        }
        String role = endpoint.roles.isEmpty() ? "" : endpoint.roles.iterator().next();
        String token = tokens.get(role);
        if (token == null) {
            throw new IllegalStateException("nobody has the role " + role);
        }
        return token;
    }

    private Draft usual(Endpoint endpoint, String what, String address) {
        return request(endpoint, what, endpoint.method, address, token(endpoint));
    }

    private Draft request(
            Endpoint endpoint, String what, String method, String address, String token) {
        Draft draft = new Draft(endpoint, what, method + " " + address);
        if (!token.isEmpty()) {
            draft.header("Authorization: Bearer " + token);
        }
        return draft;
    }

    private static String shortened(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "..." : text;
    }

    /** A request that is right but for what its methods change. */
    private final class Draft {

        private final Endpoint endpoint;
        private final String what;
        private final String line;
        private final StringBuilder further = new StringBuilder();
        private String accept;
        private String from = "Sec-Fetch-Site: same-origin";
        private String contentType;
        private @Nullable String length;
        private byte[] body;
        private boolean early;

        private Draft(Endpoint endpoint, String what, String line) {
            this.endpoint = endpoint;
            this.what = what;
            this.line = line;
            this.contentType = endpoint.contentType();
            this.accept = endpoint.page ? "text/html" : "*/*";
            JsonNode json = bodies.get(endpoint.name());
            Map<String, String> fields = forms.get(endpoint.name());
            this.body =
                    (json != null ? json.toString() : fields != null ? encoded(fields) : "{}")
                            .getBytes(UTF_8);
        }

        private Draft header(String text) {
            further.append(text).append("\r\n");
            return this;
        }

        private Draft accept(String types) {
            accept = types;
            return this;
        }

        private Draft from(String text) {
            from = text;
            return this;
        }

        private Draft contentType(String type) {
            contentType = type;
            return this;
        }

        private Draft length(String announced) {
            length = announced;
            body = new byte[0];
            return this;
        }

        private Draft body(byte[] bytes) {
            body = bytes;
            return this;
        }

        /** Perhaps answered before the service sees it. */
        private Draft early() {
            early = true;
            return this;
        }

        private void answered(Integer... statuses) {
            answered(Set.of(statuses));
        }

        private void answered(Set<Integer> statuses) {
            StringBuilder head = head();
            if (endpoint.takesBody()) {
                head.append(typeLine())
                        .append("Content-Length: ")
                        .append(length == null ? body.length : length)
                        .append("\r\n");
            } else {
                body = new byte[0];
            }
            requests.add(request(head, statuses));
        }

        /** With a body of this type to follow; who needs none may answer at once. */
        private HostileRequest endless(String type) {
            contentType = type;
            body = new byte[0];
            boolean needed = endpoint.takesBody() && !endpoint.page;
            return request(head().append(typeLine()), needed ? Set.of(413) : REFUSED);
        }

        private String typeLine() {
            return contentType.isEmpty() ? "" : "Content-Type: " + contentType + "\r\n";
        }

        private StringBuilder head() {
            StringBuilder head = new StringBuilder(line).append(" HTTP/1.1\r\nHost: localhost\r\n");
            head.append("Accept: ").append(accept).append("\r\n");
            if (endpoint.page) {
                head.append(from).append("\r\n");
            }
            return head.append(further);
        }

        private HostileRequest request(StringBuilder head, Set<Integer> statuses) {
            return new HostileRequest(
                    endpoint.name() + ", " + shortened(what),
                    head.toString(),
                    body,
                    statuses,
                    endpoint.page,
                    early);
        }
    }
}
