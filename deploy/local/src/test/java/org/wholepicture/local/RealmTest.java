package org.wholepicture.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wholepicture.cases.services.Partnership;

/** The realm gives every client and person the claims that the services decide by. */
class RealmTest {

    @TempDir private static Path folder = Path.of(".");
    private static JsonNode realm = new ObjectMapper().createObjectNode();

    @BeforeAll
    static void make() throws IOException {
        Realm made = new Realm(Ports.plan("18080", "21000"), new Secrets(folder));
        realm = new ObjectMapper().readTree(made.json().toString());
    }

    @Test
    void everyClientsTokensAreMeantForWholePicture() {
        assertThat(realm.path("clients"))
                .allSatisfy(
                        client ->
                                assertThat(claims(client))
                                        .containsEntry(
                                                "included.custom.audience", "whole-picture"));
    }

    @Test
    void anAgencysTokenSaysWhichEventsFromWhichSources() throws IOException {
        Map<String, String> claims = claims(client("agency-drug-alcohol"));

        assertThat(claims).containsEntry("agency", "drug-alcohol");
        assertThat(new ObjectMapper().readTree(claims.get("sources")))
                .extracting(JsonNode::asText)
                .containsExactly("https://drug-alcohol.example/");
        assertThat(new ObjectMapper().readTree(claims.get("event_types")))
                .extracting(JsonNode::asText)
                .contains("missed-appointment", "contact")
                .doesNotContain("step-down", "lead-practitioner");
    }

    @Test
    void agenciesAreTheRoleAgencyAndNothingElse() {
        for (Partnership.Agency agency : Partnership.agencies()) {
            JsonNode account = user("service-account-" + agency.client());
            assertThat(account.path("serviceAccountClientId").asText()).isEqualTo(agency.client());
            assertThat(texts(account.path("realmRoles"))).containsExactly("agency");
        }
    }

    @Test
    void peopleCarryTheirDirectoryIdAndRoles() {
        JsonNode officer = user(Partnership.FRONT_DOOR);

        assertThat(texts(officer.path("attributes").path("practitioner")))
                .containsExactly("pr-front-door");
        assertThat(texts(officer.path("realmRoles")))
                .containsExactlyInAnyOrder("practitioner", "front-door");
        assertThat(claims(client("chronology-pages")))
                .containsKeys("practitioner", "agency", "groups");
    }

    @Test
    void tokensLiveTenMinutesForPeopleAndAnHourForAgencies() {
        assertThat(realm.path("accessTokenLifespan").asInt()).isEqualTo(600);
        assertThat(
                        client("agency-school")
                                .path("attributes")
                                .path("access.token.lifespan")
                                .asText())
                .isEqualTo("3600");
    }

    @Test
    void pagesUseTheCodeFlowWithProofKeyAndAreToldOfSignOut() {
        JsonNode pages = client("alert-pages");

        assertThat(pages.path("standardFlowEnabled").asBoolean()).isTrue();
        assertThat(pages.path("directAccessGrantsEnabled").asBoolean()).isFalse();
        assertThat(texts(pages.path("redirectUris")))
                .containsExactly("http://localhost:18080/alert/*");
        assertThat(pages.path("attributes").path("pkce.code.challenge.method").asText())
                .isEqualTo("S256");
        assertThat(pages.path("attributes").path("backchannel.logout.url").asText())
                .startsWith("http://127.0.0.1:21003/alert/");
    }

    @Test
    void onlyThePlayersClientTakesPasswords() {
        assertThat(realm.path("clients"))
                .filteredOn(client -> client.path("directAccessGrantsEnabled").asBoolean())
                .extracting(client -> client.path("clientId").asText())
                .containsExactly(Partnership.PLAYER_CLIENT);
        assertThat(texts(user("service-account-local-player").path("realmRoles")))
                .containsExactly("operations");
    }

    @Test
    void everyRoleThatSomebodyHasExists() {
        List<String> roles = new ArrayList<>();
        realm.path("roles").path("realm").forEach(role -> roles.add(role.path("name").asText()));

        for (JsonNode user : realm.path("users")) {
            assertThat(roles).containsAll(texts(user.path("realmRoles")));
        }
    }

    @Test
    void theRealmIsTheSameFromStartToStart() {
        String again =
                new Realm(Ports.plan("18080", "21000"), new Secrets(folder)).json().toString();

        assertThat(again).isEqualTo(realm.toString());
    }

    private JsonNode client(String id) {
        return find("clients", "clientId", id);
    }

    private JsonNode user(String name) {
        return find("users", "username", name);
    }

    private JsonNode find(String list, String key, String value) {
        for (JsonNode node : realm.path(list)) {
            if (node.path(key).asText().equals(value)) {
                return node;
            }
        }
        throw new AssertionError("no " + value + " among the " + list);
    }

    /** Settings of all of a client's mappers: fixed claims by their name, others by their key. */
    private static Map<String, String> claims(JsonNode client) {
        Map<String, String> claims = new HashMap<>();
        for (JsonNode mapper : client.path("protocolMappers")) {
            JsonNode config = mapper.path("config");
            claims.put(config.path("claim.name").asText(), config.path("claim.value").asText());
            config.properties()
                    .forEach(
                            entry -> claims.putIfAbsent(entry.getKey(), entry.getValue().asText()));
        }
        return claims;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText()));
        return texts;
    }
}
