package org.wholepicture.chronology;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.wholepicture.platform.testsupport.MutableClock;
import org.wholepicture.platform.testsupport.PlatformServers;

/** The servers of every test here, and the time that stands still for them. */
@WithTestResource(
        value = PlatformServers.class,
        scope = TestResourceScope.GLOBAL,
        initArgs = {
            @ResourceArg(name = "database", value = "chronology"),
            @ResourceArg(name = "bootstrap", value = "db/bootstrap.sql")
        })
@WithTestResource(value = SourcesStub.Place.class, scope = TestResourceScope.GLOBAL)
public final class Servers {

    /** A Tuesday, eight days after the story's step-down was proposed. */
    public static final String NOW = "2026-03-10T12:00:00Z";

    private Servers() {}

    /** Replaces the database's clock. */
    @Singleton
    static final class FixedTime {

        @Produces
        @Singleton
        @Alternative
        @Priority(1)
        InstantSource clock() {
            return MutableClock.at(NOW);
        }
    }

    /** Runs a statement as the superuser, past every wall. */
    public static void asSuperuser(String sql) {
        try (Connection connection = PlatformServers.superuser("chronology");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The rows that a query of the superuser answers, one text each. */
    public static List<String> texts(String sql) {
        try (Connection connection = PlatformServers.superuser("chronology");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The number that a query of the superuser answers. */
    public static long count(String sql) {
        try (Connection connection = PlatformServers.superuser("chronology");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
