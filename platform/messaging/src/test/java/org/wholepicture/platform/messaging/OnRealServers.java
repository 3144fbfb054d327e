package org.wholepicture.platform.messaging;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import org.wholepicture.platform.testsupport.PlatformServers;

/** The servers of every test of this module; a global resource needs to stand on one class only. */
@WithTestResource(
        value = PlatformServers.class,
        scope = TestResourceScope.GLOBAL,
        initArgs = {
            @ResourceArg(name = "database", value = "messaging"),
            @ResourceArg(
                    name = "schema",
                    value = "db/migration/V1__messaging.sql,db/test/effects.sql")
        })
final class OnRealServers {

    private OnRealServers() {}
}
