package org.wholepicture.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/**
 * What is kept between starts is whole, whenever a start was cut, and never of an older version.
 */
class KeptFoldersTest {

    @TempDir private Path folder = Path.of(".");

    @Test
    void whatWasCutWhileBeingMadeIsMadeAnew() {
        Path data = folder.resolve("data");
        assertThatThrownBy(
                        () ->
                                Folders.makeWhole(
                                        data,
                                        fresh -> {
                                            write(fresh, "PG_VERSION", "18");
                                            throw new CannotStart("killed");
                                        }))
                .isInstanceOf(CannotStart.class);
        assertThat(data).doesNotExist();

        Folders.makeWhole(data, fresh -> write(fresh, "postgresql.conf", "whole"));

        assertThat(data).isDirectoryContaining("glob:**/postgresql.conf");
        assertThat(data.resolve("PG_VERSION")).doesNotExist();
    }

    @Test
    void anotherArchiveOfTheServerIsUnpackedInPlaceOfTheOld() throws IOException {
        Path binaries = folder.resolve("binaries");
        // Made once: the same files packed a second later are other bytes.
        byte[] old = archive("18.5");
        Postgres.binaries(binaries, old);
        write(binaries, "untouched", "yes");

        Postgres.binaries(binaries, old);
        assertThat(binaries.resolve("untouched")).exists();
        Postgres.binaries(binaries, archive("18.6"));

        assertThat(binaries.resolve("bin/postgres")).hasContent("18.6").isExecutable();
        assertThat(binaries.resolve("untouched")).doesNotExist();
    }

    @Test
    void theRealmIsWrittenAgainWhereItsFileIsGone() throws IOException {
        StateFolder state = StateFolder.open(folder.resolve("state"));
        Keycloak keycloak = keycloak(state);
        Path home = state.keycloak().resolve("home");
        Path realm = home.resolve("data/import/whole-picture-realm.json");
        keycloak.writeRealm(home);
        write(home.resolve("data/h2"), "keycloakdb", "signed in");

        keycloak.writeRealm(home);
        assertThat(keycloak.hasDatabase()).as("kept while the realm is the same").isTrue();
        // As a new version does.
        Folders.delete(home);
        keycloak.writeRealm(home);
        assertThat(realm).isNotEmptyFile();
        write(home.resolve("data/h2"), "keycloakdb", "broken");
        Files.delete(realm);
        keycloak.forget();
        keycloak.writeRealm(home);

        assertThat(realm).isNotEmptyFile();
        assertThat(keycloak.hasDatabase()).isFalse();
    }

    @Test
    void keycloakIsCopiedOnceAndAnewWhereTheBuildHasAnother() throws IOException {
        StateFolder state = StateFolder.open(folder.resolve("state"));
        Keycloak keycloak = keycloak(state);
        Path home = state.keycloak().resolve("home");
        assertThatThrownBy(() -> keycloak.server(HttpClient.newHttpClient()))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("not built");
        Path built = folder.resolve("deploy/local/target/keycloak");
        write(built.resolve("lib"), "quarkus-run.jar", "first");
        write(built, "made-from", "first");

        keycloak.server(HttpClient.newHttpClient());
        write(home.resolve("data/h2"), "keycloakdb", "signed in");
        keycloak.server(HttpClient.newHttpClient());
        assertThat(keycloak.hasDatabase()).as("kept while the build is the same").isTrue();
        assertThat(home.resolve("lib/quarkus-run.jar")).hasContent("first");
        write(built.resolve("lib"), "quarkus-run.jar", "second");
        write(built, "made-from", "second");
        keycloak.server(HttpClient.newHttpClient());

        assertThat(home.resolve("lib/quarkus-run.jar")).hasContent("second");
        assertThat(home.resolve("data/import/whole-picture-realm.json")).isNotEmptyFile();
        assertThat(keycloak.hasDatabase()).isFalse();
    }

    @Test
    void servicesRunFromACopyThatALaterBuildDoesNotTouch() throws IOException {
        StateFolder state = StateFolder.open(folder.resolve("state"));
        Path built = folder.resolve("alert-service/target/quarkus-app");
        write(built, "quarkus-run.jar", "first");
        write(built.resolve("lib"), "old.jar", "first");
        MicroServices services =
                new MicroServices(
                        folder,
                        state,
                        Ports.plan("18080", "21000"),
                        new Secrets(state.secrets()),
                        List.of("java"),
                        Map.of());

        Path copy = services.copy(Service.ALERT);
        write(built, "quarkus-run.jar", "second");
        assertThat(copy.resolve("quarkus-run.jar")).hasContent("first");
        Files.delete(built.resolve("lib/old.jar"));
        services.copy(Service.ALERT);

        assertThat(copy.resolve("quarkus-run.jar")).hasContent("second");
        assertThat(copy.resolve("lib/old.jar")).doesNotExist();
    }

    private Keycloak keycloak(StateFolder state) {
        return new Keycloak(
                state,
                Ports.plan("18080", "21000"),
                new Secrets(state.secrets()),
                List.of("java"),
                KeycloakDistribution.builtIn(folder));
    }

    private static void write(Path folder, String name, String content) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(name), content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static byte[] archive(String version) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream packed = new XZOutputStream(bytes, new LZMA2Options(0));
                TarArchiveOutputStream archive = new TarArchiveOutputStream(packed)) {
            byte[] content = version.getBytes(StandardCharsets.UTF_8);
            TarArchiveEntry entry = new TarArchiveEntry("bin/postgres");
            entry.setMode(0755);
            entry.setSize(content.length);
            archive.putArchiveEntry(entry);
            archive.write(content);
            archive.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }
}
