package org.wholepicture.local;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.wholepicture.cases.services.Partnership;

/**
 * Keycloak's realm for the local stack: the agencies' systems, the fictional people, the pages'
 * clients and the player's. Made from {@link Partnership}, with this installation's secrets.
 */
final class Realm {

    static final String NAME = "whole-picture";

    /** Every token is meant for this audience; services refuse any other. */
    static final String AUDIENCE = "whole-picture";

    /** The one client whose tokens have the role for all messages. */
    static final String REBUILD_CLIENT = "chronology-rebuild";

    private static final String REBUILD_ROLE = "rebuild";

    /** [assurance.md section 4: 10 minutes for people, 60 for agency clients] */
    private static final Duration PEOPLE = Duration.ofMinutes(10);

    private static final Duration AGENCIES = Duration.ofMinutes(60);

    /** A working day: nobody signs in twice a day. */
    private static final Duration SESSION = Duration.ofHours(10);

    private static final Duration SESSION_IDLE = Duration.ofHours(1);

    /** Where each service takes Keycloak's message that a session ended, below its root path. */
    private static final String BACK_CHANNEL_LOGOUT = "/back-channel-logout";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Ports ports;
    private final Secrets secrets;

    Realm(Ports ports, Secrets secrets) {
        this.ports = ports;
        this.secrets = secrets;
    }

    /** The representation that Keycloak imports. Holds secrets. */
    ObjectNode json() {
        ObjectNode realm = JSON.objectNode();
        realm.put("realm", NAME);
        realm.put("displayName", "Whole Picture");
        realm.put("enabled", true);
        // Everything runs on loopback, without TLS.
        realm.put("sslRequired", "none");
        realm.put("accessTokenLifespan", PEOPLE.toSeconds());
        realm.put("ssoSessionIdleTimeout", SESSION_IDLE.toSeconds());
        realm.put("ssoSessionMaxLifespan", SESSION.toSeconds());
        realm.put("bruteForceProtected", true);
        // Everybody's password stands on the start page; to hash it slowly protects nothing and
        // takes a third of the first start.
        realm.put("passwordPolicy", "hashAlgorithm(pbkdf2-sha512) and hashIterations(1000)");
        realm.set("roles", JSON.objectNode().set("realm", roles()));
        realm.set("clients", clients());
        realm.set("users", users());
        realm.set("components", components());
        return realm;
    }

    static String secretName(String client) {
        return "client-" + client;
    }

    private static ArrayNode roles() {
        TreeSet<String> names = new TreeSet<>(List.of("agency", REBUILD_ROLE));
        Partnership.people().forEach(person -> names.addAll(person.roles()));
        ArrayNode roles = JSON.arrayNode();
        names.forEach(name -> roles.addObject().put("name", name));
        return roles;
    }

    private ArrayNode clients() {
        ArrayNode clients = JSON.arrayNode();
        for (Partnership.Agency agency : Partnership.agencies()) {
            clients.add(agencyClient(agency));
        }
        for (Service service : Service.values()) {
            clients.add(pagesClient(service));
        }
        clients.add(playerClient());
        clients.add(rebuildClient());
        return clients;
    }

    private ObjectNode client(String id) {
        ObjectNode client = JSON.objectNode();
        client.put("clientId", id);
        client.put("enabled", true);
        client.put("protocol", "openid-connect");
        client.put("publicClient", false);
        client.put("clientAuthenticatorType", "client-secret");
        client.put("secret", secrets.text(secretName(id)));
        client.put("standardFlowEnabled", false);
        client.put("implicitFlowEnabled", false);
        client.put("directAccessGrantsEnabled", false);
        client.put("serviceAccountsEnabled", false);
        client.put("fullScopeAllowed", true);
        ArrayNode mappers = client.putArray("protocolMappers");
        mappers.add(
                mapper("audience", "oidc-audience-mapper")
                        .put("included.custom.audience", AUDIENCE)
                        .put("access.token.claim", "true")
                        .json());
        mappers.add(
                mapper("groups", "oidc-usermodel-realm-role-mapper")
                        .put("claim.name", "groups")
                        .put("multivalued", "true")
                        .put("jsonType.label", "String")
                        .put("access.token.claim", "true")
                        .put("id.token.claim", "true")
                        .json());
        return client;
    }

    private ObjectNode agencyClient(Partnership.Agency agency) {
        ObjectNode client = client(agency.client());
        client.put("name", agency.name());
        client.put("serviceAccountsEnabled", true);
        client.putObject("attributes")
                .put("access.token.lifespan", String.valueOf(AGENCIES.toSeconds()));
        ArrayNode mappers = client.withArray("protocolMappers");
        mappers.add(fixed("agency", "String", agency.id()));
        mappers.add(fixed("event_types", "JSON", list(agency.eventTypes()).toString()));
        mappers.add(fixed("sources", "JSON", list(List.of(agency.sourcePrefix())).toString()));
        return client;
    }

    private ObjectNode pagesClient(Service service) {
        ObjectNode client = client(service.pagesClient());
        client.put("standardFlowEnabled", true);
        String root = ports.origin() + "/" + service.id();
        client.put("rootUrl", root);
        client.set("redirectUris", list(List.of(root + "/*")));
        client.set("webOrigins", JSON.arrayNode());
        client.putObject("attributes")
                .put("pkce.code.challenge.method", "S256")
                .put("post.logout.redirect.uris", ports.origin() + "/*")
                // From server to server, past the gateway.
                .put(
                        "backchannel.logout.url",
                        "http://127.0.0.1:"
                                + ports.http(service)
                                + "/"
                                + service.id()
                                + BACK_CHANNEL_LOGOUT)
                .put("backchannel.logout.session.required", "true");
        personClaims(client);
        return client;
    }

    /**
     * Moves the services' clocks as itself, and gets people's tokens for the player and for tests.
     */
    private ObjectNode playerClient() {
        ObjectNode client = client(Partnership.PLAYER_CLIENT);
        client.put("serviceAccountsEnabled", true);
        client.put("directAccessGrantsEnabled", true);
        personClaims(client);
        return client;
    }

    /** With it chronology-service asks the others for all their messages, as itself. */
    private ObjectNode rebuildClient() {
        ObjectNode client = client(REBUILD_CLIENT);
        client.put("serviceAccountsEnabled", true);
        return client;
    }

    private static void personClaims(ObjectNode client) {
        ArrayNode mappers = client.withArray("protocolMappers");
        // Everybody's password stands on the start page, so a second factor would protect nothing
        // here; what
        // depends on one is to be tried all the same. A deployment's provider says what was done.
        mappers.add(fixed("amr", "JSON", list(List.of("pwd", "otp")).toString()));
        for (String claim : List.of("practitioner", "agency")) {
            mappers.add(
                    mapper(claim, "oidc-usermodel-attribute-mapper")
                            .put("user.attribute", claim)
                            .put("claim.name", claim)
                            .put("jsonType.label", "String")
                            .put("access.token.claim", "true")
                            .put("id.token.claim", "true")
                            .json());
        }
    }

    private static ArrayNode users() {
        ArrayNode users = JSON.arrayNode();
        for (Partnership.Person person : Partnership.people()) {
            ObjectNode user = users.addObject();
            user.put("username", person.username());
            user.put("enabled", true);
            user.put("firstName", person.given());
            user.put("lastName", person.family());
            user.put("email", person.email());
            user.put("emailVerified", true);
            ObjectNode attributes = user.putObject("attributes");
            attributes.set("practitioner", list(List.of(person.practitioner())));
            attributes.set("agency", list(List.of(person.agency())));
            user.set("realmRoles", list(List.copyOf(person.roles())));
            user.putArray("credentials")
                    .addObject()
                    .put("type", "password")
                    .put("value", Partnership.PASSWORD)
                    .put("temporary", false);
        }
        for (Partnership.Agency agency : Partnership.agencies()) {
            users.add(serviceAccount(agency.client(), "agency"));
        }
        users.add(serviceAccount(Partnership.PLAYER_CLIENT, "operations"));
        users.add(serviceAccount(REBUILD_CLIENT, REBUILD_ROLE));
        return users;
    }

    private static ObjectNode serviceAccount(String client, String role) {
        ObjectNode user = JSON.objectNode();
        user.put("username", "service-account-" + client.toLowerCase(Locale.ROOT));
        user.put("enabled", true);
        user.put("serviceAccountClientId", client);
        user.set("realmRoles", list(List.of(role)));
        return user;
    }

    private ObjectNode components() {
        ObjectNode components = JSON.objectNode();
        // A fixed signing key: tokens stay valid when Keycloak's own database is made anew.
        ObjectNode key = components.putArray("org.keycloak.keys.KeyProvider").addObject();
        key.put("name", "tokens").put("providerId", "rsa");
        ObjectNode keyConfig = key.putObject("config");
        keyConfig.set("privateKey", list(List.of(secrets.realmKey())));
        keyConfig.set("algorithm", list(List.of("RS256")));
        keyConfig.set("priority", list(List.of("100")));
        keyConfig.set("active", list(List.of("true")));
        keyConfig.set("enabled", list(List.of("true")));
        // The claims above are attributes that Keycloak's own user profile does not know.
        ObjectNode profile =
                components.putArray("org.keycloak.userprofile.UserProfileProvider").addObject();
        profile.put("providerId", "declarative-user-profile");
        ObjectNode profileConfig = profile.putObject("config");
        profileConfig.set("kc.user.profile.config", list(List.of(userProfile().toString())));
        return components;
    }

    private static ObjectNode userProfile() {
        ObjectNode profile = JSON.objectNode();
        ArrayNode attributes = profile.putArray("attributes");
        for (String name : List.of("username", "email", "firstName", "lastName")) {
            ObjectNode attribute = attributes.addObject().put("name", name);
            ObjectNode permissions = attribute.putObject("permissions");
            permissions.set("view", list(List.of("admin", "user")));
            permissions.set("edit", list(List.of("admin")));
        }
        profile.put("unmanagedAttributePolicy", "ADMIN_EDIT");
        return profile;
    }

    private static Mapper mapper(String name, String kind) {
        ObjectNode mapper = JSON.objectNode();
        mapper.put("name", name);
        mapper.put("protocol", "openid-connect");
        mapper.put("protocolMapper", kind);
        return new Mapper(mapper, mapper.putObject("config"));
    }

    private static ObjectNode fixed(String claim, String type, String value) {
        return mapper(claim, "oidc-hardcoded-claim-mapper")
                .put("claim.name", claim)
                .put("claim.value", value)
                .put("jsonType.label", type)
                .put("access.token.claim", "true")
                .json();
    }

    private record Mapper(ObjectNode json, ObjectNode config) {
        Mapper put(String key, String value) {
            config.put(key, value);
            return this;
        }
    }

    private static ArrayNode list(List<String> values) {
        ArrayNode array = JSON.arrayNode();
        values.forEach(array::add);
        return array;
    }
}
